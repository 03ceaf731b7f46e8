import * as fs from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { HEADER_FILE, isDatabaseFile } from '../../../src/main/vault/storage/header.ts'
import { smallDisk } from '../backups.ts'
import { day, home, id, PASSPHRASE, type Running, reopened, says } from '../house.ts'
import { contents, type Files, restore } from '../room.ts'
import { notebook } from './notebook.ts'

const today = day('2026-11-22')
const ENTRIES = 60
/** Long enough that copying takes a moment. */
const writing = (n: number) => says(`entry ${n}`, 'a long tail of a sentence '.repeat(3000))

let original: Files
beforeAll(async () => {
  original = await notebook(ENTRIES, writing)
})

async function everyWord(ana: Running) {
  for (const n of [0, 1, ENTRIES - 1]) {
    const read = await ana.face.ask('journal.read', { id: id(n) })
    expect(read.ok && read.value.writing).toEqual(writing(n))
  }
}

/** Megabytes. */
const EIGHT = 'size=8m'
const mountable = (() => {
  using place = home()
  using disk = smallDisk(place.dir, EIGHT)
  return disk !== undefined
})()
const onSmallDisk = mountable ? it : () => {}

/** The first step has begun. */
const copying = (ana: Running) =>
  new Promise<void>(resolve => {
    ana.face.on('keys.rekeying', () => resolve())
  })

describe('while a notebook gets its new key', () => {
  it('the vault answers, writes nothing, and goes on as before when Ana stops it', async () => {
    using place = home()
    restore(place.vault, original)
    const ana = await reopened(place.dir)
    const begun = copying(ana)
    const ending = ana.face.ask('keys.rekey', { passphrase: PASSPHRASE })
    await begun
    const order: string[] = []
    const stopping = ana.face.ask('keys.stopRekey', {}).then(() => order.push('answered'))
    const saved = await ana.face.ask('journal.save', { id: id(99), day: today, writing: says('meanwhile') })
    expect(saved).toEqual({ ok: false, fault: 'rekeying' })
    const end = await ending
    order.push('ended')
    await stopping
    expect(order).toEqual(['answered', 'ended'])
    expect(end).toEqual({ ok: true, value: { end: 'stopped' } })
    expect(fs.readdirSync(place.vault).filter(name => name.includes('.new'))).toEqual([])
    const header = contents(place.vault)[HEADER_FILE]
    expect(header).toEqual(original[HEADER_FILE])
    const again = await ana.face.ask('journal.save', { id: id(99), day: today, writing: says('afterwards') })
    expect(again.ok).toBe(true)
    await everyWord(ana)
    expect(await ana.lock()).toBe(0)
    expect(ana.stderr()).toBe('')
  })

  onSmallDisk('a full disk is said, and takes nothing that was there', async () => {
    using place = home()
    using _disk = smallDisk(place.dir, EIGHT)
    restore(place.vault, original)
    const ana = await reopened(place.dir)
    const { bavail, bsize } = fs.statfsSync(place.dir)
    fs.writeFileSync(join(place.dir, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - 1_000_000)))
    expect(await ana.face.ask('keys.rekey', { passphrase: PASSPHRASE })).toEqual({
      ok: false,
      fault: 'disk-full',
    })
    expect(fs.readdirSync(place.vault).filter(name => name.includes('.new'))).toEqual([])
    const saved = await ana.face.ask('journal.save', {
      id: id(99),
      day: today,
      writing: says('room for this'),
    })
    expect(saved.ok).toBe(true)
    await everyWord(ana)
    expect(await ana.lock()).toBe(0)
    expect(ana.stderr()).toBe('')
  })

  it('a lock ends it, and the old notebook is there with nothing beside it', async () => {
    using place = home()
    restore(place.vault, original)
    const ana = await reopened(place.dir)
    const begun = copying(ana)
    const ending = ana.face.ask('keys.rekey', { passphrase: PASSPHRASE })
    await begun
    expect(await ana.lock()).toBe(0)
    expect((await ending).ok).toBe(false)
    expect(ana.stderr()).toBe('')
    expect(contents(place.vault)[HEADER_FILE]).toEqual(original[HEADER_FILE])
    const again = await reopened(place.dir)
    await everyWord(again)
    expect(fs.readdirSync(place.vault).filter(name => name.includes('.new'))).toEqual([])
    expect(fs.readdirSync(place.vault).filter(isDatabaseFile)).toHaveLength(1)
    await again.lock()
  })
})
