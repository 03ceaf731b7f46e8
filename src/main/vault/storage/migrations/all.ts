/** Every migration, in order. A released one is never edited: a database somewhere has run it. */
import type { Migration } from '../migrate.ts'
import { migration as journal } from './0001-journal.ts'
import { migration as circles } from './0002-circles.ts'
import { migration as joining } from './0003-joining.ts'
import { migration as care } from './0004-care.ts'
import { migration as keys } from './0005-keys.ts'
import { migration as attachments } from './0006-attachments.ts'

export const MIGRATIONS: readonly Migration[] = [journal, circles, joining, care, keys, attachments]
