/** A notebook of 10,000 entries, real and encrypted: nothing that a hand does in it stops the page. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { BENCH_PASSPHRASE, notebook } from '../bench/notebook.ts'
import type { Person } from '../drive/person.ts'
import { words } from '../drive/words.ts'
import { somebody } from './home.ts'

const ENTRIES = 10_000
/** ms: the most that the page may be busy in one piece, while nothing else is done on this computer. */
const BUSY = 50

/** Runs in the page: a piece of work of a known length, again and again, to see what this computer makes of it. */
function known(): void {
  function spin(): void {
    let n = 0
    for (let i = 0; i < 300_000; i++) n = (n * 31 + i) | 0
    document.body.dataset['spun'] = String(n)
  }
  setInterval(spin, 50)
}

type TraceEvent = {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds of the processor. */
  readonly tdur?: number
  readonly args?: { readonly name?: string; readonly data?: { readonly functionName?: string } }
}
type Step = { readonly what: string; readonly busiest: number; readonly spins: readonly number[] }

/**
 * What the page's own thread was busy with while `act` went on. In time of the processor: on a computer that does much
 * else, the clock on the wall counts the others.
 */
async function during({ page }: Person, what: string, act: () => Promise<unknown>): Promise<Step> {
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

it(`scrolls, opens, searches and types among ${ENTRIES} entries without a pause that can be felt`, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'kinfold-long-'))
  const made = await notebook(dir, ENTRIES)
  made[Symbol.dispose]()
  const { person: ana } = await somebody(dir)
  await ana.sitDown()
  await ana.unlock(BENCH_PASSPHRASE)
  const { page } = ana
  const steps: Step[] = []
  const step = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    steps.push(await during(ana, what, act))
  }
  await page.getByText(words('status.ready')).waitFor()
  await page.evaluate(known)
  const list = page.getByRole('list', { name: words('days.title') })
  const rows = list.getByRole('listitem')

  await step('opening all days', async () => {
    await page.getByRole('link', { name: words('timeline.all') }).click()
    // All of them are known: every row says how many there are.
    await expect
      .poll(() => rows.first().getAttribute('aria-setsize'), { timeout: 60_000 })
      .toBe(String(ENTRIES / 2))
  })
  await page.mouse.move(500, 500)
  await step('scrolling by the wheel', async () => {
    for (let n = 0; n < 50; n++) {
      await page.mouse.wheel(0, 900)
      await page.waitForTimeout(30)
    }
  })
  expect(await rows.count()).toBeLessThan(150)
  await step('jumping to the end', async () => {
    // The first day of all is there, with its words; pages that are seen for the first time move the end.
    await expect
      .poll(
        async () => {
          await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
          return rows.last().innerText()
        },
        { timeout: 30_000 },
      )
      .toMatch(/1 January 1900\s+\S+/)
  })
  expect(await rows.count()).toBeLessThan(150)
  await step('opening a day', async () => {
    await rows.last().getByRole('link').click()
    await page.getByRole('textbox').first().waitFor()
  })
  await step('going back', async () => {
    await page.goBack()
    await list.waitFor()
  })
  await page.getByRole('link', { name: words('timeline.search') }).click()
  await step('searching', async () => {
    await page.getByRole('searchbox', { name: words('search.field') }).click()
    for (const letter of 'the') {
      await page.keyboard.type(letter)
      await page.waitForTimeout(200)
    }
    await page.getByRole('list', { name: words('search.results') }).waitFor()
  })
  await step('scrolling what was found', async () => {
    for (let n = 0; n < 40; n++) {
      await page.mouse.wheel(0, 900)
      await page.waitForTimeout(40)
    }
  })
  const pages = page.getByRole('list', { name: words('search.results') }).locator('[data-page]')
  expect(await pages.count()).toBeGreaterThan(3)
  await ana.go('places.journal')
  await step('typing', async () => {
    await ana.typeToday(' ')
    await page.keyboard.type('I washed her cup and hung it back on its hook, and sat on the step. ', {
      delay: 15,
    })
    await page.getByText(words('status.saved')).first().waitFor()
  })
  await step('turning months', async () => {
    await page.getByRole('link', { name: words('timeline.calendar') }).click()
    for (let n = 0; n < 6; n++) await ana.button(words('calendar.before')).click()
  })

  // A processor that is shared is slower for everybody: by so much as the known piece was, at its worst against its best.
  const spins = steps.flatMap(one => one.spins).sort((a, b) => a - b)
  const slower = (spins[Math.floor(spins.length * 0.95)] ?? 1) / (spins[Math.floor(spins.length * 0.05)] ?? 1)
  const told = steps.map(({ what, busiest }) => `${what} ${busiest.toFixed(0)} ms`).join(', ')
  console.log(`${told}; ${slower.toFixed(1)} times slower at times, by ${spins.length} pieces`)
  expect(spins.length).toBeGreaterThan(50)
  expect(steps.filter(({ busiest }) => busiest > BUSY * slower)).toEqual([])
  await ana.getUp()
}, 300_000)
