/**
 * What a second reader of docs/protocol.md needs: CBOR, HChaCha20 and BLAKE2b of its own, and Node's Ed25519, X25519 and
 * ChaCha20-Poly1305. Nothing of the project, which second-reader.test.ts looks after.
 */
import { createDecipheriv, createHash, createPrivateKey, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { blake2b } from '../crypto/blake2b.ts'
import { hchacha20 } from './syncfile-by-hand.ts'

/** A value of tests/vectors: `{ "hex": … }` is a byte string. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export const vectors = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8')) as T

export const unhex = (text: string): Buffer => Buffer.from(text, 'hex')
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const isBytes = (value: Json | undefined): value is { readonly hex: string } =>
  typeof value === 'object' && value !== null && 'hex' in value
export const bytesOf = (value: Json | undefined): Buffer => {
  if (!isBytes(value)) throw new Error('no byte string')
  return unhex(value.hex)
}
export const byteString = (bytes: Uint8Array): Json => ({ hex: hex(bytes) })

const DEEPEST = 8

/** RFC 8949, 4.2.1. @throws on any bytes but those that `write` makes of the same value */
export function read(bytes: Buffer): Json {
  const [value, end] = item(bytes, 0, 0)
  if (end !== bytes.length || !write(value).equals(bytes)) throw new Error('not the one encoding')
  return value
}

function item(bytes: Buffer, at: number, depth: number): [Json, number] {
  const first = bytes[at]
  if (first === undefined) throw new Error('cut short')
  const [major, low] = [first >> 5, first & 31]
  if (major === 7) {
    if (low < 20 || low > 22) throw new Error('no value of the protocol')
    return [low === 22 ? null : low === 21, at + 1]
  }
  if (low > 27) throw new Error('without a length')
  const wide = low < 24 ? 0 : 2 ** (low - 24)
  const count =
    wide === 0 ? low : Number(BigInt(`0x${bytes.subarray(at + 1, at + 1 + wide).toString('hex')}`))
  if (!Number.isSafeInteger(count)) throw new Error('beyond 2^53')
  let next = at + 1 + wide
  if (major === 0) return [count, next]
  if (major === 1) return [-1 - count, next]
  if (major === 6) throw new Error('a tag')
  if (next + count > bytes.length) throw new Error('cut short')
  const part = bytes.subarray(next, next + count)
  if (major === 2) return [byteString(part), next + count]
  if (major === 3) return [new TextDecoder('utf-8', { fatal: true }).decode(part), next + count]
  if (depth === DEEPEST) throw new Error('too deep')
  const items: Json[] = []
  for (let n = major === 5 ? 2 * count : count; n > 0; n--) {
    const [one, after] = item(bytes, next, depth + 1)
    items.push(one)
    next = after
  }
  if (major === 4) return [items, next]
  const keys = items.filter((_, i) => i % 2 === 0)
  if (!keys.every(key => typeof key === 'string')) throw new Error('a key that is no text')
  return [Object.fromEntries(keys.map((key, i) => [key, items[2 * i + 1]!])), next]
}

const front = (major: number, n: number): Buffer => {
  if (n < 24) return Buffer.from([(major << 5) | n])
  const wide = n < 2 ** 8 ? 1 : n < 2 ** 16 ? 2 : n < 2 ** 32 ? 4 : 8
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(n))
  return Buffer.concat([Buffer.from([(major << 5) | (24 + Math.log2(wide))]), bytes.subarray(8 - wide)])
}

export function write(value: Json): Buffer {
  if (value === null) return Buffer.from([0xf6])
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4])
  if (typeof value === 'number') return value < 0 ? front(1, -1 - value) : front(0, value)
  if (typeof value === 'string') {
    const text = Buffer.from(value, 'utf8')
    return Buffer.concat([front(3, text.length), text])
  }
  if (Array.isArray(value)) return Buffer.concat([front(4, value.length), ...value.map(write)])
  if (isBytes(value)) {
    const bytes = bytesOf(value)
    return Buffer.concat([front(2, bytes.length), bytes])
  }
  const entries = Object.entries(value as { readonly [key: string]: Json })
    .map(([key, of]) => [write(key), write(of)] as const)
    .sort(([a], [b]) => Buffer.compare(a, b))
  return Buffer.concat([front(5, entries.length), ...entries.flat()])
}

const of = (domain: string, parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Uint8Array.of(domain.length), Buffer.from(domain, 'ascii'), ...parts])
export const H = (domain: string, ...parts: Uint8Array[]): Buffer =>
  Buffer.from(blake2b(32, of(domain, parts)))
export const K = (key: Uint8Array, domain: string, ...parts: Uint8Array[]): Buffer =>
  Buffer.from(blake2b(32, of(domain, parts), key))

export const signed = (
  domain: string,
  message: readonly Uint8Array[],
  signature: Uint8Array,
  key: Uint8Array,
): boolean => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }
  return verify(null, of(domain, message), createPublicKey({ key: jwk, format: 'jwk' }), signature)
}

/** XChaCha20-Poly1305-IETF: `nonce (24) | ciphertext | tag (16)`. @throws when it does not open */
export function open(sealed: Uint8Array, ad: Uint8Array, key: Uint8Array): Buffer {
  const subkey = hchacha20(key, sealed.subarray(0, 16))
  const nonce = Buffer.concat([Buffer.alloc(4), sealed.subarray(16, 24)])
  const text = sealed.subarray(24, -16)
  const decipher = createDecipheriv('chacha20-poly1305', subkey, nonce, { authTagLength: 16 })
  decipher.setAAD(ad, { plaintextLength: text.length })
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(text), decipher.final()])
}

const publicOf = (prefix: string, secret: Uint8Array): Buffer => {
  const key = Buffer.concat([unhex(prefix), secret])
  const der = createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' })).export({
    format: 'der',
    type: 'spki',
  })
  return der.subarray(-32)
}
const ed25519 = (seed: Uint8Array): Buffer => publicOf('302e020100300506032b657004220420', seed)
export const x25519Public = (secret: Uint8Array): Buffer =>
  publicOf('302e020100300506032b656e04220420', secret)

/** "Names": the keys of a device. libsodium takes the first half of SHA-512 over its seed for X25519. */
export function deviceOf(root: Uint8Array, salt: Uint8Array) {
  const sign = ed25519(K(root, 'kinfold/device-sign/1', salt))
  const boxSecret = createHash('sha512')
    .update(K(root, 'kinfold/device-box/1', salt))
    .digest()
    .subarray(0, 32)
  const box = x25519Public(boxSecret)
  return { sign, box, boxSecret, id: H('kinfold/device/1', sign, box) }
}
export const inviteKeyOf = (seed: Uint8Array): Buffer => ed25519(H('kinfold/invite-sign/1', seed))

export const cidOf = (circle: Uint8Array, doc: Uint8Array, device: Uint8Array, cidN: number): number => {
  const digest = H('kinfold/cid/1', write([...[circle, doc, device].map(byteString), cidN]))
  return Number(BigInt(`0x${hex(digest.subarray(0, 7))}`) & ((1n << 53n) - 1n))
}

const { words: WORDS } = vectors<{ words: string[] }>('words')

/** The words of a hash's first bits, from its text in binary. */
export const spelled = (digest: Uint8Array, count: number): string[] => {
  const bits = [...digest].map(byte => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: count }, (_, i) => WORDS[Number.parseInt(bits.slice(11 * i, 11 * i + 11), 2)]!)
}
export const rounds = (first: Uint8Array): Uint8Array => {
  let digest = first
  for (let n = 2; n <= 4096; n++) digest = H('kinfold/words-round/1', digest)
  return digest
}
