/**
 * What waits to leave on one link. The courier gives credit for frames that have left for the network; when there is
 * credit and nothing waits, `more` is asked for the next message, so a backlog of any size is never in memory at once.
 */
import { CREDIT } from '../../../../shared/contract/courier.ts'

/** More than this waiting, in frames, is a device that asks faster than it takes: 16 MiB. */
export const MOST_WAITING = 1024

export class Outbox {
  readonly #send: (frame: Uint8Array) => void
  readonly #more: () => Uint8Array[] | undefined
  #waiting: Uint8Array[] = []
  #credit = CREDIT
  #flowing = false

  /** `more` answers the frames of the next message of the backlog, or undefined when there is none. */
  constructor(send: (frame: Uint8Array) => void, more: () => Uint8Array[] | undefined) {
    this.#send = send
    this.#more = more
  }

  put(frames: readonly Uint8Array[]): void {
    this.#waiting.push(...frames)
    this.flow()
  }

  get waiting(): number {
    return this.#waiting.length
  }

  credit(frames: number): void {
    this.#credit = Math.min(CREDIT, this.#credit + Math.max(0, Math.trunc(frames)))
    this.flow()
  }

  flow(): void {
    if (this.#flowing) return
    this.#flowing = true
    try {
      while (this.#credit > 0) {
        if (this.#waiting.length === 0) this.#waiting = this.#more() ?? []
        const next = this.#waiting.shift()
        if (!next) return
        this.#credit--
        this.#send(next)
      }
    } finally {
      this.#flowing = false
    }
  }
}
