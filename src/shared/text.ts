/**
 * What a blank is, and whether a name shows anything: by closed lists of code points, so that every program of every year
 * judges alike (docs/protocol.md, "Limits"). JavaScript's own idea of blanks follows Unicode, which grows.
 */

type Ranges = readonly (readonly [first: number, last: number])[]

const BLANKS: Ranges = [
  [0x0009, 0x000d],
  [0x0020, 0x0020],
  [0x0085, 0x0085],
  [0x00a0, 0x00a0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]

/** Beside blanks, what is shown as nothing: controls, fillers, joiners, marks of direction, selectors, tags. */
const UNSEEN: Ranges = [
  ...BLANKS,
  [0x0000, 0x001f],
  [0x007f, 0x009f],
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
]

const isIn = (ranges: Ranges, code: number): boolean =>
  ranges.some(([first, last]) => code >= first && code <= last)

/** Without the blanks at its ends. */
export function bare(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isIn(BLANKS, text.charCodeAt(from))) from++
  while (to > from && isIn(BLANKS, text.charCodeAt(to - 1))) to--
  return text.slice(from, to)
}

/** UTF-16 units. */
export const LONGEST_NAME = 80

/** 1 to 80 units, no blanks at the ends, and something in it that is seen. */
export const isName = (text: string): boolean =>
  text.length <= LONGEST_NAME &&
  bare(text) === text &&
  [...text].some(letter => !isIn(UNSEEN, letter.codePointAt(0)!))
