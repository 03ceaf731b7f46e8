import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../src/main/vault/storage/open.ts'
import { LARGEST_FILE } from '../../src/shared/contract/attachments.ts'
import type { Writing } from '../../src/shared/writing/writing.ts'
import { findWords } from '../scan.ts'
import { inside, smallDisk } from './backups.ts'
import { attach, attachBytes, bytesOf, read, readBytes, shows, sum, value } from './files.ts'
import { day, founded, home, id, PASSPHRASE, type Running, reopened, says, start } from './house.ts'
import { findWithKey } from './opened.ts'

const today = day('2026-11-22')
const MARK = 'Zephyrine stood on the quay'
const marked = (size = 300_000): Uint8Array => {
  const bytes = Buffer.from(bytesOf(9, 0, size))
  for (let at = 1000; at + MARK.length < size; at += 50_000) bytes.write(MARK, at)
  return bytes
}

const count = (db: Database) => ({
  files: Number(db.prepare('SELECT count(*) FROM blob').pluck().get()),
  chunks: Number(db.prepare('SELECT count(*) FROM blob_chunk').pluck().get()),
  mentions: Number(db.prepare('SELECT count(*) FROM entry_blob').pluck().get()),
})
const NOTHING = { files: 0, chunks: 0, mentions: 0 }
const counted = (place: { vault: string }) => inside(place.vault, count)
const save = async (ana: Running, n: number, writing: Parameters<typeof shows> | string) =>
  value(
    await ana.face.ask('journal.save', {
      id: id(n),
      day: today,
      writing: typeof writing === 'string' ? says(writing) : shows(...writing),
    }),
  )
const rss = ({ process: { pid } }: Running): number =>
  Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024

describe('a file that Ana attaches', () => {
  it('comes back byte for byte after a restart, and its bytes stand nowhere in readable form', async () => {
    using place = home()
    let ana = await founded(place.dir)
    const bytes = marked(700_001)
    const blob = await attachBytes(ana.face, bytes, 'image/jpeg')
    await save(ana, 1, [blob])
    expect(findWords(place.dir, [MARK])).toEqual([])
    await ana.lock()
    expect(findWords(place.dir, [MARK])).toEqual([])
    ana = await reopened(place.dir)
    expect(await readBytes(ana.face, blob)).toEqual(bytes)
    const part = await ana.face.ask('attachment.read', { blob, from: 262_100, length: 100 })
    expect(part.ok && Buffer.from(part.value.bytes)).toEqual(bytes.subarray(262_100, 262_200))
    const hits = await ana.face.ask('journal.search', { words: 'photo' })
    expect(hits.ok && hits.value.map(hit => hit.id)).toEqual([id(1)])
    await ana.lock()
    // The scanner does find it where it is: in the decrypted pages.
    expect((await findWithKey(place.vault, [MARK])).length).toBeGreaterThan(0)
  })

  it('is kept once however often it is attached, under a name that another notebook does not give it', async () => {
    using place = home()
    using other = home()
    const ana = await founded(place.dir)
    const ben = await founded(other.dir)
    const bytes = marked()
    const first = await attachBytes(ana.face, bytes)
    const again = await attachBytes(ana.face, bytes)
    expect(again).toBe(first)
    await save(ana, 1, [first])
    await save(ana, 2, [again])
    await expect.poll(() => counted(place)).toEqual({ files: 1, chunks: 2, mentions: 2 })
    expect(await attachBytes(ben.face, bytes)).not.toBe(first)
    await ana.lock()
    await ben.lock()
  })

  it('goes for ever with the last entry that mentions it, and not before', async () => {
    using place = home()
    const ana = await founded(place.dir)
    const blob = await attachBytes(ana.face, marked())
    const thumb = await attachBytes(ana.face, bytesOf(3, 0, 5000))
    await save(ana, 1, [blob, 'a', thumb])
    await save(ana, 2, [blob, 'b'])
    for (const n of [1, 2]) await ana.face.ask('journal.bin', { id: id(n) })
    expect(await readBytes(ana.face, blob)).toBeDefined()
    value(await ana.face.ask('bin.erase', { id: id(1) }))
    expect(await readBytes(ana.face, thumb)).toBeUndefined()
    expect(await readBytes(ana.face, blob)).toBeDefined()
    value(await ana.face.ask('bin.erase', { id: id(2) }))
    expect(await readBytes(ana.face, blob)).toBeUndefined()
    await expect.poll(() => counted(place)).toEqual(NOTHING)
    const log = () => fs.readdirSync(place.vault).find(name => name.endsWith('-wal'))
    await expect
      .poll(() => fs.statSync(join(place.vault, log() ?? '')).size, { timeout: 30_000, interval: 200 })
      .toBe(0)
    await ana.kill()
    expect(await findWithKey(place.vault, [MARK])).toEqual([])
  })

  it('stays while an earlier version mentions it, or somebody may take back that it was taken out', async () => {
    using place = home()
    let ana = await founded(place.dir)
    const early = await attachBytes(ana.face, marked())
    await save(ana, 1, [early])
    await ana.lock()
    ana = await reopened(place.dir)
    // A new burst: what stood there becomes a version. Within it, another file comes and is taken out.
    const brief = await attachBytes(ana.face, bytesOf(4, 0, 9000))
    await save(ana, 1, 'now only words')
    await save(ana, 1, [brief])
    const content = [{ type: 'text', text: 'before after' }]
    const taken: Writing = { type: 'doc', content: [{ type: 'block', content }] }
    value(await ana.face.ask('journal.save', { id: id(1), day: today, writing: taken }))
    value(await ana.face.ask('bin.empty', {}))
    expect(await readBytes(ana.face, brief)).toBeDefined()
    await ana.lock()
    ana = await reopened(place.dir)
    expect(await readBytes(ana.face, brief)).toBeUndefined()
    expect(await readBytes(ana.face, early)).toEqual(marked())
    expect(await counted(place)).toEqual({ files: 1, chunks: 2, mentions: 1 })
    await ana.lock()
  })

  it('is not swept away between its coming and the words that mention it', async () => {
    using place = home()
    let ana = await founded(place.dir)
    await save(ana, 1, 'something to erase')
    const blob = await attachBytes(ana.face, marked())
    await ana.face.ask('journal.bin', { id: id(1) })
    value(await ana.face.ask('bin.empty', {}))
    await save(ana, 2, [blob])
    expect(await readBytes(ana.face, blob)).toEqual(marked())
    // The vault falls after the file came, and the window that kept the words saves them to the next one.
    const other = await attachBytes(ana.face, bytesOf(5, 0, 9000))
    await ana.kill()
    ana = await reopened(place.dir)
    await save(ana, 3, [other])
    expect(await readBytes(ana.face, other)).toBeDefined()
    await ana.lock()
  })
})

describe('a file that is erased', () => {
  it('is gone in the end, wherever the vault is killed meanwhile', async () => {
    using place = home()
    let ana = await founded(place.dir)
    const size = 30_000_000
    const blob = await attach(ana.face, size, (from, length) => bytesOf(1, from, length))
    const kept = await attachBytes(ana.face, marked())
    await save(ana, 1, [blob])
    await save(ana, 2, [kept])
    await ana.face.ask('journal.bin', { id: id(1) })
    value(await ana.face.ask('bin.erase', { id: id(1) }))
    await ana.kill()
    const left = await counted(place)
    expect(left.mentions).toBe(1)
    // It was cut short: chunks are still there, and nobody can ask for them.
    expect(left.chunks).toBeGreaterThan(2)
    ana = await reopened(place.dir)
    expect(await readBytes(ana.face, blob)).toBeUndefined()
    await ana.kill()
    ana = await reopened(place.dir)
    await expect.poll(() => counted(place), { timeout: 20_000 }).toEqual({ files: 1, chunks: 2, mentions: 1 })
    expect(await readBytes(ana.face, kept)).toEqual(marked())
    await ana.lock()
  })
})

describe('a backup', () => {
  it('holds every file: after all was lost and restored, each is what it was', async () => {
    using place = home()
    using other = home()
    const stick = join(place.dir, 'stick')
    fs.mkdirSync(stick)
    const ana = await founded(place.dir)
    const bytes = marked(900_000)
    const blob = await attachBytes(ana.face, bytes)
    const thumb = await attachBytes(ana.face, bytesOf(2, 0, 5000))
    await save(ana, 1, [blob, 'quay.jpg', thumb])
    const folder = 'ab'.repeat(16)
    ana.toVault({ kind: 'folder', folder, path: stick })
    const { name } = value(await ana.face.ask('backup.make', { folder }))
    expect(findWords(stick, [MARK])).toEqual([])
    value(await ana.face.ask('vault.erase', {}))
    await ana.kill()
    expect(fs.existsSync(place.vault)).toBe(false)

    const ben = start(other.dir)
    ben.toVault({ kind: 'folder', folder, path: stick })
    value(await ben.face.ask('backup.restore', { from: { folder, name }, key: { passphrase: PASSPHRASE } }))
    value(await ben.face.ask('vault.unlock', { passphrase: PASSPHRASE }))
    expect(await readBytes(ben.face, blob)).toEqual(bytes)
    expect(await readBytes(ben.face, thumb)).toEqual(Buffer.from(bytesOf(2, 0, 5000)))
    // The key of the names came with it: the same file still is the same.
    expect(await attachBytes(ben.face, bytes)).toBe(blob)
    await ben.lock()
  })
})

describe('a file that does not arrive whole', () => {
  it('leaves nothing after the next opening when the vault is killed in the middle', async () => {
    using place = home()
    let ana = await founded(place.dir)
    const kept = await attachBytes(ana.face, bytesOf(1, 0, 600_000))
    await save(ana, 1, [kept])
    for (const pieces of [0, 1, 4]) {
      const { upload } = value(await ana.face.ask('attachment.begin', { size: 5_000_000, type: 'image/png' }))
      for (let i = 0; i < pieces; i++) {
        const at = i * 1_000_000
        value(await ana.face.ask('attachment.piece', { upload, at, bytes: bytesOf(2, at, 1_000_000) }))
      }
      void ana.face.ask('attachment.piece', {
        upload,
        at: pieces * 1_000_000,
        bytes: bytesOf(2, pieces * 1_000_000, 1_000_000),
      })
      await ana.kill()
      ana = await reopened(place.dir)
      await expect.poll(() => counted(place)).toEqual({ files: 1, chunks: 3, mentions: 1 })
      expect(await readBytes(ana.face, kept)).toEqual(Buffer.from(bytesOf(1, 0, 600_000)))
    }
    await ana.lock()
  })

  it('is let go of when it is cancelled, shrinks, grows or comes out of order', async () => {
    using place = home()
    const ana = await founded(place.dir)
    const begin = async (size: number) =>
      value(await ana.face.ask('attachment.begin', { size, type: 'x' })).upload
    const piece = (upload: number, at: number, length: number) =>
      ana.face.ask('attachment.piece', { upload, at, bytes: bytesOf(1, at, length) })

    const stopped = await begin(400_000)
    expect((await piece(stopped, 0, 300_000)).ok).toBe(true)
    expect((await ana.face.ask('attachment.cancel', { upload: stopped })).ok).toBe(true)
    expect(await piece(stopped, 300_000, 100_000)).toEqual({ ok: false, fault: 'not-found' })
    expect((await ana.face.ask('attachment.cancel', { upload: stopped })).ok).toBe(true)

    const short = await begin(400_000)
    await piece(short, 0, 300_000)
    expect(await ana.face.ask('attachment.end', { upload: short })).toEqual({
      ok: false,
      fault: 'file-changed',
    })
    expect(await piece(await begin(400_000), 0, 400_001)).toEqual({ ok: false, fault: 'file-changed' })
    expect(await piece(await begin(400_000), 5, 10)).toEqual({ ok: false, fault: 'file-changed' })
    await expect.poll(() => counted(place)).toEqual(NOTHING)
    await ana.lock()
  })

  it('is answered in words when it is empty, too large, in pieces too large, or one too many', async () => {
    using place = home()
    const ana = await founded(place.dir)
    const begin = (size: number) => ana.face.ask('attachment.begin', { size, type: 'image/png' })
    expect(await begin(0)).toEqual({ ok: false, fault: 'file-empty' })
    expect(await begin(LARGEST_FILE + 1)).toEqual({ ok: false, fault: 'file-too-large' })
    expect(await begin(-1)).toEqual({ ok: false, fault: 'bad-request' })
    const { upload } = value(await begin(LARGEST_FILE))
    const bytes = new Uint8Array(1024 * 1024 + 1)
    expect(await ana.face.ask('attachment.piece', { upload, at: 0, bytes })).toEqual({
      ok: false,
      fault: 'bad-request',
    })
    for (let i = 0; i < 7; i++) expect((await begin(10)).ok).toBe(true)
    expect(await begin(10)).toEqual({ ok: false, fault: 'too-many' })
    const blob = 'ab'.repeat(32)
    expect(await ana.face.ask('attachment.read', { blob, from: 0, length: 1 })).toEqual({
      ok: false,
      fault: 'not-found',
    })
    await ana.lock()
  })

  it('is refused while there is still room for words, and makes its own room free again', async () => {
    using place = home()
    using disk = smallDisk(place.dir, 'size=48m')
    if (!disk) return console.log('A disk of our own needs root: a full one did not meet a file here.')
    const ana = await founded(place.dir)
    await save(ana, 1, 'there before')
    const begin = (size: number) => ana.face.ask('attachment.begin', { size, type: 'video/mp4' })
    expect(await begin(40_000_000)).toEqual({ ok: false, fault: 'disk-full' })
    const { upload } = value(await begin(20_000_000))
    const piece = (at: number) =>
      ana.face.ask('attachment.piece', { upload, at, bytes: bytesOf(1, at, 1_000_000) })
    for (let at = 0; at < 10_000_000; at += 1_000_000) expect((await piece(at)).ok).toBe(true)
    // Somebody else fills the disk meanwhile.
    const { bavail, bsize } = fs.statfsSync(place.dir)
    fs.writeFileSync(join(place.dir, 'film'), Buffer.alloc(bavail * bsize - 7 * 1024 * 1024))
    expect(await piece(10_000_000)).toEqual({ ok: false, fault: 'disk-full' })
    await save(ana, 2, 'and after')
    await expect.poll(() => counted(place)).toEqual(NOTHING)
    const seen = value(await ana.face.ask('journal.day', { day: today }))
    expect(seen.map(entry => entry.writing)).toEqual([says('there before'), says('and after')])
    await ana.kill()
  })
})

describe('200 MB', () => {
  it('stream in and out while the vault answers and does not grow with them', async () => {
    using place = home()
    const ana = await founded(place.dir)
    await save(ana, 1, 'first words')
    await attachBytes(ana.face, bytesOf(1, 0, 2_000_000))
    const begun = rss(ana)
    let most = begun
    let slowest = 0
    let n = 0
    const pending: Promise<void>[] = []
    const seen = () => {
      most = Math.max(most, rss(ana))
      if (n++ % 20 > 0) return
      const asked = performance.now()
      pending.push(
        ana.face.ask('journal.save', { id: id(2), day: today, writing: says(`typing ${n}`) }).then(saved => {
          expect(saved.ok).toBe(true)
          slowest = Math.max(slowest, performance.now() - asked)
        }),
      )
    }
    const one = randomBytes(1024 * 1024)
    const made = sum()
    const blob = await attach(
      ana.face,
      LARGEST_FILE,
      (from, length) => {
        one.writeUInt32LE(from, 100)
        const bytes = Uint8Array.from(one.subarray(0, length))
        made.update(bytes)
        return bytes
      },
      { seen },
    )
    await Promise.all(pending)
    const afterIn = most
    const got = sum()
    const length = await read(ana.face, blob, bytes => {
      got.update(bytes)
      most = Math.max(most, rss(ana))
    })
    expect(length).toBe(LARGEST_FILE)
    expect(got.digest('hex')).toBe(made.digest('hex'))
    const grown = (most - begun) / 1024 / 1024
    console.log(
      `200 MB in and out: grew by ${((afterIn - begun) / 2 ** 20).toFixed(0)} and ${grown.toFixed(0)} MB; the slowest save took ${slowest.toFixed(0)} ms`,
    )
    // Left to itself the engine lets some 75 MB of pieces lie about; a file held whole would be 200 MB.
    expect(grown).toBeLessThan(64)
    expect(slowest).toBeLessThan(1000)
    // Nobody mentions it: it is swept while the vault answers.
    await ana.kill()
  })
})

it('leaves no readable half outside when the notebook is locked in the middle of a copy', async () => {
  using place = home()
  const ana = await founded(place.dir)
  const blob = await attach(ana.face, 60_000_000, (from, length) => bytesOf(5, from, length))
  value(await ana.face.ask('journal.save', { id: id(1), day: today, writing: shows(blob) }))
  const out = join(place.dir, 'out')
  fs.mkdirSync(out)
  const chosen = '3'.padStart(32, '0')
  ana.toVault({ kind: 'place', place: chosen, path: join(out, 'photo.jpg') })
  void ana.face.ask('attachment.copy', { blob, to: chosen, whole: true })
  while (fs.readdirSync(out).length === 0) await new Promise(resolve => setTimeout(resolve, 1))
  expect(await ana.lock()).toBe(0)
  expect(fs.readdirSync(out)).toEqual([])
})
