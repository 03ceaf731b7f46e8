/** The end of a circle: closed by its host for two people, copied by one of them, put away by itself and by hand. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { answerDialogs } from '../drive/dialogs.ts'
import { meet } from '../drive/meet.ts'
import type { Person } from '../drive/person.ts'
import { words } from '../drive/words.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const CIRCLE = 'Thursday table'
const NOTE = 'What we watched'

async function choose({ page }: Person, what: string): Promise<void> {
  await page.getByRole('button', { name: words('circle.more.of', { circle: CIRCLE }) }).click()
  await page.getByRole('menuitem', { name: what }).click()
}
const heading = ({ page }: Person, name: string) => page.getByRole('heading', { name, exact: true })

it('puts a circle away and takes it out, closes it for both, and makes a readable copy that the log names', async () => {
  const [{ person: ana }, { person: ben }] = [await somebody(), await somebody()]
  const place = mkdtempSync(join(tmpdir(), 'kinfold-copy-'))
  try {
    for (const person of [ana, ben]) {
      await person.sitDown()
      await person.makeVault(PASSPHRASE)
    }
    await meet(ana, [ben], CIRCLE, ['Juniper', 'Moss'])
    await ana.beginNote(NOTE)
    await ana.writeNote('Rain, and a long film.')
    await ben.openNote(NOTE)
    await ben.waitForNote(['Rain, and a long film.'])

    // Out of Ben's way for a while, also over a restart.
    await ben.back()
    await choose(ben, words('circle.putAway'))
    await ben.button(words('circle.putAway.yes')).click()
    const away = () => ben.page.getByRole('list', { name: words('circles.away') })
    await away().getByRole('link', { name: CIRCLE }).waitFor()
    await ben.getUp()
    await ben.sitDown()
    await ben.unlock(PASSPHRASE)
    await ben.openCircle(CIRCLE)
    await heading(ben, words('gone.away')).waitFor()
    expect(await ben.button(words('circle.write')).count()).toBe(0)
    await ben.button(words('gone.away.back')).click()
    await ben.button(words('circle.write')).waitFor()

    await ana.back()
    await choose(ana, words('circle.close'))
    await ana.button(words('circle.close.yes')).click()
    for (const person of [ana, ben]) await heading(person, words('gone.closed')).waitFor({ timeout: 60_000 })
    expect(await ben.button(words('circle.write')).count()).toBe(0)

    await choose(ben, words('circle.copy'))
    await answerDialogs(ben, place)
    await ben.button(words('export.make')).click()
    await ben.page.getByText(words('export.made.told')).waitFor()
    const [folder = '', ...more] = readdirSync(place)
    expect(more).toEqual([])
    const first = readFileSync(join(place, folder, `${words('export.first')}.md`), 'utf8')
    expect(first).toContain(words('export.policy.none'))
    expect(first).toContain(CIRCLE)
    const notes = readdirSync(join(place, folder, words('export.notes')))
    expect(notes).toEqual([`1 ${NOTE}.md`])
    expect(readFileSync(join(place, folder, words('export.notes'), notes[0] ?? ''), 'utf8')).toContain(
      'Rain, and a long film.',
    )

    // The copy's line stands in Ana's log, and the circle at the end of her list.
    await choose(ana, words('circle.log'))
    await ana.page.getByText(words('log.exported', { by: 'Moss' })).waitFor({ timeout: 60_000 })
    await ana.page.getByText(words('log.close', { by: 'Juniper' })).waitFor()
    await ana.go('places.circles')
    await ana.page
      .getByRole('list', { name: words('circles.away') })
      .getByText(words('circles.away.closed'))
      .waitFor()
    await Promise.all([ana.getUp(), ben.getUp()])
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})
