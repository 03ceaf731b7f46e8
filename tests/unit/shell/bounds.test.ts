/** The window comes back where it was put, and never where no screen is. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fitting, followBounds, LEAST, RESTS, SETTLES } from '../../../src/main/shell/bounds.ts'
import { keepLook, LOOK_FILE } from '../../../src/main/shell/look.ts'
import type { Bounds } from '../../../src/shared/look.ts'

const ONE = { x: 0, y: 0, width: 1920, height: 1040 }
const LEFT = { x: -1280, y: 200, width: 1280, height: 1000 }

it.each<[string, Bounds, Bounds | undefined]>([
  ['where it stood', { x: 40, y: 30, width: 1180, height: 780 }, { x: 40, y: 30, width: 1180, height: 780 }],
  [
    'on a second screen',
    { x: -1200, y: 260, width: 900, height: 700 },
    { x: -1200, y: 260, width: 900, height: 700 },
  ],
  ['as new when its screen is gone', { x: 2400, y: 30, width: 1180, height: 780 }, undefined],
  ['as new when only a strip would show', { x: 1900, y: 30, width: 1180, height: 780 }, undefined],
  [
    'as new when its upper edge is above every screen',
    { x: 40, y: -400, width: 1180, height: 780 },
    undefined,
  ],
  ['as new when it would end beside the screen', { x: -50_000, y: 0, width: 60_000, height: 700 }, undefined],
  ['no larger than the screen', { x: 0, y: 0, width: 5000, height: 5000 }, { ...ONE }],
  [
    'no smaller than can be read',
    { x: 0, y: 0, width: 1, height: 1 },
    { x: 0, y: 0, width: LEAST, height: LEAST },
  ],
])('opens %s', (_, kept, wanted) => {
  expect(fitting(kept, [ONE, LEFT])).toEqual(wanted)
})

it('never opens off every screen, whatever the file says', () => {
  const far = fc.integer({ min: -100_000, max: 100_000 })
  const size = fc.integer({ min: 1, max: 100_000 })
  fc.assert(
    fc.property(far, far, size, size, (x, y, width, height) => {
      const at = fitting({ x, y, width, height }, [ONE, LEFT])
      if (!at) return
      const shows = [ONE, LEFT].some(
        screen =>
          Math.min(at.x + at.width, screen.x + screen.width) > Math.max(at.x, screen.x) &&
          at.y >= screen.y - 1 &&
          at.y < screen.y + screen.height,
      )
      expect(shows).toBe(true)
    }),
  )
})

it('tells where a person put it once it rests, and never how it came up', () => {
  const due: { at: number; run: () => void; off: boolean }[] = []
  let clock = 0
  const timers = {
    now: () => clock,
    after: (ms: number, run: () => void) => {
      const one = { at: clock + ms, run, off: false }
      due.push(one)
      return () => {
        one.off = true
      }
    },
  }
  const pass = (ms: number) => {
    clock += ms
    for (const one of due.filter(({ at, off }) => !off && at <= clock)) {
      one.off = true
      one.run()
    }
  }
  const ears = new Map<string, () => void>()
  const at = { x: 0, y: 0, width: 1180, height: 780 }
  let small = false
  const told: Bounds[] = []
  followBounds(
    {
      getNormalBounds: () => ({ ...at }),
      isMaximized: () => false,
      isDestroyed: () => false,
      isMinimized: () => small,
      isVisible: () => true,
      isFullScreen: () => false,
      on: (event: string, hear: () => void) => ears.set(event, hear),
      once: (event: string, hear: () => void) => ears.set(event, hear),
    },
    timers,
    bounds => told.push(bounds),
  )
  ears.get('show')?.()
  at.x = 12 // the window manager's own idea
  pass(SETTLES)
  ears.get('move')?.()
  pass(RESTS)
  expect(told).toEqual([])
  for (const x of [50, 90, 130]) {
    at.x = x
    ears.get('move')?.()
    pass(RESTS / 2)
  }
  pass(RESTS)
  expect(told.map(({ x }) => x)).toEqual([130])
  // Made small, as hiding does it: nobody moved it.
  small = true
  at.x = -32_000
  ears.get('resize')?.()
  pass(RESTS)
  expect(told).toHaveLength(1)
})

it('stands beside the look in its file, is not told to the page, and goes with everything', () => {
  const profile = mkdtempSync(join(tmpdir(), 'kinfold-bounds-'))
  try {
    const file = join(profile, LOOK_FILE)
    const look = keepLook(profile)
    look.keepWindow({ x: 1, y: 2, width: 900, height: 700 })
    look.keep({ theme: 'dark' })
    expect(readFileSync(file, 'utf8')).toBe(
      '{"theme":"dark","window":{"x":1,"y":2,"width":900,"height":700}}',
    )
    expect(look.read()).toEqual({ theme: 'dark' })
    look.keep({ theme: 'system' })
    expect(keepLook(profile).window()).toEqual({ x: 1, y: 2, width: 900, height: 700 })
    for (const odd of ['{"window":{"x":"1"}}', '{"window":{"x":1,"y":2,"width":9e9,"height":3}}']) {
      writeFileSync(file, odd)
      expect(look.window()).toBeUndefined()
    }
    look.forget()
    expect(existsSync(file)).toBe(false)
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
})
