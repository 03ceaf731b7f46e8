/** Notices that the computer slept, or that somebody set its clock: time went on and nobody looked. */

/** Milliseconds that a look may be late, or early, before it is a jump. */
const JUMP = 8000

/** Called every `every` ms with both clocks; true after a jump of either. Some systems stop the one in sleep, some none. */
export function wakes(every: number) {
  let last: readonly [number, number] | undefined
  return (steady: number, wall: number): boolean => {
    const before = last
    last = [steady, wall]
    if (!before) return false
    return [steady - before[0], wall - before[1]].some(passed => Math.abs(passed - every) > JUMP)
  }
}
