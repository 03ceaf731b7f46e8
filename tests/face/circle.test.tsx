/** A circle through its pages: begun, invited to, joined, written in together. */
import { act } from 'react'
import { expect, it } from 'vitest'
import type * as Y from 'yjs'
import { decodeUpdateV2, XmlElement, type XmlFragment, XmlText } from 'yjs'
import type { AsidePassage } from '../../src/shared/circle/circle.ts'
import type { FakeVault } from './fake-vault.ts'
import { all, fill, key, one, openFace, press, rest, said, sheets, type, visit } from './house.tsx'

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

it('shows the other invitations that stand, and takes one back', async () => {
  const { fake } = await founded()
  const { id: circle } = theCircle(fake)
  const invitations = ['a', 'b'].map((one, n) => ({
    id: one.repeat(64),
    made: Date.UTC(2026, 10, 1 + n),
    expires: n === 0 ? Date.UTC(2026, 10, 8) : Date.now() + 3600_000,
  }))
  await act(async () => fake.changeCircle(circle, { invitations }))
  await press('button', 'Invite someone')
  expect(said()).toMatch(/Made Sunday 1 November 2026.* It ran out Sunday 8 November 2026/)
  expect(said()).toMatch(/Made Monday 2 November 2026.* It works until/)
  const [, over] = all('button', 'Take it back')
  await act(async () => over?.click())
  expect(said()).toContain('The invitation no longer works.')
  expect(said()).not.toContain('It ran out')
  expect(said()).toContain('Made Monday 2 November 2026')
  expect(one('heading', 'Invite someone')).toBeTruthy()
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

it('says before a no that it ends the invitation, and afterwards that it has', async () => {
  const { fake } = await founded()
  await act(async () =>
    fake.knock(theCircle(fake).id, { id: '9'.repeat(32), name: 'Moss', words: ['harbour', 'lantern'] }),
  )
  await rest()
  expect(one('region', 'Someone is at the door').textContent).toContain(
    'If you say no, this invitation ends. You can make a new one at any time.',
  )
  await press('button', 'No')
  expect(said()).toContain('Moss was not let in. That invitation has ended. You can make a new one.')
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
  expect(spoken()).toContain('Some people are at the door')
  await visit({ at: 'low' })
  expect(document.querySelector('main')?.textContent).toContain('Some people are at the door')
  await visit({ at: 'circles' })
  expect(one('list', 'Your circles').textContent).toContain('Some people are at the door')
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
  ['withdrawn', 'This invitation no longer holds.'],
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

function textIn(block: unknown): XmlText {
  const text = block instanceof XmlElement ? block.get(0) : undefined
  if (!(text instanceof XmlText)) throw new Error('a line without text')
  return text
}
const empty = (body: XmlFragment): void => body.delete(0, body.length)

it('leads to what a note said before, puts it back as a change of hers, and takes that back', async () => {
  const { fake, pass } = await founded()
  await press('button', 'Write a new note')
  await fill('Title', 'At night')
  const [sheet] = sheets()
  if (!sheet) throw new Error('no sheet')
  await type(sheet, 'the kettle first')
  await pass(300)
  const [note] = [...fake.notes.keys()]
  const held = note && fake.notes.get(note)
  if (!note || !held) throw new Error('no note')
  const body = () => held.doc.getXmlFragment('body').toString()
  // Emptied by mistake, and left.
  await visit({ at: 'circles' })
  await act(async () => fake.arrive(note, doc => empty(doc.getXmlFragment('body'))))
  expect(body()).not.toContain('kettle')
  await visit({ at: 'note', circle: theCircle(fake).id, note })
  const [again] = sheets()
  if (!again) throw new Error('no sheet')
  await key(again, { key: 'E', code: 'KeyE', ctrlKey: true, shiftKey: true })
  expect(one('heading', 'Earlier words').tagName).toBe('H1')
  expect(said()).toContain('by Juniper and Moss')
  await act(async () => all('button', /^Read: .*kettle/)[0]?.click())
  await rest()
  expect(one('dialog').textContent).toContain('the kettle first')
  const puts = all('button', 'Put back').filter(button => one('dialog').contains(button))
  await act(async () => puts[0]?.click())
  await rest()
  expect(body()).toContain('the kettle first')
  const last = fake.calls.findLast(({ name }) => name === 'note.change')
  if (!last) throw new Error('no change')
  const { cid, update } = last.args as { cid: number; update: Uint8Array }
  expect(cid).toBe(held.cid)
  expect(decodeUpdateV2(update).structs.every(({ id }) => id.client === held.cid)).toBe(true)
  expect(said()).toContain('These words are in the note again')
  await press('button', 'Undo: Put back')
  await pass(300)
  expect(body()).not.toContain('kettle')
  expect(said()).toContain('The note is as it was.')
})

it('says in one line that words were set aside, shows them, puts them back once for everyone, or leaves them out', async () => {
  const { fake, pass } = await founded()
  await press('button', 'Write a new note')
  const [sheet] = sheets()
  if (!sheet) throw new Error('no sheet')
  await type(sheet, 'hers')
  await pass(300)
  const [note] = [...fake.notes.keys()]
  const held = note && fake.notes.get(note)
  if (!note || !held) throw new Error('no note')
  expect(said()).not.toContain('landed in a part')
  // Moss typed in a line that is deleted meanwhile.
  await act(async () => fake.arrive(note, addLine('his')))
  const { client, clock } = textIn(held.doc.getXmlFragment('body').get(1))._item?.id ?? {
    client: 0,
    clock: 0,
  }
  const passage = (id: string, text: string, at: number | null): AsidePassage => ({
    id,
    by: ['Moss'],
    text,
    at,
    ranges: [[client, clock + 1, 3]],
  })
  await act(async () => fake.arrive(note, doc => doc.getXmlFragment('body').delete(1, 1)))
  fake.aside.set(note, [passage('1', 'his', 1), passage('2', 'and his', null)])
  await visit({ at: 'circles' })
  await visit({ at: 'note', circle: theCircle(fake).id, note })
  expect(said()).toContain('A few words by Moss landed in a part that was changed.')
  expect(said()).toContain('A few words of yours do not stand in this note any more.')
  expect(said()).not.toContain('and his')
  await press('button', 'Show')
  fake.aside.set(note, [passage('2', 'and his', null)])
  await act(async () => all('button', 'Put them back')[0]?.click())
  await rest()
  expect(held.doc.getXmlFragment('body').toString()).toContain('his')
  const last = fake.calls.findLast(({ name }) => name === 'note.change')?.args as
    | { update: Uint8Array }
    | undefined
  const named = last && decodeUpdateV2(last.update).ds.clients.get(client)
  expect(named).toEqual([expect.objectContaining({ clock: clock + 1, len: 3 })])
  expect(all('button', 'Put them back')).toHaveLength(1)
  const before = held.doc.getXmlFragment('body').toString()
  await press('button', 'Leave them out')
  expect(said()).not.toContain('landed in a part')
  expect(held.doc.getXmlFragment('body').toString()).toBe(before)
  expect(document.activeElement).toBe(sheets()[0])
})

it('says quietly that a title is full, and falls silent when it is not', async () => {
  const { pass } = await founded()
  await press('button', 'Write a new note')
  await fill('Title', 'x'.repeat(79))
  await pass(1000)
  expect(said()).not.toContain('The title is full.')
  await fill('Title', 'x'.repeat(80))
  expect(all('status').map(({ textContent }) => textContent)).toContain(
    'The title is full. What is more goes into the note.',
  )
  await fill('Title', 'x')
  expect(said()).not.toContain('The title is full.')
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
  expect(said()).toContain('Your notes are as they were.')
  await press('button', 'Details')
  const table = one('[role="grid"]', 'What was left out')
  const [row] = table.querySelectorAll('tbody [role="row"]')
  expect(row?.querySelector('[role="rowheader"]')?.textContent).toMatch(/^Thursday 1 January 1970 at /)
  expect(row?.textContent).toContain('It did not pass the checks.')
  expect(row?.textContent).toContain('412 bytes')
})
