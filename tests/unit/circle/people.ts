/** Alice, Bob and Eve, each with a vault of their own in memory, and what passes between them. */
import Sqlite from 'better-sqlite3'
import * as Y from 'yjs'
import { type JoinClaim, proveJoin } from '../../../src/main/vault/circle/log/join.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { INVITE_SEED, inviteKeys } from '../../../src/main/vault/circle/names/invite.ts'
import { type CircleStore, openCircles } from '../../../src/main/vault/circle/store.ts'
import type { CircleId, DocId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'

await sodiumReady

export type Person = {
  readonly store: CircleStore
  readonly db: Sqlite.Database
  clock: { now: () => number }
  /** The vault closed and opened again on the same rows. */
  again(): Person
}

export const NOON = Date.UTC(2026, 10, 22, 12)

export function person(db: Sqlite.Database = newDatabase(), clock = { now: () => NOON }): Person {
  const own = { now: clock.now }
  const store = openCircles(db, { now: () => own.now() })
  return { store, db, clock: own, again: () => person(db, own) }
}

/** `heard`: of each statement that is run. */
export function newDatabase(heard?: (statement: string) => void): Sqlite.Database {
  const db = new Sqlite(':memory:', heard ? { verbose: statement => heard(String(statement)) } : {})
  db.pragma('foreign_keys = ON')
  migrate(db as never, MIGRATIONS)
  return db
}

/** `guest` at the door of `host`, with a fresh invitation: the claim and what proves it. */
export function asking(host: Person, circle: CircleId, guest: Person = person()) {
  const seed = random(INVITE_SEED)
  const invited = host.store.invite(circle, { seed, expiry: NOON + 86_400_000 })
  if (!invited.ok) throw new Error('no invitation')
  const { salt, member, keys } = guest.store.prepareJoin()
  const claim: JoinClaim = {
    circle,
    invite: invited.value.invite,
    member,
    devices: [{ sign: keys.sign.publicKey, box: keys.box.publicKey }],
    transcript: random(32),
  }
  return {
    guest,
    salt,
    member,
    keys,
    claim,
    seed,
    proof: proveJoin(claim, inviteKeys(seed).secretKey, [keys]),
  }
}

/** Joins a new person, by the book. */
export function join(host: Person, circle: CircleId, name: string, newcomer = person()): Person {
  const { guest, salt, member, claim, proof } = asking(host, circle, newcomer)
  const admitted = host.store.admit(circle, { claim, proof, name })
  if (!admitted.ok) throw new Error(admitted.fault)
  const adopted = guest.store.adopt({ circle, salt, member, entries: host.store.missingLog(circle, []) })
  if (!adopted.ok) throw new Error(adopted.fault)
  sync(host, guest, circle)
  return guest
}

/** `needsTwo` off, where who lets in whom is not the point. */
export function pair({ needsTwo = true } = {}): { alice: Person; bob: Person; circle: CircleId } {
  const alice = person()
  const circle = alice.store.found({ name: 'Tuesday', ownName: 'Alice', needsTwo })
  return { alice, bob: join(alice, circle, 'Bob'), circle }
}

/** All that one has and the other lacks, one way. */
export function send(from: Person, to: Person, circle: CircleId) {
  to.store.importLog(circle, from.store.missingLog(circle, to.store.logHeads(circle)))
  const all = [...from.store.missing(circle, to.store.have(circle))].map(({ bytes }) => bytes)
  const received = []
  for (let i = 0; i < all.length; i += 64) received.push(to.store.receive(circle, all.slice(i, i + 64)))
  return received
}

export function sync(a: Person, b: Person, circle: CircleId): void {
  send(a, b, circle)
  send(b, a, circle)
}

/** A face: a Y.Doc of one's own on an open note, whose updates go to the vault as they are made. */
export class Face {
  readonly doc = new Y.Doc()
  readonly person: Person
  readonly circle: CircleId
  readonly note: DocId

  constructor(person: Person, circle: CircleId, note: DocId) {
    this.person = person
    this.circle = circle
    this.note = note
    const open = person.store.open(circle, note)!
    Y.applyUpdateV2(this.doc, open.state)
    this.doc.clientID = open.cid
  }

  /** What one change is, without sending it. */
  update(change: (doc: Y.Doc) => void): Uint8Array {
    const updates: Uint8Array[] = []
    const hear = (update: Uint8Array) => updates.push(update)
    this.doc.on('updateV2', hear)
    this.doc.transact(() => change(this.doc))
    this.doc.off('updateV2', hear)
    return Y.mergeUpdatesV2(updates)
  }

  /** Returns the sealed envelope. */
  change(change: (doc: Y.Doc) => void): Uint8Array {
    const written = this.person.store.author(this.circle, this.note, 'note', this.update(change))
    if (!written.ok) throw new Error(written.fault)
    return written.value.envelope
  }

  write(words: string): Uint8Array {
    return this.change(doc => addBlock(doc, words))
  }
}

export function addBlock(doc: Y.Doc, words: string, kind = 'paragraph'): void {
  const block = new Y.XmlElement('block')
  block.setAttribute('kind', kind)
  const text = new Y.XmlText()
  text.insert(0, words)
  block.insert(0, [text])
  doc.getXmlFragment('body').push([block])
}

export const newNote = (doc: Y.Doc): void => void doc.getMap('head').set('title', '')

export function note(person: Person, circle: CircleId): DocId {
  const created = person.store.create(circle, 'note', newNote)
  if (!created.ok) throw new Error(created.fault)
  return created.value.docId
}

export const wordsOf = (person: Person, circle: CircleId, note: DocId): string | undefined =>
  person.store.read(circle, note, doc => doc.getXmlFragment('body').toString())

/** What "equal" compares between vaults: documents, and where each chain stands. */
export const everything = (person: Person, circle: CircleId) => ({
  notes: person.store
    .documents(circle, 'note')
    .map(({ docId }) => [hex(docId), wordsOf(person, circle, docId)])
    .sort(),
  have: person.store
    .have(circle)
    .map(({ device, seq, hash }) => `${hex(device)} ${seq} ${hex(hash)}`)
    .sort(),
  log: person.store.logHeads(circle).map(hex),
})
