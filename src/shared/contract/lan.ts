/** Between shell and lan: what the hub may do, and what it sees. No word of a circle, no key passes here. */
import * as v from 'valibot'

/** A hub's address as people type it: host and port, `192.168.1.20:48132` or `[fe80::1]:48132`. */
export const HubAddress = v.pipe(v.string(), v.maxLength(300))

export const ToLan = v.variant('kind', [
  /** `listen`: open the network socket for other hubs. `loopback`: on 127.0.0.1 alone (tests, the demo). `dial`: hubs to keep connected to. */
  v.object({
    kind: v.literal('configure'),
    listen: v.boolean(),
    interfaces: v.picklist(['all', 'loopback']),
    dial: v.array(HubAddress),
  }),
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
    state: v.picklist(['up', 'unreachable', 'refused']),
  }),
])
export type FromLan = v.InferOutput<typeof FromLan>
