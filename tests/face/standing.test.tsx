/** Who comes and who goes, as people do it: the questions for a second person, the sheets, the page of who is out. */
import { act } from 'react'
import { expect, it } from 'vitest'
import type { Circle, Member, Waiting } from '../../src/shared/circle/circle.ts'
import type { FakeVault } from './fake-vault.ts'
import { all, fill, one, openFace, press, rest, said, visit } from './house.tsx'

async function founded() {
  const face = await openFace()
  await press('link', 'Circles')
  await press('button', 'Begin a circle')
  await fill('Name of the circle', 'Thursday table')
  await fill('Your name in it', 'Juniper')
  await press('button', 'Begin')
  return face
}
const theCircle = (fake: FakeVault): Circle => {
  const [circle] = [...fake.circles.values()]
  if (!circle) throw new Error('no circle')
  return circle
}

async function withOthers(change: Partial<Circle> = {}) {
  const face = await founded()
  const circle = theCircle(face.fake)
  const other = (letter: string, name: string, may: Member['may']): Member => ({
    id: letter.repeat(32),
    name,
    you: false,
    facilitator: may.includes('demote'),
    seat: 1,
    compared: 'yes',
    may,
  })
  const members = [
    ...circle.members,
    other('b', 'Moss', ['promote', 'remove']),
    other('c', 'Ash', ['demote', 'remove']),
  ]
  await act(async () => face.fake.changeCircle(circle.id, { members, ...change }))
  await rest()
  const asked = (name: string) => face.fake.calls.filter(call => call.name === name).map(({ args }) => args)
  return { ...face, circle, asked }
}
const ask = (change: Partial<Waiting> = {}): Waiting => ({
  id: 'e'.repeat(64),
  what: 'admit',
  name: 'Cleo',
  by: 'Moss',
  yours: false,
  mayAgree: true,
  ...change,
})

it('asks a second person plainly, keeps a “Not now” as a line, and agrees once', async () => {
  const { asked } = await withOthers({ waiting: [ask()], two: true })
  expect(one('heading', 'Let Cleo in?')).toBeTruthy()
  expect(said()).toContain('Moss has said yes.')
  await press('button', 'Not now')
  expect(all('heading', 'Let Cleo in?')).toEqual([])
  expect(said()).toContain('Cleo waits to come in.')
  expect(asked('circle.agree')).toEqual([])
  await press('button', 'Answer now')
  const yes = one('button', 'Yes, let Cleo in')
  await act(async () => {
    yes.click()
    yes.click()
  })
  await rest()
  expect(asked('circle.agree')).toHaveLength(1)
  expect(said()).toContain('You have agreed.')
  expect(said()).not.toContain('Cleo waits')
})

it('says in every place that a question waits, of whom it is nowhere, and is silent where it was put off or answered', async () => {
  const { circle } = await withOthers({ waiting: [ask()], two: true })
  const spoken = () => all('[aria-live="polite"]').map(({ textContent }) => textContent ?? '')
  await visit({ at: 'settings' })
  expect(spoken().filter(words => words === 'A question waits for you')).toHaveLength(1)
  expect(one('link', 'Circles A question waits for you')).toBeTruthy()
  await visit({ at: 'circles' })
  expect(one('list', 'Your circles').textContent).toContain('A question waits for you')
  expect(said()).not.toContain('Cleo')
  await visit({ at: 'circle', circle: circle.id })
  await press('button', 'Not now')
  await visit({ at: 'circles' })
  expect(said()).not.toContain('A question waits')
  await visit({ at: 'circle', circle: circle.id })
  await press('button', 'Answer now')
  expect(one('link', 'Circles A question waits for you')).toBeTruthy()
  await press('button', 'Yes, let Cleo in')
  expect(said()).not.toContain('A question waits')
})

it('says nothing at the way to the circles of what only others may answer', async () => {
  await withOthers({ waiting: [ask({ mayAgree: false })], two: true })
  await visit({ at: 'circles' })
  expect(said()).not.toContain('A question waits')
})

it('tells whoever asked that it waits, and asks them nothing', async () => {
  await withOthers({ waiting: [ask({ what: 'remove', yours: true, mayAgree: false })] })
  expect(said()).toContain('Cleo is to leave this circle. A second person has to agree.')
  expect(all('button', 'Yes, remove Cleo')).toEqual([])
})

it('removes nobody before a page has said what it does and does not do', async () => {
  const { circle, asked } = await withOthers({ two: true })
  await press('button', 'The people')
  const open = async () => {
    await press('button', 'What you can do about Moss')
    await press('menuitem', 'Remove Moss from this circle…')
  }
  await open()
  const sheet = one('dialog', 'Remove Moss from this circle?').textContent ?? ''
  for (const words of [
    'keeps what they have until now',
    'sealed with a new key',
    'No sound is made',
    'a second person has to agree',
    'in danger',
  ])
    expect(sheet).toContain(words)
  await press('button', 'Leave it as it is')
  expect(asked('circle.remove')).toEqual([])
  await open()
  await press('button', 'Ask a second person')
  await open()
  await press('button', 'Remove at once')
  const member = 'b'.repeat(32)
  expect(asked('circle.remove')).toEqual([
    { circle: circle.id, member, now: false },
    { circle: circle.id, member, now: true },
  ])
})

it('removes in a circle of two without asking anybody else', async () => {
  const { asked } = await withOthers({ two: false })
  await press('button', 'The people')
  await press('button', 'What you can do about Moss')
  await press('menuitem', 'Remove Moss from this circle…')
  expect(all('button', 'Remove at once')).toEqual([])
  await press('button', 'Remove Moss')
  expect(asked('circle.remove')).toHaveLength(1)
  expect(said()).toContain('Moss is no longer in this circle.')
})

it('makes a host and takes the role back, and offers nobody what they may not do', async () => {
  const { asked } = await withOthers()
  await press('button', 'The people')
  expect(all('button', 'What you can do about Juniper')).toEqual([])
  await press('button', 'What you can do about Moss')
  await press('menuitem', 'Make Moss a host')
  await press('button', 'Make Moss a host')
  await press('button', 'What you can do about Ash')
  await press('menuitem', 'Take the host’s role back')
  await press('button', 'Take the host’s role back')
  expect(asked('circle.promote')).toHaveLength(1)
  expect(asked('circle.demote')).toHaveLength(1)
})

it('leaves a circle after a page that warns the only host, and shows what stays', async () => {
  await withOthers({ members: [] })
  await press('button', 'The people')
  await press('button', 'Leave this circle…')
  expect(one('dialog', 'Leave Thursday table?').textContent).toContain('stays on this computer')
  await press('button', 'Leave the circle')
  expect(one('heading', 'You left this circle.')).toBeTruthy()
  expect(all('button', 'Write a new note')).toEqual([])
  expect(all('button', 'Invite someone')).toEqual([])
})

it('warns the only host before leaving', async () => {
  const { circle, fake } = await withOthers()
  const only = theCircle(fake).members.map(one => (one.you ? one : { ...one, facilitator: false }))
  await act(async () => fake.changeCircle(circle.id, { members: only }))
  await press('button', 'The people')
  await press('button', 'Leave this circle…')
  expect(said()).toContain('You are the only host here.')
})

it('says calmly that one is no longer in a circle, and erases it here when one wants to', async () => {
  const { circle, fake } = await withOthers()
  await act(async () => fake.changeCircle(circle.id, { standing: 'removed' }))
  await rest()
  expect(one('heading', 'You are no longer in this circle.')).toBeTruthy()
  expect(said()).toContain('What was shared until then stays on this computer.')
  await press('button', 'Erase this circle here…')
  await press('button', 'Erase the circle here')
  expect(fake.circles.size).toBe(0)
  expect(one('heading', 'Circles').tagName).toBe('H1')
})

it('tells somebody who was let in that a second person has to agree, and then that they are in', async () => {
  const { fake } = await openFace()
  await visit({ at: 'join' })
  await fill('Link or code', 'kinfold:join#abc')
  await fill('Your name in this circle', 'Cleo')
  await press('button', 'Ask to join')
  const [joining] = [...fake.joinings.values()]
  await act(async () => fake.joinStep(joining?.id ?? '', { step: 'second', circleName: 'Thursday table' }))
  expect(said()).toContain('They said yes. Now a second person in the circle has to agree.')
  expect(said()).toContain('You can close Kinfold meanwhile.')
  await act(async () => fake.joinStep(joining?.id ?? '', { step: 'joined' }))
  expect(said()).toContain('You are in. Welcome.')
})
