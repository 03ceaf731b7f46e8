/** A circle through its pages: begun, invited to, joined, written in together. */
import { act } from 'react'
import { expect, it } from 'vitest'
import type * as Y from 'yjs'
import { XmlElement, XmlText } from 'yjs'
import type { FakeVault } from './fake-vault.ts'
import { all, fill, one, openFace, press, rest, said, sheets, type, visit } from './house.tsx'

async function founded() {
  const face = await openFace()
  await press('link', 'Circles')
  await press('button', 'Begin a circle')
  await fill('Name of the circle', ' Thursday table ')
  await fill('Your name in it', 'Juniper')
  await press('button', 'Begin')
  return face
}
const theCircle = (fake: FakeVault) => {
  const [circle] = [...fake.circles.values()]
  if (!circle) throw new Error('no circle')
  return circle
}
const addLine = (text: string) => (doc: Y.Doc) => {
  doc.clientID = 99
  const line = new XmlElement('block')
  line.setAttribute('kind', 'paragraph')
  line.insert(0, [new XmlText(text)])
  doc.getXmlFragment('body').push([line])
}

it('begins a circle, with oneself in the ring', async () => {
  const { fake } = await founded()
  expect(theCircle(fake).name).toBe('Thursday table')
  expect(one('heading', 'Thursday table').tagName).toBe('H1')
  expect(one('list', 'People in this circle').textContent).toContain('Juniper')
  expect(said()).toContain('Someone will be first')
})

it('asks for the names that are missing, and begins nothing', async () => {
  const { fake } = await openFace()
  await visit({ at: 'found' })
  await press('button', 'Begin')
  expect(said()).toContain('Please write a name here.')
  expect(fake.circles.size).toBe(0)
})

it('invites by link and by code, and copies on a press only', async () => {
  const { fake } = await founded()
  await press('button', 'Invite someone')
  expect(one('heading', 'Invite someone')).toBeTruthy()
  expect(said()).toContain('Give this only to the person it’s for. It works once.')
  expect(said()).toContain('192.168.1.20:48132')
  expect(fake.copied).toEqual([])
  await press('button', 'Copy the link')
  expect(fake.copied[0]).toMatch(/^kinfold:join/)
})

it('has a paper for whoever is invited: what to do, code and address, and nothing of the page round it', async () => {
  await founded()
  await press('button', 'Invite someone')
  const papers = () => [...document.querySelectorAll<HTMLElement>('body > main[hidden]')]
  expect(papers()).toHaveLength(1)
  const paper = papers()[0]?.textContent ?? ''
  for (const words of [
    'Choose “Circles”, then “I was invited”.',
    'K7QF-2M9X-',
    '192.168.1.20:48132',
    'It works once',
  ])
    expect(paper).toContain(words)
  for (const words of ['kinfold:join', 'Copy', 'Juniper', 'this computer']) expect(paper).not.toContain(words)
  expect(document.querySelectorAll('main:not([hidden])')).toHaveLength(1)
  await press('button', 'Done')
  expect(papers()).toEqual([])
})

it('shows who is at the door with the words to compare, and lets them in on a yes', async () => {
  const { fake } = await founded()
  await act(async () =>
    fake.knock(theCircle(fake).id, {
      id: '9'.repeat(32),
      name: 'Moss',
      words: ['harbour', 'lantern', 'pebble', 'willow'],
    }),
  )
  await rest()
  expect(one('list', 'Words to compare').textContent?.trim().split(/\s+/)).toEqual([
    'harbour',
    'lantern',
    'pebble',
    'willow',
  ])
  await press('button', 'Yes, they match. Let them in')
  expect(one('list', 'People in this circle').textContent).toContain('Moss')
  expect(all('list', 'Words to compare')).toHaveLength(0)
})

it('answers at the door once, and begins one note, however a hand shakes', async () => {
  const { fake } = await founded()
  const times = (name: string) => fake.calls.filter(call => call.name === name).length
  const pressTwice = async (name: string) => {
    const button = one('button', name)
    await act(async () => {
      button.click()
      button.click()
    })
    await rest()
  }
  await act(async () =>
    fake.knock(theCircle(fake).id, { id: '9'.repeat(32), name: 'Moss', words: ['harbour', 'lantern'] }),
  )
  await rest()
  await pressTwice('No')
  expect(times('circle.answer')).toBe(1)
  expect(said()).toContain('Moss was not let in')
  await pressTwice('Write a new note')
  expect(times('note.create')).toBe(1)
})

it('says in every place that somebody is at a door, names nobody there, and is silent once they are answered', async () => {
  const { fake } = await founded()
  const { id } = theCircle(fake)
  const spoken = () => all('[aria-live="polite"]').map(({ textContent }) => textContent ?? '')
  await visit({ at: 'settings' })
  expect(said()).not.toContain('at the door')
  await act(async () => fake.knock(id, { id: '9'.repeat(32), name: 'Moss', words: ['harbour', 'pebble'] }))
  await rest()
  expect(spoken().filter(words => words === 'Someone is at the door')).toHaveLength(1)
  expect(one('link', 'Circles Someone is at the door')).toBeTruthy()
  await act(async () => fake.knock(id, { id: '8'.repeat(32), name: 'Fern', words: ['lantern', 'willow'] }))
  await rest()
  expect(spoken()).toContain('2 people are at the door')
  await visit({ at: 'low' })
  expect(document.querySelector('main')?.textContent).toContain('2 people are at the door')
  await visit({ at: 'circles' })
  expect(one('list', 'Your circles').textContent).toContain('2 people are at the door')
  for (const name of ['Moss', 'Fern', 'harbour']) expect(said()).not.toContain(name)
  await visit({ at: 'circle', circle: id })
  for (const no of [1, 0]) {
    const [first] = all('button', 'No')
    await act(async () => first?.click())
    await rest()
    expect(all('button', 'No')).toHaveLength(no)
  }
  await visit({ at: 'settings' })
  expect(said()).not.toContain('at the door')
})

it('joins by a code typed as people type, then waits at the door and comes in', async () => {
  const { fake } = await openFace()
  await visit({ at: 'join' })
  await fill('Link or code', 'k7qf 2m9x–tb4h 0wzd-p6rn 8vce j1a5')
  await fill('Your name in this circle', 'Moss')
  await press('button', 'Ask to join')
  expect(said()).toContain('A code needs the address too.')
  await fill('Address of their computer', ' ws://192.168.1.20 : 48132/ ')
  await press('button', 'Ask to join')
  const asked = fake.calls.findLast(({ name }) => name === 'circle.join')?.args
  expect(asked).toEqual({
    invitation: 'K7QF2M9XTB4H0WZDP6RN8VCEJ1A5',
    address: '192.168.1.20:48132',
    ownName: 'Moss',
  })
  const [joining] = [...fake.joinings.values()]
  await act(async () =>
    fake.joinStep(joining?.id ?? '', {
      step: 'compare',
      words: ['harbour', 'lantern'],
      circleName: 'Thursday table',
    }),
  )
  await rest()
  expect(one('list', 'Words to compare').textContent).toContain('harbour')
  await act(async () => fake.joinStep(joining?.id ?? '', { step: 'joined' }))
  await rest()
  expect(said()).toContain('You are in. Welcome.')
})

it.each([
  ['declined', 'You were not let in this time.'],
  ['unreachable', 'did not answer'],
  ['expired', 'has run out'],
  ['used', 'already used'],
  ['other-circle', 'another circle'],
] as const)('says in a sentence that a joining is %s, and that nothing is lost', async (step, words) => {
  const { fake } = await openFace()
  await visit({ at: 'join', invitation: 'kinfold:join#abc' })
  await fill('Your name in this circle', 'Moss')
  await press('button', 'Ask to join')
  const [joining] = [...fake.joinings.values()]
  await act(async () => fake.joinStep(joining?.id ?? '', { step }))
  await rest()
  expect(said()).toContain(words)
  expect(said()).toMatch(/(Nothing (from your notebook was shared|is lost)|nothing else)/)
})

it('fills in an invitation opened from outside, and asks nobody until a press', async () => {
  const { fake } = await openFace()
  await act(async () => fake.invitation('kinfold:join#abc'))
  await rest()
  expect(
    all('textbox').some(field => field instanceof HTMLInputElement && field.value === 'kinfold:join#abc'),
  ).toBe(true)
  expect(fake.calls.some(({ name }) => name === 'circle.join')).toBe(false)
})

it('writes in a shared note, sees what another writes, and sends back none of it', async () => {
  const { fake, pass } = await founded()
  await press('button', 'Write a new note')
  await fill('Title', 'At night')
  const [sheet] = sheets()
  if (!sheet) throw new Error('no sheet')
  await type(sheet, 'hers')
  await pass(300)
  const [note] = [...fake.notes.keys()]
  if (!note) throw new Error('no note')
  expect(fake.notes.get(note)?.doc.getXmlFragment('body').toString()).toContain('hers')
  const before = fake.calls.filter(({ name }) => name === 'note.change').length
  await act(async () => fake.arrive(note, addLine('his')))
  await rest()
  expect(sheet.textContent).toContain('his')
  await pass(5000)
  expect(fake.calls.filter(({ name }) => name === 'note.change')).toHaveLength(before)
  expect(said()).toContain('People may not see this soon.')
  await press('link', 'Back to Thursday table')
  expect(one('link', 'At night')).toBeTruthy()
})

it('changes nothing in a note by opening it', async () => {
  const { fake, pass } = await founded()
  await press('button', 'Write a new note')
  await pass(5000)
  await visit({ at: 'circles' })
  expect(fake.calls.some(({ name }) => name === 'note.change')).toBe(false)
})

it('shows refusals as one quiet line with a place to look', async () => {
  const { fake } = await founded()
  const circle = theCircle(fake)
  await act(async () =>
    fake.changeCircle(circle.id, {
      refusals: [{ reason: 'wrong-writer', from: circle.members[0]?.id ?? '', bytes: 412, at: 0 }],
    }),
  )
  await rest()
  expect(said()).toContain('It changed nothing.')
  await press('button', 'Details')
  const table = one('[role="grid"]', 'What was not let in')
  const [row] = table.querySelectorAll('tbody [role="row"]')
  expect(row?.querySelector('[role="rowheader"]')?.textContent).toMatch(/^Thursday 1 January 1970 at /)
  expect(row?.textContent).toContain('It did not pass the checks.')
  expect(row?.textContent).toContain('412 bytes')
})
