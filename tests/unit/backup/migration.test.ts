import * as fs from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { enter } from '../../../src/main/vault/backup/enter.ts'
import { headerOf } from '../../../src/main/vault/backup/found.ts'
import { keepBefore } from '../../../src/main/vault/backup/migration.ts'
import { derive } from '../../../src/main/vault/crypto/passphrase.ts'
import { isDatabaseFile } from '../../../src/main/vault/storage/header.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import { inside } from '../../vault/backups.ts'
import { day, home, id, PASSPHRASE, says } from '../../vault/house.ts'
import { room } from '../../vault/room.ts'

const key = { passphrase: PASSPHRASE }
const NOW = MIGRATIONS.length

async function write(dir: string, n: number, text = `entry ${n}`): Promise<void> {
  const ana = room(dir)
  const opened = await (fs.existsSync(dir) ? ana.ask['vault.unlock'](key) : ana.ask['vault.create'](key))
  expect(opened.ok).toBe(true)
  await ana.ask['journal.save']({ id: id(n), day: day('2026-11-22'), writing: says(text) })
  ana.close()
}
async function keptBefore(dir: string) {
  const entered = await enter(headerOf(dir), key, derive)
  if (!entered.ok) throw new Error(entered.fault)
  using own = entered.value
  return keepBefore(dir, own.how, NOW)
}
const writings = (dir: string): Promise<string[]> =>
  inside(dir, db => db.prepare<[], string>('SELECT writing FROM entry ORDER BY place').pluck().all())
const database = (dir: string): string => join(dir, fs.readdirSync(dir).find(isDatabaseFile) ?? 'none')

let place: ReturnType<typeof home>
let copy: string
beforeEach(async () => {
  place = home()
  copy = join(place.dir, `vault.before-migration-${NOW}`)
  await write(place.vault, 1)
  return () => place[Symbol.dispose]()
})

/** Writes while the copy is elsewhere: an opening without a migration takes it away. */
async function since(n: number, text?: string): Promise<void> {
  const away = join(place.dir, 'away')
  fs.renameSync(copy, away)
  await write(place.vault, n, text)
  fs.renameSync(away, copy)
}

/** What is beside the vault, and whether what counts as its copy holds all of it. */
async function counts(): Promise<void> {
  expect(await keptBefore(place.vault)).toEqual({ ok: true, value: true })
  expect(await writings(copy)).toEqual(await writings(place.vault))
  expect(fs.readdirSync(place.dir).sort()).toEqual(['vault', `vault.before-migration-${NOW}`])
}

describe('the copy from before a migration', () => {
  it('that is whole and of now counts, and is not made a second time', async () => {
    await counts()
    const { ino } = fs.statSync(copy)
    await counts()
    expect(fs.statSync(copy).ino).toBe(ino)
  })

  it('is made anew over an empty folder, a file or a link to nowhere of that name', async () => {
    fs.mkdirSync(copy)
    await counts()
    fs.rmSync(copy, { recursive: true })
    fs.writeFileSync(copy, 'not a copy')
    await counts()
    fs.rmSync(copy, { recursive: true })
    fs.symlinkSync(join(place.dir, 'nowhere'), copy)
    await counts()
  })

  it('is made anew when a page of it does not read, or its header is gone', async () => {
    await counts()
    const file = database(copy)
    const bytes = fs.readFileSync(file)
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
    fs.writeFileSync(file, bytes)
    await counts()
    fs.rmSync(join(copy, 'header.kinfold'))
    await counts()
  })

  it('is made anew when something was written since: a new entry, or other words in an old one', async () => {
    await counts()
    await since(2)
    await counts()
    await since(1, 'entry 9')
    await counts()
  })

  it('of another notebook does not count', async () => {
    using other = home()
    await write(other.vault, 7, 'not mine')
    fs.cpSync(other.vault, copy, { recursive: true })
    await counts()
  })

  it('stays, though it is an older one, when the notebook itself does not read any more', async () => {
    await counts()
    await since(2)
    const file = database(place.vault)
    const bytes = fs.readFileSync(file)
    bytes.fill(0x55, bytes.length - 4096)
    fs.writeFileSync(file, bytes)
    expect(await keptBefore(place.vault).catch((error: { code: string }) => error.code)).not.toEqual({
      ok: true,
      value: true,
    })
    expect(await writings(copy)).toHaveLength(1)
  })
})
