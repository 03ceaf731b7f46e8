/**
 * What a backup's folder is called: `Kinfold backup 2026-11-22 17.30.05`, by the person's own clock, so that it can be
 * found without Kinfold. No colon: sticks and Windows know none.
 */
const NAME = /^Kinfold backup (\d{4}-\d\d-\d\d) (\d\d)\.(\d\d)\.(\d\d)$/

const two = (n: number): string => String(n).padStart(2, '0')

/** `2026-11-22 17.30.05`, local time. */
export function stamp(at: number): string {
  const date = new Date(at)
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}.${two(date.getMinutes())}.${two(date.getSeconds())}`
}

export const backupName = (at: number): string => `Kinfold backup ${stamp(at)}`

/** Of a backup under way, or of one being taken away. It does not count. */
export const UNFINISHED = '.new'

/** The day in the name, `2026-11-22`; undefined when it is no backup's name. */
export const dayIn = (name: string): string | undefined => NAME.exec(name)?.[1]

/** UTC ms; null when the name is another. */
export function madeAt(name: string): number | null {
  const found = NAME.exec(name)
  if (!found) return null
  const [, day = '', hours, minutes, seconds] = found
  const at = new Date(`${day}T${hours}:${minutes}:${seconds}`).getTime()
  return Number.isNaN(at) ? null : at
}
