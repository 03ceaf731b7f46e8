/** From the first run to a saved entry to a circle of two, with a keyboard alone, and always in sight of where one is. */
import { expect, it } from 'vitest'
import type { Person } from '../drive/person.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { Hands } from './hands.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const CIRCLE = 'Thursday table'

const link = ({ page }: Person, key: Parameters<typeof words>[0]) =>
  page.getByRole('link', { name: words(key), exact: true })
/** A button here, a link there: what is pressed to go on. */
const way = (person: Person, key: Parameters<typeof words>[0]) =>
  person.button(words(key)).or(link(person, key))

/** Words a minute that are read, and keys a second that are pressed, by somebody who is tired: half of what is usual. */
const READS = 120
const PRESSES = 2

/** `told`: how long the first run takes somebody who reads every word of it, in seconds. */
async function begin(person: Person, told?: (seconds: number) => void): Promise<Hands> {
  await person.sitDown()
  const hands = new Hands(person.page)
  await hands.watch()
  let read = 0
  const reads = async (): Promise<void> => {
    const text = await person.page.locator('main').innerText()
    read += text.split(/\s+/).filter(Boolean).length
  }
  await reads()
  await hands.take(person.button(words('first.begin')))
  for (const page of ['first.not.title', 'first.look.title'] as const) {
    await person.page.getByRole('heading', { name: words(page), level: 1 }).waitFor()
    await reads()
    await hands.take(person.button(words('first.next')))
  }
  await person.field(words('create.passphrase')).waitFor()
  await reads()
  await hands.fill(person.field(words('create.passphrase')), PASSPHRASE)
  await hands.fill(person.field(words('create.again')), PASSPHRASE)
  await hands.press('Enter')
  await person.button(words('words.later')).waitFor()
  await reads()
  await hands.take(person.button(words('words.later')))
  told?.((60 * read) / READS + hands.pressed / PRESSES)
  return hands
}

it('leads from the first run to a saved entry to a circle of two without a mouse', async () => {
  const [{ person: ana }, { person: ben }] = [await somebody(), await somebody()]
  let first = 0
  const a = await begin(ana, seconds => {
    first = seconds
  })
  console.info(
    `the first run, every word read and every key pressed by a tired person: ${Math.round(first)} s`,
  )
  expect(first).toBeGreaterThan(20)
  expect(first).toBeLessThan(120)
  await a.fill(ana.page.getByRole('textbox', { name: wordsBefore('today.entry') }).last(), 'Written by hand.')
  await ana.page.getByText(words('status.saved')).first().waitFor()

  await a.take(link(ana, 'places.circles'))
  await a.take(way(ana, 'circles.found'))
  await a.fill(ana.field(words('found.name')), CIRCLE)
  await a.fill(ana.field(words('found.own')), 'Juniper')
  await a.press('Enter')
  await ana.page.getByRole('heading', { name: CIRCLE, level: 1 }).waitFor()
  await a.take(way(ana, 'circle.invite'))
  const shown = (key: 'invite.code' | 'invite.address') =>
    ana.page.getByLabel(words(key), { exact: true }).first()
  await shown('invite.code').waitFor()
  const titles = await ana.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(one => one.getTitle()),
  )
  const code = (await shown('invite.code').innerText()).replace(/\s+/g, '')
  const address = (await shown('invite.address').innerText()).split(/\s+/)[0] ?? ''

  const b = await begin(ben)
  await b.take(link(ben, 'places.circles'))
  await b.take(way(ben, 'circles.join'))
  await b.fill(ben.field(words('join.invitation')), code)
  await b.fill(ben.field(words('join.address')), address)
  await b.fill(ben.field(words('join.own')), 'Moss')
  await b.press('Enter')

  // Where Ana is, she is told that somebody waits; and outside the window nothing is said.
  const bell = words('door.title')
  await ana.page
    .getByRole('navigation', { name: words('places.label') })
    .getByRole('link', { name: `${words('places.circles')} ${bell}` })
    .waitFor({ timeout: 60_000 })
  expect(await ana.page.locator('[aria-live="polite"]').filter({ hasText: bell }).count()).toBe(1)
  expect(
    await ana.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(one => one.getTitle())),
  ).toEqual(titles)
  await a.take(way(ana, 'invite.done'))
  expect(await ana.safetyWords('door.words')).toBe(await ben.safetyWords('join.words'))
  await b.take(ben.button(words('join.match')))
  await expect.poll(() => b.at()).toBe(`h2 ${called('join.matched')}`)
  await a.take(ana.button(words('door.yes')))
  await expect.poll(() => a.at()).toBe(`h2 ${called('circle.notes')}`)
  await ben.button(words('join.enter')).waitFor({ timeout: 60_000 })
  await expect.poll(() => b.at()).toBe(`h1 ${called('join.title')}`)
  await b.take(way(ben, 'join.enter'))
  await expect.poll(() => b.at()).toBe(`h1 “${CIRCLE}”`)
  expect((await ben.members()).map(name => name.split(/\s/)[0]).sort()).toEqual(['Juniper', 'Moss'])

  // Back to the entry by the keys for it, and to Help now and out again.
  await a.press('Alt+ArrowLeft')
  await a.press('F1')
  await ana.page.getByRole('dialog', { name: words('help.title') }).waitFor()
  await a.press('Escape')
  expect(await ana.page.getByRole('dialog').count()).toBe(0)
  expect([await a.pointed(), await b.pointed()]).toEqual([[], []])
})

const called = (key: Parameters<typeof words>[0], values?: Parameters<typeof words>[1]) =>
  `“${words(key, values)}”`

it('goes on to what is nearest wherever the thing that had the focus is gone', async () => {
  const { person: ana } = await somebody(undefined, '--kdf=test')
  await ana.sitDown()
  await ana.beginFirstRun()
  const hands = new Hands(ana.page)
  const comesTo = async (where: string, after: string) =>
    expect.poll(() => hands.at(), { message: after }).toContain(where)
  await hands.fill(ana.field(words('create.passphrase')), PASSPHRASE)
  await hands.fill(ana.field(words('create.again')), PASSPHRASE)
  await hands.press('Enter')
  await hands.take(ana.button(words('words.make')))
  await comesTo(called('words.write'), 'recovery words in the first run')
  await hands.take(ana.button(words('words.later')))
  const entries = ana.page.getByRole('textbox', { name: wordsBefore('today.entry') })
  await entries.first().waitFor()
  for (const text of ['The first.', 'The second.', 'The third.']) {
    if (text !== 'The first.') await hands.take(ana.button(words('today.another')))
    await expect.poll(() => hands.at()).toContain('textbox')
    await hands.write(text)
    await ana.page.getByText(words('status.saved')).first().waitFor()
  }
  const bin = (n: number) => ana.button(words('today.bin.label', { n }))
  const region = ana.page.getByRole('region', { name: words('toast.region') })
  const binned = async (n: number) => {
    await hands.walkTo(bin(n), 'Shift+Tab')
    await hands.press('Enter')
    await region.getByText(words('today.binned')).waitFor()
  }
  const entry = (text: string) => async () =>
    await entries.filter({ hasText: text }).evaluateAll(all => all.includes(document.activeElement as never))
  await binned(2)
  await expect.poll(entry('The third.'), { message: 'moved to the bin' }).toBe(true)
  await hands.take(region.getByRole('button', { name: words('toast.undo') }))
  await expect.poll(entry('The second.'), { message: 'brought back' }).toBe(true)
  await binned(2)
  await hands.walkTo(region.getByRole('button', { name: words('toast.undo') }))
  await hands.press('Shift+Tab')
  const before = await hands.at()
  await hands.take(region.getByRole('button', { name: words('toast.close') }))
  await expect.poll(() => hands.at(), { message: 'the message closed' }).toBe(before)
  await binned(2)
  await expect.poll(entry('The first.'), { message: 'the last moved to the bin' }).toBe(true)
  await binned(1)
  await expect.poll(entry(''), { message: 'the only one moved to the bin' }).toBe(true)

  await hands.take(link(ana, 'timeline.bin'))
  await comesTo(`h1 ${called('bin.title')}`, 'the bin')
  const back = ana.page.getByRole('button', { name: wordsBefore('bin.back.label') })
  await expect.poll(() => back.count()).toBe(3)
  const names = await back.evaluateAll(all => all.map(one => one.getAttribute('aria-label') ?? ''))
  await hands.take(back)
  await comesTo(`button “${names[1]}`, 'put back')
  const erase = ana.page.getByRole('button', { name: wordsBefore('bin.erase.label') })
  await hands.take(erase)
  await hands.take(ana.page.getByRole('alertdialog').getByRole('button', { name: words('bin.ask.yes') }))
  // The only one of its day has no time in its name any more.
  const said = (name = ''): string => name.slice(name.indexOf(': '))
  await comesTo(said(names[2]), 'erased')
  await hands.take(back)
  await comesTo(`h1 ${called('bin.title')}`, 'the last put back')

  await hands.take(link(ana, 'places.settings'))
  const change = words('shortcuts.change.label', { command: words('command.low') })
  await hands.take(ana.button(change))
  await hands.press('Control+Shift+k')
  await hands.take(ana.button(words('shortcuts.reset')))
  await comesTo(called('settings.keys'), 'all keys put back')
  await hands.walkTo(ana.button(words('words.make')), 'Shift+Tab')
  await hands.press('Enter')
  await comesTo('input', 'asked for the passphrase')
  await hands.write(PASSPHRASE)
  await hands.press('Enter')
  await comesTo(called('words.write'), 'recovery words in the settings')
  await hands.press('Escape')
  await comesTo(called('words.write'), 'recovery words that no Escape takes away')
  await hands.take(ana.button(words('access.leave')))
  await comesTo(called('words.make'), 'recovery words left')

  await hands.walkTo(link(ana, 'places.circles'), 'Shift+Tab')
  await hands.press('Enter')
  await hands.take(way(ana, 'circles.found'))
  await hands.fill(ana.field(words('found.name')), CIRCLE)
  await hands.fill(ana.field(words('found.own')), 'Juniper')
  await hands.press('Enter')
  await comesTo(`h1 “${CIRCLE}”`, 'a new circle')
  await hands.take(way(ana, 'circle.invite'))
  await hands.take(ana.button(words('invite.withdraw')))
  await comesTo(`h1 “${CIRCLE}”`, 'an invitation taken back')
})

it('locks with keys of one’s own, which the menu has too, and the notebook remembers', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  const inMenu = () =>
    ana.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('lock')?.accelerator)
  expect(await inMenu()).toBe('CommandOrControl+L')
  await ana.go('places.settings')
  const hands = new Hands(ana.page)
  const change = words('shortcuts.change.label', { command: words('command.lock') })
  await hands.take(ana.button(change))
  await hands.press('Control+b')
  await ana.page.getByRole('alert').getByText(words('command.bold')).waitFor()
  await hands.press('Control+Shift+k')
  await ana.page
    .getByText(words('shortcuts.changed', { command: words('command.lock'), keys: 'Ctrl Shift K' }))
    .waitFor()
  expect(await inMenu()).toBe('CommandOrControl+Shift+K')
  await ana.getUp()

  await ana.sitDown()
  expect(await inMenu()).toBe('CommandOrControl+L')
  await ana.unlock(PASSPHRASE)
  const before = ana.page
  await ana.page.keyboard.press('Control+l')
  await ana.page.getByRole('navigation', { name: words('places.label') }).waitFor()
  expect(await inMenu()).toBe('CommandOrControl+Shift+K')
  const closed = new Promise<void>(resolve => before.once('close', () => resolve()))
  // The window may be gone before the keys are let go.
  await before.keyboard.press('Control+Shift+k').catch(() => {})
  await closed
  await ana.look()
  await ana.field(words('cover.passphrase')).waitFor()
})
