/** Where the window stands, from one start to the next, and never where no screen is. Sizes in device independent pixels. */
import type { BrowserWindow, Rectangle } from 'electron'
import type { Bounds } from '../../shared/look.ts'
import type { Timers } from './timers.ts'

/** No smaller than this, in any direction: a place can still be read. */
export const LEAST = 360
/** So much of its upper edge must lie on a screen for a hand to get hold of it. */
const HOLD = 96
/** A window manager places a window after it is shown; what it does in this time, in ms, is no person's choice. */
export const SETTLES = 1000
/** A window that is being dragged is not written down at every step, in ms. */
export const RESTS = 600

const overlap = (from: number, length: number, start: number, size: number): number =>
  Math.min(from + length, start + size) - Math.max(from, start)

/** `areas`: the work areas of the screens there are now. Undefined: none of them shows enough of it; let it be as new. */
export function fitting(kept: Bounds | undefined, areas: readonly Rectangle[]): Bounds | undefined {
  if (!kept) return undefined
  for (const { x, y, width, height } of areas) {
    // First as large as it will be: what was wider than a screen may then lie beside it.
    const fits = {
      ...kept,
      width: Math.max(LEAST, Math.min(kept.width, width)),
      height: Math.max(LEAST, Math.min(kept.height, height)),
    }
    const held = overlap(fits.x, fits.width, x, width) >= HOLD
    if (held && fits.y >= y - 1 && fits.y <= y + height - HOLD) return fits
  }
  return undefined
}

type Standing = Pick<BrowserWindow, 'getNormalBounds' | 'isMaximized'>
export function standing(window: Standing): Bounds {
  const { x, y, width, height } = window.getNormalBounds()
  return { x, y, width, height, ...(window.isMaximized() && { maximized: true as const }) }
}

type Followed = Standing &
  Pick<BrowserWindow, 'isDestroyed' | 'isMinimized' | 'isVisible' | 'isFullScreen'> & {
    on(event: 'resize', hear: () => void): unknown
    once(event: 'show', hear: () => void): unknown
  }

/** Tells `keep` where a person put the window, once it rests there; as it came up it is not told. */
export function followBounds(window: Followed, { after }: Timers, keep: (bounds: Bounds) => void): void {
  let last = ''
  let off: (() => void) | undefined
  const there = (): boolean =>
    !window.isDestroyed() && window.isVisible() && !window.isMinimized() && !window.isFullScreen()
  const look = (): void => {
    if (!there()) return
    const now = standing(window)
    if (JSON.stringify(now) === last) return
    last = JSON.stringify(now)
    keep(now)
  }
  const later = (): void => {
    off?.()
    off = after(RESTS, look)
  }
  window.once('show', () => {
    after(SETTLES, () => {
      if (window.isDestroyed()) return
      last = JSON.stringify(standing(window))
      for (const event of ['resize', 'move', 'maximize', 'unmaximize'] as const)
        window.on(event as 'resize', later)
    })
  })
}
