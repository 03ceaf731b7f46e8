import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import { openJournal } from '../../src/main/vault/journal/open.ts'
import { create } from '../../src/main/vault/storage/create.ts'
import { faultOf } from '../../src/main/vault/storage/fault.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { day, founded, home, id, PASSPHRASE, reopened, says } from './house.ts'

const today = day('2026-11-22')
const page = (n: number) => says(`page ${n}`, `${n} words that fill the disk `.repeat(1500))

/** A disk of four megabytes, where this computer lets a test have one. */
function smallDisk(dir: string): Disposable | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=700', 'kinfold-test', dir], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  return { [Symbol.dispose]: () => void execFileSync('umount', ['-l', dir]) }
}

describe('a full disk', () => {
  // Where a test may mount nothing, the limit on the database's size below stands for the disk.
  const mountable = (() => {
    using place = home()
    using disk = smallDisk(place.dir)
    return disk !== undefined
  })()
  const onSmallDisk = mountable ? it : () => {}
  onSmallDisk('is said, takes nothing that was saved, and goes on once there is room', async () => {
    using place = home()
    using _disk = smallDisk(place.dir)
    const ana = await founded(place.dir)
    fs.writeFileSync(join(place.dir, 'ballast'), Buffer.alloc(300_000))
    let kept = 0
    let fault: string | undefined
    while (fault === undefined && kept < 200) {
      const saved = await ana.face.ask('journal.save', {
        id: id(kept + 1),
        day: today,
        writing: page(kept + 1),
      })
      if (saved.ok) kept++
      else fault = saved.fault
    }
    expect(fault).toBe('disk-full')
    expect(kept).toBeGreaterThan(1)
    for (let n = 1; n <= kept; n++) {
      const read = await ana.face.ask('journal.read', { id: id(n) })
      expect(read.ok && read.value.writing, `page ${n}`).toEqual(page(n))
    }
    expect(await ana.face.ask('journal.read', { id: id(kept + 1) })).toEqual({
      ok: false,
      fault: 'not-found',
    })

    fs.rmSync(join(place.dir, 'ballast'))
    const small = { id: id(900), day: today, writing: says('room again') }
    expect((await ana.face.ask('journal.save', small)).ok).toBe(true)
    await ana.kill()
    const again = await reopened(place.dir)
    for (const n of [1, kept, 900]) {
      const read = await again.face.ask('journal.read', { id: id(n) })
      expect(read.ok, `page ${n}`).toBe(true)
    }
    await again.lock()
  })

  it('rolls a save back as a whole, index and all', async () => {
    using place = home()
    const made = await create({
      dir: place.vault,
      passphrase: PASSPHRASE,
      derive,
      migrations: MIGRATIONS,
      kdf: TEST_KDF,
    })
    if (!made.ok) throw new Error(made.fault)
    const { db, release } = made.value
    const journal = openJournal({ db, clock: { now: Date.now }, erased: () => {} })
    await journal['journal.save']({ id: id(1), day: today, writing: says('before') })
    const full = Number(db.pragma('page_count', { simple: true })) + 4
    db.pragma(`max_page_count = ${full}`)
    let said: unknown
    try {
      await journal['journal.save']({ id: id(1), day: today, writing: page(1) })
    } catch (error) {
      said = faultOf(error)
    }
    expect(said).toBe('disk-full')
    expect(await journal['journal.search']({ words: 'fill' })).toEqual({ ok: true, value: [] })
    const before = await journal['journal.search']({ words: 'before' })
    expect(before.ok && before.value.length).toBe(1)
    db.pragma('max_page_count = 100000')
    expect((await journal['journal.save']({ id: id(1), day: today, writing: page(1) })).ok).toBe(true)
    db.prepare("INSERT INTO entry_words (entry_words, rank) VALUES ('integrity-check', 1)").run()
    db.close()
    release()
  })
})
