/** Where the words are, a pause, and the connection doctor: two real programs, found by what stands on the screen. */
import { expect, it } from 'vitest'
import { meet } from '../drive/meet.ts'
import type { Person } from '../drive/person.ts'
import { words } from '../drive/words.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const CIRCLE = 'Thursday table'
const NOTE = 'What we watched'
const LONG = { timeout: 90_000 }

const reads = (person: Person, text: string) =>
  person.page.getByText(text, { exact: true }).first().waitFor(LONG)
const reached = (person: Person, reached: number) =>
  reads(person, words('sync.people.of', { reached: `${reached}`, people: '2' }))

it('says on whose devices the words are by counts alone, stops at a pause, and names the next thing to try', async () => {
  const [anas, bens] = [await somebody(), await somebody()]
  const [ana, ben] = [anas.person, bens.person]
  for (const person of [ana, ben]) {
    await person.sitDown()
    await person.makeVault(PASSPHRASE)
  }
  await meet(ana, [ben], CIRCLE, ['Juniper', 'Moss'])
  await ana.beginNote(NOTE)
  await ana.writeNote('Begun.')
  await ben.openNote(NOTE)
  await ben.waitForNote(['Begun.'])

  await ben.getUp()
  await ana.typeAt('end', ' While Ben is away.')
  await ana.back()
  await ana.button(words('sync.look')).click()
  await reached(ana, 1)
  await reads(ana, words('sync.state.offline'))
  await ana.button(words('sync.connection')).click()
  const status = ana.page.getByRole('status')
  await status.getByText(words('connection.next.nobody')).waitFor(LONG)
  const said = (await status.allInnerTexts()).join('\n')
  const next = ['nobody', 'closed', 'far'] as const
  expect(next.some(one => said.includes(words(`connection.try.${one}`)))).toBe(true)
  await ana.back()

  await ben.sitDown()
  await ben.unlock(PASSPHRASE)
  await ana.button(words('sync.now')).click()
  await reached(ana, 2)
  await reads(ana, words('sync.state.everywhere'))

  await ana.button(words('sync.pause')).click()
  await reads(ana, words('sync.state.paused'))
  await ben.openCircle(CIRCLE)
  await ben.openNote(NOTE)
  await ben.waitForNote(['While Ben is away.'])
  await ben.typeAt('end', ' While Ana rests.')
  await ben.back()
  await ben.button(words('sync.look')).click()
  await reached(ben, 1)
  await ana.openCircle(CIRCLE)
  await ana.openNote(NOTE)
  await ana.page.waitForTimeout(5000)
  expect(await ana.noteText()).not.toContain('While Ana rests.')
  await reached(ben, 1)

  // It is still so after a lock, and only a person ends it.
  await ana.lock()
  await ana.unlock(PASSPHRASE)
  await ana.openCircle(CIRCLE)
  await ana.page.getByText(words('sync.paused')).waitFor(LONG)
  await ana.button(words('sync.look')).click()
  await ana.button(words('sync.goOn')).click()
  await reached(ben, 2)
  await ana.openCircle(CIRCLE)
  await ana.openNote(NOTE)
  await ana.waitForNote(['While Ana rests.'])
})

it('lets Ana switch a network of her computer off, keeps that over a restart, and uses all again at a press', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  const look = async () => {
    await ana.go('places.settings')
    await ana.page.getByRole('link', { name: words('sync.connection') }).click()
    await ana.page.getByRole('heading', { name: words('ways.title') }).waitFor()
  }
  const ways = () => ana.page.getByRole('list', { name: words('ways.title') }).getByRole('switch')
  await look()
  await reads(ana, words('ways.all'))
  const all = await ways().count()
  // A computer without any network has nothing to switch off, and says so.
  if (all === 0) return reads(ana, words('ways.none'))
  const list = ana.page.getByRole('list', { name: words('ways.title') })
  await list.locator('label').first().click()
  await reads(ana, words('ways.some'))
  expect(await ways().first().isChecked()).toBe(false)
  await ana.getUp()
  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  await look()
  await reads(ana, words('ways.some'))
  expect(await ways().first().isChecked()).toBe(false)
  expect(await ways().count()).toBe(all)
  await ana.button(words('ways.useAll')).click()
  await reads(ana, words('ways.all'))
  expect(await ways().first().isChecked()).toBe(true)
})
