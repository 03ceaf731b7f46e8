import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { SLOW } from '../../src/renderer/face/ui/Progress.tsx'
import type { Day } from '../../src/shared/journal/day.ts'
import { en } from '../../src/shared/locales/en.ts'
import type { FakeVault } from './fake-vault.ts'
import { all, fill, MORNING, one, openFace, press, rest, said, visit } from './house.tsx'

const FOLDER = 'a'.repeat(32)
const entry = (fake: FakeVault, n: number, text: string) => {
  const id = n.toString(16).padStart(32, '0')
  fake.entries.set(id, {
    id,
    day: '2026-11-21' as Day,
    writing: { type: 'doc', content: [{ type: 'block', content: [{ type: 'text', text }] }] },
    created: MORNING,
    modified: MORNING,
    binned: false,
  })
  return id
}
const closed = (fake: FakeVault) => {
  fake.closed()
  fake.refuse('vault.unlock', 'damaged')
}

describe('backups in the settings', () => {
  it('begin with choosing a folder, and then make one and list it', async () => {
    const { fake } = await openFace()
    entry(fake, 1, 'Marmalade')
    fake.backups.dialog = FOLDER
    await visit({ at: 'settings' })
    expect(said()).toContain(en['backups.none'])
    expect(all('button', en['backups.make'])).toEqual([])
    await press('button', en['backups.choose'])
    expect(said()).toContain('/media/stick')
    await press('button', en['backups.make'])
    expect(said()).toContain('A backup is made and checked. Entries in it: 1.')
    expect(one('list', en['backups.list']).textContent).toContain('1 entry, 240 kB. Checked.')
  })

  it('stay as they are when no folder is taken in the dialog', async () => {
    const { fake } = await openFace()
    await visit({ at: 'settings' })
    await press('button', en['backups.choose'])
    expect(fake.calls.some(({ name }) => name === 'backup.choose')).toBe(false)
    expect(said()).toContain(en['backups.none'])
  })

  it('name one that does not open any more, and offer nothing with it', async () => {
    await openFace(fake => {
      fake.opened()
      fake.backups.folder = '/media/stick'
      fake.backups.backups = [
        {
          name: 'Kinfold backup 2026-11-20 10.00.00',
          made: MORNING,
          bytes: 5,
          entries: null,
          checked: null,
          state: 'damaged',
        },
      ]
    })
    await visit({ at: 'settings' })
    const list = one('list', en['backups.list'])
    expect(list.textContent).toContain(en['backup.damaged'])
    expect(list.querySelector('button')).toBeNull()
  })

  it('are tried with a passphrase that is typed, and a wrong one changes nothing', async () => {
    const { fake } = await openFace(fake => {
      fake.opened()
      fake.backups.folder = '/media/stick'
    })
    entry(fake, 1, 'Marmalade')
    await visit({ at: 'settings' })
    await press('button', en['backups.make'])
    await press('button', /^Try it: the backup of/)
    await fill(en['backup.passphrase'], 'not this one')
    await press('button', en['backups.try'])
    expect(one('dialog').textContent).toContain('This passphrase does not open it.')
    await fill(en['backup.passphrase'], 'lamplight and rain')
    await press('button', en['backups.try'])
    expect(all('dialog')).toEqual([])
    expect(said()).toContain('It opens, and all of it can be read. 1 entry')
  })

  it('are looked into by day, and one entry comes back as a new one', async () => {
    const { fake } = await openFace(fake => {
      fake.opened()
      fake.backups.folder = '/media/stick'
    })
    const id = entry(fake, 1, 'Marmalade on the good bread')
    await visit({ at: 'settings' })
    await press('button', en['backups.make'])
    entry(fake, 1, 'other words')
    await press('button', /^Look inside the backup of/)
    await press('button', /^Read: Marmalade/)
    expect(one('dialog').textContent).toContain('Marmalade on the good bread')
    await press('button', en['backup.back'])
    expect(said()).toContain('It is back as a new entry. The day: Yesterday.')
    expect(fake.entries.size).toBe(2)
    expect(JSON.stringify(fake.entries.get(id))).toContain('other words')
  })

  it('delete a notebook that was put aside only after a question', async () => {
    const { fake } = await openFace(fake => {
      fake.opened()
      fake.backups.before = [{ name: 'vault.before-2026-11-20 10.00.00', bytes: 1_200_000 }]
    })
    await visit({ at: 'settings' })
    await press('button', 'Delete it for good: vault.before-2026-11-20 10.00.00')
    expect(fake.backups.before).toHaveLength(1)
    await press('button', en['backups.drop'])
    expect(fake.backups.before).toEqual([])
    expect(said()).toContain(en['backups.dropped'])
  })
})

const bar = () => {
  const [shown] = all('[role=progressbar]')
  if (!shown) throw new Error('no progress is shown')
  return shown
}

describe('what takes long', () => {
  it.each([
    ['in the settings', { at: 'settings' }, 'backups.make'],
    ['on the way to a new computer', { at: 'moving' }, 'moving.make'],
  ] as const)(
    'says how far a backup is, and is stopped with a sentence about what is left: %s',
    async (_, place, make) => {
      const { fake } = await openFace(fake => {
        fake.opened()
        fake.backups.folder = '/media/stick'
        fake.backups.dialog = FOLDER
        fake.backups.slow = true
      })
      await visit(place)
      await press('button', en[make])
      await rest(SLOW + 50)
      expect(bar().getAttribute('aria-valuenow')).toBe(null)
      act(() => fake.tell('backup.going', { step: 'copying', part: 0.4 }))
      expect(bar().getAttribute('aria-valuenow')).toBe('0.4')
      expect(bar().textContent).toContain(en['backup.going.copying'])
      await press('button', en['progress.stop'])
      expect(fake.calls.filter(({ name }) => name === 'backup.stop')).toHaveLength(1)
      await rest()
      expect(all('[role=progressbar]')).toEqual([])
      expect(said()).toContain(en['backup.made.stopped'])
      expect(fake.backups.backups).toEqual([])
    },
  )

  it.each([
    [/^Go back to it: the backup of/, en['backups.restore.go'], en['progress.stop']],
    [/^Go back to it: the backup of/, en['backups.restore.go'], en['backup.leave']],
    [/^Try it: the backup of/, en['backups.try'], en['progress.stop']],
    [/^Try it: the backup of/, en['backups.try'], en['backup.leave']],
  ])(
    'ends with the sheet it was asked on, and the notebook is as it was: %s, %s, %s',
    async (open, go, out) => {
      const { fake } = await openFace(fake => {
        fake.opened()
        fake.backups.folder = '/media/stick'
      })
      const id = entry(fake, 1, 'Marmalade')
      await visit({ at: 'settings' })
      await press('button', en['backups.make'])
      fake.backups.slow = true
      await press('button', open)
      await fill(en['backup.passphrase'], 'lamplight and rain')
      await press('button', go)
      await rest(SLOW + 50)
      act(() => fake.tell('backup.going', { step: 'copying', part: 0.5 }))
      expect(bar().getAttribute('aria-valuenow')).toBe('0.5')
      await press('button', out)
      await rest()
      expect(all('dialog')).toEqual([])
      expect(said()).toContain(en['backup.stopped'])
      expect(fake.entries.has(id)).toBe(true)
    },
  )

  it('on the cover is stopped too, whatever it is', async () => {
    const good = { entries: 12, binned: 0, first: null, last: null, circles: 0, notes: 0, bytes: 9 }
    const { fake } = await openFace(fake => {
      closed(fake)
      fake.backups.newest = {
        place: 'there',
        harmed: 0,
        newest: { name: 'one', made: MORNING, contents: good },
      }
    })
    await fill(en['cover.passphrase'], 'lamplight and rain')
    await press('button', en['cover.open'])
    fake.backups.slow = true
    for (const what of [en['oncover.restore'], en['oncover.salvage']]) {
      await press('button', what)
      await rest(SLOW + 50)
      act(() => fake.tell('backup.going', { step: 'gathering', part: null }))
      expect(bar().textContent).toContain(en['backup.going.gathering'])
      await press('button', en['progress.stop'])
      await rest()
      expect(said()).toContain(en['backup.stopped'])
    }
  })

  it('offers no way out of what has none: making a key out of a passphrase', async () => {
    const { fake } = await openFace(fake => {
      fake.opened()
      fake.backups.folder = '/media/stick'
    })
    await visit({ at: 'settings' })
    await press('button', en['backups.make'])
    fake.refuse('backup.timeline', 'wrong-passphrase')
    await press('button', /^Look inside the backup of/)
    await fill(en['backup.passphrase'], 'lamplight and rain')
    expect(all('button', en['progress.stop'])).toEqual([])
  })
})

describe('the reminder', () => {
  it('says it once in a sitting, and takes a no', async () => {
    const { fake } = await openFace(fake => {
      fake.opened()
      fake.backups.remind = true
    })
    expect(said()).toContain(en['reminder.backup'])
    await press('button', en['reminder.later'])
    expect(said()).not.toContain(en['reminder.backup'])
    expect(fake.backups.refused).toBe(1)
    fake.tell('backup.changed', {})
    await rest()
    expect(said()).not.toContain(en['reminder.backup'])
  })

  it('is offered where one writes and nowhere else, and a no is a no after One word too', async () => {
    await openFace(fake => {
      fake.opened()
      fake.backups.remind = true
    })
    for (const [place, there] of [
      [{ at: 'circles' }, false],
      [{ at: 'journal' }, true],
      [{ at: 'settings' }, false],
    ] as const) {
      await visit(place)
      expect(said().includes(en['reminder.backup']), place.at).toBe(there)
    }
    await visit({ at: 'journal' })
    await press('button', en['reminder.later'])
    await visit({ at: 'low' })
    await visit({ at: 'journal' })
    expect(said()).not.toContain(en['reminder.backup'])
  })

  it('says on every place what happened to backups', async () => {
    await openFace(fake => {
      fake.opened()
      fake.backups.trouble = 'folder-gone'
    })
    for (const at of ['journal', 'circles', 'settings'] as const) {
      await visit({ at })
      expect(all('alert').map(one => one.textContent)).toContainEqual(
        expect.stringContaining(en['fault.folder-gone']),
      )
    }
  })

  it('asks once for the whole page', async () => {
    const { fake } = await openFace()
    const asked = () => fake.calls.filter(({ name }) => name === 'backup.reminder').length
    expect(asked()).toBe(1)
    fake.tell('backup.changed', {})
    await rest()
    expect(asked()).toBe(2)
  })

  it('takes a no to what happened, after One word too, until something else does', async () => {
    const { fake } = await openFace(fake => {
      fake.opened()
      fake.backups.trouble = 'folder-gone'
    })
    const changes = async (trouble: typeof fake.backups.trouble) => {
      fake.backups.trouble = trouble
      fake.tell('backup.changed', {})
      await rest()
    }
    await press('button', en['reminder.later'])
    await visit({ at: 'low' })
    await visit({ at: 'circles' })
    await changes('folder-gone')
    expect(said()).not.toContain(en['fault.folder-gone'])
    expect(fake.backups.refused).toBe(0)
    await changes('folder-full')
    expect(said()).toContain(en['fault.folder-full'])
    await press('button', en['reminder.later'])
    await changes(null)
    await changes('folder-full')
    expect(said()).toContain(en['fault.folder-full'])
  })

  it('is not there when there is nothing to say', async () => {
    await openFace()
    expect(said()).not.toContain(en['reminder.backup'])
  })
})

describe('a damaged notebook on the cover', () => {
  const unlock = async () => {
    await fill(en['cover.passphrase'], 'lamplight and rain')
    await press('button', en['cover.open'])
  }

  it('is offered its newest good backup before anything else, and never to be deleted', async () => {
    const { fake } = await openFace(fake => {
      closed(fake)
      fake.backups.newest = {
        place: 'there',
        harmed: 1,
        newest: {
          name: 'Kinfold backup 2026-11-20 10.00.00',
          made: MORNING,
          contents: { entries: 12, binned: 0, first: null, last: null, circles: 0, notes: 0, bytes: 9 },
        },
      }
    })
    await unlock()
    expect(said()).toContain('12 entries are in it')
    expect(said()).toContain('One newer backup does not open any more.')
    const buttons = all('button').map(button => button.textContent)
    const [restore, salvage] = [en['oncover.restore'], en['oncover.salvage']]
    expect(buttons.indexOf(restore)).toBeGreaterThan(0)
    expect(buttons.indexOf(restore)).toBeLessThan(buttons.indexOf(salvage))
    expect(buttons.join()).not.toMatch(/delete|erase/i)
    fake.refuse('vault.unlock', null)
    await press('button', restore)
    expect(said()).toContain(en['oncover.restored'])
    await press('button', en['notice.dismiss'])
    expect(said()).not.toContain(en['oncover.restored'])
    expect(fake.calls.find(({ name }) => name === 'backup.restore')?.args).toEqual({
      from: { name: 'Kinfold backup 2026-11-20 10.00.00' },
      key: { passphrase: 'lamplight and rain' },
    })
  })

  it('asks for the folder when none is known, and then saves what can be read', async () => {
    const { fake } = await openFace(closed)
    await unlock()
    expect(said()).toContain(en['oncover.unknown'])
    fake.refuse('vault.unlock', null)
    await press('button', en['oncover.salvage'])
    expect(said()).toContain('4 entries could be read and saved.')
  })

  it('is offered nothing of this when a newer Kinfold made it', async () => {
    await openFace(fake => {
      fake.closed()
      fake.refuse('vault.unlock', 'newer-version')
    })
    await unlock()
    expect(said()).toContain(en['fault.newer-version'])
    expect(said()).not.toContain(en['oncover.title'])
  })
})

describe('a new computer', () => {
  it('opens a backup from its first page', async () => {
    const { fake } = await openFace(fake => {
      fake.backups.dialog = FOLDER
      fake.backups.backups = [
        {
          name: 'Kinfold backup 2026-11-20 10.00.00',
          made: MORNING,
          bytes: 240_000,
          entries: null,
          checked: null,
          state: 'other-key',
        },
      ]
    })
    await press('button', en['openbackup.title'])
    await press('button', en['oncover.choose'])
    await fill(en['backup.passphrase'], 'not this one')
    await press('button', en['openbackup.open'])
    expect(said()).toContain('This passphrase does not open it.')
    expect(fake.calls.find(({ name }) => name === 'backup.restore')?.args).toMatchObject({
      from: { folder: FOLDER, name: 'Kinfold backup 2026-11-20 10.00.00' },
    })
    // The passphrase is forgotten, and the paper is there.
    await press('button', en['cover.words'])
    await press('button', en['openbackup.open'])
    expect(said()).toContain(en['backup.words.empty'])
    await fill(en['words.entry'], 'twenty four of them')
    await press('button', en['openbackup.open'])
    expect(fake.calls.findLast(({ name }) => name === 'backup.restore')?.args).toMatchObject({
      key: { words: 'twenty four of them' },
    })
    await press('button', en['words.open.back'])
    expect(one('textbox', en['backup.passphrase'])).toBeTruthy()
  })
})
