/** An RTCPeerConnection that asks the servers of its room and no other: simple-peer's defaults name two public ones. */
import type { CourierRoom } from '../../shared/contract/courier.ts'

type Connection = typeof RTCPeerConnection
/** What a room's connections may ask. */
export type Allowed = Pick<CourierRoom, 'ice' | 'relay'>

const NONE: Allowed = { ice: [], relay: false }

/** Throws before any packet leaves, so that a forgotten option is loud and silent on the wire. */
export function guard(Base: Connection, { ice, relay }: Allowed = NONE): Connection {
  const check = (configuration?: RTCConfiguration): void => {
    if (relay && configuration?.iceTransportPolicy !== 'relay')
      throw new Error('no direct way is allowed here')
    for (const { urls, username, credential } of configuration?.iceServers ?? [])
      for (const url of [urls].flat()) {
        const named = ice.find(one => one.urls.includes(url) && one.username === username)
        if (!named || named.credential !== credential)
          throw new Error('a server for connections that nobody configured')
      }
  }
  return class Guarded extends Base {
    constructor(configuration?: RTCConfiguration) {
      check(configuration)
      super(configuration)
    }
    override setConfiguration(configuration?: RTCConfiguration): void {
      check(configuration)
      super.setConfiguration(configuration)
    }
  }
}

/**
 * Puts a guard that allows no server in the realm's place, under both names that simple-peer looks for. Answers how a room's
 * own connections are had: there is no other way to one.
 */
export function standGuard(realm: { RTCPeerConnection: Connection }): (allowed: Allowed) => Connection {
  const Base = realm.RTCPeerConnection
  const guarded = guard(Base)
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection'])
    Object.defineProperty(realm, name, { value: guarded, writable: false, configurable: false })
  return allowed => guard(Base, allowed)
}
