/** Nothing is lost by one key: half a word, a page that was emptied, what was looked for. */
import { expect, it } from 'vitest'
import type { Person } from '../drive/person.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { Hands } from './hands.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'

const heading = ({ page }: Person, key: Parameters<typeof words>[0]) =>
  page.getByRole('heading', { name: words(key), level: 1 })
const lastEntry = ({ page }: Person) => page.getByRole('textbox', { name: wordsBefore('today.entry') }).last()

/** The window goes by a key, or by itself; the one that comes asks for the passphrase. */
async function leaves(ana: Person, act: () => Promise<unknown>): Promise<void> {
  const before = ana.page
  const gone = new Promise<void>(resolve => before.once('close', () => resolve()))
  await act().catch(() => {})
  await gone
  await ana.look()
}

/** Into the place where she was, which has no places beside it in One word. */
async function opens(ana: Person): Promise<void> {
  await ana.field(words('cover.passphrase')).fill(PASSPHRASE)
  await ana.button(words('cover.open')).click()
  await ana.field(words('low.field')).waitFor({ timeout: 60_000 })
}
const half = async (ana: Person): Promise<void> =>
  void (await expect.poll(() => ana.field(words('low.field')).inputValue()).toBe('overwhelmed by'))

it('has half a word again after a lock by a key, a lock by itself, a way back, a restart and a kill', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.page.keyboard.press('Control+j')
  await ana.field(words('low.field')).waitFor()
  await ana.page.keyboard.type('overwhelmed by')
  await leaves(ana, () => ana.page.keyboard.press('Control+l'))
  await opens(ana)
  await half(ana)
  expect(await ana.page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')

  await ana.page.keyboard.press('Control+a')
  await ana.page.keyboard.type('overwhelmed by')
  await leaves(ana, () => ana.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen')))
  await opens(ana)
  await half(ana)

  // A fresh page has nothing behind it; the whole notebook does.
  await ana.button(words('low.whole')).click()
  await expect.poll(() => lastEntry(ana).innerText()).toBe('overwhelmed by')
  await ana.page.keyboard.press('Alt+ArrowLeft')
  await half(ana)
  await ana.getUp()
  await ana.sitDown()
  await opens(ana)
  await half(ana)
  await ana.page.keyboard.press('Control+a')
  await ana.page.keyboard.type('overwhelmed by i')
  // Saved half a second after its first letter.
  await ana.page.waitForTimeout(1500)
  await ana.kill()
  await ana.sitDown()
  await opens(ana)
  await expect.poll(() => ana.field(words('low.field')).inputValue()).toBe('overwhelmed by i')
  await ana.page.keyboard.type('t')
  await ana.page.keyboard.press('Enter')
  await ana.page.getByText(words('low.kept', { word: 'overwhelmed by it' })).waitFor()
  await ana.button(words('low.whole')).click()
  expect(await ana.search('overwhelmed')).toHaveLength(1)
  await ana.getUp()
})

it('gives back a page that was emptied and left, by keyboard alone', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('The kettle clicked at four.\nThen it rained.', false)
  const { page } = ana
  const hands = new Hands(page)
  const isEmpty = () => expect.poll(async () => (await lastEntry(ana).innerText()).trim()).toBe('')
  await hands.press('Control+a')
  await hands.press('Delete')
  await isEmpty()
  await ana.go('places.settings')
  await ana.go('places.journal')
  await isEmpty()

  await hands.press('Control+Shift+e')
  await heading(ana, 'earlier.title').waitFor()
  await hands.take(page.getByRole('button', { name: wordsBefore('earlier.read.label') }))
  await page.getByRole('dialog').getByText('Then it rained.').waitFor()
  await hands.press('Escape')
  await hands.take(page.getByRole('button', { name: wordsBefore('earlier.back.label') }))
  await page.getByText(words('earlier.returned')).waitFor()
  await hands.walkTo(page.getByRole('link', { name: words('earlier.open') }), 'Shift+Tab')
  await hands.press('Enter')
  const lines = () => lastEntry(ana).locator(':scope > *').allInnerTexts()
  await expect.poll(lines).toEqual(['The kettle clicked at four.', 'Then it rained.'])
  expect((await ana.search('kettle')).join()).toContain('kettle')
  await ana.getUp()
})

it('keeps what was looked for through Escape and back, with the focus where she went from', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  for (let n = 0; n < 6; n++) await ana.write(`The kettle clicked, time ${n}.`, n > 0)
  const { page } = ana
  await ana.search('kettle')
  const field = page.getByRole('searchbox')
  await field.focus()
  await page.keyboard.press('Escape')
  await page.waitForTimeout(300)
  expect(await field.inputValue()).toBe('kettle')
  const hit = page.locator('[data-hit]').nth(5)
  const which = await hit.getAttribute('data-hit')
  await hit.getByRole('link').click()
  await lastEntry(ana).waitFor()
  await page.keyboard.press('Alt+ArrowLeft')
  await field.waitFor()
  expect(await field.inputValue()).toBe('kettle')
  const at = () =>
    page.evaluate(() => {
      const one = document.activeElement
      const { top = -1, bottom = -1 } = one?.getBoundingClientRect() ?? {}
      return [one?.closest('[data-hit]')?.getAttribute('data-hit'), top >= 0 && bottom <= innerHeight]
    })
  await expect.poll(at).toEqual([which, true])
  await page.waitForTimeout(500)
  expect(await at()).toEqual([which, true])
  await ana.getUp()
})
