/** Computers whose clocks are wrong by years: a person's words are kept, shown, and shared all the same. */
import { afterEach, expect, it } from 'vitest'
import { electronPath } from '../../scripts/electron.mjs'
import { clocksAllowed, type WrongClock, wrongClock } from '../drive/clock.ts'
import type { Person } from '../drive/person.ts'
import { words } from '../drive/words.ts'
import { somebodyAt } from './home.ts'

const NO_CLOCK = 'A clock of our own needs root: tests/unit and tests/vault turn the vault’s own.'
const PASSPHRASE = 'lamplight and rain'

const clocks: WrongClock[] = []
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.end()
})

async function withClock(offset: string): Promise<{ person: Person; clock: WrongClock }> {
  const clock = wrongClock(await electronPath(), offset)
  clocks.push(clock)
  return { person: somebodyAt(clock.electron).person, clock }
}

const yearOf = (person: Person): Promise<number> => person.page.evaluate(() => new Date().getFullYear())

it('keeps and finds every entry while the clock jumps by years', async () => {
  if (!clocksAllowed()) return console.log(NO_CLOCK)
  const { person: ana, clock } = await withClock('+0')
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  const year = await yearOf(ana)
  await ana.write('The kettle clicked at four.', false)
  for (const [offset, entry] of [
    ['-1y', 'A year too early.'],
    ['+1y', 'A year too late.'],
    ['+10y', 'Ten years too late.'],
    ['+0', 'And now again.'],
  ] as const) {
    await ana.getUp()
    clock.set(offset)
    await ana.sitDown()
    await ana.unlock(PASSPHRASE)
    expect(await yearOf(ana)).toBe(year + Number.parseInt(offset, 10))
    await ana.write(entry, offset === '+0')
  }
  for (const word of ['kettle', 'early', 'late', 'Ten', 'again'])
    expect((await ana.search(word)).join(' ')).toContain(word)
  await ana.getUp()
})

it('writes one note with someone whose clock is ten years ahead, then a year behind', async () => {
  const [{ person: ana }, { person: ben, clock }] = [await withClock('+0'), await withClock('+10y')]
  for (const person of [ana, ben]) {
    await person.sitDown()
    await person.makeVault(PASSPHRASE)
  }
  await ana.foundCircle('Thursday table', 'Juniper')
  const { link, code, addresses } = await ana.invite()
  // By his computer the link ran out years ago. It says so, and by whose clock.
  await ben.knock(link, '', 'Moss')
  await ben.page.getByText(words('fault.invitation-expired')).waitFor()
  // A code tells no date: Ana's computer decides.
  await ben.knock(code, addresses[0] ?? '', 'Moss')
  expect(await ana.safetyWords('door.words')).toBe(await ben.safetyWords('join.words'))
  await ana.letIn()
  await ben.enter('Thursday table')
  await ana.beginNote('What we watched')
  await ana.writeNote('It was late.')
  await ben.openNote('What we watched')
  for (const [offset, line] of [
    ['+10y', ' Ten years on.'],
    ['-1y', ' A year back.'],
    ['+1y', ' A year ahead.'],
  ] as const) {
    await ben.getUp()
    clock.set(offset)
    await ben.sitDown()
    await ben.unlock(PASSPHRASE)
    await ben.openCircle('Thursday table')
    await ben.openNote('What we watched')
    await ben.typeAt('end', line)
    await ana.waitForNote([line.trim()])
    await ana.typeAt('end', ` Heard${line}`)
    await ben.waitForNote([`Heard${line}`])
  }
  expect(await ben.noteText()).toBe(await ana.noteText())
  for (const person of [ana, ben]) {
    await person.getUp()
    await person.sitDown()
    await person.unlock(PASSPHRASE)
    await person.openCircle('Thursday table')
    await person.openNote('What we watched')
    await person.waitForNote(['It was late.', 'Ten years on.', 'A year back.', 'A year ahead.'])
    await person.getUp()
  }
})
