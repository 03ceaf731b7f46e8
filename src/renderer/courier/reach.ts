/**
 * How far a room's connections reach. What the other side says of itself is a member's word, and a member may say anything: so
 * a candidate beyond the reach never comes to the connection, and no packet goes there; one's own beyond it is not told.
 *
 * `local`: addresses of one's own network. `wide`: any, and with `relay` one's own are those of a TURN server alone. Names,
 * `.local` among them, at no reach: Chromium would ask the whole network, or a name server, for them. Ours are never names,
 * since the shell turns WebRtcHideLocalIpsWithMdns off; and a courier that would look one up finds nothing (switches.ts).
 */
import { isNear } from '../../shared/address.ts'
import type { CourierRoom } from '../../shared/contract/courier.ts'

export type Reach = Pick<CourierRoom, 'reach' | 'relay'>
type Side = 'own' | 'theirs'

/** RFC 8839, 5.1, as libwebrtc reads it: its fields are parted by one blank. */
const CANDIDATE = /^candidate:\S+ \d+ (?:udp|tcp) \d+ (\S+) \d+ typ (host|srflx|prflx|relay)(?: .*)?$/i
/** What a candidate stands in for: told, it would say the address behind it. */
const BEHIND = / raddr \S+ rport \d+/i
const isNumber = (address: string): boolean =>
  /^[0-9.]+$/.test(address) || /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(address)

/** The line as it may pass; undefined: it may not. An empty one says that there are no more. */
export function candidateWithin(line: string, side: Side, { reach, relay }: Reach): string | undefined {
  if (line === '') return line
  const [, address = '', type = ''] = CANDIDATE.exec(line) ?? []
  if (!isNumber(address)) return undefined
  if (reach === 'local' && !isNear(address)) return undefined
  if (side === 'theirs' || !(relay || reach === 'local')) return line
  if (relay && type.toLowerCase() !== 'relay') return undefined
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
