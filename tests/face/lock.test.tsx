/** What a lock waits for: words of shared notes that have not left the window. */
import { act } from 'react'
import { expect, it } from 'vitest'
import { openFace, rest } from './house.tsx'

it('calls words of a note unsaved until the vault has them, also those written while others were on their way', async () => {
  const { fake, house } = await openFace()
  const founded = await house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Alice' })
  if (!founded.ok) throw new Error(founded.fault)
  const { circle } = founded.value
  const made = await house.vault.ask('note.create', { circle })
  if (!made.ok) throw new Error(made.fault)
  const opened = await house.notes.open(circle, made.value.note)
  if (!opened.ok) throw new Error(opened.fault)
  const live = opened.value

  fake.delay.ms = 30
  live.setTitle('At')
  await act(async () => fake.flush())
  live.setTitle('At night')
  await rest(100)
  expect(fake.flushed()).toBe(1)
  expect(fake.unsent()).toBe(1)
  expect(live.saving().state).not.toBe('refused')

  await act(async () => fake.flush())
  await rest(100)
  expect(fake.flushed()).toBe(2)
  expect(fake.unsent()).toBe(1)
  expect(fake.notes.get(made.value.note)?.doc.getMap('head').get('title')).toBe('At night')
})
