/** A connection that only reads, beside whoever has the notebook open: it holds nobody up. */
import { type Database, type How, look, openForReading } from '../storage/open.ts'

/** ms to wait for a moment in which the log is being merged. */
const PATIENCE = 5_000

/** To be closed by the caller. @throws what SQLite throws. */
export const peekInto = (file: string, how: How): Database => openForReading(file, how, PATIENCE)

/** @throws what SQLite throws, and what `see` throws. */
export const peek = <T>(file: string, how: How, see: (db: Database) => T): T => look(file, how, see, PATIENCE)
