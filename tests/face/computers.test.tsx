/** One's own computers and the words of others, through their pages. */
import { act } from 'react'
import { expect, it } from 'vitest'
import type { Circle, Computer } from '../../src/shared/circle/circle.ts'
import type { FakeVault } from './fake-vault.ts'
import { all, fill, one, openFace, press, said, visit } from './house.tsx'

const DAY = 24 * 3600_000
const mine = (at: number, change: Partial<Computer> = {}): Computer => ({
  id: `${at}`.repeat(64),
  this: at === 1,
  since: 1_795_000_000_000 - at * DAY,
  state: 'in',
  mayShutOut: at !== 1,
  maySignOut: false,
  ...change,
})
const theCircle = (fake: FakeVault): Circle => [...fake.circles.values()][0]!

async function inCircle(change: Partial<Circle> = {}) {
  const face = await openFace()
  await visit({ at: 'found' })
  await fill('Name of the circle', 'Thursday table')
  await fill('Your name in it', 'Juniper')
  await press('button', 'Begin')
  const circle = theCircle(face.fake)
  const moss = { id: 'b'.repeat(32), name: 'Moss', you: false, facilitator: false, seat: 1, may: [] }
  const members = [...circle.members, { ...moss, compared: 'no' as const }]
  await act(async () => face.fake.changeCircle(circle.id, { members, ...change }))
  return { ...face, id: circle.id }
}

it('lists one’s computers, and adds another one by a code and two yeses', async () => {
  const { fake, id } = await inCircle()
  await act(async () => fake.setComputers(id, { computers: [mine(1)], hosts: 1 }))
  await visit({ at: 'people', circle: id })
  await press('button', 'My computers')
  expect(one('heading', 'My computers').tagName).toBe('H1')
  expect(said()).toContain('You are using it now.')
  expect(said()).toContain('Every circle has its own list')
  await press('button', 'Add my other computer')
  expect(said()).toContain('Choose “Circles”, then “This is my other computer”.')
  expect(said()).toContain('K7QF-2M9X')
  await act(async () =>
    fake.setComputers(id, {
      asking: [{ id: 'e'.repeat(32), words: ['ash', 'bay', 'cove', 'dew'], agreed: false }],
    }),
  )
  expect(one('list', 'Words to compare').textContent).toContain('ash bay cove dew')
  await press('button', 'Yes, they match')
  expect(fake.calls.find(({ name }) => name === 'circle.linkAnswer')?.args).toMatchObject({ same: true })
  expect(said()).toContain('Now say yes on the other computer.')
  expect(all('button', 'Yes, they match')).toEqual([])
})

it('ends the code at a no', async () => {
  const { fake, id } = await inCircle()
  await visit({ at: 'computers', circle: id })
  await act(async () =>
    fake.setComputers(id, { asking: [{ id: 'e'.repeat(32), words: ['ash'], agreed: false }] }),
  )
  await press('button', 'No')
  expect(
    fake.calls.some(({ name, args }) => name === 'circle.linkAnswer' && !(args as { same: boolean }).same),
  ).toBe(true)
  expect(one('button', 'Add my other computer')).toBeTruthy()
})

it('signs this one out where another one stays, after a page that says what that means', async () => {
  const { fake, id } = await inCircle()
  await act(async () =>
    fake.setComputers(id, { computers: [mine(1, { maySignOut: true }), mine(2)], hosts: 1 }),
  )
  await visit({ at: 'computers', circle: id })
  await press('button', 'Sign this computer out…')
  for (const words of ['You stay in it with your other computers.', 'What was shared until now stays here.'])
    expect(said()).toContain(words)
  await press('button', 'Leave it as it is')
  expect(fake.calls.some(({ name }) => name === 'circle.signOut')).toBe(false)
  await press('button', 'Sign this computer out…')
  await press('button', 'Sign it out')
  expect(fake.calls.filter(({ name }) => name === 'circle.signOut')).toHaveLength(1)
  expect(one('heading', 'This computer is signed out of the circle.')).toBeTruthy()
})

it('shuts a lost one out, and says before what that does and who has to agree', async () => {
  const { fake, id } = await inCircle()
  await act(async () => fake.setComputers(id, { computers: [mine(1), mine(2)], hosts: 1 }))
  await visit({ at: 'computers', circle: id })
  await press('button', 'It was lost or stolen…')
  for (const words of [
    'It gets nothing new',
    'What is on it stays on it.',
    'A host who is someone else',
    'other circles',
  ])
    expect(said()).toContain(words)
  expect(said()).not.toContain('Nobody else is a host')
  await press('button', 'Shut it out')
  expect(
    fake.calls.some(
      ({ name, args }) => name === 'circle.shutOut' && (args as { device: string }).device === '2'.repeat(64),
    ),
  ).toBe(true)
  expect(said()).toContain('It waits for a host now.')
})

it('says that nobody can agree where nobody else is a host', async () => {
  const { fake, id } = await inCircle()
  await act(async () => fake.setComputers(id, { computers: [mine(1), mine(2)], hosts: 0 }))
  await visit({ at: 'computers', circle: id })
  await press('button', 'It was lost or stolen…')
  expect(said()).toContain('Nobody else is a host here')
})

it('takes up a code on the other computer, and says whose it becomes', async () => {
  const { fake } = await inCircle()
  await visit({ at: 'circles' })
  await press('button', 'This is my other computer')
  expect(said()).toContain('Use only a code that you made yourself.')
  await press('button', 'Find my other computer')
  expect(said()).toContain('Please paste the link or type the code here.')
  await fill('Link or code', 'kinfold:device#abc')
  await press('button', 'Find my other computer')
  expect(said()).toContain('Looking for your other computer.')
  const [joining] = [...fake.joinings.values()]
  await act(async () =>
    fake.tell('circle.joining', {
      ...joining!,
      step: 'compare',
      words: ['ash', 'bay', 'cove', 'dew'],
      name: 'Moss',
      circleName: 'Thursday table',
    }),
  )
  expect(said()).toContain('This computer is to be Moss’s in Thursday table. Is that you?')
  await press('button', 'Yes, they match')
  expect(said()).toContain('Now say yes on the other computer.')
})

it('compares words with somebody, and remembers the answer', async () => {
  const { fake, id } = await inCircle()
  await visit({ at: 'people', circle: id })
  expect(said()).toContain('You two have not compared words yet.')
  expect(one('list', 'Words of this circle').textContent).toContain('fern gale hill')
  await press('button', 'Compare words with Moss')
  expect(one('list', 'Your words').textContent).toContain('bark lake owl')
  expect(one('list', 'The words of Moss').textContent).toContain('amber brook')
  await press('button', 'All are the same')
  expect(said()).toContain('You two have compared words, and they were the same.')
  await act(async () =>
    fake.changeCircle(id, {
      members: theCircle(fake).members.map(one => (one.you ? one : { ...one, compared: 'changed' })),
    }),
  )
  expect(said()).toContain('Since then, Moss has another computer.')
  await press('button', 'Compare words with Moss')
  await press('button', 'One is different')
  expect(said()).toContain('You two have not compared words yet.')
})

it('tells the circle of a computer that was shut out, and who has to agree to one', async () => {
  const { fake, id } = await inCircle({ shutOut: [{ name: 'Moss', you: false, at: Date.now() - DAY }] })
  expect(said()).toContain('A computer of Moss’s was shut out.')
  const waiting = {
    id: 'd'.repeat(64),
    what: 'computer' as const,
    name: 'Moss',
    by: 'Moss',
    yours: false,
    mayAgree: true,
    which: { lost: Date.UTC(2026, 9, 3, 12), asks: Date.UTC(2026, 8, 2, 12) },
  }
  await act(async () => fake.changeCircle(id, { shutOut: [], waiting: [waiting], keyless: true }))
  expect(said()).not.toContain('was shut out')
  expect(said()).toContain('Talk with Moss first')
  expect(said()).toMatch(
    /To be shut out: the one added Saturday 3 October 2026.*asks was added Wednesday 2 September/,
  )
  expect(said()).toContain('You can write once a host’s computer was in reach.')
  await press('button', 'Yes, shut it out')
  expect(fake.calls.some(({ name }) => name === 'circle.agree')).toBe(true)
})

it('says of a notebook from a copy that it is read, and how to come back in', async () => {
  await inCircle({ standing: 'restored' })
  expect(said()).toContain('This notebook was put back from a copy.')
  expect(all('button', 'Write a new note')).toEqual([])
  expect(one('button', 'I was invited')).toBeTruthy()
  await press('button', 'This is my other computer')
  expect(one('heading', 'This is my other computer')).toBeTruthy()
})

it('offers no answer about words that are not there, and says why', async () => {
  const { fake, id } = await inCircle()
  fake.refuse('circle.pairWords', 'not-found')
  await visit({ at: 'people', circle: id })
  await press('button', 'Compare words with Moss')
  expect(one('alert').textContent).toContain('That is no longer here.')
  for (const words of ['All are the same', 'One is different']) expect(all('button', words)).toEqual([])
  await press('button', 'Later')
  fake.refuse('circle.pairWords', null)
  await press('button', 'Compare words with Moss')
  const before = fake.calls.filter(({ name }) => name === 'circle.pairWords').length
  fake.refuse('circle.compared', 'out-of-step')
  await press('button', 'All are the same')
  expect(one('alert').textContent).toContain('The words have just changed.')
  expect(fake.calls.filter(({ name }) => name === 'circle.pairWords').length).toBe(before + 1)
  fake.refuse('circle.compared', null)
  const yes = one('button', 'All are the same')
  await act(async () => {
    yes.click()
    yes.click()
  })
  expect(fake.calls.filter(({ name }) => name === 'circle.compared')).toHaveLength(2)
})
