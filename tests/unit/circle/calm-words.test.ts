/** tests/vectors/words.json is the list the program spells with; what may not be on it. */
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { expect, it } from 'vitest'
import { CALM_WORDS } from '../../../src/main/vault/circle/invite/calm-words.ts'
import { vectors } from './second-reader.ts'

const { words } = vectors<{ words: string[] }>('words')

it('is the list of the vectors, 2048 words, none twice', () => {
  expect(CALM_WORDS).toEqual(words)
  expect(new Set(words).size).toBe(2048)
  for (const word of words) expect(word).toMatch(/^[a-z]{3,11}$/)
})

it("keeps BIP-39's word at its number wherever it is not a hard one", () => {
  const changed = words.filter((word, i) => word !== wordlist[i])
  expect(changed.filter(word => wordlist.includes(word))).toEqual([])
  expect(changed.length).toBe(197)
})

it('holds no word of what brings people here', () => {
  const hard = [
    'abuse',
    'assault',
    'gun',
    'hurt',
    'kill',
    'lonely',
    'pill',
    'sad',
    'suffer',
    'victim',
    'wrong',
  ]
  for (const word of hard) expect(words).not.toContain(word)
})
