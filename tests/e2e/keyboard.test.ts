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

async function begin(person: Person): Promise<Hands> {
  await person.sitDown()
  const hands = new Hands(person.page)
  await hands.watch()
  await hands.take(person.button(words('first.begin')))
  for (const page of ['first.not.title', 'first.look.title'] as const) {
    await person.page.getByRole('heading', { name: words(page), level: 1 }).waitFor()
    await hands.take(person.button(words('first.next')))
  }
  await hands.fill(person.field(words('create.passphrase')), PASSPHRASE)
  await hands.fill(person.field(words('create.again')), PASSPHRASE)
  await hands.press('Enter')
  await hands.take(person.button(words('words.later')))
  return hands
}

it('leads from the first run to a saved entry to a circle of two without a mouse', async () => {
  const [{ person: ana }, { person: ben }] = [await somebody(), await somebody()]
  const a = await begin(ana)
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
  const code = (await shown('invite.code').innerText()).replace(/\s+/g, '')
  const address = (await shown('invite.address').innerText()).split(/\s+/)[0] ?? ''

  const b = await begin(ben)
  await b.take(link(ben, 'places.circles'))
  await b.take(way(ben, 'circles.join'))
  await b.fill(ben.field(words('join.invitation')), code)
  await b.fill(ben.field(words('join.address')), address)
  await b.fill(ben.field(words('join.own')), 'Moss')
  await b.press('Enter')

  await a.take(way(ana, 'invite.done'))
  expect(await ana.safetyWords('door.words')).toBe(await ben.safetyWords('join.words'))
  await b.take(ben.button(words('join.match')))
  await a.take(ana.button(words('door.yes')))
  await b.take(way(ben, 'join.enter'))
  await ben.page.getByRole('heading', { name: CIRCLE, level: 1 }).waitFor()
  expect((await ben.members()).map(name => name.split(/\s/)[0]).sort()).toEqual(['Juniper', 'Moss'])

  // Back to the entry by the keys for it, and to Help now and out again.
  await a.press('Alt+ArrowLeft')
  await a.press('F1')
  await ana.page.getByRole('dialog', { name: words('help.title') }).waitFor()
  await a.press('Escape')
  expect(await ana.page.getByRole('dialog').count()).toBe(0)
  expect([await a.pointed(), await b.pointed()]).toEqual([[], []])
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
