/** Entries and a sync file of tests/vectors, read by hand: nothing of the project's own CBOR, hashes or signatures. */
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openHead, readHead, writeHead } from '../../../src/main/vault/circle/file/head.ts'
import {
  readStream,
  SEALED_CHUNK,
  STREAM_HEADER,
  writeStream,
} from '../../../src/main/vault/circle/file/stream.ts'
import { actOf } from '../../../src/main/vault/circle/log/act.ts'
import { readEntry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { blake2b } from '../crypto/blake2b.ts'
import { type ByHand, readByHand } from './syncfile-by-hand.ts'

await sodiumReady

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Vector = { readonly type: string; readonly payload: Json; readonly id: string; readonly bytes: string }
const acts = JSON.parse(readFileSync(new URL('../../vectors/acts.json', import.meta.url), 'utf8')) as Vector[]

/** A value and where the next begins; byte strings as `{ hex }`. */
function read(bytes: Buffer, at: number): [Json, number] {
  const [major, low] = [bytes[at]! >> 5, bytes[at]! & 31]
  if (major === 7) return [low === 22 ? null : low === 21, at + 1]
  const wide = low < 24 ? 0 : 2 ** (low - 24)
  const count =
    wide === 0 ? low : Number(BigInt(`0x${bytes.subarray(at + 1, at + 1 + wide).toString('hex')}`))
  let next = at + 1 + wide
  if (major === 0) return [count, next]
  if (major === 2) return [{ hex: bytes.subarray(next, next + count).toString('hex') }, next + count]
  if (major === 3) return [bytes.subarray(next, next + count).toString('utf8'), next + count]
  const items: Json[] = []
  for (let n = major === 5 ? 2 * count : count; n > 0; n--) {
    const [item, after] = read(bytes, next)
    items.push(item)
    next = after
  }
  if (major === 4) return [items, next]
  if (major !== 5) throw new Error(`major type ${major}`)
  return [Object.fromEntries(items.flatMap((key, i) => (i % 2 ? [] : [[key, items[i + 1]]]))), next]
}

const bytesOf = (value: Json | undefined): Buffer => Buffer.from((value as { hex: string }).hex, 'hex')
const of = (domain: string, ...parts: Uint8Array[]): Buffer =>
  Buffer.concat([Uint8Array.of(domain.length), Buffer.from(domain, 'ascii'), ...parts])
const signed = (domain: string, message: Uint8Array, signature: Uint8Array, key: Uint8Array): boolean => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }
  return verify(null, of(domain, message), createPublicKey({ key: jwk, format: 'jwk' }), signature)
}
const keys = deviceKeys(new Uint8Array(32).fill(1), new Uint8Array(16).fill(2))

describe('every type of entry', () => {
  for (const { type, payload, id, bytes } of acts)
    it(`${type} reads the same by hand, and is written the same`, () => {
      const entry = Buffer.from(bytes, 'hex')
      const [outer, end] = read(entry, 0)
      expect(end).toBe(entry.length)
      const [body, signature] = outer as Json[]
      expect(Buffer.from(blake2b(32, of('kinfold/entry/1', entry))).toString('hex')).toBe(id)
      expect(signed('kinfold/entry-body/1', bytesOf(body), bytesOf(signature), keys.sign.publicKey)).toBe(
        true,
      )
      const [fields] = read(bytesOf(body), 0)
      const circle = { hex: '03'.repeat(32) }
      const author = { hex: Buffer.from(keys.id).toString('hex') }
      const parents = [{ hex: '06'.repeat(32) }]
      expect(fields).toEqual([1, circle, author, parents, type, payload, 1_795_000_000_000])

      const own = readEntry(entry)
      if (!own.ok) throw new Error(own.fault)
      expect(actOf(own.value)).toMatchObject({ type })
      expect(Buffer.from(writeEntry(own.value, keys).bytes).toString('hex')).toBe(bytes)
    })

  it('DEVICE_ADD carries the new device’s word, over both devices, circle and session', () => {
    const { device, proof, transcript } = acts.find(({ type }) => type === 'DEVICE_ADD')!.payload as {
      device: { sign: Json; box: Json }
      proof: Json
      transcript: Json
    }
    const [sign, box] = [bytesOf(device.sign), bytesOf(device.box)]
    const newId = Buffer.from(blake2b(32, of('kinfold/device/1', sign, box)))
    const string32 = (bytes: Uint8Array) => Buffer.concat([Buffer.from('5820', 'hex'), bytes])
    const parts = [new Uint8Array(32).fill(3), keys.id, newId, bytesOf(transcript)].map(string32)
    const message = Buffer.concat([Buffer.from('84', 'hex'), ...parts])
    expect(signed('kinfold/device-add/1', message, bytesOf(proof), sign)).toBe(true)
  })
})

describe('a sync file', () => {
  const sync = JSON.parse(
    readFileSync(new URL('../../vectors/syncfile.json', import.meta.url), 'utf8'),
  ) as ByHand & {
    readonly recipient: { readonly root: string; readonly salt: string }
    readonly file: string
  }
  const { root, salt } = sync.recipient
  const recipient = deviceKeys(Buffer.from(root, 'hex'), Buffer.from(salt, 'hex'))
  const byHand = (file: Uint8Array) =>
    readByHand(Buffer.from(file), recipient.box.secretKey, recipient.box.publicKey)
  const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

  it('reads the same by hand and by the program', () => {
    const file = Uint8Array.from(Buffer.from(sync.file, 'hex'))
    const { circle, sign, box, items } = sync
    expect(byHand(file)).toEqual({ circle, sign, box, items })
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
