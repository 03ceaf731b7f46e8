/** How long the page's own thread is busy in one piece, on a computer that others use, too. */
import { expect } from 'vitest'
import type { Person } from '../drive/person.ts'

/** ms: the most that the page may be busy in one piece, while nothing else is done on this computer. */
export const BUSY = 50

/** Runs in the page: a piece of work of a known length, again and again, to see what this computer makes of it. */
function known(): void {
  function spin(): void {
    let n = 0
    for (let i = 0; i < 300_000; i++) n = (n * 31 + i) | 0
    document.body.dataset['spun'] = String(n)
  }
  // The first few are not compiled yet.
  for (let n = 0; n < 30; n++) spin()
  setInterval(spin, 50)
}

export const layKnown = ({ page }: Person): Promise<void> => page.evaluate(known)

type TraceEvent = {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds of the processor. */
  readonly tdur?: number
  readonly args?: { readonly name?: string; readonly data?: { readonly functionName?: string } }
}
export type Step = { readonly what: string; readonly busiest: number; readonly spins: readonly number[] }

/**
 * What the page's own thread was busy with while `act` went on. In time of the processor: on a computer that does much
 * else, the clock on the wall counts the others.
 */
export async function during({ page }: Person, what: string, act: () => Promise<unknown>): Promise<Step> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] },
  })
  await act()
  await page.waitForTimeout(150)
  const whole = new Promise<void>(done => session.once('Tracing.tracingComplete', () => done()))
  await session.send('Tracing.end')
  await whole
  await session.detach()
  const page1 = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const ms = ({ tdur = 0 }: TraceEvent): number => tdur / 1000
  const own = events.filter(({ ph, pid, tid }) => ph === 'X' && page1.has(`${pid} ${tid}`))
  const tasks = own.filter(({ name }) => name === 'RunTask').map(ms)
  expect(tasks.length, what).toBeGreaterThan(0)
  return {
    what,
    busiest: Math.max(...tasks),
    spins: own
      .filter(({ name, args }) => name === 'FunctionCall' && args?.data?.functionName === 'spin')
      .map(ms),
  }
}

/** A processor that is shared is slower for everybody: by so much as the known piece was, at bad times against good ones. */
export function slowness(steps: readonly Step[]): number {
  const spins = steps.flatMap(one => one.spins).sort((a, b) => a - b)
  expect(spins.length).toBeGreaterThan(20)
  const at = (share: number): number => spins[Math.floor(spins.length * share)] ?? 1
  return at(0.9) / at(0.1)
}

/** What was busy for longer than a person may feel, on this computer as it was during the walk. */
export function longAmong(steps: readonly Step[]): string[] {
  const slower = slowness(steps)
  const told = steps.map(({ what, busiest }) => `${what} ${busiest.toFixed(0)} ms`).join(', ')
  console.log(`${told}; ${slower.toFixed(1)} times slower at times`)
  return steps.filter(({ busiest }) => busiest > BUSY * slower).map(({ what }) => what)
}

/** What is too long by itself is so in every walk of three; what somebody else on this computer did is not. */
export async function longInEach(walk: () => Promise<Step[]>): Promise<string[]> {
  let long = longAmong(await walk())
  for (let more = 0; more < 2 && long.length > 0; more++) {
    const now = longAmong(await walk())
    long = long.filter(what => now.includes(what))
  }
  return long
}
