/** A few words out of many: an opening for the timeline, and a passage around what was searched for. */
import { type Phrase, places, wordsAround } from './words.ts'

/** Code points in an opening, as the contract says. */
const OPENING = 140
/** UTF-16 units of a passage: before the match, and in all. */
const BEFORE = 40
const PASSAGE = 160

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** A sign that the words go on, after the last whole one. */
const goesOn = (words: string): string => `${words.replace(/\s*\S{0,20}$/u, '') || words}…`

/** The first words, white space as single spaces, never half of an emoji; what goes on ends in “…”. */
export function opening(text: string): string {
  // White space may be most of what is there; ten times the length is looked at, and no more.
  const begun = text.trim()
  const looked = begun.slice(0, 10 * OPENING)
  const start = looked.replace(/\s+/gu, ' ').trim()
  const more = looked.length < begun.length
  let out = ''
  let points = 0
  for (const { segment } of graphemes.segment(start)) {
    points += [...segment].length
    if (points > OPENING || (points === OPENING && (more || out.length + segment.length < start.length)))
      return goesOn(out)
    out += segment
  }
  return more ? goesOn(out) : out
}

export type Passage = { readonly excerpt: string; readonly matches: [number, number][] }

/** Cut at word boundaries around the first match, with the ranges of everything that matched in it. */
export function passage(text: string, wanted: readonly Phrase[]): Passage {
  const words = wordsAround(text, wanted, PASSAGE)
  const found = wanted.flatMap(phrase => [...places(words, phrase)]).sort(([a], [b]) => a - b)
  const first = found[0]?.[0] ?? 0
  const from = words.find(word => word.start >= first - BEFORE)?.start ?? 0
  const limit = from + PASSAGE
  const lastWord = words.findLast(word => word.end <= limit)
  const to = text.length <= limit ? text.length : Math.max(lastWord?.end ?? limit, from + 1)
  const before = from > 0 ? '…' : ''
  const excerpt = before + text.slice(from, to).replace(/\s/gu, ' ') + (to < text.length ? '…' : '')
  const matches: [number, number][] = []
  let reached = from
  for (const [start, end] of found) {
    if (start < reached || end > to) continue
    matches.push([start - from + before.length, end - from + before.length])
    reached = end
  }
  return { excerpt, matches }
}
