import { expect, it } from 'vitest'
import { lookInside } from '../drive/inside.ts'
import { meet } from '../drive/meet.ts'
import { words } from '../drive/words.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const CIRCLE = 'Thursday table'
const NOTE = 'What we watched'

it('lets Cleo out while she is away: she is told calmly when she is back, and gets no word of after', async () => {
  const homes = [await somebody(), await somebody(), await somebody()] as const
  const [ana, ben, cleo] = homes.map(({ person }) => person) as [
    (typeof homes)[0]['person'],
    (typeof homes)[0]['person'],
    (typeof homes)[0]['person'],
  ]
  await Promise.all(
    [ana, ben, cleo].map(async person => {
      await person.sitDown()
      await person.makeVault(PASSPHRASE)
    }),
  )
  await meet(ana, [ben, cleo], CIRCLE, ['Juniper', 'Moss', 'Fern'])
  await ana.beginNote(NOTE)
  await ana.writeNote('Begun.')
  for (const person of [ben, cleo]) {
    await person.openNote(NOTE)
    await person.waitForNote(['Begun.'])
  }
  await cleo.getUp()
  const [before] = await lookInside([homes[2].profile], [PASSPHRASE])

  for (const person of [ana, ben]) await person.back()
  await ana.remove('Fern')
  await ben.agree('remove', 'Fern')
  for (const person of [ana, ben])
    await expect.poll(() => person.members(), { timeout: 60_000 }).toHaveLength(2)
  for (const person of [ana, ben]) await person.openNote(NOTE)
  await ana.typeAt('end', ' After the cut.')
  await ben.waitForNote(['After the cut.'])

  await cleo.sitDown()
  await cleo.unlock(PASSPHRASE)
  await cleo.openCircle(CIRCLE)
  await cleo.page.getByRole('heading', { name: words('gone.removed') }).waitFor({ timeout: 60_000 })
  expect(await cleo.members()).toEqual(['Juniper', 'Moss'])
  await cleo.openNote(NOTE)
  expect(await cleo.noteText()).toBe('Begun.')

  await ben.typeAt('end', ' And on.')
  await ana.waitForNote(['And on.'])
  expect(await cleo.noteText()).toBe('Begun.')

  await Promise.all([ana, ben, cleo].map(person => person.getUp()))
  const [anas, bens, cleos] = await lookInside(
    homes.map(({ profile }) => profile),
    [PASSPHRASE, PASSPHRASE, PASSPHRASE],
  )
  expect(anas).toEqual(bens)
  expect(anas?.[0]?.text).toContain('After the cut.')
  // Not one envelope more than on the day she went.
  expect(cleos).toEqual(before)
})
