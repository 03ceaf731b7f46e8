import * as fs from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openLive } from '../../src/main/vault/circle/live/open.ts'
import { isDatabaseFile } from '../../src/main/vault/storage/header.ts'
import type { Database } from '../../src/main/vault/storage/open.ts'
import { inside } from './backups.ts'
import { attachBytes, bytesOf, shows, value } from './files.ts'
import { day, home, id, PASSPHRASE, says } from './house.ts'
import { contents, type Files, type Room, restore, room } from './room.ts'

const key = { passphrase: PASSPHRASE }
const ENTRIES = 60
const NOTES = 24
const dayOf = (n: number) => day(`2026-${String((n % 12) + 1).padStart(2, '0')}-11`)
const words = (n: number) => says(`entry ${n}`, `word${n} `.repeat(60))
const live = (dir: string, at = Date.now) => room(dir, { openCircles: openLive, clock: { now: at } })
const asking = (ana: Room) => ({
  ask: (async (name: keyof Room['ask'], args: never) => ana.ask[name](args)) as never,
})

async function write(ana: Room, circle: string, note: string, text: string): Promise<void> {
  const opened = value(await ana.ask['note.open']({ circle, note }))
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, opened.state)
  doc.clientID = opened.cid
  const before = Y.encodeStateVector(doc)
  doc.transact(() => {
    doc.getMap('head').set('title', text.slice(0, 7))
    const body = doc.getXmlFragment('body')
    const block = new Y.XmlElement('block')
    block.insert(0, [new Y.XmlText(text)])
    body.insert(body.length, [block])
  })
  value(await ana.ask['note.change']({ note, cid: opened.cid, update: Y.encodeStateAsUpdateV2(doc, before) }))
  value(await ana.ask['note.close']({ note }))
}
async function read(ana: Room, circle: string, note: string): Promise<string> {
  const opened = value(await ana.ask['note.open']({ circle, note }))
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, opened.state)
  value(await ana.ask['note.close']({ note }))
  expect(opened.readOnly).toBe(true)
  return doc
    .getXmlFragment('body')
    .toString()
    .replace(/<[^>]*>/g, '')
}

/** What a salvage makes anew, or never carries. */
const OTHERWISE = /^(entry_words|entry_unsettled|sqlite_|device$|joining$|vault$|circles$|blob$|blob_chunk$)/
type Tables = Record<string, string[]>
function tables(db: Database): Tables {
  const names = db
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
  const line = (row: unknown[]): string =>
    row.map(cell => (cell instanceof Uint8Array ? Buffer.from(cell).toString('hex') : String(cell))).join('|')
  return Object.fromEntries(
    names
      .filter(name => !OTHERWISE.test(name))
      .map(name => [name, (db.prepare(`SELECT * FROM ${name}`).raw().all() as unknown[][]).map(line).sort()]),
  )
}

let files: Files
let name: string
let before: Tables
let circle: string
let notes: string[]
let texts: string[]
let blob: string

beforeAll(async () => {
  using place = home()
  let now = Date.UTC(2026, 10, 22)
  const ana = live(place.vault, () => now)
  value(await ana.ask['vault.create'](key))
  blob = await attachBytes(asking(ana), bytesOf(3, 0, 700_000))
  for (let n = 0; n < ENTRIES; n++) {
    now += 3_600_000
    value(await ana.ask['journal.save']({ id: id(n + 1), day: dayOf(n), writing: words(n + 1000) }))
    now += 3_600_000
    const writing = n === 5 ? shows(blob) : words(n)
    value(await ana.ask['journal.save']({ id: id(n + 1), day: dayOf(n), writing }))
  }
  const sea = { id: 'a'.repeat(32), name: 'Sea', colour: 'river', template: '' } as const
  value(await ana.ask['journals.keep'](sea))
  for (let n = 0; n < ENTRIES; n++) {
    const change = { tags: [`t${n % 5}`], favourite: n % 2 === 0, journal: sea.id, minute: n }
    value(await ana.ask['journal.change']({ id: id(n + 1), change }))
  }
  const felt = {
    minute: 7,
    zone: null,
    feeling: 'low',
    energy: null,
    words: ['mine'],
    activities: [],
  } as const
  value(
    await ana.ask['feelings.keep']({ id: id(1), day: dayOf(1), ...felt, words: ['mine'], activities: [] }),
  )
  for (const word of ['Zephyrine', 'Kinfold']) value(await ana.ask['spelling.learn']({ word }))
  value(await ana.ask['care.choose']({ lockAfter: 30 }))
  value(await ana.ask['network.use']({ only: ['wlan7'] }))
  circle = value(await ana.ask['circle.found']({ name: 'Lanterns', ownName: 'Ana' })).circle
  notes = []
  texts = []
  for (let n = 0; n < NOTES; n++) {
    const { note } = value(await ana.ask['note.create']({ circle }))
    const text = `note ${n} ${`lantern${n} `.repeat(80)}`
    for (const part of [text.slice(0, 200), text.slice(200)]) await write(ana, circle, note, part)
    notes.push(note)
    texts.push(text)
  }
  ana.close()
  files = contents(place.vault)
  name = Object.keys(files).find(isDatabaseFile) ?? 'none'
  before = await inside(place.vault, tables)
})

/** A page on which rows of this table lie, and how many at most. */
const middle = (dir: string, table: string) =>
  inside(dir, db => {
    const pages = db
      .prepare<[string], { page: number; rows: number }>(
        `SELECT pageno AS page, max(ncell, 1) AS rows FROM dbstat WHERE name = ? AND pagetype <> 'internal' ORDER BY pageno`,
      )
      .all(table)
    return pages[Math.floor(pages.length / 2)] ?? { page: 0, rows: 0 }
  })

/** A notebook of which one page of each of these tables is gone. Answers how many rows of the last stood there. */
async function harmed(dir: string, ...of: string[]): Promise<number> {
  restore(dir, files)
  const database = Buffer.from(files[name] as Buffer)
  let gone = 0
  for (const table of of) {
    const { page, rows } = await middle(dir, table)
    expect(page, table).toBeGreaterThan(1)
    database.fill(0x55, (page - 1) * 4096, page * 4096)
    gone = rows
  }
  fs.writeFileSync(join(dir, name), database)
  return gone
}

async function salvaged(dir: string) {
  const ana = live(dir)
  const saved = value(await ana.ask['backup.salvage']({ key }))
  expect(saved.whole).toBe(false)
  const after = await inside(dir, tables)
  const signs = await inside(dir, db => ({
    roots: db.prepare('SELECT count(*) FROM device').pluck().get(),
    going: db.prepare('SELECT count(*) FROM circles WHERE stopped = 0').pluck().get(),
  }))
  expect(signs).toEqual({ roots: 0, going: 0 })
  value(await ana.ask['vault.unlock'](key))
  return { ana, saved, after }
}

/** Every row that came over is one that was there. */
function onlyTrue(after: Tables, but: string[] = []): void {
  for (const [table, rows] of Object.entries(after)) {
    if (but.includes(table)) continue
    const was = new Set(before[table])
    expect(
      rows.filter(row => !was.has(row)),
      table,
    ).toEqual([])
  }
}

describe('what can be read of a damaged notebook', () => {
  it('is the whole of every other table when a page of the journal is gone', async () => {
    using place = home()
    await harmed(place.vault, 'entry')
    const { ana, saved, after } = await salvaged(place.vault)
    // Of what stood on that page there is an earlier version.
    expect(saved).toMatchObject({ entries: ENTRIES, circles: 1, notes: NOTES })
    expect(saved.earlier).toBeGreaterThan(0)
    for (const table of Object.keys(before).filter(each => !/^entry/.test(each)))
      expect(after[table], table).toEqual(before[table])
    expect(after['entry_version']?.length).toBe((before['entry_version']?.length ?? 0) - saved.earlier)
    onlyTrue(after, ['entry', 'entry_detail', 'entry_tag'])
    expect(value(await ana.ask['circle.read']({ circle }))).toMatchObject({ name: 'Lanterns' })
    for (const [n, note] of notes.entries()) expect(await read(ana, circle, note)).toBe(texts[n])
    expect((await ana.ask['note.create']({ circle })).ok).toBe(false)
    expect(value(await ana.ask['spelling.read']({})).words).toEqual(['Kinfold', 'Zephyrine'])
    expect(value(await ana.ask['care.read']({})).lockAfter).toBe(30)
    // What was said of an entry is said of it still, wherever it stands now.
    for (const n of Array.from({ length: ENTRIES }, (_, i) => i))
      expect(value(await ana.ask['journal.read']({ id: id(n + 1) })), `entry ${n}`).toMatchObject({
        tags: [`t${n % 5}`],
        favourite: n % 2 === 0,
        journal: 'a'.repeat(32),
        minute: n,
      })
    expect(value(await ana.ask['network.read']({})).interfaces.only).toEqual(['wlan7'])
    const file = value(await ana.ask['attachment.read']({ blob, from: 0, length: 700_000 }))
    expect(Buffer.from(file.bytes).equals(bytesOf(3, 0, 700_000))).toBe(true)
    ana.close()
  })

  for (const table of [
    'envelopes',
    'documents',
    'circles',
    'document_states',
    'log_entries',
    'epoch_keys',
    'chains',
  ])
    it(`is every other table, and circles that open, when a page of ${table} is gone`, async () => {
      using place = home()
      const gone = await harmed(place.vault, table)
      const { ana, saved, after } = await salvaged(place.vault)
      expect(saved).toMatchObject({ entries: ENTRIES, earlier: 0, circles: 1 })
      // Which envelope is applied, and what was made of them, follows from the rest.
      const made = ['envelopes', 'documents', 'document_states']
      for (const each of Object.keys(before).filter(each => each !== table && !made.includes(each)))
        expect(after[each], each).toEqual(before[each])
      onlyTrue(after, made)
      if (table !== 'circles')
        expect(after[table]?.length).toBeGreaterThanOrEqual((before[table]?.length ?? 0) - gone)
      const seen = value(await ana.ask['circle.read']({ circle }))
      expect(seen.notes).toHaveLength(saved.notes)
      let read_ = 0
      for (const { id: note } of seen.notes) {
        const text = await read(ana, circle, note)
        const wrote = texts[notes.indexOf(note)] ?? 'none'
        expect(wrote.startsWith(text)).toBe(true)
        if (text === wrote) read_++
      }
      // Only what stood on that one page can be missing.
      expect(read_).toBeGreaterThan(table === 'epoch_keys' ? 0 : NOTES / 2)
      if (table !== 'log_entries') expect(seen.name).toBe('Lanterns')
      ana.close()
    })

  it('is all that is whole when pages of the journal and of a circle are gone at once', async () => {
    using place = home()
    await harmed(place.vault, 'entry', 'envelopes', 'entry_version')
    const { ana, saved, after } = await salvaged(place.vault)
    expect(saved.entries).toBeGreaterThan(ENTRIES / 2)
    expect(saved).toMatchObject({ circles: 1 })
    expect(after['setting']).toEqual(before['setting'])
    const lines = value(await ana.ask['journal.timeline']({ days: 400 })).lines
    expect(lines).toHaveLength(saved.entries)
    expect(value(await ana.ask['circle.read']({ circle })).notes).toHaveLength(saved.notes)
    ana.close()
  })

  it('is not taken from a notebook of a newer Kinfold', async () => {
    using place = home()
    await harmed(place.vault, 'entry')
    const older = room(place.vault, { migrations: [] })
    expect(await older.ask['backup.salvage']({ key })).toEqual({ ok: false, fault: 'newer-version' })
    expect(fs.readdirSync(place.dir)).toEqual(['vault'])
  })
})
