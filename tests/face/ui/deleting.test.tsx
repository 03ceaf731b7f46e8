/** What others see when something is deleted, and what stays: exact sentences for each kind, where a person deletes it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { act } from 'react'
import { expect, it } from 'vitest'
import { vaultContract } from '../../../src/shared/contract/vault.ts'
import type { Day } from '../../../src/shared/journal/day.ts'
import { says } from '../../unit/journal/notebook.ts'
import type { FakeVault } from '../fake-vault.ts'
import { all, MORNING, openFace, press, rest, said, sheets, type, visit } from '../house.tsx'

type Kind = {
  readonly what: string
  /** What the vault is asked to do then; nothing, where it goes with a save. */
  readonly call?: keyof typeof vaultContract.calls
  readonly delete: () => Promise<void>
  readonly says: readonly string[]
}

const DAY = '2026-11-20' as Day
const [ID, OTHER] = ['1'.padStart(32, '0'), '2'.padStart(32, '0')]
const put = (fake: FakeVault, id: string, binned: boolean) =>
  fake.entries.set(id, { id, day: DAY, writing: says('Rain.'), created: MORNING, modified: MORNING, binned })
const withBin = () =>
  openFace(fake => {
    fake.opened()
    put(fake, ID, true)
    put(fake, OTHER, true)
  })
async function withCircle(): Promise<{ fake: FakeVault; circle: string }> {
  const { fake, house } = await openFace()
  let circle = ''
  await act(async () => {
    const founded = await house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
    if (founded.ok) circle = founded.value.circle
  })
  await visit({ at: 'circle', circle })
  return { fake, circle }
}
const NEVER_SENT = 'What is in the bin was never sent to anyone. Backups from before still have it.'

const KINDS: readonly Kind[] = [
  {
    what: 'an entry',
    call: 'journal.bin',
    delete: async () => {
      await openFace()
      await type(sheets()[0] as HTMLElement, 'Rain.')
      await rest()
      await press('button', /^Move to bin/)
    },
    says: ['The entry is in the bin. Kinfold never sent it to anyone.'],
  },
  {
    what: 'an entry in the bin, with its earlier words',
    call: 'bin.erase',
    delete: async () => {
      await withBin()
      await visit({ at: 'bin' })
      const [first] = all('button', /^Erase for ever/)
      await act(async () => first?.click())
      await rest()
    },
    says: ['This entry and its earlier words will be gone. There is no way back.', NEVER_SENT],
  },
  {
    what: 'all of the bin',
    call: 'bin.empty',
    delete: async () => {
      await withBin()
      await visit({ at: 'bin' })
      await press('button', 'Empty the bin')
    },
    says: ['2 entries, with earlier words. There is no way back.', NEVER_SENT],
  },
  {
    what: 'words that an earlier version takes the place of',
    call: 'journal.putBack',
    delete: async () => {
      const { house } = await openFace(fake => {
        fake.opened()
        put(fake, ID, false)
      })
      await house.vault.ask('journal.save', { id: ID, day: DAY, writing: says('Snow.') })
      await visit({ at: 'earlier', day: DAY, entry: ID })
      await press('button', /^Put back/)
    },
    says: ['These words are in the entry again. What stood there is kept here.'],
  },
  {
    what: 'a file in an entry',
    delete: async () => {
      await openFace()
      const file = new File([Uint8Array.from([1, 2, 3])], 'quay.pdf', { type: 'application/pdf' })
      const event = new Event('paste', { bubbles: true, cancelable: true })
      Object.assign(event, {
        clipboardData: { files: [file], items: [], types: ['Files'], getData: () => '' },
      })
      await act(async () => void sheets()[0]?.dispatchEvent(event))
      for (let tries = 0; all('button', /^File: quay.pdf/).length === 0 && tries < 500; tries++)
        await rest(20)
      await press('button', /^File: quay.pdf/)
      await press('button', 'Take it out')
    },
    says: [
      'quay.pdf is no longer in this entry, and was never sent to anyone. You can undo this until you leave the page.',
      'After that, only earlier words and backups may have it.',
    ],
  },
  {
    what: 'words of a shared note',
    delete: async () => {
      await withCircle()
      await press('button', /^Write a new note/)
    },
    says: [
      'What you delete here goes from your page, and the others’ pages are asked to do the same. Someone may have kept it.',
    ],
  },
  {
    what: 'a notebook that was put aside',
    call: 'backup.dropBefore',
    delete: async () => {
      await openFace(fake => {
        fake.opened()
        fake.backups.before = [{ name: 'vault.before-2026-11-20 10.00.00', bytes: 1_200_000 }]
      })
      await visit({ at: 'settings' })
      await press('button', 'Delete it for good: vault.before-2026-11-20 10.00.00')
    },
    says: ['Words that are only in it are gone then. The notebook you use now stays as it is.'],
  },
  {
    what: 'a circle',
    call: 'circle.erase',
    delete: async () => {
      await withCircle()
      await visit({ at: 'settings' })
      await press('button', 'Erase here: the circle Thursday table')
    },
    says: [
      'Thursday table leaves this computer: its notes, its people, its key.',
      'The others are not told. They keep everything you wrote there, and your name stays on their list.',
    ],
  },
  {
    what: 'an invitation',
    call: 'circle.uninvite',
    delete: async () => {
      await withCircle()
      await press('button', 'Invite someone')
      await press('button', 'Take it back')
    },
    says: ['The invitation no longer works. Whoever has it is told to ask for a new one.'],
  },
  {
    what: 'recovery words',
    call: 'keys.removeWords',
    delete: async () => {
      await openFace(fake => {
        fake.opened()
        fake.keys.words = ['amber']
      })
      await visit({ at: 'settings' })
      await press('button', 'Remove the recovery words')
    },
    says: ['Without them, a forgotten passphrase means that nobody can open this notebook again.'],
  },
  {
    what: 'everything',
    call: 'vault.erase',
    delete: async () => {
      await openFace()
      await visit({ at: 'settings' })
      await press('button', 'Erase everything…')
    },
    says: [
      'The keys are destroyed first. After that nobody can open this notebook: not you, and not us.',
      'Backups stay where you put them, and your passphrase still opens them. The people in your circles keep what they have.',
    ],
  },
]

it.each(KINDS)('says of $what what is gone, what stays and who has it', async ({ delete: go, says }) => {
  await go()
  for (const sentence of says) expect(said()).toContain(sentence)
})

it('knows every kind of deleting that there is', () => {
  /** A word that is marked again, and a code of one’s own that nobody used, are nothing of anybody’s. */
  const harmless = ['spelling.forget', 'circle.unlink']
  /** A person and not words: what the page says of that is in standing.test.tsx. */
  const people = ['circle.remove']
  /** What was deleted comes back by these. */
  const back = ['journals.putBack', 'tags.putBack']
  /** No page asks for these yet. Whoever makes one takes its name out of here, and says above what goes and what stays. */
  const pageless = ['feelings.delete', 'import.undo', 'journals.delete', 'tags.delete']
  const face = join(import.meta.dirname, '../../../src/renderer/face')
  const pages = readdirSync(face, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.tsx?$/.test(file))
    .map(file => readFileSync(join(face, file), 'utf8'))
  expect(pages.length).toBeGreaterThan(50)
  expect(pageless.filter(name => pages.some(page => page.includes(`'${name}'`)))).toEqual([])
  const deletes = Object.keys(vaultContract.calls).filter(name =>
    /\.(bin|delete|erase|empty|putBack|forget|drop\w*|remove\w*|un(?!bin|lock)\w+)$/.test(name),
  )
  const covered = KINDS.flatMap(({ call }) => call ?? [])
  expect([...covered, ...harmless, ...people, ...back, ...pageless].sort()).toEqual(deletes.sort())
})
