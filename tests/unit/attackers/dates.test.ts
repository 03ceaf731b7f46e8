/**
 * A member who says instants that no calendar has, so that whoever draws a page with them cannot. What a clock may be wrong
 * by: attackers/clock.test.ts. Each bound, on both sides: circle/limits-vectors.test.ts. A page that cannot be drawn all the
 * same: face/undrawn.test.tsx.
 */
import { describe, expect, it } from 'vitest'
import { copyOf } from '../../../src/main/vault/circle/export/pages.ts'
import { logLines } from '../../../src/main/vault/circle/live/log-lines.ts'
import { writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { LAST_INSTANT } from '../../../src/shared/clock.ts'
import {
  dayOf,
  dayTitle,
  dayWhole,
  instantName,
  partOfDay,
  timeName,
} from '../../../src/shared/locales/days.ts'
import { deviceAddOf } from '../circle/history.ts'
import { join, type Person } from '../circle/people.ts'
import { four, meet, one, says, viewOf, write } from './circle.ts'

const NO_DATES = [LAST_INSTANT + 1, 8.64e15, 8.64e15 + 1, Number.MAX_SAFE_INTEGER]

/** All that this person's pages say of when. */
function pages(who: Person, circle: CircleId): string {
  const copied = [...copyOf(who.store, circle, Date.now()).pages].map(page => page.text())
  const lines = logLines(who.store.log(circle), who.store.me(circle).member)
  const view = viewOf(who, circle)
  const instants = [...lines, ...view.shutOut].map(({ at }) => at)
  return [
    ...copied,
    ...instants.map(instantName),
    ...view.invitations.map(it => instantName(it.expires)),
  ].join()
}

describe('a member who says an instant that no calendar has', () => {
  it('is not heard, and nobody’s copy or log is kept from them', () => {
    const { alice, bob, cleo, dan, all, circle, doc } = four()
    write(alice, circle, doc, 'Words.')
    meet(all, circle)
    const phone = deviceKeys(random(32), random(16))
    const others = [alice, cleo, dan]
    expect(says(bob, circle, deviceAddOf(circle, bob.store.me(circle).keys, phone), others).refused).toBe(0)
    bob.store.importLog(circle, alice.store.missingLog(circle, []))
    const before = alice.store.logHeads(circle).map(hex)
    for (const wallTime of NO_DATES)
      for (const [type, payload, keys] of [
        ['EXPORTED', {}, bob.store.me(circle).keys],
        ['DEVICE_REVOKE', { device: phone.id, seq: 0, hash: null }, phone],
      ] as const) {
        const parents = bob.store.logHeads(circle)
        const { bytes } = writeEntry({ circle, parents, type, payload, wallTime }, keys)
        for (const who of others) expect(who.store.importLog(circle, [bytes]).refused).toBe(1)
      }
    expect(alice.store.logHeads(circle).map(hex)).toEqual(before)
    for (const who of all) expect(pages(who, circle)).toContain('Words.')
  })

  it('is shown the last one that there is, and so is an honest clock beyond it', () => {
    const { alice, bob, all, circle, doc } = four()
    write(alice, circle, doc, 'Words.')
    bob.clock.now = () => 8.64e15
    expect(bob.store.exported(circle).ok).toBe(true)
    alice.clock.now = () => 8.64e15
    expect(alice.store.invite(circle, { seed: random(16), expiry: 8.64e15 + 1 }).ok).toBe(true)
    join(alice, circle, 'Eve')
    meet(all, circle)
    one(all, circle)
    for (const who of all) expect(pages(who, circle)).toContain('9999')
  })
})

it('a day and a time have a name, whatever instant it is', () => {
  for (const at of [...NO_DATES, -8.64e15, -Number.MAX_VALUE, Number.POSITIVE_INFINITY, Number.NaN, 0.5]) {
    const day = dayOf(at)
    expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    for (const name of [dayTitle(day, day), dayWhole(day), timeName(at), instantName(at), partOfDay(at)])
      expect(name).not.toMatch(/Invalid|NaN|^$/)
  }
})
