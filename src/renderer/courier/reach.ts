/**
 * How far a room's connections reach. What the other side says of itself is a member's word, and a member may say anything: so
 * a candidate beyond the reach never comes to the connection, and no packet goes there; one's own beyond it is not told.
 *
 * `local`: addresses of one's own network. `wide`: any, and with `relay` one's own are those of a TURN server alone. Names,
 * `.local` among them, at no reach: Chromium would ask the whole network, or a name server, for them. Ours are never names,
 * since the shell turns WebRtcHideLocalIpsWithMdns off; and a courier that would look one up finds nothing (switches.ts).
 *
 * Where a person chose the networks that may be used, the others' addresses of ours are not told, nor what a server saw of
 * them, and nothing is tried to which packets would leave by them.
 */
import { isNear, readAddress } from '../../shared/address.ts'
import type { CourierRoom, IceServer } from '../../shared/contract/courier.ts'
import { isOurs, mayGo, type Ways } from '../../shared/ways.ts'

/** `ways`: the networks that may be used now; null: any. Undefined while the hub has not said which: none. */
export type Reach = Pick<CourierRoom, 'reach' | 'relay'> & { readonly ways: () => Ways | null | undefined }
type Side = 'own' | 'theirs'

/** RFC 8839, 5.1, as libwebrtc reads it: its fields are parted by one blank. */
const CANDIDATE = /^candidate:\S+ \d+ (?:udp|tcp) \d+ (\S+) \d+ typ (host|srflx|prflx|relay)(?: .*)?$/i
/** What a candidate stands in for: told, it would say the address behind it. */
const BEHIND = / raddr (\S+) rport \d+/i
const isNumber = (address: string): boolean =>
  /^[0-9.]+$/.test(address) || /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(address)

/** The line as it may pass; undefined: it may not. An empty one says that there are no more. */
export function candidateWithin(line: string, side: Side, { reach, relay, ways }: Reach): string | undefined {
  if (line === '') return line
  const [, address = '', kind = ''] = CANDIDATE.exec(line) ?? []
  const type = kind.toLowerCase()
  if (!isNumber(address)) return undefined
  if (reach === 'local' && !isNear(address)) return undefined
  // A relayed address is the server's: whether it may be asked was seen before (iceWithin).
  const base = type === 'host' ? address : (BEHIND.exec(line)?.[1] ?? '')
  const now = ways()
  if (now === undefined) return undefined
  if (now && !(side === 'theirs' ? mayGo(now, address) : type === 'relay' || isOurs(now, base)))
    return undefined
  if (side === 'theirs' || !(relay || reach === 'local')) return line
  if (relay && type !== 'relay') return undefined
  return line.replace(BEHIND, ' raddr 0.0.0.0 rport 0')
}

/** A description with the candidates that may pass. `c=` repeats one of them (RFC 8839, 4.2.1.2), and nobody needs it. */
export function sdpWithin(sdp: string, side: Side, reach: Reach): string {
  const lines = sdp.split(/\r\n|\n|\r/).flatMap(line => {
    if (/^c=/i.test(line)) return 'c=IN IP4 0.0.0.0'
    if (/^a=rtcp:/i.test(line)) return []
    if (/remote-candidates/i.test(line)) return []
    if (!/candidate:/i.test(line)) return line
    const within = /^a=/.test(line) ? candidateWithin(line.slice(2), side, reach) : undefined
    return within ? `a=${within}` : []
  })
  return lines.join('\r\n')
}

/** The servers to which packets may leave now. Each stands by its number (shared/servers.ts). */
export const iceWithin = (servers: readonly IceServer[], ways: Ways | null | undefined): IceServer[] =>
  servers.filter(({ urls }) =>
    urls.every(url => {
      const server = readAddress(url.replace(/^(stun|turn):/, ''))
      return ways === null || (ways !== undefined && server.ok && mayGo(ways, server.value.host))
    }),
  )

type Connection = typeof RTCPeerConnection
type Hear = ((this: RTCPeerConnection, event: RTCPeerConnectionIceEvent) => unknown) | null

/** The connections of one room. */
export function within(Base: Connection, reach: Reach): Connection {
  const told = (description: RTCSessionDescription | null): RTCSessionDescription | null =>
    description &&
    new RTCSessionDescription({ type: description.type, sdp: sdpWithin(description.sdp, 'own', reach) })

  return class Within extends Base {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      // simple-peer hears of its own candidates by setting this property.
      let hear: Hear = null
      Object.defineProperty(this, 'onicecandidate', {
        get: () => hear,
        set(next: Hear) {
          hear = next
        },
      })
      this.addEventListener('icecandidate', event => {
        const { candidate } = event
        const line = candidate && candidateWithin(candidate.candidate, 'own', reach)
        if (candidate && line === undefined) return
        const mine =
          candidate && line !== candidate.candidate
            ? new RTCIceCandidate({ ...candidate.toJSON(), candidate: line ?? '' })
            : candidate
        hear?.call(this, new RTCPeerConnectionIceEvent('icecandidate', { candidate: mine }))
      })
    }
    override get localDescription(): RTCSessionDescription | null {
      return told(super.localDescription)
    }
    override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      const { type, sdp = '' } = description
      await super.setRemoteDescription({ type, sdp: sdpWithin(sdp, 'theirs', reach) })
    }
    override async addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
      const { candidate: line = '', sdpMid = null, sdpMLineIndex = null } = candidate ?? {}
      const theirs = candidateWithin(line, 'theirs', reach)
      if (theirs !== undefined) await super.addIceCandidate({ candidate: theirs, sdpMid, sdpMLineIndex })
    }
  }
}
