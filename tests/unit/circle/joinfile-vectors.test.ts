/** tests/vectors/joinfile.json read by hand, from docs/protocol.md: BLAKE2b, CBOR and HChaCha20 of its own, Node's Ed25519. */
import { createDecipheriv, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { expect, it } from 'vitest'
import { askingTranscript, askingWords, readAsking } from '../../../src/main/vault/circle/file/asking.ts'
import { readInvitation } from '../../../src/main/vault/circle/invite/link.ts'
import type { Hash, SignPublic } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { fromHex } from '../../../src/shared/bytes.ts'
import { blake2b } from '../crypto/blake2b.ts'
import { hchacha20 } from './syncfile-by-hand.ts'

await sodiumReady

const of = (domain: string, ...parts: Uint8Array[]): Buffer =>
  Buffer.concat([Uint8Array.of(domain.length), Buffer.from(domain, 'ascii'), ...parts])
const H = (domain: string, ...parts: Uint8Array[]): Uint8Array => blake2b(32, of(domain, ...parts))
const K = (key: Uint8Array, domain: string): Uint8Array => blake2b(32, of(domain), key)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const front = (major: number, n: number): Buffer =>
  Buffer.from(
    n < 24 ? [(major << 5) | n] : n < 256 ? [(major << 5) | 24, n] : [(major << 5) | 25, n >> 8, n & 255],
  )
const string = (bytes: Uint8Array): Buffer => Buffer.concat([front(2, bytes.length), bytes])
const text = (words: string): Buffer => {
  const bytes = Buffer.from(words, 'utf8')
  return Buffer.concat([front(3, bytes.length), bytes])
}
const list = (...items: Uint8Array[]): Buffer => Buffer.concat([front(4, items.length), ...items])
const signed = (domain: string, message: Uint8Array, signature: Uint8Array, key: Uint8Array): boolean => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }
  return verify(null, of(domain, message), createPublicKey({ key: jwk, format: 'jwk' }), signature)
}

const vector = JSON.parse(readFileSync(new URL('../../vectors/joinfile.json', import.meta.url), 'utf8'))
const file = fromHex(vector.file)
const [seed, circle, invite, member, nonce] = ['seed', 'circle', 'invite', 'member', 'nonce'].map(name =>
  fromHex(vector[name]),
) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
const device = {
  sign: fromHex(vector.device.sign),
  box: fromHex(vector.device.box),
  id: fromHex(vector.device.id),
}
const transcript = H(
  'kinfold/join-file/1',
  list(
    string(circle),
    string(invite),
    string(member),
    text(vector.name),
    list(string(device.id)),
    string(nonce),
  ),
)

it('the link, with the INVITE as its sixth field', () => {
  const expires = Buffer.alloc(9, 0x1b)
  expires.writeBigUInt64BE(BigInt(vector.expires), 1)
  const body = list(
    Uint8Array.of(1),
    string(seed),
    string(circle),
    expires,
    list(text(vector.address)),
    string(invite),
  )
  expect(vector.link).toBe(`kinfold:join#${body.toString('base64url')}`)
  expect(readInvitation(vector.link)).toEqual({
    ok: true,
    value: { seed, circleId: circle, inviteId: invite, expires: vector.expires, addresses: [vector.address] },
  })
})

it('the head: magic, version and the tag of the invitation', () => {
  expect(file).toHaveLength(2133)
  expect(Buffer.from(file.subarray(0, 12)).toString('ascii')).toBe('kinfold-join')
  expect(file[12]).toBe(1)
  const R = H('kinfold/invite-rendezvous/1', seed)
  expect(hex(R)).toBe(vector.rendezvous)
  expect(hex(file.subarray(13, 45))).toBe(hex(H('kinfold/join-file-tag/1', R)))
})

it('what is sealed, its padding and its proofs', () => {
  const key = K(H('kinfold/invite-rendezvous/1', seed), 'kinfold/join-file-key/1')
  const [head, sealedNonce, sealed, tag] = [
    file.subarray(0, 45),
    file.subarray(45, 69),
    file.subarray(69, -16),
    file.subarray(-16),
  ]
  const subkey = hchacha20(key, sealedNonce.subarray(0, 16))
  const short = Buffer.concat([Buffer.alloc(4), sealedNonce.subarray(16)])
  const decipher = createDecipheriv('chacha20-poly1305', subkey, short, { authTagLength: 16 })
  decipher.setAAD(head, { plaintextLength: sealed.length })
  decipher.setAuthTag(tag)
  const plain = Buffer.concat([decipher.update(sealed), decipher.final()])
  expect(plain).toHaveLength(2048)
  const end = plain.lastIndexOf(0x80)
  expect(plain.subarray(end + 1).every(byte => byte === 0)).toBe(true)

  const proofs = plain.subarray(end - 64, end)
  // One before it: the front of the list of one, and of its only signature.
  const proof = plain.subarray(end - 64 - 3 - 64, end - 64 - 3)
  const content = list(
    string(circle),
    string(invite),
    string(member),
    text(vector.name),
    list(list(string(device.sign), string(device.box))),
    string(nonce),
    string(proof),
    list(string(proofs)),
  )
  expect(hex(plain.subarray(0, end))).toBe(hex(content))
  expect(hex(transcript)).toBe(vector.transcript)
  const message = list(
    string(circle),
    string(invite),
    string(member),
    list(string(device.id)),
    string(transcript),
  )
  expect(signed('kinfold/join/1', message, proof, fromHex(vector.invitePk))).toBe(true)
  expect(signed('kinfold/join-device/1', message, proofs, device.sign)).toBe(true)

  const R = fromHex(vector.rendezvous)
  const asked = readAsking(file, R, fromHex(vector.invitePk) as SignPublic)
  expect(asked?.name).toBe(vector.name)
  expect(hex(asked?.devices[0]?.sign ?? new Uint8Array())).toBe(vector.device.sign)
  expect(asked && hex(askingTranscript(asked))).toBe(vector.transcript)
})

it('the six words', () => {
  let digest = H('kinfold/join-file-words/1', transcript)
  for (let n = 2; n <= 4096; n++) digest = H('kinfold/words-round/1', digest)
  const bits = [...digest].map(byte => byte.toString(2).padStart(8, '0')).join('')
  const words = Array.from(
    { length: 6 },
    (_, i) => wordlist[Number.parseInt(bits.slice(11 * i, 11 * i + 11), 2)],
  )
  expect(words).toEqual(vector.words)
  expect(askingWords(transcript as Hash)).toEqual(vector.words)
}, 60_000)
