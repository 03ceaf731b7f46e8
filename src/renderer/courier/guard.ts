/** An RTCPeerConnection that cannot ask a STUN or TURN server nobody configured: simple-peer's defaults name two public ones. */

type Connection = typeof RTCPeerConnection

/** Throws before any packet leaves, so that a forgotten option is loud and silent on the wire. */
export function guard(Base: Connection, allowed: readonly string[] = []): Connection {
  const check = (configuration?: RTCConfiguration): void => {
    for (const server of configuration?.iceServers ?? []) {
      for (const url of [server.urls].flat())
        if (!allowed.includes(url)) throw new Error('a server for connections that nobody configured')
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

/** Puts the guard in the realm's place, under both names that simple-peer looks for. */
export function standGuard(realm: { RTCPeerConnection: Connection }): void {
  const guarded = guard(realm.RTCPeerConnection)
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection'])
    Object.defineProperty(realm, name, { value: guarded, writable: false, configurable: false })
}
