/** What the vault remembers about its backups: rows of `setting`, each JSON under `backup.<name>`. */
import * as v from 'valibot'
import { Trouble } from '../../../shared/contract/backups.ts'
import type { Fault } from '../../../shared/fault.ts'
import type { Database } from '../storage/open.ts'

const Kept = {
  /** The chosen folder's path. */
  folder: v.nullable(v.string()),
  /** When each backup was read whole last, by its name, UTC ms. */
  checked: v.record(v.string(), v.number()),
  /** The calendar day of the last backup by itself, and what the notebook held then (daily.ts). */
  day: v.nullable(v.string()),
  held: v.nullable(v.string()),
  /** Why the last one by itself did not happen. */
  trouble: v.nullable(Trouble),
  /** How often "not now" was said to the reminder. */
  refused: v.number(),
}
const NONE = { folder: null, checked: {}, day: null, held: null, trouble: null, refused: 0 } as const
type Kept = { [K in keyof typeof Kept]: v.InferOutput<(typeof Kept)[K]> }

export type Keep = {
  get<K extends keyof Kept>(name: K): Kept[K]
  put<K extends keyof Kept>(name: K, value: Kept[K]): void
}

export function keep(db: Database): Keep {
  const row = db.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck()
  const put = db.prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)')
  return {
    get(name) {
      const json = row.get(`backup.${name}`)
      const value = json === undefined ? undefined : v.safeParse(Kept[name], JSON.parse(json))
      return (value?.success ? value.output : NONE[name]) as never
    },
    put: (name, value) => void put.run(`backup.${name}`, JSON.stringify(value)),
  }
}

/** Why there is no backup, as far as a person can do something about it. */
export const troubleOf = (fault: Fault): Trouble => (v.is(Trouble, fault) ? fault : 'not-saved')
