/** Takes the figures: `npm run bench -- [--only B2,B6] [--json FILE]`. Exit code 0: taken and all met. 1: not. 2: void. */
import * as fs from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { control } from './control.ts'
import { type Figure, type Line, met } from './harness.ts'
import { shelf } from './notebook.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
/** What was typed and cannot be meant: a sentence, before anything is taken. */
function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
const option = (name: string, what: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`)
  const value = at < 0 ? undefined : process.argv[at + 1]
  if (at >= 0 && (value === undefined || value.startsWith('--')))
    stop(`--${name} needs ${what} after it. Nothing was taken.`)
  return value
}
const say = (line: string): void => void process.stderr.write(`  ${line} …\n`)

/** The kind of file system that a folder is on: a figure about syncing means nothing without it. */
function disk(dir: string): string {
  try {
    const mounts = fs
      .readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map(line => line.split(' '))
      .filter(([, at = '?']) => dir === at || dir.startsWith(at.endsWith('/') ? at : `${at}/`))
      .sort(([, a = ''], [, b = '']) => b.length - a.length)
    return mounts[0]?.[2] ?? 'unknown'
  } catch {
    return 'unknown'
  }
}

async function figures(only: readonly string[] | undefined): Promise<Figure[]> {
  const files = fs
    .readdirSync(here('figures'))
    .filter(name => name.endsWith('.ts'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const all = await Promise.all(
    files.map(async name => ((await import(here(`figures/${name}`))) as { figure: Figure }).figure),
  )
  const unknown = only?.filter(id => !all.some(one => one.id === id)) ?? []
  if (unknown.length > 0)
    stop(`There is no figure ${unknown.join(', ')}. These are: ${all.map(({ id }) => id).join(', ')}.`)
  return only ? all.filter(({ id }) => only.includes(id)) : all
}

const round = (n: number): number => Number(n.toPrecision(3))
const goalText = (line: Line): string =>
  'most' in line.goal ? `<= ${line.goal.most}` : `>= ${line.goal.least}`

const chosen = await figures(option('only', 'names of figures')?.split(','))
const json = option('json', 'the name of a file')
if (json !== undefined) {
  try {
    fs.closeSync(fs.openSync(json, 'a'))
  } catch {
    stop(`${json} cannot be written. Nothing was taken.`)
  }
}

const out = here('../../out/bench')
fs.mkdirSync(out, { recursive: true })
const work = fs.mkdtempSync(join(out, 'run-'))
try {
  const ending = await control()
  const shelved = shelf(work)
  const results = []
  for (const figure of chosen) {
    say(figure.id)
    const dir = join(work, figure.id)
    fs.mkdirSync(dir)
    for (const line of await figure.take(dir, say, shelved)) {
      const { median, min, max } = line.figure
      results.push({
        id: figure.id,
        what: line.what,
        goal: goalText(line),
        ratio: round(median),
        min: round(min),
        max: round(max),
        met: met(line),
      })
    }
    fs.rmSync(dir, { recursive: true })
  }
  const taken = await ending()
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory: totalmem(),
    system: `${process.platform} ${release()} ${process.arch}`,
    node: process.version,
    disk: disk(work),
  }
  const width = Math.max(...results.map(({ what }) => what.length))
  const cell = (value: unknown, size: number): string => String(value).padStart(size)
  console.log(`${'id'.padEnd(4)} ${''.padEnd(width)} ${cell('goal', 8)} ${cell('figure', 8)}   spread`)
  for (const { id, what, goal, ratio, min, max, met } of results)
    console.log(
      `${id.padEnd(4)} ${what.padEnd(width)} ${cell(goal, 8)} ${cell(ratio, 8)}   ${min} to ${max}   ${met ? 'met' : 'NOT MET'}`,
    )
  const others = taken.others === undefined ? 'unknown' : `${Math.round(100 * taken.others)} %`
  console.log(
    `control: the same twice ${round(taken.ratio.median)}; other programs used ${others} of the CPU; disk ${machine.disk}`,
  )
  if (taken.void) console.log('VOID: this machine was not quiet enough; the figures above say nothing.')
  if (json) fs.writeFileSync(json, `${JSON.stringify({ machine, control: taken, results }, null, 2)}\n`)
  process.exitCode = taken.void ? 2 : results.every(one => one.met) ? 0 : 1
} finally {
  fs.rmSync(work, { recursive: true, force: true })
}
