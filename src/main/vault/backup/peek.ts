/** A connection that only reads, beside whoever has the notebook open: it holds nobody up. */
import { join } from 'node:path'
import { databaseFile, type Header } from '../storage/header.ts'
import { type Database, type How, look, openForReading } from '../storage/open.ts'
import { heedAtRest } from '../storage/rest.ts'

/** ms to wait for a moment in which the log is being merged. */
const PATIENCE = 5_000

/** @throws what SQLite throws, and what `see` throws. */
export const peek = <T>(file: string, how: How, see: (db: Database) => T): T => look(file, how, see, PATIENCE)

/**
 * A backup, or any copy of a vault's folder. One that was copied by hand may hold a log: reading it makes its index anew,
 * so what came to harm in it is kept first, and a restore of it says so.
 * @throws what SQLite throws, and what the disk says
 */
function heeded(dir: string, header: Header): string {
  const database = join(dir, databaseFile(header))
  heedAtRest(dir, database)
  return database
}

/** To be closed by the caller. @throws what SQLite throws, and what the disk says */
export const peekIntoCopy = (dir: string, header: Header, how: How): Database =>
  openForReading(heeded(dir, header), how, PATIENCE)

/** @throws what SQLite throws, what the disk says, and what `see` throws */
export const peekCopy = <T>(dir: string, header: Header, how: How, see: (db: Database) => T): T =>
  peek(heeded(dir, header), how, see)
