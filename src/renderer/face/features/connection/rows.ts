/** What the page says, row by row, and what a report says of it: the same, without what is `own`. */
import type { Connection, KeeperOut } from '../../../../shared/contract/connection.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { isOut } from './interfaces.ts'
import { addressKind, troubleOf } from './kinds.ts'
import { isAstray } from './next.ts'

export type Sign = 'well' | 'off' | 'unknown' | 'look'

/** `own`: a name or an address, for this screen alone; `kind` takes its place in a report. */
export type Item = { readonly own: string; readonly kind: string; readonly words: string }

export type Row = {
  readonly id:
    | 'wanted'
    | 'links'
    | 'hub'
    | 'courier'
    | 'interfaces'
    | 'multicast'
    | 'hubs'
    | 'signalling'
    | 'keepers'
    | 'permission'
  readonly sign: Sign
  /** Without any name or address. */
  readonly words: readonly string[]
  readonly items: readonly Item[]
}

/** Which system it is, as far as words differ by it. */
export const systemOf = (platform: string): 'darwin' | 'win32' | 'other' =>
  platform === 'darwin' || platform === 'win32' ? platform : 'other'

const kindOf = (address: string): string => t(`connection.kind.${addressKind(address)}`)

export function rowsOf(connection: Connection, platform: string): readonly Row[] {
  return [
    wanted(connection),
    links(connection),
    hub(connection),
    { id: 'courier', ...part(connection.courier), items: [] },
    interfaces(connection),
    multicast(connection),
    hubs(connection),
    signalling(connection),
    keepers(connection),
    permission(connection, platform),
  ]
}

const linksOf = ({ circles }: Pick<Connection, 'circles'>): number =>
  circles.reduce((sum, one) => sum + one.links, 0)

function wanted({ circles, joining, hub }: Connection): Row {
  const isWanted = hub !== 'off'
  const none = circles.length === 0 && !joining
  return {
    id: 'wanted',
    sign: isWanted ? 'well' : 'off',
    words: [t(`connection.wanted.${none ? 'none' : isWanted ? 'well' : 'off'}`)],
    items: circles.map(({ name, state, links: count }) => ({
      own: name,
      kind: t('connection.kind.circle'),
      words: [
        t(`connection.circle.${state}`),
        ...(count > 0 ? [t('connection.links.some', { links: count })] : []),
      ].join(' '),
    })),
  }
}

function links(connection: Connection): Row {
  const count = linksOf(connection)
  const meets = connection.joining || connection.circles.some(({ state }) => state === 'meets')
  return {
    id: 'links',
    sign: count > 0 ? 'well' : meets ? 'look' : 'off',
    words: [count > 0 ? t('connection.links.some', { links: count }) : t('connection.links.none')],
    items: [],
  }
}

const PART = { up: 'well', starting: 'unknown', fallen: 'look', off: 'off' } as const
const part = (state: Connection['hub']): Pick<Row, 'sign' | 'words'> => ({
  sign: PART[state],
  words: [t(`connection.part.${state}`)],
})

function hub({ hub: state, seen: { listening } }: Connection): Row {
  const { sign, words } = part(state)
  const reached = listening.length > 0
  return {
    id: 'hub',
    sign: state === 'up' && !reached ? 'look' : sign,
    words: state === 'up' ? [...words, t(`connection.reach.${reached ? 'some' : 'none'}`)] : words,
    items: listening.map(address => ({ own: address, kind: kindOf(address), words: '' })),
  }
}

function interfaces({ told, seen, interfaces: { only } }: Connection): Row {
  const all = seen.interfaces
  const isUsed = all.some(({ used }) => used)
  const why = isUsed ? 'used' : only === null ? 'unused' : 'barred'
  const state = !told ? 'unknown' : all.some(isOut) ? why : 'none'
  const said = ({ name, addresses, used }: (typeof all)[number]): string => {
    const isBarred = only !== null && !only.includes(name) && isOut({ name, addresses, used })
    return t(`connection.${used ? 'used' : isBarred ? 'barred' : 'unused'}`)
  }
  return {
    id: 'interfaces',
    sign: state === 'used' ? 'well' : state === 'unknown' ? 'unknown' : 'look',
    words: [
      t(`connection.interfaces.${state}`),
      ...(told && only !== null ? [t('connection.interfaces.chosen')] : []),
    ],
    items: all.map(one => ({
      own: one.name,
      kind: t('connection.kind.interface'),
      words: [said(one), ...[...new Set(one.addresses.map(kindOf))].map(kind => `${kind}.`)].join(' '),
    })),
  }
}

const CALL = { off: 'off', silent: 'unknown', heard: 'well', blocked: 'look' } as const
function multicast({ told, seen }: Connection): Row {
  const state = told ? seen.multicast : 'unknown'
  return {
    id: 'multicast',
    sign: state === 'unknown' ? 'unknown' : CALL[state],
    words: [t(`connection.multicast.${state}`)],
    items: [],
  }
}

const saidOfHub = (one: Connection['seen']['hubs'][number]): string => {
  const trouble = troubleOf(one)
  // A hub is dialled by number, and shows no certificate.
  const known = trouble === 'name' || trouble === 'certificate' ? 'other' : trouble
  return known ? t(`connection.trouble.${known}`) : t('connection.answers')
}

/** No Kinfold runs there: what somebody could do about a hub is no help. */
function saidOfServer(one: Connection['seen']['signalling'][number]): string {
  const trouble = troubleOf(one)
  switch (trouble) {
    case null:
      return t('connection.answers')
    case 'denied':
      return t('connection.trouble.denied')
    case 'closed':
    case 'late':
    case 'name':
    case 'certificate':
      return t(`connection.server.${trouble}`)
    case 'far':
    case 'no-way':
      return t('connection.server.far')
    case 'turned':
    case 'ended':
      return t('connection.server.turned')
    default:
      return t('connection.server.other')
  }
}

const standing = (all: readonly { readonly state: string }[]): 'none' | 'up' | 'down' =>
  all.length === 0 ? 'none' : all.some(({ state }) => state === 'up') ? 'up' : 'down'

function hubs({ seen }: Connection): Row {
  const state = standing(seen.hubs)
  return {
    id: 'hubs',
    sign: ({ none: 'unknown', up: 'well', down: 'look' } as const)[state],
    words: [t(`connection.hubs.${state}`)],
    items: seen.hubs.map(one => ({ own: one.address, kind: kindOf(one.address), words: saidOfHub(one) })),
  }
}

function signalling({ seen }: Connection): Row {
  const state = standing(seen.signalling)
  return {
    id: 'signalling',
    sign: ({ none: 'off', up: 'well', down: 'look' } as const)[state],
    words: [t(`connection.signalling.${state}`)],
    items: seen.signalling.map(one => ({
      own: one.url,
      kind: t(`connection.kind.${one.url.startsWith('wss:') ? 'wss' : 'ws'}`),
      words: saidOfServer(one),
    })),
  }
}

function keepers({ keepers: all }: Connection): Row {
  const used = all.filter(({ rests }) => !rests)
  const known = used.filter(({ state }) => state !== null)
  const state =
    used.length === 0 ? 'none' : known.some(isAstray) ? 'down' : known.length > 0 ? 'up' : 'unheard'
  return {
    id: 'keepers',
    sign: ({ none: 'off', up: 'well', down: 'look', unheard: 'unknown' } as const)[state],
    words: [t(`connection.keepers.${state}`)],
    items: all.map(one => ({ own: one.name, kind: t('connection.kind.keeper'), words: keeperWords(one) })),
  }
}

/** How it goes, and what to try. */
function keeperWords({ state, error, rests }: KeeperOut): string {
  if (rests) return t(rests === 'many' ? 'keeper.rests.many' : 'connection.keeper.rests')
  if (state === null) return t('connection.keeper.unheard')
  if (state === 'up') return t('connection.answers')
  if (state !== 'unreachable') return t(`connection.keeper.${state}`)
  const trouble = troubleOf({ state, error })
  switch (trouble) {
    case 'closed':
    case 'late':
    case 'denied':
    case 'name':
    case 'certificate':
      return t(`connection.keeper.${trouble}`)
    case 'far':
    case 'no-way':
      return t('connection.keeper.far')
    default:
      return t('connection.keeper.other')
  }
}

/** No system says whether it was given: it shows in what works and in what the system keeps away. */
function permission(connection: Connection, platform: string): Row {
  const { hubs, signalling, multicast } = connection.seen
  const far = [...hubs, ...signalling]
  const denied = multicast === 'blocked' || far.some(one => troubleOf(one) === 'denied')
  const works = linksOf(connection) > 0 || far.some(({ state }) => state === 'up')
  const sign = denied ? 'look' : works ? 'well' : 'unknown'
  return {
    id: 'permission',
    sign,
    words: [
      t(`connection.permission.${sign}`),
      ...(sign === 'well' ? [] : [t(`connection.hint.${systemOf(platform)}`)]),
    ],
    items: [],
  }
}
