/** What lies in a keeper's document, read and written without Yjs, beside Yjs itself. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  LIST,
  readUpdate,
  type Update,
  within,
  writeDrop,
  writePut,
} from '../../../src/main/lan/keeper/update.ts'
import { MOST_PARCELS, MOST_RANGES } from '../../../src/shared/contract/keeper.ts'

const lists = (doc: Y.Doc): string[] =>
  (doc.getArray(LIST).toArray() as Uint8Array[]).map(bytes => Buffer.from(bytes).toString('hex')).sort()
const live = (update: Update | undefined): string[] =>
  (update?.puts ?? [])
    .filter(({ client, clock }) => {
      const ranges = [...(update?.gone.get(client) ?? [])].sort((a, b) => a.clock - b.clock)
      return !within(ranges, clock)
    })
    .map(({ bytes }) => Buffer.from(bytes).toString('hex'))
    .sort()

const steps = fc.array(
  fc.oneof(
    fc.record({ who: fc.nat(2), put: fc.uint8Array({ maxLength: 40 }), at: fc.nat(20) }),
    fc.record({ who: fc.nat(2), drop: fc.nat(20) }),
    fc.record({ who: fc.nat(2), from: fc.nat(2) }),
  ),
  { maxLength: 60 },
)

it('finds the same byte strings as Yjs in whatever Yjs wrote', () => {
  fc.assert(
    fc.property(steps, all => {
      const docs = [0, 1, 2].map(() => new Y.Doc())
      for (const step of all) {
        const doc = docs[step.who]!
        const list = doc.getArray<Uint8Array>(LIST)
        if ('put' in step) list.insert(Math.min(step.at, list.length), [step.put])
        else if ('drop' in step) {
          if (step.drop < list.length) list.delete(step.drop, 1)
        } else Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[step.from]!))
      }
      for (const doc of docs) expect(live(readUpdate(Y.encodeStateAsUpdate(doc)))).toEqual(lists(doc))
    }),
  )
})

it('is understood by Yjs: what is put is there, and what is dropped is not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 30 }),
      fc.infiniteStream(fc.boolean()),
      (all, drop) => {
        const doc = new Y.Doc()
        Y.applyUpdate(doc, writePut({ client: 7, clock: 0, bytes: Uint8Array.of(1) }))
        const puts = all.map((bytes, clock) => ({ client: 4_000_000_000, clock, bytes }))
        for (const put of puts) Y.applyUpdate(doc, writePut(put))
        const out = puts.filter(() => drop.next().value)
        Y.applyUpdate(doc, writeDrop(out))
        const left = puts
          .filter(put => !out.includes(put))
          .map(({ bytes }) => Buffer.from(bytes).toString('hex'))
        expect(lists(doc)).toEqual(['01', ...left].sort())
        expect(doc.store.pendingStructs).toBeNull()
      },
    ),
  )
})

it('reads no document that holds anything else, and throws at no bytes', () => {
  const foreign = (change: (doc: Y.Doc) => void): Uint8Array => {
    const doc = new Y.Doc()
    change(doc)
    return Y.encodeStateAsUpdate(doc)
  }
  for (const change of [
    (doc: Y.Doc) => doc.getArray(LIST).insert(0, ['words']),
    (doc: Y.Doc) => doc.getArray('elsewhere').insert(0, [new Uint8Array(30)]),
    (doc: Y.Doc) => doc.getMap(LIST).set('one', new Uint8Array(30)),
    (doc: Y.Doc) => doc.getText(LIST).insert(0, 'words'),
    (doc: Y.Doc) => doc.getArray(LIST).insert(0, [new Y.Doc()]),
    (doc: Y.Doc) => doc.getArray(LIST).insert(0, [new Y.Map()]),
  ])
    expect(readUpdate(foreign(change))).toBeUndefined()
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), bytes => void readUpdate(bytes)))
})

it('builds nothing from millions of small things', () => {
  const many = new Uint8Array(20 * 1024 * 1024)
  // One client with as many empty byte strings as fit; and as many ranges of deletions.
  many.set([1, 0xff, 0xff, 0xff, 0x7f, 1, 0])
  for (let at = 7; at + 4 <= many.length; at += 4) many.set([0x83, 1, 0, 0], at)
  expect(readUpdate(many)).toBeUndefined()
  many.fill(1)
  many.set([0, 1, 1, 0xff, 0xff, 0xff, 0x7f])
  const before = process.memoryUsage().heapUsed
  expect(readUpdate(many)).toBeUndefined()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024)
  expect([MOST_PARCELS, MOST_RANGES]).toEqual([10_000, 200_000])
})
