/** Places of the notebook: the calendar, all days, who is in a circle, an invitation; and where somebody was. */
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { address, lasting, type Place, placeAt, usePlaces } from '../../src/renderer/face/places.ts'
import type { Day } from '../../src/shared/journal/day.ts'
import { dayAfter } from '../../src/shared/locales/days.ts'
import { en } from '../../src/shared/locales/en.ts'
import type { FakeVault } from './fake-vault.ts'
import { all, fill, key, MORNING, one, openFace, press, rest, said, visit } from './house.tsx'
import { near, Observer } from './near.ts'
import { focus, hit, noBarrier } from './ui/show.tsx'

beforeEach(() => vi.stubGlobal('IntersectionObserver', Observer))
afterEach(() => vi.unstubAllGlobals())

const write = (fake: FakeVault, n: number, day: string, text = `words ${n}`) => {
  const id = n.toString(16).padStart(32, '0')
  fake.entries.set(id, {
    id,
    day: day as Day,
    writing: { type: 'doc', content: [{ type: 'block', content: [{ type: 'text', text }] }] },
    created: MORNING,
    modified: MORNING,
    binned: false,
  })
}
const day = (name: string | RegExp) => one('[role="button"][aria-label]', name)
const opened =
  (...days: readonly string[]) =>
  (fake: FakeVault) => {
    fake.opened()
    for (const [n, on] of days.entries()) write(fake, n + 1, on)
  }

it('shows a month with a dot where something was written, and the same as a list', async () => {
  await openFace(opened('2026-11-19', '2026-11-03', '2026-10-30'))
  await press('link', 'Calendar')
  expect(document.activeElement).toBe(one('heading', 'Calendar'))
  expect(day('Thursday 19 November 2026, with words of yours')).toBeTruthy()
  expect(document.querySelectorAll('[data-written]')).toHaveLength(2)
  expect(all('link', /November$/).map(({ textContent }) => textContent)).toEqual([
    'Tuesday 3 November',
    'Thursday 19 November',
  ])
  await noBarrier()
})

it('turns to earlier months and years and back to today, and says plainly where nothing is', async () => {
  const { fake } = await openFace(opened('2026-10-30', '2024-11-05'))
  await visit({ at: 'calendar' })
  await press('button', 'The month before')
  expect(one('link', 'Friday 30 October')).toBeTruthy()
  await press('button', 'A year earlier')
  expect(one('heading', 'October 2025')).toBeTruthy()
  expect(said()).toContain('October 2025 has no words in it.')
  await press('button', 'A year later')
  expect(one('heading', 'October 2026')).toBeTruthy()
  await press('button', 'A year earlier')
  await press('button', 'To today')
  expect(day(/^Today, Sunday 22 November 2026/)).toBeTruthy()
  // In the last month there is, neither a later one nor a later year is offered, and nobody is left without a place.
  const names = () => all('button').map(({ textContent }) => textContent)
  expect(names()).not.toContain('A year later')
  await press('button', 'The month before')
  await focus(one('button', 'A year later'))
  await hit('Enter')
  expect(day(/^Today, Sunday 22 November 2026/)).toBeTruthy()
  expect(names()).not.toContain('A year later')
  await rest(50)
  expect(document.activeElement?.textContent).toBe('A year earlier')
  // Only days were asked for, no words.
  expect(fake.calls.filter(({ name }) => /^journal/.test(name)).map(({ name }) => name)).not.toContain(
    'journal.read',
  )
})

it('opens a day by Enter, and going back finds the month and the day again', async () => {
  await openFace(opened('2026-10-30'))
  await visit({ at: 'calendar' })
  await press('button', 'The month before')
  const friday = day('Friday 30 October 2026, with words of yours')
  await focus(friday)
  await hit('Enter')
  expect(one('heading', 'Friday 30 October')).toBeTruthy()
  await act(async () => window.history.back())
  await rest(50)
  expect(one('heading', 'Calendar')).toBeTruthy()
  expect(usePlaces.getState().trail.at(-2)).toEqual({ at: 'calendar', day: '2026-10-30' })
  expect(day(/^Friday 30 October 2026/).getAttribute('tabindex')).toBe('0')
})

it('shows two entries of a day in the lists, and says in words that there are more', async () => {
  await openFace(fake => {
    fake.opened()
    for (let n = 1; n <= 4; n++) write(fake, n, '2026-10-30', `lamp ${n}`)
    for (let n = 5; n <= 7; n++) write(fake, n, '2026-10-29', `kettle ${n}`)
    for (let n = 8; n <= 9; n++) write(fake, n, '2026-10-28', `rain ${n}`)
  })
  const shown = () => all('li p, [role="listitem"] p').map(({ textContent }) => textContent)
  await rest(50)
  const more = (words: readonly (string | null)[]) => words.filter(text => text?.startsWith('And '))
  expect(more(shown())).toEqual(['And 2 more entries.', 'And one more entry.'])
  await press('link', 'All days')
  await rest(50)
  expect(more(shown())).toEqual(['And 2 more entries.', 'And one more entry.'])
})

it('keeps of a long list only what is near in the document, and every row knows its place', async () => {
  const days: string[] = []
  for (let on = '2019-01-01' as Day; days.length < 2000; on = dayAfter(on)) days.push(on)
  const { fake } = await openFace(opened(...days))
  await press('link', 'All days')
  const rows = () => all('[role="listitem"]')
  expect(rows().length).toBeLessThan(60)
  expect(rows()[0]?.getAttribute('aria-setsize')).toBe('2000')
  // In a window of a few lines it begins below: who reads by ear finds it all the same.
  await near(() => false)
  expect(rows()[0]?.getAttribute('aria-posinset')).toBe('1')
  expect(rows()[0]?.textContent).toContain(days.length)
  await near(n => n >= 100 && n <= 102)
  expect(rows().length).toBeLessThan(60)
  expect(rows()[0]?.getAttribute('aria-posinset')).toBe(String(100 * 15 + 1))
  expect(document.querySelector<HTMLElement>('[data-page="0"]')?.style.height).toBe('500px')
  // The words of these days alone were fetched.
  const asked = fake.calls.filter(({ name }) => name === 'journal.timeline')
  expect(asked.length).toBeLessThan(8)
  // Where somebody is stays in the document.
  const link = rows()[0]?.querySelector('a')
  await act(async () => link?.focus())
  await near(n => n === 0)
  expect(document.activeElement).toBe(link)
  await key(link as HTMLElement, { key: 'ArrowDown' })
  expect(document.activeElement).toBe(
    rows()
      .filter(row => row.getAttribute('aria-posinset') === '1502')[0]
      ?.querySelector('a'),
  )
  await noBarrier()
})

it('finds more than a page of hits as one goes down', async () => {
  await openFace(fake => {
    fake.opened()
    for (let n = 1; n <= 47; n++)
      write(fake, n, `2026-01-${String(1 + (n % 28)).padStart(2, '0')}`, `lamp ${n}`)
  })
  await visit({ at: 'search' })
  await fill('Words to look for', 'lamp')
  for (let turn = 0; turn < 100 && all('[role="listitem"]').length < 47; turn++) {
    await rest(20)
    await near(() => true)
  }
  const found = all('[role="listitem"]').map(row => row.querySelector('p')?.textContent)
  expect(found).toHaveLength(47)
  expect(new Set(found).size).toBe(47)
})

it('tells what is known of each person in a circle, in words, and no more', async () => {
  const { fake } = await openFace()
  await visit({ at: 'found' })
  await fill('Name of the circle', 'Thursday table')
  await fill('Your name in it', 'Juniper')
  await press('button', 'Begin')
  const [circle] = [...fake.circles.values()]
  if (!circle) throw new Error('no circle')
  const others = [
    {
      id: 'b'.repeat(32),
      name: 'Moss',
      you: false,
      facilitator: false,
      seat: 1,
      compared: 'yes' as const,
      may: [],
    },
    {
      id: 'c'.repeat(32),
      name: 'Ash',
      you: false,
      facilitator: false,
      seat: 2,
      compared: 'no' as const,
      may: [],
    },
  ]
  await act(async () => fake.changeCircle(circle.id, { members: [...circle.members, ...others] }))
  await rest()
  await press('button', 'The people')
  const list = all('list', 'People in this circle').find(one => one.querySelector('h2'))
  expect([...(list?.children ?? [])].map(({ textContent }) => textContent)).toEqual([
    `Juniper${en['people.you']}${en['people.host']}`,
    `Moss${en['people.compared']}Compare words with Moss`,
    `Ash${en['people.not.compared']}Compare words with Ash`,
  ])
  await noBarrier()
})

it('shows an invitation as a picture, makes one and no other, and takes back one that nobody saw', async () => {
  const { fake } = await openFace()
  await visit({ at: 'found' })
  await fill('Name of the circle', 'Thursday table')
  await fill('Your name in it', 'Juniper')
  await press('button', 'Begin')
  await press('button', 'Invite someone')
  expect(one('main:not([hidden]) svg[role="img"]', en['invite.qr'])).toBeTruthy()
  await noBarrier()
  await press('link', 'Back to Thursday table')
  await act(async () => window.history.back())
  await rest(50)
  expect(one('main:not([hidden]) svg[role="img"]', en['invite.qr'])).toBeTruthy()
  const made = () => fake.calls.filter(({ name }) => name === 'circle.invite').length
  expect(made()).toBe(1)
  await press('button', 'Take it back')
  expect(one('heading', 'Thursday table')).toBeTruthy()
  // Gone before the answer came.
  let answer = (): void => {}
  fake.delay.until = new Promise(done => {
    answer = done
  })
  await act(async () => one('button', 'Invite someone').click())
  await visit({ at: 'circles' })
  answer()
  const back = () => fake.calls.filter(({ name }) => name === 'circle.uninvite')
  for (let turn = 0; turn < 100 && back().length < 2; turn++) await rest(20)
  expect(made()).toBe(2)
  expect(back()).toHaveLength(2)
  expect(one('heading', 'Circles')).toBeTruthy()
})

const C = 'c'.repeat(64)
it.each<[Place, Place]>([
  [{ at: 'journal' }, { at: 'journal' }],
  [
    { at: 'journal', day: '2026-10-30' as Day },
    { at: 'journal', day: '2026-10-30' as Day },
  ],
  [
    { at: 'journal', day: '2026-10-30' as Day, entry: 'a' },
    { at: 'journal', day: '2026-10-30' as Day },
  ],
  [{ at: 'days' }, { at: 'days' }],
  [{ at: 'calendar', day: '2026-10-30' as Day }, { at: 'calendar' }],
  [{ at: 'search' }, { at: 'search' }],
  [{ at: 'bin' }, { at: 'bin' }],
  [{ at: 'circles' }, { at: 'circles' }],
  [{ at: 'found' }, { at: 'circles' }],
  [{ at: 'join', invitation: 'kinfold:secret' }, { at: 'circles' }],
  [
    { at: 'join', join: 'a'.repeat(32) },
    { at: 'join', join: 'a'.repeat(32) },
  ],
  [
    { at: 'circle', circle: C },
    { at: 'circle', circle: C },
  ],
  [
    { at: 'people', circle: C },
    { at: 'people', circle: C },
  ],
  [
    { at: 'invite', circle: C },
    { at: 'circle', circle: C },
  ],
  [
    { at: 'file', circle: C, file: 'e'.repeat(32) },
    { at: 'circle', circle: C },
  ],
  [{ at: 'file', file: 'e'.repeat(32) }, { at: 'circles' }],
  [
    { at: 'note', circle: C, note: 'd'.repeat(64) },
    { at: 'note', circle: C, note: 'd'.repeat(64) },
  ],
  [{ at: 'settings' }, { at: 'settings' }],
  [{ at: 'connection' }, { at: 'connection' }],
  [
    { at: 'sync', circle: C },
    { at: 'sync', circle: C },
  ],
  [{ at: 'backup', name: 'one' }, { at: 'settings' }],
  [{ at: 'moving' }, { at: 'settings' }],
])('%o is found again after a restart as %o', (place, wanted) => {
  expect(placeAt(address(lasting(place)))).toEqual(wanted)
})

it.each([
  '',
  '/',
  '/nowhere',
  '/circles/short',
  '/journal/2026-13-01',
  `/circles/${C}/x`,
  '/journal/bin/more',
])('an address that leads nowhere is none: %s', odd => {
  expect(placeAt(odd)).toBeNull()
})

it('opens where somebody was, and keeps where they go in the vault', async () => {
  const { fake } = await openFace(one => {
    one.opened()
    one.desk.place = '/journal/calendar'
  })
  expect(one('heading', 'Calendar')).toBeTruthy()
  expect(document.activeElement).toBe(one('heading', 'Calendar'))
  await press('link', 'Settings')
  expect(fake.desk.place).toBe('/settings')
  await visit({ at: 'join', invitation: 'kinfold:join/secret' })
  expect(fake.desk.place).toBe('/circles')
})

it('opens today where what was kept leads nowhere, or cannot be read', async () => {
  await openFace(fake => {
    fake.opened()
    fake.desk.place = '/somewhere/else'
  })
  expect(one('heading', 'Sunday 22 November')).toBeTruthy()
})

it('opens today where the vault does not say', async () => {
  await openFace(fake => {
    fake.opened()
    fake.desk.place = '/settings'
    fake.refuse('desk.read', 'damaged')
  })
  expect(one('heading', 'Sunday 22 November')).toBeTruthy()
})

it.each([
  ['Lock and quit', 'leave'],
  ['Lock and stay out of sight', 'stay'],
] as const)('asks once what closing means, and keeps the answer: %s', async (name, how) => {
  const { fake } = await openFace()
  await act(async () => fake.closing())
  await rest()
  expect(one('dialog').textContent).toContain('Your words are saved')
  await noBarrier()
  await press('button', name)
  expect(fake.care.closing).toBe(how)
  expect(fake.closedHow).toEqual([how])
})

it('does not close where somebody thinks better of it, and keeps nothing', async () => {
  const { fake } = await openFace()
  await act(async () => fake.closing())
  await rest()
  await key(one('dialog'), { key: 'Escape' })
  expect(all('dialog')).toHaveLength(0)
  expect(fake.closedHow).toEqual(['not'])
  expect(fake.care.closing).toBe('ask')
})

it('leads through the first run in short pages, back and forth, and loses nothing that was typed', async () => {
  const { fake } = await openFace(() => {})
  await press('button', 'Begin')
  expect(document.activeElement).toBe(one('heading', 'What it is not'))
  for (const sentence of ['first.not', 'first.not.help', 'first.not.nobody'] as const)
    expect(said()).toContain(en[sentence])
  await noBarrier()
  await press('button', 'Go on')
  expect(one('heading', 'Can you read this well?')).toBeTruthy()
  const large = all('input[type="radio"]').find(radio => radio.closest('label')?.textContent === '150%')
  await act(async () => large?.click())
  expect(document.documentElement.style.fontSize).toBe('150%')
  await noBarrier()
  await press('button', 'Go on')
  await fill('Passphrase', 'lamplight and rain')
  await press('button', 'Back')
  await press('button', 'Back')
  await press('button', 'Go on')
  await press('button', 'Go on')
  expect(document.querySelector('input')?.value).toBe('lamplight and rain')
  await fill('The same passphrase again', 'lamplight and rain')
  await press('button', 'Make my notebook')
  await press('button', 'Later')
  expect(one('heading', 'Sunday 22 November')).toBeTruthy()
  expect(fake.desk.place).toBe('/journal')
  document.documentElement.style.fontSize = ''
})

it('has no invitation in the window once the notebook is closed: not one that was shown, and not one that was opened', async () => {
  const { fake, house } = await openFace()
  const founded = await house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!founded.ok) throw new Error(founded.fault)
  await visit({ at: 'join', invitation: `kinfold:join/${'ab'.repeat(32)}` })
  await visit({ at: 'invite', circle: founded.value.circle })
  const kept = () => JSON.stringify(usePlaces.getState().trail)
  expect(kept()).toContain('K7QF-2M9X')
  expect(kept()).toContain('abab')
  await act(async () => fake.die())
  await rest()
  expect(kept()).not.toMatch(/K7QF|abab|kinfold:join/)
  expect(said()).not.toMatch(/K7QF|kinfold:join/)
})

it('knows of every place of a circle that it belongs to the circles, in a folded window too', async () => {
  const { house } = await openFace()
  const made = await house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!made.ok) throw new Error(made.fault)
  const { circle } = made.value
  const note = 'd'.repeat(64)
  const ofCircle = [
    ...[
      'circle',
      'people',
      'computers',
      'log',
      'agreements',
      'meet',
      'copy',
      'succession',
      'keeper',
      'anew',
      'invite',
    ],
    ...['file'],
  ] as const
  for (const place of [
    ...ofCircle.map(at => ({ at, circle }) as Place),
    { at: 'note', circle, note } as const,
    { at: 'noteEarlier', circle, note } as const,
    ...(['circles', 'found', 'join', 'own'] as const).map(at => ({ at })),
  ]) {
    await visit(place)
    const current = all('nav a[aria-current="page"]').map(({ textContent }) => textContent)
    expect([place.at, ...current]).toEqual([place.at, 'Circles'])
    expect(
      all('button', 'Circles').map(({ ariaExpanded, textContent }) => [ariaExpanded, textContent]),
    ).not.toEqual([])
  }
})

it('keeps of many notes in a circle only what is near in the document', async () => {
  const { fake, house } = await openFace()
  const made = await house.vault.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  if (!made.ok) throw new Error(made.fault)
  const { circle } = made.value
  const notes = Array.from({ length: 300 }, (_, n) => ({
    ...{ id: n.toString(16).padStart(64, '0'), title: `Note ${n}`, modified: 0, readOnly: false },
  }))
  await act(async () => fake.changeCircle(circle, { notes }))
  await visit({ at: 'circle', circle })
  const shown = () => all('link', /^Note \d/).length
  expect(shown()).toBe(50)
  await near(n => n === 5)
  expect(one('link', 'Note 299')).toBeTruthy()
  expect(shown()).toBeLessThanOrEqual(100)
})
