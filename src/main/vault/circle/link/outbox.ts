/**
 * What waits to leave, on all links together. The courier gives credit for frames that have left for the network; while
 * there is room the circles take turns, and within a circle its links, one frame a turn. Three things wait on a link, the
 * first before the second before the third:
 *   - frames of what was said;
 *   - its backlog, asked for when nothing else waits there, so that one of any size is never in memory at once;
 *   - what goes in the background, asked for when on no link anything of the two above can go.
 */
import { CREDIT } from '../../../../shared/contract/courier.ts'

/** More than this waiting on a link, in frames, is a device that asks faster than it takes: 16 MiB. */
export const MOST_WAITING = 1024
/** Frames on their way to the courier on all links together: 2 MiB. What is taken of it is what circles share. */
export const MOST_FLYING = 2 * CREDIT
/** So many each link may have there whatever the others have: links that take nothing hold nobody up. */
export const OWN_FLYING = 4
/** No chunk is begun on a link that has so many frames there: what is said next finds little before it. */
export const CALM = 10

export type Ways = {
  readonly send: (frame: Uint8Array) => void
  /** The frames of the next message of the backlog, or undefined when there is none. */
  readonly next: () => Uint8Array[] | undefined
  /** The same of what goes in the background. */
  readonly later: () => Uint8Array[] | undefined
}

export class Outbox {
  readonly #turns: Turns
  readonly #ways: Ways
  readonly #waiting: Uint8Array[] = []
  #flying = 0
  /** Nothing was found here when it was last looked at. */
  #idle = true

  constructor(turns: Turns, ways: Ways) {
    this.#turns = turns
    this.#ways = ways
  }

  put(frames: readonly Uint8Array[]): void {
    for (const frame of frames) this.#waiting.push(frame)
    this.flow()
  }

  get waiting(): number {
    return this.#waiting.length
  }

  get flying(): number {
    return this.#flying
  }

  credit(frames: number): void {
    const back = Math.min(this.#flying, Math.max(0, Math.trunc(frames)))
    this.#flying -= back
    this.#turns.landed(back)
    this.flow()
  }

  flow(): void {
    this.#idle = false
    this.#turns.flow()
  }

  /** For the turns alone: whether a frame can go now. `free`: the common room has a place. */
  isReady(free: boolean, background: boolean): boolean {
    if (this.#idle || this.#flying >= CREDIT || !(free || this.#flying < OWN_FLYING)) return false
    if (this.#waiting.length === 0) this.#waiting.push(...(this.#ways.next() ?? []))
    if (this.#waiting.length > 0) return true
    if (!background || this.#flying >= CALM) return false
    this.#waiting.push(...(this.#ways.later() ?? []))
    this.#idle = this.#waiting.length === 0
    return !this.#idle
  }

  /** For the turns alone. */
  go(): void {
    const frame = this.#waiting.shift()
    if (!frame) return
    this.#flying++
    this.#ways.send(frame)
  }
}

type Lane = { readonly circle: string; boxes: Outbox[] }

export class Turns {
  /** Whose turn was last stands last. */
  #lanes: Lane[] = []
  #flying = 0
  #flowing = false

  /** `circle`: whose link it is. */
  join(circle: string, ways: Ways): Outbox {
    const box = new Outbox(this, ways)
    const lane = this.#lanes.find(one => one.circle === circle)
    if (lane) lane.boxes.push(box)
    else this.#lanes.push({ circle, boxes: [box] })
    return box
  }

  /** The link is over. */
  leave(box: Outbox): void {
    if (!this.#lanes.some(({ boxes }) => boxes.includes(box))) return
    for (const lane of this.#lanes) lane.boxes = lane.boxes.filter(one => one !== box)
    this.#lanes = this.#lanes.filter(({ boxes }) => boxes.length > 0)
    this.landed(box.flying)
    this.flow()
  }

  /** Frames that have left for the network, or went with their link. */
  landed(frames: number): void {
    this.#flying -= frames
  }

  flow(): void {
    if (this.#flowing) return
    this.#flowing = true
    try {
      for (let box = this.#next(); box; box = this.#next()) {
        this.#flying++
        box.go()
      }
    } finally {
      this.#flowing = false
    }
  }

  #next(): Outbox | undefined {
    return this.#find(false) ?? this.#find(true)
  }

  #find(background: boolean): Outbox | undefined {
    const free = this.#flying < MOST_FLYING
    // Copies: what is asked of a link may end it.
    for (const lane of [...this.#lanes])
      for (const box of [...lane.boxes]) {
        if (!box.isReady(free, background) || !lane.boxes.includes(box)) continue
        this.#lanes = [...this.#lanes.filter(one => one !== lane), lane]
        lane.boxes = [...lane.boxes.filter(one => one !== box), box]
        return box
      }
    return undefined
  }
}
