import { entropyToMnemonic } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newWords, readWords, sameWord } from '../../../src/main/vault/crypto/words.ts'

/** BIP-39's own test vectors, 256 bits (trezor/python-mnemonic, vectors.json). */
const VECTORS: readonly [string, string][] = [
  ['00'.repeat(32), `${'abandon '.repeat(23)}art`],
  [
    '7f'.repeat(32),
    `${'legal winner thank year wave sausage worth useful '.repeat(2)}legal winner thank year wave sausage worth title`,
  ],
  ['ff'.repeat(32), `${'zoo '.repeat(23)}vote`],
]
const drawn = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytes => entropyToMnemonic(bytes, wordlist))

describe('recovery words', () => {
  it('are 24 of the list, never the same twice, and read as they were made', () => {
    const made = Array.from({ length: 20 }, newWords)
    for (const words of made) {
      expect(words).toHaveLength(24)
      expect(readWords(words.join(' '))).toEqual({ ok: true, value: words.join(' ') })
    }
    expect(new Set(made.map(words => words.join(' '))).size).toBe(20)
    // 2048 words, 480 drawn: about 428 different ones. A generator with half the bits would show it.
    expect(new Set(made.flat()).size).toBeGreaterThan(380)
  })

  it('are BIP-39: the standard vectors read', () => {
    for (const [hex, words] of VECTORS) {
      expect(entropyToMnemonic(Buffer.from(hex, 'hex'), wordlist)).toBe(words)
      expect(readWords(words)).toEqual({ ok: true, value: words })
    }
  })

  it('are read in any case, with numbers, spaces and lines, and by four letters of each', () => {
    const clothes = fc.array(
      fc.record({
        upper: fc.boolean(),
        letters: fc.integer({ min: 4, max: 8 }),
        before: fc.constantFrom('', '  ', '7. ', '12) '),
        after: fc.constantFrom(' ', '\n', ', ', '\t\t', ' \u00a0 '),
      }),
      { minLength: 24, maxLength: 24 },
    )
    void fc.assert(
      fc.property(drawn, clothes, (words, worn) => {
        const typed = words
          .split(' ')
          .map((word, i) => {
            const { upper = false, letters = 4, before = '', after = ' ' } = worn[i] ?? {}
            const cut = word.slice(0, letters)
            return before + (upper ? cut.toUpperCase() : cut) + after
          })
          .join('')
        expect(readWords(typed)).toEqual({ ok: true, value: words })
      }),
    )
  })

  it('are not read with one too few or too many, one that is not on the list, or three letters of a longer one', () => {
    const unreadable = { ok: false, fault: 'words-unreadable' }
    const words = (VECTORS[1]?.[1] ?? '').split(' ')
    expect(readWords(words.slice(1).join(' '))).toEqual(unreadable)
    expect(readWords([...words, 'zoo'].join(' '))).toEqual(unreadable)
    for (const wrong of ['winnow', 'winnerx', 'win', ''])
      expect(readWords(words.map((word, i) => (i === 1 ? wrong : word)).join(' ')), wrong).toEqual(unreadable)
    expect(readWords('')).toEqual(unreadable)
  })

  it('notice nearly every word that was taken for another, by their checksum', () => {
    let noticed = 0
    const tries = 400
    for (const words of fc.sample(drawn, tries)) {
      const list = words.split(' ')
      list[5] = list[5] === 'zoo' ? 'zone' : 'zoo'
      if (!readWords(list.join(' ')).ok) noticed++
    }
    // 255 of 256 on average.
    expect(noticed).toBeGreaterThan(tries * 0.97)
  })

  it('answer any text at all without throwing', () => {
    void fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), typed => {
        expect(readWords(typed).ok).toBe(false)
        sameWord(typed, 'zoo')
      }),
    )
  })

  it('are asked for one by one as they are typed', () => {
    expect(sameWord(' Winner ', 'winner')).toBe(true)
    expect(sameWord('WINN', 'winner')).toBe(true)
    for (const wrong of ['win', 'winter', '', 'winner winner'])
      expect(sameWord(wrong, 'winner'), wrong).toBe(false)
  })
})
