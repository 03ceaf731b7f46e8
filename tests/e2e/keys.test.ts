import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Person } from '../drive/person.ts'
import { words } from '../drive/words.ts'
import { findWords } from '../scan.ts'
import { somebody } from './home.ts'

const OLD = 'lamplight and rain'
const NEXT = 'a lamp behind the rain'

/** What a person writes on paper, and the three that they are asked for. */
async function writeDown(ana: Person): Promise<string[]> {
  const sheet = ana.page.getByRole('list', { name: words('words.list') })
  await sheet.waitFor({ timeout: 60_000 })
  const paper = (await sheet.getByRole('listitem').allInnerTexts()).map(word => word.trim())
  expect(paper).toHaveLength(24)
  await ana.button(words('words.written')).click()
  for (const [i, word] of paper.entries()) {
    const field = ana.field(words('words.place', { place: i + 1 }))
    if (await field.isVisible()) await field.fill(word)
  }
  await ana.button(words('words.keep')).click()
  return paper
}

const inside = (ana: Person) =>
  ana.page.getByRole('navigation', { name: words('places.label') }).waitFor({ timeout: 60_000 })

it('lets Ana in by her 24 words when her passphrase is lost, and shuts the old one out', async () => {
  const { person: ana, profile } = await somebody()
  await ana.sitDown()
  await ana.beginFirstRun()
  await ana.field(words('create.passphrase')).fill(OLD)
  await ana.field(words('create.again')).fill(OLD)
  await ana.button(words('create.make')).click()
  await ana.button(words('words.make')).click({ timeout: 60_000 })
  const paper = await writeDown(ana)
  await inside(ana)
  await ana.write('The kettle clicked at four.', false)
  await ana.getUp()

  await ana.sitDown()
  await ana.button(words('cover.words')).click()
  // Typed from paper: capitals, line ends, four letters of each.
  const typed = paper.map(word => word.slice(0, 4).toUpperCase()).join('\n')
  await ana.field(words('words.entry')).fill(typed)
  await ana.button(words('cover.open')).click()
  await ana.page.getByRole('heading', { name: words('words.new.title') }).waitFor({ timeout: 60_000 })
  await ana.field(words('access.new')).fill(NEXT)
  await ana.field(words('create.again')).fill(NEXT)
  await ana.button(words('words.new.keep')).click()
  await inside(ana)
  expect((await ana.search('kettle')).join()).toContain('clicked at four')

  await ana.lock()
  expect(await ana.tryPassphrase(OLD)).toContain('does not open it. Nothing is lost.')
  await ana.unlock(NEXT)
  await ana.getUp()
  // Two by two: a single word of the list may stand in any program's files.
  const pairs = paper.slice(1).map((word, i) => `${paper[i]} ${word}`)
  expect(findWords(profile, [OLD, NEXT, ...pairs])).toEqual([])
})

it('gives the whole notebook a new key, closes it, and opens it again with the same passphrase', async () => {
  const { person: ana, profile } = await somebody()
  await ana.sitDown()
  await ana.makeVault(OLD)
  await ana.write('Marmalade on the good bread.', false)
  const databases = () => readdirSync(join(profile, 'vault')).filter(name => name.endsWith('.db'))
  const before = databases()
  await ana.go('places.settings')
  await ana.button(words('access.rekey')).click()
  await ana.field(words('access.now')).fill(OLD)
  const window = ana.page
  const gone = new Promise<void>(resolve => window.once('close', () => resolve()))
  await ana.button(words('access.rekey.yes')).click()
  await gone
  await ana.look()
  await ana.unlock(OLD)
  expect((await ana.search('marmalade')).join()).toContain('good bread')
  expect(databases()).toHaveLength(1)
  expect(databases()).not.toEqual(before)
})
