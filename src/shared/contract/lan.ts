/** Between shell and lan: what the hub may do, and what it sees. No word of a circle, no key passes here. */
import * as v from 'valibot'

/** A hub's address as people type it: host and port, `192.168.1.20:48132` or `[fe80::1]:48132`. */
export const HubAddress = v.pipe(v.string(), v.maxLength(300))

/** As the system calls it: `eth0`, `Wi-Fi`. On Windows a person may rename it. */
export const InterfaceName = v.pipe(v.string(), v.minLength(1), v.maxLength(256))
/** Interfaces that a person may name. */
export const MOST_INTERFACES = 256

const Topics = v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(256))

/** A server for y-webrtc's signalling, `wss:` or `ws:`, and the rooms that it may be asked about. */
export const Signalling = v.object({
  url: v.pipe(v.string(), v.maxLength(300)),
  topics: Topics,
})
export type Signalling = v.InferOutput<typeof Signalling>

/** Which hubs may hear of which rooms (`configure`). */
export const Spoken = {
  wide: v.object({ hubs: v.array(HubAddress), topics: Topics }),
  hidden: Topics,
}

const Reached = v.picklist(['up', 'unreachable', 'refused'])

/**
 * What the hub sees of the network, for the doctor. `multicast`: `silent` asked and heard nobody, `heard` heard another
 * program of any kind, `blocked` the system refused it. `error`: the system's word for it (`ECONNREFUSED`), or null.
 * `since`: UTC ms.
 */
export const NetworkSeen = v.object({
  interfaces: v.array(v.object({ name: v.string(), addresses: v.array(v.string()), used: v.boolean() })),
  listening: v.array(HubAddress),
  multicast: v.picklist(['off', 'silent', 'heard', 'blocked']),
  hubs: v.array(
    v.object({
      address: HubAddress,
      way: v.picklist(['found', 'given', 'came']),
      state: Reached,
      error: v.nullable(v.string()),
      since: v.number(),
      /** False: it is up, and has had no room in common with us: as a stranger's. */
      met: v.optional(v.boolean()),
    }),
  ),
  signalling: v.array(
    v.object({ url: v.string(), state: Reached, error: v.nullable(v.string()), since: v.number() }),
  ),
})
export type NetworkSeen = v.InferOutput<typeof NetworkSeen>

export const ToLan = v.variant('kind', [
  /**
   * `listen`: open the network socket for other hubs. `loopback`: on 127.0.0.1 alone (tests, the demo). `only`: these
   * interfaces and no others; null for all. `discover`: look for hubs on this network by multicast DNS, and be found.
   * `dial`: hubs to keep connected to. `signalling`: servers that a circle configured, each for the topics it may hear of.
   * `wide`: of `dial` the hubs that are dialled for circles in the wide area alone, and those circles' topics; of others
   * neither they hear nor a hub beyond this network. `hidden`: topics of which no hub hears.
   */
  v.object({
    kind: v.literal('configure'),
    listen: v.boolean(),
    interfaces: v.picklist(['all', 'loopback']),
    only: v.nullable(v.pipe(v.array(InterfaceName), v.maxLength(MOST_INTERFACES))),
    discover: v.boolean(),
    dial: v.array(HubAddress),
    signalling: v.array(Signalling),
    ...Spoken,
  }),
  /** Dial at once whoever is waited for, however often they did not answer. */
  v.object({ kind: v.literal('again') }),
  /** Somebody who is linked to these says so: whoever of them is waited for is dialled at once. */
  v.object({ kind: v.literal('alive'), hubs: v.array(HubAddress) }),
  /** With a port of its own to the vault: contract/keeper.ts. */
  v.object({ kind: v.literal('vault') }),
  v.object({ kind: v.literal('stop') }),
])
export type ToLan = v.InferOutput<typeof ToLan>

export const FromLan = v.variant('kind', [
  /** The courier dials `url` (ws://127.0.0.1:port/?token=…) and nothing else. */
  v.object({ kind: v.literal('ready'), url: v.string() }),
  /** Addresses under which other hubs may reach this one; empty while not listening. */
  v.object({ kind: v.literal('listening'), addresses: v.array(HubAddress) }),
  v.object({
    kind: v.literal('dialled'),
    address: HubAddress,
    state: Reached,
  }),
  /** At each change, and not more than twice a second. */
  v.object({ kind: v.literal('seen'), network: NetworkSeen }),
])
export type FromLan = v.InferOutput<typeof FromLan>
