/** Joining by files, and an invitation out of a picture, on their pages. */
import { act } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Circle, Joining } from '../../src/shared/circle/circle.ts'
import { all, fill, one, openFace, press, rest, said, visit } from './house.tsx'

/** What the next picture shows; the reading itself is asked in tests/unit/picture.test.ts and in the real window. */
const picture = vi.hoisted(() => ({
  shows: { is: 'none' } as { is: string; text?: string },
  wait: undefined as Promise<void> | undefined,
}))
vi.mock('../../src/renderer/face/picture/read.ts', () => ({
  readPicture: async () => {
    const saw = picture.shows
    await picture.wait
    return saw
  },
}))
beforeEach(() => {
  picture.shows = { is: 'none' }
  picture.wait = undefined
})

const WORDS = ['anchor', 'bamboo', 'candle', 'dolphin', 'ember', 'fabric']
const LINK = 'kinfold:join#abc'
const image = new File([new Uint8Array(9)], 'photo.png', { type: 'image/png' })

async function atForm() {
  const face = await openFace()
  face.fake.attachments.dialog = 'ab'.repeat(16)
  await visit({ at: 'join' })
  const asked = (name: string) => face.fake.calls.filter(call => call.name === name).map(({ args }) => args)
  return { ...face, asked }
}
const field = (name: string): string => (one('textbox', name) as HTMLInputElement).value

async function choose(file: File): Promise<void> {
  const [input] = all('input[type=file]') as HTMLInputElement[]
  Object.defineProperty(input, 'files', { value: [file], configurable: true })
  await act(async () => input?.dispatchEvent(new Event('change', { bubbles: true })))
  await rest()
}
/** Onto the page, and from the clipboard. */
async function comes(how: 'drop' | 'paste', files: readonly File[]): Promise<Event> {
  const event = new Event(how, { bubbles: true, cancelable: true })
  Object.assign(event, { dataTransfer: { files, items: [] }, clipboardData: { files } })
  await act(async () => document.body.dispatchEvent(event))
  await rest()
  return event
}

it('fills in the invitation of a picture that was chosen, dropped or pasted, and does nothing more', async () => {
  const { asked } = await atForm()
  for (const [i, how] of (['choose', 'drop', 'paste'] as const).entries()) {
    picture.shows = { is: 'text', text: `${LINK}${i}` }
    if (how === 'choose') await choose(image)
    else expect((await comes(how, [image])).defaultPrevented).toBe(true)
    expect(field('Link or code')).toBe(`${LINK}${i}`)
    expect(said()).toContain('The invitation from the picture is filled in above.')
  }
  expect([...asked('circle.join'), ...asked('circle.joinByFile')]).toEqual([])
})

it('says what a picture is not, and leaves what was typed', async () => {
  await atForm()
  await fill('Link or code', 'K7QF')
  for (const [shows, sentence] of [
    [{ is: 'none' }, 'No invitation was found in this picture.'],
    [{ is: 'text', text: 'https://example.org/menu' }, 'This picture holds something, but no invitation.'],
    [{ is: 'unreadable' }, 'This is no picture that Kinfold can read.'],
    [{ is: 'large' }, 'This picture is too large.'],
  ] as const) {
    picture.shows = shows
    await choose(image)
    expect(said()).toContain(sentence)
  }
  expect(field('Link or code')).toBe('K7QF')
  // Words that are pasted, and files of another kind, are none of its business.
  expect((await comes('paste', [])).defaultPrevented).toBe(false)
  expect((await comes('drop', [new File(['x'], 'a.txt', { type: 'text/plain' })])).defaultPrevented).toBe(
    false,
  )
})

it('takes the last of two pictures, whichever is read first', async () => {
  await atForm()
  let done = () => {}
  picture.wait = new Promise(resolve => {
    done = resolve
  })
  picture.shows = { is: 'text', text: `${LINK}1` }
  await choose(image)
  expect(said()).toContain('Looking at the picture…')
  picture.wait = undefined
  picture.shows = { is: 'text', text: `${LINK}2` }
  await comes('paste', [image])
  expect(field('Link or code')).toBe(`${LINK}2`)
  await act(async () => done())
  await rest()
  expect(field('Link or code')).toBe(`${LINK}2`)
})

async function byFile() {
  const face = await atForm()
  await fill('Link or code', LINK)
  await fill('Your name in this circle', 'Dana')
  await press('button', 'Join by file, without a network')
  const [joining] = face.fake.joinings.values()
  return { ...face, joining: joining as Joining }
}

it('asks for a name and a link before it goes by file, and no address', async () => {
  const { asked } = await atForm()
  await press('button', 'Join by file, without a network')
  expect(said()).toContain('Please paste the link or type the code here.')
  await fill('Link or code', 'K7QF-2M9X-TB4H-0WZD-P6RN-8VCE-J1A5')
  await fill('Your name in this circle', 'Dana')
  await press('button', 'Join by file, without a network')
  expect(said()).toContain('A typed code does not say which circle it is for.')
  expect(said()).not.toContain('A code needs the address too.')
  expect(asked('circle.join')).toEqual([])
})

it('writes the joining file as often as one likes, shows the words, and waits for the answer', async () => {
  const { fake, asked, joining } = await byFile()
  expect(asked('circle.joinByFile')).toEqual([{ invitation: LINK, ownName: 'Dana' }])
  expect(one('heading', 'Joining by file').tagName).toBe('H1')
  expect(one('list', 'Words to compare').textContent).toBe(`${WORDS.join(' ')} `)
  fake.refuse('circle.joinFile', 'sync-full')
  await press('button', 'Save the joining file')
  expect(said()).toContain('There is no room for the file there.')
  fake.refuse('circle.joinFile', null)
  await press('button', 'Save the joining file')
  await press('button', 'Save the joining file')
  expect(said()).toContain('The joining file is written.')
  expect(asked('circle.joinFile')).toHaveLength(3)
  await press('button', 'Yes, they match')
  expect(said()).toContain('This waits for their yes and for the answer file.')
  expect(all('button', 'Yes, they match')).toEqual([])
  fake.came.other = { is: 'answer', joining: { ...joining, step: 'joined', circle: 'ab'.repeat(32) } }
  await press('button', 'Open the answer file')
  expect(said()).toContain('You are in. Welcome.')
})

it('asks for the words first when the answer came before they were compared', async () => {
  const { fake, asked, joining } = await byFile()
  fake.refuse('circle.fileRead', 'sync-not-ours')
  await press('button', 'Open the answer file')
  expect(said()).toContain('This file is for somebody else')
  fake.refuse('circle.fileRead', null)
  fake.came.other = { is: 'answer', joining: { ...joining, step: 'answered' } }
  await press('button', 'Open the answer file')
  expect(said()).toContain('The answer file is here. Compare the words first, then you are in.')
  expect(all('button', 'Save the joining file')).toEqual([])
  await press('button', 'Yes, they match')
  expect(asked('circle.wordsMatch')).toEqual([{ join: joining.id }])
})

it('says of another file that was opened for the answer what it was', async () => {
  const { fake, house } = await byFile()
  const from = { member: '1'.repeat(32), name: 'Moss', own: false }
  const none = { updates: 0, people: 0, refused: 0, log: 0, missing: 0, lacks: 0, reply: false }
  const words = { circle: 'ab'.repeat(32), name: 'Friday table', from, ...none }
  fake.came.other = { is: 'words', came: words }
  await press('button', 'Open the answer file')
  expect(said()).toContain('That file was for the circle Friday table, and is taken in there.')
  const made = await house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!made.ok) throw new Error(made.fault)
  fake.came.other = { is: 'asking', door: { circle: made.value.circle, join: '3'.repeat(32) } }
  await press('button', 'Open the answer file')
  expect(one('heading', 'Thursday table').tagName).toBe('H1')
})

it('shows no empty form before it is known where a joining stands', async () => {
  const { fake, joining } = await byFile()
  await visit({ at: 'circles' })
  let done = () => {}
  fake.delay.until = new Promise(resolve => {
    done = resolve
  })
  await press('button', 'Look')
  expect(all('textbox')).toEqual([])
  await act(async () => done())
  await rest()
  expect(one('heading', 'Joining by file').tagName).toBe('H1')
  expect(joining.step).toBe('file')
})

it('says why nobody heard that the words match', async () => {
  const { fake } = await atForm()
  await fill('Link or code', LINK)
  await fill('Your name in this circle', 'Dana')
  await press('button', 'Ask to join')
  const [joining] = fake.joinings.values()
  await act(async () => fake.joinStep(joining?.id ?? '', { step: 'compare', words: WORDS }))
  fake.refuse('circle.wordsMatch', 'not-found')
  await press('button', 'Yes, they match')
  expect(said()).toContain('That is no longer here.')
})

it('stands among the circles with what it waits for, and can be stopped', async () => {
  const { fake, joining } = await byFile()
  await visit({ at: 'circles' })
  expect(said()).toContain('Write the joining file and compare words.')
  await act(async () => fake.joinStep(joining.id, { step: 'agreed' }))
  await rest()
  expect(said()).toContain('It waits for the answer file.')
  await press('button', 'Look')
  await press('button', 'Stop')
  expect(fake.joinings.size).toBe(0)
})

it('leads a file from outside to the door, or to one’s own asking', async () => {
  const { fake, house } = await atForm()
  const made = await house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!made.ok) throw new Error(made.fault)
  const { circle } = made.value
  const asking = { id: '3'.repeat(32), name: 'Dana', words: WORDS, byFile: true }
  await act(async () => fake.changeCircle(circle, { requests: [asking] }))
  fake.came.other = { is: 'asking', door: { circle, join: asking.id } }
  await act(async () => fake.file('ef'.repeat(16)))
  await rest()
  expect(one('heading', 'Thursday table')).toBeTruthy()
  expect(said()).toContain('They asked by a file.')
  await press('button', 'Yes, they match. Let them in')
  expect(said()).toContain('Dana may come in. Now write the answer for them, on this page.')
})

it('says what somebody who came by a file waits for, and writes the answer for them alone', async () => {
  const { fake, house, asked } = await atForm()
  const made = await house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!made.ok) throw new Error(made.fault)
  const { circle } = made.value
  await visit({ at: 'circle', circle })
  const dana: Circle['newcomers'][number] = { member: '4'.repeat(32), name: 'Dana', waits: 'second' }
  await act(async () => fake.changeCircle(circle, { newcomers: [dana] }))
  expect(said()).toContain('Dana asked by a file. Once a second person has agreed, write the answer here.')
  await act(async () => fake.changeCircle(circle, { newcomers: [{ ...dana, waits: 'key' }] }))
  expect(said()).toContain('The key for them is being made by a host’s computer.')
  await act(async () => fake.changeCircle(circle, { newcomers: [{ ...dana, waits: 'answer' }] }))
  await press('button', 'Write the answer for Dana')
  expect(asked('circle.fileWrite')).toEqual([{ circle, to: [dana.member], file: 'ab'.repeat(16) }])
})
