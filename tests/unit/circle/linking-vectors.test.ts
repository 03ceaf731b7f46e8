/** tests/vectors/linking.json as the program makes it; by hand: second-reader.test.ts. */
import { expect, it } from 'vitest'
import { circleWords, memberWords } from '../../../src/main/vault/circle/compared.ts'
import { readCode, writeCode } from '../../../src/main/vault/circle/invite/code.ts'
import { readInvitation, writeLink } from '../../../src/main/vault/circle/invite/link.ts'
import { linkingWords } from '../../../src/main/vault/circle/invite/words.ts'
import { answerProof, knockProof, linkingRendezvous } from '../../../src/main/vault/circle/names/linking.ts'
import { linkingRoom } from '../../../src/main/vault/circle/names/room.ts'
import type { CircleId, DeviceId, Hash, MemberId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { fromHex, toHex } from '../../../src/shared/bytes.ts'
import { vectors } from './second-reader.ts'

await sodiumReady

type Name =
  | 'seed'
  | 'circle'
  | 'transcript'
  | 'member'
  | 'room'
  | 'password'
  | 'knock'
  | 'answer'
  | 'code'
  | 'link'
const vector = vectors<
  Record<Name | 'address', string> & {
    expires: number
    first: { id: string }
    second: { id: string }
    words: string[]
    memberWords: string[]
    circleWords: string[]
  }
>('linking')
const [seed, circle, transcript, member] = [vector.seed, vector.circle, vector.transcript, vector.member].map(
  fromHex,
) as [Uint8Array, CircleId, Hash, MemberId]
const [first, second] = [fromHex(vector.first.id), fromHex(vector.second.id)] as [DeviceId, DeviceId]

it('room, password and proofs', () => {
  expect(linkingRoom(linkingRendezvous(seed))).toEqual({ name: vector.room, password: vector.password })
  expect(toHex(knockProof(seed, transcript))).toBe(vector.knock)
  expect(toHex(answerProof(seed, transcript, first))).toBe(vector.answer)
})

it('the typed code, which is no invitation’s', () => {
  expect(writeCode(seed, 'device')).toBe(vector.code)
  expect(readCode(vector.code, 'device')).toEqual({ ok: true, value: seed })
  expect(readCode(vector.code)).toEqual({ ok: false, fault: 'invitation-unreadable' })
})

it('the link', () => {
  const linked = { seed, circleId: circle, expires: vector.expires, addresses: [vector.address] }
  expect(readInvitation(vector.link, undefined, 'device')).toEqual({ ok: true, value: linked })
  expect(writeLink(linked, 'device')).toBe(vector.link)
})

it('the words', () => {
  expect(linkingWords(transcript, first, second)).toEqual(vector.words)
  expect(memberWords(circle, member, [second, first])).toEqual(vector.memberWords)
  expect(circleWords(circle)).toEqual(vector.circleWords)
}, 60_000)
