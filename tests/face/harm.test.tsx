/** A part of the open notebook cannot be read: whoever meets it, a person is told, and led to a backup before it opens again. */
import { act } from 'react'
import { describe, expect, it } from 'vitest'
import type { VaultContract } from '../../src/shared/contract/vault.ts'
import type { Day } from '../../src/shared/journal/day.ts'
import { en } from '../../src/shared/locales/en.ts'
import { plainText } from '../../src/shared/writing/writing.ts'
import type { FakeVault } from './fake-vault.ts'
import { all, fill, MORNING, one, openFace, press, rest, said, sheets, type, visit } from './house.tsx'

const PASSPHRASE = 'lamplight and rain'
const told = () => all('region', en['harm.title']).length > 0
const called = (fake: FakeVault, name: string) => fake.calls.filter(call => call.name === name)
const NEWEST = {
  place: 'there',
  harmed: 0,
  newest: {
    name: 'Kinfold backup 2026-11-20 10.00.00',
    made: MORNING,
    contents: { entries: 12, binned: 0, first: null, last: null, circles: 0, notes: 0, bytes: 9 },
  },
} as const

describe('an open notebook', () => {
  it.each([
    ['a day', 'journal.day', null],
    ['the list of days', 'journal.timeline', null],
    ['the bin', 'journal.binned', 'bin'],
    ['what an entry said before', 'journal.versions', 'earlier'],
    ['the circles', 'circle.list', 'circles'],
    ['the list of backups', 'backup.list', 'settings'],
  ] as const)('says so once %s does not read', async (_what, call, at) => {
    await openFace(fake => {
      fake.opened()
      fake.refuse(call as keyof VaultContract['calls'], 'damaged')
    })
    if (at) {
      expect(told()).toBe(false)
      await visit(at === 'earlier' ? { at, day: '2026-11-22' as Day, entry: '1'.padStart(32, '0') } : { at })
    }
    expect(told()).toBe(true)
    expect(one('region', en['harm.title']).textContent).toContain(en['harm.safe'])
    // The way out is in one place; the page itself only says what it means there.
    if (call === 'journal.day') expect(one('alert', en['today.unreadable'])).toBeTruthy()
  })

  it('says nothing of it when all can be read, or when something else is refused', async () => {
    await openFace(fake => {
      fake.opened()
      fake.refuse('journal.day', 'disk-full')
    })
    expect(told()).toBe(false)
  })

  it('says it where a backup found out, and not among the reminders', async () => {
    await openFace(fake => {
      fake.opened()
      fake.backups.trouble = 'damaged'
    })
    expect(told()).toBe(true)
    expect(all('button', en['reminder.look'])).toEqual([])
  })

  it('takes a "not now", and says it again when it is met again', async () => {
    const { fake } = await openFace(fake => {
      fake.opened()
      fake.refuse('journal.binned', 'damaged')
    })
    await visit({ at: 'bin' })
    await press('button', en['harm.later'])
    expect(told()).toBe(false)
    expect(fake.locked()).toBe(0)
    await visit({ at: 'circles' })
    await visit({ at: 'bin' })
    expect(told()).toBe(true)
  })

  it('saves what is being written before it closes, and tells the next window why', async () => {
    const { fake } = await openFace()
    const [sheet] = sheets()
    if (!sheet) throw new Error('no sheet')
    await type(sheet, 'the last words')
    fake.refuse('journal.timeline', 'damaged')
    await visit({ at: 'journal', day: '2026-11-22' as never })
    await press('button', en['harm.close'])
    expect(fake.harmed()).toBe(true)
    expect([...fake.entries.values()].map(({ writing }) => plainText(writing)).join()).toContain(
      'the last words',
    )
    const names = fake.calls.map(({ name }) => name)
    expect(names.lastIndexOf('journal.save')).toBeGreaterThan(0)
    expect(fake.locked()).toBe(1)
  })

  it('tells an ordinary lock nothing of it', async () => {
    const { fake } = await openFace()
    await press('button', en['places.lock'])
    expect(fake.locked()).toBe(1)
    expect(fake.harmed()).toBe(false)
  })

  it('keeps in its window what could not be saved, and saves it into the backup that takes its place', async () => {
    const { fake } = await openFace()
    fake.refuse('journal.save', 'damaged')
    const [sheet] = sheets()
    if (!sheet) throw new Error('no sheet')
    await type(sheet, 'the last words')
    await act(async () => fake.flush())
    await rest(20)
    expect(fake.unsent()).toBe(1)
    expect(told()).toBe(true)
    expect(said()).toContain(en['status.harmed'])
    await press('button', en['harm.close'])
    // The shell keeps this window: its words are nowhere else.
    await act(async () => {
      fake.die()
      fake.comeBack()
    })
    await rest()
    fake.closed()
    expect(said()).toContain(en['cover.harmed'])
    expect(said()).toContain(en['cover.harmed.kept'])
    fake.backups.newest = NEWEST
    fake.refuse('journal.save', null)
    await fill(en['cover.passphrase'], PASSPHRASE)
    await press('button', en['cover.harmed.look'])
    await press('button', en['oncover.restore'])
    expect(said()).toContain(en['oncover.restored'])
    expect(told()).toBe(false)
    expect([...fake.entries.values()].map(({ writing }) => plainText(writing)).join()).toContain(
      'the last words',
    )
  })
})

describe('the cover of a notebook that was closed for it', () => {
  const closed = (fake: FakeVault) => {
    fake.closed()
    fake.wasHarmed()
    fake.backups.newest = NEWEST
  }
  const look = async (passphrase = PASSPHRASE) => {
    await fill(en['cover.passphrase'], passphrase)
    await press('button', en['cover.harmed.look'])
  }

  it('looks for a backup before anything is opened', async () => {
    const { fake } = await openFace(closed)
    expect(said()).toContain(en['cover.harmed'])
    await look()
    expect(said()).toContain('12 entries are in it')
    expect(all('button', en['cover.harmed.look'])).toEqual([])
    expect(called(fake, 'vault.unlock')).toEqual([])
    const buttons = all('button').map(button => button.textContent)
    const order = [en['oncover.restore'], en['oncover.salvage'], en['oncover.asis']].map(name =>
      buttons.indexOf(name),
    )
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(order[0]).toBeGreaterThan(0)
    await press('button', en['oncover.restore'])
    expect(called(fake, 'backup.restore')).toHaveLength(1)
    expect(said()).toContain(en['oncover.restored'])
  })

  it('says when the passphrase is another, and takes the right one after it', async () => {
    const { fake } = await openFace(closed)
    await look('lamplight and snow')
    expect(said()).toContain(en['fault.wrong-passphrase'])
    expect(all('region', en['oncover.title'])).toEqual([])
    expect(called(fake, 'vault.unlock')).toEqual([])
    await look()
    expect(said()).not.toContain(en['fault.wrong-passphrase'])
    expect(all('button', en['oncover.restore'])).toHaveLength(1)
  })

  it('opens it as it is when a person says so', async () => {
    const { fake } = await openFace(closed)
    await look()
    await press('button', en['oncover.asis'])
    expect(called(fake, 'vault.unlock')).toHaveLength(1)
    expect(one('heading', 'Sunday 22 November')).toBeTruthy()
    expect(called(fake, 'backup.restore')).toEqual([])
  })

  it('saves what can be read where there is no backup', async () => {
    const { fake } = await openFace(fake => {
      closed(fake)
      fake.backups.newest = { place: 'none', harmed: 0, newest: null }
    })
    await look()
    expect(said()).toContain(en['oncover.unknown'])
    await press('button', en['oncover.salvage'])
    expect(called(fake, 'backup.salvage')).toHaveLength(1)
    expect(said()).toContain('4 entries could be read and saved.')
  })

  it('does the same for recovery words', async () => {
    const { fake } = await openFace(closed)
    await press('button', en['cover.words'])
    expect(said()).toContain(en['cover.harmed.words'])
    await fill(en['words.entry'], 'not words')
    await press('button', en['cover.harmed.look'])
    expect(called(fake, 'vault.unlock')).toEqual([])
    expect(called(fake, 'backup.newest')).toHaveLength(1)
  })

  it('is an ordinary one for a notebook that was closed in any other way', async () => {
    const { fake } = await openFace(fake => fake.closed())
    expect(said()).not.toContain(en['cover.harmed'])
    await fill(en['cover.passphrase'], PASSPHRASE)
    await press('button', en['cover.open'])
    expect(called(fake, 'backup.newest')).toEqual([])
    expect(one('heading', 'Sunday 22 November')).toBeTruthy()
  })
})
