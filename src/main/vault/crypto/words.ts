/**
 * Recovery words: 256 random bits as 24 words of BIP-39's English list, the last of which carries a checksum of eight
 * bits. The first four letters of a word name it, so four are enough to type.
 */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { err, ok, type Result } from '../../../shared/result.ts'
import { random } from './random.ts'

export const WORDS = 24
const ENTROPY_BYTES = 32
const NAMING_LETTERS = 4

const whole = new Set(wordlist)
const named = new Map(wordlist.map(word => [word.slice(0, NAMING_LETTERS), word]))

/** 24 fresh words, lower case. */
export function newWords(): string[] {
  const entropy = random(ENTROPY_BYTES)
  try {
    return entropyToMnemonic(entropy, wordlist).split(' ')
  } finally {
    entropy.fill(0)
  }
}

/** The word of the list that was meant: typed in full, or its beginning from the fourth letter on. */
function meant(typed: string): string | undefined {
  if (whole.has(typed)) return typed
  const word = typed.length < NAMING_LETTERS ? undefined : named.get(typed.slice(0, NAMING_LETTERS))
  return word?.startsWith(typed) ? word : undefined
}

/**
 * What a person typed, as the 24 words in full with one space between: any case, numbers before the words, any spaces,
 * commas and lines. `words-unreadable`: not 24, one that is not on the list, or the checksum does not hold.
 */
export function readWords(typed: string): Result<string, 'words-unreadable'> {
  const words = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s\d.,;:)-]+/)
    .filter(Boolean)
    .map(meant)
  if (words.length !== WORDS || words.includes(undefined)) return err('words-unreadable')
  const text = words.join(' ')
  try {
    mnemonicToEntropy(text, wordlist).fill(0)
    return ok(text)
  } catch {
    // Every word is of the list, so the checksum is all that is left to be wrong.
    return err('words-unreadable')
  }
}

/** Whether this is what was meant by `typed`, as `readWords` reads one word. */
export const sameWord = (typed: string, word: string): boolean =>
  meant(typed.normalize('NFKC').trim().toLowerCase()) === word
