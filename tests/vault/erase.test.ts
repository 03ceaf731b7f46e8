/** What is erased is gone: from the pages, from the log, from the free pages; and of a whole vault, its keys first. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isDatabaseFile } from '../../src/main/vault/storage/header.ts'
import { findWords } from '../scan.ts'
import { day, founded, home, id, PASSPHRASE, type Running, reopened, says, start } from './house.ts'
import { findWithKey } from './opened.ts'

const today = day('2026-11-22')
const save = (ana: Running, n: number, ...lines: string[]) =>
  ana.face.ask('journal.save', { id: id(n), day: today, writing: says(...lines) })
const logSize = (vault: string): number => {
  const name = fs.readdirSync(vault).find(one => one.endsWith('-wal'))
  return name ? fs.statSync(join(vault, name)).size : 0
}
const done = async (answer: Promise<{ ok: boolean }>) => expect(await answer).toMatchObject({ ok: true })

describe('an erased entry', () => {
  it('has left the pages, the index, the earlier versions and the log within seconds', async () => {
    using place = home()
    // Its words stand in the index, in versions of bursts and of a deletion, and in pages that are free by the end.
    let ana = await founded(place.dir)
    await save(ana, 1, `Zephyrine ${'marigold '.repeat(3000)}`)
    await save(ana, 2, 'Oleander stays')
    await ana.lock()
    ana = await reopened(place.dir)
    await save(ana, 1, 'Zephyrine only')
    await ana.lock()
    expect((await findWithKey(place.vault, ['Zephyrine', 'marigold', 'Oleander'])).length).toBeGreaterThan(2)

    ana = await reopened(place.dir)
    await save(ana, 1, 'Zephyrine once more')
    await save(ana, 1, '')
    const kept = await ana.face.ask('journal.versions', { id: id(1) })
    expect(kept.ok && kept.value.lines.map(({ opening }) => opening.slice(0, 19))).toEqual([
      'Zephyrine once more',
      'Zephyrine only',
      'Zephyrine marigold ',
    ])
    expect(await ana.face.ask('bin.erase', { id: id(1) })).toEqual({ ok: false, fault: 'not-found' })
    await done(ana.face.ask('journal.bin', { id: id(1) }))
    await expect.poll(() => logSize(place.vault), { timeout: 30_000, interval: 100 }).toBe(0)
    await done(ana.face.ask('bin.erase', { id: id(1) }))
    expect(logSize(place.vault)).toBeGreaterThan(0)
    expect(await ana.face.ask('journal.read', { id: id(1) })).toEqual({ ok: false, fault: 'not-found' })
    expect(await ana.face.ask('journal.versions', { id: id(1) })).toEqual({ ok: false, fault: 'not-found' })
    const erased = performance.now()
    await expect.poll(() => logSize(place.vault), { timeout: 30_000, interval: 100 }).toBe(0)
    expect(performance.now() - erased).toBeLessThan(6_500)
    // As a power cut leaves it: no closing tidies up.
    await ana.kill()
    expect(await findWithKey(place.vault, ['Zephyrine', 'zephyrine', 'marigold'])).toEqual([])
    expect((await findWithKey(place.vault, ['Oleander'])).length).toBeGreaterThan(0)
    expect(findWords(place.dir, ['Zephyrine', 'marigold', 'Oleander'])).toEqual([])
  })

  it('would be found by this test in a database that does not overwrite', async () => {
    using place = home()
    const ana = await founded(place.dir)
    await save(ana, 1, `Zephyrine ${'marigold '.repeat(3000)}`)
    await ana.lock()
    const { unlock } = await import('../../src/main/vault/storage/unlock.ts')
    const { derive } = await import('../../src/main/vault/crypto/passphrase.ts')
    const { MIGRATIONS } = await import('../../src/main/vault/storage/migrations/all.ts')
    const opened = await unlock({ dir: place.vault, passphrase: PASSPHRASE, derive, migrations: MIGRATIONS })
    if (!opened.ok) throw new Error(opened.fault)
    opened.value.db.pragma('secure_delete = OFF')
    opened.value.db.prepare('DELETE FROM entry').run()
    opened.value.db.close()
    opened.value.release()
    expect((await findWithKey(place.vault, ['marigold'])).length).toBeGreaterThan(0)
  })

  it('goes with all the others when the bin is emptied, and nothing else does', async () => {
    using place = home()
    const ana = await founded(place.dir)
    for (let n = 1; n <= 5; n++) await save(ana, n, `Zephyrine page ${n}`)
    for (const n of [2, 3, 4]) await ana.face.ask('journal.bin', { id: id(n) })
    expect(await ana.face.ask('bin.empty', {})).toEqual({ ok: true, value: { erased: 3 } })
    expect(await ana.face.ask('bin.empty', {})).toEqual({ ok: true, value: { erased: 0 } })
    const found = await ana.face.ask('journal.search', { words: 'zephyrine' })
    expect(found.ok && found.value.map(hit => hit.id)).toEqual([id(5), id(1)])
    await ana.lock()
  })
})

describe('an erased circle', () => {
  it('leaves no name, no note and no key behind, and the other one stands', async () => {
    using place = home()
    let ana = await founded(place.dir)
    const one = await ana.face.ask('circle.found', { name: 'Zephyrine table', ownName: 'Marigold' })
    const two = await ana.face.ask('circle.found', { name: 'Oleander walk', ownName: 'Juniper' })
    if (!one.ok || !two.ok) throw new Error('no circles')
    await done(ana.face.ask('note.create', { circle: one.value.circle }))
    await done(ana.face.ask('circle.invite', { circle: one.value.circle }))
    await ana.lock()
    expect((await findWithKey(place.vault, ['Zephyrine table', 'Marigold'])).length).toBeGreaterThan(1)

    ana = await reopened(place.dir)
    await done(ana.face.ask('circle.read', { circle: one.value.circle }))
    await done(ana.face.ask('circle.erase', { circle: one.value.circle }))
    expect(await ana.face.ask('circle.read', { circle: one.value.circle })).toMatchObject({
      fault: 'not-found',
    })
    expect(await ana.face.ask('circle.erase', { circle: one.value.circle })).toMatchObject({
      fault: 'not-found',
    })
    expect(await ana.face.ask('circle.list', {})).toEqual({
      ok: true,
      value: [{ id: two.value.circle, name: 'Oleander walk', standing: 'in', away: false }],
    })
    await expect.poll(() => logSize(place.vault), { timeout: 30_000, interval: 100 }).toBe(0)
    await ana.kill()
    expect(await findWithKey(place.vault, ['Zephyrine table', 'Marigold'])).toEqual([])
    ana = await reopened(place.dir)
    expect(await ana.face.ask('circle.list', {})).toMatchObject({ value: [{ name: 'Oleander walk' }] })
    await ana.lock()
    expect(ana.stderr()).toBe('')
  })
})

describe('an erased vault', () => {
  it('has its header overwritten before anything is unlinked, and leaves no folder', async () => {
    using place = home()
    const ana = await founded(place.dir)
    await save(ana, 1, 'Zephyrine')
    const header = fs.readFileSync(join(place.vault, 'header.kinfold'))
    // Held open, as a disk holds what was unlinked.
    const fd = fs.openSync(join(place.vault, 'header.kinfold'), 'r')
    await done(ana.face.ask('vault.erase', {}))
    const left = Buffer.alloc(header.length)
    fs.readSync(fd, left, 0, left.length, 0)
    fs.closeSync(fd)
    for (let at = 0; at + 8 <= header.length; at++)
      expect(left.includes(header.subarray(at, at + 8)), `byte ${at}`).toBe(false)
    expect(fs.readdirSync(place.dir)).toEqual([])
    expect(ana.fromVault.at(-1)).toEqual({ kind: 'erased' })
    expect(await ana.face.ask('vault.state', {})).toEqual({ ok: true, value: { state: 'none' } })
    expect(await ana.face.ask('journal.binned', {})).toEqual({ ok: false, fault: 'locked' })
    expect(await ana.face.ask('vault.erase', {})).toEqual({ ok: false, fault: 'locked' })

    // A first run, in the same place.
    await done(ana.face.ask('vault.create', { passphrase: PASSPHRASE }))
    expect(await ana.face.ask('journal.day', { day: today })).toEqual({ ok: true, value: [] })
    await ana.lock()
    expect(ana.stderr()).toBe('')
  })

  it('is not called erased when its folder was moved away while it was open', async () => {
    using place = home()
    const ana = await founded(place.dir)
    await save(ana, 1, 'Zephyrine')
    fs.renameSync(place.vault, join(place.dir, 'elsewhere'))
    expect(await ana.face.ask('vault.erase', {})).toEqual({ ok: false, fault: 'nothing-there' })
    expect(ana.fromVault).not.toContainEqual({ kind: 'erased' })
    // Where it was looked for, and put back: then it is erased.
    fs.renameSync(join(place.dir, 'elsewhere'), place.vault)
    await done(ana.face.ask('vault.erase', {}))
    expect(fs.readdirSync(place.dir)).toEqual([])
    await ana.lock()
  })

  it('goes whatever odd things lie in its folder and beside it', async () => {
    using place = home()
    const ana = await founded(place.dir)
    await save(ana, 1, 'Zephyrine')
    fs.mkdirSync(join(place.vault, 'header.kinfold.d'))
    fs.mkdirSync(join(place.dir, 'vault.before-x', 'header.kinfold.d'), { recursive: true })
    fs.writeFileSync(join(place.dir, 'vault.note'), 'a file, not a folder')
    await done(ana.face.ask('vault.erase', {}))
    expect(fs.readdirSync(place.dir)).toEqual([])
    await ana.lock()
    expect(ana.stderr()).toBe('')
  })

  it('leaves alone what links in its folder and beside it lead to', async () => {
    using place = home()
    using other = home()
    const ana = await founded(place.dir)
    fs.cpSync(place.vault, join(other.dir, 'backup'), { recursive: true })
    const header = join(other.dir, 'backup', 'header.kinfold')
    const before = fs.readFileSync(header)
    fs.symlinkSync(other.dir, join(place.dir, 'vault.backups'))
    fs.symlinkSync(other.dir, join(place.vault, 'backups'))
    fs.symlinkSync(header, join(place.vault, 'header.kinfold.mine'))
    await done(ana.face.ask('vault.erase', {}))
    expect(fs.readdirSync(place.dir)).toEqual([])
    expect(fs.readFileSync(header).equals(before)).toBe(true)
    await ana.lock()
  })

  it('is not opened through a link in the place of its header, which says so', async () => {
    using place = home()
    using other = home()
    await (await founded(place.dir)).lock()
    const header = join(place.vault, 'header.kinfold')
    const moved = join(other.dir, 'header.kinfold')
    fs.renameSync(header, moved)
    fs.symlinkSync(moved, header)
    const ana = start(place.dir)
    const key = { passphrase: PASSPHRASE }
    expect(await ana.face.ask('vault.unlock', key)).toEqual({ ok: false, fault: 'linked' })
    expect(await ana.face.ask('vault.create', key)).toEqual({ ok: false, fault: 'vault-exists' })
    fs.rmSync(moved)
    expect(await ana.face.ask('vault.unlock', key)).toEqual({ ok: false, fault: 'linked' })
    expect(await ana.face.ask('vault.create', key)).toEqual({ ok: false, fault: 'vault-exists' })
    await ana.lock()
    expect(ana.stderr()).toBe('')
  })

  it('loses its key where a link leads that came in the place of its header while it was open', async () => {
    using place = home()
    using other = home()
    const ana = await founded(place.dir)
    await save(ana, 1, 'Zephyrine')
    const header = join(place.vault, 'header.kinfold')
    const moved = join(other.dir, 'key')
    const bytes = fs.readFileSync(header)
    fs.renameSync(header, moved)
    fs.symlinkSync(moved, header)
    expect(await ana.face.ask('keys.list', {})).toEqual({ ok: false, fault: 'linked' })
    const fd = fs.openSync(moved, 'r')
    await done(ana.face.ask('vault.erase', {}))
    const left = Buffer.alloc(bytes.length)
    fs.readSync(fd, left, 0, left.length, 0)
    fs.closeSync(fd)
    expect(left.includes(bytes.subarray(36, 80))).toBe(false)
    expect([fs.readdirSync(place.dir), fs.readdirSync(other.dir)]).toEqual([[], []])
    await ana.lock()
    expect(ana.stderr()).toBe('')
  })

  it('leaves a file alone that is no header, though a link in the place of its header leads there', async () => {
    using place = home()
    using other = home()
    const ana = await founded(place.dir)
    fs.writeFileSync(join(other.dir, 'letter'), 'dear Ben')
    fs.rmSync(join(place.vault, 'header.kinfold'))
    fs.symlinkSync(join(other.dir, 'letter'), join(place.vault, 'header.kinfold'))
    await done(ana.face.ask('vault.erase', {}))
    expect(fs.readdirSync(place.dir)).toEqual([])
    expect(fs.readFileSync(join(other.dir, 'letter'), 'utf8')).toBe('dear Ben')
    await ana.lock()
  })

  it('is erased by nobody who has not opened it', async () => {
    using place = home()
    await (await founded(place.dir)).lock()
    const eve = start(place.dir)
    expect(await eve.face.ask('vault.erase', {})).toEqual({ ok: false, fault: 'locked' })
    expect(fs.readdirSync(place.vault).some(isDatabaseFile)).toBe(true)
    await eve.lock()
    await (await reopened(place.dir)).lock()
  })
})
