/** Is this machine fit to measure on just now? The same work twice, and an eye on everybody else. */
import { createHash } from 'node:crypto'
import { cpus } from 'node:os'
import { compare, LARGE, others, SMALL, type Spread, side } from './harness.ts'

/** Beyond these a run is void. */
const DIFFERENCE = 0.1
const OTHERS = 0.1

export type Control = {
  /** The same work over itself. */
  readonly ratio: Spread
  /** Share of the machine's CPU that other programs used during the run; undefined where it cannot be read. */
  readonly others: number | undefined
  readonly void: boolean
}

const work = side(() => {
  const hash = createHash('sha256')
  const bytes = Buffer.alloc(1 << 20, 7)
  for (let i = 0; i < 20; i++) hash.update(bytes)
  hash.digest()
})

/** Call it before; what it returns, call afterwards. */
export async function control(): Promise<() => Promise<Control>> {
  const start = others()
  const since = performance.now()
  await compare(LARGE, work, work)
  return async () => {
    const end = others()
    const seconds = (performance.now() - since) / 1000
    const { wall } = await compare(SMALL, work, work)
    const used = [...(end ?? [])].reduce((sum, [pid, ticks]) => sum + ticks - (start?.get(pid) ?? 0), 0)
    // 100 ticks a second and core, as every Linux we know of counts them.
    const share = end && start ? Math.max(0, used) / (100 * seconds * cpus().length) : undefined
    const uneven = Math.abs(wall.median - 1) > DIFFERENCE
    return { ratio: wall, others: share, void: uneven || (share ?? 0) > OTHERS }
  }
}
