import { describe, expect, it } from 'vitest'
import { watchdog } from '../../../src/renderer/courier/watchdog.ts'

function watch(chance = 0.5) {
  let at = 0
  const state = { open: false, lost: false, destroyed: 0 }
  const key = {}
  const dog = watchdog(
    () => at,
    () => chance,
  )
  const connection = {
    isOpen: () => state.open,
    isLost: () => state.lost,
    destroy: () => {
      state.destroyed += 1
    },
  }
  const pass = (milliseconds: number) => {
    for (const end = at + milliseconds; at < end; ) {
      at += 500
      if (state.destroyed === 0) dog.look([[key, connection]])
    }
  }
  dog.look([[key, connection]])
  return { state, pass }
}

describe('the watchdog', () => {
  it('takes down what has not connected after 3 to 6 seconds', () => {
    for (const [chance, patience] of [
      [0, 3000],
      [0.5, 4500],
      [0.999, 6000],
    ] as const) {
      const { state, pass } = watch(chance)
      pass(patience - 500)
      expect(state.destroyed).toBe(0)
      pass(500)
      expect(state.destroyed).toBe(1)
    }
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
