/**
 * A second reader of sync files, from docs/protocol.md and the papers it names: Salsa20 and ChaCha20 (Bernstein; RFC 8439),
 * HSalsa20 and HChaCha20, Poly1305, and libsodium's layouts of crypto_box_seal and secretstream. Nothing of the project.
 */
import { createCipheriv, createPrivateKey, createPublicKey, diffieHellman, verify } from 'node:crypto'
import { blake2b } from '../crypto/blake2b.ts'

const words = (bytes: Uint8Array): number[] =>
  Array.from({ length: bytes.length / 4 }, (_, i) => Buffer.from(bytes).readUInt32LE(4 * i))
const bytesOf = (list: readonly number[]): Buffer => {
  const out = Buffer.alloc(4 * list.length)
  for (const [i, word] of list.entries()) out.writeUInt32LE(word >>> 0, 4 * i)
  return out
}
const turn = (x: number, n: number): number => (x << n) | (x >>> (32 - n))
const SIGMA = words(Buffer.from('expand 32-byte k'))

function salsaRounds(x: number[]): void {
  const quarter = (a: number, b: number, c: number, d: number): void => {
    x[b]! ^= turn((x[a]! + x[d]!) | 0, 7)
    x[c]! ^= turn((x[b]! + x[a]!) | 0, 9)
    x[d]! ^= turn((x[c]! + x[b]!) | 0, 13)
    x[a]! ^= turn((x[d]! + x[c]!) | 0, 18)
  }
  for (let round = 0; round < 10; round++) {
    for (let i = 0; i < 4; i++) quarter(5 * i, (5 * i + 4) % 16, (5 * i + 8) % 16, (5 * i + 12) % 16)
    for (let i = 0; i < 4; i++) {
      const at = (n: number) => 4 * i + ((i + n) % 4)
      quarter(at(0), at(1), at(2), at(3))
    }
  }
}
const salsaState = (key: Uint8Array, input: Uint8Array): number[] => {
  const [k, n] = [words(key), words(input)]
  return [SIGMA[0]!, ...k.slice(0, 4), SIGMA[1]!, ...n, SIGMA[2]!, ...k.slice(4), SIGMA[3]!]
}
function hsalsa20(key: Uint8Array, input: Uint8Array): Buffer {
  const x = salsaState(key, input)
  salsaRounds(x)
  return bytesOf([0, 5, 10, 15, 6, 7, 8, 9].map(i => x[i]!))
}
function salsa20(key: Uint8Array, nonce: Uint8Array, length: number): Buffer {
  const blocks: Buffer[] = []
  for (let n = 0; 64 * n < length; n++) {
    const state = salsaState(key, Buffer.concat([nonce, bytesOf([n, 0])]))
    const x = [...state]
    salsaRounds(x)
    blocks.push(bytesOf(x.map((word, i) => word + state[i]!)))
  }
  return Buffer.concat(blocks).subarray(0, length)
}
export function hchacha20(key: Uint8Array, input: Uint8Array): Buffer {
  const x = [...SIGMA, ...words(key), ...words(input)]
  const quarter = (a: number, b: number, c: number, d: number): void => {
    for (const [p, q, r, n] of [
      [a, b, d, 16],
      [c, d, b, 12],
      [a, b, d, 8],
      [c, d, b, 7],
    ] as const) {
      x[p] = (x[p]! + x[q]!) | 0
      x[r] = turn(x[r]! ^ x[p]!, n)
    }
  }
  for (let round = 0; round < 10; round++) {
    for (let i = 0; i < 4; i++) quarter(i, i + 4, i + 8, i + 12)
    for (let i = 0; i < 4; i++) quarter(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4))
  }
  return bytesOf([...x.slice(0, 4), ...x.slice(12)])
}
/** RFC 8439, from the given block on. */
const chacha20 = (key: Uint8Array, nonce: Uint8Array, block: number, text: Uint8Array): Buffer =>
  createCipheriv('chacha20', key, Buffer.concat([bytesOf([block]), nonce])).update(text)

function poly1305(key: Uint8Array, message: Uint8Array): Buffer {
  const number = (bytes: Uint8Array): bigint =>
    [...bytes].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const r = number(key.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn
  let sum = 0n
  for (let at = 0; at < message.length; at += 16) {
    const block = message.subarray(at, at + 16)
    sum = ((sum + number(block) + (1n << BigInt(8 * block.length))) * r) % ((1n << 130n) - 5n)
  }
  const tag = (sum + number(key.subarray(16, 32))) & ((1n << 128n) - 1n)
  return Buffer.from(Array.from({ length: 16 }, (_, i) => Number((tag >> BigInt(8 * i)) & 255n)))
}

const der = (prefix: string, key: Uint8Array): Buffer => Buffer.concat([Buffer.from(prefix, 'hex'), key])
export function x25519(secret: Uint8Array, open: Uint8Array): Buffer {
  const privateKey = createPrivateKey({
    key: der('302e020100300506032b656e04220420', secret),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey({
    key: der('302a300506032b656e032100', open),
    format: 'der',
    type: 'spki',
  })
  return diffieHellman({ privateKey, publicKey })
}

export function openSealed(box: Uint8Array, secret: Uint8Array, own: Uint8Array): Buffer | undefined {
  const [ephemeral, tag, sealed] = [box.subarray(0, 32), box.subarray(32, 48), box.subarray(48)]
  const nonce = blake2b(24, Buffer.concat([ephemeral, own]))
  const shared = hsalsa20(x25519(secret, ephemeral), Buffer.alloc(16))
  const stream = salsa20(hsalsa20(shared, nonce.subarray(0, 16)), nonce.subarray(16), 32 + sealed.length)
  if (!poly1305(stream.subarray(0, 32), sealed).equals(tag)) return undefined
  return Buffer.from(sealed.map((byte, i) => byte ^ stream[32 + i]!))
}

/** Plaintext of all chunks; the last, and no other, is FINAL. `goesOn`: none is, and each is a MESSAGE. */
export function openStream(
  key: Uint8Array,
  header: Uint8Array,
  chunks: readonly Buffer[],
  goesOn = false,
): Buffer {
  const subkey = hchacha20(key, header.subarray(0, 16))
  const nonce = Buffer.concat([bytesOf([1]), header.subarray(16)])
  const plain = chunks.map((chunk, n) => {
    const [text, mac] = [chunk.subarray(1, -16), chunk.subarray(-16)]
    const first = Buffer.alloc(64)
    first[0] = chunk[0]!
    const block = chacha20(subkey, nonce, 1, first)
    const tag = block[0]!
    block[0] = chunk[0]!
    const lengths = Buffer.alloc(16)
    lengths.writeBigUInt64LE(BigInt(64 + text.length), 8)
    // So many zeros and not as many as fill a block: libsodium has it so.
    const signed = Buffer.concat([block, text, Buffer.alloc(text.length & 15), lengths])
    const polyKey = chacha20(subkey, nonce, 0, Buffer.alloc(64))
    if (!poly1305(polyKey, signed).equals(mac)) throw new Error(`chunk ${n} does not authenticate`)
    if (goesOn ? tag !== 0 : (tag === 3) !== (n === chunks.length - 1))
      throw new Error(`chunk ${n} has the tag ${tag}`)
    const opened = chacha20(subkey, nonce, 2, text)
    for (let i = 0; i < 8; i++) nonce[4 + i]! ^= mac[i]!
    nonce.writeUInt32LE(nonce.readUInt32LE(0) + 1, 0)
    return opened
  })
  return Buffer.concat(plain)
}

const of = (domain: string, ...parts: Uint8Array[]): Buffer =>
  Buffer.concat([Uint8Array.of(domain.length), Buffer.from(domain, 'ascii'), ...parts])

export type ByHand = {
  readonly circle: string
  readonly sign: string
  readonly box: string
  readonly items: readonly { readonly type: number; readonly content: string }[]
}

/** `secret` and `own`: the X25519 keys of a device that the file is for. @throws when anything is not as it must be */
export function readByHand(file: Buffer, secret: Uint8Array, own: Uint8Array): ByHand {
  if (file.subarray(0, 12).toString('ascii') !== 'kinfold-sync' || file[12] !== 1) throw new Error('magic')
  const bundleId = file.subarray(13, 45)
  const end = 46 + 80 * file[45]!
  const head = file.subarray(0, end)
  let key: Buffer | undefined
  for (let at = 46; at < end; at += 80) key ??= openSealed(file.subarray(at, at + 80), secret, own)
  if (!key) throw new Error('no box')
  if (!bundleId.equals(blake2b(32, of('kinfold/sync-file-id/1', key)))) throw new Error('another key')
  const chunks: Buffer[] = []
  for (let at = end + 24; at < file.length; at += 65_553) chunks.push(file.subarray(at, at + 65_553))
  const streamKey = blake2b(32, of('kinfold/sync-file-key/1', head), key)
  const plain = openStream(streamKey, file.subarray(end, end + 24), chunks)

  const items: { type: number; content: string }[] = []
  let at = 0
  for (;;) {
    const length = plain.readUInt32BE(at)
    const type = plain[at + 4]!
    const content = plain.subarray(at + 5, at + 5 + length)
    if (type === 4) {
      const digest = blake2b(32, of('kinfold/sync-file-hash/1', head, plain.subarray(0, at)), key)
      const [who = ''] = items.map(item => item.content)
      const [circle, sign] = [who.slice(0, 64), who.slice(64, 128)].map(hex => Buffer.from(hex, 'hex'))
      const claim = of('kinfold/sync-file/1', circle!, bundleId, digest)
      const jwk = { kty: 'OKP', crv: 'Ed25519', x: sign!.toString('base64url') }
      if (!verify(null, claim, createPublicKey({ key: jwk, format: 'jwk' }), content))
        throw new Error('signature')
      if (plain.subarray(at + 5 + length).some(byte => byte !== 0)) throw new Error('padding')
      const [begin, ...rest] = items
      if (begin?.type !== 0) throw new Error('begin')
      const part = (n: number) => begin.content.slice(64 * n, 64 * n + 64)
      return { circle: part(0), sign: part(1), box: part(2), items: rest }
    }
    items.push({ type, content: content.toString('hex') })
    at += 5 + length
  }
}
