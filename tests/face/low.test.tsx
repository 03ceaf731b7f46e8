/** One word when there is little strength: the arrow keys go round, and what cannot be saved is said. */
import { expect, it } from 'vitest'
import { plainText } from '../../src/shared/writing/writing.ts'
import { all, fill, key, one, openFace, press, rest, said, visit } from './house.tsx'

const words = (fake: Awaited<ReturnType<typeof openFace>>['fake']): string[] =>
  [...fake.entries.values()].map(({ writing }) => plainText(writing))

it('begins on the line, keeps what is typed as an entry of today, and says so', async () => {
  const { fake } = await openFace()
  await key(document.body, { key: 'j', code: 'KeyJ', ctrlKey: true })
  expect(document.activeElement).toBe(one('textbox', 'Your word'))
  expect(document.querySelectorAll('nav')).toHaveLength(0)
  await fill('Your word', 'gone')
  await press('button', 'Keep it')
  expect(words(fake)).toEqual(['gone'])
  expect(one('status').textContent).toBe('“gone”. Saved on this device.')
  await press('button', 'Keep it')
  expect(said()).toContain('Write a word first, or take one below.')
  expect(words(fake)).toEqual(['gone'])
})

it('offers three words, and the third is as near as the second', async () => {
  const { fake } = await openFace()
  await visit({ at: 'low' })
  const names = ['Low', 'In between', 'Okay']
  for (const name of names) one('button', name)
  one('button', 'Low').focus()
  await key(one('button', 'Low'), { key: 'ArrowLeft' })
  expect(document.activeElement?.textContent).toBe('Okay')
  await key(one('button', 'Okay'), { key: 'ArrowRight' })
  expect(document.activeElement?.textContent).toBe('Low')
  await press('button', 'In between')
  expect(words(fake)).toEqual(['In between'])
})

it('says what is safe when the word could not be saved, and goes back to the whole notebook', async () => {
  const { fake } = await openFace()
  await visit({ at: 'low' })
  fake.refuse('journal.save', 'disk-full')
  await press('button', 'Okay')
  await rest()
  expect(one('status').textContent).toMatch(/^“Okay” is kept in this window. This computer’s disk is full/)
  await press('button', 'The whole notebook')
  expect(all('heading', /Sunday/)).toHaveLength(1)
  expect(said()).toContain('Okay')
})

it('sends what was typed before its entry goes to the bin, and takes it out again with the next letter', async () => {
  const { fake, pass } = await openFace()
  await visit({ at: 'low' })
  await fill('Your word', 'gone')
  await fill('Your word', '')
  await rest()
  const asked = () =>
    fake.calls.map(({ name }) => name).filter(name => /^journal\.(save|bin|unbin)$/.test(name))
  expect(asked()).toEqual(['journal.save', 'journal.bin'])
  const [entry] = fake.entries.values()
  expect([words(fake), entry?.binned]).toEqual([['gone'], true])
  await pass(60_000)
  expect(asked()).toEqual(['journal.save', 'journal.bin'])
  await fill('Your word', 'good')
  await pass(1000)
  expect([words(fake), [...fake.entries.values()].map(({ binned }) => binned)]).toEqual([['good'], [false]])
})
