/** What the program makes of entries, an outline, a checkpoint, a note's file and a sync file of tests/vectors; by hand: second-reader.test.ts. */
import { describe, expect, it } from 'vitest'
import { isChunkOf, isListOf, openChunk } from '../../../src/main/vault/circle/blob/seal.ts'
import { readCheckpoint, writeCheckpoint } from '../../../src/main/vault/circle/envelope/checkpoint.ts'
import { openHead, readHead, writeHead } from '../../../src/main/vault/circle/file/head.ts'
import {
  readStream,
  SEALED_CHUNK,
  STREAM_HEADER,
  writeStream,
} from '../../../src/main/vault/circle/file/stream.ts'
import { actOf } from '../../../src/main/vault/circle/log/act.ts'
import { readEntry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { schemas } from '../../../src/main/vault/circle/log/payloads.ts'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { cid } from '../../../src/main/vault/circle/names/doc.ts'
import { outlineOf, withoutWords } from '../../../src/main/vault/circle/receive/outline.ts'
import { judgeState } from '../../../src/main/vault/circle/receive/state.ts'
import type { CircleId, DeviceId, DocId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { fromHex, toHex } from '../../../src/shared/bytes.ts'
import { vectors } from './second-reader.ts'
import { type ByHand, readByHand } from './syncfile-by-hand.ts'

await sodiumReady

const acts = vectors<{ readonly type: string; readonly bytes: string }[]>('acts')
const keys = deviceKeys(new Uint8Array(32).fill(1), new Uint8Array(16).fill(2))

describe('every type of entry', () => {
  it('is there', () => {
    expect([...new Set(acts.map(({ type }) => type))].sort()).toEqual(Object.keys(schemas).sort())
  })

  for (const { type, bytes } of acts)
    it(`${type} is read, and written the same`, () => {
      const own = readEntry(fromHex(bytes))
      if (!own.ok) throw new Error(own.fault)
      expect(actOf(own.value)).toMatchObject({ type })
      expect(toHex(writeEntry(own.value, keys).bytes)).toBe(bytes)
    })
})

it('an outline is what the vector says, and nothing of what is no update', () => {
  for (const { update, outline } of vectors<{ update: string; outline: string }[]>('outline'))
    expect(toHex(outlineOf(fromHex(update)))).toBe(outline)
})

describe('a checkpoint', () => {
  const { content, left, erased, envelopes, ...named } = vectors<{
    circle: string
    doc: string
    content: string
    left: string
    erased: { device: string; seq: number }
    envelopes: { device: string; seq: number; cidN: number; to: number }[]
  }>('checkpoint')
  const [circle, doc] = [fromHex(named.circle) as CircleId, fromHex(named.doc) as DocId]
  const readAll = (bytes: string) => {
    const checkpoint = readCheckpoint(fromHex(bytes))
    if (!checkpoint) throw new Error('no checkpoint')
    return checkpoint
  }

  it('is read, written the same, and may stand for what it covers', () => {
    for (const bytes of [content, left]) {
      const checkpoint = readAll(bytes)
      expect(toHex(writeCheckpoint(checkpoint))).toBe(bytes)
      const stood = judgeState(checkpoint, 'note', circle, doc)
      expect(stood.ok).toBe(true)
      if (stood.ok) stood.value.doc.destroy()
    }
  })

  it('is what is left of it once its author’s words are erased', () => {
    const ranges = new Map<number, [number, number][]>()
    for (const { device, seq, cidN, to } of envelopes) {
      if (device !== erased.device || seq > erased.seq) continue
      ranges.set(cid(circle, doc, fromHex(device) as DeviceId, cidN), [[0, to]])
    }
    const checkpoint = readAll(content)
    const state = withoutWords(checkpoint.state, ranges)
    expect(state && toHex(writeCheckpoint({ ...checkpoint, state }))).toBe(left)
    expect(withoutWords(readAll(left).state, ranges)).toBeUndefined()
  })
})

describe('a file of a note', () => {
  const { key, size, last, hashes, id } = vectors<{
    readonly key: string
    readonly size: number
    readonly last: { readonly i: number; readonly plain: string; readonly sealed: string }
    readonly hashes: string
    readonly id: string
  }>('file')

  it('opens chunk by chunk, each only where it stands, and is named by all of them', () => {
    const sealed = fromHex(last.sealed)
    const plain = openChunk(sealed, last.i, fromHex(key))
    expect(plain && toHex(plain)).toBe(last.plain)
    expect(openChunk(sealed, last.i - 1, fromHex(key))).toBeUndefined()
    expect(isChunkOf(sealed, last.i, fromHex(hashes))).toBe(true)
    expect(isChunkOf(sealed, last.i - 1, fromHex(hashes))).toBe(false)
    expect(isListOf(fromHex(hashes), fromHex(id), size)).toBe(true)
    expect(isListOf(fromHex(hashes), fromHex(id), size * 2)).toBe(false)
    expect(isListOf(fromHex(hashes).reverse(), fromHex(id), size)).toBe(false)
  })
})

describe('a sync file', () => {
  const sync = vectors<
    ByHand & {
      readonly recipient: { readonly root: string; readonly salt: string }
      readonly file: string
    }
  >('syncfile')
  const { root, salt } = sync.recipient
  const recipient = deviceKeys(Buffer.from(root, 'hex'), Buffer.from(salt, 'hex'))
  const byHand = (file: Uint8Array) =>
    readByHand(Buffer.from(file), recipient.box.secretKey, recipient.box.publicKey)
  const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

  it('reads as the vector says', () => {
    const file = Uint8Array.from(Buffer.from(sync.file, 'hex'))
    const { circle, sign, box, items } = sync
    const read = readAll(file, recipient)
    expect(read[0]).toEqual({ is: 'begin', circle, sign, box })
    expect(read.slice(1, -1)).toEqual(
      items.map(({ type, content }) => ({
        is: ['begin', 'heads', 'entry', 'envelope'][type],
        bytes: content,
      })),
    )
    expect(read.at(-1)).toEqual({ is: 'end' })
  })

  it('is written as the vector says, over several chunks, whatever is in it', () => {
    const circle = new Uint8Array(32).fill(3) as CircleId
    const envelopes = [1, 65_000, 65_531, 65_536, 200_000].map((length, i) => new Uint8Array(length).fill(i))
    const content = { heads: Uint8Array.of(1, 2), entries: [Uint8Array.of(3)], envelopes }
    const { head, key } = writeHead([recipient.box.publicKey, keys.box.publicKey])!
    const file = Buffer.concat([...writeStream(head, key, circle, keys, content)])
    const { items, ...author } = byHand(file)
    expect(author).toEqual({
      circle: hexOf(circle),
      sign: hexOf(keys.sign.publicKey),
      box: hexOf(keys.box.publicKey),
    })
    expect(items.map(({ type, content }) => [type, content.length / 2])).toEqual([
      [1, 2],
      [2, 1],
      ...envelopes.map(({ length }) => [3, length]),
    ])
    // Chunks of the one size, and a length that says little.
    expect((file.length - 46 - 640 - 24 - 17 * Math.ceil((file.length - 710) / 65_553)) % 8192).toBe(0)
  })
})

/** Every item as the program reads it, bytes as hex. */
function readAll(file: Uint8Array, recipient: ReturnType<typeof deviceKeys>) {
  const head = readHead(file)
  if (!head.ok) throw new Error(head.fault)
  const key = openHead(head.value, recipient.box)
  const start = head.value.bytes.length + STREAM_HEADER
  const reading = key && readStream(head.value, key, file.slice(start - STREAM_HEADER, start))
  if (!reading) throw new Error('not for this device')
  const items: unknown[] = []
  for (let at = start; at < file.length; at += SEALED_CHUNK) {
    const chunk = reading.chunk(file.slice(at, at + SEALED_CHUNK), at + SEALED_CHUNK >= file.length)
    if (!chunk.ok) throw new Error(chunk.fault)
    items.push(...chunk.value)
  }
  const plain = JSON.stringify(items, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  )
  return JSON.parse(plain) as unknown[]
}
