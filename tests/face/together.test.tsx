/** Writing together: off until it is turned on, in words at the top, and as cursors that are no part of the note. */
import { act } from 'react'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Other } from '../../src/shared/circle/circle.ts'
import { all, fill, one, openFace, press, rest, said, sheets, type, visit } from './house.tsx'

/** On the page of a note that says two lines. */
async function inNote() {
  const face = await openFace()
  await visit({ at: 'found' })
  await fill('Name of the circle', 'Thursday table')
  await fill('Your name in it', 'Juniper')
  await press('button', 'Begin')
  await visit({ at: 'circles' })
  const [circle] = face.fake.circles.keys()
  const made = await face.house.vault.ask('note.create', { circle: circle ?? '' })
  if (!circle || !made.ok) throw new Error('no note')
  const { note } = made.value
  face.fake.arrive(note, doc => {
    doc.clientID = 99
    for (const line of ['rain on the roof', 'and a lamp']) {
      const block = new Y.XmlElement('block')
      block.insert(0, [new Y.XmlText(line)])
      doc.getXmlFragment('body').push([block])
    }
  })
  await visit({ at: 'note', circle, note })
  const asked = () =>
    face.fake.calls.flatMap(({ name, args }) =>
      name === 'note.together' ? [args as { on: boolean; at: Uint8Array | null }] : [],
    )
  const tell = async (...others: Other[]) => {
    await act(async () => face.fake.tell('note.others', { note, others }))
    await rest()
  }
  return { ...face, circle, note, asked, tell, doc: () => face.fake.notes.get(note)?.doc as Y.Doc }
}

const turn = async (): Promise<void> => {
  const [toggle] = all('input[role=switch]')
  await act(async () => toggle?.click())
  await rest()
}
const isOn = (): boolean => (all('input[role=switch]')[0] as HTMLInputElement | undefined)?.checked === true

/** In the second line, so many characters in. */
const placeIn = (doc: Y.Doc, index: number): Uint8Array => {
  const block = doc.getXmlFragment('body').get(1) as Y.XmlElement
  return Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(block.get(0) as Y.XmlText, index))
}
const moss = (at: Uint8Array | null): Other => ({ device: 'ab'.repeat(32), name: 'Moss', seat: 1, at })
const fern: Other = { device: 'cd'.repeat(32), name: 'Fern', seat: 2, at: null }
/** What stands before each cursor in the note, and whose it is. */
const cursors = () =>
  [...document.querySelectorAll<HTMLElement>('.ProseMirror [data-name]')].map(flag => {
    const range = document.createRange()
    range.setStart(sheets()[0]!, 0)
    range.setEndBefore(flag)
    return [flag.dataset['name'], range.toString()]
  })

it('is off when a note opens, and says what it does before it is turned on', async () => {
  const { asked, tell, doc } = await inNote()
  expect(isOn()).toBe(false)
  expect(said()).toContain('Whoever turns this on here too sees your name and your cursor')
  await tell(moss(placeIn(doc(), 3)))
  await type(sheets()[0]!, ' still')
  await rest(300)
  expect(asked()).toEqual([])
  expect(said()).not.toContain('Moss')
  expect(cursors()).toEqual([])
})

it('names who is there, and draws their cursors where they stand, in no word of the note', async () => {
  const { asked, tell, doc } = await inNote()
  const words = sheets()[0]!.textContent
  await turn()
  expect(asked().map(({ on }) => on)).toEqual([true])
  expect(asked()[0]?.at).toBeInstanceOf(Uint8Array)
  expect(said()).toContain('This is on until you leave the note.')
  await tell(moss(placeIn(doc(), 5)), fern)
  const status = all('status').find(({ textContent }) => textContent?.includes('Here with you now'))
  expect(status?.textContent).toBe('Here with you now: \u00a0Moss and \u00a0Fern')
  expect(cursors()).toEqual([['Moss', 'rain on the roofand a']])
  const before = status?.innerHTML
  await tell(moss(placeIn(doc(), 0)), fern)
  expect(cursors()).toEqual([['Moss', 'rain on the roof']])
  expect(status?.innerHTML).toBe(before)
  expect(sheets()[0]!.textContent).toBe(words)
  const drawn = document.querySelector('.ProseMirror [data-name]')!.parentElement!
  expect(drawn.getAttribute('aria-hidden')).toBe('true')
  expect(drawn.outerHTML).not.toContain('style=')
  await tell(fern)
  expect(cursors()).toEqual([])
  expect(status?.textContent).toBe('Here with you now: \u00a0Fern')
})

it('keeps a cursor beside its words while others and this person write, and shows none that leads nowhere', async () => {
  const { fake, note, tell, doc } = await inNote()
  await turn()
  await tell(moss(placeIn(doc(), 5)))
  await act(async () =>
    fake.arrive(note, theirs => {
      theirs.clientID = 99
      const text = (theirs.getXmlFragment('body').get(0) as Y.XmlElement).get(0) as Y.XmlText
      text.insert(0, 'Soft ')
    }),
  )
  await rest()
  expect(cursors()).toEqual([['Moss', 'Soft rain on the roofand a']])
  await type(sheets()[0]!, ' is lit')
  expect(cursors()).toEqual([['Moss', 'Soft rain on the roofand a']])
  // Of words that have not come yet.
  const later = new Y.Doc()
  Y.applyUpdateV2(later, Y.encodeStateAsUpdateV2(doc()))
  later.clientID = 99
  const line = (later.getXmlFragment('body').get(1) as Y.XmlElement).get(0) as Y.XmlText
  line.insert(0, 'Look, ')
  await tell(moss(placeIn(later, 3)))
  expect(cursors()).toEqual([])
  const update = Y.encodeStateAsUpdateV2(later, Y.encodeStateVector(doc()))
  await act(async () => fake.tell('note.arrived', { note, update }))
  await rest()
  expect(cursors()).toEqual([['Moss', 'Soft rain on the roofLoo']])
  for (const odd of [new Uint8Array(), Uint8Array.of(1, 4, 104, 101, 97, 100, 0), Uint8Array.of(2, 99, 0, 0)])
    await tell(moss(odd))
  expect(said()).toContain('Here with you now: \u00a0Moss')
})

it('tells where this person’s cursor goes, once for where it stays', async () => {
  const { asked } = await inNote()
  await turn()
  await type(sheets()[0]!, ' and tea')
  await rest(300)
  const places = asked().map(({ at }) => String(at))
  expect(places.length).toBe(2)
  expect(new Set(places).size).toBe(2)
  await rest(500)
  expect(asked().length).toBe(2)
})

it('ends when it is turned off, when the note is left, and when the window is hidden', async () => {
  const { fake, asked, tell, doc, circle, note } = await inNote()
  const last = () => asked().at(-1)?.on
  await turn()
  await tell(moss(placeIn(doc(), 5)))
  await turn()
  expect([last(), isOn(), cursors()]).toEqual([false, false, []])
  expect(said()).not.toContain('Moss')

  await turn()
  await act(async () => fake.veil(true))
  await rest()
  expect([last(), isOn()]).toEqual([false, false])
  await act(async () => fake.veil(false))
  await rest()
  expect(isOn()).toBe(false)

  await turn()
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
  await act(async () => document.dispatchEvent(new Event('visibilitychange')))
  Reflect.deleteProperty(document, 'visibilityState')
  await rest()
  expect([last(), isOn()]).toEqual([false, false])

  await turn()
  await visit({ at: 'circle', circle })
  expect(last()).toBe(false)
  await visit({ at: 'note', circle, note })
  expect([isOn(), last()]).toEqual([false, false])
})

it('is not offered where a note can only be read, and ends where it becomes so', async () => {
  const { fake, circle, note, asked } = await inNote()
  await turn()
  const held = fake.notes.get(note)
  if (held) fake.notes.set(note, { ...held, readonly: true })
  await act(async () => fake.tell('note.rebuilt', { note }))
  await rest()
  expect(all('input[role=switch]')).toEqual([])
  expect(asked().at(-1)?.on).toBe(false)
  await visit({ at: 'circle', circle })
  await visit({ at: 'note', circle, note })
  expect(all('input[role=switch]')).toEqual([])
})

it('goes on when the note was laid anew', async () => {
  const { fake, note, asked, tell, doc } = await inNote()
  await turn()
  const before = asked().length
  await act(async () => fake.tell('note.rebuilt', { note }))
  await rest(300)
  expect(
    asked()
      .slice(before)
      .map(({ on }) => on),
  ).toContain(true)
  expect(isOn()).toBe(true)
  await tell(moss(placeIn(doc(), 5)))
  expect(cursors()).toEqual([['Moss', 'rain on the roofand a']])
  expect(one('textbox', 'Shared note')).toBe(sheets()[0])
})
