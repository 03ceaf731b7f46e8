const words = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * The words of a text that an English dictionary can be asked about, with their places in UTF-16 units. Not asked about:
 * single letters, numbers and what holds them, addresses, words in capitals, and words of other scripts.
 */
export function* asked(text: string): Generator<{ word: string; from: number; to: number }> {
  for (const { segment, index, isWordLike } of words.segment(text)) {
    if (!isWordLike || segment.length < 2) continue
    if (!/^[\p{Script=Latin}'’]+$/u.test(segment) || segment === segment.toUpperCase()) continue
    const [before, after] = [text[index - 1] ?? ' ', text[index + segment.length] ?? ' ']
    if (/[@/._\\#\d]/.test(before) || /[@/_\\\d]/.test(after)) continue
    if (after === '.' && /\p{L}/u.test(text[index + segment.length + 1] ?? ' ')) continue
    yield { word: segment, from: index, to: index + segment.length }
  }
}
