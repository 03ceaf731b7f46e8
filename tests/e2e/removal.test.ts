import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { answerDialogs } from '../drive/dialogs.ts'
import { lookInside } from '../drive/inside.ts'
import { meet } from '../drive/meet.ts'
import type { Person } from '../drive/person.ts'
import { words } from '../drive/words.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const CIRCLE = 'Thursday table'
const NOTE = 'What we watched'

/** Juniper, Moss and Fern in one circle, with a note that has begun; Ben and Cleo stand in it. */
async function together() {
  const homes = [await somebody(), await somebody(), await somebody()] as const
  const [ana, ben, cleo] = homes.map(({ person }) => person) as [Person, Person, Person]
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
  return { ana, ben, cleo, homes }
}

/** Standing in the circle. Ana asks, Ben agrees, and both see two people. */
async function letOut(ana: Person, ben: Person): Promise<void> {
  await ana.remove('Fern')
  await ben.agree('remove', 'Fern')
  for (const person of [ana, ben])
    await expect.poll(() => person.members(), { timeout: 60_000 }).toHaveLength(2)
}

it('lets Cleo out while she is away: she is told calmly when she is back, and gets no word of after', async () => {
  const { ana, ben, cleo, homes } = await together()
  await cleo.getUp()
  const [before] = await lookInside([homes[2].profile], [PASSPHRASE])

  for (const person of [ana, ben]) await person.back()
  await letOut(ana, ben)
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

it('lets Cleo out, who is never in reach again: no file brings her a word of after, and hers brings in none', async () => {
  const { ana, ben, cleo, homes } = await together()
  const place = mkdtempSync(join(tmpdir(), 'kinfold-stick-'))
  const [hers, later] = [join(place, 'hers.kinfold-sync'), join(place, 'later.kinfold-sync')]
  const told = (person: Person, sentence: string): Promise<void> =>
    person.page.getByText(sentence).first().waitFor()
  const write = async (person: Person, file: string): Promise<void> => {
    await person.button(words('circle.file')).click()
    await answerDialogs(person, file)
    await person.button(words('file.write')).click()
    await told(person, 'The file is written, with')
    await person.back()
  }
  /** On the page for files. */
  const read = async (person: Person, file: string, sentence: string): Promise<void> => {
    await answerDialogs(person, file)
    await person.button(words('file.read')).click()
    await told(person, sentence)
  }
  try {
    // Alone: the others are out of reach, and nobody has asked for anything.
    await cleo.getUp()
    for (const person of [ana, ben]) await person.reach(false)
    await cleo.sitDown()
    await cleo.unlock(PASSPHRASE)
    await cleo.openCircle(CIRCLE)
    await cleo.openNote(NOTE)
    await cleo.typeAt('end', ' Kept by Cleo.')
    await cleo.back()
    await write(cleo, hers)
    await cleo.getUp()
    const [before] = await lookInside([homes[2].profile], [PASSPHRASE])

    for (const person of [ana, ben]) {
      await person.reach(true)
      await person.back()
    }
    await letOut(ana, ben)
    await ben.reach(false)
    await ana.openNote(NOTE)
    await ana.typeAt('end', ' After the cut.')
    await ana.back()
    await write(ana, later)
    expect(readFileSync(later).includes('After the cut.')).toBe(false)

    // Ben, too, has it by file alone. Hers is refused whole, though she wrote it in time.
    await ben.button(words('circle.file')).click()
    await read(ben, hers, words('fault.sync-stranger'))
    await read(ben, later, words('file.came.from', { name: 'Juniper', circle: CIRCLE }))
    await ben.back()
    await ben.openNote(NOTE)
    await ben.waitForNote(['After the cut.'])
    await ben.reach(true)
    await Promise.all([ana.getUp(), ben.getUp()])

    await cleo.sitDown()
    await cleo.unlock(PASSPHRASE)
    await cleo.openCircle(CIRCLE)
    await cleo.button(words('circle.file')).click()
    await read(cleo, later, words('fault.sync-not-ours'))
    await cleo.back()
    await cleo.openNote(NOTE)
    expect(await cleo.noteText()).toBe('Begun. Kept by Cleo.')
    await cleo.getUp()

    const [anas, bens, cleos] = await lookInside(
      homes.map(({ profile }) => profile),
      [PASSPHRASE, PASSPHRASE, PASSPHRASE],
    )
    expect(anas).toEqual(bens)
    expect(anas?.map(({ text }) => text.trim())).toEqual(['Begun. After the cut.'])
    expect(cleos).toEqual(before)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})
