import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { signNothing } from '../../../src/main/vault/backup/copy.ts'
import { readCheckpoint, writeCheckpoint } from '../../../src/main/vault/circle/envelope/checkpoint.ts'
import { readEnvelope, writeEnvelope } from '../../../src/main/vault/circle/envelope/seal.ts'
import { docId } from '../../../src/main/vault/circle/names/doc.ts'
import { hex, unhex } from '../../../src/main/vault/circle/names/hex.ts'
import { withoutWords } from '../../../src/main/vault/circle/receive/outline.ts'
import { readState } from '../../../src/main/vault/circle/receive/structs.ts'
import type { CircleId, DocId } from '../../../src/main/vault/crypto/keys.ts'
import { entriesOf, forge, say } from './forge.ts'
import { everything, Face, join, note, type Person, pair, person, send, sync, wordsOf } from './people.ts'

const bodies = (who: Person, circle: CircleId, doc: DocId) =>
  who.db
    .prepare(
      'SELECT seq, body IS NOT NULL AS body, outline IS NOT NULL AS outline, status FROM envelopes WHERE circle = ? AND doc = ? ORDER BY n',
    )
    .all(circle, doc) as { seq: number; body: number; outline: number; status: string }[]

const reasons = (who: Person, circle: CircleId) =>
  who.store.refusals(circle).map(({ what, reason }) => `${what}: ${reason}`)

/** A note by Alice with words of Bob's between hers. */
function shared() {
  const { alice, bob, circle } = pair({ needsTwo: false })
  const doc = note(alice, circle)
  const ana = new Face(alice, circle, doc)
  ana.write('I was afraid.')
  sync(alice, bob, circle)
  const ben = new Face(bob, circle, doc)
  ben.change(d => {
    const text = (d.getXmlFragment('body').get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.insert(text.length, ' So was I.')
  })
  sync(alice, bob, circle)
  return { alice, bob, circle, doc, ana, ben }
}

/** A state that reads well, byte for byte, and that Yjs throws over: one bit of a good one is changed. */
function stumblingBlock(state: Uint8Array): Uint8Array {
  for (let at = 0; at < state.length; at++)
    for (let bit = 1; bit < 256; bit *= 2) {
      const broken = state.slice()
      broken[at] = (broken[at] ?? 0) ^ bit
      if (!readState(broken)) continue
      try {
        Y.applyUpdateV2(new Y.Doc(), broken)
      } catch {
        if (withoutWords(broken, wordsIn(broken)) !== undefined) return broken
      }
    }
  throw new Error('Yjs takes everything')
}

/** All of it. */
const wordsIn = (state: Uint8Array) =>
  new Map(
    [...(readState(state)?.clients.keys() ?? [])].map(client => [client, [[0, 1000]] as [number, number][]]),
  )

const erase = (who: Person, circle: CircleId, doc: DocId) => {
  const erased = who.store.eraseWords(circle, doc)
  if (!erased.ok) throw new Error(erased.fault)
}

describe('words that their author wants gone', () => {
  it('are gone at the author’s and at everybody’s, and what others wrote beside them stays', () => {
    const { alice, bob, circle, doc } = shared()
    expect(wordsOf(bob, circle, doc)).toBe('<block kind="paragraph">I was afraid. So was I.</block>')
    erase(alice, circle, doc)
    expect(wordsOf(alice, circle, doc)).toBe('<block> So was I.</block>')
    expect(bodies(alice, circle, doc)).toEqual([
      { seq: 2, body: 0, outline: 1, status: 'accepted' },
      { seq: 3, body: 0, outline: 1, status: 'accepted' },
      { seq: 1, body: 1, outline: 0, status: 'accepted' },
    ])
    sync(alice, bob, circle)
    expect(everything(bob, circle)).toEqual(everything(alice, circle))
    expect(bodies(bob, circle, doc)).toEqual(bodies(alice, circle, doc))
    // Not in a row of any kind.
    for (const who of [alice, bob]) {
      const rows = who.db.prepare('SELECT state FROM document_states').pluck().all() as Uint8Array[]
      const outlines = who.db
        .prepare('SELECT outline FROM envelopes WHERE outline IS NOT NULL')
        .pluck()
        .all() as Uint8Array[]
      for (const bytes of [...rows, ...outlines]) expect(Buffer.from(bytes).includes('afraid')).toBe(false)
    }
    expect(reasons(bob, circle)).toEqual([])
  })

  it('leave both able to write on, and the same after a restart', () => {
    const { alice, bob, circle, doc } = shared()
    erase(alice, circle, doc)
    sync(alice, bob, circle)
    new Face(alice, circle, doc).write('And now I am not.')
    new Face(bob, circle, doc).write('Nor am I.')
    sync(alice, bob, circle)
    expect(wordsOf(alice, circle, doc)).toContain('And now I am not.')
    expect(wordsOf(alice, circle, doc)).toContain('Nor am I.')
    expect(everything(bob, circle)).toEqual(everything(alice, circle))
    const words = wordsOf(bob, circle, doc)
    bob.store.close()
    expect(wordsOf(bob.again(), circle, doc)).toBe(words)
  })

  it('are gone although the wish came before them, or while they waited', () => {
    const { alice, bob, circle, doc } = shared()
    const carla = join(alice, circle, 'Carla')
    const away = new Face(alice, circle, doc).write('Nobody saw this yet.')
    erase(alice, circle, doc)
    carla.store.importLog(circle, alice.store.missingLog(circle, carla.store.logHeads(circle)))
    // From before the erasing, with its body: as somebody may still send it.
    expect(carla.store.receive(circle, [away])).toMatchObject({ accepted: [{}], refused: 0 })
    expect(bodies(carla, circle, doc).at(-1)).toEqual({ seq: 4, body: 0, outline: 1, status: 'accepted' })
    sync(alice, bob, circle)
    expect(wordsOf(carla, circle, doc)).toBe(wordsOf(alice, circle, doc))
    // Bob had the last one by its header alone: it holds its place, and some of the note is not here to be read.
    expect(bodies(bob, circle, doc).at(-1)).toEqual({ seq: 4, body: 0, outline: 0, status: 'kept' })
    expect(bob.store.isPartial(circle, doc)).toBe(true)
    expect(reasons(bob, circle)).toEqual([])
  })

  it('travel as headers alone, hold their numbers, and a note that cannot be made without them is told of and not shown', () => {
    const { alice, bob, circle, doc } = shared()
    erase(alice, circle, doc)
    sync(alice, bob, circle)
    const carla = join(bob.store.me(circle).facilitator ? bob : alice, circle, 'Carla')
    for (const { bytes } of alice.store.missing(circle, [])) {
      const envelope = readEnvelope(bytes)
      if (
        envelope.ok &&
        hex(envelope.value.header.doc) === hex(doc) &&
        hex(envelope.value.header.device) === hex(alice.store.me(circle).device)
      )
        expect(envelope.value.body).toBeNull()
    }
    expect(everything(carla, circle).have).toEqual(everything(alice, circle).have)
    expect(carla.store.documents(circle, 'note')).toEqual([])
    expect(carla.store.closedNotes(circle)).toBe(1)
    expect(carla.store.open(circle, doc)).toBeUndefined()
    expect(reasons(carla, circle)).toEqual([])
    // Nothing stands still for it.
    const other = note(carla, circle)
    sync(alice, carla, circle)
    new Face(alice, circle, other).write('Welcome.')
    new Face(alice, circle, doc).write('More.')
    sync(alice, carla, circle)
    expect(wordsOf(carla, circle, other)).toBe(wordsOf(alice, circle, other))
    expect(reasons(carla, circle)).toEqual([])
    // And she passes on what she has.
    const dora = join(alice, circle, 'Dora')
    send(carla, dora, circle)
    expect(everything(dora, circle).have).toEqual(everything(alice, circle).have)
  })

  it('come as they are where nobody asked: a header alone waits, and the body is taken after it', () => {
    const { alice, bob, circle, doc, ana } = shared()
    const read = readEnvelope(ana.write('Still here.'))
    if (!read.ok) throw new Error(read.fault)
    const bare = writeEnvelope({ ...read.value, body: null })
    expect(bob.store.receive(circle, [bare])).toMatchObject({ buffered: 1, accepted: [] })
    expect(wordsOf(bob, circle, doc)).not.toContain('Still here.')
    sync(alice, bob, circle)
    expect(wordsOf(bob, circle, doc)).toContain('Still here.')
    expect(bob.store.receive(circle, [bare])).toMatchObject({ duplicates: 1 })
  })

  it('a header that came before the wish is taken when the wish is here', () => {
    const { alice, bob, circle, doc, ana } = shared()
    const read = readEnvelope(ana.write('Gone soon.'))
    if (!read.ok) throw new Error(read.fault)
    erase(alice, circle, doc)
    expect(bob.store.receive(circle, [writeEnvelope({ ...read.value, body: null })]).buffered).toBe(1)
    send(alice, bob, circle)
    expect(everything(bob, circle).have).toEqual(everything(alice, circle).have)
  })

  it('cannot be asked for by somebody else, whoever they are', () => {
    const { alice, bob, circle, doc } = shared()
    const { device } = bob.store.me(circle)
    const forged = say(alice, circle, 'ERASE', { doc, upto: [{ device, seq: 9 }] })
    bob.store.importLog(
      circle,
      entriesOf(alice, circle).map(({ bytes }) => bytes),
    )
    expect(bob.store.importLog(circle, [forged.bytes])).toMatchObject({ added: [], refused: 1 })
    expect(reasons(bob, circle)).toEqual(['quarantined: log: not-allowed'])
    expect(wordsOf(bob, circle, doc)).toContain('So was I.')
  })

  it('stay gone when their author was removed beside the wish', () => {
    const { alice, bob, circle, doc } = shared()
    const carla = join(alice, circle, 'Carla')
    sync(alice, bob, circle)
    const member = bob.store.me(circle).member
    erase(bob, circle, doc)
    const removed = alice.store.remove(circle, member, true)
    expect(removed.ok).toBe(true)
    send(bob, carla, circle)
    sync(alice, carla, circle)
    expect(wordsOf(alice, circle, doc)).toBe('<block kind="paragraph">I was afraid.</block>')
    expect(everything(carla, circle)).toEqual(everything(alice, circle))
  })

  it('are those of before the wish: nothing that is written knowing it, whatever number it says', () => {
    const { alice, bob, circle, doc } = shared()
    const carla = join(alice, circle, 'Carla')
    const { device } = bob.store.me(circle)
    // As a stolen computer of Bob's may say it of the other one.
    const wish = say(bob, circle, 'ERASE', { doc, upto: [{ device, seq: 1_000_000 }] })
    for (const who of [alice, bob, carla]) who.store.importLog(circle, [wish.bytes])
    expect(wordsOf(bob, circle, doc)).toBe('<block kind="paragraph">I was afraid.</block>')
    new Face(bob, circle, doc).write('I am here.')
    for (const who of [alice, carla]) sync(bob, who, circle)
    for (const who of [alice, bob, carla]) expect(wordsOf(who, circle, doc)).toContain('I am here.')
    expect(everything(carla, circle)).toEqual(everything(alice, circle))
    expect(everything(bob.again(), circle)).toEqual(everything(alice, circle))
    // And these can be erased in their turn.
    erase(bob, circle, doc)
    sync(bob, alice, circle)
    for (const who of [alice, bob]) expect(wordsOf(who, circle, doc)).not.toContain('I am here.')
  })

  it('are gone from a copy that was put back, once its person comes in with it again', () => {
    const { alice, bob, circle, doc } = shared()
    const db = new Sqlite(bob.db.serialize())
    db.pragma('foreign_keys = ON')
    signNothing(db)
    const copy = person(db)
    expect(wordsOf(copy, circle, doc)).toContain('I was afraid.')
    erase(alice, circle, doc)
    join(alice, circle, 'Bob again', copy)
    expect(wordsOf(copy, circle, doc)).toBe(wordsOf(alice, circle, doc))
    expect(bodies(copy, circle, doc)).toEqual(bodies(alice, circle, doc))
    const rows = db.prepare('SELECT state FROM document_states').pluck().all() as Uint8Array[]
    for (const bytes of rows) expect(Buffer.from(bytes).includes('afraid')).toBe(false)
  })

  it('do not lie on in what waits for something else', () => {
    const { alice, bob, circle, doc, ana } = shared()
    const waiting = (): (Uint8Array | null)[] =>
      (bob.db.prepare('SELECT bytes FROM buffered').pluck().all() as Uint8Array[]).map(bytes => {
        const read = readEnvelope(bytes)
        if (!read.ok) throw new Error(read.fault)
        return read.value.body
      })
    const [first, second] = [ana.write('One.'), ana.write('Two.')]
    expect(bob.store.receive(circle, [second])).toMatchObject({ buffered: 1 })
    expect(waiting()).toEqual([expect.any(Uint8Array)])
    erase(alice, circle, doc)
    bob.store.importLog(circle, alice.store.missingLog(circle, bob.store.logHeads(circle)))
    expect(waiting()).toEqual([null])
    // Whoever has not heard of the wish says them again.
    bob.store.receive(circle, [second])
    expect(waiting()).toEqual([null])
    bob.store.receive(circle, [first])
    expect(waiting()).toEqual([])
    expect(bodies(bob, circle, doc).every(({ body, seq }) => body === 0 || seq === 1)).toBe(true)
  })

  it('of what hosts write for the circle stay: a name is nobody’s own', () => {
    const { alice, bob, circle } = pair()
    const own = unhex(hex(alice.store.documents(circle, 'circle')[0]!.docId)) as DocId
    expect(alice.store.eraseWords(circle, own)).toEqual({ ok: false, fault: 'not-found' })
    const forged = say(alice, circle, 'ERASE', {
      doc: own,
      upto: [{ device: alice.store.me(circle).device, seq: 9 }],
    })
    bob.store.importLog(circle, [forged.bytes])
    expect(bob.store.name(circle)).toBe('Tuesday')
    expect(bodies(bob, circle, own)).toMatchObject([{ body: 1, status: 'accepted' }])
  })

  it('in a checkpoint that is no document go with all of it, before the wish and after, and the chain goes on', () => {
    for (const wished of [true, false]) {
      const { alice, bob, circle, doc } = shared()
      const aside = person(new Sqlite(bob.db.serialize()))
      const opened = aside.store.openToNewcomers(circle, doc)
      const made = opened.ok ? readCheckpoint(opened.value.update) : undefined
      if (!made) throw new Error('no checkpoint')
      const broken = stumblingBlock(made.state)
      if (wished) erase(alice, circle, doc)
      sync(alice, bob, circle)
      const content = writeCheckpoint({ ...made, state: broken })
      const forged = forge(bob, circle, doc, content, { type: 'checkpoint', deps: [] })
      expect(alice.store.receive(circle, [forged.bytes])).toMatchObject({ refused: 1 })
      if (!wished) erase(alice, circle, doc)
      expect(bodies(alice, circle, doc).at(-1)).toEqual({ seq: 2, body: 0, outline: 1, status: 'refused' })
      expect(wordsOf(alice, circle, doc)).toBe('<block> So was I.</block>')
    }
  })

  it('of a kind that this version does not show go as well', () => {
    const { alice, bob, circle } = pair()
    const { device } = alice.store.me(circle)
    const seq = (alice.store.have(circle).find(one => hex(one.device) === hex(device))?.seq ?? 0) + 1
    const share = docId(circle, device, seq)
    const forged = forge(alice, circle, share, new TextEncoder().encode('A share of mine.'), {
      kind: 'share',
    })
    expect(bob.store.receive(circle, [forged.bytes])).toMatchObject({ refused: 0, quarantined: 0 })
    expect(bodies(bob, circle, share)).toEqual([{ seq, body: 1, outline: 0, status: 'kept' }])
    bob.store.importLog(circle, [say(alice, circle, 'ERASE', { doc: share, upto: [{ device, seq }] }).bytes])
    expect(bodies(bob, circle, share)).toEqual([{ seq, body: 0, outline: 0, status: 'kept' }])
  })

  it('leaves a long note in its lines', () => {
    const { alice, bob, circle } = pair()
    const doc = note(alice, circle)
    const face = new Face(alice, circle, doc)
    for (let i = 0; i < 60; i++) face.write(`line ${i}`)
    sync(alice, bob, circle)
    erase(alice, circle, doc)
    sync(alice, bob, circle)
    expect(wordsOf(bob, circle, doc)).toBe('<block></block>'.repeat(60))
  })
})
