/**
 * How a figure is taken: always a ratio against a reference in the same run, subject and reference in turn and the order
 * rotated, the median of the per-round ratios. A run is void when measuring one thing twice gives two answers, or when
 * other programs were busy meanwhile.
 *
 * To add a figure, add one file to figures/ that exports `figure: Figure`. Nothing else knows of it.
 */
import { readdirSync, readFileSync } from 'node:fs'

/** What one round of one side took, in ms. `cpu` is user and system time of whatever did the work. */
export type Taken = { readonly wall: number; readonly cpu: number }
export type Side = () => Taken | Promise<Taken>

export type Spread = { readonly median: number; readonly min: number; readonly max: number }
export type Comparison = { readonly wall: Spread; readonly cpu: Spread }

/** One line of the table. `most`: met at or below it; `least`: met at or above it. */
export type Line = {
  readonly what: string
  readonly goal: { readonly most: number } | { readonly least: number }
  readonly figure: Spread
}

export type Figure = {
  /** As in docs: `B2`. */
  readonly id: string
  /**
   * `dir` is an empty folder on the disk that is measured; `say` tells a person what is going on; `shelf` gives the
   * profile of a notebook with so many entries, which several figures share: leave it as it was.
   */
  readonly take: (
    dir: string,
    say: (line: string) => void,
    shelf: (entries: number) => Promise<string>,
  ) => Promise<Line[]>
}

/** Rounds for things of milliseconds, and for things of seconds. */
export const SMALL = 15
export const LARGE = 5

/** Measures work done in this process. */
export async function took(work: () => void | Promise<void>): Promise<Taken> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  await work()
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { wall, cpu: (user + system) / 1000 }
}

export const side =
  (work: () => void | Promise<void>): Side =>
  () =>
    took(work)

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
  return { median, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 }
}

/** Subject over reference: A B, B A, A B … after one round of each that does not count. */
export async function compare(rounds: number, subject: Side, reference: Side): Promise<Comparison> {
  const wall: number[] = []
  const cpu: number[] = []
  await subject()
  await reference()
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? [subject, reference] : [reference, subject]
    const first = await order[0]?.()
    const second = await order[1]?.()
    const [a, b] = round % 2 === 0 ? [first, second] : [second, first]
    if (!a || !b) throw new Error('a round has two sides')
    wall.push(a.wall / Math.max(b.wall, 0.001))
    cpu.push(a.cpu / Math.max(b.cpu, 0.001))
  }
  return { wall: spread(wall), cpu: spread(cpu) }
}

/** A ratio the other way round: how many times less. */
export const inverse = ({ median, min, max }: Spread): Spread => ({
  median: 1 / median,
  min: 1 / max,
  max: 1 / min,
})

export const met = ({ goal, figure }: Line): boolean =>
  'most' in goal ? figure.median <= goal.most : figure.median >= goal.least

type Processes = ReadonlyMap<number, { readonly parent: number; readonly ticks: number }>

/** Every process there is, with the ticks that it and its ended children have used. */
function processes(): Processes {
  const all = new Map<number, { parent: number; ticks: number }>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      // proc(5): ppid is field 4, utime stime cutime cstime are 14 to 17; here counted from field 3.
      const used = fields.slice(11, 15).reduce((sum, text) => sum + Number(text), 0)
      all.set(Number(name), { parent: Number(fields[1]), ticks: used })
    } catch {
      // Ended while we looked.
    }
  }
  return all
}

function below(root: number, all: Processes): number {
  const mine = (pid: number): boolean => {
    if (pid === root) return true
    const parent = all.get(pid)?.parent
    return parent !== undefined && parent > 0 && mine(parent)
  }
  let sum = 0
  for (const [pid, { ticks }] of all) if (mine(pid)) sum += ticks
  return sum
}

/** Bytes of memory that belong to this process and all below it: what they share counts in parts (PSS). */
export function memory(root: number): number {
  const all = processes()
  const mine = (pid: number): boolean =>
    pid === root || (all.has(pid) && all.get(pid)?.parent !== 0 && mine(all.get(pid)?.parent ?? 0))
  let sum = 0
  for (const pid of all.keys()) {
    if (!mine(pid)) continue
    try {
      sum += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024
    } catch {
      // Ended while we looked.
    }
  }
  return sum
}

/** Milliseconds of CPU that these processes and all below them have used so far. 0 off Linux. */
export function spent(roots: readonly number[]): number {
  try {
    const all = processes()
    return 10 * roots.reduce((sum, root) => sum + below(root, all), 0)
  } catch {
    return 0
  }
}

/**
 * Ticks of CPU that other programs have used, by process: all that are not this one, not above it and not below it. The first
 * process of the machine is left out: it takes in what is left of a program of ours that was killed, and its ticks with it.
 * Undefined off Linux.
 */
export function others(): ReadonlyMap<number, number> | undefined {
  try {
    const all = processes()
    const above = new Set<number>([1])
    for (let pid = process.pid; pid > 1; pid = all.get(pid)?.parent ?? 0) above.add(pid)
    const isBelow = (pid: number): boolean => {
      const parent = all.get(pid)?.parent ?? 0
      return parent === process.pid || (parent > 1 && isBelow(parent))
    }
    return new Map(
      [...all].flatMap(([pid, { ticks }]) => (above.has(pid) || isBelow(pid) ? [] : [[pid, ticks]])),
    )
  } catch {
    return undefined
  }
}
