/** Erasing, hiding and the date: what is asked, what is said, and that nothing happens before a yes. */
import { act } from 'react'
import { expect, it } from 'vitest'
import type { Day } from '../../src/shared/journal/day.ts'
import { says } from '../unit/journal/notebook.ts'
import { all, fill, key, one, openFace, press, rest, said, visit } from './house.tsx'

const day = '2026-11-22' as Day
const withBin =
  (words: readonly string[]) => (fake: Parameters<NonNullable<Parameters<typeof openFace>[0]>>[0]) => {
    fake.opened()
    words.forEach((text, n) => {
      const id = `${n}`.padStart(32, '0')
      fake.entries.set(id, { id, day, writing: says(text), created: 1, modified: 1, binned: true })
    })
  }

it('asks one plain question before an entry is gone, and keeps it on a no', async () => {
  const { fake } = await openFace(withBin(['old words', 'older words']))
  await visit({ at: 'bin' })
  await press('button', /^Erase for ever .*old words/)
  expect(said()).toContain('There is no way back.')
  await press('button', 'Keep it')
  expect(fake.entries.size).toBe(2)
  await press('button', /^Erase for ever .*older words/)
  await press('button', 'Erase')
  expect([...fake.entries.values()].map(({ writing }) => JSON.stringify(writing))).toEqual([
    expect.stringContaining('old words'),
  ])
  await press('button', 'Empty the bin')
  await press('button', 'Erase')
  expect(fake.entries.size).toBe(0)
  expect(said()).toContain('The bin is empty')
  expect(all('button', 'Empty the bin')).toEqual([])
})

it('erases everything only after the word was typed', async () => {
  const { fake } = await openFace()
  await visit({ at: 'settings' })
  await press('button', 'Erase everything…')
  // Quiet until it is meant: no button is the main one before.
  const loud = () => one('button', 'Erase everything now').className.includes('main')
  expect(loud()).toBe(false)
  await press('button', 'Erase everything now')
  expect(said()).toContain('Nothing was erased. Type the word “erase”')
  await fill('Type “erase” to go on', 'everything')
  await press('button', 'Erase everything now')
  expect(fake.calls.some(({ name }) => name === 'vault.erase')).toBe(false)
  expect(loud()).toBe(false)
  await fill('Type “erase” to go on', ' Erase')
  expect(loud()).toBe(true)
  await press('button', 'Erase everything now')
  expect(fake.calls.some(({ name }) => name === 'vault.erase')).toBe(true)
})

it('says it when the folder refuses, and erases nothing', async () => {
  const { fake } = await openFace()
  fake.refuse('vault.erase', 'not-erased')
  await visit({ at: 'settings' })
  await press('button', 'Erase everything…')
  await fill('Type “erase” to go on', 'erase')
  await press('button', 'Erase everything now')
  expect(said()).toContain('Nothing was erased. Allow Kinfold to use that folder')
})

it('asks what day it is when the date jumped, and takes a no for an answer', async () => {
  const { fake } = await openFace()
  fake.asksFor('2036-11-22' as Day)
  await rest()
  expect(said()).toContain('Is today Saturday 22 November 2036?')
  await press('button', 'No')
  expect(said()).toContain('Nothing will be erased.')
  expect(fake.calls.at(-1)).toEqual({ name: 'care.today', args: { today: '2036-11-22', right: false } })
  expect(said()).not.toContain('Is today')
})

it('draws nothing while the window is hidden, dialogs included, and hides at its key on every page', async () => {
  const { fake } = await openFace(withBin(['old words']))
  await visit({ at: 'bin' })
  await press('button', 'Empty the bin')
  fake.veil(true)
  await rest()
  expect(getComputedStyle(one('dialog')).visibility).toBe('hidden')
  fake.veil(false)
  await rest()
  expect(document.documentElement.style.visibility).toBe('')
  await key(document.body, { key: 'H', ctrlKey: true, shiftKey: true })
  expect(fake.hidden()).toBe(1)
})

it('chooses when to lock, and says honestly what a screenshot shows here', async () => {
  const { fake } = await openFace()
  await visit({ at: 'settings' })
  expect(said()).toContain('This computer runs Linux, where no program can do this.')
  const ten = all('label', /^After 10 minutes$/)[0] ?? document.querySelector('input[value="10"]')
  await act(async () => (ten as HTMLElement).click())
  await rest()
  expect(fake.care.lockAfter).toBe(10)
})
