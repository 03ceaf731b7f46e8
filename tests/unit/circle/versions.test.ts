import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Change, momentsOf } from '../../../src/main/vault/circle/past/moments.ts'
import { version, versions } from '../../../src/main/vault/circle/past/versions.ts'
import { wordsOf as plainWords, titleOf } from '../../../src/main/vault/circle/past/words.ts'
import type { CircleId, DocId } from '../../../src/main/vault/crypto/keys.ts'
import { Face, NOON, note, type Person, pair, send, sync } from './people.ts'

const MINUTE = 60_000
const earlier = (person: Person, circle: CircleId, id: DocId) =>
  versions(() => person.store.history(circle, id))
const clear = (doc: Y.Doc): void => {
  const body = doc.getXmlFragment('body')
  body.delete(0, body.length)
}
async function stood(person: Person, circle: CircleId, id: DocId, n: number): Promise<string> {
  const found = await version(person.store.history(circle, id), n)
  const doc = new Y.Doc()
  if (found) Y.applyUpdateV2(doc, found.state)
  return found ? `${titleOf(doc)}|${plainWords(doc)}` : 'nothing'
}

it('keeps what a note said before it was emptied, also in the same minute and after a restart', async () => {
  const { alice, circle } = pair()
  const shared = note(alice, circle)
  const face = new Face(alice, circle, shared)
  face.change(doc => void doc.getMap('head').set('title', 'At night'))
  face.write('The kettle, then the window.')
  face.write('Then I wait.')
  face.change(clear)
  for (const person of [alice, alice.again()]) {
    const [last, ...rest] = await earlier(person, circle, shared)
    expect(last).toMatchObject({ opening: 'The kettle, then the window. Then I wait.', by: ['Alice'] })
    expect(rest).toEqual([])
    expect(await stood(person, circle, shared, last?.n ?? 0)).toBe(
      'At night|The kettle, then the window.\nThen I wait.',
    )
  }
})

it('is a version before each pause, with the names of who wrote until then, the newest first', async () => {
  const { alice, bob, circle } = pair()
  const shared = note(alice, circle)
  const at = { now: NOON }
  for (const { clock } of [alice, bob]) clock.now = () => at.now
  new Face(alice, circle, shared).write('hers')
  sync(alice, bob, circle)
  at.now += 2 * MINUTE
  new Face(bob, circle, shared).write('his')
  sync(bob, alice, circle)
  at.now += 20 * MINUTE
  new Face(alice, circle, shared).write('and hers')
  expect(await earlier(alice, circle, shared)).toMatchObject([
    { opening: 'hers his', by: ['Bob'], at: NOON + 2 * MINUTE },
    { opening: 'hers', by: ['Alice'], at: NOON },
  ])
})

it('holds only what counts: words of a removed person that fell are in no version', async () => {
  const { alice, bob, circle } = pair({ needsTwo: false })
  const shared = note(alice, circle)
  new Face(alice, circle, shared).write('hers, before')
  sync(alice, bob, circle)
  const member = bob.store.me(circle).member
  alice.store.remove(circle, member, true)
  new Face(bob, circle, shared).write('after he was let out')
  send(bob, alice, circle)
  new Face(alice, circle, shared).change(clear)
  const lines = await earlier(alice, circle, shared)
  expect(lines.map(({ opening }) => opening)).toEqual(['hers, before'])
})

it('knows no version after an envelope of another note, or one that is not there', async () => {
  const { alice, circle } = pair()
  const [one, other] = [note(alice, circle), note(alice, circle)]
  new Face(alice, circle, one).write('one')
  new Face(alice, circle, other).write('other')
  const ns = [...alice.store.history(circle, other)].flat().map(({ n }) => n)
  expect(await stood(alice, circle, other, ns.at(-1) ?? 0)).toBe('|other')
  expect(await stood(alice, circle, one, ns.at(-1) ?? 0)).toBe('nothing')
  expect(await stood(alice, circle, one, 1e9)).toBe('nothing')
})

const change = (n: number, seconds: number, added: number, gone = 0, by = 'Alice'): Change => ({
  n,
  by,
  at: NOON + seconds * 1000,
  added,
  gone,
})
const moments = (...changes: Change[]): number[] => momentsOf(changes).map(({ n }) => n)

it('makes no point of slips of the hand, and one of a line that went letter by letter', () => {
  const typing = Array.from({ length: 200 }, (_, i) => change(i, i, 8, i % 3 === 0 ? 2 : 0))
  expect(moments(...typing)).toEqual([])
  const going = Array.from({ length: 40 }, (_, i) => change(200 + i, 200 + i, 0, 5))
  expect(moments(...typing, ...going)).toEqual([199])
})

it('makes a point of a page that was replaced in one go, and of half of a short one', () => {
  expect(moments(change(1, 0, 200), change(2, 1, 300, 200))).toEqual([1])
  expect(moments(change(1, 0, 8), change(2, 1, 0, 4))).toEqual([1])
  expect(moments(change(1, 0, 8), change(2, 1, 0, 2))).toEqual([])
})

it('makes points again of what was written after words had gone', () => {
  expect(moments(change(1, 0, 100), change(2, 1, 0, 100), change(3, 2, 80), change(4, 3, 0, 80))).toEqual([
    1, 3,
  ])
})
