/** A notebook of 10,000 entries, real and encrypted: nothing that a hand does in it stops the page. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { derive } from '../../src/main/vault/crypto/passphrase.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { unlock } from '../../src/main/vault/storage/unlock.ts'
import { BENCH_PASSPHRASE, notebook } from '../bench/notebook.ts'
import type { Person } from '../drive/person.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { during, layKnown, longInEach, type Step } from './busy.ts'
import { somebody } from './home.ts'

const ENTRIES = 10_000
/** Opens the notebook on today. `step` does something and measures it. */
async function begin(ana: Person) {
  await ana.sitDown()
  await ana.unlock(BENCH_PASSPHRASE)
  await ana.go('places.journal')
  const steps: Step[] = []
  const step = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    steps.push(await during(ana, what, act))
  }
  await ana.page
    .getByRole('textbox', { name: wordsBefore('today.entry') })
    .last()
    .waitFor()
  await layKnown(ana)
  return { steps, step }
}

/** Every step through the notebook, from the cover and back to it: what is slow only the first time is so in each walk. */
async function walk(ana: Person): Promise<Step[]> {
  const { steps, step } = await begin(ana)
  const { page } = ana
  const list = page.getByRole('list', { name: words('days.title') })
  const rows = list.getByRole('listitem')

  await step('opening all days', async () => {
    await page.getByRole('link', { name: words('timeline.all') }).click()
    // All of them are known: every row says how many there are.
    await expect
      .poll(async () => Number(await rows.first().getAttribute('aria-setsize')), { timeout: 60_000 })
      .toBeGreaterThanOrEqual(ENTRIES / 2)
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

  await ana.getUp()
  return steps
}

async function throughTheBin(ana: Person): Promise<Step[]> {
  const { steps, step } = await begin(ana)
  const { page } = ana
  const lines = page.locator('[data-line]')
  await step('opening the bin', async () => {
    await page.getByRole('link', { name: words('timeline.bin') }).click()
    await lines.first().waitFor()
  })
  const before = await lines.last().getAttribute('data-line')
  await page.mouse.move(500, 500)
  await step('scrolling the bin', async () => {
    for (let n = 0; n < 50; n++) {
      await page.mouse.wheel(0, 900)
      await page.waitForTimeout(40)
    }
  })
  expect(await lines.last().getAttribute('data-line')).not.toBe(before)
  expect(await lines.count()).toBeLessThan(150)
  await step('putting one back', async () => {
    await lines
      .last()
      .getByRole('button', { name: wordsBefore('bin.back.label') })
      .click()
    await page.getByText(words('bin.returned')).waitFor()
  })
  await ana.getUp()
  return steps
}

/** All of it into the bin, while nobody has the notebook open. */
async function binAll(profile: string): Promise<void> {
  const dir = join(profile, 'vault')
  const opened = await unlock({ dir, passphrase: BENCH_PASSPHRASE, derive, migrations: MIGRATIONS })
  if (!opened.ok) throw new Error(opened.fault)
  const { db, release } = opened.value
  db.exec('UPDATE entry SET binned = modified')
  db.close()
  release()
}

it(`scrolls, opens, searches and types among ${ENTRIES} entries, and in a bin of as many, without a pause that can be felt`, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'kinfold-long-'))
  const made = await notebook(dir, ENTRIES)
  made[Symbol.dispose]()
  const { person: ana } = await somebody(dir)
  expect(await longInEach(() => walk(ana))).toEqual([])
  await binAll(dir)
  expect(await longInEach(() => throughTheBin(ana))).toEqual([])
}, 400_000)
