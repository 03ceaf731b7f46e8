/**
 * A clock ten years off, by accident or by hand. One envelope: circle/refuse.test.ts; days of use: circle/epochs.test.ts;
 * lives with wrong clocks: circle/life.test.ts; the bin: erase/bin.test.ts.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { agree, type Device, founded, letIn, settle, until } from '../live/world.ts'

beforeAll(() => sodiumReady)

const YEARS = 10 * 365 * 24 * 3600_000
const entries = (device: Device): string[] =>
  device.db.prepare('SELECT hex(id) FROM log_entries ORDER BY id').pluck().all() as string[]

describe('a clock ten years off', () => {
  for (const [who, skews] of Object.entries({
    'the host’s, ahead': [YEARS, 0, 0],
    'the host’s, behind': [-YEARS, 0, 0],
    'a member’s, ahead, and another’s, behind': [0, YEARS, -YEARS],
  }))
    it(`changes nothing of who is in, which keys there are and what stands: ${who}`, async () => {
      const { ana, strangers, circle } = await founded('ben', 'cleo')
      const [ben, cleo] = strangers
      const all = [ana, ben, cleo]
      await letIn(ana, ben, circle, 'Ben')
      await letIn(ana, cleo, circle, 'Cleo')
      const { note } = await ana.call('note.create', { circle })
      await settle(3000)
      const before = entries(ana)
      for (const [i, device] of all.entries()) device.clock.skew = skews[i]!
      const faces = []
      for (const device of all) {
        await until(async () => (await device.call('circle.read', { circle })).notes.length === 1, 'the note')
        faces.push(await device.openNote(circle, note))
      }
      for (const [i, face] of faces.entries()) expect(await face.write(`${i} writes. `)).toBe('')
      // A notebook that is opened on such a day finds no key old and no question too long unanswered.
      for (const device of all) {
        device.live.close()
        device.open()
        await device.openNote(circle, note)
      }
      await settle(60_000)
      const text = ana.text(note)
      for (const i of [0, 1, 2]) expect(text).toContain(`${i} writes.`)
      for (const device of all) {
        expect(device.text(note)).toBe(text)
        expect(entries(device)).toEqual(before)
        expect((await device.call('circle.read', { circle })).refusals).toEqual([])
      }
      // Letting somebody out at once is still open to a yes: nothing has lapsed on that one day.
      const { members } = await ana.call('circle.read', { circle })
      const member = members.find(({ name }) => name === 'Cleo')!.id
      await ana.call('circle.remove', { circle, member, now: true })
      await settle(60_000)
      await agree(ben, circle)
      await until(async () => (await ana.call('circle.read', { circle })).waiting.length === 0, 'settled')
      expect((await cleo.call('circle.read', { circle })).standing).toBe('removed')
    })
})
