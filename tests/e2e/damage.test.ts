/** A notebook that is harmed deep inside: it opens, and a day of it does not read. From there a person finds the way back. */
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { answerDialogs } from '../drive/dialogs.ts'
import type { Person } from '../drive/person.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const PAGE = 4096
/** So long that a part of it stands on pages of its own. */
const LONG = 'The kettle clicked at four and nobody spoke for a while. '.repeat(2000)

const databaseOf = (profile: string): string => {
  const vault = join(profile, 'vault')
  const name = fs.readdirSync(vault).find(file => file.endsWith('.db'))
  if (!name) throw new Error('no database')
  return join(vault, name)
}

/** Pages that came with the long entry: what else is in the notebook stands before them. */
function harm(profile: string, from: number): void {
  const database = databaseOf(profile)
  const bytes = fs.readFileSync(database)
  expect(bytes.length).toBeGreaterThan(from + 12 * PAGE)
  for (let page = 2; page < 10; page++) {
    const at = from + page * PAGE + 100
    bytes[at] = (bytes[at] ?? 0) ^ 1
  }
  fs.writeFileSync(database, bytes)
}

/** Two short entries and a long one; a backup of them where `stick` says so. Ana has got up. */
async function written(ana: Person, profile: string, stick?: string): Promise<number> {
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('Marmalade on the good bread.', false)
  await ana.write('Walked to the quay.', true)
  await ana.getUp()
  const before = fs.statSync(databaseOf(profile)).size
  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  await ana.write(LONG, true)
  if (stick) {
    await ana.go('places.settings')
    await answerDialogs(ana, stick)
    await ana.button(words('backups.choose')).click()
    await ana.button(words('backups.make')).click()
    await ana.page
      .getByRole('status')
      .filter({ hasText: wordsBefore('backups.made') })
      .first()
      .waitFor({ timeout: 60_000 })
  }
  await ana.getUp()
  return before
}

/** Sits down before the harmed notebook, which opens; goes to the day, is told, and follows the way to the cover. */
async function closeForBackup(ana: Person): Promise<void> {
  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  await ana.go('places.journal')
  const notice = ana.page.getByRole('region', { name: words('harm.title') })
  await notice.getByText(words('harm.safe')).waitFor()
  const before = ana.page
  const gone = new Promise<void>(resolve => before.once('close', () => resolve()))
  await ana.button(words('harm.close')).click()
  await gone
  await ana.look()
  await ana.page.getByText(words('cover.harmed')).waitFor()
  await ana.field(words('cover.passphrase')).fill(PASSPHRASE)
  await ana.button(words('cover.harmed.look')).click()
}

it('leads Ana from a day that does not read to her backup, and all of it is there again', async () => {
  const stick = fs.mkdtempSync(join(tmpdir(), 'kinfold-stick-'))
  const { person: ana, profile } = await somebody()
  harm(profile, await written(ana, profile, stick))
  await closeForBackup(ana)
  await ana.page.getByText(wordsBefore('oncover.newest')).waitFor({ timeout: 60_000 })
  await ana.button(words('oncover.asis')).waitFor()
  await ana.button(words('oncover.restore')).click()
  await ana.page.getByText(words('oncover.restored')).waitFor({ timeout: 60_000 })
  await ana.go('places.journal')
  await ana.page.getByText('Marmalade on the good bread.').first().waitFor()
  const sheets = ana.page.getByRole('textbox', { name: wordsBefore('today.entry') })
  expect(await sheets.count()).toBe(3)
  expect(((await sheets.last().textContent()) ?? '').trim()).toBe(LONG.trim())
  expect(await ana.page.getByRole('region', { name: words('harm.title') }).count()).toBe(0)
  await ana.getUp()
  expect(fs.readdirSync(profile).filter(name => name.startsWith('vault.before-'))).toHaveLength(1)
  fs.rmSync(stick, { recursive: true, force: true })
})

it('opens it as it is when Ana says so; and without a backup saves what can be read', async () => {
  const { person: ana, profile } = await somebody()
  harm(profile, await written(ana, profile))
  await closeForBackup(ana)
  await ana.page.getByText(words('oncover.unknown')).waitFor({ timeout: 60_000 })
  await ana.button(words('oncover.asis')).click()
  await ana.page.getByRole('region', { name: words('harm.title') }).waitFor({ timeout: 60_000 })
  await ana.getUp()

  await closeForBackup(ana)
  await ana.page.getByText(words('oncover.unknown')).waitFor({ timeout: 60_000 })
  await ana.button(words('oncover.salvage')).click()
  await ana.page.getByText(/entries could be read and saved/).waitFor({ timeout: 60_000 })
  await ana.go('places.journal')
  await ana.page.getByText('Marmalade on the good bread.').first().waitFor()
  await ana.page.getByText('Walked to the quay.').first().waitFor()
  expect(await ana.page.getByRole('region', { name: words('harm.title') }).count()).toBe(0)
  await ana.getUp()
})
