/** How fast one connection may talk: a bucket that fills at `rate` messages a second and holds `burst` of them. */
export function pace({ rate, burst }: { rate: number; burst: number }, now: () => number) {
  let left = burst
  let last = now()
  /** False when this message is one too many. `now` in milliseconds, never going back. */
  return (): boolean => {
    const at = now()
    left = Math.min(burst, left + ((at - last) / 1000) * rate)
    last = at
    if (left < 1) return false
    left -= 1
    return true
  }
}
