import { expect, it } from 'vitest'
import { lookInside } from '../drive/inside.ts'
import { meet } from '../drive/meet.ts'
import { words } from '../drive/words.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const CIRCLE = 'Thursday table'
const NOTE = 'What we watched'

it('gives Ben a second computer, and shuts it out again: it gets nothing of after', async () => {
  const homes = [await somebody(), await somebody(), await somebody()] as const
  const [ana, ben, laptop] = [homes[0].person, homes[1].person, homes[2].person]
  await Promise.all(
    [ana, ben, laptop].map(async person => {
      await person.sitDown()
      await person.makeVault(PASSPHRASE)
    }),
  )
  await meet(ana, [ben], CIRCLE, ['Juniper', 'Moss'])
  await ana.beginNote(NOTE)
  await ana.writeNote('Begun.')

  await ben.button(words('circle.people.look')).click()
  await ben.button(words('computers.title')).click()
  await ben.button(words('computers.add')).click()
  const link = await ben.page.getByLabel(words('invite.link'), { exact: true }).textContent()
  await laptop.go('places.circles')
  await laptop.button(words('own.title')).click()
  await laptop.field(words('join.invitation')).fill(link ?? '')
  await laptop.button(words('own.go')).click()
  expect(await laptop.safetyWords('join.words')).toBe(await ben.safetyWords('door.words'))
  await ben.button(words('computers.yes')).click()
  await laptop.button(words('join.match')).click()
  await laptop.button(words('join.enter')).click()
  await laptop.page.getByText(words('circle.keyless')).waitFor({ state: 'hidden', timeout: 60_000 })
  expect(await laptop.members()).toEqual(['Moss', 'Juniper'])
  await laptop.openNote(NOTE)
  await laptop.waitForNote(['Begun.'])
  await laptop.typeAt('end', ' From the laptop.')
  await ana.waitForNote(['From the laptop.'])

  await ben.button(words('computers.lost')).click()
  await ben.button(words('computers.lost.yes')).click()
  await ana.back()
  await ana.button(words('wait.computer.yes')).click()
  await laptop.back()
  await laptop.page.getByRole('heading', { name: words('gone.removed') }).waitFor({ timeout: 60_000 })
  await ben.openCircle(CIRCLE)
  await ben.openNote(NOTE)
  await ben.waitForNote(['From the laptop.'])
  await ben.typeAt('end', ' After it.')
  await ana.openNote(NOTE)
  await ana.waitForNote(['After it.'])

  await Promise.all([ana, ben, laptop].map(person => person.getUp()))
  const [anas, bens, lost] = await lookInside(
    homes.map(({ profile }) => profile),
    [PASSPHRASE, PASSPHRASE, PASSPHRASE],
  )
  expect(anas).toEqual(bens)
  expect(anas?.[0]?.text).toContain('After it.')
  expect(lost?.[0]?.text).toContain('From the laptop.')
  expect(lost?.[0]?.text).not.toContain('After it.')
})
