import { act } from 'react'
import { expect, it } from 'vitest'
import { asked } from '../../src/renderer/face/spelling/asked.ts'
import { useSpelling } from '../../src/renderer/face/spelling/spelling.ts'
import type { Day } from '../../src/shared/journal/day.ts'
import { all, openFace, rest } from './house.tsx'

const words = (text: string): string[] => [...asked(text)].map(({ word }) => word)

it('asks a dictionary about words alone: no names of files, no addresses, no numbers, no other script', () => {
  expect(words('I didn’t sleep, but the kettle sang.')).toEqual([
    'didn’t',
    'sleep',
    'but',
    'the',
    'kettle',
    'sang',
  ])
  expect(words('mail ana@example.org or see example.org/notes.txt at 10am, 4pm or NASA')).toEqual([
    'mail',
    'or',
    'see',
    'at',
    'or',
  ])
  expect(words('結婚記念日 and Привет')).toEqual(['and'])
  for (const { word, from, to } of asked('Größe über teh end'))
    expect('Größe über teh end'.slice(from, to)).toBe(word)
})

const marks = (): string[] =>
  [...document.querySelectorAll('[aria-invalid="spelling"]')].map(mark => mark.textContent ?? '')

/** The dictionary takes a second the first time it is asked. */
async function marked(expected: string[]): Promise<void> {
  for (let tries = 0; tries < 100 && marks().join() !== expected.join(); tries++) await rest(50)
  expect(marks()).toEqual(expected)
}

async function withWords(text: string) {
  const face = await openFace(fake => {
    fake.opened()
    const id = 'ab'.repeat(16)
    fake.entries.set(id, {
      id,
      day: '2026-11-22' as Day,
      created: 0,
      modified: 0,
      binned: false,
      writing: { type: 'doc', content: [{ type: 'block', content: [{ type: 'text', text }] }] },
    })
  })
  await rest(50)
  return face
}

it('marks nothing until somebody asks for it, then the unknown word alone, in nobody’s text', async () => {
  const { house, fake } = await withWords('Teh ketle sang at four. Ask Juniperus about tea.')
  expect(marks()).toEqual([])
  await act(async () => void (await house.spelling.choose(true)))
  await marked(['Teh', 'ketle', 'Juniperus'])
  expect(fake.calls.filter(({ name }) => name === 'journal.save')).toEqual([])

  await act(async () => void (await house.spelling.learn('Juniperus')))
  await marked(['Teh', 'ketle'])
  expect(await house.spelling.suggest('ketle')).toContain('kettle')
  await act(async () => void (await house.spelling.forget('Juniperus')))
  await marked(['Teh', 'ketle', 'Juniperus'])
})

it('offers another word at the right mouse button, puts it in its place, and keeps a word as one’s own', async () => {
  const { house, fake, pass } = await withWords('The ketle sang. Juniperus too.')
  await act(async () => void (await house.spelling.choose(true)))
  await marked(['ketle', 'Juniperus'])
  const open = async (word: string): Promise<void> => {
    const mark = [...document.querySelectorAll('[aria-invalid="spelling"]')].find(
      one => one.textContent === word,
    )
    const text = mark?.firstChild as Text
    const sheet = mark?.closest('[role="textbox"]') as HTMLElement
    // jsdom has no layout: where the pointer is, is told by the selection instead.
    await act(async () => {
      sheet.focus()
      document.getSelection()?.collapse(text, 1)
      document.dispatchEvent(new Event('selectionchange'))
    })
    await rest(20)
    await act(async () => {
      sheet.dispatchEvent(
        new KeyboardEvent('keydown', { key: '.', ctrlKey: true, bubbles: true, cancelable: true }),
      )
    })
    await rest(50)
  }
  await open('ketle')
  const choices = () => all('[role="menuitem"]')
  expect(choices().map(one => one.textContent)).toContain('kettle')
  // Its words are English, whatever the house speaks.
  expect([...document.querySelectorAll('[role="menuitem"] [lang="en"]')].map(one => one.textContent)).toEqual(
    choices()
      .map(one => one.textContent)
      .slice(0, -1),
  )
  await act(async () =>
    choices()
      .find(one => one.textContent === 'kettle')
      ?.click(),
  )
  await rest(50)
  await pass(5000)
  const saved = fake.calls.filter(({ name }) => name === 'journal.save').at(-1)
  expect(JSON.stringify(saved?.args)).toContain('The kettle sang. Juniperus too.')

  await open('Juniperus')
  await act(async () => choices().at(-1)?.click())
  await rest(50)
  expect(useSpelling.getState().own).toEqual(['Juniperus'])
  expect(marks()).toEqual([])
})
