/** What is done with a circle as a whole, as people do it: the menu, its questions, and the pages behind it. */
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { usePlaces } from '../../src/renderer/face/places.ts'
import type { Circle, Member, Waiting } from '../../src/shared/circle/circle.ts'
import type { LogLine } from '../../src/shared/circle/log.ts'
import type { FakeVault } from './fake-vault.ts'
import { all, fill, one, openFace, press, rest, said, visit } from './house.tsx'
import { near, Observer } from './near.ts'

beforeEach(() => vi.stubGlobal('IntersectionObserver', Observer))
afterEach(() => vi.unstubAllGlobals())

const theCircle = (fake: FakeVault): Circle => {
  const [circle] = [...fake.circles.values()]
  if (!circle) throw new Error('no circle')
  return circle
}
const moss: Member = {
  id: 'b'.repeat(32),
  name: 'Moss',
  you: false,
  facilitator: false,
  seat: 1,
  compared: 'yes',
  may: [],
}

async function inCircle(change: Partial<Circle> = {}) {
  const face = await openFace()
  await visit({ at: 'found' })
  await fill('Name of the circle', 'Thursday table')
  await fill('Your name in it', 'Juniper')
  await press('button', 'Begin')
  const { id, members } = theCircle(face.fake)
  await act(async () => face.fake.changeCircle(id, { members: [...members, moss], ...change }))
  await rest()
  const asked = (name: string) => face.fake.calls.filter(call => call.name === name).map(({ args }) => args)
  const choose = async (words: string) => {
    await press('button', 'More about Thursday table')
    await press('menuitem', words)
  }
  return { ...face, circle: id, asked, choose }
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

it('closes a circle after a page that says what ends and what stays, and then only reads', async () => {
  const { circle, asked, choose } = await inCircle()
  await choose('Close this circle…')
  const sheet = one('dialog', 'Close Thursday table for everyone?').textContent ?? ''
  for (const words of ['Nobody can write in it any more', 'cannot be opened again', 'Everyone can read it'])
    expect(sheet).toContain(words)
  await press('button', 'Leave it as it is')
  expect(asked('circle.close')).toEqual([])
  await choose('Close this circle…')
  const yes = one('button', 'Close the circle')
  await act(async () => {
    yes.click()
    yes.click()
  })
  await rest()
  expect(asked('circle.close')).toEqual([{ circle }])
  expect(one('heading', 'This circle is closed.')).toBeTruthy()
  expect(said()).toContain('Everyone who was in it can read it')
  for (const gone of ['Write a new note', 'Invite someone']) expect(all('button', gone)).toEqual([])
})

it('offers nobody what is for hosts alone', async () => {
  await inCircle({ may: ['succeed', 'propose'] })
  await press('button', 'More about Thursday table')
  const offered = all('menuitem').map(({ textContent }) => textContent)
  expect(offered).toContain('No host is here any more…')
  for (const words of ['Close this circle…', 'Make new keys now…']) expect(offered).not.toContain(words)
})

it('offers to invite only to those who may', async () => {
  const { fake, circle } = await inCircle()
  expect(one('button', 'Invite someone')).toBeTruthy()
  const members = theCircle(fake).members.map(one => ({ ...one, facilitator: !one.you }))
  await act(async () => fake.changeCircle(circle, { members }))
  expect(all('button', 'Invite someone')).toEqual([])
  await press('button', 'The people')
  expect(all('button', 'Invite someone')).toEqual([])
  expect(one('button', 'Leave this circle…')).toBeTruthy()
})

it('makes new keys when a host asks for them', async () => {
  const { circle, asked, choose } = await inCircle()
  await choose('Make new keys now…')
  await press('button', 'Make new keys')
  expect(asked('circle.rekey')).toEqual([{ circle }])
  expect(said()).toContain('The circle has new keys.')
})

it('puts a circle away to the end of the page, where it is only read, and takes it out again', async () => {
  const { fake, circle, asked, choose } = await inCircle()
  await choose('Put it away…')
  expect(one('dialog', 'Put Thursday table away?').textContent).toContain('Nobody is told.')
  await press('button', 'Put it away')
  expect(asked('circle.putAway')).toEqual([{ circle, away: true }])
  expect(all('list', 'Your circles')).toEqual([])
  expect(one('list', 'Put away').textContent).toContain('Thursday table')
  await press('link', 'Thursday table')
  expect(one('heading', 'You have put this circle away.')).toBeTruthy()
  for (const gone of ['Write a new note', 'Invite someone']) expect(all('button', gone)).toEqual([])
  await press('button', 'The people')
  expect(all('button', 'Leave this circle…')).toEqual([])
  await visit({ at: 'circle', circle })
  await press('button', 'Take it out again')
  expect(asked('circle.putAway').at(-1)).toEqual({ circle, away: false })
  expect(one('button', 'Write a new note')).toBeTruthy()
  await visit({ at: 'circles' })
  expect(one('list', 'Your circles').textContent).toContain('Thursday table')
  for (const [standing, words] of [
    ['left', 'You left it.'],
    ['removed', 'You are no longer in it.'],
    ['closed', 'It is closed.'],
    ['signedOut', 'This computer is signed out of it.'],
  ] as const) {
    await act(async () => fake.changeCircle(circle, { standing }))
    await rest()
    expect(one('list', 'Put away').textContent).toContain(words)
  }
})

const line = (n: number, change: Partial<LogLine>): LogLine => ({
  id: `${n}`.repeat(64),
  what: 'founded',
  at: new Date(2026, 10, n, 9).getTime(),
  by: 'Juniper',
  about: '',
  words: [],
  standing: 'stands',
  ...change,
})
const logged = (): (string | null)[] =>
  all('[role="listitem"]')
    .filter(row => one('list', 'Circle log, the newest first').contains(row))
    .map(row => row.textContent)

it('shows every entry of the log in a sentence with its day, what did not come to be among them', async () => {
  const { fake, choose } = await inCircle()
  fake.acts.log = [
    line(7, { what: 'erase', by: 'Moss' }),
    line(6, { what: 'exported', by: 'Moss' }),
    line(5, { what: 'promote', about: 'Moss', standing: 'waits' }),
    line(4, { what: 'propose', words: ['We listen.', 'We listen.'] }),
    line(3, { what: 'admit', about: 'Fern', standing: 'void' }),
    line(2, { what: 'rename', about: 'June' }),
    line(1, {}),
  ]
  await choose('Circle log')
  expect(one('heading', 'Circle log').tagName).toBe('H1')
  expect(said()).toContain('Days are by the clock of whoever did it.')
  await near(() => true)
  await near(() => true)
  expect(logged()).toEqual([
    'Saturday 7 November 2026Moss asked that words of their own be erased from a note.',
    'Friday 6 November 2026Moss made a readable copy of what they can read.',
    'Thursday 5 November 2026Juniper asked to make Moss a host.It waits until others agree.',
    'Wednesday 4 November 2026Juniper proposed agreements.We listen.We listen.',
    'Tuesday 3 November 2026Juniper let Fern in.It changed nothing.',
    'Monday 2 November 2026Juniper is called June here from then on.',
    'Sunday 1 November 2026Juniper began this circle.',
  ])
})

it('reads the log on as one goes down, keeps one there when something new is said, and tries again', async () => {
  const { fake, circle, asked, choose } = await inCircle()
  fake.acts.log = [9, 8, 7, 6, 5, 4, 3, 2, 1].map(n => line(n, {}))
  await choose('Circle log')
  expect(asked('circle.log').length).toBe(2)
  await near(n => n < 2)
  // Each page is asked for once, though the end is near more than once.
  expect(asked('circle.log').map(args => (args as { before?: string }).before?.[0])).toEqual([
    undefined,
    '7',
    '4',
  ])
  expect(logged().length).toBe(6)
  fake.acts.log = [line(0, { what: 'keys', at: 0 }), ...fake.acts.log]
  let fewest = logged().length
  const watch = new MutationObserver(() => {
    fewest = Math.min(fewest, logged().length)
  })
  watch.observe(document.body, { childList: true, subtree: true })
  await act(async () => fake.changeCircle(circle, {}))
  await rest()
  watch.disconnect()
  expect(fewest).toBe(6)
  expect(logged().length).toBe(6)
  expect(logged()[0]).toContain('made new keys')
  fake.refuse('circle.log', 'too-large', args => 'before' in args)
  await near(() => true)
  expect(said()).toContain('The rest of this list could not be read just now.')
  fake.refuse('circle.log', null)
  await press('button', 'Try again')
  await near(() => true)
  expect(logged().length).toBe(10)
})

it('takes agreements line by line, keeps what is half written, and lets a host take them up', async () => {
  const { circle, asked, choose } = await inCircle()
  await choose('What we agreed on')
  expect(said()).toContain('This circle has no agreements yet.')
  await press('button', 'Propose them')
  expect(said()).toContain('Please write at least one line.')
  await fill('Agreements, one on each line', Array.from({ length: 11 }, (_, i) => `Line ${i}`).join('\n'))
  await press('button', 'Propose them')
  expect(said()).toContain('Please use at most 10 lines.')
  await fill('Agreements, one on each line', 'x'.repeat(401))
  await press('button', 'Propose them')
  expect(said()).toContain('at most 400 characters')
  expect(asked('circle.propose')).toEqual([])
  await fill('Agreements, one on each line', '  We listen. \n\nNothing leaves.')
  await visit({ at: 'circles' })
  await back()
  await press('button', 'Propose them')
  expect(asked('circle.propose')).toEqual([{ circle, lines: ['We listen.', 'Nothing leaves.'], after: null }])
  await press('button', 'Take these up: proposed by Juniper')
  expect(said()).toContain('These hold now')
  expect(said()).toContain('These agreements hold now.')
})

it('goes on from what others proposed meanwhile where nobody has typed, and builds on what one read where one has', async () => {
  const { fake, circle, asked, choose } = await inCircle()
  const proposal = (letter: string, ...lines: string[]) => ({
    ...{ id: letter.repeat(64), lines, by: 'Moss', at: 0, waits: false, mayAdopt: false },
  })
  const say = async (...open: ReturnType<typeof proposal>[]) => {
    fake.acts.agreements = { ...fake.acts.agreements, open }
    await act(async () => fake.changeCircle(circle, {}))
    await rest()
  }
  const field = () => (one('textbox', 'Agreements, one on each line') as HTMLTextAreaElement).value
  await choose('What we agreed on')
  await say(proposal('a', 'We listen.'))
  expect(field()).toBe('We listen.')
  await fill('Agreements, one on each line', 'We listen.\nWe stop at nine.')
  await say(proposal('b', 'We shout.'), proposal('a', 'We listen.'))
  expect(field()).toBe('We listen.\nWe stop at nine.')
  await visit({ at: 'circles' })
  await back()
  expect(field()).toBe('We listen.\nWe stop at nine.')
  await press('button', 'Propose them')
  expect(asked('circle.propose')).toEqual([
    { circle, lines: ['We listen.', 'We stop at nine.'], after: 'a'.repeat(64) },
  ])
  // What was sent is nobody's half-written text any more.
  await say(proposal('c', 'We whisper.'))
  expect(field()).toBe('We whisper.')
})

it('says before a copy what it holds and who is told, makes it in the chosen folder, and what came of it', async () => {
  const { fake, circle, asked, choose } = await inCircle()
  await choose('Make a readable copy…')
  for (const words of [
    'It is not locked.',
    'Everyone in the circle can read in its log',
    'on its first page',
  ])
    expect(said()).toContain(words)
  fake.backups.dialog = null
  await press('button', 'Choose a folder and make it')
  expect(asked('circle.export')).toEqual([])
  fake.backups.dialog = 'ab'.repeat(16)
  fake.acts.left = ['A long one']
  await press('button', 'Choose a folder and make it')
  expect(asked('circle.export')).toEqual([{ circle, to: 'ab'.repeat(16), language: 'en' }])
  expect(said()).toContain('The copy is in the folder “Kinfold circle 2026-11-22”, with 2 notes.')
  expect(said()).toContain('1 thing could not be written.')
  expect(said()).toContain('The circle log says so.')
  fake.acts.told = false
  fake.refuse('circle.export', 'export-full')
  await press('button', 'Choose a folder and make it')
  expect(said()).toContain('There is no room for the copy there. Nothing of it was left behind.')
})

it('tells somebody who is out that nobody hears of their copy', async () => {
  const { choose } = await inCircle({ standing: 'left', may: [] })
  await choose('Make a readable copy…')
  expect(said()).toContain('nobody there is told')
})

it('does not say of a circle that was put away that one is not in it', async () => {
  const { choose } = await inCircle({ away: true })
  await choose('Make a readable copy…')
  expect(said()).toContain('nobody there is told')
  expect(said()).not.toContain('You are not in this circle')
})

it('says among the people of a circle that was put away that it is taken out again first', async () => {
  const { fake, circle } = await inCircle({ away: true })
  await visit({ at: 'people', circle })
  expect(said()).toContain('To change something here, take it out again first.')
  await act(async () => fake.changeCircle(circle, { away: false }))
  expect(said()).not.toContain('take it out again')
})

it('shows no invitation that was used, whether it was here when that happened or is looked at later', async () => {
  const { fake, circle } = await inCircle()
  await visit({ at: 'invite', circle })
  await rest()
  expect(said()).toContain('K7QF-2M9X')
  expect(said()).not.toContain('was used or taken back')
  const { trail, step } = usePlaces.getState()
  const shown = trail[step]
  if (!shown) throw new Error('nowhere')
  await act(async () => fake.changeCircle(circle, { invitations: [] }))
  for (const later of [false, true]) {
    if (later) {
      await visit({ at: 'circle', circle })
      await visit(shown)
    }
    expect(said()).toContain('This invitation was used or taken back.')
    expect(said()).not.toContain('K7QF-2M9X')
    expect(all('button', 'Take it back')).toEqual([])
  }
})

it('asks who shall follow the hosts, and says when each was last heard', async () => {
  const { fake, circle, asked, choose } = await inCircle({ may: ['succeed', 'propose'] })
  const heard = new Date(2026, 9, 3, 9).getTime()
  const heirs = [{ id: 'b'.repeat(32), name: 'Moss', you: false }]
  const hosts = [
    { name: 'Ash', heard },
    { name: 'Fern', heard: null },
  ]
  fake.acts.succession = { circle: 'Thursday table', hosts, heirs, needed: 3, people: 4, may: true }
  await choose('No host is here any more…')
  expect(said()).toContain('Last heard from Ash: Saturday 3 October 2026 at 9:00')
  expect(said()).toContain('Nothing of Fern’s has come to this computer yet.')
  expect(said()).toContain('At least 3 of you have to agree.')
  await press('button', 'Ask the others')
  expect(said()).toContain('Choose one person first.')
  expect(asked('circle.succeed')).toEqual([])
  const [radio] = all('input[type=radio]')
  await act(async () => radio?.click())
  await press('button', 'Ask the others')
  expect(asked('circle.succeed')).toEqual([{ circle, member: 'b'.repeat(32) }])
  expect(said()).toContain('The others are asked now.')
  fake.acts.succession = { ...fake.acts.succession, people: 2 }
  await choose('No host is here any more…')
  expect(said()).toContain('At least 3 of you would have to agree')
  expect(one('link', 'Begin anew from this circle')).toBeTruthy()
})

it('shows everybody how long a succession waits, and lets a host end it', async () => {
  const since = new Date(2026, 10, 1, 9).getTime()
  const votes = { signed: 1, needed: 3, since, mayEnd: false }
  const waits: Waiting = {
    id: 'e'.repeat(64),
    what: 'succeed',
    name: 'Moss',
    by: 'Fern',
    yours: false,
    mayAgree: true,
    votes,
  }
  const { fake, circle, asked } = await inCircle({ waiting: [waits] })
  expect(one('heading', 'Should Moss be the new host?')).toBeTruthy()
  expect(said()).toContain('1 of 3 have agreed. Asked: Sunday 1 November 2026')
  expect(all('button', 'I am still here as a host')).toEqual([])
  await press('button', 'Not now')
  expect(said()).toContain('Moss is to be the new host, since none is here.')
  expect(said()).toContain('1 of 3 have agreed.')
  const host = { ...waits, mayAgree: false, votes: { ...votes, mayEnd: true } }
  await act(async () => fake.changeCircle(circle, { waiting: [host] }))
  await press('button', 'Answer now')
  expect(one('link', 'Circles A question waits for you')).toBeTruthy()
  expect(all('button', 'Yes, Moss should be host')).toEqual([])
  await press('button', 'I am still here as a host')
  expect(asked('circle.here')).toEqual([{ circle }])
  expect(asked('circle.agree')).toEqual([])
  expect(said()).toContain('The circle knows that you are here.')
})

it('begins anew with copies, tells the old circle only when one wants it, and invites each anew', async () => {
  const { fake, circle, asked, choose } = await inCircle()
  await choose('Begin anew from this circle…')
  for (const words of ['The copies are in your name.', 'The old circle stays as it is.'])
    expect(said()).toContain(words)
  await fill('Name of the circle', ' ')
  await press('button', 'Begin the new circle')
  expect(asked('circle.goOn')).toEqual([])
  await fill('Name of the circle', 'Friday table')
  fake.acts.left = ['A long one']
  await press('button', 'Begin the new circle')
  expect(asked('circle.goOn')).toEqual([{ circle, name: 'Friday table', ownName: 'Juniper', tell: false }])
  expect(said()).toContain('Friday table has begun, with 2 notes.')
  expect(one('list', 'These notes did not come along. They are still in the old circle.').textContent).toBe(
    'A long one',
  )
  await press('button', 'Invite Moss')
  const [, made] = [...fake.circles.values()]
  expect(asked('circle.invite')).toEqual([{ circle: made?.id }])
  await back()
  expect(one('button', 'Open Friday table')).toBeTruthy()
  expect(asked('circle.goOn')).toHaveLength(1)
  await press('button', 'Open Friday table')
  expect(said()).toContain('This circle goes on from an earlier one.')
})

it('says when somebody began a new circle from this one', async () => {
  await inCircle({ goesOn: { by: ['Moss'], from: false } })
  expect(said()).toContain('Moss began a new circle from this one. To join, ask Moss for an invitation.')
})

it('lays a circle that needs a newer Kinfold open to be read, and says what to do', async () => {
  const { fake, circle } = await inCircle({ standing: 'newer', newer: true, may: [] })
  expect(one('heading', 'This circle needs a newer Kinfold.')).toBeTruthy()
  expect(said()).toContain('Get the newest Kinfold on this computer.')
  for (const gone of ['Write a new note', 'Invite someone', 'Erase this circle here…'])
    expect(all('button', gone)).toEqual([])
  await act(async () => fake.changeCircle(circle, { standing: 'in', newer: true }))
  await rest()
  expect(said()).toContain('Someone here has a newer Kinfold.')
  expect(one('button', 'Write a new note')).toBeTruthy()
})
