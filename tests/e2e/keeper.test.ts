/** Two people who never sit at the same time, and a keeper between them: three processes each, and a server of their own. */
import { expect, it } from 'vitest'
import { meet } from '../drive/meet.ts'
import type { Person } from '../drive/person.ts'
import { words } from '../drive/words.ts'
import { startKeeper } from '../net/world/keeper.ts'
import { somebody } from './home.ts'

const PASSPHRASES = ['lamplight and rain', 'seven slow harbours'] as const
const CIRCLE = 'Thursday table'
const NOTE = 'What we watched'

async function atKeeper(person: Person): Promise<void> {
  await person.openCircle(CIRCLE)
  await person.button(words('circle.more.of', { circle: CIRCLE })).click()
  await person.page.getByRole('menuitem', { name: words('circle.keeper') }).click()
}

it('carries Ana’s words to Ben, who comes when she has gone, and holds none that can be read', async () => {
  const keeper = await startKeeper('ours')
  const [{ person: ana }, { person: ben }] = [await somebody(), await somebody()]
  try {
    for (const [i, person] of [ana, ben].entries()) {
      await person.sitDown()
      await person.makeVault(PASSPHRASES[i] ?? '')
    }
    await meet(ana, [ben], CIRCLE, ['Juniper', 'Moss'])
    await ana.beginNote(NOTE)
    await ana.writeNote('The first evening.')
    await ben.openNote(NOTE)
    await ben.waitForNote(['The first evening.'])
    for (const person of [ana, ben]) {
      await atKeeper(person)
      await person.page.getByLabel(words('keeper.address')).fill(keeper.url)
      await person.button(words('keeper.use')).click()
      await person.page.getByText('It is in reach, since').waitFor({ timeout: 30_000 })
    }
    await Promise.all([ana.getUp(), ben.getUp()])

    await ana.sitDown()
    await ana.unlock(PASSPHRASES[0])
    await ana.openCircle(CIRCLE)
    await ana.openNote(NOTE)
    await ana.typeAt('end', ' Rain, and a long film.')
    await new Promise(resolve => setTimeout(resolve, 15_000))
    await ana.getUp()

    await ben.sitDown()
    await ben.unlock(PASSPHRASES[1])
    await ben.openCircle(CIRCLE)
    await ben.openNote(NOTE)
    await ben.waitForNote(['The first evening. Rain, and a long film.'])
    expect(keeper.output()).toBe(`The keeper listens at ${keeper.url}\n`)
  } finally {
    await keeper.end()
  }
})
