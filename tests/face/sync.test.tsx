/** Where a circle's words are, a pause, and the connection doctor, through their pages. */
import { act } from 'react'
import { expect, it } from 'vitest'
import type { Circle, SyncState } from '../../src/shared/circle/circle.ts'
import { instantName } from '../../src/shared/locales/days.ts'
import { NOBODY } from './fake-vault.ts'
import { all, fill, MORNING, one, openFace, press, rest, said, visit } from './house.tsx'

const NOTE = { id: 'd'.repeat(64), title: 'What we watched', modified: MORNING, readOnly: false }

async function inCircle(sync: Partial<SyncState> = {}, change: Partial<Circle> = {}) {
  const face = await openFace()
  await visit({ at: 'found' })
  await fill('Name of the circle', 'Thursday table')
  await fill('Your name in it', 'Juniper')
  await press('button', 'Begin')
  const [id] = face.fake.circles.keys()
  if (!id) throw new Error('no circle')
  const goes = async (now: Partial<SyncState>, also: Partial<Circle> = {}) => {
    await act(async () =>
      face.fake.changeCircle(id, {
        notes: [NOTE],
        ...also,
        sync: { ...NOBODY, people: 6, reached: 4, coming: 12, links: 2, ways: ['local'], ...now },
      }),
    )
    await rest()
  }
  await goes(sync, change)
  return { ...face, id, goes }
}
it('is opened from the circle’s page, and says how far the words are, by counts and never whose', async () => {
  const heard = MORNING - 60_000
  await inCircle({ heard, waiting: MORNING - 3600_000, keeper: MORNING - 120_000 })
  await press('button', 'Where the words are')
  expect(one('heading', 'Where the words are').tagName).toBe('H1')
  expect(document.querySelector('nav [aria-current="page"]')?.textContent).toBe('Circles')
  expect(one('status').textContent).toBe('Some words are still on their way here.')
  for (const words of [
    'All words here are on the devices of 4 of 6 people.',
    '12 updates are still on their way here.',
    '2 other devices are connected, on this network.',
    `By this circle’s keeper, in reach since ${instantName(MORNING - 120_000)}.`,
    'No file was written or opened here yet.',
    `Another device last said what it has ${instantName(heard)}.`,
    `The oldest words on their way to others wait since ${instantName(MORNING - 3600_000)}.`,
  ])
    expect(said()).toContain(words)
  expect(said()).not.toContain('Moss')
})

it.each([
  [
    'alone',
    { people: 1, reached: 1, coming: 0, links: 0, ways: [] },
    {},
    'You are the only one here so far.',
  ],
  ...(
    [
      ['lacking what another computer has', { coming: 120 }, 'No other device can be reached right now.'],
      ['coming from another computer', { coming: 3, links: 1 }, 'Some words are still on their way here.'],
      ['going to another computer', { links: 1 }, 'still on their way to your other computers.'],
      ['on every computer', { computers: { others: 2, reached: 2 } }, 'are on your other computers too.'],
    ] as const
  ).map(
    ([name, now, words]) =>
      [
        name,
        {
          people: 1,
          reached: 1,
          coming: 0,
          links: 0,
          ways: [],
          computers: { others: 2, reached: 1 },
          ...now,
        },
        {},
        words,
      ] as const,
  ),
  [
    'with nothing written',
    { people: 2, reached: 2, coming: 0 },
    { notes: [] },
    'Nothing is written here yet',
  ],
  ['everywhere', { reached: 6, coming: 0 }, {}, 'All words here are with everybody.'],
  ['everywhere and offline', { reached: 6, coming: 0, links: 0, ways: [] }, {}, 'with everybody.'],
  ['offline', { links: 0, ways: [] }, {}, 'No other device can be reached right now.'],
  ['by files alone', { off: true, links: 0, ways: [] }, {}, 'travel by file only'],
  ['coming', {}, {}, 'Some words are still on their way here.'],
  ['going', { coming: 0 }, {}, 'Some words are still on their way to others.'],
  ['paused', { paused: true, links: 0, ways: [] }, {}, 'This circle is paused on this device.'],
  ['keyless', {}, { keyless: true }, 'You can write once a host’s computer was in reach.'],
  ['removed', {}, { standing: 'removed' }, 'Nothing travels any more.'],
  ['left', { paused: true }, { standing: 'left' }, 'Nothing travels any more.'],
] as const)('has words for a circle that is %s', async (_, sync, change, words) => {
  const { id } = await inCircle(sync as unknown as Partial<SyncState>, change as unknown as Partial<Circle>)
  await visit({ at: 'sync', circle: id })
  expect(one('status').textContent).toContain(words)
  // It is said aloud, so no number that may change each second stands in it.
  expect(one('status').textContent).not.toMatch(/\d/)
})

it('says aloud what has stood for a while alone, and keeps the numbers out of it', async () => {
  const { id, goes } = await inCircle({ reached: 6, coming: 0 })
  await visit({ at: 'sync', circle: id })
  const everywhere = 'All words here are with everybody.'
  expect(one('status').textContent).toBe(everywhere)
  const spoken: string[] = []
  const watching = new MutationObserver(() => void spoken.push(one('status').textContent ?? ''))
  watching.observe(one('status'), { childList: true, characterData: true, subtree: true })
  // Somebody types: each time a word comes, it is on its way for an instant.
  for (let n = 1; n <= 5; n++) {
    await goes({ reached: 5, coming: n })
    expect(said()).toContain(n === 1 ? 'One update is still' : `${n} updates are still`)
    await goes({ reached: 6, coming: 0 })
  }
  await rest(1200)
  expect(spoken).toEqual([])
  await goes({ reached: 5, coming: 3 })
  await rest(1200)
  await goes({ reached: 5, coming: 2 })
  await rest(1200)
  watching.disconnect()
  expect(spoken).toEqual(['Some words are still on their way here.'])
})

it('never says one thing in the sentence and another in the numbers', async () => {
  const { id, goes } = await inCircle({ reached: 6, coming: 0 })
  await visit({ at: 'sync', circle: id })
  const seen = () =>
    document.querySelector('h1')?.closest('main')?.querySelector('p[aria-hidden]')?.textContent
  /** As the page stands now, and a second later, and whenever it changed in between. */
  const shown: [string | undefined, string][] = []
  const look = () => void shown.push([seen() ?? undefined, document.querySelector('dl')?.textContent ?? ''])
  const watching = new MutationObserver(look)
  watching.observe(document.body, { childList: true, characterData: true, subtree: true })
  for (const [reached, coming] of [
    [5, 2],
    [6, 0],
    [4, 0],
    [6, 0],
    [6, 3],
  ] as const) {
    await goes({ reached, coming })
    look()
  }
  await rest(1200)
  watching.disconnect()
  expect(shown.length).toBeGreaterThan(4)
  for (const [sentence, numbers] of shown) {
    const all = numbers.includes('6 of 6 people') && numbers.includes('Nothing')
    expect([sentence, numbers, sentence === 'All words here are with everybody.']).toEqual([
      sentence,
      numbers,
      all,
    ])
  }
})

it('looks for the others at a press', async () => {
  const { fake, id } = await inCircle()
  await visit({ at: 'sync', circle: id })
  await press('button', 'Sync now')
  expect(fake.calls.filter(({ name }) => name === 'circle.syncNow')).toHaveLength(1)
  expect(said()).toContain('Kinfold is looking for the other devices.')
})

it('pauses and goes on, says what that means, and shows it on the circle’s own page', async () => {
  const { fake, id } = await inCircle()
  await visit({ at: 'sync', circle: id })
  expect(said()).toContain('nothing of this circle is sent or comes in by the network')
  expect(said()).toContain('also after a restart, until you go on.')
  await press('button', 'Pause this circle')
  expect(fake.circles.get(id)?.sync.paused).toBe(true)
  // What a person did stands there at once.
  expect(one('status').textContent).toBe('This circle is paused on this device.')
  expect(all('button', 'Sync now')).toEqual([])
  expect(said()).toContain('By no network while it is paused.')
  await visit({ at: 'circle', circle: id })
  expect(said()).toContain('This circle is paused on this device. Nothing of it passes by the network.')
  expect(said()).not.toContain('Connected to another device')
  await press('button', 'Where the words are')
  await press('button', 'Go on')
  expect(fake.circles.get(id)?.sync.paused).toBe(false)
  expect(one('status').textContent).not.toContain('paused')
  expect(one('button', 'Sync now')).toBeTruthy()
})

it('says beside a code that nobody is answered while it is paused', async () => {
  const { id, goes } = await inCircle({ paused: true, links: 0, ways: [] })
  await visit({ at: 'invite', circle: id })
  const door = 'Nobody is answered by the network until you let it go on.'
  expect(said()).toContain(door)
  await goes({})
  expect(said()).not.toContain(door)
})

it('offers neither a pause nor another look where nothing travels any more', async () => {
  const { id } = await inCircle({}, { standing: 'removed' })
  await visit({ at: 'sync', circle: id })
  for (const name of ['Sync now', 'Pause this circle', 'Go on']) expect(all('button', name)).toEqual([])
})

it('says when files went, whichever way the network is', async () => {
  const { id } = await inCircle({ files: { wrote: MORNING, took: MORNING - 60_000 } })
  await visit({ at: 'sync', circle: id })
  expect(said()).toContain(`A file was last written ${instantName(MORNING)}.`)
  expect(said()).toContain(`A file was last opened ${instantName(MORNING - 60_000)}.`)
  expect(said()).not.toContain('No file was written')
})

const lines = (): string[] => [...one('list', 'What Kinfold sees').children].map(li => li.textContent ?? '')

it('says the one next thing to try, and then what it sees, with a word beside each sign', async () => {
  const { fake, id } = await inCircle({ links: 0, ways: [] })
  await visit({ at: 'sync', circle: id })
  await press('button', 'Look at the connection')
  expect(one('heading', 'Connection').tagName).toBe('H1')
  expect(document.querySelector('nav [aria-current="page"]')?.textContent).toBe('Settings')
  expect(one('status').textContent).toContain('Nobody is in reach right now.')
  expect(one('status').textContent).toContain('Open Kinfold on the other computer')
  expect(lines()).toHaveLength(10)
  for (const line of lines()) expect(line).toMatch(/(Works|Off|Not known yet|Look here)/)
  // One's own names stand on one's own screen.
  expect(lines()[0]).toContain('Thursday table')
  await act(async () =>
    fake.setConnection({
      told: true,
      seen: {
        interfaces: [{ name: 'eth0', addresses: ['192.168.1.7'], used: true }],
        listening: ['192.168.1.7:48132'],
        multicast: 'blocked',
        hubs: [
          { address: '192.168.1.20:48132', way: 'given', state: 'unreachable', error: 'ETIMEDOUT', since: 0 },
        ],
        signalling: [],
      },
    }),
  )
  await rest()
  expect(one('status').textContent).toContain('keeps Kinfold from the network')
  expect(said()).toContain('192.168.1.20:48132')
  expect(said()).toContain('Nothing answered in time')
  expect(said()).not.toContain('ETIMEDOUT')
})

it('copies a report that names nobody and no address', async () => {
  const { fake } = await inCircle()
  await act(async () =>
    fake.setConnection({
      seen: {
        interfaces: [],
        listening: ['192.168.1.7:48132'],
        multicast: 'off',
        hubs: [{ address: '203.0.113.9:48132', way: 'given', state: 'up', error: null, since: 0 }],
        signalling: [],
      },
    }),
  )
  await visit({ at: 'settings' })
  await press('link', 'Look at the connection')
  expect(said()).toContain('203.0.113.9:48132')
  await press('button', 'Copy a report')
  expect(fake.copied).toHaveLength(1)
  const text = fake.copied[0] ?? ''
  expect(text).toContain('A public IPv4 address: It answers.')
  for (const name of ['Thursday', 'Juniper', '203.0', '192.168', '48132']) expect(text).not.toContain(name)
  expect(said()).toContain('The report is copied.')
})

const ways = (): string[] =>
  [...one('list', 'Networks Kinfold may use').children].map(li => li.textContent?.trim() ?? '')
const isOn = (name: string): boolean => (one('switch', name) as HTMLInputElement).checked

it('lets one network be switched off, and says what follows, and that one that comes later is left alone', async () => {
  const { fake } = await inCircle()
  await act(async () =>
    fake.setConnection({
      interfaces: { here: ['wlp3s0', 'enp0s31f6', 'tailscale0', 'en0'], only: null, harmed: false },
    }),
  )
  await visit({ at: 'settings' })
  await press('link', 'Look at the connection')
  expect(ways()).toEqual(['wlp3s0 Wi-Fi', 'enp0s31f6 Cable', 'tailscale0 VPN', 'en0'])
  expect(said()).toContain('All of them are used, also ones that come later.')
  expect(said()).toContain('looks for nobody, and nobody finds this computer there')
  await press('switch', 'tailscale0 VPN')
  expect(isOn('tailscale0 VPN')).toBe(false)
  expect(isOn('wlp3s0 Wi-Fi')).toBe(true)
  expect(said()).toContain('A network that comes later is left alone until you switch it on here.')
  await act(async () =>
    fake.setConnection({
      interfaces: { here: ['wlp3s0', 'eth7'], only: ['wlp3s0', 'enp0s31f6'], harmed: false },
    }),
  )
  await rest()
  expect(ways()).toEqual(['wlp3s0 Wi-Fi', 'eth7 Cable', 'enp0s31f6 Cable, not here now'])
  expect(isOn('eth7 Cable')).toBe(false)
  await press('switch', 'eth7 Cable')
  expect(isOn('eth7 Cable')).toBe(true)
  await press('button', 'Use all of them')
  expect(said()).toContain('All of them are used, also ones that come later.')
})

it('says that nothing is used where what was chosen does not read', async () => {
  const { fake } = await inCircle()
  await act(async () => fake.setConnection({ interfaces: { here: ['wlp3s0'], only: [], harmed: true } }))
  await visit({ at: 'settings' })
  await press('link', 'Look at the connection')
  expect(said()).toContain('What was chosen here could not be read.')
  expect(isOn('wlp3s0 Wi-Fi')).toBe(false)
  await press('switch', 'wlp3s0 Wi-Fi')
  expect(said()).not.toContain('could not be read')
  expect(isOn('wlp3s0 Wi-Fi')).toBe(true)
})

it('says how the keeper goes, and what to try', async () => {
  const { fake, id } = await inCircle({ links: 0, ways: [] })
  const keeper = { circle: id, name: 'Thursday table', rests: null, state: 'unreachable' as const }
  await act(async () => fake.setConnection({ keepers: [{ ...keeper, error: 'ECONNREFUSED' }] }))
  await visit({ at: 'settings' })
  await press('link', 'Look at the connection')
  expect(one('status').textContent).toContain('a keeper is not either')
  expect(said()).toContain('no keeper answers: ask whoever runs it to start it')
  await press('button', 'Copy a report')
  const report = fake.copied.at(-1) ?? ''
  expect(report).toContain('The keeper of a circle: The computer of its keeper is there')
  for (const word of ['Thursday', 'ECONN']) expect(report).not.toContain(word)
  await act(async () => fake.setConnection({ keepers: [{ ...keeper, state: 'up', error: null }] }))
  await rest()
  expect(one('status').textContent).toContain('Words travel by the keeper.')
})
