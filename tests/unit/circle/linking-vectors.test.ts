/** tests/vectors/linking.json, found by hand: BLAKE2b, base32 and CBOR of its own, and Node's Ed25519. */
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { expect, it } from 'vitest'
import { circleWords, memberWords } from '../../../src/main/vault/circle/compared.ts'
import { readCode } from '../../../src/main/vault/circle/invite/code.ts'
import { readInvitation } from '../../../src/main/vault/circle/invite/link.ts'
import { linkingWords } from '../../../src/main/vault/circle/invite/words.ts'
import { answerProof, knockProof, linkingRendezvous } from '../../../src/main/vault/circle/names/linking.ts'
import { linkingRoom } from '../../../src/main/vault/circle/names/room.ts'
import type { CircleId, DeviceId, Hash, MemberId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { fromHex } from '../../../src/shared/bytes.ts'
import { blake2b } from '../crypto/blake2b.ts'

await sodiumReady

const of = (domain: string, ...parts: Uint8Array[]): Buffer =>
  Buffer.concat([Uint8Array.of(domain.length), Buffer.from(domain, 'ascii'), ...parts])
const H = (domain: string, ...parts: Uint8Array[]): Uint8Array => blake2b(32, of(domain, ...parts))
const K = (key: Uint8Array, domain: string, ...parts: Uint8Array[]): Uint8Array =>
  blake2b(32, of(domain, ...parts), key)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const string = (bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(bytes.length < 24 ? [0x40 | bytes.length] : [0x58, bytes.length]), bytes])
const signed = (domain: string, message: Uint8Array[], signature: string, key: string): boolean => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key, 'hex').toString('base64url') }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  return verify(null, of(domain, ...message), publicKey, Buffer.from(signature, 'hex'))
}
/** The words of a hash's first bits, from its text in binary. */
const spelled = (digest: Uint8Array, count: number): string[] => {
  const bits = [...digest].map(byte => byte.toString(2).padStart(8, '0')).join('')
  return Array.from(
    { length: count },
    (_, i) => wordlist[Number.parseInt(bits.slice(11 * i, 11 * i + 11), 2)]!,
  )
}
const rounds = (first: Uint8Array): Uint8Array => {
  let digest = first
  for (let n = 2; n <= 4096; n++) digest = H('kinfold/words-round/1', digest)
  return digest
}

const vector = JSON.parse(readFileSync(new URL('../../vectors/linking.json', import.meta.url), 'utf8'))
const [seed, circle, transcript, member] = [vector.seed, vector.circle, vector.transcript, vector.member].map(
  fromHex,
) as [Uint8Array, CircleId, Hash, MemberId]
const [first, second] = [fromHex(vector.first.id), fromHex(vector.second.id)] as [DeviceId, DeviceId]

it('room, password and proofs of a linking', () => {
  const L = H('kinfold/device-rendezvous/1', seed)
  const S = H('kinfold/device-secret/1', seed)
  expect(base64url(K(L, 'kinfold/device-room/1'))).toBe(vector.room)
  expect(base64url(K(L, 'kinfold/device-password/1'))).toBe(vector.password)
  expect(linkingRoom(linkingRendezvous(seed))).toEqual({ name: vector.room, password: vector.password })
  expect(hex(K(S, 'kinfold/device-knock/1', transcript))).toBe(vector.knock)
  expect(hex(knockProof(seed, transcript))).toBe(vector.knock)
  expect(hex(K(S, 'kinfold/device-answer/1', transcript, first))).toBe(vector.answer)
  expect(hex(answerProof(seed, transcript, first))).toBe(vector.answer)
  expect(signed('kinfold/device-host/1', [circle, member, transcript], vector.host, vector.first.sign)).toBe(
    true,
  )
  expect(signed('kinfold/device-mine/1', [circle, first, transcript], vector.mine, vector.second.sign)).toBe(
    true,
  )
})

it('the typed code, and that its sum begins elsewhere than an invitation’s', () => {
  const values = [...vector.code.replaceAll('-', '')].map(one =>
    '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(one),
  )
  const sum = values.slice(0, 26).reduce((all, value, i) => (all + (i + 1) * value) % 1021, 509)
  expect(values.slice(26)).toEqual([sum >> 5, sum & 31])
  expect(readCode(vector.code, 'device')).toEqual({ ok: true, value: seed })
  expect(readCode(vector.code)).toEqual({ ok: false, fault: 'invitation-unreadable' })
})

it('the link', () => {
  const uint = Buffer.alloc(9, 0x1b)
  uint.writeBigUInt64BE(BigInt(vector.expires), 1)
  const text = Buffer.from(vector.address, 'ascii')
  const list = Buffer.concat([Buffer.from([0x81, 0x60 | text.length]), text])
  const body = Buffer.concat([Buffer.from([0x85, 1]), string(seed), string(circle), uint, list])
  expect(`kinfold:device#${base64url(body)}`).toBe(vector.link)
  expect(readInvitation(vector.link, undefined, 'device')).toEqual({
    ok: true,
    value: { seed, circleId: circle, expires: vector.expires, addresses: [vector.address] },
  })
})

it('the words of a linking, of a member and of a circle', () => {
  expect(spelled(H('kinfold/device-safety/1', transcript, first, second), 4)).toEqual(vector.words)
  expect(linkingWords(transcript, first, second)).toEqual(vector.words)
  const devices = [first, second].sort(Buffer.compare)
  const body = [
    Buffer.from([0x83]),
    string(circle),
    string(member),
    Buffer.from([0x82]),
    ...devices.map(string),
  ]
  expect(spelled(rounds(H('kinfold/member-words/1', Buffer.concat(body))), 5)).toEqual(vector.memberWords)
  expect(memberWords(circle, member, [second, first])).toEqual(vector.memberWords)
  expect(spelled(rounds(H('kinfold/circle-words/1', circle)), 6)).toEqual(vector.circleWords)
  expect(circleWords(circle)).toEqual(vector.circleWords)
}, 60_000)
