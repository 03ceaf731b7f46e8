/** The entries of tests/vectors/acts.json, read by hand: nothing of the project's own CBOR, hashes or signatures. */
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { actOf } from '../../../src/main/vault/circle/log/act.ts'
import { readEntry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { blake2b } from '../crypto/blake2b.ts'

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
