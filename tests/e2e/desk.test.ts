/** The frame of the notebook from one day to the next: where somebody was, where the window stood, what closing means. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { RESTS, SETTLES } from '../../src/main/shell/bounds.ts'
import type { Person } from '../drive/person.ts'
import { closeWindow } from '../drive/window.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { findWords } from '../scan.ts'
import { Hands } from './hands.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'

const heading = (person: Person, name: string) => person.page.getByRole('heading', { name, level: 1 })

type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
const bounds = (person: Person): Promise<Rectangle> =>
  person.app.evaluate(({ BrowserWindow }) => {
    const [face] = BrowserWindow.getAllWindows().filter(one =>
      one.webContents.getURL().startsWith('app://kinfold'),
    )
    if (!face) throw new Error('no window')
    return face.getNormalBounds()
  })
const shown = (person: Person): Promise<boolean> =>
  person.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(one => one.isVisible() && !one.isMinimized()),
  )

it('opens where Ana was, after a lock and after a restart, and no file outside the vault tells', async () => {
  const { person: ana, profile } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.page.getByRole('link', { name: words('timeline.calendar') }).click()
  await heading(ana, words('calendar.title')).waitFor()
  await ana.lock()
  await ana.unlock(PASSPHRASE)
  await heading(ana, words('calendar.title')).waitFor()
  await ana.foundCircle('Marigold table', 'Juniper')
  await ana.button(words('circle.people.look')).click()
  await heading(ana, words('people.title')).waitFor()
  await ana.getUp()
  expect(findWords(profile, ['/journal/calendar', '/people', 'Marigold'])).toEqual([])

  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  await heading(ana, words('people.title')).waitFor()
  // Back leads nowhere from a first page; its own ways out do.
  await ana.page.getByRole('link', { name: words('note.back', { circle: 'Marigold table' }) }).click()
  await heading(ana, 'Marigold table').waitFor()
  await ana.getUp()
})

it('brings the window back where Ana put it, and never off the screen', async () => {
  const { person: ana, profile } = await somebody()
  const file = join(profile, 'look.json')
  await ana.sitDown()
  // Longer than what a window manager does counts for nobody, and than a window rests before it is written down.
  await new Promise(done => setTimeout(done, SETTLES + RESTS + 1000))
  expect(existsSync(file), 'nobody has moved it').toBe(false)
  const put = { x: 60, y: 40, width: 820, height: 640 }
  await ana.app.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
    put,
  )
  await expect.poll(() => existsSync(file)).toBe(true)
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual(['window'])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const stood = await bounds(ana)
  expect(stood).toMatchObject({ width: 820, height: 640 })
  await ana.getUp()

  await ana.sitDown()
  expect(await bounds(ana)).toEqual(stood)
  await ana.getUp()

  writeFileSync(file, JSON.stringify({ window: { x: 9000, y: 9000, width: 820, height: 640 } }))
  await ana.sitDown()
  const screen = await ana.app.evaluate(({ screen: one }) => one.getPrimaryDisplay().bounds)
  const there = await bounds(ana)
  expect(there.x).toBeLessThan(screen.x + screen.width)
  expect(there.y).toBeLessThan(screen.y + screen.height)
  await ana.getUp()
})

it('asks once what closing means, then locks out of sight without a word, and comes back closed', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.typeToday('A kettle, half filled')
  await closeWindow(ana)
  const asked = ana.page.getByRole('dialog', { name: words('closing.title') })
  await asked.waitFor()
  await ana.page.keyboard.press('Escape')
  await asked.waitFor({ state: 'detached' })
  expect(await shown(ana)).toBe(true)
  for (const turn of ['asked', 'not asked']) {
    const before = ana.page
    await closeWindow(ana)
    if (turn === 'asked') await ana.button(words('closing.stay')).click()
    await expect.poll(() => shown(ana), { timeout: 20_000 }).toBe(false)
    // Locked: another page stands in its place.
    await expect.poll(() => before.isClosed(), { timeout: 20_000 }).toBe(true)
    await ana.app.evaluate(({ app }) => void app.emit('second-instance', {}, []))
    await ana.look()
    await ana.unlock(PASSPHRASE)
    expect((await ana.search('kettle')).join()).toContain('half filled')
  }
  await ana.getUp()
})

it('ends when closing means that, with every word saved', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.typeToday('A lamp, just lit')
  const ended = new Promise<void>(done => ana.app.once('close', () => done()))
  await closeWindow(ana)
  await ana.button(words('closing.leave')).click()
  await ended
  ana.left()
  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  expect((await ana.search('lamp')).join()).toContain('just lit')
  await ana.getUp()
})

/** Of a slow reader, a minute; and of a hand that looks for each key, in ms. */
const WORDS_READ = 180
const KEY = 600

it('leads from the first page to the first saved word in two minutes, by keyboard alone', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  const hands = new Hands(ana.page)
  await hands.watch()
  let read = 0
  const page = async (name: string): Promise<void> => {
    await heading(ana, name).waitFor()
    const text = await ana.page.getByRole('main').innerText()
    read += text.split(/\s+/).filter(word => /\p{L}/u.test(word)).length
  }
  const begun = performance.now()
  await page(words('app.name'))
  await hands.take(ana.button(words('first.begin')))
  await page(words('first.not.title'))
  await hands.take(ana.button(words('first.next')))
  await page(words('first.look.title'))
  // One size larger, by an arrow key.
  await hands.press('Tab')
  await hands.press('ArrowRight')
  expect(await ana.page.evaluate(() => document.documentElement.style.fontSize)).toBe('115%')
  await hands.take(ana.button(words('first.next')))
  await page(words('create.title'))
  await hands.fill(ana.field(words('create.passphrase')), PASSPHRASE)
  await hands.fill(ana.field(words('create.again')), PASSPHRASE)
  await hands.press('Enter')
  await page(words('words.title'))
  await hands.take(ana.button(words('words.later')))
  const entry = ana.page.getByRole('textbox', { name: wordsBefore('today.entry') }).last()
  await entry.waitFor({ timeout: 60_000 })
  await hands.fill(entry, 'Tired.')
  await ana.page.getByText(words('status.saved')).first().waitFor()
  const program = performance.now() - begun
  const person = (read / WORDS_READ) * 60_000 + hands.pressed * KEY
  console.log(
    `first run: ${read} words, ${hands.pressed} keys, program ${Math.round(program)} ms, person ${Math.round(person)} ms`,
  )
  // What the program takes is the computer's matter (about six seconds on a quiet one): ten are left for it.
  expect(person).toBeLessThan(110_000)
  expect(program).toBeLessThan(60_000)
  expect(await hands.pointed()).toEqual([])
  await ana.getUp()
})
