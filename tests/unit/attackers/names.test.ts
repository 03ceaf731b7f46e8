/** A host's patched program gives the circle a name that no message carries: the doors stay open. */
import { expect, it } from 'vitest'
import { readMessage, writeMessage } from '../../../src/main/vault/circle/link/message.ts'
import { memberOf, promote, remove } from '../circle/acts.ts'
import { four, meet } from './circle.ts'
import { knocksAt } from './door.ts'

it.each([
  ['too long', 'x'.repeat(81)],
  ['empty', ''],
  ['begun with a blank', ' Tuesday'],
  ['nothing that is seen', '\u200b'],
])('a name that is %s: it stays what it was founded with, and newcomers can knock', (_, words) => {
  const { alice, bob, all, circle } = four()
  promote(alice, circle, memberOf(bob, circle, alice))
  meet(all, circle)
  const [doc] = bob.store.documents(circle, 'circle')
  const renamed = bob.store.edit(circle, doc!.docId, one => void one.getMap('circle').set('name', words))
  expect(renamed?.ok).toBe(true)
  meet(all, circle)
  expect(all.flatMap(one => one.store.refusals(circle))).toEqual([])
  expect(all.map(one => one.store.name(circle))).toEqual(['Tuesday', 'Tuesday', 'Tuesday', 'Tuesday'])
  remove(alice, circle, memberOf(bob, circle, alice))
  meet(all, circle)
  const { steps, unreadable } = knocksAt(alice.again(), circle)
  expect(unreadable).toEqual([])
  expect(steps).toEqual(['compare'])
})

it('a name with a line break in it is shown and sent without', () => {
  const { alice, circle } = four()
  const [doc] = alice.store.documents(circle, 'circle')
  alice.store.edit(circle, doc!.docId, one => void one.getMap('circle').set('name', 'Tues\n\u202eday'))
  expect(alice.store.name(circle)).toBe('Tuesday')
})

it.each(['x'.repeat(81), '', ' Tuesday', '\u200b'])('linking takes no circle named %j', circleName => {
  const bytes = (length: number) => new Uint8Array(length)
  const host = {
    t: 'device-host' as const,
    circle: bytes(32),
    member: bytes(16),
    name: 'Alice',
    sign: bytes(32),
    box: bytes(32),
    proof: bytes(32),
    sig: bytes(64),
  }
  expect(readMessage(writeMessage({ ...host, circleName: 'Tuesday' }))).toBeDefined()
  expect(readMessage(writeMessage({ ...host, circleName }))).toBeUndefined()
})
