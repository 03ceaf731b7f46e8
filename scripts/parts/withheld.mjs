/** How much of the processor this computer was promised and not given: others on the same host take it (Linux tells). */
import { readFileSync } from 'node:fs'

/** Opens a look; the answer, when called, is the share of the time wanted since then that was withheld, 0 to 1. */
export function watchWithheld() {
  const before = times()
  return () => {
    const now = times()
    const [wanted, withheld] = [now.wanted - before.wanted, now.withheld - before.withheld]
    return wanted > 0 ? withheld / wanted : 0
  }
}

function times() {
  if (process.platform !== 'linux') return { wanted: 0, withheld: 0 }
  // proc(5): user nice system idle iowait irq softirq steal, in ticks, over all processors.
  const [user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)[0]
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return { wanted: user + nice + system + irq + softirq + steal, withheld: steal }
}
