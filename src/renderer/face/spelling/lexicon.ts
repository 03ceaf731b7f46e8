/** Which words a dictionary does not know, and what it would say instead. Slow to make, fast to ask: a worker's work. */
import nspell from 'nspell'

export type Lexicon = {
  /** Those of `words` that it does not know. */
  unknown(words: readonly string[]): string[]
  /** At most five, the likeliest first. */
  suggest(word: string): string[]
}

const MOST_SUGGESTIONS = 5

/** `aff` and `dic`: a dictionary as Hunspell writes it. */
export function lexicon(aff: string, dic: string): Lexicon {
  const speller = nspell(aff, dic)
  // A book has ’ where the dictionary has '.
  const plain = (word: string): string => word.replaceAll('’', "'")
  return {
    unknown: words => words.filter(word => !speller.correct(plain(word))),
    suggest: word => speller.suggest(plain(word)).slice(0, MOST_SUGGESTIONS),
  }
}
