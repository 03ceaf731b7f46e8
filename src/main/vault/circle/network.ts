/**
 * How each circle meets, as a person chose it on this computer. It fails closed: a row that is missing, does not read or
 * names a server that does not is `off`, and never the default of a circle that begins.
 */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import type { IceServer } from '../../../shared/contract/courier.ts'
import {
  type CircleNetwork,
  LONGEST_CREDENTIAL,
  NetworkMode,
  type networkCalls,
} from '../../../shared/contract/network.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { MOST_SERVERS, readIce, readSignalling } from '../../../shared/servers.ts'
import type { CircleId } from '../crypto/keys.ts'
import { faultOf } from '../storage/fault.ts'

/** A STUN server has neither name nor password, a TURN server both. */
type Ice = { readonly url: string; readonly username: string | null; readonly credential: string | null }
export type Network = {
  readonly mode: NetworkMode
  readonly signalling: readonly string[]
  readonly ice: readonly Ice[]
  readonly relay: boolean
}

const LOCAL: Network = { mode: 'local', signalling: [], ice: [], relay: false }
const OFF: Network = { ...LOCAL, mode: 'off' }

const credential = v.nullable(v.pipe(v.string(), v.maxLength(LONGEST_CREDENTIAL)))
const json = <T extends v.GenericSchema>(one: T) =>
  v.pipe(v.string(), v.parseJson(), v.array(one), v.maxLength(MOST_SERVERS))
const Row = v.strictObject({
  mode: NetworkMode,
  signalling: json(v.string()),
  ice: json(v.strictObject({ url: v.string(), username: credential, credential })),
  relay: v.pipe(
    v.picklist([0, 1]),
    v.transform(relay => relay === 1),
  ),
})

type Fault = 'server-unreadable' | 'server-open' | 'server-named' | 'server-password' | 'relay-alone'

/** As it may be kept and used: what was typed twice stands once. */
function sound({ mode, signalling, ice, relay }: Network): Result<Network, Fault> {
  const ways: string[] = []
  for (const text of signalling) {
    const url = readSignalling(text)
    if (!url.ok) return url
    if (!ways.includes(url.value)) ways.push(url.value)
  }
  const servers: Ice[] = []
  for (const { url: text, username, credential } of ice) {
    const read = readIce(text)
    if (!read.ok) return read
    const { url, turn } = read.value
    if (turn && !(username && credential)) return err('server-password')
    if (!servers.some(one => one.url === url && (one.username === username || !turn)))
      servers.push({ url, username: turn ? username : null, credential: turn ? credential : null })
  }
  const isRelayed = servers.some(({ username }) => username !== null) && ways.length > 0
  if (mode === 'wide' && relay && !isRelayed) return err('relay-alone')
  return ok({ mode, signalling: ways, ice: servers, relay })
}

/** As `circle.setNetwork` is asked. */
export type Wanted = Omit<v.InferOutput<(typeof networkCalls)['circle.setNetwork']['args']>, 'circle'>

/** `db` has the migration 14. */
export function networks(db: Database) {
  const row = db.prepare<[Uint8Array]>('SELECT mode, signalling, ice, relay FROM network WHERE circle = ?')
  const put = db.prepare(
    'INSERT OR REPLACE INTO network (circle, mode, signalling, ice, relay) VALUES (?, ?, ?, ?, ?)',
  )
  const write = (circle: CircleId, { mode, signalling, ice, relay }: Network): void =>
    void put.run(circle, mode, JSON.stringify(signalling), JSON.stringify(ice), relay ? 1 : 0)

  /** Undefined: there is none that reads. */
  function read(circle: CircleId): Network | undefined {
    try {
      const kept = v.safeParse(Row, row.get(circle))
      const network = kept.success ? sound(kept.output) : undefined
      return network?.ok ? network.value : undefined
    } catch (error) {
      // A page that does not authenticate.
      if (!faultOf(error)) throw error
      return undefined
    }
  }

  return {
    of: (circle: CircleId): Network => read(circle) ?? OFF,

    /** As the face may read it. */
    shown(circle: CircleId): Omit<CircleNetwork, 'circle'> {
      const kept = read(circle)
      const { mode, signalling, ice, relay } = kept ?? OFF
      const lines = ice.map(({ url, username }) => ({ url, username }))
      return { mode, signalling: [...signalling], ice: lines, relay, harmed: kept === undefined }
    },

    set(circle: CircleId, { mode, signalling, ice, relay }: Wanted): Result<Record<never, never>, Fault> {
      const before = read(circle)?.ice ?? []
      const kept = (url: string, username: string | null): string | null => {
        const read = readIce(url)
        const same = (one: Ice) => read.ok && one.url === read.value.url && one.username === username
        return before.find(same)?.credential ?? null
      }
      const network = sound({
        mode,
        signalling,
        relay,
        ice: ice.map(({ url, username, password }) => ({
          url,
          username: username || null,
          credential: password || kept(url, username),
        })),
      })
      if (!network.ok) return network
      write(circle, network.value)
      return ok({})
    },

    /**
     * A circle begins here, or goes on: inside its transaction. `signalling`: servers that its invitation named, and the person
     * was told of; null when what was kept of them does not read. A choice of before stays, but for servers that come to it.
     */
    begin(circle: CircleId, signalling: readonly string[] | null): void {
      const before = read(circle)
      if (signalling === null) return before ? undefined : write(circle, OFF)
      const first = before ?? LOCAL
      if (signalling.length === 0) return write(circle, first)
      const all = [...new Set([...first.signalling, ...signalling])].slice(0, MOST_SERVERS)
      const begun = sound({ ...first, mode: 'wide', signalling: all })
      write(circle, begun.ok ? begun.value : OFF)
    },
  }
}

/** As a connection is told of it. By relay no other server is asked. */
export const iceOf = ({ mode, ice, relay }: Network): IceServer[] =>
  mode !== 'wide'
    ? []
    : ice.flatMap(({ url, username, credential }): IceServer[] => {
        if (username !== null && credential !== null) return [{ urls: [url], username, credential }]
        return relay ? [] : [{ urls: [url] }]
      })
