/**
 * Every way to the rows of a damaged database: along a table from both ends, through its indexes, and into its middle from
 * places between. Every page authenticates, so what is read is what was written.
 */
import type { Database } from '../storage/open.ts'
import { ifReadable } from './blobs.ts'

export type Value = string | number | bigint | Uint8Array | null
export type Row = { readonly [column: string]: Value }

/** `whole`: it was read to its end. Else as many as come before the first page that does not read. */
export type Drained<T> = { readonly found: T[]; readonly whole: boolean }

export function drain<T>(db: Database, sql: string, ...args: Value[]): Drained<T> {
  const found: T[] = []
  const whole = ifReadable(() => {
    for (const row of db.prepare<Value[], T>(sql).iterate(...args)) found.push(row)
    return true
  })
  return { found, whole: whole ?? false }
}

/** Places tried one by one between the two ends of a table: the days of three hundred years, of 372 each. */
const MOST = 120_000

export type Walk = {
  /** Other ways to its row numbers, each as `n`. */
  readonly also?: readonly string[]
  /** Where no end of the table is found: between which numbers rows may lie. */
  readonly within?: readonly [number, number]
  /** Where to begin again behind a number that was reached, or did not read. */
  readonly behind?: (n: number) => number
}

/** Of the rows of a table with row numbers, all numbers that any way leads to, rising. `name` is one of ours. */
export function rowids(
  db: Database,
  name: string,
  { also = [], within: [least, most] = [1, 0], behind = n => n + 1 }: Walk = {},
): number[] {
  const numbers = (sql: string, ...args: Value[]): Drained<number> => {
    const { found, whole } = drain<{ n: number }>(db, sql, ...args)
    return { found: found.map(({ n }) => n), whole }
  }
  const forward = `SELECT rowid AS n FROM ${name} NOT INDEXED WHERE rowid >= ? ORDER BY rowid`
  const first = numbers(forward, 0)
  if (first.whole) return first.found
  const last = numbers(`SELECT rowid AS n FROM ${name} NOT INDEXED ORDER BY rowid DESC`)
  const others = [`SELECT rowid AS n FROM ${name}`, ...also].flatMap(sql => numbers(sql).found)
  const known = new Set([...first.found, ...last.found, ...others])
  const from = first.found.at(-1)
  const to = last.found.at(-1) ?? [...known].reduce((high, n) => Math.max(high, n), most)
  let next = from === undefined ? [...known].reduce((low, n) => Math.min(low, n), least) : behind(from)
  for (let tries = 0; next <= to && tries < MOST; tries++) {
    const here = numbers(forward, next)
    for (const n of here.found) known.add(n)
    next = behind(here.found.at(-1) ?? next)
  }
  return [...known].sort((a, b) => a - b)
}

const text = (key: readonly Value[]): string =>
  key.map(part => (part instanceof Uint8Array ? Buffer.from(part).toString('hex') : String(part))).join(' ')

/**
 * Of a table without row numbers, its primary keys. `columns`: of the key, in its order. `first`: values of the first column
 * that are known from elsewhere.
 */
export function keys(
  db: Database,
  name: string,
  columns: readonly string[],
  first: readonly Value[],
): Value[][] {
  const [one = '', two] = columns
  const rising = columns.join(', ')
  const falling = columns.map(column => `${column} DESC`).join(', ')
  const known = new Map<string, Value[]>()
  const read = (where: string, order: string, ...args: Value[]): boolean => {
    const sql = `SELECT ${rising} FROM ${name} ${where} ORDER BY ${order}`
    const { found, whole } = drain<Row>(db, sql, ...args)
    for (const row of found) {
      const key = columns.map(column => row[column] ?? null)
      known.set(text(key), key)
    }
    return whole
  }
  if (read('', rising)) return [...known.values()]
  read('', falling)
  const starts = (sample: Value | undefined): Value[] =>
    Array.from({ length: 256 }, (_, byte) =>
      typeof sample === 'string' ? String.fromCharCode(byte) : Uint8Array.of(byte),
    )
  const seen = [...known.values()]
  for (const start of starts(seen[0]?.[0])) read(`WHERE ${one} >= ?`, rising, start)
  if (two === undefined) return [...known.values()]
  for (const value of new Map(
    [...first, ...seen.map(key => key[0] ?? null)].map(v => [text([v]), v]),
  ).values()) {
    read(`WHERE ${one} = ?`, rising, value)
    read(`WHERE ${one} = ?`, falling, value)
    for (const start of starts(seen[0]?.[1])) read(`WHERE ${one} = ? AND ${two} >= ?`, rising, value, start)
  }
  return [...known.values()]
}
