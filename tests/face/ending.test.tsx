/** What ends and what stays: a circle that is over, put away or only read, its notes, and what is said on the way out. */
import { act } from 'react'
import { expect, it } from 'vitest'
import { useToast } from '../../src/renderer/face/ui/toast.tsx'
import type { Circle, Computer } from '../../src/shared/circle/circle.ts'
import { NOBODY } from './fake-vault.ts'
import { all, fill, one, openFace, press, rest, said, sheets, type, visit } from './house.tsx'

const DAY = 24 * 3600_000

async function inCircle() {
  const face = await openFace()
  await visit({ at: 'found' })
  await fill('Name of the circle', 'Thursday table')
  await fill('Your name in it', 'Juniper')
  await press('button', 'Begin')
  const [circle] = face.fake.circles.keys()
  if (!circle) throw new Error('no circle')
  const change = async (how: Partial<Circle>) => {
    await act(async () => face.fake.changeCircle(circle, how))
    await rest()
  }
  const choose = async (words: string) => {
    await press('button', 'More about Thursday table')
    await press('menuitem', words)
  }
  return { ...face, circle, change, choose }
}
/** What lies at the foot of the window, and nothing of the page. */
const toast = (): string => useToast.getState().toast?.words ?? ''

async function inNote() {
  const face = await inCircle()
  await press('button', 'Write a new note')
  const [[note, held] = []] = face.fake.notes
  if (!note || !held) throw new Error('no note')
  const onlyRead = (readonly: boolean) => face.fake.notes.set(note, { ...held, readonly })
  const editable = () => sheets()[0]?.getAttribute('contenteditable')
  return { ...face, note, onlyRead, editable }
}

const OVER = [
  [{ standing: 'left' }, 'You left this circle.'],
  [{ standing: 'removed' }, 'You are no longer in this circle.'],
  [{ standing: 'signedOut' }, 'This computer is signed out of the circle.'],
  [{ standing: 'closed' }, 'Nobody writes here any more.'],
  [{ standing: 'restored' }, 'To write again, this computer has to come in as a new one.'],
  [{ standing: 'held' }, 'Two of your computers want to shut each other out.'],
  [{ away: true }, 'To write, take it out again.'],
  [{ keyless: true }, 'You can write once a host’s computer was in reach.'],
] as const

it.each(OVER)('says in a note why it is only read: %o', async (how, words) => {
  const { circle, note, change, onlyRead, editable } = await inNote()
  await visit({ at: 'circles' })
  onlyRead(true)
  await change(how)
  await visit({ at: 'note', circle, note })
  expect(editable()).toBe('false')
  expect(all('[role="toolbar"]')).toEqual([])
  expect(said()).toContain(words)
  expect(said()).not.toContain('newer Kinfold')
})

it('says that a newer Kinfold is needed where that is so', async () => {
  const { circle, note, change, onlyRead } = await inNote()
  await visit({ at: 'circles' })
  onlyRead(true)
  await change({ standing: 'newer' })
  await visit({ at: 'note', circle, note })
  expect(said()).toContain('A newer Kinfold is needed to write in it.')
})

it('lays an open note anew as what it is when its circle closes, and when it opens again', async () => {
  const { change, onlyRead, editable } = await inNote()
  expect(editable()).toBe('true')
  onlyRead(true)
  await change({ away: true })
  expect(editable()).toBe('false')
  expect(said()).toContain('You have put this circle away.')
  onlyRead(false)
  await change({ away: false })
  expect(editable()).toBe('true')
  expect(said()).toContain('A shared page.')
})

it('keeps on the page what was typed before the circle closed, and says so aloud', async () => {
  const { fake, pass, change, onlyRead } = await inNote()
  const [page] = sheets()
  if (!page) throw new Error('no sheet')
  await type(page, 'one last line')
  fake.refuse('note.change', 'read-only')
  onlyRead(true)
  await change({ standing: 'closed' })
  await pass(300)
  expect(sheets()[0]?.textContent).toContain('one last line')
  const aloud = all('[aria-live="polite"]').map(({ textContent }) => textContent)
  expect(aloud.some(words => words?.includes('You can copy your words elsewhere.'))).toBe(true)
})

it('says that somebody left, signed out, put away or erased, on the page that comes after', async () => {
  const { fake, circle, change, choose } = await inCircle()
  await choose('Put it away…')
  await press('button', 'Put it away')
  expect(one('heading', 'Circles').tagName).toBe('H1')
  expect(toast()).toBe('Thursday table is put away.')
  await visit({ at: 'circle', circle })
  await press('button', 'Take it out again')
  expect(toast()).toBe('Thursday table is among your circles again.')
  await press('button', 'The people')
  await press('button', 'Leave this circle…')
  await press('button', 'Leave the circle')
  expect(toast()).toBe('You left Thursday table.')
  await change({ standing: 'in' })
  const mine: Computer = {
    id: 'c'.repeat(64),
    this: true,
    since: 0,
    state: 'in',
    mayShutOut: false,
    maySignOut: true,
  }
  await act(async () => fake.setComputers(circle, { computers: [mine], hosts: 1 }))
  await visit({ at: 'computers', circle })
  await press('button', 'Sign this computer out…')
  await press('button', 'Sign it out')
  expect(one('heading', 'This computer is signed out of the circle.')).toBeTruthy()
  expect(toast()).toBe('This computer is signed out of Thursday table.')
  await press('button', 'Erase this circle here…')
  await press('button', 'Erase the circle here')
  expect(one('heading', 'Circles').tagName).toBe('H1')
  expect(toast()).toBe('Thursday table is no longer on this computer.')
})

it('stays in the circle that could not be erased, and says why', async () => {
  const { fake, change } = await inCircle()
  await change({ standing: 'removed' })
  fake.refuse('circle.erase', 'not-erased')
  await press('button', 'Erase this circle here…')
  const sheet = one('dialog', 'Erase this circle here?').textContent
  expect(sheet).toContain('Thursday table leaves this computer')
  expect(sheet).toContain('The others are not told.')
  await press('button', 'Erase the circle here')
  expect(fake.circles.size).toBe(1)
  expect(one('heading', 'You are no longer in this circle.')).toBeTruthy()
  expect(toast()).toContain('Nothing was erased.')
})

it.each([
  ['left', 'You left this circle.', true],
  ['removed', 'You are no longer in this circle.', true],
  ['signedOut', 'This computer is signed out of the circle.', true],
  ['closed', 'This circle is closed.', true],
  ['restored', 'This notebook was put back from a copy.', true],
  ['held', 'Two of your computers want to shut each other out.', false],
  ['newer', 'This circle needs a newer Kinfold.', false],
] as const)(
  'only reads a circle that is %s, and says nothing travels only where that is so',
  async (...row) => {
    const [standing, heading, erases] = row
    const { change } = await inCircle()
    await change({ standing, may: [], sync: { ...NOBODY, people: 3, reached: 2, coming: 0, links: 0 } })
    expect(one('heading', heading)).toBeTruthy()
    for (const gone of ['Write a new note', 'Invite someone']) expect(all('button', gone)).toEqual([])
    expect(all('button', 'Erase this circle here…').length).toBe(erases ? 1 : 0)
    const travels = standing === 'closed' || standing === 'newer' || standing === 'held'
    expect(said().includes('Nothing travels any more.')).toBe(!travels)
    expect(all('button', 'By file').length).toBe(travels ? 1 : 0)
    expect(said()).not.toContain('What you write is sent')
    await press('button', 'The people')
    for (const gone of ['Leave this circle…', 'Invite someone', 'My computers'])
      expect(all('button', gone)).toEqual([])
  },
)

it('says of a circle that is not here that it is not, with a way back, on every page about it', async () => {
  const { fake, circle } = await inCircle()
  await visit({ at: 'circles' })
  fake.circles.delete(circle)
  for (const name of [
    'circle.agreements',
    'circle.succession',
    'circle.log',
    'circle.computers',
    'keeper.read',
  ] as const)
    fake.refuse(name, 'not-found')
  for (const at of [
    'circle',
    'people',
    'log',
    'agreements',
    'copy',
    'succession',
    'keeper',
    'anew',
    'computers',
  ] as const) {
    await visit({ at, circle })
    expect(one('heading', /./).tagName).toBe('H1')
    expect(one('alert').textContent).toContain('That is no longer here.')
    expect(all('main a[href]').length).toBeGreaterThan(0)
  }
})

it('tells on the home what was shut out lately, and among the people for ever', async () => {
  const { change } = await inCircle()
  const shutOut = [
    { name: 'Moss', you: false, at: Date.now() - 2 * DAY },
    { name: 'Juniper', you: true, at: Date.now() - 40 * DAY },
  ]
  await change({ shutOut })
  expect(said()).toContain('A computer of Moss’s was shut out.')
  expect(said()).not.toContain('A computer of yours was shut out.')
  await press('button', 'The people')
  expect(said()).toContain('A computer of Moss’s was shut out.')
  expect(said()).toContain('A computer of yours was shut out.')
})

it('says of each computer how it stands, and shuts out only what may be', async () => {
  const { fake, circle } = await inCircle()
  const computer = (n: number, state: Computer['state'], mayShutOut: boolean): Computer => ({
    id: `${n}`.repeat(64),
    this: n === 1,
    since: 0,
    state,
    mayShutOut,
    maySignOut: false,
  })
  const computers = [
    computer(1, 'in', false),
    computer(2, 'held', false),
    computer(3, 'split', true),
    computer(4, 'out', false),
    computer(5, 'asked', false),
  ]
  await act(async () => fake.setComputers(circle, { computers, hosts: 1 }))
  await visit({ at: 'computers', circle })
  for (const words of [
    'Two of your computers want to shut each other out. Both have to wait for a host.',
    'An old copy was put back on it. Nothing new is taken from it.',
    'It is shut out.',
    'It waits to be shut out. A host has to agree.',
  ])
    expect(said()).toContain(words)
  await press('button', 'It was lost or stolen…')
  const yes = one('button', 'Shut it out')
  await act(async () => {
    yes.click()
    yes.click()
  })
  await rest()
  expect(fake.calls.filter(({ name }) => name === 'circle.shutOut')).toEqual([
    { name: 'circle.shutOut', args: { circle, device: '3'.repeat(64) } },
  ])
  expect(toast()).toBe('It waits for a host now.')
})

it('says why a code could not be taken back', async () => {
  const { fake, circle } = await inCircle()
  await act(async () => fake.setComputers(circle, { hosts: 1 }))
  await visit({ at: 'computers', circle })
  await press('button', 'Add my other computer')
  fake.refuse('circle.unlink', 'not-found')
  await press('button', 'Take it back')
  expect(toast()).toContain('That is no longer here.')
})
