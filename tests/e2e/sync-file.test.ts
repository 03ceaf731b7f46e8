/** Two people who never sit at the same time: whatever one has of the other came by file. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { doubleClick, drop } from '../drive/desktop.ts'
import { answerDialogs } from '../drive/dialogs.ts'
import { lookInside } from '../drive/inside.ts'
import { meet } from '../drive/meet.ts'
import type { Person } from '../drive/person.ts'
import { words } from '../drive/words.ts'
import { PROGRAM, somebody } from './home.ts'

const PASSPHRASES = ['lamplight and rain', 'seven slow harbours'] as const
const CIRCLE = 'Thursday table'
const NOTE = 'What we watched'

/** What the page says came in, or why nothing did. */
async function told(person: Person, sentence: string): Promise<void> {
  await person.page.getByText(sentence).first().waitFor()
}

it('brings Ana’s words to Ben and Ben’s to Ana by files alone: by dialog, double click and drop', async () => {
  const [{ person: ana, profile: anas }, { person: ben, profile: bens }] = [
    await somebody(),
    await somebody(),
  ]
  const place = mkdtempSync(join(tmpdir(), 'kinfold-stick-'))
  const [there, back] = [join(place, 'there.kinfold-sync'), join(place, 'back.kinfold-sync')]
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
    await Promise.all([ana.getUp(), ben.getUp()])

    // Ana alone. The ending of the file's name is put there for her.
    await ana.sitDown()
    await ana.unlock(PASSPHRASES[0])
    await ana.openCircle(CIRCLE)
    await ana.openNote(NOTE)
    await ana.typeAt('end', ' Rain, and a long film.')
    await ana.back()
    await ana.button(words('circle.file')).click()
    await answerDialogs(ana, join(place, 'there'))
    await ana.button(words('file.write')).click()
    await told(ana, 'The file is written, with')
    await ana.getUp()
    expect(existsSync(join(place, 'there'))).toBe(false)
    const bytes = readFileSync(there)
    for (const secret of ['long film', CIRCLE, 'Juniper']) expect(bytes.includes(secret)).toBe(false)

    // Ben alone, at his closed notebook: the file waits for the passphrase.
    await ben.sitDown()
    expect(await doubleClick(PROGRAM, bens, there)).toBe(0)
    await ben.unlock(PASSPHRASES[1])
    await told(ben, words('file.came.from', { name: 'Juniper', circle: CIRCLE }))
    await told(ben, 'from one person came in.')
    await ben.page.getByRole('link', { name: words('file.to.circle', { circle: CIRCLE }) }).click()
    await ben.openNote(NOTE)
    await ben.waitForNote(['Rain, and a long film.'])
    await ben.typeAt('start', 'We two, and tea. ')
    await ben.back()
    await ben.button(words('circle.file')).click()
    const read = async (file: string): Promise<void> => {
      await answerDialogs(ben, file)
      await ben.button(words('file.read')).click()
    }
    writeFileSync(back, bytes.subarray(0, bytes.length - 300))
    await read(back)
    await told(ben, words('fault.sync-cut'))
    await read(place)
    await told(ben, words('fault.sync-unreadable'))
    await read(there)
    await told(ben, words('file.came.nothing'))
    await answerDialogs(ben, back)
    await ben.button(words('file.reply', { name: 'Juniper' })).click()
    await told(ben, 'The file is written, with')
    await ben.getUp()

    await ana.sitDown()
    await ana.unlock(PASSPHRASES[0])
    await drop(ana, back)
    await told(ana, words('file.came.from', { name: 'Moss', circle: CIRCLE }))
    await ana.page.getByRole('link', { name: words('file.to.circle', { circle: CIRCLE }) }).click()
    await ana.openNote(NOTE)
    await ana.waitForNote(['We two, and tea. ', 'Rain, and a long film.'])
    await ana.getUp()

    const [one, other] = await lookInside([anas, bens], PASSPHRASES)
    expect(one).toHaveLength(1)
    expect(one).toEqual(other)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})
