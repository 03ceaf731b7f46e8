/** Timers that run only when told to. */
import type { Timers } from '../../src/renderer/face/features/today/keeper.ts'

export function heldTimers() {
  let now = 0
  const waiting = new Set<{ at: number; run: () => void }>()
  const timers: Timers = {
    after(ms, run) {
      const one = { at: now + ms, run }
      waiting.add(one)
      return () => waiting.delete(one)
    },
  }
  return {
    timers,
    pass(ms: number): void {
      now += ms
      for (const one of [...waiting].sort((a, b) => a.at - b.at))
        if (one.at <= now && waiting.delete(one)) one.run()
    },
  }
}
