/** The lan process: the hub, its two doors, and the hubs and servers it keeps, as the shell configures them. */
import { isIP } from 'node:net'
import * as v from 'valibot'
import { HUB_PORTS, isLoopback, readAddress, writeAddress } from '../../shared/address.ts'
import { type FromLan, type NetworkSeen, ToLan } from '../../shared/contract/lan.ts'
import { absurd } from '../../shared/result.ts'
import type { Ways } from '../../shared/ways.ts'
import { dial } from './dial.ts'
import { openDiscovery, type Place } from './discover.ts'
import { openHub } from './hub.ts'
import type { Keeping, Standing } from './keep.ts'
import { openKeepers } from './keeper/keepers.ts'
import { type Link, openLinks } from './links.ts'
import { type Listened, openListening } from './listen.ts'
import { type Local, openLocal } from './local.ts'
import { openNeighbours } from './neighbours.ts'
import {
  hostOf,
  isBarred,
  isNearby,
  mayDial,
  mayUse,
  networkNow,
  type Own,
  ownOf,
  shareable,
  subnetsOf,
} from './network.ts'
import { openPort } from './port.ts'
import type { Ourselves } from './remote.ts'
import { telling } from './seen.ts'
import { openSignalling } from './signalling.ts'
import { randomTag } from './tag.ts'
import { wakes } from './wake.ts'
import { wayTo } from './way.ts'

type Configuration = Extract<ToLan, { kind: 'configure' }>
type Kept = { readonly way: 'given' | 'found'; keeping?: Keeping; standing?: Standing; since: number }

/** Milliseconds between looks at this computer's addresses: cables are pulled and networks joined without a word. */
const LOOK = 2000
/** Milliseconds between looks at the neighbours. */
const TEND = 1000

const port = openPort()
const tell = (message: FromLan): void => port.post(message)
const now = (): number => performance.now()
const wall = (): number => Date.now()
const woke = wakes(LOOK)

let wanted: Configuration = {
  kind: 'configure',
  listen: false,
  interfaces: 'loopback',
  only: null,
  discover: false,
  dial: [],
  signalling: [],
  wide: { hubs: [], topics: [] },
  hidden: [],
}
let configured = false
let local: Local | undefined
/** Of documentation (RFC 5737, RFC 3849): nobody is there, so the way to it is the way to everywhere else. */
const ELSEWHERE = [
  { address: '192.0.2.1', family: 4 },
  { address: '2001:db8::1', family: 6 },
] as const
let far: Ways['far'] = []
let toldWays = ''
let keepers: ReturnType<typeof openKeepers> | undefined
let network = networkNow()
let own: readonly Own[] = []
let listened: readonly Listened[] = []
let told = '[]'
/** By address: those we were given, those that may be our neighbours' on this computer, and those found. */
const given = new Map<string, Kept>()
const nextDoor = new Map<string, Kept>()
const found = new Map<string, Kept>()

const changed = telling(gather, network => tell({ kind: 'seen', network }), now)
const ourselves: Ourselves = {
  hub: openHub(),
  links: openLinks(wall, changed),
  nonces: new Set<string>(),
  id: randomTag(),
  now,
  chance: Math.random,
  mayHear: (end, topic) => !wanted.hidden.includes(topic) && (isWide(topic) || hearsNear(end)),
}
const isWide = (topic: string): boolean => wanted.wide.topics.includes(topic)
/** On a network of one's own, and not dialled for circles in the wide area alone. */
function hearsNear({ role, host, port }: Omit<Link, 'id'>): boolean {
  const isOther = role === 'dialler' && wanted.wide.hubs.includes(writeAddress(host, port))
  return isNearby(host) && !isOther
}
const may = (host: string): boolean => mayDial(host, wanted, network)
const waysNow = (): Ways | null | undefined => {
  if (!configured) return undefined
  return wanted.only === null ? null : { subnets: subnetsOf(network, wanted), far }
}
/** A name is looked up first, and then judged by where it leads. */
const mayName = (host: string): boolean =>
  isIP(host) === 0 ? wanted.interfaces === 'all' || host === 'localhost' : may(host)
const isHere = (host: string): boolean => isLoopback(host) || own.some(one => one.address === host)

const readable = (texts: readonly string[]) =>
  texts.map(readAddress).flatMap(one => (one.ok ? [one.value] : []))
/** Dialled already, and hears of all that a neighbour would. */
const isGiven = (host: string, port: number): boolean =>
  readable(wanted.dial).some(one => one.host === host && one.port === port) &&
  hearsNear({ role: 'dialler', host, port })
/** Of the addresses that are to be dialled those that are not this hub's own. */
const others = (): string[] => {
  const ours = new Set(listened.map(({ host, port }) => writeAddress(host, port)))
  return wanted.dial.filter(
    text => !readable([text]).some(({ host, port }) => ours.has(writeAddress(host, port))),
  )
}

const listening = openListening(
  ourselves,
  fixedPort(process.argv),
  () => new Set(readable(others()).flatMap(({ host, port }) => (isHere(host) ? [port] : []))),
  host => isBarred(host, wanted, network),
  host => readable(wanted.dial).some(one => one.host === host),
)

const neighbours = openNeighbours({
  id: ourselves.id,
  now,
  isLinked: (id, host) => ourselves.links.has(id, host, hearsNear),
  mayDial: (host, port) => may(host) && !isGiven(host, port),
  dial(one, tellStanding) {
    const text = writeAddress(one.host, one.port)
    const kept: Kept = { way: 'found', since: wall() }
    found.set(text, kept)
    const keeping = dial(one, ourselves, ({ own, ...standing }) => {
      Object.assign(kept, { standing, since: wall() })
      changed()
      tellStanding(own ? 'ourselves' : standing.state === 'up' ? 'up' : 'failed')
    })
    return {
      ...keeping,
      stop() {
        keeping.stop()
        if (found.get(text) === kept) found.delete(text)
        changed()
      },
    }
  },
})

const discovery = openDiscovery({
  id: ourselves.id,
  now,
  found: neighbours.heard,
  heard: stir,
  left: neighbours.left,
  changed,
})

function mayLeave(host: string, from: string): boolean {
  if (isLoopback(host)) return true
  if (wanted.interfaces === 'loopback') return false
  return wanted.only === null || own.some(one => one.address === from)
}

const signalling = openSignalling({
  hub: ourselves.hub,
  now,
  wall,
  chance: Math.random,
  mayDial: mayName,
  mayLeave,
  changed,
})

function gather(): NetworkSeen {
  const rows = (map: ReadonlyMap<string, Kept>): NetworkSeen['hubs'] =>
    [...map].flatMap(([address, { way, standing, since }]) => {
      const [at] = readable([address])
      const met = at && standing?.state === 'up' ? ourselves.links.met(at.host, at.port) : undefined
      return standing ? [{ address, way, ...standing, since, ...(met !== undefined && { met }) }] : []
    })
  return {
    interfaces: Object.entries(network).map(([name, list = []]) => ({
      name,
      addresses: list.map(({ address }) => address),
      used: list.some(({ internal }) => mayUse(name, internal, wanted)),
    })),
    listening: listened.map(({ host, port }) => writeAddress(host, port)),
    multicast: discovery.state(),
    hubs: [
      ...rows(given),
      ...rows(found),
      // Of doors that were tried because somebody may be behind them only those that opened.
      ...rows(nextDoor).filter(({ state }) => state === 'up'),
      ...ourselves.links
        .came()
        .map(one => ({ ...one, way: 'came' as const, state: 'up' as const, error: null })),
    ],
    signalling: signalling.seen(),
  }
}

/** Takes the network as it is now: where we listen, are found, and dial. */
async function look(): Promise<void> {
  network = networkNow()
  own = ownOf(network, wanted)
  redial()
  signalling.look()
  keepers?.look()
  tellWays(await farNow())
  // Link-local addresses are for those who find us on the same wire.
  const hosts = wanted.discover ? [...new Set(own.map(hostOf))] : shareable(own)
  listened = await listening.be(wanted.listen ? hosts : [])
  discovery.be(wanted.listen && wanted.discover ? places() : [])
  redial()
  changed()
  const addresses = listened
    .filter(({ host }) => !host.includes('%'))
    .map(one => writeAddress(one.host, one.port))
  const news = JSON.stringify(addresses)
  if (news === told) return
  told = news
  tell({ kind: 'listening', addresses })
}

/** Asks nobody, and sends nothing. */
async function farNow(): Promise<Ways['far']> {
  if (wanted.only === null) return []
  const from = await Promise.all(ELSEWHERE.map(one => wayTo(one)))
  return ELSEWHERE.flatMap(({ family }, i) => (own.some(({ address }) => address === from[i]) ? family : []))
}

function tellWays(next: Ways['far']): void {
  far = next
  const text = JSON.stringify(waysNow())
  if (text === toldWays) return
  toldWays = text
  local?.tellWays()
}

/** One voice an interface and family: the first IPv4 address, and the link-local IPv6 one. */
function places(): Place[] {
  const first = new Map<string, Place>()
  for (const one of own) {
    const listens = listened.find(({ host }) => host === hostOf(one))
    if (!listens || (one.family === 6 && one.zone === null)) continue
    const key = `${one.family} ${one.name}`
    if (!first.has(key)) first.set(key, { own: one, port: listens.port })
  }
  return [...first.values()]
}

function redial(): void {
  // The one that stood at a door of this computer may stand at another since it started anew, and we at that one.
  const doors = new Set<string>()
  for (const { host } of readable(wanted.dial))
    if (isHere(host)) for (const port of HUB_PORTS) doors.add(writeAddress(host, port))
  for (const { host, port } of listened) doors.delete(writeAddress(host, port))
  for (const { host, port } of readable(others())) doors.delete(writeAddress(host, port))
  keepAll(nextDoor, [...doors], 'found')
  keepAll(given, others(), 'given')
}

function keepAll(map: Map<string, Kept>, texts: readonly string[], way: Kept['way']): void {
  const be = (text: string, kept: Kept, standing: Standing): void => {
    const before = kept.standing?.state
    Object.assign(kept, { standing, since: before === standing.state ? kept.since : wall() })
    changed()
    if (way === 'given' && before !== standing.state)
      tell({ kind: 'dialled', address: text, state: standing.state })
  }
  for (const [text, { keeping }] of map) {
    if (texts.includes(text)) continue
    keeping?.stop()
    map.delete(text)
    changed()
  }
  for (const text of texts) {
    const kept: Kept = map.get(text) ?? { way, since: wall() }
    map.set(text, kept)
    const address = readAddress(text)
    const allowed = address.ok && may(address.value.host)
    if (allowed && !kept.keeping) {
      kept.keeping = dial(address.value, ourselves, ({ own: _, ...standing }) => be(text, kept, standing))
    } else if (!allowed) {
      kept.keeping?.stop()
      delete kept.keeping
      // No address at all, or one that is not for this hub; else it may be one when the network is another.
      const never = !address.ok || wanted.interfaces === 'loopback'
      const standing: Standing = never
        ? { state: 'refused', error: null }
        : { state: 'unreachable', error: 'ENETUNREACH' }
      if (JSON.stringify(kept.standing) !== JSON.stringify(standing)) be(text, kept, standing)
    }
  }
}

function configure(configuration: Configuration): void {
  const bounds = ({ interfaces, only }: Configuration): string => JSON.stringify([interfaces, only])
  const narrowed = bounds(configuration) !== bounds(wanted)
  // Who came in by a way that may not be used any more goes, and so does what was dialled by it.
  if (!configuration.listen || narrowed) listening.end()
  if (narrowed) {
    for (const map of [given, nextDoor]) {
      for (const { keeping } of map.values()) keeping?.stop()
      map.clear()
    }
  }
  wanted = configuration
  configured = true
  own = ownOf(network, wanted)
  // Connections end before anything else: where the rest of the world lies is looked at then.
  tellWays(narrowed ? [] : far)
  ourselves.hub.look()
  if (narrowed || !wanted.discover || !wanted.listen) neighbours.clear()
  signalling.be(wanted.signalling)
  if (narrowed) {
    signalling.anew()
    keepers?.part()
  }
  void look()
}

function fixedPort(argv: readonly string[]): number | undefined {
  const text = argv.find(one => one.startsWith('--hub-port='))?.slice('--hub-port='.length)
  const wish = Number(text)
  return text && Number.isInteger(wish) && wish > 0 && wish <= 65_535 ? wish : undefined
}

/** Somebody is heard at this address, of a hub or of a computer. */
function stir(host: string): void {
  for (const map of [given, nextDoor])
    for (const [text, { keeping }] of map) {
      const address = readAddress(text)
      if (address.ok && address.value.host === host) keeping?.stir()
    }
  neighbours.stir(host)
}

/** All that is kept, dialled or waited for. */
const allKept = (): Pick<Keeping, 'again' | 'anew'>[] => [
  ...[...given.values(), ...nextDoor.values()].flatMap(one => one.keeping ?? []),
  ...[neighbours, signalling],
  ...(keepers ? [keepers] : []),
]

woke(now(), wall())
setInterval(() => {
  const before = JSON.stringify(ownOf(network, { interfaces: 'all', only: null }))
  const other = JSON.stringify(ownOf(networkNow(), { interfaces: 'all', only: null })) !== before
  const slept = woke(now(), wall())
  for (const one of allKept())
    if (slept) one.anew()
    else if (other) one.again()
  if (slept || other) discovery.again()
  void look()
}, LOOK)

setInterval(neighbours.tend, TEND)

port.listen(message => {
  const parsed = v.safeParse(ToLan, message)
  if (!parsed.success) return
  switch (parsed.output.kind) {
    case 'stop':
      return void discovery.end().then(() => port.close())
    case 'again':
      for (const one of allKept()) one.again()
      return discovery.again()
    case 'alive':
      for (const { host } of readable(parsed.output.hubs)) stir(host)
      return
    case 'configure':
      return configure(parsed.output)
    case 'vault':
      return
    default:
      return absurd(parsed.output)
  }
})
port.onHanded((message, vault) => {
  const parsed = v.safeParse(ToLan, message)
  if (!parsed.success || parsed.output.kind !== 'vault') return vault.close()
  keepers?.end()
  keepers = openKeepers(vault, { mayDial: mayName, mayLeave })
})

void openLocal(ourselves.hub, now, waysNow).then(open => {
  local = open
  tell({ kind: 'ready', url: open.url })
})
