/** Every place of the notebook once, from its first page to Help now: none of them stops the page. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { answerDialogs } from '../drive/dialogs.ts'
import type { Person } from '../drive/person.ts'
import { INNER, visit } from '../drive/places.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { during, layKnown, longAmong, longInEach, type Step } from './busy.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'

type Walking = (what: string, act: () => Promise<unknown>) => Promise<void>

/** Five pages, each of them by the button that leads there. Keys are made in another process. */
async function firstRun(ana: Person, step: Walking): Promise<void> {
  const press = (key: Parameters<typeof words>[0]) => ana.button(words(key)).click()
  const stands = (key: Parameters<typeof words>[0]) =>
    ana.page.getByRole('heading', { name: words(key), level: 1 }).waitFor()
  await ana.button(words('first.begin')).waitFor()
  await layKnown(ana)
  await step('opening a backup', async () => {
    await press('openbackup.title')
    await stands('openbackup.title')
  })
  await step('the first page', async () => {
    await press('create.back')
    await ana.button(words('first.begin')).waitFor()
  })
  await step('what it is not', async () => {
    await press('first.begin')
    await stands('first.not.title')
  })
  await step('how it looks', async () => {
    await press('first.next')
    await stands('first.look.title')
  })
  await step('choosing a passphrase', async () => {
    await press('first.next')
    await stands('create.title')
  })
  await ana.field(words('create.passphrase')).fill(PASSPHRASE)
  await ana.field(words('create.again')).fill(PASSPHRASE)
  await press('create.make')
  await ana.button(words('words.make')).waitFor({ timeout: 60_000 })
  await step('recovery words', async () => {
    await press('words.make')
    await ana.page.getByRole('list', { name: words('words.list') }).waitFor()
  })
  await step('today', async () => {
    await press('words.later')
    await ana.page
      .getByRole('textbox', { name: wordsBefore('today.entry') })
      .last()
      .waitFor()
  })
}

async function journal(ana: Person, step: Walking): Promise<void> {
  const { page } = ana
  const link = (key: Parameters<typeof words>[0]) => page.getByRole('link', { name: words(key) })
  const title = (key: Parameters<typeof words>[0]) =>
    page.getByRole('heading', { name: words(key), level: 1 }).waitFor()
  await ana.write('The kettle clicked at four.', false)
  await step('all days', async () => {
    await link('timeline.all').click()
    await title('days.title')
  })
  await step('the calendar', async () => {
    await link('timeline.calendar').click()
    await title('calendar.title')
    await ana.button(words('calendar.before')).click()
  })
  await step('the journal', async () => {
    await ana.go('places.journal')
    await page
      .getByRole('textbox', { name: wordsBefore('today.entry') })
      .last()
      .waitFor()
  })
  await step('the search', async () => {
    await link('timeline.search').click()
    await page.getByRole('searchbox', { name: words('search.field') }).fill('kettle')
    await page.getByRole('list', { name: words('search.results') }).waitFor()
  })
  await ana.go('places.journal')
  await step('the bin', async () => {
    await link('timeline.bin').click()
    await title('bin.title')
  })
  await step('one word', async () => {
    await link('low.title').click()
    await title('low.title')
  })
  await step('back to the whole notebook', async () => {
    await ana.button(words('low.whole')).click()
    await link('timeline.all').waitFor()
  })
}

async function circles(ana: Person, step: Walking): Promise<void> {
  const { page } = ana
  const title = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()
  await step('the circles', async () => {
    await ana.go('places.circles')
    await title(words('circles.title'))
  })
  await step('joining a circle', async () => {
    await ana.button(words('circles.join')).click()
    await title(words('join.title'))
  })
  await ana.go('places.circles')
  await step('beginning a circle', async () => {
    await ana.button(words('circles.found')).click()
    await title(words('found.title'))
  })
  await ana.field(words('found.name')).fill('Thursday table')
  await ana.field(words('found.own')).fill('Juniper')
  await step('a circle', async () => {
    await ana.button(words('found.make')).click()
    await title('Thursday table')
  })
  await step('an invitation', async () => {
    await ana.button(words('circle.invite')).click()
    await page.getByLabel(words('invite.code'), { exact: true }).waitFor()
  })
  await ana.button(words('invite.done')).click()
  await step('the people', async () => {
    await ana.button(words('circle.people.look')).click()
    await title(words('people.title'))
  })
  await page.goBack()
  for (const inner of INNER.filter(({ hostsNot }) => !hostsNot)) {
    await step(inner.at, () => visit(inner, ana, 'Thursday table'))
    await ana.openCircle('Thursday table')
  }
  await step('a note', async () => {
    await ana.button(words('circle.write')).click()
    await ana.note.waitFor()
  })
}

async function settings(ana: Person, step: Walking, stick: string): Promise<void> {
  const { page } = ana
  const title = (key: Parameters<typeof words>[0]) =>
    page.getByRole('heading', { name: words(key), level: 1 }).waitFor()
  await step('the settings', async () => {
    await ana.go('places.settings')
    await title('settings.title')
  })
  await step('moving', async () => {
    await page.getByRole('link', { name: words('moving.title') }).click()
    await title('moving.title')
  })
  await ana.go('places.settings')
  await answerDialogs(ana, stick)
  await ana.button(words('backups.choose')).click()
  await ana.button(words('backups.make')).click()
  const look = page.getByRole('button', { name: wordsBefore('backups.look.label') })
  await look.first().waitFor({ timeout: 60_000 })
  await step('inside a backup', async () => {
    await look.first().click()
    await page.getByText('The kettle clicked at four.').first().waitFor()
  })
  await step('Help now', async () => {
    await ana.button(words('help.open')).click()
    await page.getByRole('dialog', { name: words('help.title') }).waitFor()
  })
}

async function walk(): Promise<Step[]> {
  const stick = mkdtempSync(join(tmpdir(), 'kinfold-stick-'))
  const { person: ana } = await somebody(undefined, '--kdf=test')
  const steps: Step[] = []
  const step: Walking = async (what, act) => {
    steps.push(await during(ana, what, act))
  }
  await ana.sitDown()
  await firstRun(ana, step)
  await journal(ana, step)
  await circles(ana, step)
  await settings(ana, step, stick)
  await ana.getUp()
  rmSync(stick, { recursive: true, force: true })
  return steps
}

it('goes to every place without a pause that can be felt', async () => {
  expect(await longInEach(walk)).toEqual([])
}, 300_000)

it('would notice a place that thinks for too long', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await layKnown(ana)
  const rest = await during(ana, 'a rest', () => ana.page.waitForTimeout(1500))
  const long = await during(ana, 'a long thought', () =>
    // So much work, not so many seconds: a computer that is shared gives only some of those.
    ana.page.evaluate(() => {
      let n = 0
      for (let i = 0; i < 600_000_000; i++) n = (n * 31 + i) | 0
      return n
    }),
  )
  expect(longAmong([rest, long])).toEqual(['a long thought'])
  await ana.getUp()
})
