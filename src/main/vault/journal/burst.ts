/** When what stands in an entry is kept as earlier words: before a burst of editing, and before words go. */
import type { EntryId } from '../../../shared/journal/entry.ts'
import type { BlobId } from '../../../shared/writing/attachment.ts'
import { blobsIn, type Writing, wordsIn } from '../../../shared/writing/writing.ts'
import { type EntryRow, writing } from './row.ts'

/** Saves within ten minutes are one burst of editing, in ms. */
export const BURST = 10 * 60_000
/** UTF-16 units, a line: so many gone, at once or little by little, are always kept. */
const MUCH = 30
/** Of a very long entry, whose every version is as long, one part in so many. */
const PART = 1000
/** Of a short entry its half, though not a mistyped letter. */
const SOME = 3

type Said = { readonly words: string; readonly files: readonly BlobId[] }
/** Words go, save after save. */
type Going = {
  /** What stood there before the first of them went. */
  readonly row: EntryRow
  readonly before: Said
  /** After the save before this one. */
  readonly last: Said
  /** What each save took away, added up. */
  readonly gone: number
  readonly kept: boolean
}
/** Lives in memory: closing the vault ends it. `began`: ms, by the vault's clock. */
export type Burst = { readonly began: number; readonly going: Going | null }
/** They hold words: of an entry that is erased there is none. */
export type Bursts = Map<EntryId, Burst>

const saying = (what: Writing): Said => ({ words: wordsIn(what), files: blobsIn(what) })
const blank = ({ words, files }: Said): boolean => words.trim() === '' && files.length === 0

/** How much of `before` is not in `after`, and what is new in that, each as one piece. */
function difference(before: string, after: string): { gone: number; added: number } {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++
  let end = 0
  const [b, a] = [before.length - 1, after.length - 1]
  while (end < most - start && before.charCodeAt(b - end) === after.charCodeAt(a - end)) end++
  return { gone: before.length - start - end, added: after.length - start - end }
}

/** A file that is taken out and nothing else is meant to go. */
function loses({ before, last }: Going, now: Said, sum: number, added: number): boolean {
  if (blank(before)) return false
  if (blank(now) || (added > 0 && last.files.some(file => !now.files.includes(file)))) return true
  // Changes at both ends of a page look like all of it from afar, and many small ones like much from near.
  const gone = Math.min(sum, difference(before.words, now.words).gone)
  const much = Math.max(MUCH, before.words.length / PART)
  return gone >= much || (gone >= SOME && gone * 2 >= before.words.length)
}

function beginning(row: EntryRow, kept: boolean): Going {
  const before = saying(writing(row))
  return { row, before, last: before, gone: 0, kept }
}

/**
 * `row` is about to become `what`, as `json`. `keep`: what is to be a version first. The clock only measures within a
 * burst, and one that jumps ends it.
 */
export function onward(
  burst: Burst | undefined,
  row: EntryRow,
  what: Writing,
  json: string,
  now: number,
): { readonly keep: EntryRow | null; readonly after: Burst } {
  const fresh = burst === undefined || Math.abs(now - burst.began) >= BURST
  const began = fresh ? now : burst.began
  const { gone, added } = difference(row.writing, json)
  const going = (fresh ? null : burst.going) ?? (gone > 0 || fresh ? beginning(row, fresh) : null)
  if (!going) return { keep: null, after: { began, going } }
  const last = saying(what)
  const sum = going.gone + difference(going.last.words, last.words).gone
  const losing = !going.kept && loses(going, last, sum, added)
  const kept = going.kept || losing
  return {
    keep: (fresh && !blank(going.before)) || losing ? going.row : null,
    // Something new stands there since: if that goes too, it is kept for itself.
    after: { began, going: kept && added > 0 ? null : { ...going, last, gone: sum, kept } },
  }
}
