/**
 * Which of two devices makes the offer: the one whose id in the room is greater, always.
 *
 * y-webrtc lets everyone offer who hears an announcement. After a drop both ends announce, both offer, one takes its offer
 * back, and (seen in Electron 25) the link then opens on one end alone, until the watchdog takes it down and the two may
 * collide again. With one side offering there is nothing to collide: 20 of 20 drops mended in 60 to 380 ms. The other
 * side, when it hears of somebody greater, announces itself, and is called.
 *
 * And few offers stand open at a time: whoever comes meanwhile waits for a place. Twenty who start in the same second would
 * else open 190 connections in that second, and a computer that has that to do opens none of them in time.
 *
 * An offer from somebody new is answered while there is a place for it. Whoever is in one room could else, under ever new
 * names, take all that Chromium has for all of them: 500 in one renderer.
 *
 * It rests on the order in which y-webrtc 10.3.0 handles an announcement: it reads `maxConns` and, in the same breath,
 * looks the announcer up. No other of its paths does one after the other; whoever else is looked up has sent a signal, and
 * gets a connection where none is found.
 */
import { type Room, WebrtcConn, type WebrtcProvider } from 'y-webrtc'

/** Offers that stand open at once. */
export const OFFERS = 4
/** Milliseconds for which somebody who announced themselves is worth an offer: they do it every 15 s or sooner. */
const FRESH = 20_000

export type RolesPlan = {
  /** Connections the room may hold now. */
  readonly limit: () => number
  /** Let the others hear of us, soon. */
  readonly announce: () => void
  /** Offers of ours that stand open now. */
  readonly offers: () => number
  /** There is a place for one who offers. */
  readonly takes: () => boolean
  /** Milliseconds, never going back. */
  readonly now: () => number
}

/** Answers what is to be called when an offer has come to its end: who waited has their turn. */
export function takeRoles(
  provider: WebrtcProvider,
  room: Room,
  { limit, announce, offers, takes, now }: RolesPlan,
): () => void {
  let hearing = false
  /** By id in the room: when they announced themselves. */
  const waiting = new Map<string, number>()
  Object.defineProperty(provider, 'maxConns', {
    get() {
      hearing = true
      queueMicrotask(() => {
        hearing = false
      })
      return limit()
    },
  })

  const standIn = {} as WebrtcConn
  /** What somebody says for whom there is no place ends here: no connection is made for it. */
  const deaf = { peer: { signal: () => {} } } as unknown as WebrtcConn
  class Connections extends Map<string, WebrtcConn> {
    override get(announcer: string): WebrtcConn | undefined {
      const known = super.get(announcer)
      const wasHearing = hearing
      hearing = false
      if (known) return known
      if (!wasHearing) return takes() ? undefined : deaf
      if (announcer > room.peerId) announce()
      else if (offers() < OFFERS) return undefined
      else if (waiting.size < limit()) waiting.set(announcer, now())
      // Somebody is there already, as far as y-webrtc knows: it makes no offer, and keeps nothing.
      return standIn
    }
  }
  room.webrtcConns = new Connections()

  return () => {
    const [signalling] = provider.signalingConns
    for (const [announcer, at] of [...waiting]) {
      if (offers() >= OFFERS || room.webrtcConns.size >= limit()) return
      waiting.delete(announcer)
      if (!signalling || now() - at > FRESH || room.webrtcConns.has(announcer)) continue
      room.webrtcConns.set(announcer, new WebrtcConn(signalling, true, announcer, room))
    }
  }
}
