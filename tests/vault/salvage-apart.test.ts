/** Salvage in a thread of its own: the vault answers meanwhile, and whatever cuts it short leaves one whole notebook. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { HEADER_FILE, isDatabaseFile } from '../../src/main/vault/storage/header.ts'
import { cutAfter, inside } from './backups.ts'
import { day, home, id, PASSPHRASE, says, start } from './house.ts'
import { contents, type Files, restore, room } from './room.ts'

const key = { passphrase: PASSPHRASE }
const ENTRIES = 40
/** After each so many steps it is done again, too. */
const AGAIN = 8
const writing = (n: number) => says(`entry ${n}`, `word${n} `.repeat(120))

let files: Files
let name: string
beforeAll(async () => {
  using place = home()
  const ana = room(place.vault)
  expect(await ana.ask['vault.create'](key)).toMatchObject({ ok: true })
  for (let n = 0; n < ENTRIES; n++)
    await ana.ask['journal.save']({
      id: id(n + 1),
      day: day(`2026-11-${10 + (n % 20)}`),
      writing: writing(n),
    })
  ana.close()
  files = contents(place.vault)
  name = Object.keys(files).find(isDatabaseFile) ?? 'none'
  const page = await inside(place.vault, db =>
    Number(
      db
        .prepare(
          "SELECT pageno FROM dbstat WHERE name = 'entry' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 3",
        )
        .pluck()
        .get(),
    ),
  )
  const database = Buffer.from(files[name] as Buffer)
  files = { ...files, [name]: database.fill(0x55, (page - 1) * 4096, page * 4096) }
})

/** Header and database, byte for byte. */
const isAsItWas = (dir: string): boolean =>
  [HEADER_FILE, name].every(file => fs.readFileSync(join(dir, file)).equals(files[file] as Buffer))

const beside = (place: { dir: string }) =>
  fs.readdirSync(place.dir).filter(each => each !== 'vault' && each !== 'go')

/** A real process whose salvage is done but for the one step that decides. */
async function held(place: { dir: string; vault: string }) {
  restore(place.vault, files)
  const held = new URL('held.ts', import.meta.url).href
  const until = encodeURIComponent(join(place.dir, 'go'))
  const ana = start(place.dir, { execArgv: ['--import', `${held}?until=${until}`] })
  const salvaged = ana.face.ask('backup.salvage', { key })
  await expect.poll(ana.stderr, { timeout: 20_000 }).toMatch(/^held /m)
  return { ana, salvaged }
}

it('leaves the vault answering, and lets nobody open the notebook meanwhile', async () => {
  using place = home()
  const { ana, salvaged } = await held(place)
  expect(await ana.face.ask('vault.state', {})).toEqual({ ok: true, value: { state: 'closed' } })
  expect(fs.existsSync(`${place.vault}.restored`)).toBe(false)
  const other = start(place.dir)
  expect(await other.face.ask('vault.unlock', key)).toEqual({ ok: false, fault: 'vault-in-use' })
  await other.lock()
  fs.writeFileSync(join(place.dir, 'go'), '')
  const answer = await salvaged
  expect(answer).toMatchObject({ ok: true, value: { earlier: 0, whole: false } })
  const opened = await ana.face.ask('vault.unlock', key)
  expect(opened).toMatchObject({ ok: true })
  const seen = await ana.face.ask('journal.timeline', { days: 400 })
  const lines = seen.ok ? seen.value.lines : []
  expect(lines.length).toBe(answer.ok && answer.value.entries)
  expect(lines.length).toBeGreaterThan(ENTRIES / 2)
  expect(await ana.lock()).toBe(0)
  expect(ana.stderr()).toBe('held thread\n')
})

it('that is killed or locked before it decides leaves the notebook as it was, and can be done again', async () => {
  for (const end of ['kill', 'lock'] as const) {
    using place = home()
    const { ana } = await held(place)
    await ana[end]()
    expect([end, isAsItWas(place.vault), beside(place)]).toEqual([end, true, ['vault.restoring']])
    const again = room(place.vault)
    expect(await again.ask['backup.salvage']({ key })).toMatchObject({ ok: true })
    expect(beside(place)).toHaveLength(1)
    expect(isAsItWas(join(place.dir, beside(place)[0] ?? 'none'))).toBe(true)
  }
})

it('that is stopped by a person leaves the notebook as it was, holds it no longer, and can be done again at once', async () => {
  using place = home()
  const { ana, salvaged } = await held(place)
  expect(await ana.face.ask('backup.stop', {})).toEqual({ ok: true, value: {} })
  expect(await salvaged).toEqual({ ok: false, fault: 'stopped' })
  expect([isAsItWas(place.vault), beside(place)]).toEqual([true, []])
  fs.writeFileSync(join(place.dir, 'go'), '')
  expect(await ana.face.ask('backup.salvage', { key })).toMatchObject({ ok: true })
  expect(beside(place)).toHaveLength(1)
  expect(await ana.face.ask('vault.unlock', key)).toMatchObject({ ok: true })
  expect(await ana.lock()).toBe(0)
})

it('that is cut short at any step leaves the notebook as it was, or the new one and that beside it', async () => {
  const seen = { before: 0, after: 0 }
  for (let step = 0, cut = true; cut; step++) {
    using place = home()
    restore(place.vault, files)
    cut = await cutAfter(step, async () => {
      await room(place.vault).ask['backup.salvage']({ key })
    })
    const ana = room(place.vault)
    expect(await ana.ask['vault.state']({})).toEqual({ ok: true, value: { state: 'closed' } })
    const aside = beside(place).find(each => each.startsWith('vault.before-'))
    seen[aside ? 'after' : 'before']++
    expect([step, isAsItWas(aside ? join(place.dir, aside) : place.vault)]).toEqual([step, true])
    if (!aside && step % AGAIN === 0)
      expect(await ana.ask['backup.salvage']({ key })).toMatchObject({ ok: true })
    expect(await ana.ask['vault.unlock'](key)).toMatchObject({ ok: true })
    ana.close()
  }
  expect(seen.before).toBeGreaterThan(10)
  expect(seen.after).toBeGreaterThan(1)
})
