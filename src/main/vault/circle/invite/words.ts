/**
 * Safety words: four words that are the same on two screens only when nobody stands between them. From both sides' device
 * keys and the transcript of the link, by a list of 2048 words, 11 bits each: 44 bits, one guess a try, since the link's
 * first frame commits.
 */
import { hash } from '../../crypto/hash.ts'
import type { DeviceId, Hash } from '../../crypto/keys.ts'
import { CALM_WORDS } from './calm-words.ts'

export const WORDS = 4

export const safetyWords = (transcript: Hash, host: DeviceId, joiner: readonly DeviceId[]): string[] =>
  spell(hash('kinfold/safety/1', transcript, host, ...joiner), WORDS)

/** Between two computers of one person. */
export const linkingWords = (transcript: Hash, first: DeviceId, second: DeviceId): string[] =>
  spell(hash('kinfold/device-safety/1', transcript, first, second), WORDS)

/** The first 11 bits for each word; at most 23 words. */
export function spell(digest: Uint8Array, count: number): string[] {
  let bits = 0n
  for (const byte of digest) bits = (bits << 8n) | BigInt(byte)
  const all = 8 * digest.length
  return Array.from(
    { length: count },
    (_, i) => CALM_WORDS[Number((bits >> BigInt(all - 11 * (i + 1))) & 2047n)] ?? '',
  )
}

/** Hashes one after the other: as many times the work for whoever looks for keys with the same words. */
const ROUNDS = 4096

export function stretched(first: Uint8Array): Uint8Array {
  let digest = first
  for (let i = 1; i < ROUNDS; i++) digest = hash('kinfold/words-round/1', digest)
  return digest
}
