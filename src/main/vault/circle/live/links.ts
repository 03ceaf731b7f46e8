/** The open links: frames from the courier become messages for whoever talks in that room, and the other way round. */

import * as v from 'valibot'
import { FromCourier, type ToCourier } from '../../../../shared/contract/courier.ts'
import type { Hash } from '../../crypto/keys.ts'
import { faultOf } from '../../storage/fault.ts'
import { type Message, readMessage, writeMessage } from '../link/message.ts'
import { MOST_WAITING, type Outbox, Turns } from '../link/outbox.ts'
import { type LinkEnd, type Secure, type SecureEvents, secureLink } from '../link/secure.ts'

/** One link, as those who talk on it see it. */
export type Speaker = {
  readonly end: LinkEnd
  /** 32 bytes, the same on both ends of this link and on no other: what is signed to show who one is. */
  readonly transcript: Hash
  say(message: Message): void
  /** The other side is known: larger messages are taken. */
  trust(): void
  /** There may be more to send from the backlog. */
  pump(): void
  drop(): void
}

/** Who talks on a link. `next` is the backlog: asked whenever the network has room; `later`: when nothing else waits. */
export type Talk = {
  hear(message: Message): void
  gone(): void
  next?(): Message | undefined
  later?(): Message | undefined
}

/**
 * `turn`: links that have it in common take one turn together, as those of a circle do. `most`: bytes of a message from
 * somebody who is not known, where it is less than anywhere (secure.ts).
 */
export type Rooms = (
  room: string,
) => { readonly turn: string; readonly begin: (speaker: Speaker) => Talk; readonly most?: number } | undefined

/** `agreeing`: ends it unless keys are agreed. */
type Link = {
  readonly room: string
  readonly secure: Secure
  readonly outbox: Outbox
  readonly agreeing: ReturnType<typeof setTimeout>
  talk?: Talk
}

/** Keys are agreed within this time, or the link ends, in ms. */
export const AGREE = 20_000

export class Links {
  readonly #tell: (message: ToCourier) => void
  readonly #rooms: Rooms
  readonly #open = new Map<string, Link>()
  readonly #turns = new Turns()

  constructor(tell: (message: ToCourier) => void, rooms: Rooms) {
    this.#tell = tell
    this.#rooms = rooms
  }

  /** A message of the courier's, unparsed: the courier is a room that strangers' bytes have been in. */
  hear(message: unknown): void {
    const parsed = v.safeParse(FromCourier, message)
    if (!parsed.success) return
    try {
      this.#heard(parsed.output)
    } catch (error) {
      // A full or failing disk: nothing was committed, and what was coming comes again with the next link.
      if (!faultOf(error)) throw error
      this.#close(parsed.output.link, true)
    }
  }

  #heard(told: FromCourier): void {
    if (told.kind === 'opened')
      return this.#opened(told.link, told.room, told.initiator ? 'initiator' : 'responder')
    const link = this.#open.get(told.link)
    if (!link) return
    if (told.kind === 'frame') link.secure.receive(told.bytes)
    else if (told.kind === 'credit') link.outbox.credit(told.frames)
    else this.#close(told.link, false)
  }

  /** The courier is gone, or the vault closes: every link with it. */
  end(): void {
    for (const name of [...this.#open.keys()]) this.#close(name, true)
  }

  /** Every link in these rooms ends, at once. */
  leave(left: (room: string) => boolean): void {
    for (const [name, { room }] of [...this.#open]) if (left(room)) this.#close(name, true)
  }

  #opened(name: string, room: string, end: LinkEnd): void {
    this.#close(name, false)
    const found = this.#rooms(room)
    if (!found) return this.#tell({ kind: 'drop', link: name })
    const frame = (bytes: Uint8Array): void => this.#tell({ kind: 'frame', link: name, bytes })
    // Asked for in the turn of whichever link: only this one ends by what this one's talk meets.
    const asked = (way: 'next' | 'later') => {
      try {
        const message = this.#open.get(name)?.talk?.[way]?.()
        return message && secure.frames(writeMessage(message))
      } catch (error) {
        if (!faultOf(error)) throw error
        this.#close(name, true)
        return undefined
      }
    }
    const outbox = this.#turns.join(found.turn, {
      send: frame,
      next: () => asked('next'),
      later: () => asked('later'),
    })
    const agreeing = setTimeout(() => this.#close(name, true), AGREE)
    const on: SecureEvents = {
      send: bytes => outbox.put([bytes]),
      ready: transcript => {
        const speaker: Speaker = {
          end,
          transcript,
          say: message => {
            if (outbox.waiting > MOST_WAITING) return this.#close(name, true)
            outbox.put(secure.frames(writeMessage(message)))
          },
          trust: () => secure.trust(),
          pump: () => outbox.flow(),
          drop: () => this.#close(name, true),
        }
        clearTimeout(agreeing)
        const link = this.#open.get(name)
        if (link) link.talk = found.begin(speaker)
      },
      message: bytes => {
        const message = readMessage(bytes)
        if (message) this.#open.get(name)?.talk?.hear(message)
        else this.#close(name, true)
      },
      fail: () => this.#close(name, true),
    }
    const secure = secureLink(end, on, found.most)
    this.#open.set(name, { room, secure, outbox, agreeing })
  }

  #close(name: string, drop: boolean): void {
    const link = this.#open.get(name)
    if (!link) return
    this.#open.delete(name)
    clearTimeout(link.agreeing)
    link.talk?.gone()
    this.#turns.leave(link.outbox)
    if (drop) this.#tell({ kind: 'drop', link: name })
  }
}
