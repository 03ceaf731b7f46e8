/** What a suite left running: found by a mark in its environment, however far it strayed from its parents. */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/** A mark no other run has; every process that inherits the environment carries it. */
export const newMark = () => randomUUID()

/** Ends everything that still carries the mark, and answers how many there were. Linux only; elsewhere none are found. */
export function endMarked(mark) {
  if (process.platform !== 'linux') return 0
  let ended = 0
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`KINFOLD_RUN=${mark}`))
        continue
      process.kill(Number(pid), 'SIGKILL')
      ended++
    } catch {
      // It has ended, or it belongs to somebody else.
    }
  }
  return ended
}
