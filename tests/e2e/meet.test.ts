import { expect, it } from 'vitest'
import { meet } from '../drive/meet.ts'
import type { Person } from '../drive/person.ts'
import { words } from '../drive/words.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const CIRCLE = 'Thursday table'
const NOTE = 'What we watched'
/** Nobody answers there, and nothing leaves this computer. */
const SERVER = 'ws://127.0.0.1:9'

const radio = ({ page }: Person, key: Parameters<typeof words>[0]) =>
  page.getByRole('radio', { name: words(key), exact: true })

async function page(person: Person): Promise<void> {
  await person.openCircle(CIRCLE)
  await person.button(words('circle.more.of', { circle: CIRCLE })).click()
  await person.page.getByRole('menuitem', { name: words('circle.meet') }).click()
  await person.page.getByRole('heading', { name: words('meet.title') }).waitFor()
}

it('lets Ana take a circle off the network, over a restart, and put it there again', async () => {
  const homes = [await somebody(), await somebody()] as const
  const [ana, ben] = [homes[0].person, homes[1].person]
  await Promise.all(
    [ana, ben].map(async person => {
      await person.sitDown()
      await person.makeVault(PASSPHRASE)
    }),
  )
  await meet(ana, [ben], CIRCLE, ['Juniper', 'Moss'])
  await ana.beginNote(NOTE)
  await ana.writeNote('Begun.')
  await ben.openCircle(CIRCLE)
  await ben.openNote(NOTE)
  await ben.waitForNote(['Begun.'])

  await page(ana)
  expect(await radio(ana, 'meet.local').isChecked()).toBe(true)
  await ana.page.getByText(words('meet.off'), { exact: true }).click()
  await ana.page.getByText(words('meet.kept'), { exact: true }).waitFor()
  await ana.getUp()
  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  await page(ana)
  expect(await radio(ana, 'meet.off').isChecked()).toBe(true)
  await ben.typeAt('end', ' Said while Ana was away.')
  await ana.openCircle(CIRCLE)
  await ana.openNote(NOTE)
  await ana.page.waitForTimeout(8000)
  await ana.waitForNote(['Begun.'])
  expect(await ana.page.getByText('Said while Ana was away.').count()).toBe(0)

  await page(ana)
  await ana.page.getByText(words('meet.local'), { exact: true }).click()
  await ana.openCircle(CIRCLE)
  await ana.openNote(NOTE)
  await ana.waitForNote(['Said while Ana was away.'])
})

it('says to Ben by which server an invitation goes, before he asks', async () => {
  const homes = [await somebody(), await somebody()] as const
  const [ana, ben] = [homes[0].person, homes[1].person]
  await Promise.all(
    [ana, ben].map(async person => {
      await person.sitDown()
      await person.makeVault(PASSPHRASE)
    }),
  )
  await ana.foundCircle(CIRCLE, 'Juniper')
  await page(ana)
  await ana.page.getByText(words('meet.wide'), { exact: true }).click()
  await ana.field(words('meet.finding.field')).fill(SERVER)
  await ana.button(words('meet.add.finding')).click()
  await ana.button(words('meet.remove.label', { server: SERVER })).waitFor()
  await ana.openCircle(CIRCLE)
  const { link } = await ana.invite()
  await ben.go('places.circles')
  await ben.button(words('circles.join')).click()
  await ben.field(words('join.invitation')).fill(link)
  await ben.page.getByText(words('join.way', { server: SERVER })).waitFor()
})
