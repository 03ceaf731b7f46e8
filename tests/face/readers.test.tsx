/** Who can read: chosen at the founding, opened note by note, and one's own words taken out again. */
import { act } from 'react'
import { expect, it } from 'vitest'
import type { NoteReaders } from '../../src/shared/circle/circle.ts'
import { all, fill, one, openFace, press, rest, said, sheets, type, visit } from './house.tsx'

async function founded() {
  const face = await openFace()
  await visit({ at: 'found' })
  await fill('Name of the circle', 'Thursday table')
  await fill('Your name in it', 'Juniper')
  const asked = (name: string) => face.fake.calls.filter(call => call.name === name).map(({ args }) => args)
  return { ...face, asked }
}
const here: NoteReaders = { opened: null, partial: false, closedTo: [], mayErase: false }

/** On the page of a note that is read as `readers` says. */
async function inNote(readers: Partial<NoteReaders>, readOnly = false) {
  const face = await founded()
  await press('button', 'Begin')
  await visit({ at: 'circles' })
  const [circle] = face.fake.circles.keys()
  const made = await face.house.vault.ask('note.create', { circle: circle ?? '' })
  if (!circle || !made.ok) throw new Error('no note')
  const { note } = made.value
  face.fake.readersOf.set(note, { ...here, ...readers })
  const held = face.fake.notes.get(note)
  if (held) face.fake.notes.set(note, { ...held, readonly: readOnly })
  await visit({ at: 'note', circle, note })
  return { ...face, circle, note }
}

async function choose(value: string): Promise<void> {
  const [radio] = all(`input[type=radio][value=${value}]`)
  await act(async () => radio?.click())
  await rest()
}

/** As the browser's own button does it. */
async function back(): Promise<void> {
  await act(async () => {
    const arrived = new Promise(done => window.addEventListener('popstate', done, { once: true }))
    window.history.back()
    await arrived
  })
  await rest()
}

it('asks at the founding what people who come later can read, and keeps the choice while one is elsewhere', async () => {
  const { asked } = await founded()
  expect(said()).toContain('This stays as you choose it now.')
  await choose('from-joining')
  await visit({ at: 'circles' })
  await back()
  const [later] = all('input[type=radio][value=from-joining]') as HTMLInputElement[]
  expect(later?.checked).toBe(true)
  await press('button', 'Begin')
  expect(asked('circle.found')).toEqual([
    { name: 'Thursday table', ownName: 'Juniper', history: 'from-joining' },
  ])
  expect(said()).toContain('Whoever comes later reads what begins after they came.')
})

it('says in the circle how many notes are closed to somebody, and who could open them', async () => {
  const { fake } = await founded()
  await press('button', 'Begin')
  expect(said()).not.toContain('closed to you')
  const [circle] = fake.circles.keys()
  await act(async () => fake.changeCircle(circle ?? '', { closedNotes: 1 }))
  expect(said()).toContain('One more note is closed to you. Someone who can read it may open it to you.')
})

it('names those who came later, and opens the note to them only after a page that says it is for good', async () => {
  const { fake, circle, note, asked } = await inNote({ closedTo: ['Fern', 'Moss'] })
  expect(said()).toContain('Fern and Moss came later and cannot read this note yet.')
  await press('button', 'Open to newcomers')
  const sheet = one('dialog', 'Open this note to newcomers?')
  for (const words of ['What was deleted stays closed.', 'This cannot be taken back.'])
    expect(sheet.textContent).toContain(words)
  await press('button', 'Keep it closed')
  expect(asked('note.openUp')).toEqual([])
  fake.refuse('note.openUp', 'read-only')
  const yes = async () => {
    await press('button', 'Open to newcomers')
    const inside = all('button', 'Open to newcomers').filter(button => one('dialog').contains(button))
    await act(async () => inside[0]?.click())
    await rest()
  }
  await yes()
  expect(said()).toContain('This note can only be read here. Nothing was changed.')
  fake.refuse('note.openUp', null)
  await yes()
  expect(asked('note.openUp')).toEqual([
    { circle, note },
    { circle, note },
  ])
  expect(said()).toContain('The note is open to them.')
  fake.readersOf.set(note, here)
  await act(async () => fake.changeCircle(circle, {}))
  await rest()
  expect(said()).not.toContain('came later and cannot read')
})

it('offers nobody to open what they can only read', async () => {
  await inNote({ closedTo: ['Fern'] }, true)
  expect(said()).not.toContain('came later')
  expect(all('button', 'Open to newcomers')).toEqual([])
})

it('says who opened a note to somebody and when, and that a part of it is not there', async () => {
  await inNote({ opened: { by: 'Moss', at: new Date(2026, 10, 3, 9).getTime() }, partial: true })
  expect(said()).toContain('Moss opened this note to you as it stood on Tuesday 3 November 2026.')
  expect(said()).toContain('Some words of this note are closed to you.')
})

it('erases one’s own words after a page that says what stays elsewhere, and what was just typed with them', async () => {
  const { fake, circle, note, asked } = await inNote({ mayErase: true })
  const [page] = sheets()
  if (!page) throw new Error('no sheet')
  await type(page, 'the kettle')
  await press('button', 'Erase my words here')
  const sheet = one('dialog', 'Erase your words in this note?')
  for (const words of ['What others wrote stays.', 'Copies that people made stay', 'There is no way back.'])
    expect(sheet.textContent).toContain(words)
  await press('button', 'Keep it')
  expect(asked('note.eraseMine')).toEqual([])
  await press('button', 'Erase my words here')
  await press('button', 'Erase my words')
  expect(asked('note.eraseMine')).toEqual([{ circle, note }])
  const names = fake.calls.map(({ name }) => name)
  expect(names.indexOf('note.change')).toBeGreaterThan(-1)
  expect(names.indexOf('note.change')).toBeLessThan(names.indexOf('note.eraseMine'))
  expect(said()).toContain('Your words are erased here.')
  fake.refuse('note.eraseMine', 'not-allowed')
  await press('button', 'Erase my words here')
  await press('button', 'Erase my words')
  expect(said()).toContain('That cannot be done just now. Nothing was changed.')
})

it('offers no erasing to somebody who wrote nothing in it', async () => {
  await inNote({})
  expect(all('button', 'Erase my words here')).toEqual([])
})
