/** A core dump of the vault would hold its keys: on Linux, none of a process's memory goes into one. */
import { writeFileSync } from 'node:fs'

/**
 * Clears the set of memory kinds that a dump of this process contains (core(5), coredump_filter); children inherit it.
 * Elsewhere dumps are off by default. A process that may not be looked into at all, as a sandboxed page, has no dump.
 */
export function forgetCore(pid: number | 'self'): void {
  if (process.platform !== 'linux') return
  try {
    writeFileSync(`/proc/${pid}/coredump_filter`, '0')
  } catch {
    // Already gone, or closed to us and so to the system's dumps as well.
  }
}
