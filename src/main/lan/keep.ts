/** Keeps one connection: opens it, waits longer after each failure, and starts anew when the network changes. */
import { WebSocket } from 'ws'
import { LIMITS } from './message.ts'

export type State = 'up' | 'unreachable' | 'refused'

/** `error`: the system's word (`ECONNREFUSED`), where it had one. */
export type Standing = { readonly state: State; readonly error: string | null }

export type Keeping = {
  /** The network is another one now: forget how long we were told to wait. */
  readonly again: () => void
  /** The computer slept: whatever there was is not to be trusted, and is opened anew at once. */
  readonly anew: () => void
  /** Somebody is heard there: whoever is waited for is tried at once, a few times a minute at most. */
  readonly stir: () => void
  readonly stop: () => void
}

/** What the one who opened it says of it. */
export type Outcome = {
  readonly up: () => void
  /** It answered, and will not have us. */
  readonly refused: () => void
  /** It was ourselves: nobody refused us, and somebody else may stand there soon. */
  readonly ourselves: () => void
}

/** The close code of one that will not have us (RFC 6455, 7.4.1: policy violation). */
const VIOLATION = 1008

const SHORTEST = 1000
const LONGEST = 60_000
/** Milliseconds between tries where somebody answered within the last hour: they are probably not gone for good. */
const SOON = 10_000
const HOUR = 3_600_000
/** Milliseconds at the beginning for which everybody counts as somebody who did: this hub may have fallen and started anew. */
const BEGINNING = 300_000

/** Milliseconds before the next try: doubling from 1 s to `longest`, each somewhere in its upper half. `chance` is in [0, 1). */
export const backOff = (failures: number, chance: number, longest = LONGEST): number =>
  Math.max(SHORTEST, Math.min(longest, SHORTEST * 2 ** Math.min(failures, 16)) * (0.5 + chance / 2))

/** Milliseconds between two signs of life that are taken: anybody on the network can make them. */
export const STIR = 5000
/** Milliseconds after which a try that nobody answered yet is begun anew at a sign: its packets went where nobody was. */
const STALE = 1000

/** After a refusal as after four failures: nothing has changed there within seconds. */
const REFUSED = 4
/** Where we met ourselves we look again as after two, however often that was. */
const OURSELVES = 2

/** The system's word for what went wrong, where it has one. */
export const wordOf = (error: unknown): string | null => {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && /^[A-Z0-9_]{1,64}$/.test(code) ? code : null
}

/** `now`: milliseconds, never going back. `chance` in [0, 1). */
export type KeepPlan = { readonly chance: () => number; readonly now: () => number }

export function keep(
  open: () => WebSocket,
  opened: (socket: WebSocket, outcome: Outcome) => void,
  tell: (standing: Standing) => void,
  { chance, now }: KeepPlan,
): Keeping {
  let failures = 0
  let stopped = false
  let hurry = false
  let waiting: ReturnType<typeof setTimeout> | undefined
  let socket: WebSocket | undefined
  let told: Standing | undefined
  /** When it was last up, when the last try began, and when the last sign was taken. */
  let stood = now() - HOUR + BEGINNING
  let begun = 0
  let stirred = Number.NEGATIVE_INFINITY
  let isUp = false

  const say = (state: State, error: string | null = null): void => {
    if (stopped || (told?.state === state && told.error === error)) return
    told = { state, error }
    tell(told)
  }

  function attempt(): void {
    waiting = undefined
    begun = now()
    let refused = false
    let ourselves = false
    let error: string | null = null
    const opening = open()
    socket = opening
    const late = setTimeout(() => {
      if (opening.readyState !== WebSocket.CONNECTING) return
      error = 'ETIMEDOUT'
      opening.terminate()
    }, LIMITS.hello)
    opening.on('error', reason => {
      error ??= wordOf(reason)
      opening.terminate()
    })
    opening.on('unexpected-response', () => {
      refused = true
      opening.terminate()
    })
    opening.on('open', () =>
      opened(opening, {
        up() {
          failures = 0
          isUp = true
          say('up')
        },
        refused() {
          refused = true
        },
        ourselves() {
          refused = true
          ourselves = true
        },
      }),
    )
    opening.on('close', code => {
      clearTimeout(late)
      socket = undefined
      if (isUp) stood = now()
      isUp = false
      if (stopped) return
      if (code === VIOLATION) refused = true
      if (hurry) {
        hurry = false
        attempt()
        return
      }
      say(refused ? 'refused' : 'unreachable', refused ? null : error)
      const tries = ourselves ? OURSELVES : refused ? Math.max(failures, REFUSED) : failures
      waiting = setTimeout(attempt, backOff(tries, chance(), now() - stood < HOUR ? SOON : LONGEST))
      failures += 1
    })
  }
  attempt()

  function again(which: (socket: WebSocket) => boolean): void {
    failures = 0
    if (waiting !== undefined) {
      clearTimeout(waiting)
      attempt()
    } else if (socket && which(socket)) {
      hurry = true
      socket.terminate()
    }
  }

  return {
    // What was dialled into the network that has gone would wait there for its time to run out.
    again: () => again(({ readyState }) => readyState === WebSocket.CONNECTING),
    anew: () => again(() => true),
    stir() {
      if (isUp || now() - stirred < STIR) return
      stirred = now()
      again(({ readyState }) => readyState === WebSocket.CONNECTING && now() - begun >= STALE)
    },
    stop() {
      stopped = true
      clearTimeout(waiting)
      socket?.terminate()
    },
  }
}
