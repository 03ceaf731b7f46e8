import { describe, expect, it } from 'vitest'
import { FEW, LONGEST, UNCONNECTED, watchdog } from '../../../src/renderer/courier/watchdog.ts'

type Options = { readonly chance?: number; readonly offered?: boolean; readonly among?: number }

/** A watchdog, and its tries with one peer: each is a new connection once the one before was taken down. */
function watch({ chance = 0.5, offered = true, among = 1 }: Options = {}) {
  let at = 0
  const state = { open: false, lost: false, destroyed: 0 }
  let key = {}
  const dog = watchdog(
    () => at,
    () => chance,
  )
  const connection = (peer: string) => ({
    peer,
    offered,
    isOpen: () => state.open,
    isLost: () => state.lost,
    destroy: () => {
      state.destroyed += 1
      key = {}
    },
  })
  const others = Array.from({ length: among - 1 }, (_, i) => ({
    key: {},
    connection: { ...connection(`other ${i}`), destroy() {} },
  }))
  const look = (peer: string) =>
    dog.look([[key, connection(peer)], ...others.map(other => [other.key, other.connection] as const)])
  const pass = (milliseconds: number, peer = 'ben') => {
    for (const end = at + milliseconds; at < end; ) {
      at += 500
      look(peer)
    }
  }
  /** Milliseconds until a new try with this peer is given up. */
  const patience = (peer = 'ben'): number => {
    const before = state.destroyed
    look(peer)
    const begun = at
    while (state.destroyed === before) pass(500, peer)
    return at - begun
  }
  look('ben')
  return { state, pass, patience, dog }
}

describe('the watchdog', () => {
  it('takes down what has not connected after 3 to 6 seconds, and sooner where the other side offered', () => {
    for (const [chance, offered, patience] of [
      [0, false, 3000],
      [0.999, false, 4500],
      [0, true, 4500],
      [0.999, true, 6000],
    ] as const) {
      const { state, pass } = watch({ chance, offered })
      pass(patience - 500)
      expect(state.destroyed).toBe(0)
      pass(500)
      expect(state.destroyed).toBe(1)
    }
  })

  it('waits twice as long at each try with somebody who was never linked, up to a bound', () => {
    const { patience } = watch({ chance: 0 })
    expect(Array.from({ length: 5 }, () => patience())).toEqual([4500, 9000, 18_000, LONGEST, LONGEST])
  })

  it('waits no longer for somebody else because one did not come', () => {
    const { patience } = watch({ chance: 0 })
    patience('ben')
    patience('ben')
    expect(patience('cleo')).toBe(4500)
  })

  it('is as quick as at first once somebody came to the room anew', () => {
    const { patience, dog } = watch({ chance: 0 })
    patience()
    patience()
    dog.anew()
    expect(patience()).toBe(4500)
  })

  it('is as quick as ever with somebody who was linked before, however often it is in vain', () => {
    const { state, pass, patience } = watch({ chance: 0 })
    patience()
    state.open = true
    pass(500)
    state.open = false
    expect(Array.from({ length: 5 }, () => patience())).toEqual([4500, 4500, 4500, 4500, 4500])
  })

  it('waits longer while many are opened at once, and not for a few', () => {
    expect(watch({ chance: 0, among: FEW }).patience()).toBe(4500)
    expect(watch({ chance: 0, among: 3 * FEW }).patience()).toBe(3 * 4500)
    expect(watch({ chance: 0, among: 60 }).patience()).toBe(LONGEST)
    expect(UNCONNECTED.most).toBeLessThan(LONGEST)
  })

  it('leaves what is connected alone, for as long as it is', () => {
    const { state, pass } = watch()
    state.open = true
    pass(3_600_000)
    expect(state.destroyed).toBe(0)
  })

  it('gives a lost path 15 seconds to come back, each time anew', () => {
    const { state, pass } = watch()
    state.open = true
    state.lost = true
    pass(14_500)
    state.lost = false
    pass(1000)
    state.lost = true
    pass(15_000)
    expect(state.destroyed).toBe(0)
    pass(1000)
    expect(state.destroyed).toBe(1)
  })
})
