import type { Clock } from '../../../shared/clock.ts'
import type { BlobId } from '../../../shared/writing/attachment.ts'
import type { Database } from '../storage/open.ts'
import type { Bursts } from './burst.ts'

/** What every use case of the journal is given. */
export type Journal = {
  readonly db: Database
  readonly clock: Clock
  /** Something was taken away: the log is emptied sooner. */
  readonly erased: () => void
  /** A saved entry mentions these files. */
  readonly mentioned?: (blobs: readonly BlobId[]) => void
  /** Of its own, where nothing is erased. */
  readonly bursts?: Bursts
}
