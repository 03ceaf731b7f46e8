import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { keep, type Outcome, STIR } from '../../../src/main/lan/keep.ts'

/** A socket that a test opens and closes. */
class Socket extends EventEmitter {
  readyState = 0
  terminate(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.emit('close', 1006)
  }
  open(): void {
    this.readyState = 1
    this.emit('open')
  }
}

const HOUR = 3_600_000
/** When each try began, in ms since the last `forget`. */
let tries: number[]
let last: Socket
let outcome: Outcome | undefined
/** What becomes of a try. */
let fate: (socket: Socket) => void
let from = 0
const forget = (): void => {
  from = Date.now()
  tries = []
}

function keeping() {
  return keep(
    () => {
      const socket = new Socket()
      last = socket
      tries.push(Date.now() - from)
      queueMicrotask(() => fate(socket))
      return socket as unknown as WebSocket
    },
    (_, how) => {
      outcome = how
      how.up()
    },
    () => {},
    { chance: () => 0.5, now: () => Date.now() },
  )
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const fails = (socket: Socket): void => socket.terminate()
const opens = (socket: Socket): void => socket.open()
const silent = (): void => {}
/** The longest pause between tries in vain. */
async function longestPause(during = 600_000): Promise<number> {
  forget()
  await pass(during)
  return Math.max(...tries.map((at, i) => at - (tries[i - 1] ?? 0)))
}

beforeEach(() => {
  vi.useFakeTimers()
  forget()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a hub that is kept', () => {
  it('is tried every minute when it never answered, and every ten seconds when it did within the hour', async () => {
    fate = fails
    const never = keeping()
    expect(await longestPause(300_000)).toBe(7500)
    await pass(60_000)
    expect(await longestPause()).toBe(45_000)
    never.stop()
    fate = opens
    const once = keeping()
    await pass(1000)
    fate = fails
    last.terminate()
    expect(await longestPause()).toBe(7500)
    await pass(HOUR)
    expect(await longestPause()).toBe(45_000)
    once.stop()
  })

  it('is tried at once at a sign of life, and then as often as at the beginning', async () => {
    fate = fails
    const kept = keeping()
    await pass(600_000)
    forget()
    kept.stir()
    expect(tries).toEqual([0])
    await pass(1500)
    expect(tries).toEqual([0, 1000])
    kept.stop()
  })

  it('takes no more than one sign in five seconds, whoever makes them', async () => {
    fate = fails
    const kept = keeping()
    await pass(600_000)
    forget()
    for (let i = 0; i < 1000; i++) {
      kept.stir()
      await pass(10)
    }
    expect(tries.length).toBeGreaterThan(1)
    expect(tries.length).toBeLessThanOrEqual(2 * (10_000 / STIR) + 4)
    kept.stop()
  })

  it('is let be by a sign while it is there, and begun anew when a try stands unanswered', async () => {
    fate = opens
    const kept = keeping()
    await pass(1000)
    forget()
    kept.stir()
    await pass(60_000)
    expect(tries).toEqual([])
    fate = silent
    last.terminate()
    await pass(10_000)
    expect(last.readyState).toBe(0)
    await pass(500)
    forget()
    fate = opens
    kept.stir()
    kept.stir()
    expect(tries).toEqual([0])
    await pass(0)
    expect(last.readyState).toBe(1)
    kept.stop()
    expect(outcome).toBeDefined()
  })
})
