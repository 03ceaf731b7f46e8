import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import { openAttachments } from '../../../src/main/vault/attachments/open.ts'
import { uploads } from '../../../src/main/vault/attachments/upload.ts'
import { keyed, keyedStream } from '../../../src/main/vault/crypto/hash.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { openJournal } from '../../../src/main/vault/journal/open.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import { toHex } from '../../../src/shared/bytes.ts'
import { MediaType } from '../../../src/shared/contract/attachments.ts'
import { fileName } from '../../../src/shared/file-name.ts'
import type { Day } from '../../../src/shared/journal/day.ts'
import { attachmentOf } from '../../../src/shared/writing/attachment.ts'
import { blobsIn, plainText, type Writing } from '../../../src/shared/writing/writing.ts'
import { home } from '../../vault/house.ts'

const A = 'ab'.repeat(32)
const B = 'cd'.repeat(32)
const node = (change: object = {}) => ({
  type: 'attachment',
  attrs: {
    blob: A,
    thumb: B,
    name: 'quay.jpg',
    type: 'image/jpeg',
    size: 7,
    width: 4,
    height: 3,
    alt: '',
    ...change,
  },
})
const writing = (...content: object[]): Writing => ({
  type: 'doc',
  content: [{ type: 'block', content: content as never }],
})

describe('a file between the words', () => {
  it('is named where only words can stand, by what it shows and what it is called', () => {
    const text = { type: 'text', text: 'look' }
    expect(plainText(writing(text, node(), text))).toBe('look[quay.jpg]look')
    expect(plainText(writing(node({ alt: 'Herons at dawn' })))).toBe('[Herons at dawn, quay.jpg]')
  })

  it('is found with its thumbnail, each once; what a newer Kinfold writes in another way is passed over', () => {
    expect(blobsIn(writing(node(), node({ thumb: null }), { type: 'text', text: A }))).toEqual([A, B])
    expect(blobsIn(writing(node({ blob: 'x' }), { type: 'film', attrs: { blob: A } }))).toEqual([])
    expect(attachmentOf(node({ size: -1 }))).toBeUndefined()
    expect(blobsIn({ type: 'doc' })).toEqual([])
  })

  it('has a media type, whatever it was said to be', () => {
    expect(v.parse(MediaType, 'Image/JPEG')).toBe('image/jpeg')
    for (const odd of ['', 'x', 'text/html;charset=utf-8', '../..', 'a/b\nc'])
      expect(v.parse(MediaType, odd)).toBe('application/octet-stream')
  })
})

describe('the name of its bytes', () => {
  it('is the same however they are cut, and that of the whole at once', async () => {
    await sodiumReady
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }),
        (key, pieces) => {
          const stream = keyedStream(key, 'kinfold/blob/1')
          for (const piece of pieces) stream.add(piece)
          expect(toHex(stream.end())).toBe(toHex(keyed(key, 'kinfold/blob/1', Buffer.concat(pieces))))
        },
      ),
    )
  })

  it('and its chunks are the same however it came in', async () => {
    await sodiumReady
    const db = new Sqlite(':memory:')
    migrate(db, MIGRATIONS)
    const coming = uploads(
      db,
      () => {},
      () => {},
    )
    const bytes = Uint8Array.from({ length: 600_000 }, (_, i) => (i * 7 + (i >> 9)) & 0xff)
    const send = (step: number): string => {
      const begun = coming.begin({ size: bytes.length, type: 'x/y' })
      if (!begun.ok) throw new Error(begun.fault)
      const { upload } = begun.value
      for (let at = 0; at < bytes.length; at += step)
        expect(coming.piece({ upload, at, bytes: bytes.subarray(at, at + step) }).ok).toBe(true)
      const ended = coming.end({ upload })
      if (!ended.ok) throw new Error(ended.fault)
      return ended.value.blob
    }
    const first = send(600_000)
    for (const step of [1024 * 256, 100_003, 262_145, 9_999]) expect(send(step)).toBe(first)
    const chunks = db.prepare('SELECT bytes FROM blob_chunk WHERE blob = ? ORDER BY i').pluck()
    for (const n of db.prepare('SELECT n FROM blob').pluck().all()) {
      const found = chunks.all(n) as Buffer[]
      expect(found.map(chunk => chunk.length)).toEqual([262_144, 262_144, 75_712])
      expect(Buffer.concat(found).equals(bytes)).toBe(true)
    }
  })
})

describe('a copy outside', () => {
  it('tells how far it is, and leaves nothing at its place when it is stopped', async () => {
    await sodiumReady
    using place = home()
    mkdirSync(place.vault)
    const db = new Sqlite(':memory:')
    migrate(db, MIGRATIONS)
    const path = join(place.dir, 'herons.txt')
    const told: number[] = []
    const { handlers, close } = openAttachments({
      dir: place.vault,
      db,
      places: { path: async () => path },
      erased: () => {},
      copying(part) {
        told.push(part)
        if (stops) void handlers['attachment.stopCopy']({})
      },
    })
    const PIECE = 1024 * 1024
    const begun = await handlers['attachment.begin']({ size: 3 * PIECE, type: 'text/plain' })
    if (!begun.ok) throw new Error(begun.fault)
    const { upload } = begun.value
    for (const at of [0, 1, 2])
      await handlers['attachment.piece']({ upload, at: at * PIECE, bytes: new Uint8Array(PIECE).fill(at) })
    const ended = await handlers['attachment.end']({ upload })
    if (!ended.ok) throw new Error(ended.fault)
    const copy = () => handlers['attachment.copy']({ ...ended.value, to: '0f'.repeat(16), whole: true })
    let stops = true
    const before = readdirSync(place.dir)
    expect(await copy()).toEqual({ ok: false, fault: 'stopped' })
    expect(told).toHaveLength(1)
    expect(readdirSync(place.dir)).toEqual(before)
    stops = false
    expect(await copy()).toEqual({ ok: true, value: { bytes: 3 * PIECE } })
    expect(told.slice(1)).toEqual([1 / 3, 2 / 3, 1])
    close()
    db.close()
  })
})

describe('a file that nobody mentions when the notebook is opened', () => {
  it('waits a minute for words that a window may have kept, and is gone then; what is half there goes at once', async () => {
    await sodiumReady
    vi.useFakeTimers()
    try {
      const db = new Sqlite(':memory:')
      migrate(db, MIGRATIONS)
      const put = (id: Uint8Array | null): void => {
        const { lastInsertRowid } = db
          .prepare("INSERT INTO blob (id, size, type) VALUES (?, 3, 'x/y')")
          .run(id)
        for (let i = 0; i < 40; i++)
          db.prepare('INSERT INTO blob_chunk (blob, i, bytes) VALUES (?, ?, ?)').run(
            lastInsertRowid,
            i,
            Uint8Array.of(1, 2, 3),
          )
      }
      for (const n of [1, 2, 3]) put(new Uint8Array(32).fill(n))
      put(null)
      let erased = 0
      const files = openAttachments({
        dir: '/nowhere',
        db,
        places: { path: async () => undefined },
        erased: () => void erased++,
        copying: () => {},
      })
      const left = () => db.prepare('SELECT lower(hex(substr(id, 1, 1))) FROM blob ORDER BY n').pluck().all()
      vi.advanceTimersByTime(1000)
      expect(left()).toEqual(['01', '02', '03'])
      expect(erased).toBeGreaterThan(0)
      // The words for the second one come.
      const saved = openJournal({ db, clock: { now: () => 1 }, erased: () => {}, mentioned: files.mentioned })
      await saved['journal.save']({
        id: '01'.repeat(16),
        day: '2026-11-22' as Day,
        writing: writing(node({ blob: '02'.repeat(32), thumb: null })),
      })
      vi.advanceTimersByTime(58_000)
      expect(left()).toEqual(['01', '02', '03'])
      vi.advanceTimersByTime(3000)
      expect(left()).toEqual(['02'])
      expect(db.prepare('SELECT count(*) FROM blob_chunk').pluck().get()).toBe(40)
      files.close()
      expect(left()).toEqual(['02'])
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a name for a copy', () => {
  it('is one that every system takes', () => {
    expect(fileName('quay.jpg')).toBe('quay.jpg')
    expect(fileName('../../etc/passwd')).toBe('_.._etc_passwd')
    expect(fileName('C:\\Users\\a?.png')).toBe('C__Users_a_.png')
    expect(fileName('\u202egpj.exe')).toBe('_gpj.exe')
    expect(fileName('nul.txt')).toBe('_nul.txt')
    expect(fileName(' .. ')).toBe('file')
    const long = fileName(`${'結'.repeat(300)}.jpeg`)
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(200)
    expect(long.endsWith('結.jpeg')).toBe(true)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), called => {
        const name = fileName(called)
        return name !== '' && !/[/\\]|^\./.test(name) && Buffer.byteLength(name) <= 200
      }),
    )
  })
})
