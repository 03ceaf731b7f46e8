/** A host says any number of things before they are let out: the circle is still one that people can come into. */
import { expect, it } from 'vitest'
import { MOST_LOG } from '../../../src/main/vault/circle/link/message.ts'
import { payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import { writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { memberOf, promote, remove } from '../circle/acts.ts'
import { signQuickly } from '../circle/quick.ts'
import { four, meet } from './circle.ts'
import { knocksAt } from './door.ts'

signQuickly()

it('after 20,001 words of a host who was let out somebody comes in', () => {
  const { alice, bob, all, circle } = four()
  promote(alice, circle, memberOf(bob, circle, alice))
  meet(all, circle)
  const { keys } = bob.store.me(circle)
  const payload = payloadOf({ type: 'HOST_ACTION', action: 'here', doc: null, member: null, words: '' })
  const words: Uint8Array[] = []
  let parents = [...bob.store.logHeads(circle)]
  for (let i = 0; i < 20_001; i++) {
    const entry = writeEntry({ circle, parents, type: 'HOST_ACTION', payload, wallTime: i }, keys)
    parents = [entry.id]
    words.push(entry.bytes)
  }
  expect(alice.store.importLog(circle, words).added).toHaveLength(20_001)
  remove(alice, circle, memberOf(bob, circle, alice))
  const { door, knock, guest, steps, said, unreadable, carry } = knocksAt(alice, circle)
  knock.match()
  expect(door.answer(true)).toBe('admitted')
  carry()
  expect(unreadable).toEqual([])
  // A page at a time, as the network takes them: a link holds 16 MiB.
  expect(said).toEqual(['knock', 'host', 'request'])
  expect(steps).toEqual(['compare', 'joined'])
  expect(guest.store.log(circle).order.length).toBeGreaterThan(20_001)
  expect(memberOf(bob, circle, guest).status).toBe('removed')
}, 120_000)

it.each([
  ['entries', Array.from({ length: 20_000 }, () => new Uint8Array(1)), MOST_LOG.entries / 20_000],
  ['bytes', [new Uint8Array(1024 * 1024)], MOST_LOG.bytes / 1024 / 1024],
])('of too many %s nothing is kept, and the page says so', (_, log, pages) => {
  const { alice, circle } = four()
  const { knock, guest, steps } = knocksAt(alice, circle)
  knock.match()
  for (let i = 0; i < pages; i++) knock.hear({ t: 'welcome', log, more: true })
  expect(steps).toEqual(['compare'])
  knock.hear({ t: 'welcome', log: [new Uint8Array(1)], more: true })
  expect(steps).toEqual(['compare', 'crowded'])
  expect(guest.store.list()).toEqual([])
})
