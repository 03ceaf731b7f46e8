/** The log of a circle that somebody comes into, page by page. Nothing of it is kept before it is whole (knock.ts, take-up.ts). */
import { MOST_LOG } from '../link/message.ts'

export class ComingLog {
  readonly entries: Uint8Array[] = []
  #bytes = 0
  #whole = false

  /** The last page is here. */
  get whole(): boolean {
    return this.#whole
  }

  /** False: it is longer than is taken. */
  take({ log, more }: { readonly log: readonly Uint8Array[]; readonly more: boolean }): boolean {
    this.#bytes += log.reduce((sum, { length }) => sum + length, 0)
    if (this.entries.length + log.length > MOST_LOG.entries || this.#bytes > MOST_LOG.bytes) return false
    this.entries.push(...log)
    this.#whole = !more
    return true
  }
}
