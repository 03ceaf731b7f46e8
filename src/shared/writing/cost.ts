/**
 * How much one page of writing may hold: as much as an entry can be kept with, and as much as a page stays useable with
 * while it is written on. A note's changes are cut by what one change may be, so for it the page alone is the bound.
 */
import type { Writing } from './writing.ts'

/** `bytes`: of its JSON in UTF-8, which is how an entry is kept. */
export type Cost = { readonly blocks: number; readonly bytes: number }

/**
 * The most that is pasted onto a page, with what stands there. An entry is refused above 8 MiB (vault/journal/save.ts), so
 * there is a MiB left to go on writing. 31,000 lines come to a page in about 5 s.
 */
export const MOST: Cost = { blocks: 40_000, bytes: 7 * 1024 * 1024 }

export function utf8Length(text: string): number {
  let bytes = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) bytes += 1
    else if (unit < 0x800) bytes += 2
    // Both halves of a pair together are four bytes.
    else bytes += unit >= 0xd800 && unit <= 0xdfff ? 2 : 3
  }
  return bytes
}

/** A comma for each block and the page around them are counted too: never less than the JSON of the whole. */
export function costOf({ content = [] }: Writing): Cost {
  let bytes = 32
  for (const block of content) bytes += utf8Length(JSON.stringify(block)) + 1
  return { blocks: content.length, bytes }
}

/** Whether a page can hold all of these together. */
export function fits(...costs: readonly Cost[]): boolean {
  const sum = (of: (cost: Cost) => number): number => costs.reduce((all, cost) => all + of(cost), 0)
  return sum(({ blocks }) => blocks) <= MOST.blocks && sum(({ bytes }) => bytes) <= MOST.bytes
}
