/**
 * What two people really typed, at the same time, into one document: tests/data/friendsforever.json.gz (credit in
 * tests/data/README.md). `parents` say what the writer had before them; from that follows how much of the other's words
 * must be on a writer's screen before they go on.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

export type Writer = 0 | 1

/** One edit. `at` and `remove` in UTF-16 units of the text as it stood after merging what the writer had seen. */
export type Edit = {
  readonly index: number
  readonly writer: Writer
  readonly at: number
  readonly remove: number
  readonly insert: string
  /** How many of the other writer's edits this one was made after having seen. */
  readonly seen: number
}

export type Trace = { readonly edits: readonly Edit[]; readonly endContent: string }

type Raw = {
  endContent: string
  txns: { parents: number[]; agent: Writer; patches: [number, number, string][] }[]
}

const FILE = new URL('../data/friendsforever.json.gz', import.meta.url)

/** The whole trace, or its first `count` edits; then `endContent` is that of the whole all the same. */
export function readTrace(count = Number.POSITIVE_INFINITY): Trace {
  const raw = JSON.parse(gunzipSync(readFileSync(FILE)).toString('utf8')) as Raw
  if (/[\u{10000}-\u{10ffff}]/u.test(JSON.stringify(raw.txns)))
    throw new Error('positions are code points: convert them')
  const own: [number, number] = [0, 0]
  const known: [number, number][] = []
  const edits = raw.txns.slice(0, count).map((txn, index): Edit => {
    const past = txn.parents.map((parent): [number, number] => known[parent] ?? [0, 0])
    const other = (1 - txn.agent) as Writer
    const seen = Math.max(0, ...past.map(vector => vector[other]))
    own[txn.agent]++
    const vector: [number, number] = [0, 0]
    vector[txn.agent] = own[txn.agent]
    vector[other] = seen
    known.push(vector)
    const [at, remove, insert] = txn.patches[0] ?? [0, 0, '']
    return { index, writer: txn.agent, at, remove, insert, seen }
  })
  return { edits, endContent: raw.endContent }
}
