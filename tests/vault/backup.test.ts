import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clearHalfCopies, copy } from '../../src/main/vault/backup/copy.ts'
import { enter } from '../../src/main/vault/backup/enter.ts'
import { examine } from '../../src/main/vault/backup/examine.ts'
import { headerOf } from '../../src/main/vault/backup/found.ts'
import { finish, finishNow, stage, takeBack } from '../../src/main/vault/backup/restore.ts'
import { derive } from '../../src/main/vault/crypto/passphrase.ts'
import { isDatabaseFile } from '../../src/main/vault/storage/header.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { open } from '../../src/main/vault/storage/open.ts'
import type { FolderToken, Going } from '../../src/shared/contract/backups.ts'
import { findWords } from '../scan.ts'
import {
  cutAfter,
  foundedHere,
  type Here,
  inside,
  openedHere,
  reopenedHere,
  smallDisk,
  startHere,
} from './backups.ts'
import { day, founded, home, id, PASSPHRASE, type Running, says, start } from './house.ts'
import { contents } from './room.ts'

const today = day('2026-11-22')
let tokens = 0
/** As after a dialog of the shell. */
function choose(ana: Here, path: string): FolderToken {
  const folder = (++tokens).toString(16).padStart(32, '0')
  ana.toVault({ kind: 'folder', folder, path })
  return folder
}
const value = <T>(answer: { ok: true; value: T } | { ok: false; fault: string }): T => {
  if (!answer.ok) throw new Error(answer.fault)
  return answer.value
}
const write = async (ana: Here, n: number, ...lines: string[]) =>
  value(await ana.face.ask('journal.save', { id: id(n), day: today, writing: says(...lines) }))
const words = async (ana: Here): Promise<string[]> =>
  value(await ana.face.ask('journal.timeline', { days: 400 })).lines.map(line => line.opening)

type Make<T> = (profile: string) => Promise<T>

/**
 * A notebook with three entries and a place for backups; made by `founded`, in a process and threads of its own, where it
 * matters that it answers meanwhile, ends or is killed.
 */
async function kept<T extends Here = Here>(place: { dir: string }, make = foundedHere as Make<T>) {
  const profile = join(place.dir, 'profile')
  const stick = join(place.dir, 'stick')
  fs.mkdirSync(profile, { recursive: true })
  fs.mkdirSync(stick)
  const ana = await make(profile)
  for (const n of [1, 2, 3]) await write(ana, n, `Zephyrine ${n}`)
  value(await ana.face.ask('backup.choose', { folder: choose(ana, stick) }))
  return { profile, stick, ana }
}
/** In a process whose threads wait for a slow disk. */
const onSlowDisk = (profile: string): Promise<Running> =>
  founded(profile, { execArgv: ['--import', `${new URL('slow.ts', import.meta.url).href}?ms=150`] })
const mode = (path: string): string => (fs.statSync(path).mode & 0o777).toString(8)
const database = (dir: string): string => join(dir, fs.readdirSync(dir).find(isDatabaseFile) ?? 'none')
function harm(file: string, at = fs.statSync(file).size - 100): void {
  const bytes = fs.readFileSync(file)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  fs.writeFileSync(file, bytes)
}

/** Windows has no such pipes. */
const onPosix: (name: string, test: () => Promise<void>) => void =
  process.platform === 'win32' ? () => {} : it

describe('a backup', () => {
  it('is a vault of its own: encrypted, for its owner alone, checked, and listed with what it holds', async () => {
    using place = home()
    const { stick, ana } = await kept(place, founded)
    const made = value(await ana.face.ask('backup.make', {}))
    expect(made).toMatchObject({ entries: 3, state: 'opens' })
    expect(made.name).toMatch(/^Kinfold backup \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d$/)
    expect(fs.readdirSync(stick)).toEqual([made.name])
    const dir = join(stick, made.name)
    expect(fs.readdirSync(dir).sort()).toEqual(
      ['header.kinfold', fs.readdirSync(dir).find(isDatabaseFile)].sort(),
    )
    expect([dir, ...fs.readdirSync(dir).map(name => join(dir, name))].map(mode)).toEqual([
      '700',
      '600',
      '600',
    ])
    expect(findWords(stick, ['Zephyrine', PASSPHRASE])).toEqual([])
    const list = value(await ana.face.ask('backup.list', {}))
    expect(list).toMatchObject({ place: 'there', folder: stick, before: [] })
    expect(list.backups).toEqual([made])
    expect(made.checked).toBeGreaterThan(0)
    await ana.lock()
  })

  it('never carries the key that signs for this computer, and keeps what its circles said to be read', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place)
    const { circle } = value(await ana.face.ask('circle.found', { name: 'Lanterns', ownName: 'Ana' }))
    const { note } = value(await ana.face.ask('note.create', { circle }))
    const { name } = value(await ana.face.ask('backup.make', {}))
    expect(value(await ana.face.ask('note.open', { circle, note })).readOnly).toBe(false)
    await ana.lock()
    const rows = await inside(join(stick, name), db => ({
      roots: db.prepare('SELECT count(*) FROM device').pluck().get(),
      stopped: db.prepare('SELECT stopped FROM circles').pluck().all(),
    }))
    expect(rows).toEqual({ roots: 0, stopped: [1] })
    expect(
      await inside(join(profile, 'vault'), db => db.prepare('SELECT count(*) FROM device').pluck().get()),
    ).toBe(1)

    const ben = startHere(profile)
    value(await ben.face.ask('vault.unlock', { passphrase: PASSPHRASE }))
    value(await ben.face.ask('backup.restore', { from: { name }, key: { passphrase: PASSPHRASE } }))
    await ben.lock()
    const again = await reopenedHere(profile)
    expect(value(await again.face.ask('circle.read', { circle })).name).toBe('Lanterns')
    expect(value(await again.face.ask('note.open', { circle, note })).readOnly).toBe(true)
    await again.lock()
  })

  it('keeps the vault answering while it is made', async () => {
    using place = home()
    const { ana } = await kept(place, founded)
    for (let n = 10; n < 40; n++) await write(ana, n, 'a long evening '.repeat(30_000))
    let over = false
    const making = ana.face.ask('backup.make', {}).finally(() => {
      over = true
    })
    let answered = 0
    while (!over) {
      await write(ana, 5, `meanwhile ${answered}`)
      if (!over) answered++
    }
    expect(value(await making).entries).toBeGreaterThanOrEqual(33)
    expect(answered).toBeGreaterThan(2)
    await ana.lock()
  })

  it('that a kill cut short does not count, and is cleared away by the next', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place, founded)
    for (let n = 10; n < 40; n++) await write(ana, n, 'a long evening '.repeat(30_000))
    void ana.face.ask('backup.make', {})
    await expect.poll(() => fs.readdirSync(stick).length, { interval: 1, timeout: 30_000 }).toBe(1)
    await ana.kill()
    expect(fs.readdirSync(stick)).toEqual([expect.stringMatching(/\.new$/)])
    const again = await reopenedHere(profile)
    expect(value(await again.face.ask('backup.list', {})).backups).toEqual([])
    const { name } = value(await again.face.ask('backup.make', {}))
    expect(fs.readdirSync(stick)).toEqual([name])
    await again.lock()
  })

  it('that is cut short at any step is no backup or a whole one, and the next one clears up', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place)
    await ana.lock()
    const vault = join(profile, 'vault')
    const header = value(headerOf(vault))
    using entered = value(await enter(headerOf(vault), { passphrase: PASSPHRASE }, derive))
    const name = 'Kinfold backup 2026-11-22 10.00.00'
    const what = { dir: vault, how: entered.how, to: stick, name, known: MIGRATIONS.length }
    for (let steps = 0; ; steps++) {
      const cut = await cutAfter(steps, async () => void copy(what))
      if (fs.existsSync(join(stick, name)))
        expect(value(examine(join(stick, name), entered.header, entered.how, what.known)).entries).toBe(3)
      clearHalfCopies(stick, header.header.vaultId, () => true)
      expect(
        fs.readdirSync(stick).filter(each => each !== name),
        `step ${steps}`,
      ).toEqual([])
      if (!cut) break
      fs.rmSync(join(stick, name), { recursive: true, force: true })
      expect(steps).toBeLessThan(100)
    }
    expect(fs.readdirSync(stick)).toEqual([name])
    expect(await openedHere(vault)).toHaveLength(3)
  })

  it('does not keep the lock waiting, and is nothing half afterwards', async () => {
    using place = home()
    const { stick, ana } = await kept(place, founded)
    for (let n = 10; n < 60; n++) await write(ana, n, 'a long evening '.repeat(30_000))
    void ana.face.ask('backup.make', {})
    await expect.poll(() => fs.readdirSync(stick).length, { interval: 1, timeout: 30_000 }).toBe(1)
    const begun = performance.now()
    expect(await ana.lock()).toBe(0)
    expect(performance.now() - begun).toBeLessThan(5_000)
    const [left] = fs.readdirSync(stick)
    if (left && !left.endsWith('.new')) await inside(join(stick, left), db => db.pragma('quick_check'))
  })

  it('onto a slow stick says how far it is, and stopped it leaves nothing half, there or here', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place, onSlowDisk)
    for (let n = 10; n < 60; n++) await write(ana, n, 'a long evening '.repeat(30_000))
    const { name } = value(await ana.face.ask('backup.make', {}))
    const there = contents(join(stick, name))
    const parts: Going[] = []
    ana.face.on('backup.going', going => {
      parts.push(going)
      if (going.part && parts.filter(({ part }) => part).length === 2) void ana.face.ask('backup.stop', {})
    })
    expect(await ana.face.ask('backup.make', {})).toEqual({ ok: false, fault: 'stopped' })
    expect(parts[0]).toEqual({ step: 'gathering', part: null })
    const copied = parts.flatMap(({ step, part }) => (step === 'copying' ? [part ?? -1] : []))
    expect(copied).toEqual([...copied].sort((a, b) => a - b))
    expect([copied[0], copied.length > 2, (copied.at(-1) ?? 1) < 1]).toEqual([0, true, true])
    expect(fs.readdirSync(stick)).toEqual([name])
    expect(contents(join(stick, name))).toEqual(there)
    expect(fs.readdirSync(join(profile, 'vault')).filter(each => each.includes('.new'))).toEqual([])
    // Nothing was broken off but that one, and nothing speaks of trouble.
    expect(value(await ana.face.ask('backup.reminder', {})).trouble).toBe(null)
    expect(value(await ana.face.ask('backup.make', {})).entries).toBe(53)
    await ana.lock()
  })

  it('that waits for its turn, or is only being read, can be stopped too', async () => {
    using place = home()
    const { stick, ana } = await kept(place, onSlowDisk)
    for (let n = 10; n < 60; n++) await write(ana, n, 'a long evening '.repeat(30_000))
    const { name } = value(await ana.face.ask('backup.make', {}))
    const stopped = { ok: false, fault: 'stopped' }
    const begun = new Promise<void>(resolve => ana.face.on('backup.going', () => resolve()))
    const two = [ana.face.ask('backup.make', {}), ana.face.ask('backup.make', {})]
    await begun
    value(await ana.face.ask('backup.stop', {}))
    expect(await Promise.all(two)).toEqual([stopped, stopped])
    const reading = new Promise<void>(resolve =>
      ana.face.on('backup.going', ({ step }) => step === 'checking' && resolve()),
    )
    const trying = ana.face.ask('backup.try', { from: { name }, key: { passphrase: PASSPHRASE } })
    await reading
    value(await ana.face.ask('backup.stop', {}))
    expect(await trying).toEqual(stopped)
    // What was not read to its end is not said to be harmed.
    expect(value(await ana.face.ask('backup.list', {})).backups).toMatchObject([{ name, state: 'opens' }])
    expect(value(await ana.face.ask('backup.list', {})).backups[0]?.checked).toBeGreaterThan(0)
    expect(fs.readdirSync(stick)).toEqual([name])
    await ana.lock()
  })

  it('goes straight onto the stick where the notebook’s own disk has no room for a second one', async () => {
    using place = home()
    fs.mkdirSync(join(place.dir, 'profile'))
    using disk = smallDisk(join(place.dir, 'profile'), 'size=24m')
    if (!disk) return
    const { profile, stick, ana } = await kept(place)
    for (let n = 10; n < 30; n++) await write(ana, n, 'a long evening '.repeat(30_000))
    const parts: Going[] = []
    ana.face.on('backup.going', going => parts.push(going))
    expect(value(await ana.face.ask('backup.make', {})).entries).toBe(23)
    expect(parts.map(({ step }) => step)).toEqual(['gathering', 'checking'])
    expect(fs.readdirSync(join(profile, 'vault')).filter(each => each.includes('.new'))).toEqual([])
    expect(fs.readdirSync(stick)).toHaveLength(1)
    await ana.lock()
  })

  it('that meets harm in the notebook says so at once', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place)
    for (let n = 10; n < 30; n++) await write(ana, n, 'a long evening '.repeat(3_000))
    await ana.lock()
    harm(database(join(profile, 'vault')))
    const ben = await reopenedHere(profile)
    expect(await ben.face.ask('backup.make', {})).toEqual({ ok: false, fault: 'damaged' })
    expect(fs.readdirSync(stick)).toEqual([])
    await ben.lock()
  })

  it('says in a word that its folder is gone or full or locked, and leaves nothing half', async () => {
    using place = home()
    const { stick, ana } = await kept(place)
    fs.renameSync(stick, `${stick} elsewhere`)
    expect(await ana.face.ask('backup.make', {})).toEqual({ ok: false, fault: 'folder-gone' })
    expect(value(await ana.face.ask('backup.list', {})).place).toBe('gone')
    fs.renameSync(`${stick} elsewhere`, stick)
    {
      using disk = smallDisk(stick, 'size=64k')
      if (disk) {
        expect(await ana.face.ask('backup.make', {})).toEqual({ ok: false, fault: 'folder-full' })
        expect(fs.readdirSync(stick)).toEqual([])
      }
    }
    {
      using disk = smallDisk(stick, 'ro')
      if (disk) {
        expect(await ana.face.ask('backup.make', {})).toEqual({ ok: false, fault: 'folder-refuses' })
        const answer = await ana.face.ask('backup.choose', { folder: choose(ana, stick) })
        expect(answer).toEqual({ ok: false, fault: 'folder-refuses' })
      }
    }
    expect((await ana.face.ask('backup.make', {})).ok).toBe(true)
    await ana.lock()
  })

  it('never goes where it would be lost with the notebook, or where nobody looks for it', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place)
    const { name } = value(await ana.face.ask('backup.make', {}))
    const inner = join(profile, 'vault', 'mine')
    const beside = join(profile, 'vault.backups')
    const deeper = join(beside, 'deeper')
    const link = join(place.dir, 'link')
    for (const dir of [inner, deeper]) fs.mkdirSync(dir, { recursive: true })
    fs.symlinkSync(inner, link)
    for (const path of [join(stick, name), join(profile, 'vault'), profile, inner, beside, deeper, link]) {
      const refused = { ok: false, fault: 'folder-refuses' }
      expect(await ana.face.ask('backup.choose', { folder: choose(ana, path) }), path).toEqual(refused)
      expect(await ana.face.ask('backup.make', { folder: choose(ana, path) }), path).toEqual(refused)
    }
    const fine = join(profile, 'vaults')
    fs.mkdirSync(fine)
    expect((await ana.face.ask('backup.choose', { folder: choose(ana, fine) })).ok).toBe(true)
    await ana.lock()
  })

  onPosix(
    'with a pipe for a header, or a file without end, is damaged, and the notebook goes on answering',
    async () => {
      using place = home()
      const { stick, ana } = await kept(place, founded)
      const [pipe, long] = ['Kinfold backup 2026-11-22 17.30.05', 'Kinfold backup 2026-11-22 17.30.04']
      for (const name of [pipe, long]) fs.mkdirSync(join(stick, name ?? ''))
      execFileSync('mkfifo', [join(stick, pipe ?? '', 'header.kinfold')])
      const endless = join(stick, long ?? '', 'header.kinfold')
      fs.writeFileSync(endless, '')
      fs.truncateSync(endless, 2 ** 34)
      const { backups } = value(await ana.face.ask('backup.list', {}))
      expect(backups.map(({ name, state }) => [name, state])).toEqual([
        [pipe, 'damaged'],
        [long, 'damaged'],
      ])
      await write(ana, 2, 'still answering')
      await ana.lock()
    },
  )

  onPosix(
    'with a pipe for a database, or beside it, is damaged, and the notebook goes on answering',
    async () => {
      using place = home()
      const { stick, ana } = await kept(place, founded)
      const { name } = value(await ana.face.ask('backup.make', {}))
      const key = { passphrase: PASSPHRASE }
      for (const part of ['', '-wal', '-journal']) {
        const dir = join(stick, `piped${part}`)
        fs.cpSync(join(stick, name), dir, { recursive: true })
        const file = `${database(dir)}${part}`
        fs.rmSync(file, { force: true })
        execFileSync('mkfifo', [file])
      }
      const { backups } = value(await ana.face.ask('backup.list', {}))
      expect(backups.map(({ state }) => state).sort()).toEqual(['damaged', 'damaged', 'damaged', 'opens'])
      const damaged = { ok: false, fault: 'backup-damaged' }
      for (const part of ['', '-wal', '-journal']) {
        const from = { name: `piped${part}` }
        expect(await ana.face.ask('backup.timeline', { from, days: 3 })).toEqual(damaged)
        expect(await ana.face.ask('backup.bringBack', { from, id: id(1) })).toEqual(damaged)
      }
      expect(await ana.face.ask('backup.restore', { from: { name: 'piped-wal' }, key })).toEqual(damaged)
      await write(ana, 2, 'still answering')
      await ana.lock()
    },
  )

  it('whose folder is chosen says so nowhere that can be read without the passphrase', async () => {
    using place = home()
    const { profile, ana } = await kept(place)
    await ana.lock()
    expect(mode(join(profile, 'vault', 'backups'))).toBe('600')
    expect(findWords(profile, ['stick', place.dir])).toEqual([])
  })

  it('is turned page by page, and one entry comes back beside what is there now', async () => {
    using place = home()
    const { ana } = await kept(place)
    const { name } = value(await ana.face.ask('backup.make', {}))
    await write(ana, 2, 'other words')
    const from = { name }
    const old = value(await ana.face.ask('backup.timeline', { from, days: 30 }))
    expect(old.lines.map(line => line.opening)).toEqual(['Zephyrine 1', 'Zephyrine 2', 'Zephyrine 3'])
    expect(value(await ana.face.ask('backup.read', { from, id: id(2) })).writing).toEqual(says('Zephyrine 2'))
    const back = value(await ana.face.ask('backup.bringBack', { from, id: id(2) }))
    expect(back.day).toBe(today)
    expect(await words(ana)).toEqual(['Zephyrine 1', 'other words', 'Zephyrine 3', 'Zephyrine 2'])
    expect(await ana.face.ask('backup.read', { from, id: id(9) })).toEqual({ ok: false, fault: 'not-found' })
    expect(await ana.face.ask('backup.timeline', { from: { name: '..' }, days: 1 })).toEqual({
      ok: false,
      fault: 'not-found',
    })
    await ana.lock()
  })

  it('can be tried: the passphrase of the drill opens it, all of it is read, and nothing changes', async () => {
    using place = home()
    const { stick, ana } = await kept(place)
    await ana.face.ask('journal.bin', { id: id(3) })
    const { name } = value(await ana.face.ask('backup.make', {}))
    const bytes = () =>
      fs.readdirSync(join(stick, name)).map(file => fs.readFileSync(join(stick, name, file)))
    const before = bytes()
    const drill = (passphrase: string) => ana.face.ask('backup.try', { from: { name }, key: { passphrase } })
    expect(value(await drill(PASSPHRASE))).toMatchObject({ entries: 3, binned: 1, first: today, last: today })
    expect(await drill('not this one')).toEqual({ ok: false, fault: 'wrong-passphrase' })
    expect(bytes()).toEqual(before)
    harm(database(join(stick, name)))
    expect(await drill(PASSPHRASE)).toEqual({ ok: false, fault: 'backup-damaged' })
    const [line] = value(await ana.face.ask('backup.list', {})).backups
    expect(line?.checked).toBeNull()
    harm(database(join(stick, name)), 200)
    expect(value(await ana.face.ask('backup.list', {})).backups[0]?.state).toBe('damaged')
    await ana.lock()
  })

  it('in which a day is no day is damaged, and the notebook goes on answering', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place)
    await ana.lock()
    const gift = join(stick, 'gift')
    fs.cpSync(join(profile, 'vault'), gift, { recursive: true })
    {
      using entered = value(await enter(headerOf(gift), { passphrase: PASSPHRASE }, derive))
      const db = open(database(gift), entered.how)
      db.prepare("UPDATE entry SET day = 'not a day'").run()
      db.close()
    }
    const ben = await reopenedHere(profile)
    const what = { from: { name: 'gift' }, key: { passphrase: PASSPHRASE } }
    expect(await ben.face.ask('backup.try', what)).toEqual({ ok: false, fault: 'backup-damaged' })
    expect(await ben.face.ask('backup.restore', what)).toEqual({ ok: false, fault: 'backup-damaged' })
    expect(await ben.lock()).toBe(0)
    expect(fs.readdirSync(profile)).toEqual(['vault'])
  })

  it('of somebody else’s notebook in the same folder needs its own passphrase, and is never taken away', async () => {
    using place = home()
    using other = home()
    const { stick, ana } = await kept(place)
    const ben = await foundedHere(other.dir)
    await write(ben, 1, 'Ben wrote this')
    value(await ben.face.ask('backup.choose', { folder: choose(ben, stick) }))
    const { name } = value(await ben.face.ask('backup.make', {}))
    await ben.lock()
    const mine = value(await ana.face.ask('backup.make', {})).name
    const list = value(await ana.face.ask('backup.list', {})).backups
    expect(list.find(each => each.name === name)).toMatchObject({ state: 'other-key', entries: null })
    const page = { from: { name }, days: 3 }
    expect(await ana.face.ask('backup.timeline', page)).toEqual({ ok: false, fault: 'wrong-passphrase' })
    const opened = await ana.face.ask('backup.timeline', { ...page, key: { passphrase: PASSPHRASE } })
    expect(value(opened).lines[0]?.opening).toBe('Ben wrote this')
    expect(fs.readdirSync(stick).sort()).toEqual([name, mine].sort())
    await ana.lock()
  })
})

describe('the whole notebook', () => {
  it('becomes the backup again at the next start, and the notebook of now is kept until a person deletes it', async () => {
    using place = home()
    const { profile, ana } = await kept(place)
    const from = { name: value(await ana.face.ask('backup.make', {})).name }
    await write(ana, 4, 'written since')
    const wrong = { from, key: { passphrase: 'not this one' } }
    expect(await ana.face.ask('backup.restore', wrong)).toEqual({ ok: false, fault: 'wrong-passphrase' })
    value(await ana.face.ask('backup.restore', { from, key: { passphrase: PASSPHRASE } }))
    await expect.poll(() => ana.fromVault.some(message => message.kind === 'lock')).toBe(true)
    await ana.lock()
    const again = await reopenedHere(profile)
    expect(await words(again)).toEqual(['Zephyrine 1', 'Zephyrine 2', 'Zephyrine 3'])
    const [before] = value(await again.face.ask('backup.list', {})).before
    expect(before?.name).toMatch(/^vault\.before-\d{4}/)
    expect(await again.face.ask('backup.dropBefore', { name: '../stick' })).toEqual({
      ok: false,
      fault: 'not-found',
    })
    value(await again.face.ask('backup.dropBefore', { name: before?.name ?? '' }))
    expect(fs.readdirSync(profile)).toEqual(['vault'])
    await again.lock()
  })

  it('comes back from a copy made by hand without the key that signs, and with every word of its log', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place, founded)
    const { circle } = value(await ana.face.ask('circle.found', { name: 'Lanterns', ownName: 'Ana' }))
    const { note } = value(await ana.face.ask('note.create', { circle }))
    await write(ana, 4, 'acknowledged, and then a kill')
    await ana.kill()
    const copied = join(stick, 'my copy')
    fs.cpSync(join(profile, 'vault'), copied, { recursive: true })
    const log = fs.readdirSync(copied).find(name => name.endsWith('-wal')) ?? 'none'
    expect(fs.statSync(join(copied, log)).size).toBeGreaterThan(0)
    fs.rmSync(join(copied, log.replace('-wal', '-shm')))
    for (const name of fs.readdirSync(copied)) fs.chmodSync(join(copied, name), 0o400)
    fs.chmodSync(copied, 0o500)
    const before = contents(copied)

    const other = join(place.dir, 'other')
    fs.mkdirSync(other)
    const ben = startHere(other)
    const from = { folder: choose(ben, stick), name: 'my copy' }
    const key = { passphrase: PASSPHRASE }
    value(await ben.face.ask('backup.restore', { from, key }))
    expect(contents(copied)).toEqual(before)
    expect(fs.readdirSync(join(other, 'vault'))).toHaveLength(2)
    const rows = await inside(join(other, 'vault'), db => ({
      roots: db.prepare('SELECT count(*) FROM device').pluck().get(),
      stopped: db.prepare('SELECT stopped FROM circles').pluck().all(),
    }))
    expect(rows).toEqual({ roots: 0, stopped: [1] })
    value(await ben.face.ask('vault.unlock', key))
    expect(await words(ben)).toContain('acknowledged, and then a kill')
    expect(value(await ben.face.ask('note.open', { circle, note })).readOnly).toBe(true)
    expect((await ben.face.ask('note.create', { circle })).ok).toBe(false)
    await ben.lock()
    fs.chmodSync(copied, 0o700)
  })

  it('is the one or the other, whole, wherever a restore is cut short', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place)
    const { name } = value(await ana.face.ask('backup.make', {}))
    await write(ana, 4, 'written since')
    await ana.lock()
    const spare = join(place.dir, 'spare')
    fs.cpSync(profile, spare, { recursive: true })
    const vault = join(profile, 'vault')
    const seen = new Set<string>()
    const from = headerOf(join(stick, name))
    using entered = value(await enter(from, { passphrase: PASSPHRASE }, derive))
    for (let steps = 0; ; steps++) {
      fs.rmSync(profile, { recursive: true })
      fs.cpSync(spare, profile, { recursive: true })
      const cut = await cutAfter(steps, async () => {
        stage(join(stick, name), entered.header, entered.how, vault, MIGRATIONS.length)
        finish(vault, 0)
      })
      const all = await openedHere(vault)
      expect([3, 4], `step ${steps}`).toContain(all.length)
      seen.add(`${all.length}`)
      if (all.length === 3) {
        const aside = fs.readdirSync(profile).filter(each => each.startsWith('vault.before-'))
        expect(aside, `step ${steps}`).toHaveLength(1)
        expect(await openedHere(join(profile, aside[0] ?? ''))).toHaveLength(4)
      }
      if (!cut) break
      expect(steps).toBeLessThan(100)
    }
    expect([...seen].sort()).toEqual(['3', '4'])
  })

  it('stays as it is when going back to a backup is stopped, and when that is asked a moment too late to be heard', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place, onSlowDisk)
    for (let n = 10; n < 40; n++) await write(ana, n, 'a long evening '.repeat(30_000))
    const { name } = value(await ana.face.ask('backup.make', {}))
    await write(ana, 4, 'written since')
    const key = { passphrase: PASSPHRASE }
    const copying = new Promise<void>(resolve =>
      ana.face.on('backup.going', ({ part }) => (part ?? 0) > 0 && resolve()),
    )
    const restoring = ana.face.ask('backup.restore', { from: { name }, key })
    await copying
    value(await ana.face.ask('backup.stop', {}))
    expect(await restoring).toEqual({ ok: false, fault: 'stopped' })
    expect(fs.readdirSync(profile)).toEqual(['vault'])
    expect(ana.fromVault.some(message => message.kind === 'lock')).toBe(false)
    await ana.lock()
    const vault = join(profile, 'vault')
    const entered = value(await enter(headerOf(join(stick, name)), key, derive))
    value(stage(join(stick, name), entered.header, entered.how, vault, MIGRATIONS.length))
    takeBack(vault, false)
    finish(vault, 0)
    expect(fs.readdirSync(profile)).toEqual(['vault'])
    expect(await openedHere(vault)).toContain('written since')
  })

  it('that another process holds is not changed by a restore that was refused, then or later', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place, founded)
    const { name } = value(await ana.face.ask('backup.make', {}))
    const key = { passphrase: PASSPHRASE }
    const ben = startHere(profile)
    const refused = { ok: false, fault: 'vault-in-use' }
    const from = { folder: choose(ben, stick), name }
    expect(await ben.face.ask('backup.restore', { from, key })).toEqual(refused)
    expect(await ben.face.ask('backup.salvage', { key })).toEqual(refused)
    await ben.lock()
    await write(ana, 4, 'written after the refusal')
    // Held only once it was decided: it is taken back.
    const entered = value(await enter(headerOf(join(stick, name)), key, derive))
    const vault = join(profile, 'vault')
    value(stage(join(stick, name), entered.header, entered.how, vault, MIGRATIONS.length))
    expect(finishNow(vault, 0)).toEqual(refused)
    expect(fs.readdirSync(profile)).toEqual(['vault'])
    await ana.lock()
    expect(await openedHere(vault)).toContain('written after the refusal')
  })

  it('that is damaged is offered its newest good backup by the passphrase alone', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place)
    const first = value(await ana.face.ask('backup.make', {})).name
    await write(ana, 4, 'written since')
    const second = value(await ana.face.ask('backup.make', {})).name
    await ana.lock()
    expect(second > first).toBe(true)
    harm(database(join(profile, 'vault')), 100)
    harm(database(join(stick, second)))
    const key = { passphrase: PASSPHRASE }
    const ben = startHere(profile)
    expect(await ben.face.ask('vault.unlock', key)).toEqual({ ok: false, fault: 'damaged' })
    expect(await ben.face.ask('backup.newest', { key: { passphrase: 'not this' } })).toEqual({
      ok: false,
      fault: 'wrong-passphrase',
    })
    const found = value(await ben.face.ask('backup.newest', { key }))
    expect(found).toMatchObject({
      place: 'there',
      harmed: 1,
      newest: { name: first, contents: { entries: 3 } },
    })
    value(await ben.face.ask('backup.restore', { from: { name: first }, key }))
    value(await ben.face.ask('vault.unlock', key))
    expect(await words(ben)).toEqual(['Zephyrine 1', 'Zephyrine 2', 'Zephyrine 3'])
    expect(fs.readdirSync(profile).filter(name => name.startsWith('vault.before-'))).toHaveLength(1)
    await ben.lock()
  })

  it('whose header is harmed asks for the folder, and loses nothing when the rest can be read', async () => {
    using place = home()
    const { profile, stick, ana } = await kept(place)
    value(await ana.face.ask('backup.make', {}))
    await write(ana, 4, 'written since')
    const { circle } = value(await ana.face.ask('circle.found', { name: 'Lanterns', ownName: 'Ana' }))
    await ana.lock()
    harm(join(profile, 'vault', 'header.kinfold'))
    const key = { passphrase: PASSPHRASE }
    const ben = startHere(profile)
    expect(value(await ben.face.ask('backup.newest', { key })).place).toBe('none')
    const folder = choose(ben, stick)
    expect(value(await ben.face.ask('backup.newest', { key, folder })).newest?.contents.entries).toBe(3)
    expect(value(await ben.face.ask('backup.salvage', { key, folder }))).toEqual({
      entries: 4,
      earlier: 0,
      circles: 1,
      notes: 0,
      whole: true,
    })
    value(await ben.face.ask('vault.unlock', key))
    expect(value(await ben.face.ask('backup.list', {})).folder).toBe(stick)
    expect(await words(ben)).toContain('written since')
    expect((await ben.face.ask('note.create', { circle })).ok).toBe(true)
    await ben.lock()
  })

  it('comes to a new computer from a stick', async () => {
    using place = home()
    const { stick, ana } = await kept(place)
    const { name } = value(await ana.face.ask('backup.make', {}))
    await ana.lock()
    const profile = join(place.dir, 'new computer')
    fs.mkdirSync(profile)
    const ben = start(profile)
    const folder = choose(ben, stick)
    const [line] = value(await ben.face.ask('backup.found', { folder }))
    expect(line).toMatchObject({ name, state: 'other-key' })
    const key = { passphrase: PASSPHRASE }
    value(await ben.face.ask('backup.restore', { from: { folder, name }, key }))
    value(await ben.face.ask('vault.unlock', key))
    expect(await words(ben)).toHaveLength(3)
    expect(fs.readdirSync(profile)).toEqual(['vault'])
    await ben.lock()
  })
})
