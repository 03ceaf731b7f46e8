/** The clock is passed, never reached for: rules stay pure and a test can set it ten years ahead. */
export type Clock = {
  /** Milliseconds since 1970-01-01 UTC, by this computer; it may be wrong. */
  readonly now: () => number
}

/**
 * The last instant that anything others read may bear, UTC ms: where the last day of the year 9999 begins. Each up to it has
 * a day in every zone, with four digits of a year.
 */
export const LAST_INSTANT = Date.UTC(9999, 11, 31)

/** Now, as others may read it: a clock may say anything. */
export const stamp = (clock: Clock): number => Math.min(LAST_INSTANT, Math.max(0, Math.trunc(clock.now())))
