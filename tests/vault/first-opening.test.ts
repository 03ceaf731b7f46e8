/**
 * The first opening of a copy, killed: a new key and a restore leave a database that is no WAL database yet, and that change
 * alone is made with a rollback journal.
 */
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { isDatabaseFile } from '../../src/main/vault/storage/header.ts'
import type { FolderToken } from '../../src/shared/contract/backups.ts'
import { day, founded, home, id, PASSPHRASE, says, start } from './house.ts'
import { contents, restore, room } from './room.ts'

const key = { passphrase: PASSPHRASE }
const folder = '1'.repeat(32) as FolderToken
const SHIM = fileURLToPath(new URL('power-loss/killed-journal.c', import.meta.url))
/** The shim is Linux's dynamic linker at work. */
const onLinux: (name: string, test: () => Promise<void>) => void =
  process.platform === 'linux' ? it : () => {}

onLinux(
  'that is killed leaves a notebook that opens, can be looked through, and can be gone back to',
  async () => {
    using place = home()
    const shim = join(place.dir, 'shim.so')
    execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-w', '-o', shim, SHIM, '-ldl'])
    const profile = join(place.dir, 'profile')
    const vault = join(profile, 'vault')
    const ana = await founded(profile)
    await ana.face.ask('journal.save', { id: id(1), day: day('2026-11-22'), writing: says('Zephyrine') })
    expect(await ana.face.ask('keys.rekey', key)).toEqual({ ok: true, value: { end: 'done' } })
    await ana.lock()

    const killed = start(profile, { env: { LD_PRELOAD: shim } })
    await Promise.race([killed.face.ask('vault.unlock', key), killed.ended])
    await killed.ended
    expect(killed.process.signalCode).toBe('SIGKILL')
    const left = contents(vault)
    // A power cut besides: the one page that was being written is torn.
    for (const [name, bytes] of Object.entries(left)) if (isDatabaseFile(name)) bytes.fill(0, 2048, 2560)
    restore(vault, left)
    expect(Object.keys(left).filter(name => name.endsWith('.db-journal'))).toHaveLength(1)

    const read = async (dir: string): Promise<unknown> => {
      const one = room(dir)
      const opened = await one.ask['vault.unlock'](key)
      if (!opened.ok) return opened.fault
      const entry = await one.ask['journal.read']({ id: id(1) })
      one.close()
      return entry.ok && entry.value.writing
    }
    expect(await read(vault)).toEqual(says('Zephyrine'))
    expect(fs.readdirSync(vault).filter(name => name.endsWith('.db-journal'))).toEqual([])

    // The folder as the kill left it, copied by hand.
    const copied = join(place.dir, 'copies', 'mine')
    restore(copied, left)
    const bea = room(join(place.dir, 'other', 'vault'))
    bea.onShell({ kind: 'folder', folder, path: join(place.dir, 'copies') })
    const from = { folder, name: 'mine' }
    expect(await bea.ask['backup.restore']({ from, key })).toEqual({ ok: true, value: {} })
    expect(contents(copied)).toEqual(left)
    expect(await read(join(place.dir, 'other', 'vault'))).toEqual(says('Zephyrine'))
    const carl = room(join(place.dir, 'third', 'vault'))
    carl.onShell({ kind: 'folder', folder, path: join(place.dir, 'copies') })
    expect(await carl.ask['vault.create'](key)).toMatchObject({ ok: true })
    expect(await carl.ask['backup.try']({ from, key })).toMatchObject({ ok: true, value: { entries: 1 } })
    carl.close()
  },
)
