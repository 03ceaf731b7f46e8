/** What processes hold: memory that is theirs, open files, sockets. Linux alone tells (proc(5)). */
import * as fs from 'node:fs'

/**
 * `memory`: bytes that no file stands behind. What is mapped from files is shared with every other Electron of the computer,
 * and a part of it (PSS) moves when one of those comes or goes. `heap`: bytes of JavaScript after a collection, where known.
 */
export type Footprint = {
  readonly memory: number
  readonly handles: number
  readonly sockets: number
  readonly heap?: number
}

/** By what a process is, as its own command line says: `main`, `renderer`, `network`, `node` and so on, with a number. */
export type Footprints = ReadonlyMap<string, Footprint>

/** Of `root` and all below it. */
export function footprints(root: number): Footprints {
  const parents = new Map<number, number>()
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = read(`/proc/${name}/stat`)
    if (stat) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const isOurs = (pid: number): boolean => pid === root || (pid > 1 && isOurs(parents.get(pid) ?? 0))
  const all = new Map<string, Footprint>()
  for (const pid of [...parents.keys()].filter(isOurs).sort((a, b) => a - b)) {
    const held = footprint(pid)
    if (held) all.set(nameOf(pid, pid === root), held)
  }
  return all
}

function nameOf(pid: number, isRoot: boolean): string {
  const line = read(`/proc/${pid}/cmdline`) ?? ''
  const kind = /--utility-sub-type=(\w+)/.exec(line)?.[1] ?? /--type=(\w+)/.exec(line)?.[1]
  return isRoot ? 'main' : `${kind ?? 'other'} ${pid}`
}

function footprint(pid: number): Footprint | undefined {
  const memory = /^Anonymous:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1]
  if (memory === undefined) return undefined
  try {
    const open = fs.readdirSync(`/proc/${pid}/fd`).map(fd => link(`/proc/${pid}/fd/${fd}`))
    const sockets = open.filter(to => to.startsWith('socket:')).length
    return { memory: Number(memory) * 1024, handles: open.length, sockets }
  } catch {
    // Ended while we looked.
    return undefined
  }
}

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function link(file: string): string {
  try {
    return fs.readlinkSync(file)
  } catch {
    return ''
  }
}

const MB = 1024 * 1024
/** What two looks at a process that keeps nothing may differ by: a share and so many more. */
const SLACK = {
  memory: [1.15, 8 * MB],
  heap: [1.1, MB],
  handles: [1, 6],
  sockets: [1, 3],
} as const

/** As sentences: who came to hold more than chance explains. A process that was not there before counts as grown. */
export function grown(before: Footprints, after: Footprints): string[] {
  const said: string[] = []
  for (const [name, now] of after) {
    const then = before.get(name)
    if (!then) {
      said.push(`${name} is new`)
      continue
    }
    for (const [what, [share, more]] of Object.entries(SLACK) as [
      keyof typeof SLACK,
      readonly [number, number],
    ][]) {
      const [was, is] = [then[what] ?? 0, now[what] ?? 0]
      if (is > was * share + more) said.push(`${name}: ${what} ${Math.round(was)} to ${Math.round(is)}`)
    }
  }
  return said
}
