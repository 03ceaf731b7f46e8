/** The doctor's one next thing to try, and its report: a table of what is known of a network, and what is said to it. */
import { afterEach, describe, expect, it } from 'vitest'
import { addressKind, troubleOf } from '../../../src/renderer/face/features/connection/kinds.ts'
import { type Next, nextThing } from '../../../src/renderer/face/features/connection/next.ts'
import { report } from '../../../src/renderer/face/features/connection/report.ts'
import { rowsOf } from '../../../src/renderer/face/features/connection/rows.ts'
import { tryWords } from '../../../src/renderer/face/features/connection/try.ts'
import type { CircleOut, Connection, KeeperOut } from '../../../src/shared/contract/connection.ts'
import { de } from '../../../src/shared/locales/de.ts'
import { en } from '../../../src/shared/locales/en.ts'
import { speak } from '../../../src/shared/locales/speak.ts'

afterEach(() => speak('en', en))

type Seen = Connection['seen']
const circle = (state: CircleOut['state'], links = 0): CircleOut => ({
  id: 'c'.repeat(64),
  name: 'Thursday table',
  state,
  links,
})
const hub = (error: string | null, state: Seen['hubs'][number]['state'] = 'unreachable') => ({
  address: '192.168.1.20:48132',
  way: 'given' as const,
  state,
  error,
  since: 0,
})
const ETH: Seen['interfaces'][number] = {
  name: 'eth0',
  addresses: ['192.168.1.7', 'fe80::1%eth0'],
  used: true,
}
const LO: Seen['interfaces'][number] = { name: 'lo', addresses: ['127.0.0.1', '::1'], used: true }
const SEEN: Seen = {
  interfaces: [LO, ETH],
  listening: ['192.168.1.7:48132'],
  multicast: 'silent',
  hubs: [],
  signalling: [],
}
type Change = Partial<Omit<Connection, 'seen'>> & { seen?: Partial<Seen> }
const connection = ({ seen, ...change }: Change = {}): Connection => ({
  circles: [circle('meets')],
  keepers: [],
  interfaces: { here: ['eth0'], only: null, harmed: false },
  joining: false,
  hub: 'up',
  courier: 'up',
  told: true,
  ...change,
  seen: { ...SEEN, ...seen },
})
const server = (state: Seen['signalling'][number]['state'], error: string | null) => ({
  url: 'wss://meet.example.org/room',
  state,
  error,
  since: 0,
})

const keeper = (state: KeeperOut['state']): KeeperOut => ({
  circle: 'c'.repeat(64),
  name: 'Thursday table',
  rests: null,
  state,
  error: null,
})

const TABLE: readonly (readonly [string, Change, Next])[] = [
  ['no circle at all', { circles: [], hub: 'off', courier: 'off' }, 'none'],
  ['only circles that are over', { circles: [circle('rests')], hub: 'off' }, 'none'],
  ['somebody who is joining their first', { circles: [], joining: true }, 'nobody'],
  ['every circle paused', { circles: [circle('paused'), circle('rests')], hub: 'off' }, 'paused'],
  ['nobody else in any of them', { circles: [circle('alone'), circle('paused')] }, 'alone'],
  ['a circle by files alone', { circles: [circle('off'), circle('alone')] }, 'off'],
  ['one of those, and one that meets', { circles: [circle('off'), circle('meets')] }, 'nobody'],
  ['circles that keep off the network', { hub: 'off', courier: 'off' }, 'off'],
  ['the hub fallen', { hub: 'fallen', courier: 'starting' }, 'hub'],
  ['the courier fallen', { courier: 'fallen' }, 'courier'],
  ['a link', { circles: [circle('meets'), circle('meets', 2)] }, 'well'],
  ['a link, and a wall elsewhere', { circles: [circle('meets', 1)], seen: { multicast: 'blocked' } }, 'well'],
  ['the courier on its way', { courier: 'starting' }, 'starting'],
  ['the hub on its way', { hub: 'starting', courier: 'starting' }, 'starting'],
  ['a hub that answers', { seen: { hubs: [hub('ECONNREFUSED'), hub(null, 'up')] } }, 'meeting'],
  ['a server that answers', { seen: { signalling: [server('up', null)] } }, 'served'],
  [
    'one of its servers up, and a computer without Kinfold open',
    { seen: { signalling: [server('up', null)], hubs: [hub('ECONNREFUSED')] } },
    'closed',
  ],
  ['a server that is down', { seen: { signalling: [server('unreachable', 'ECONNREFUSED')] } }, 'server'],
  [
    'the same, listening nowhere',
    { seen: { listening: [], signalling: [server('refused', null)] } },
    'server',
  ],
  ['no way to a server', { seen: { signalling: [server('unreachable', 'ENETUNREACH')] } }, 'no-network'],
  [
    'none of its networks allowed, by choice',
    {
      interfaces: { here: ['eth0'], only: [], harmed: false },
      seen: { interfaces: [{ ...ETH, used: false }] },
    },
    'barred',
  ],
  ['a keeper alone', { keepers: [keeper('up')], seen: { hubs: [hub('EHOSTUNREACH')] } }, 'kept'],
  [
    'a keeper of one circle, and another that has none',
    { circles: [circle('meets'), { ...circle('meets'), id: 'd'.repeat(64) }], keepers: [keeper('up')] },
    'nobody',
  ],
  ['a keeper that is down, and nobody', { keepers: [keeper('unreachable')] }, 'keeper'],
  ['a keeper that rests, and nobody', { keepers: [{ ...keeper('unreachable'), rests: 'reach' }] }, 'nobody'],
  ['calls that are blocked', { seen: { multicast: 'blocked' } }, 'permission'],
  ['a dial that is blocked', { seen: { hubs: [hub('EPERM')] } }, 'permission'],
  ['another that is blocked', { seen: { hubs: [hub('EHOSTUNREACH'), hub('EACCES')] } }, 'permission'],
  ['a computer without Kinfold open', { seen: { hubs: [hub('ECONNREFUSED')] } }, 'closed'],
  ['the same on one computer alone', { seen: { interfaces: [LO], hubs: [hub('ECONNREFUSED')] } }, 'closed'],
  ['no interface', { seen: { interfaces: [] } }, 'no-network'],
  ['loopback alone', { seen: { interfaces: [LO] } }, 'no-network'],
  ['no way there', { seen: { hubs: [hub('ENETUNREACH')] } }, 'no-network'],
  ['no interface that may be used', { seen: { interfaces: [{ ...ETH, used: false }] } }, 'not-used'],
  ['a port that is taken', { seen: { hubs: [hub('EADDRINUSE')] } }, 'taken'],
  ['a hub that listens nowhere', { seen: { listening: [] } }, 'deaf'],
  ['another network', { seen: { hubs: [hub('EHOSTUNREACH')] } }, 'far'],
  ['silence', { seen: { hubs: [hub('ETIMEDOUT')] } }, 'far'],
  ['a door that stays shut', { seen: { hubs: [hub(null, 'refused')] } }, 'turned'],
  ['a connection that is cut', { seen: { hubs: [hub('ECONNRESET')] } }, 'turned'],
  ['a word of the system’s that nobody knows', { seen: { hubs: [hub('EWHATEVER')] } }, 'nobody'],
  ['nobody at all', {}, 'nobody'],
  ['other programs heard', { seen: { multicast: 'heard' } }, 'nobody'],
  [
    'a hub that has not said what it sees',
    { told: false, seen: { interfaces: [], listening: [] } },
    'nobody',
  ],
]

describe('the next thing to try', () => {
  it.each(TABLE)('with %s is: %s → %s', (_, change, next) => expect(nextThing(connection(change))).toBe(next))

  it('has words of its own for everything that can come first, in both languages', () => {
    for (const [language, catalogue] of [
      ['en', en],
      ['de', de],
    ] as const) {
      speak(language, catalogue)
      const said = TABLE.flatMap(([, , next]) => ['linux', 'darwin', 'win32'].map(os => tryWords(next, os)))
      expect(said.filter(words => words.startsWith('connection.'))).toEqual([])
    }
    speak('en', en)
    expect(tryWords('permission', 'darwin')).toContain('Local Network')
    expect(tryWords('permission', 'win32')).toContain('Windows Security')
    expect(tryWords('permission', 'linux')).toContain('firewall')
  })
})

describe('of a server', () => {
  it.each([
    ['unreachable', 'ENOTFOUND', 'name'],
    ['unreachable', 'EAI_AGAIN', 'name'],
    ['unreachable', 'CERT_HAS_EXPIRED', 'date'],
    ['unreachable', 'ECONNREFUSED', 'runs it'],
    ['unreachable', 'ETIMEDOUT', 'runs it'],
    ['unreachable', 'EWHATEVER', 'runs it'],
    ['refused', null, 'sign in'],
  ] as const)(
    'that is %s with %s it is told what to try, and nothing of another Kinfold',
    (state, error, what) => {
      const rows = rowsOf(connection({ seen: { signalling: [server(state, error)] } }), 'linux')
      const words = rows.find(({ id }) => id === 'signalling')?.items[0]?.words
      expect(words).toContain(what)
      expect(words).not.toMatch(/open Kinfold|newest Kinfold/)
    },
  )
})

describe('of an address', () => {
  it.each([
    ['127.0.0.1:48132', 'loopback'],
    ['[::1]:48132', 'loopback'],
    ['10.1.2.3', 'private4'],
    ['172.31.0.1:1', 'private4'],
    ['172.32.0.1:1', 'public4'],
    ['192.168.1.20:48132', 'private4'],
    ['100.64.0.1', 'private4'],
    ['100.128.0.1', 'public4'],
    ['169.254.3.4', 'link4'],
    ['203.0.113.5:48132', 'public4'],
    ['[fd12::2]:48132', 'private6'],
    ['fe80::1%eth0', 'link6'],
    ['[2001:db8::1]:48132', 'public6'],
    ['ana-laptop.local', 'unread'],
  ])('only the kind is told: %s is %s', (address, kind) => expect(addressKind(address)).toBe(kind))

  it('and why nothing answers there, in a word of ours, whatever the system calls it', () => {
    expect(troubleOf({ state: 'up', error: 'ECONNREFUSED' })).toBeNull()
    expect(troubleOf({ state: 'unreachable', error: 'ANNA' })).toBe('other')
    expect(troubleOf({ state: 'refused', error: null })).toBe('turned')
  })
})

describe('the report', () => {
  /** Everything in the facts that is somebody's: none of it may stand in the report. */
  const PLANTED = {
    names: ['Thursday table', 'Wednesday walk with Ash', 'ANNA', 'Ben’s hotspot', 'wlan-juniper'],
    addresses: ['192.168.77.20', '203.0.113.5', 'fd12:3456::7', 'fe80::abcd', '2001:db8::beef', '48999'],
    servers: ['meet.example.org', 'moss', 'hunter2', 'turn.example.net'],
    ids: ['c0ffee', 'deadbeef'],
  }
  const planted: Connection = {
    circles: [
      { id: 'c0ffee'.padEnd(64, '0'), name: 'Thursday table', state: 'meets', links: 0 },
      { id: 'deadbeef'.padEnd(64, '0'), name: 'Wednesday walk with Ash', state: 'paused', links: 0 },
    ],
    keepers: [
      {
        circle: 'c0ffee'.padEnd(64, '0'),
        name: 'Wednesday walk with Ash',
        rests: null,
        state: 'unreachable',
        error: 'ANNA',
      },
    ],
    interfaces: { here: ['wlan-juniper', 'Ben’s hotspot'], only: ['wlan-juniper'], harmed: false },
    joining: false,
    hub: 'up',
    courier: 'up',
    told: true,
    seen: {
      interfaces: [
        { name: 'wlan-juniper', addresses: ['192.168.77.20', 'fe80::abcd%wlan-juniper'], used: true },
        { name: 'Ben’s hotspot', addresses: ['2001:db8::beef', 'fd12:3456::7'], used: false },
      ],
      listening: ['192.168.77.20:48999', '[fd12:3456::7]:48999'],
      multicast: 'silent',
      hubs: [
        { address: '203.0.113.5:48999', way: 'given', state: 'unreachable', error: 'ANNA', since: 1 },
        { address: 'moss.local:48999', way: 'found', state: 'refused', error: null, since: 2 },
        {
          address: '[2001:db8::beef]:48999',
          way: 'came',
          state: 'unreachable',
          error: 'ETIMEDOUT',
          since: 3,
        },
      ],
      signalling: [
        { url: 'wss://moss:hunter2@meet.example.org/thursday', state: 'refused', error: 'ANNA', since: 4 },
        { url: 'ws://turn.example.net:48999', state: 'unreachable', error: null, since: 5 },
      ],
    },
  }
  const program = { version: '0.1.0', electron: '25.1.1' }

  it.each([
    ['en', en],
    ['de', de],
  ] as const)('holds no name, no address and no id of what was planted, in %s', (language, catalogue) => {
    speak(language, catalogue)
    for (const platform of ['linux', 'darwin', 'win32', 'planted-os']) {
      const text = report(planted, platform, program)
      const folded = text.toLowerCase()
      const found = Object.values(PLANTED)
        .flat()
        .filter(word => folded.includes(word.toLowerCase()))
      expect(found).toEqual([])
      expect(text).not.toContain('planted-os')
      // Nor anything that reads as an address, a port or an id; versions are no addresses.
      expect(text.replace('25.1.1', '').match(/\d+\.\d+\.\d+\.\d+|[0-9a-f]{8,}|::|\d{4,}/gi)).toBeNull()
      expect(text.length).toBeGreaterThan(800)
    }
  })

  it('says of what kind they are, and what the page says', () => {
    const text = report(planted, 'linux', program)
    expect(text).toContain('A public IPv4 address: Nothing answers there')
    expect(text).toContain('A public IPv6 address: Nothing answered in time')
    expect(text).toContain('A network: Used. A private IPv4 address. A link-local IPv6 address.')
    expect(text).toContain('A server, sealed: ')
    expect(text).toContain('Version 0.1.0, Electron 25.1.1, Linux')
    for (const { words } of rowsOf(planted, 'linux')) for (const one of words) expect(text).toContain(one)
  })

  it('takes no stranger’s Kinfold for somebody who is about to be met', () => {
    const near = { ...hub(null, 'up'), met: false }
    const next = (change: Change) => nextThing(connection(change))
    for (const hubs of [[], [near]]) {
      expect(next({ seen: { hubs }, keepers: [keeper('up')] })).toBe('kept')
      expect(next({ seen: { hubs, signalling: [server('unreachable', 'ENOTFOUND')] } })).toBe('server')
      expect(next({ seen: { hubs, multicast: 'blocked' } })).toBe('permission')
    }
    expect(next({ seen: { hubs: [near, { ...near, met: true }] }, keepers: [keeper('up')] })).toBe('meeting')
  })

  it('keeps every row, and shortens lists, when many strangers are near', () => {
    const many = Array.from({ length: 128 }, () => hub(null, 'up'))
    const crowd = { ...planted, seen: { ...planted.seen, hubs: many } }
    const text = report(crowd, 'linux', program)
    expect(text.length).toBeLessThanOrEqual(4096)
    for (const { id } of rowsOf(crowd, 'linux')) expect(text).toContain(`\n${en[`connection.row.${id}`]}: `)
  })

  it('says of a keeper that its name is not found, or that it cannot show who it is', () => {
    const words = (error: string) =>
      rowsOf(connection({ keepers: [{ ...keeper('unreachable'), error }] }), 'linux')
        .flatMap(({ items }) => items)
        .at(-1)?.words
    expect(words('ENOTFOUND')).toBe(en['connection.keeper.name'])
    expect(words('CERT_HAS_EXPIRED')).toBe(en['connection.keeper.certificate'])
    expect(words('EPIPE')).toBe(en['connection.keeper.other'])
  })

  it('fits on the clipboard, whole lines of it, however many hubs there are', () => {
    const many = Array.from({ length: 300 }, () => hub('EHOSTUNREACH'))
    const text = report({ ...planted, seen: { ...planted.seen, hubs: many } }, 'linux', program)
    expect(text.length).toBeLessThanOrEqual(4096)
    expect(text).toMatch(/\.$/)
  })
})
