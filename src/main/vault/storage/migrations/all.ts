/** Every migration, in order. A released one is never edited: a database somewhere has run it. */
import type { Migration } from '../migrate.ts'
import { migration as journal } from './0001-journal.ts'

export const MIGRATIONS: readonly Migration[] = [journal]
