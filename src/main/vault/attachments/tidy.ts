/**
 * Pieces of files that went by, cleared away every few megabytes. Left to itself the engine lets some sixty of them lie
 * about, since it counts its own small objects and hardly these.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes that go by between two clearings. */
const EVERY = 8 * 1024 * 1024

type Clear = (how: { type: 'minor' }) => void

/** Young objects alone: about a millisecond. Undefined in an engine that does not offer it. */
function clearing(): Clear | undefined {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext("typeof gc === 'function' ? gc : undefined")
  setFlagsFromString('--no-expose-gc')
  return typeof gc === 'function' ? (gc as Clear) : undefined
}

let clear: Clear | undefined
let asked = false
let gone = 0

/** So many bytes of a file were taken in or given out. */
export function passed(bytes: number): void {
  gone += bytes
  if (gone < EVERY) return
  gone = 0
  if (!asked) clear = clearing()
  asked = true
  clear?.({ type: 'minor' })
}
