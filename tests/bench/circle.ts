/**
 * A circle of two in encrypted notebooks of their own, and friendsforever (tests/data) as one person would have typed it
 * there: each stroke a transaction of a Y.Doc, so many strokes in an envelope.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import * as Y from 'yjs'
import { proveJoin } from '../../src/main/vault/circle/log/join.ts'
import { inviteKeys } from '../../src/main/vault/circle/names/invite.ts'
import { type CircleStore, openCircles } from '../../src/main/vault/circle/store.ts'
import type { CircleId, DocId } from '../../src/main/vault/crypto/keys.ts'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import { random } from '../../src/main/vault/crypto/random.ts'
import { create } from '../../src/main/vault/storage/create.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { BENCH_PASSPHRASE } from './notebook.ts'
import { plan } from './plan.ts'

export type Member = {
  readonly store: CircleStore
  /** The same rows, in a program that starts now. */
  again(): CircleStore
  close(): void
}

export async function member(dir: string, name: string): Promise<Member> {
  const home = join(dir, name)
  fs.mkdirSync(home, { recursive: true })
  const made = await create({
    dir: join(home, 'vault'),
    passphrase: BENCH_PASSPHRASE,
    derive,
    migrations: MIGRATIONS,
    kdf: TEST_KDF,
  })
  if (!made.ok) throw new Error(made.fault)
  const { db, release } = made.value
  const open = (): CircleStore => openCircles(db, { now: () => Date.now() })
  return {
    store: open(),
    again: open,
    close() {
      db.close()
      release()
    },
  }
}

/** `guest` comes into the circle of `host`, by the book; nothing but the log travels. */
export function letIn(host: CircleStore, guest: CircleStore, circle: CircleId, name: string): void {
  const seed = random(16)
  const invited = host.invite(circle, { seed, expiry: Date.now() + 86_400_000 })
  if (!invited.ok) throw new Error(invited.fault)
  const { salt, member, keys } = guest.prepareJoin()
  const claim = {
    circle,
    invite: invited.value.invite,
    member,
    devices: [{ sign: keys.sign.publicKey, box: keys.box.publicKey }],
    transcript: random(32),
  }
  const proof = proveJoin(claim, inviteKeys(seed).secretKey, [keys])
  const admitted = host.admit(circle, { claim, proof, name })
  if (!admitted.ok) throw new Error(admitted.fault)
  const adopted = guest.adopt({ circle, salt, member, entries: host.missingLog(circle, []) })
  if (!adopted.ok) throw new Error(adopted.fault)
}

export type Typed = {
  readonly note: DocId
  /** Sealed, in order. */
  readonly envelopes: readonly Uint8Array[]
  /** What each stroke changed, as Yjs says it (V2), the note's beginning first. */
  readonly strokes: readonly Uint8Array[]
  readonly text: string
}

/** The first `edits` of the trace, `together` strokes in an envelope, written into a new note of the circle. */
export function type(store: CircleStore, circle: CircleId, edits: number, together: number): Typed {
  const begun = store.create(circle, 'note', doc => void doc.getMap('head').set('title', ''))
  if (!begun.ok) throw new Error(begun.fault)
  const note = begun.value.docId
  const open = store.open(circle, note)
  if (!open) throw new Error('the note is not there')
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, open.state)
  doc.clientID = open.cid
  const envelopes = [begun.value.envelope]
  const strokes: Uint8Array[] = [begun.value.update]
  let pending: Uint8Array[] = []
  doc.on('updateV2', (update: Uint8Array) => {
    pending.push(update)
    strokes.push(update)
  })
  const send = (): void => {
    if (pending.length === 0) return
    const written = store.author(circle, note, 'note', Y.mergeUpdatesV2(pending))
    if (!written.ok) throw new Error(written.fault)
    envelopes.push(written.value.envelope)
    pending = []
  }
  const block = new Y.XmlElement('block')
  const words = new Y.XmlText()
  block.setAttribute('kind', 'paragraph')
  block.insert(0, [words])
  doc.getXmlFragment('body').insert(0, [block])
  send()
  const { turns, text } = plan(edits)
  for (const { strokes: made } of turns)
    for (const { at, remove, insert } of made) {
      doc.transact(() => {
        if (remove > 0) words.delete(at, remove)
        if (insert !== '') words.insert(at, insert)
      })
      if (pending.length >= together) send()
    }
  send()
  if (words.toString() !== text) throw new Error('not what was typed')
  return { note, envelopes, strokes, text }
}

/** As the courier brings them: at most 64 in a transaction. */
export function receiveAll(store: CircleStore, circle: CircleId, envelopes: readonly Uint8Array[]): void {
  for (let at = 0; at < envelopes.length; at += 64) {
    const { refused, quarantined, buffered } = store.receive(circle, envelopes.slice(at, at + 64))
    if (refused + quarantined + buffered > 0) throw new Error('an honest envelope was not taken')
  }
}
