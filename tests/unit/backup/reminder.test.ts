import { expect, it } from 'vitest'
import { day, home, id, PASSPHRASE, says } from '../../vault/house.ts'
import { room } from '../../vault/room.ts'

it('reminds of backups only when there are three days to lose, and not after three refusals', async () => {
  using place = home()
  const ana = room(place.vault)
  await ana.ask['vault.create']({ passphrase: PASSPHRASE })
  const reminds = async () => {
    const answer = await ana.ask['backup.reminder']({})
    return answer.ok ? answer.value.remind : answer.fault
  }
  const save = (n: number, at: string) =>
    ana.ask['journal.save']({ id: id(n), day: day(at), writing: says('The kettle') })
  expect(await reminds()).toBe(false)
  for (let n = 1; n < 12; n++) await save(n, '2026-11-20')
  await save(12, '2026-11-21')
  expect(await reminds()).toBe(false)
  await save(13, '2026-11-22')
  expect(await reminds()).toBe(true)
  await ana.ask['journal.bin']({ id: id(13) })
  expect(await reminds()).toBe(false)
  await ana.ask['journal.unbin']({ id: id(13) })
  for (const expected of [true, true, false]) {
    await ana.ask['backup.notNow']({})
    expect(await reminds()).toBe(expected)
  }
  ana.close()
})
