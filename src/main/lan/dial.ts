/** Keeps one other hub connected: dials, waits longer after each failure, and starts anew when the network changes. */
import { connect } from 'node:net'
import { WebSocket } from 'ws'
import { type Address, writeAddress } from '../../shared/address.ts'
import { HUB_PATH } from './door.ts'
import { LIMITS } from './message.ts'
import { greet, type Ourselves } from './remote.ts'

export type Dialled = 'up' | 'unreachable' | 'refused'

export type Dialling = {
  /** The network is another one now: forget how long we were told to wait. */
  readonly again: () => void
  readonly stop: () => void
}

/** The close code of a hub that will not have us (RFC 6455, 7.4.1: policy violation). */
const VIOLATION = 1008

const SHORTEST = 1000
const LONGEST = 60_000

/** Milliseconds before the next try: doubling from 1 s to 60 s, each somewhere in its upper half. `chance` is in [0, 1). */
export const backOff = (failures: number, chance: number): number =>
  Math.max(SHORTEST, Math.min(LONGEST, SHORTEST * 2 ** Math.min(failures, 16)) * (0.5 + chance / 2))

export function dial(
  { host, port }: Address,
  ourselves: Ourselves,
  tell: (state: Dialled) => void,
  chance: () => number = Math.random,
): Dialling {
  let failures = 0
  let stopped = false
  let hurry = false
  let waiting: ReturnType<typeof setTimeout> | undefined
  let socket: WebSocket | undefined
  let told: Dialled | undefined

  const say = (state: Dialled): void => {
    if (state !== told && !stopped) tell(state)
    told = state
  }

  function attempt(): void {
    waiting = undefined
    let refused = false
    // The zone of a link-local address is for the socket; a URL and a Host header cannot hold it.
    const url = `ws://${writeAddress(host.replace(/%.*$/, ''), port)}${HUB_PATH}`
    const opening = new WebSocket(url, {
      maxPayload: LIMITS.wrapped,
      perMessageDeflate: false,
      followRedirects: false,
      createConnection: () => connect({ host, port }),
    })
    socket = opening
    const late = setTimeout(
      () => opening.readyState === opening.CONNECTING && opening.terminate(),
      LIMITS.hello,
    )
    opening.on('error', () => opening.terminate())
    opening.on('unexpected-response', () => {
      refused = true
      opening.terminate()
    })
    opening.on('open', () =>
      greet(opening, 'dialler', ourselves, {
        onUp() {
          failures = 0
          say('up')
        },
        onRefused() {
          refused = true
        },
      }),
    )
    opening.on('close', code => {
      clearTimeout(late)
      socket = undefined
      if (stopped) return
      if (code === VIOLATION) refused = true
      say(refused ? 'refused' : 'unreachable')
      if (hurry) {
        hurry = false
        attempt()
        return
      }
      waiting = setTimeout(attempt, backOff(refused ? Math.max(failures, 4) : failures, chance()))
      failures += 1
    })
  }
  attempt()

  return {
    again() {
      failures = 0
      if (waiting !== undefined) {
        clearTimeout(waiting)
        attempt()
      } else if (socket?.readyState === WebSocket.CONNECTING) {
        // It was dialled into the network that has gone, and would wait there for its time to run out.
        hurry = true
        socket.terminate()
      }
    },
    stop() {
      stopped = true
      clearTimeout(waiting)
      socket?.terminate()
    },
  }
}
