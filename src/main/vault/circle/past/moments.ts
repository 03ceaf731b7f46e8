/** At which points how a note stood is worth looking at again: before a pause, and before words went. */

/** Ms without a change; less, when somebody else goes on. */
const PAUSE = 10 * 60_000
const TURN = 60_000
/** UTF-16 units, a line: so many gone, at once or little by little, make a point of what stood before. */
const MUCH = 30
/** Of a very long note one part in so many; of a short one its half, though not a mistyped letter. */
const PART = 1000
const SOME = 3

/** One envelope. `gone` and `added` in units of the document, words and what holds them. */
export type Change = {
  readonly n: number
  readonly by: string
  readonly at: number
  readonly gone: number
  readonly added: number
}
/** How it stood after envelope `n`. `by`: who wrote since the moment before. */
export type Moment = { readonly n: number; readonly at: number; readonly by: readonly string[] }

/** Words go, change after change. `from`: the change before the first of them. */
type Going = { readonly from: number; readonly size: number; readonly kept: boolean }

/** Oldest first; how it stands now is none of them. */
export function momentsOf(changes: readonly Change[]): Moment[] {
  const points = new Set<number>()
  let going: Going | null = null
  let sum = 0
  let size = 0
  for (const [i, change] of changes.entries()) {
    const before = changes[i - 1]
    if (before && paused(before, change)) {
      points.add(i - 1)
      going = null
      sum = 0
    }
    sum = Math.max(0, sum + change.gone - change.added)
    if (change.gone > 0) going ??= { from: i - 1, size, kept: false }
    if (going && !going.kept && loses(going, Math.max(sum, change.gone), sum)) {
      if (going.from >= 0) points.add(going.from)
      going = { ...going, kept: true }
    }
    // Something new stands there since: if that goes too, it is a point of its own.
    if (going && (sum === 0 || (going.kept && change.added > 0))) {
      going = null
      sum = 0
    }
    size += change.added - change.gone
  }
  let from = 0
  return [...points]
    .sort((a, b) => a - b)
    .map(i => {
      const by = new Set(changes.slice(from, i + 1).map(change => change.by))
      from = i + 1
      const { n, at } = changes[i]!
      return { n, at, by: [...by] }
    })
}

const paused = (before: Change, { at, by }: Change): boolean =>
  Math.abs(at - before.at) >= (by === before.by ? PAUSE : TURN)

const loses = ({ size }: Going, gone: number, sum: number): boolean =>
  gone >= Math.max(MUCH, size / PART) || (sum >= SOME && sum * 2 >= size)
