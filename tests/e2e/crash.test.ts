/** The power goes, or the vault's process falls, while somebody types in a shared note: what was saved is there afterwards. */
import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { vaultProcess } from '../drive/faults.ts'
import { lookInside } from '../drive/inside.ts'
import { meet } from '../drive/meet.ts'
import type { Person } from '../drive/person.ts'
import { words } from '../drive/words.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const CIRCLE = 'Thursday table'
const NOTE = 'What we watched'

const children = (pid: number): number[] => {
  const list = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).split('\n')
  return list.flatMap(line => {
    const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number)
    return parent === pid ? [child] : []
  })
}

async function twoWithANote() {
  const [{ person: ana, profile: anas }, { person: ben, profile: bens }] = [
    await somebody(),
    await somebody(),
  ]
  await Promise.all(
    [ana, ben].map(async person => {
      await person.sitDown()
      await person.makeVault(PASSPHRASE)
    }),
  )
  await meet(ana, [ben], CIRCLE, ['Juniper', 'Moss'])
  await ana.beginNote(NOTE)
  await ana.writeNote('The one with the boat.')
  await ben.openNote(NOTE)
  await ben.waitForNote(['with the boat.'])
  return { ana, ben, profiles: [anas, bens] }
}

/** Both end: what each has inside is the same, and has all this. */
async function bothHave(people: readonly Person[], profiles: readonly string[], said: readonly string[]) {
  for (const person of people) await person.getUp()
  const [one, other] = await lookInside(profiles, [PASSPHRASE, PASSPHRASE])
  expect(one).toEqual(other)
  const text = one?.find(({ title }) => title === NOTE)?.text ?? ''
  for (const word of said) expect(text.split(word).length - 1, word).toBe(1)
}

/** Type a word every few milliseconds, and let `fall` happen in the middle; what was typed by then is the answer. */
async function typing(person: Person, fall: () => Promise<void>): Promise<string[]> {
  const typed: string[] = []
  let falling: Promise<void> | undefined
  for (let i = 0; i < 30; i++) {
    if (i === 20) falling = fall()
    const word = `word${i}x`
    await person.page.keyboard.insertText(` ${word}`)
    if (i < 20) typed.push(word)
    await new Promise(resolve => setTimeout(resolve, 30))
  }
  await falling
  return typed
}

it('asks for the passphrase again when the vault falls while Ana types, and keeps every word on her page', async () => {
  const { ana, ben, profiles } = await twoWithANote()
  await ana.typeAt('end', ' It was late.')
  const vault = await vaultProcess(ana, children)
  const typed = await typing(ana, async () => void process.kill(vault, 'SIGKILL'))
  await ana.page.getByText(words('cover.gone')).waitFor()
  expect(await ana.page.getByRole('textbox', { name: words('note.body') }).count()).toBe(0)
  expect(await vaultProcess(ana, children)).not.toBe(vault)

  await ana.unlock(PASSPHRASE)
  // Where she was, with all that she typed before the page was covered.
  await ana.waitForNote(['It was late.', ...typed])
  await ben.waitForNote(['It was late.', ...typed])
  await ana.typeAt('end', ' And on it goes.')
  await ben.waitForNote(['And on it goes.'])
  await ben.typeAt('end', ' So it does.')
  await ana.waitForNote(['So it does.'])
  expect(await ana.noteText()).toBe(await ben.noteText())
  await bothHave([ana, ben], profiles, ['It was late.', ...typed, 'And on it goes.', 'So it does.'])
})

it('has every word that was saved when the whole program is killed while Ana types, and both go on as one', async () => {
  const { ana, ben, profiles } = await twoWithANote()
  await ana.typeAt('end', ' This stood on the disk.')
  // What the page calls saved, while nobody else could have kept it.
  await ben.reach(false)
  await ana.typeAt('end', ' And this, too.')
  await ana.page.getByText(words('status.saving')).waitFor({ state: 'hidden' })
  await ana.note.click()
  await ana.page.keyboard.press('Control+End')
  await typing(ana, () => ana.kill()).catch(() => [])
  await ben.reach(true)

  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  await ana.openCircle(CIRCLE)
  await ana.openNote(NOTE)
  await ana.waitForNote(['This stood on the disk.', 'And this, too.'])
  await ana.typeAt('end', ' Ana is back.')
  await ben.waitForNote(['And this, too.', 'Ana is back.'])
  await ben.typeAt('end', ' Good to see.')
  await ana.waitForNote(['Good to see.'])
  expect(await ana.noteText()).toBe(await ben.noteText())
  await bothHave([ana, ben], profiles, [
    'This stood on the disk.',
    'And this, too.',
    'Ana is back.',
    'Good to see.',
  ])
})
