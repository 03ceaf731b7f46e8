/** A bin that empties itself, on a computer whose clock jumps by years: it asks what day it is, and keeps everything. */
import { afterEach, it } from 'vitest'
import { electronPath } from '../../scripts/electron.mjs'
import { clocksAllowed, type WrongClock, wrongClock } from '../drive/clock.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { somebodyAt } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const clocks: WrongClock[] = []
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.end()
})

it('erases nothing on the word of one clock, one year and ten years ahead', async () => {
  if (!clocksAllowed())
    return console.log('A clock of our own needs root: tests/unit/erase turns both clocks.')
  const clock = wrongClock(await electronPath(), '+0')
  clocks.push(clock)
  const { person: ana } = somebodyAt(clock.electron)
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.go('places.settings')
  await ana.page
    .getByRole('radio', { name: words('erasing.bin.days') })
    .evaluate(element => (element.closest('label') ?? (element as HTMLElement)).click())
  await ana.write('The kettle clicked at four.', false)
  await ana.page
    .getByRole('button', { name: wordsBefore('today.bin.label') })
    .first()
    .click()
  await ana.page.getByText(words('today.binned')).waitFor()

  for (const [offset, answer, said] of [
    ['+1y', 'date.no', 'date.wrong'],
    ['+10y', 'date.no', 'date.wrong'],
    ['+10y', 'date.yes', 'date.thanks'],
    ['-1y', 'date.no', 'date.wrong'],
  ] as const) {
    await ana.getUp()
    clock.set(offset)
    await ana.sitDown()
    await ana.unlock(PASSPHRASE)
    const year = await ana.page.evaluate(() => new Date().getFullYear())
    await ana.page.getByText(new RegExp(`^Is today .* ${year}\\?$`)).waitFor()
    await ana.button(words(answer)).click()
    await ana.page.getByText(words(said)).waitFor()
    await ana.go('places.journal')
    await ana.page.getByRole('link', { name: words('timeline.bin') }).click()
    await ana.page.getByText('The kettle clicked at four.').waitFor()
  }
  await ana.getUp()
}, 240_000)
