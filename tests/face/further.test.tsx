/** Lists that are read on as one goes down: what could not be read is said, stays in reach, and nothing is erased unseen. */
import { act } from 'react'
import { expect, it } from 'vitest'
import type { Day } from '../../src/shared/journal/day.ts'
import { en } from '../../src/shared/locales/en.ts'
import { says } from '../unit/journal/notebook.ts'
import type { FakeVault } from './fake-vault.ts'
import { all, fill, MORNING, one, openFace, press, rest, said, visit } from './house.tsx'

const day = '2026-11-20' as Day
const idOf = (n: number) => n.toString(16).padStart(32, '0')
const put = (fake: FakeVault, n: number, binned = false) =>
  fake.entries.set(idOf(n), {
    id: idOf(n),
    day,
    writing: says(`rain ${n}`),
    created: MORNING + n,
    modified: MORNING + n,
    binned,
  })

/** Types, and waits until it is answered. */
async function search(words: string): Promise<void> {
  await fill(en['search.field'], words)
  for (let tries = 0; one('status').textContent === '' && tries < 500; tries++) await rest(20)
}

const LISTS = [
  {
    name: 'the bin',
    call: 'journal.binned',
    after: 'after',
    label: en['bin.title'],
    fill: (fake: FakeVault) => {
      for (let n = 1; n <= 30; n++) put(fake, n, true)
    },
    go: () => visit({ at: 'bin' }),
  },
  {
    name: 'earlier words',
    call: 'journal.versions',
    after: 'before',
    label: en['earlier.before'],
    fill: (fake: FakeVault) => void put(fake, 1),
    go: async () => visit({ at: 'earlier', day, entry: idOf(1) }),
  },
  {
    name: 'search',
    call: 'journal.search',
    after: 'after',
    label: en['search.results'],
    fill: (fake: FakeVault) => {
      for (let n = 1; n <= 30; n++) put(fake, n)
    },
    go: async () => {
      await visit({ at: 'search' })
      await search('rain')
    },
  },
] as const

it.each(LISTS)(
  'says that $name goes on where it could not be read further, and reads on when asked',
  async list => {
    const { fake, house } = await openFace(fake => {
      fake.opened()
      list.fill(fake)
    })
    if (list.call === 'journal.versions')
      for (let n = 2; n <= 16; n++)
        await house.vault.ask('journal.save', { id: idOf(1), day, writing: says(`rain ${n}`) })
    fake.refuse(list.call, 'not-saved', args => list.after in args)
    await list.go()
    const asked = () =>
      fake.calls.filter(({ name, args }) => name === list.call && list.after in (args as object)).length
    const pages = () => one('list', list.label).querySelectorAll('[data-page]').length
    expect(one('alert', /./).textContent).toBe(en['list.stuck'])
    expect(pages()).toBe(1)
    // It does not ask again by itself for ever.
    expect(asked()).toBe(1)
    await act(async () => one('button', en['list.again']).focus())
    await press('button', en['list.again'])
    expect(asked()).toBe(2)
    expect(one('alert', /./).textContent).toBe(en['list.stuck'])
    expect(document.activeElement?.textContent).toBe(en['list.again'])
    fake.refuse(list.call, null)
    await press('button', en['list.again'])
    expect(said()).not.toContain(en['list.stuck'])
    expect(all('button', en['list.again'])).toEqual([])
    expect(pages()).toBe(2)
    // Whoever pressed it is still at the end of what they read.
    expect(one('list', list.label).contains(document.activeElement)).toBe(true)
  },
)

it('says how many emptying the bin erases, as the vault counts them and not the list', async () => {
  const { fake } = await openFace(fake => {
    fake.opened()
    for (let n = 1; n <= 65; n++) put(fake, n, true)
  })
  fake.refuse('journal.binned', 'not-saved', args => 'after' in args)
  await visit({ at: 'bin' })
  await press('button', en['bin.empty.all'])
  expect(one('dialog').textContent).toContain('65 entries, with earlier words. There is no way back.')
  await press('button', en['bin.ask.yes'])
  expect(said()).toContain('65 entries are erased. The bin is empty now.')
  expect(fake.entries.size).toBe(0)
})

it('erases nothing while the bin cannot be counted, and says so', async () => {
  const { fake } = await openFace(fake => {
    fake.opened()
    put(fake, 1, true)
  })
  fake.refuse('bin.count', 'damaged')
  await visit({ at: 'bin' })
  await press('button', en['bin.empty.all'])
  expect(all('dialog')).toEqual([])
  expect(said()).toContain(en['fault.damaged'])
  expect(fake.entries.size).toBe(1)
})

it('speaks again when other words find as much, or as little', async () => {
  await openFace(fake => {
    fake.opened()
    put(fake, 1)
  })
  await visit({ at: 'search' })
  const heard: string[] = []
  const region = one('status')
  new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, {
    childList: true,
    characterData: true,
    subtree: true,
  })
  const words = ['rain', '1', 'snow', 'hail']
  for (const word of words) await search(word)
  const [some, none] = [en['search.some'], en['search.none']]
  expect(heard).toEqual([some, '', some, '', none, '', none])
})
