/**
 * The network between the devices of a story: who is in one room and in reach of each other has a link, on which frames
 * arrive in order, late, or not at all: then the link is gone, as with a data channel. Couriers of flesh are in tests/net.
 */

import * as v from 'valibot'
import { type FromCourier, ToCourier } from '../../src/shared/contract/courier.ts'
import type { Time } from './time.ts'

export type End = { readonly name: string; hear(message: FromCourier): void }
type Link = { readonly id: string; readonly ends: readonly [End, End]; readonly room: string }

/** After this long those who could have a link have one, in ms. */
const MEETING = 2000

export class Wire {
  readonly #time: Time
  readonly #roll: () => number
  readonly #rooms = new Map<End, readonly string[]>()
  /** Islands: only those of one number reach each other; 0 is where everybody is at first. */
  readonly #island = new Map<End, number>()
  #links: Link[] = []
  #next = 1
  #soon = false
  /** When the newest frame of a lane is due. */
  readonly #due = new Map<string, number>()
  /** How likely a frame takes its link with it, and until when, in UTC ms. */
  loss = { share: 0, until: 0 }
  /** Longest delay of a frame, in ms. */
  delay = 20
  /** Everybody reaches only those beside them in this order; all reach all when it is empty. */
  line: readonly End[] = []
  /** Frames carried. */
  frames = 0
  /** Everything an end was ever sent, for those who look for what it must not have. */
  readonly taken = new Map<End, Uint8Array[]>()

  constructor(time: Time, roll: () => number) {
    this.#time = time
    this.#roll = roll
  }

  from(end: End, said: unknown): void {
    const message = v.parse(ToCourier, said)
    if (message.kind === 'rooms') {
      this.#rooms.set(
        end,
        message.rooms.map(({ name }) => name),
      )
      for (const link of this.#of(end)) if (!this.#in(link.room, end)) this.#close(link)
      return this.#later()
    }
    if (message.kind === 'again') return
    const link = this.#links.find(({ id }) => id === message.link)
    if (!link) return
    if (message.kind === 'drop') return this.#close(link)
    if (this.#time.now() < this.loss.until && this.#roll() < this.loss.share) return this.#close(link)
    this.#carry(link, end, message.bytes.slice())
  }

  #carry(link: Link, from: End, bytes: Uint8Array): void {
    const to = link.ends[0] === from ? link.ends[1] : link.ends[0]
    const lane = `${link.id} ${from.name}`
    // Never before what was sent before it.
    const due = Math.max(this.#due.get(lane) ?? 0, this.#time.now() + this.#roll() * this.delay)
    this.#due.set(lane, due)
    this.#time.at(due, () => {
      if (!this.#links.includes(link)) return
      this.frames++
      this.taken.get(to)?.push(bytes)
      from.hear({ kind: 'credit', link: link.id, frames: 1 })
      to.hear({ kind: 'frame', link: link.id, bytes })
    })
  }

  /** Off, asleep, or its power is gone. */
  leave(end: End): void {
    this.#rooms.delete(end)
    for (const link of this.#of(end)) this.#close(link)
  }

  put(end: End, island: number): void {
    this.#island.set(end, island)
    for (const link of this.#of(end)) if (!this.#together(link.ends[0], link.ends[1])) this.#close(link)
    this.#later()
  }

  #of = (end: End): Link[] => this.#links.filter(({ ends }) => ends.includes(end))
  #in = (room: string, end: End): boolean => this.#rooms.get(end)?.includes(room) ?? false
  #together(a: End, b: End): boolean {
    if ((this.#island.get(a) ?? 0) !== (this.#island.get(b) ?? 0)) return false
    return this.line.length === 0 || Math.abs(this.line.indexOf(a) - this.line.indexOf(b)) === 1
  }

  #close(link: Link): void {
    if (!this.#links.includes(link)) return
    this.#links = this.#links.filter(other => other !== link)
    for (const end of link.ends) this.#time.after(0, () => end.hear({ kind: 'closed', link: link.id }))
    this.#later()
  }

  /** Whoever may meet by what has just changed. */
  #later(): void {
    if (this.#soon) return
    this.#soon = true
    this.#time.after(MEETING, () => {
      this.#soon = false
      this.#meet()
    })
  }

  #meet(): void {
    const here = [...this.#rooms.keys()]
    for (const [i, a] of here.entries())
      for (const b of here.slice(i + 1)) {
        if (!this.#together(a, b)) continue
        for (const room of this.#rooms.get(a)?.filter(name => this.#in(name, b)) ?? []) {
          const there = this.#links.some(
            link => link.room === room && link.ends.includes(a) && link.ends.includes(b),
          )
          if (there) continue
          const link: Link = { id: `link ${this.#next++}`, ends: [a, b], room }
          this.#links.push(link)
          a.hear({ kind: 'opened', link: link.id, room, initiator: true })
          b.hear({ kind: 'opened', link: link.id, room, initiator: false })
        }
      }
  }
}
