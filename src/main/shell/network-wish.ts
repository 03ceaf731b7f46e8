/** What the network is wanted for: nothing, until an open vault says so, and nothing again when it is gone. */
import type { NetworkSeen, ToLan } from '../../shared/contract/lan.ts'
import type { Carried, NetworkWish } from '../../shared/contract/shell.ts'

/** What a hub that is not there sees. */
export const BLIND: NetworkSeen = {
  interfaces: [],
  listening: [],
  multicast: 'off',
  hubs: [],
  signalling: [],
}

export const wantsHub = (wish: NetworkWish): boolean => wish.courier || wish.listen || wish.dial.length > 0

/** How a room that carries words stands, as the vault is told. */
export function stateOf(room: { wanted: boolean; there: boolean; fell: boolean }): Carried['hub'] {
  if (!room.wanted) return 'off'
  if (room.fell) return 'fallen'
  return room.there ? 'up' : 'starting'
}

export type Interfaces = Extract<ToLan, { kind: 'configure' }>['interfaces']

/** `--kinfold-interfaces=loopback`: for tests and the demo. A word nobody knows keeps the network small. */
export const interfaces = (given: string): Interfaces =>
  given === '' || given === 'all' ? 'all' : 'loopback'

export const configure = (wish: NetworkWish, interfaces: Interfaces): ToLan => ({
  kind: 'configure',
  listen: wish.listen,
  interfaces,
  only: wish.only,
  discover: wish.discover,
  dial: [...wish.dial],
  signalling: [...wish.signalling],
  wide: wish.wide,
  hidden: wish.hidden,
})

/** ws://127.0.0.1:port of the hub's address, which is all that the courier may dial; `undefined` if it is elsewhere. */
export function hubOrigin(url: string): string | undefined {
  return /^(ws:\/\/127\.0\.0\.1:[0-9]{1,5})\//.exec(url)?.[1]
}

/** `given`: what stands behind --kinfold-hub-port. The hub itself checks that it is a port. */
export const hubArgs = (given: string): string[] => (given === '' ? [] : [`--hub-port=${given}`])
