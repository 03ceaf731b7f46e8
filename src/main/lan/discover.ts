/**
 * Says on this network that a hub is here, and hears where others are (multicast DNS, RFC 6762; DNS-SD, RFC 6763).
 *
 * What is said: that a hub of Kinfold is at this port, under the id that it made at its start. No name of the computer, no
 * person, no circle, no address: where the packet comes from is the address. bonjour-service would put the computer's name
 * and all its addresses into it, and remembers every name it ever hears, so of it only its server is used, which answers
 * questions and writes and reads packets (decision 0029).
 */
import { Server } from 'bonjour-service/dist/lib/mdns-server.js'
import { Air, type AirNews, MULTICAST } from './air.ts'
import type { Found } from './neighbours.ts'
import { hostOf, type Own } from './network.ts'

const TYPE = '_kinfold._tcp.local'
const NAME = /^([0-9a-f]{32})\._kinfold\._tcp\.local$/
/** Records looked at in one packet, and hubs taken from it: an honest one names itself alone. */
const RECORDS = 16
const HUBS = 2
/** Seconds for which others may remember it. */
const TTL = 120
/** Milliseconds after the start at which we say that we are here and ask who is; then we say so every minute. */
const TIMES = [0, 1000, 3000, 9000, 27_000]
const MINUTE = 60_000
/** Milliseconds before what the system refused is tried again. */
const PATIENCE = 20_000
/** Milliseconds for a goodbye to leave. */
const GOODBYE = 200

/** What multicast-dns is to us; bonjour-service calls it `any`. */
type Mdns = {
  on(event: 'response', hear: (packet: unknown, from: { address: string }) => void): void
  on(event: 'error' | 'warning', hear: () => void): void
  query(name: string, type: 'PTR'): void
  respond(records: readonly object[], done?: () => void): void
  destroy(done?: () => void): void
}

export type Place = { readonly own: Own; readonly port: number }
export type Multicast = 'off' | 'silent' | 'heard' | 'blocked'

export type DiscoveryPlan = {
  readonly id: string
  readonly now: () => number
  readonly found: (found: Found) => void
  /** Another computer spoke, of whatever: the one at this address. */
  readonly heard: (host: string) => void
  readonly left: (id: string, host: string) => void
  readonly changed: () => void
}

type Voice = { place: Place; since: number; heard: boolean; error: string | null; end: () => Promise<void> }

export function openDiscovery(plan: DiscoveryPlan) {
  const voices = new Map<string, Voice>()
  const keyOf = ({ own, port }: Place): string => JSON.stringify([own.name, hostOf(own), port])

  function drop(key: string): Promise<void> {
    const voice = voices.get(key)
    voices.delete(key)
    return voice?.end() ?? Promise.resolve()
  }

  function be(places: readonly Place[]): void {
    const wanted = new Map(places.map(place => [keyOf(place), place]))
    const late = plan.now() - PATIENCE
    for (const [key, { error, since }] of voices)
      if (!wanted.has(key) || (error !== null && since < late)) void drop(key)
    for (const [key, place] of wanted) if (!voices.has(key)) voices.set(key, speak(place, plan))
    plan.changed()
  }

  return {
    /** Where it is spoken and listened from now on; nowhere while nobody is to be found. */
    be,
    /** The network is another one, or the computer slept: all of it from the beginning. */
    again(): void {
      const places = [...voices.values()].map(({ place }) => place)
      for (const key of [...voices.keys()]) void drop(key)
      be(places)
    },
    state(): Multicast {
      const all = [...voices.values()]
      if (all.length === 0) return 'off'
      if (all.some(({ heard }) => heard)) return 'heard'
      return all.every(({ error }) => error !== null) ? 'blocked' : 'silent'
    },
    /** Says goodbye everywhere. */
    end: async (): Promise<void> => void (await Promise.all([...voices.keys()].map(drop))),
  }
}

function speak(place: Place, { id, now, found, heard, left, changed }: DiscoveryPlan): Voice {
  const timers: ReturnType<typeof setTimeout>[] = []
  const set = (change: Partial<Pick<Voice, 'heard' | 'error'>>): void => {
    const before = JSON.stringify([voice.heard, voice.error])
    Object.assign(voice, change)
    if (JSON.stringify([voice.heard, voice.error]) !== before) changed()
  }
  const news: AirNews = {
    heard(host) {
      set({ heard: true })
      heard(host)
    },
    blocked: error => set({ error }),
  }
  const air = new Air(place.own, news, now)
  const { server, mdns } = serverOn(air, place.own.family)
  mdns.on('response', (packet, from) => {
    const { hubs, goodbyes } = readPacket(packet)
    for (const name of goodbyes) left(name, from.address)
    for (const hub of hubs) {
      if (hub.id !== id) set({ heard: true })
      found({ ...hub, host: from.address })
    }
  })
  const records = recordsOf(id, place.port)
  const say = (): void => mdns.respond(structuredClone(records))
  const ask = (): void => mdns.query(TYPE, 'PTR')
  const ready = air.open().then(open => {
    if (!open) return false
    server.register(structuredClone(records) as never)
    for (const time of TIMES) timers.push(setTimeout(say, time), setTimeout(ask, time))
    timers.push(setInterval(say, MINUTE))
    return true
  })

  const voice: Voice = {
    place,
    since: now(),
    heard: false,
    error: null,
    async end() {
      const open = await ready
      for (const timer of timers) clearTimeout(timer)
      const goodbye = records.map(record => ({ ...structuredClone(record), ttl: 0 }))
      if (open)
        await new Promise<void>(resolve => {
          setTimeout(resolve, GOODBYE)
          mdns.respond(goodbye, resolve)
        })
      mdns.destroy()
    },
  }
  return voice
}

function serverOn(air: Air, family: 4 | 6): { server: Server; mdns: Mdns } {
  const options = { socket: air, multicast: false, bind: false, ip: MULTICAST[family], port: MULTICAST.port }
  // What goes wrong is the air's to tell.
  const server = new Server(options as never, () => {})
  const mdns: Mdns = server.mdns
  mdns.on('error', () => {})
  mdns.on('warning', () => {})
  return { server, mdns }
}

/** No A and no AAAA: the address is where it comes from. One empty string is a TXT that says nothing (RFC 6763, 6.1). */
const recordsOf = (id: string, port: number) => [
  { name: TYPE, type: 'PTR', ttl: TTL, data: `${id}.${TYPE}` },
  { name: `${id}.${TYPE}`, type: 'SRV', ttl: TTL, data: { port, target: `${id}.local` } },
  { name: `${id}.${TYPE}`, type: 'TXT', ttl: TTL, data: [''] },
]

/** What of a packet is ours: hubs with their ports, and the ids of those that go. Anything odd is passed over. */
export function readPacket(packet: unknown): { hubs: Omit<Found, 'host'>[]; goodbyes: string[] } {
  const hubs: Omit<Found, 'host'>[] = []
  const goodbyes: string[] = []
  const { answers, additionals } = packet as { answers?: unknown; additionals?: unknown }
  for (const record of [answers, additionals].flat().slice(0, RECORDS)) {
    const { type, name, ttl, data } = (record ?? {}) as Record<string, unknown>
    if (type !== 'SRV' || typeof name !== 'string') continue
    const id = NAME.exec(name.toLowerCase())?.[1]
    const port = (data as { port?: unknown } | null)?.port
    if (id === undefined || hubs.length + goodbyes.length >= HUBS) continue
    if (ttl === 0) goodbyes.push(id)
    else if (Number.isInteger(port) && Number(port) > 0 && Number(port) <= 65_535)
      hubs.push({ id, port: Number(port) })
  }
  return { hubs, goodbyes }
}
