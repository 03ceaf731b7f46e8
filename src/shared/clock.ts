/** The clock is passed, never reached for: rules stay pure and a test can set it ten years ahead. */
export type Clock = {
  /** Milliseconds since 1970-01-01 UTC, by this computer; it may be wrong. */
  readonly now: () => number
}
