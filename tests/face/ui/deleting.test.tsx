/** What others see when something is deleted: one exact sentence for each kind, where a person deletes it. */
import { act } from 'react'
import { expect, it } from 'vitest'
import type { Day } from '../../../src/shared/journal/day.ts'
import type { EntryId } from '../../../src/shared/journal/entry.ts'
import { one, openFace, press, rest, said, sheets, type, visit } from '../house.tsx'

it('says of an entry that it was never sent to anyone', async () => {
  await openFace()
  const [sheet] = sheets()
  await type(sheet as HTMLElement, 'Rain.')
  await rest()
  await press('button', /^Move to bin/)
  expect(said()).toContain('The entry is in the bin. Kinfold never sent it to anyone.')
})

it('says so again before the bin is emptied, and names the backups', async () => {
  await openFace(fake => {
    fake.opened()
    const id = '0'.padStart(32, '0') as EntryId
    const writing = { type: 'doc', content: [{ type: 'block', content: [{ type: 'text', text: 'Rain.' }] }] }
    fake.entries.set(id, {
      id,
      day: '2026-11-20' as Day,
      writing,
      created: 1,
      modified: 1,
      binned: true,
    } as never)
  })
  await visit({ at: 'bin' })
  await press('button', 'Empty the bin')
  expect(one('dialog').textContent).toContain(
    'What is in the bin was never sent to anyone. Backups from before still have it.',
  )
})

it('says of a shared note that words go from every page, and may have been kept', async () => {
  const { house } = await openFace()
  const founded = await house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!founded.ok) throw new Error(founded.fault)
  await visit({ at: 'circle', circle: founded.value.circle })
  await press('button', /^Write a new note/)
  expect(said()).toContain(
    'What you delete here goes from your page, and the others’ pages are asked to do the same. Someone may have kept it.',
  )
})

it('says of a circle that is left what the others keep', async () => {
  const { house } = await openFace()
  await act(async () => {
    await house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  })
  await visit({ at: 'settings' })
  await press('button', 'Erase here: the circle Thursday table')
  expect(one('dialog').textContent).toContain(
    'The others are not told. They keep everything you wrote there, and your name stays on their list.',
  )
})
