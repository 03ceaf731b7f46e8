/** From a damaged database into a new one: every table but the journal's own (salvage.ts), row by row. */
import { INTERFACES } from '../circle/live/interfaces.ts'
import { random } from '../crypto/random.ts'
import type { Database } from '../storage/open.ts'
import { ifReadable } from './blobs.ts'
import { drain, keys, type Row, rowids, type Value } from './readable.ts'

/**
 * In an order in which each finds what it refers to. Not among them: what signs or lets in (device, joining, linking,
 * joining_file), what names files of the folder (vault), and what is made anew from the entries.
 */
export const CARRIED = [
  'setting',
  'use_days',
  'blob_key',
  'circles',
  'keeper',
  'log_entries',
  'documents',
  'epoch_keys',
  'chains',
  'envelopes',
  'buffered',
  'document_states',
  'client_numbers',
  'refusals',
  'acks',
  'hub',
  'waved',
  'compared',
  'network',
  'circle_blob',
  'circle_blob_chunk',
  'circle_blob_named',
  'journal',
  'tag',
  'checkin',
  'checkin_word',
  'import',
  'import_made',
] as const

type Column = { readonly name: string; readonly pk: number }

const columnsOf = (db: Database, table: string): Column[] =>
  ifReadable(() => db.pragma(`table_info(${table})`) as Column[]) ?? []

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')

/** A row that refers to one that was lost is lost with it. */
function put(insert: () => unknown): void {
  try {
    insert()
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}

/** The rows of one table that can be read, by every way that leads to them. */
function* rowsOf(
  from: Database,
  table: string,
  names: readonly string[],
  pk: readonly string[],
  circles: readonly Value[],
): Generator<Row> {
  const all = names.join(', ')
  const numbered = ifReadable(() => from.prepare(`SELECT rowid FROM ${table} LIMIT 0`).all()) !== undefined
  const [where, found] = numbered
    ? ['rowid = ?', rowids(from, table).map(n => [n])]
    : [pk.map(name => `${name} = ?`).join(' AND '), keys(from, table, pk, circles)]
  const one = from.prepare<Value[], Row>(`SELECT ${all} FROM ${table} NOT INDEXED WHERE ${where}`)
  for (const key of found) {
    const row = ifReadable(() => one.get(...key))
    if (row) yield row
  }
}

/** The rows of a table, and the columns that it has in both. */
export function readRows(
  from: Database,
  to: Database,
  table: string,
  circles: readonly Value[] = [],
): { names: string[]; rows: Iterable<Row> } {
  const theirs = columnsOf(from, table)
  const ours = new Set(columnsOf(to, table).map(({ name }) => name))
  const names = theirs.map(({ name }) => name).filter(name => ours.has(name))
  const pk = theirs.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  if (names.length === 0) return { names, rows: [] }
  const keyed = pk.map(({ name }) => name)
  return { names, rows: rowsOf(from, table, names, keyed, circles) }
}

/**
 * Within a transaction. What a circle said is carried although its own row was lost: it stands under a key and a member that
 * are nobody's, since it is only read from here on.
 */
export function carry(from: Database, to: Database): void {
  // A new notebook lets every network be used. What somebody had chosen holds, or none may be.
  to.prepare('DELETE FROM setting WHERE name = ?').run(INTERFACES)
  const standIn = to.prepare(
    'INSERT OR IGNORE INTO circles (id, salt, member, stopped, added) VALUES (?, ?, ?, 1, 0)',
  )
  const circles: Value[] = []
  for (const table of ['log_entries', 'documents', 'circles'])
    for (const { id } of drain<{ id: Value }>(
      from,
      `SELECT DISTINCT ${table === 'circles' ? 'id' : 'circle AS id'} FROM ${table}`,
    ).found)
      circles.push(id)
  for (const table of CARRIED) {
    const { names, rows } = readRows(from, to, table, circles)
    if (names.length === 0) continue
    const insert = to.prepare<Value[]>(
      `INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    )
    for (const row of rows) {
      const circle = row['circle']
      if ((table === 'log_entries' || table === 'documents') && circle instanceof Uint8Array)
        standIn.run(circle, random(16), random(16))
      put(() => insert.run(...names.map(name => row[name] ?? null)))
    }
  }
}
