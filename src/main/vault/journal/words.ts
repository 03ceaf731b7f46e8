/**
 * What counts as a word, for the index, the query and the highlight alike: letters and digits, without case and
 * accents. Scripts that set no spaces between words are cut into characters, so that any part of a sentence is found.
 */
const SPACELESS =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u30fc\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
const WORD = new RegExp(`([${SPACELESS}])\\p{M}*|(?:(?![${SPACELESS}])[\\p{L}\\p{N}\\p{M}\\p{Co}])+`, 'gu')

/** `[start, end)` in UTF-16 units of the text it was cut from. */
export type Word = {
  readonly folded: string
  readonly start: number
  readonly end: number
  readonly spaceless: boolean
}

/** Lower case, compatibility forms as one, accents off; the same folding as FTS5's unicode61 for what it knows. */
const fold = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ς/g, 'σ')
    .normalize('NFKC')

export function* cut(text: string): Generator<Word> {
  for (const found of text.matchAll(WORD)) {
    const [word, character] = found
    const folded = fold(word)
    if (folded !== '')
      yield {
        folded,
        start: found.index,
        end: found.index + word.length,
        spaceless: character !== undefined,
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

/** Where a phrase stands in the text, first to last. */
export function* places(text: readonly Word[], { words, goesOn }: Phrase): Generator<[number, number]> {
  for (let i = 0; i + words.length <= text.length; i++) {
    const here = words.every((wanted, k) => {
      const word = text[i + k]?.folded ?? ''
      return goesOn && k === words.length - 1 ? word.startsWith(wanted) : word === wanted
    })
    const first = text[i]
    const last = text[i + words.length - 1]
    if (!here || !first || !last) continue
    // Of a word that goes on, the part that was typed, where folding kept its length; else the whole word.
    const typed = goesOn && words.length === 1 && last.end - last.start === last.folded.length
    yield [first.start, typed ? first.start + (words[0]?.length ?? 0) : last.end]
  }
}
