/** Words that travel as a file, on the page where they are written and opened. */
import { act } from 'react'
import { expect, it } from 'vitest'
import { SLOW } from '../../src/renderer/face/ui/Progress.tsx'
import type { Circle, FileCame } from '../../src/shared/circle/circle.ts'
import { all, one, openFace, press, rest, said, visit } from './house.tsx'

const member = (n: number, name: string): Circle['members'][number] => ({
  id: String(n).repeat(32),
  name,
  you: false,
  facilitator: false,
  seat: 1,
  compared: 'yes',
  may: [],
})
const came = (circle: string): FileCame => ({
  circle,
  name: 'Thursday table',
  from: { member: '1'.repeat(32), name: 'Moss', own: false },
  updates: 12,
  people: 2,
  refused: 0,
  log: 0,
  missing: 3,
  lacks: 2,
  reply: true,
})

/** In a circle with Moss and Fern; the dialogs of the shell answer with a place. */
async function founded() {
  const face = await openFace()
  await visit({ at: 'found' })
  const { vault } = face.house
  const made = await vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!made.ok) throw new Error(made.fault)
  const { circle } = made.value
  const here = face.fake.circles.get(circle)
  if (!here) throw new Error('no circle')
  const changed = { members: [...here.members, member(1, 'Moss'), member(2, 'Fern')] }
  await act(async () => face.fake.changeCircle(circle, changed))
  face.fake.attachments.dialog = 'ab'.repeat(16)
  await visit({ at: 'circle', circle })
  await press('button', 'By file')
  const asked = (name: string) => face.fake.calls.filter(call => call.name === name).map(({ args }) => args)
  return { ...face, circle, asked }
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

async function tick(selector: string): Promise<void> {
  const [input] = all(selector)
  await act(async () => input?.click())
  await rest()
}

it('writes for everyone, or for those who were chosen, and for nobody not at all', async () => {
  const { circle, asked } = await founded()
  await press('button', 'Write the file')
  expect(said()).toContain('The file is written, with 2 updates.')
  await tick('input[type=radio][value=some]')
  await press('button', 'Write the file')
  expect(said()).toContain('Choose at least one person first.')
  expect(asked('circle.fileWrite')).toHaveLength(1)
  const [, fern] = all('input[type=checkbox]')
  expect(fern?.closest('label')?.textContent).toBe('Fern')
  await act(async () => fern?.click())
  await press('button', 'Write the file')
  const file = 'ab'.repeat(16)
  expect(asked('circle.fileWrite')).toEqual([
    { circle, to: [], file },
    { circle, to: ['2'.repeat(32)], file },
  ])
})

it('writes nothing when no place was chosen, and says why where it could not', async () => {
  const { fake, asked } = await founded()
  fake.attachments.dialog = null
  await press('button', 'Write the file')
  await press('button', 'Choose a file')
  expect([...asked('circle.fileWrite'), ...asked('circle.fileRead')]).toEqual([])
  fake.attachments.dialog = 'cd'.repeat(16)
  fake.refuse('circle.fileWrite', 'sync-full')
  await press('button', 'Write the file')
  expect(said()).toContain('There is no room for the file there.')
})

it('says what came in and what is missing, and offers the reply', async () => {
  const { fake, circle, asked } = await founded()
  fake.came.file = came(circle)
  await press('button', 'Choose a file')
  expect(said()).toContain('12 updates from several people came in.')
  expect(said()).toContain('3 more are missing, and are not in this file.')
  expect(said()).toContain('2 updates here are not with Moss yet.')
  await press('button', 'Write the reply for Moss')
  expect(asked('circle.fileWrite')).toMatchObject([{ circle, to: ['1'.repeat(32)] }])
  expect(said()).toContain('The file is written')
})

it('is plain about a file that brings nothing, and about one’s own', async () => {
  const { fake, circle } = await founded()
  const nothing = { ...came(circle), updates: 0, people: 0, missing: 0, lacks: 0 }
  fake.came.file = nothing
  await press('button', 'Choose a file')
  expect(said()).toContain('Everything in this file was here already.')
  expect(said()).toContain('Moss has all that is here.')
  fake.came.file = { ...nothing, from: { ...nothing.from, own: true }, reply: false }
  await press('button', 'Choose a file')
  expect(said()).toContain('You wrote this file on this computer.')
  expect(all('button', 'Write the reply for Moss')).toEqual([])
})

it('opens a file from outside at once, says what it is not, and forgets it when the notebook closes', async () => {
  const { fake, asked } = await founded()
  await act(async () => fake.file('ef'.repeat(16)))
  await rest()
  expect(asked('circle.fileRead')).toEqual([{ file: 'ef'.repeat(16) }])
  expect(one('alert').textContent).toContain('This is not a file from a circle.')
  await act(async () => fake.file('0f'.repeat(16)))
  await rest()
  expect(asked('circle.fileRead')).toHaveLength(2)
})

it('goes back past a file that led elsewhere, and opens it no second time', async () => {
  const { fake, circle, asked } = await founded()
  fake.came.other = { is: 'asking', door: { circle, join: '3'.repeat(32) } }
  await visit({ at: 'settings' })
  await act(async () => fake.file('ef'.repeat(16)))
  await rest()
  expect(one('heading', 'Thursday table')).toBeTruthy()
  await back()
  expect(one('heading', 'By file').tagName).toBe('H1')
  await back()
  expect(one('heading', 'Settings').tagName).toBe('H1')
  expect(asked('circle.fileRead')).toHaveLength(1)
})

it('leaves somebody where they went while a file was being read', async () => {
  const { fake, circle } = await founded()
  fake.came.other = { is: 'asking', door: { circle, join: '3'.repeat(32) } }
  let done = () => {}
  fake.delay.until = new Promise(resolve => {
    done = resolve
  })
  await act(async () => fake.file('ef'.repeat(16)))
  await rest()
  await visit({ at: 'settings' })
  await act(async () => done())
  await rest()
  expect(one('heading', 'Settings').tagName).toBe('H1')
})

it('says how far a file is, and stops it when it is asked to', async () => {
  const { fake, asked } = await founded()
  let done = () => {}
  fake.delay.until = new Promise(resolve => {
    done = resolve
  })
  await press('button', 'Choose a file')
  await rest(SLOW + 50)
  await act(async () => fake.tell('circle.working', { part: 0.25 }))
  const [bar] = all('[role=progressbar]')
  expect(bar?.getAttribute('aria-valuenow')).toBe('0.25')
  expect(said()).toContain('25%')
  await press('button', 'Stop')
  await act(async () => done())
  await rest()
  expect(asked('circle.stopWork')).toEqual([{}])
  expect(all('[role=progressbar]')).toEqual([])
})
