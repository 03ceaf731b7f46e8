/**
 * Circles of real stores that write, remove, demote and admit while they hear of each other by parts, in any order, and
 * one of whose devices may be copied. At the end all that belong to it have heard everything, and must show the same.
 */
import { isDeepStrictEqual } from 'node:util'
import Sqlite from 'better-sqlite3'
import * as Y from 'yjs'
import { activeDevices } from '../../../src/main/vault/circle/log/judge.ts'
import type { MemberState } from '../../../src/main/vault/circle/log/state.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId, DocId } from '../../../src/main/vault/crypto/keys.ts'
import { equal } from '../../../src/shared/bytes.ts'
import { dice } from '../../bench/corpus.ts'
import { demote, memberOf, promote, remove } from './acts.ts'
import { ring } from './forge.ts'
import { addBlock, Face, join, note, type Person, pair, person } from './people.ts'

type Roll = (below: number) => number
type Counts = Record<string, number>

/** Closed with the circle: thousands of them would not find room together. */
const laid: Sqlite.Database[] = []
function lay(copy: Buffer): Sqlite.Database {
  const db = new Sqlite(copy)
  laid.push(db)
  return db
}

/** Five people in step, the first two facilitators, with one note: made once, since joining takes time. */
let template: { circle: CircleId; copies: Buffer[] } | undefined
function five(): { circle: CircleId; people: Person[] } {
  if (!template) {
    const { alice, bob, circle } = pair({ needsTwo: false })
    const all = [alice, bob, ...['Cleo', 'Dan', 'Eve'].map(name => join(alice, circle, name))]
    promote(alice, circle, memberOf(bob, circle, alice))
    new Face(alice, circle, note(alice, circle)).write('The first line.')
    for (const one of all.slice(1)) pass(alice, one, circle)
    for (const one of all) one.store.close()
    template = { circle, copies: all.map(({ db }) => db.serialize()) }
  }
  return { circle: template.circle, people: template.copies.map(copy => person(lay(copy))) }
}

function pass(from: Person, to: Person, circle: CircleId): void {
  to.store.importLog(circle, from.store.missingLog(circle, to.store.logHeads(circle)))
  const all = [...from.store.missing(circle, to.store.have(circle))].map(({ bytes }) => bytes)
  for (let i = 0; i < all.length; i += 64) to.store.receive(circle, all.slice(i, i + 64))
}

/** @throws a sentence. */
function live(roll: Roll, counts: Counts): void {
  const count = (what: string, n = 1): void => {
    counts[what] = (counts[what] ?? 0) + n
  }
  const { circle, people: all } = five()
  const people = all.slice(0, 3 + Math.floor(roll(6) / 2.5))
  /** Copies of devices: they write as the same device, and are nobody of their own. */
  const copies: Person[] = []
  const anyone = (): Person => [...people, ...copies][roll(people.length + copies.length)]!
  const writes = (who: Person): void => {
    const notes = who.store.documents(circle, 'note').filter(({ readOnly }) => !readOnly)
    if (notes.length === 0 || roll(6) === 0) {
      if (who.store.create(circle, 'note', doc => addBlock(doc, 'begun')).ok) count('begun')
      return
    }
    const { docId } = notes[roll(notes.length)]!
    const face = new Face(who, circle, docId)
    const body = face.doc.getXmlFragment('body')
    const update = face.update(doc => {
      const at = roll(Math.max(1, body.length))
      const block = body.get(at) as Y.XmlElement | undefined
      const text = block?.get(0)
      const act = roll(4)
      if (act === 0 || !(text instanceof Y.XmlText)) addBlock(doc, `line ${roll(100)}`)
      else if (act === 1 && body.length > 1) body.delete(at, 1)
      else if (act === 2) block!.setAttribute('kind', `kind${roll(5)}`)
      else text.insert(roll(text.length + 1), `<${roll(100)}>`)
    })
    count(who.store.author(circle, docId, 'note', update).ok ? 'written' : 'not written')
  }
  const acts = (who: Person): void => {
    const state = who.store.state(circle)
    const own = memberOf(who, circle)
    const { active, facilitator, stopped } = who.store.me(circle)
    if (!active || !facilitator || stopped) return
    const below = [...state.members.values()].filter(
      ({ id, status, rank }) =>
        status === 'active' && !equal(id, own.id) && (rank === null || rank > own.rank!),
    )
    const other: MemberState | undefined = below[roll(below.length)]
    const act = roll(5)
    if (act === 0 && who.store.rekeyNeeded(circle)) who.store.rekey(circle)
    else if (act === 1) {
      const [name] = who.store.documents(circle, 'circle')
      if (name)
        who.store.edit(circle, name.docId, doc => void doc.getMap('circle').set('name', `T${roll(9)}`))
    } else if (!other) return
    else if (act === 2) {
      if (other.rank === null) promote(who, circle, other)
      else demote(who, circle, other)
    } else {
      remove(who, circle, other)
      count('removed')
    }
  }
  /** All, or a part of it, in any order, some of it twice. */
  const tells = (from: Person, to: Person): void => {
    const way = roll(4)
    if (way > 0) to.store.importLog(circle, from.store.missingLog(circle, to.store.logHeads(circle)))
    const list = [...from.store.missing(circle, roll(3) ? to.store.have(circle) : [])].map(
      ({ bytes }) => bytes,
    )
    const some = way === 3 ? list : shuffled(list, roll).slice(0, roll(list.length + 1))
    for (let i = 0; i < some.length; i += 64) to.store.receive(circle, some.slice(i, i + 64))
  }

  /** One who was there at the beginning, hears the log at once and everything else in another order. */
  const heardLast = (of: Person): Person => {
    const late = person(lay(template!.copies[people.indexOf(of)]!))
    late.store.importLog(circle, of.store.missingLog(circle, late.store.logHeads(circle)))
    const everything = shuffled([...of.store.missing(circle, [])], roll)
    for (let i = 0; i < everything.length; i += 16)
      late.store.receive(
        circle,
        everything.slice(i, i + 16).map(({ bytes }) => bytes),
      )
    for (let again = 0; again < 2; again++) pass(of, late, circle)
    return late
  }

  const steps = 8 + roll(14)
  for (let step = 0; step < steps; step++) {
    const who = anyone()
    const other = anyone()
    const dice = roll(20)
    if (dice < 9) writes(who)
    else if (dice < 11) acts(who)
    else if (dice === 11 && copies.length === 0) {
      const copy = person(lay(who.db.serialize()), who.clock)
      copies.push(copy)
      for (const one of [who, copy]) {
        writes(one)
        tells(one, anyone())
      }
      count('copied')
    } else if (who !== other) tells(who, other)
  }

  // Somebody may have heard of what a removed one, or a copy, said last.
  for (const copy of copies) if (roll(2)) pass(copy, people[roll(people.length)]!, circle)
  for (let round = 0; ; round++) {
    if (round > 6) throw new Error('they do not come to an end')
    const before = people.map(look)
    // The founder is never without a key.
    const [hub, ...rest] = people
    for (const one of shuffled(rest, roll)) pass(one, hub!, circle)
    for (const one of shuffled(rest, roll)) pass(hub!, one, circle)
    if (round > 0 && isDeepStrictEqual(people.map(look), before)) break
  }
  const state = people[0]!.store.state(circle)
  const active = new Set(activeDevices(state).map(({ id }) => hex(id)))
  // Whom a void removal left without a key can only wait until somebody seals it for them.
  const reads = (one: Person): boolean => {
    const keys = ring(one, circle)
    return [...state.epochs.keys()].every(epoch => keys.has(epoch))
  }
  const belong = people.filter(one => active.has(hex(one.store.me(circle).device)) && reads(one))
  // A founder whose copies forked it cannot seal for the others what they lack: nothing is to be equal then.
  if (belong.length === 0) return count('nobody reads all')
  const [first, ...rest] = belong
  const wanted = seen(first!, circle)
  for (const [i, one] of rest.entries()) differs(seen(one, circle), wanted, `device ${i + 2}`)
  if (roll(2)) differs(seen(heardLast(first!), circle), wanted, 'one who heard it last')
  else differs(seen(first!.again(), circle), wanted, 'the first, opened again')

  for (const { status } of wanted.envelopes) count(status)
  count('forked', wanted.forked)
  count('sides', wanted.envelopes.filter(({ side }) => side === 1).length)

  if (roll(3)) return
  // Everybody who may goes on, in every note, and everybody hears it.
  if (first!.store.rekeyNeeded(circle) && first!.store.me(circle).facilitator) first!.store.rekey(circle)
  for (const one of belong) pass(first!, one, circle)
  for (const one of belong) {
    for (const { docId, readOnly } of one.store.documents(circle, 'note')) {
      if (readOnly) continue
      const update = new Face(one, circle, docId).update(doc => addBlock(doc, 'and on'))
      const on = one.store.author(circle, docId, 'note', update)
      if (!on.ok) throw new Error(`somebody cannot go on: ${on.fault}`)
      count('went on')
    }
  }
  for (const one of rest) pass(one, first!, circle)
  for (const one of rest) pass(first!, one, circle)
  const ends = belong.map(one => seen(one, circle))
  for (const end of ends) differs(end, ends[0]!, 'somebody who went on')
}

const look = ({ db }: Person) => [
  db.prepare('SELECT count(*), sum(seq) FROM envelopes').raw().get(),
  db.prepare('SELECT count(*) FROM log_entries').pluck().get(),
]

/** What must be equal on all devices of a circle. */
function seen({ store, db }: Person, circle: CircleId) {
  const kinds = ['note', 'circle'] as const
  const docs = kinds.flatMap(kind => store.documents(circle, kind).map(({ docId }) => docId))
  const visible = (id: DocId) =>
    store.read(circle, id, doc => ({
      body: doc.share.has('body') ? doc.getXmlFragment('body').toString() : '',
      circle: doc.share.has('circle') ? doc.getMap('circle').toJSON() : {},
    }))
  const lines = db
    .prepare<[], { id: Uint8Array; status: string; side: number; fault: string | null }>(
      'SELECT id, status, side, fault FROM envelopes',
    )
    .all()
  return {
    docs: Object.fromEntries(docs.map(id => [hex(id), visible(id)]).sort()),
    envelopes: lines.map(line => ({ ...line, id: hex(line.id) })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    have: store
      .have(circle)
      .map(({ device, seq, hash }) => `${hex(device)} ${seq} ${hex(hash)}`)
      .sort(),
    forked: db.prepare<[], number>('SELECT count(*) FROM chains WHERE frozen = 1').pluck().get() ?? 0,
    log: store.logHeads(circle).map(hex),
  }
}

function differs(one: ReturnType<typeof seen>, wanted: ReturnType<typeof seen>, who: string): void {
  for (const what of ['log', 'have', 'envelopes', 'docs', 'forked'] as const)
    if (!isDeepStrictEqual(one[what], wanted[what]))
      throw new Error(`${who} has other ${what}:\n${difference(one[what], wanted[what])}`)
}

function difference(one: unknown, other: unknown): string {
  const [a, b] = [one, other].map(it => JSON.stringify(it, null, 1).split('\n')) as [string[], string[]]
  return [
    ...a.filter(line => !b.includes(line)).map(line => `+ ${line}`),
    ...b.filter(line => !a.includes(line)).map(line => `- ${line}`),
  ]
    .slice(0, 20)
    .join('\n')
}

function shuffled<T>(list: readonly T[], roll: Roll): T[] {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = roll(i + 1)
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}

/** One circle by its seed. What happened in it. @throws with the seed. */
export function part(seed: number, counts: Counts): void {
  const chance = dice(seed)
  try {
    live(below => Math.floor(chance() * below), counts)
  } catch (error) {
    throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error })
  } finally {
    for (const db of laid.splice(0)) db.close()
  }
}
