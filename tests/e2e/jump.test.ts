/** A clock that jumps by years while the notebook is open: the bin asks what day it is, and nothing is erased. */
import { afterEach, expect, it } from 'vitest'
import { electronPath } from '../../scripts/electron.mjs'
import { clocksAllowed, type WrongClock, wrongClock } from '../drive/clock.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { somebodyAt } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const clocks: WrongClock[] = []
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.end()
})

it('keeps everything while the clock jumps by one year and by ten in an open notebook', async () => {
  if (!clocksAllowed())
    return console.log('A clock of our own needs root: tests/unit/erase turns both clocks.')
  const clock = wrongClock(await electronPath(), '+0')
  clocks.push(clock)
  const { person: ana } = somebodyAt(clock.electron)
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  const yearNow = () => ana.page.evaluate(() => new Date().getFullYear())
  const year = await yearNow()
  await ana.go('places.settings')
  // The monotonic clock jumps, too: to the program, nobody touched it for a year.
  for (const [group, choice] of [
    ['locking.after', 'locking.never'],
    ['erasing.bin', 'erasing.bin.days'],
  ] as const)
    await ana.page
      .getByRole('radiogroup', { name: words(group) })
      .getByRole('radio', { name: words(choice) })
      .evaluate(element => (element.closest('label') ?? (element as HTMLElement)).click())
  await ana.write('Marmalade on the good bread.', false)
  await ana.write('The kettle clicked at four.', true)
  await ana.page
    .getByRole('button', { name: wordsBefore('today.bin.label') })
    .last()
    .click()
  await ana.page.getByText(words('today.binned')).waitFor()

  for (const [offset, answer, said] of [
    ['+1y', 'date.no', 'date.wrong'],
    ['+10y', 'date.yes', 'date.thanks'],
  ] as const) {
    clock.set(offset)
    await expect.poll(yearNow, { timeout: 30_000 }).toBe(year + Number.parseInt(offset, 10))
    await ana.page
      .getByText(new RegExp(`^Is today .* ${year + Number.parseInt(offset, 10)}\\?$`))
      .waitFor({ timeout: 30_000 })
    await ana.button(words(answer)).click()
    await ana.page.getByText(words(said)).waitFor()
    await ana.go('places.journal')
    await ana.page.getByRole('link', { name: words('timeline.bin') }).click()
    await ana.page.getByText('The kettle clicked at four.').waitFor()
    await ana.write(`Written ${offset}.`, false)
    expect((await ana.search('marmalade')).join()).toContain('good bread')
    expect((await ana.search('written')).join()).toContain(`Written ${offset}.`)
  }
  await ana.getUp()
}, 240_000)
