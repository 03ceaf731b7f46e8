import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { answerDialogs } from '../drive/dialogs.ts'
import type { Person } from '../drive/person.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { findWords } from '../scan.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'

/** A folder of its own, as a stick would be. */
function stick(): { path: string } & Disposable {
  const path = fs.mkdtempSync(join(tmpdir(), 'kinfold-stick-'))
  return { path, [Symbol.dispose]: () => fs.rmSync(path, { recursive: true, force: true }) }
}

const status = (person: Person, text: string) =>
  person.page.getByRole('status').filter({ hasText: text }).first().waitFor({ timeout: 60_000 })

async function keepOn(person: Person, path: string): Promise<void> {
  await person.go('places.settings')
  await answerDialogs(person, path)
  await person.button(words('backups.choose')).click()
  await status(person, words('backups.chosen'))
}

async function makeOne(person: Person): Promise<void> {
  const make = person.button(words('backups.make'))
  await make.click()
  await status(person, wordsBefore('backups.made'))
  expect(await make.evaluate(one => one === document.activeElement)).toBe(true)
}

it('keeps a backup that Ana chose the folder for, and brings back a word that she erased', async () => {
  using place = stick()
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('Marmalade on the good bread.', false)
  await keepOn(ana, place.path)
  await makeOne(ana)
  expect(fs.readdirSync(place.path)).toHaveLength(1)
  expect(findWords(place.path, ['Marmalade on the good'])).toEqual([])

  await ana.go('places.journal')
  await ana.page
    .getByRole('textbox', { name: wordsBefore('today.entry') })
    .last()
    .click()
  await ana.page.keyboard.press('Control+A')
  await ana.page.keyboard.insertText('Nothing of it.')
  await ana.page.getByText(words('status.saved')).first().waitFor()
  await ana.go('places.settings')
  const look = wordsBefore('backups.look.label')
  await ana.page.getByRole('button', { name: look }).first().click()
  await ana.page.getByText('Marmalade on the good bread.').first().waitFor()
  await ana.page
    .getByRole('button', { name: wordsBefore('backup.back.label') })
    .first()
    .click()
  await ana.page.getByText(wordsBefore('backup.back.done')).waitFor()
  expect((await ana.search('marmalade')).join()).toContain('Marmalade on the good bread.')
  expect((await ana.search('nothing')).join()).toContain('Nothing of it.')

  await ana.go('places.settings')
  await ana.page
    .getByRole('button', { name: wordsBefore('backups.try.label') })
    .first()
    .click()
  await ana.field(words('backup.passphrase')).fill(PASSPHRASE)
  await ana.page
    .getByRole('dialog')
    .getByRole('button', { name: words('backups.try'), exact: true })
    .click()
  await status(ana, wordsBefore('backup.tried'))
  await ana.getUp()
})

it('goes back to a whole backup from the settings, and keeps the notebook of now', async () => {
  using place = stick()
  const { person: ana, profile } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('As it was.', false)
  await keepOn(ana, place.path)
  await makeOne(ana)
  await ana.write('Written since.', true)
  await ana.go('places.settings')
  await ana.page
    .getByRole('button', { name: wordsBefore('backups.restore.label') })
    .first()
    .click()
  await ana.field(words('backup.passphrase')).fill(PASSPHRASE)
  const before = ana.page
  const gone = new Promise<void>(resolve => before.once('close', () => resolve()))
  await before
    .getByRole('dialog')
    .getByRole('button', { name: words('backups.restore.go'), exact: true })
    .click()
  await gone
  await ana.look()
  await ana.unlock(PASSPHRASE)
  expect((await ana.search('was')).join()).toContain('As it was.')
  await ana.page.getByRole('searchbox', { name: words('search.field') }).fill('since')
  await ana.page.getByText(words('search.none')).first().waitFor()
  expect(fs.readdirSync(profile).filter(name => name.startsWith('vault.before-'))).toHaveLength(1)
  await ana.getUp()
})

it('offers Ana her newest backup on the cover of a damaged notebook, and opens it', async () => {
  using place = stick()
  const { person: ana, profile } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('The kettle clicked at four.', false)
  await keepOn(ana, place.path)
  await makeOne(ana)
  await ana.getUp()

  const vault = join(profile, 'vault')
  const database = join(vault, fs.readdirSync(vault).find(name => name.endsWith('.db')) ?? 'none')
  const bytes = fs.readFileSync(database)
  bytes.fill(0x55, 100, 4096)
  fs.writeFileSync(database, bytes)
  await ana.sitDown()
  expect(await ana.tryPassphrase(PASSPHRASE)).toContain('damaged')
  await ana.page.getByText(wordsBefore('oncover.newest')).waitFor()
  await ana.button(words('oncover.restore')).click()
  await ana.page.getByText(words('oncover.restored')).waitFor({ timeout: 60_000 })
  expect((await ana.search('kettle')).join()).toContain('clicked at four')
  await ana.getUp()
})

it('carries the notebook to a new computer on a stick', async () => {
  using place = stick()
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('Packed and ready.', false)
  await ana.go('places.settings')
  await ana.page.getByRole('link', { name: words('moving.title') }).click()
  await answerDialogs(ana, place.path)
  await ana.button(words('moving.make')).click()
  await status(ana, wordsBefore('moving.made'))
  await ana.getUp()

  const { person: there } = await somebody()
  await there.sitDown()
  await there.button(words('openbackup.title')).click()
  await answerDialogs(there, place.path)
  await there.button(words('oncover.choose')).click()
  await there.field(words('backup.passphrase')).fill('not this one')
  await there.button(words('openbackup.open')).click()
  await there.page.getByText(words('fault.wrong-passphrase')).first().waitFor({ timeout: 60_000 })
  await there.field(words('backup.passphrase')).fill(PASSPHRASE)
  await there.button(words('openbackup.open')).click()
  await there.page.getByText(words('openbackup.done')).waitFor({ timeout: 60_000 })
  expect((await there.search('packed')).join()).toContain('Packed and ready.')
  await there.getUp()
})
