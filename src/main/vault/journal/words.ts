/**
 * What counts as a word, for the index, the query and the highlight alike: letters and digits, without case and
 * accents. Scripts that set no spaces between words are cut into characters, so that any part of a sentence is found.
 */
const SPACELESS =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u30fc\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
const WORD = new RegExp(`([${SPACELESS}])\\p{M}*|(?:(?![${SPACELESS}])[\\p{L}\\p{N}\\p{M}\\p{Co}])+`, 'gu')
/** The same where the text has no such script, as most have not: three times as fast. */
const HAS_SPACELESS = new RegExp(`[${SPACELESS}]`, 'u')
const SPACED = /[\p{L}\p{N}\p{M}\p{Co}]+/gu

/** `[start, end)` in UTF-16 units of the text it was cut from. */
export type Word = {
  readonly folded: string
  readonly start: number
  readonly end: number
  readonly spaceless: boolean
}

/** Lower case, compatibility forms as one, accents off; the same folding as FTS5's unicode61 for what it knows. */
const fold = (word: string): string =>
  /^[\0-\x7f]*$/.test(word)
    ? word.toLowerCase()
    : word
        .toLowerCase()
        .normalize('NFKD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace(/ς/g, 'σ')
        .normalize('NFKC')

/** First to last, and no further than somebody asks. */
export function* cut(text: string): Generator<Word> {
  for (const found of text.matchAll(HAS_SPACELESS.test(text) ? WORD : SPACED)) {
    const [word, character] = found
    const folded = fold(word)
    if (folded !== '')
      yield {
        folded,
        start: found.index,
        end: found.index + word.length,
        spaceless: Boolean(character),
      }
  }
}

/** What the index stores of a text. */
export const indexed = (text: string): string => Array.from(cut(text), word => word.folded).join(' ')

/** Words that must follow each other; the last one may go on, unless it is a character of a spaceless script. */
export type Phrase = { readonly words: readonly string[]; readonly goesOn: boolean }

/** A query: all phrases must be there. Characters of a spaceless script typed together are one phrase. */
export function phrases(query: string): Phrase[] {
  const found: { words: string[]; goesOn: boolean; end: number }[] = []
  for (const word of cut(query)) {
    const last = found.at(-1)
    if (word.spaceless && last && !last.goesOn && last.end === word.start) {
      last.words.push(word.folded)
      last.end = word.end
    } else found.push({ words: [word.folded], goesOn: !word.spaceless, end: word.end })
  }
  return found
}

/** In FTS5's query language (sqlite.org/fts5.html section 3); a folded word holds no quote. */
export const asMatch = (wanted: readonly Phrase[]): string =>
  wanted.map(({ words, goesOn }) => `"${words.join(' ')}"${goesOn ? '*' : ''}`).join(' AND ')

/** Where a phrase stands in the text whose first word is the one with this number. Undefined: it does not stand there. */
function placeAt(
  text: readonly Word[],
  i: number,
  { words, goesOn }: Phrase,
): readonly [number, number] | undefined {
  const here = words.every((wanted, k) => {
    const word = text[i + k]?.folded ?? ''
    return goesOn && k === words.length - 1 ? word.startsWith(wanted) : word === wanted
  })
  const first = text[i]
  const last = text[i + words.length - 1]
  if (!here || !first || !last) return undefined
  // Of a word that goes on, the part that was typed, where folding kept its length; else the whole word.
  const typed = goesOn && words.length === 1 && last.end - last.start === last.folded.length
  return [first.start, typed ? first.start + (words[0]?.length ?? 0) : last.end]
}

/** Where a phrase stands in the text, first to last. */
export function* places(text: readonly Word[], phrase: Phrase): Generator<readonly [number, number]> {
  for (let i = 0; i + phrase.words.length <= text.length; i++) {
    const place = placeAt(text, i, phrase)
    if (place) yield place
  }
}

/** The words up to the first match of any phrase, and so many UTF-16 units on; all of them where there is none. */
export function wordsAround(text: string, wanted: readonly Phrase[], on: number): Word[] {
  const words: Word[] = []
  let until = Number.POSITIVE_INFINITY
  for (const word of cut(text)) {
    if (word.start > until) break
    words.push(word)
    if (until !== Number.POSITIVE_INFINITY) continue
    for (const phrase of wanted) {
      const place = placeAt(words, words.length - phrase.words.length, phrase)
      if (place) until = Math.min(until, place[0] + on)
    }
  }
  return words
}
