/** Going back to a folder copied by hand whose log came to harm: it says what is missing, and lays nothing old over it. */
import * as fs from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import { openJournal } from '../../src/main/vault/journal/open.ts'
import { create } from '../../src/main/vault/storage/create.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import type { FolderToken } from '../../src/shared/contract/backups.ts'
import { day, home, id, PASSPHRASE, says } from './house.ts'
import { contents, restore, room } from './room.ts'

const SAVES = 5
const key = { passphrase: PASSPHRASE }
const folder = '1'.repeat(32) as FolderToken
const writing = (n: number) => says(`entry ${n}`, 'the lamp by the window '.repeat(20 * n))

/** As a kill leaves it: `ends` are the bytes of the log after each save. `merged`: all of it is in the database, too. */
async function killed(merged: boolean) {
  using place = home()
  const made = await create({ ...key, dir: place.vault, derive, migrations: MIGRATIONS, kdf: TEST_KDF })
  if (!made.ok) throw new Error(made.fault)
  const { db, release } = made.value
  const journal = openJournal({ db, clock: { now: Date.now }, erased: () => {} })
  db.pragma('wal_checkpoint(TRUNCATE)')
  const ends: number[] = []
  for (let n = 0; n < SAVES; n++) {
    const saved = await journal['journal.save']({ id: id(n), day: day('2026-11-22'), writing: writing(n) })
    expect(saved.ok).toBe(true)
    ends.push(fs.statSync(`${db.name}-wal`).size)
  }
  if (merged) db.pragma('wal_checkpoint(PASSIVE)')
  const files = contents(place.vault)
  const log = `${basename(db.name)}-wal`
  db.close()
  release()
  return { files, log, ends }
}
type Killed = Awaited<ReturnType<typeof killed>>

/** Somebody who has another notebook open tries that one: the drill reads every page of it. */
async function lookThrough(copies: string, entries: number): Promise<void> {
  using place = home()
  const bea = room(place.vault)
  expect(await bea.ask['vault.create'](key)).toMatchObject({ ok: true })
  bea.onShell({ kind: 'folder', folder, path: copies })
  const tried = await bea.ask['backup.try']({ from: { folder, name: 'mine' }, key })
  expect(tried).toMatchObject({ ok: true, value: { entries } })
  bea.close()
}

/**
 * Goes back to that folder with one byte of its log changed, right behind the save with this number. `looked`: it was looked
 * through before, which makes the log's index anew.
 */
async function back({ files, log, ends }: Killed, save: number, looked = false) {
  using place = home()
  const bytes = Buffer.from(files[log] as Buffer)
  const at = (ends[save] ?? 0) + 2000
  bytes[at] = (bytes[at] ?? 0) ^ 0x10
  const copied = join(place.dir, 'copies', 'mine')
  restore(copied, { ...files, [log]: bytes })
  const ana = room(place.vault)
  ana.onShell({ kind: 'folder', folder, path: join(place.dir, 'copies') })
  const from = { folder, name: 'mine' }
  if (looked) await lookThrough(join(place.dir, 'copies'), save + 1)
  const restored = await ana.ask['backup.restore']({ from, key })
  if (!looked) expect(contents(copied)).toEqual({ ...files, [log]: bytes })
  if (!restored.ok) return restored.fault
  const opened = await ana.ask['vault.unlock'](key)
  if (!opened.ok) return opened.fault
  let kept = 0
  for (let n = 0; n < SAVES; n++) {
    const read = await ana.ask['journal.read']({ id: id(n) })
    if (!read.ok) continue
    expect(read.value.writing).toEqual(writing(n))
    kept++
  }
  ana.close()
  const logs = fs.readdirSync(place.vault).filter(name => name.startsWith(`${log}.kept-`))
  for (const name of logs) expect(fs.readFileSync(join(place.vault, name)).equals(bytes)).toBe(true)
  return { kept, notices: opened.value.notices, logs: logs.length }
}

it('names at the first opening what a harmed log lost, and keeps that log', async () => {
  const notebook = await killed(false)
  for (const save of [0, 1, 3])
    expect(await back(notebook, save)).toEqual({ kept: save + 1, notices: ['log-harmed'], logs: 1 })
})

it('names it also when the folder was looked through before', async () => {
  const notebook = await killed(false)
  for (const save of [0, 1, 3])
    expect(await back(notebook, save, true)).toEqual({ kept: save + 1, notices: ['log-harmed'], logs: 1 })
})

it('lays no old pages over new ones where all of the log was merged', async () => {
  const notebook = await killed(true)
  for (const save of [0, 1, 3])
    expect(await back(notebook, save)).toEqual({ kept: SAVES, notices: [], logs: 1 })
})

it('tells on what was kept of an earlier log and nobody was told', async () => {
  const notebook = await killed(true)
  const { files, log } = notebook
  const harmed = Buffer.from('what could not be read')
  using place = home()
  const copied = join(place.dir, 'copies', 'mine')
  restore(copied, { ...files, [`${log}.kept-1.untold`]: harmed })
  const ana = room(place.vault)
  ana.onShell({ kind: 'folder', folder, path: join(place.dir, 'copies') })
  expect(await ana.ask['backup.restore']({ from: { folder, name: 'mine' }, key })).toMatchObject({ ok: true })
  expect(await ana.ask['vault.unlock'](key)).toMatchObject({ ok: true, value: { notices: ['log-harmed'] } })
  ana.close()
  expect(fs.readFileSync(join(place.vault, `${log}.kept-1`)).equals(harmed)).toBe(true)
})

it('goes back past a link or a folder that stands among what was kept', async () => {
  const { files, log } = await killed(true)
  using place = home()
  const copied = join(place.dir, 'copies', 'mine')
  restore(copied, files)
  fs.mkdirSync(join(copied, `${log}.kept-1`))
  fs.symlinkSync('nowhere', join(copied, `${log}.kept-2`))
  const ana = room(place.vault)
  ana.onShell({ kind: 'folder', folder, path: join(place.dir, 'copies') })
  expect(await ana.ask['backup.restore']({ from: { folder, name: 'mine' }, key })).toMatchObject({ ok: true })
  expect(await ana.ask['vault.unlock'](key)).toMatchObject({ ok: true, value: { notices: [] } })
  ana.close()
})
