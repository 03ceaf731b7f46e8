import * as fs from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { FIRST_LOOK } from '../../../src/main/vault/backup/daily.ts'
import { day, home, id, PASSPHRASE, says } from '../../vault/house.ts'
import { room } from '../../vault/room.ts'

afterEach(() => vi.useRealTimers())

it('looks at the chosen folder anew before each backup by itself, and says what is wrong with it', async () => {
  using place = home()
  const stick = join(place.dir, 'stick')
  const inner = join(place.vault, 'mine')
  fs.mkdirSync(stick)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const ana = room(place.vault)
  await ana.ask['vault.create']({ passphrase: PASSPHRASE })
  ana.onShell({ kind: 'folder', folder: 'a'.repeat(32), path: stick })
  expect((await ana.ask['backup.choose']({ folder: 'a'.repeat(32) })).ok).toBe(true)
  await ana.ask['journal.save']({ id: id(1), day: day('2026-11-22'), writing: says('The kettle') })
  const trouble = async () => {
    const answer = await ana.ask['backup.reminder']({})
    return answer.ok ? answer.value.trouble : answer.fault
  }

  // What was chosen leads into the notebook's own folder by now.
  fs.mkdirSync(inner)
  fs.rmdirSync(stick)
  fs.symlinkSync(inner, stick)
  await vi.advanceTimersByTimeAsync(FIRST_LOOK)
  await vi.waitFor(async () => expect(await trouble()).toBe('folder-refuses'), 20_000)
  expect(fs.readdirSync(inner)).toEqual([])
  expect(ana.news.some(({ name }) => name === 'backup.changed')).toBe(true)

  fs.rmSync(stick)
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  await vi.waitFor(async () => expect(await trouble()).toBe('folder-gone'), 20_000)

  fs.mkdirSync(stick)
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  await vi.waitFor(async () => expect(await trouble()).toBeNull(), 20_000)
  expect(fs.readdirSync(stick)).toEqual([expect.stringMatching(/^Kinfold backup .*\d$/)])
  ana.close()
})

it('waits a little for a folder that the shell has not named yet, and then says that it is gone', async () => {
  using place = home()
  const [stick, late] = [join(place.dir, 'stick'), 'b'.repeat(32)]
  fs.mkdirSync(stick)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const ana = room(place.vault)
  await ana.ask['vault.create']({ passphrase: PASSPHRASE })
  const never = ana.ask['backup.make']({ folder: 'f'.repeat(32) })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await never).toEqual({ ok: false, fault: 'folder-gone' })
  const soon = ana.ask['backup.make']({ folder: late })
  await vi.advanceTimersByTimeAsync(4_000)
  ana.onShell({ kind: 'folder', folder: late, path: stick })
  expect((await soon).ok).toBe(true)
  ana.close()
})
