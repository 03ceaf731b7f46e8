/** What the parts of an open vault are given: one object, so that a part takes what it needs and no more is passed on. */
import type { Clock } from '../../shared/clock.ts'
import type { FromVault } from '../../shared/contract/shell.ts'
import type { BlobId } from '../../shared/writing/attachment.ts'
import type { Tell } from './circle/live/reach.ts'
import type { Derive } from './crypto/passphrase.ts'
import type { Bursts } from './journal/burst.ts'
import type { Migration } from './storage/migrate.ts'
import type { Database, How } from './storage/open.ts'

export type Around = {
  /** The folder of header and database. */
  readonly dir: string
  readonly db: Database
  readonly how: How
  readonly clock: Clock
  readonly derive: Derive
  readonly migrations: readonly Migration[]
  /** News for the newest face. */
  readonly tell: Tell
  readonly toShell: (message: FromVault) => void
  /** Something was taken away: it must leave the write-ahead log soon. */
  readonly erased: () => void
  /** A saved entry mentions these files. */
  readonly mentioned: (blobs: readonly BlobId[]) => void
  /** Of the entries that are being written: words in memory alone. */
  readonly bursts: Bursts
}
