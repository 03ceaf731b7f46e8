import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { telling } from '../../../src/main/lan/seen.ts'
import { wakes } from '../../../src/main/lan/wake.ts'
import type { NetworkSeen } from '../../../src/shared/contract/lan.ts'

describe('a computer that slept', () => {
  it('is noticed by either clock, and a busy one is not taken for it', () => {
    const woke = wakes(2000)
    expect(woke(0, 1_000_000)).toBe(false)
    expect(woke(2000, 1_002_000)).toBe(false)
    // Busy: five seconds late.
    expect(woke(9000, 1_009_000)).toBe(false)
    // Asleep for an hour, by a clock that stood still and one that did not.
    expect(woke(11_000, 4_611_000)).toBe(true)
    expect(woke(13_000, 4_613_000)).toBe(false)
    // And by both.
    expect(woke(3_613_000, 8_213_000)).toBe(true)
    // A wall clock that was set back.
    expect(woke(3_615_000, 8_000_000)).toBe(true)
    expect(woke(3_617_000, 8_002_000)).toBe(false)
  })
})

describe('what the hub sees', () => {
  const network = (multicast: NetworkSeen['multicast']): NetworkSeen => ({
    interfaces: [],
    listening: [],
    multicast,
    hubs: [],
    signalling: [],
  })
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is told at a change, at most twice a second, the newest last, and nothing twice', () => {
    let now = network('off')
    const told: string[] = []
    const changed = telling(
      () => now,
      one => told.push(one.multicast),
      () => performance.now(),
    )
    for (let i = 0; i < 100; i++) {
      now = network((['silent', 'heard'] as const)[i % 2] ?? 'off')
      changed()
      vi.advanceTimersByTime(10)
    }
    expect(told).toHaveLength(2)
    now = network('blocked')
    changed()
    vi.advanceTimersByTime(1000)
    expect(told).toEqual(['silent', 'heard', 'blocked'])
    changed()
    vi.advanceTimersByTime(5000)
    expect(told).toHaveLength(3)
  })
})
