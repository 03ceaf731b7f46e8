/** tests/vectors/joinfile.json as the program reads it; by hand: second-reader.test.ts. */
import { expect, it } from 'vitest'
import {
  askingTranscript,
  askingWords,
  readAsking,
  writeAsking,
} from '../../../src/main/vault/circle/file/asking.ts'
import { readInvitation, writeLink } from '../../../src/main/vault/circle/invite/link.ts'
import { inviteKeys, inviteRendezvous } from '../../../src/main/vault/circle/names/invite.ts'
import type { Hash } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { fromHex, toHex } from '../../../src/shared/bytes.ts'
import { vectors } from './second-reader.ts'

await sodiumReady

const vector = vectors<
  Record<'link' | 'seed' | 'circle' | 'invite' | 'name' | 'address' | 'transcript' | 'file', string> & {
    expires: number
    words: string[]
    device: { sign: string }
  }
>('joinfile')
const [seed, circle, invite] = [vector.seed, vector.circle, vector.invite].map(fromHex) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
]

it('the link', () => {
  const invited = {
    seed,
    circleId: circle,
    inviteId: invite,
    expires: vector.expires,
    addresses: [vector.address],
  }
  expect(readInvitation(vector.link)).toEqual({ ok: true, value: invited })
  expect(writeLink(invited)).toBe(vector.link)
})

it('the file: what it asks, and the same again in other noise', () => {
  const [R, { publicKey }] = [inviteRendezvous(seed), inviteKeys(seed)]
  const asked = readAsking(fromHex(vector.file), R, publicKey)
  if (!asked) throw new Error('not read')
  expect(asked.name).toBe(vector.name)
  expect(asked.devices.map(({ sign }) => toHex(sign))).toEqual([vector.device.sign])
  expect(toHex(askingTranscript(asked))).toBe(vector.transcript)
  const again = writeAsking(asked, R)
  expect(toHex(again)).not.toBe(vector.file)
  expect(again).toHaveLength(2133)
  expect(readAsking(again, R, publicKey)).toEqual(asked)
})

it('the six words', () => {
  expect(askingWords(fromHex(vector.transcript) as Hash)).toEqual(vector.words)
}, 60_000)
