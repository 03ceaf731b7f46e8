/**
 * Safety words: four words that are the same on two screens only when nobody stands between them. From both sides' device
 * keys and the transcript of the link, by the BIP-39 English list (2048 words, 11 bits each): 44 bits, one guess a try,
 * since the link's first frame commits.
 */
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { hash } from '../../crypto/hash.ts'
import type { DeviceId, Hash } from '../../crypto/keys.ts'

export const WORDS = 4

export function safetyWords(transcript: Hash, host: DeviceId, joiner: readonly DeviceId[]): string[] {
  const digest = hash('kinfold/safety/1', transcript, host, ...joiner)
  let bits = 0n
  for (const byte of digest.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte)
  return Array.from(
    { length: WORDS },
    (_, i) => wordlist[Number((bits >> BigInt(64 - 11 * (i + 1))) & 2047n)] ?? '',
  )
}
