/** How long to wait before a room that fell is started again: at once the first time, then longer, never for ever. */

const FIRST = 100
const LONGEST = 15_000
/** A room that stood this long, in ms, has fallen for the first time when it falls. */
export const STEADY = 30_000

/** `falls`: how often in a row, from 1. In ms. */
export const backOff = (falls: number): number => Math.min(FIRST * 4 ** Math.max(0, falls - 1), LONGEST)

/** How often in a row it has fallen, now that it fell after standing for `stood` ms. */
export const fallsInARow = (before: number, stood: number): number => (stood >= STEADY ? 1 : before + 1)
