import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Room, WebrtcProvider } from 'y-webrtc'
import { OFFERS, takeRoles } from '../../../src/renderer/courier/roles.ts'

vi.mock('y-webrtc', () => ({
  WebrtcConn: class {
    readonly remotePeerId: string
    constructor(_signalling: unknown, _offers: boolean, peer: string) {
      this.remotePeerId = peer
    }
  },
}))

const LIMIT = 60
let at = 0
let announced = 0
let open: Set<string>
let takes: boolean
let room: Room
let provider: WebrtcProvider
let offerMore = (): void => {}

/** As y-webrtc 10.3.0 handles an announcement: true when it then offers. */
function hear(announcer: string): void {
  if (room.webrtcConns.size >= provider.maxConns) return
  if (room.webrtcConns.get(announcer) === undefined)
    room.webrtcConns.set(announcer, { remotePeerId: announcer } as never)
}
const offered = (): string[] => [...room.webrtcConns.keys()]

beforeEach(() => {
  at = 0
  announced = 0
  open = new Set()
  takes = true
  room = { peerId: 'm', webrtcConns: new Map() } as never
  provider = { signalingConns: [{}], maxConns: 1 } as never
  offerMore = takeRoles(provider, room, {
    limit: () => LIMIT,
    announce: () => {
      announced++
    },
    offers: () => offered().filter(peer => !open.has(peer)).length,
    takes: () => takes,
    now: () => at,
  })
})

describe('who hears an announcement', () => {
  it('offers to the lesser, and lets the greater offer', () => {
    hear('a')
    hear('z')
    expect(offered()).toEqual(['a'])
    expect(announced).toBe(1)
  })

  it('offers to a few at a time, and to the next in their order as soon as one is open', () => {
    const peers = Array.from({ length: 10 }, (_, i) => `a${i}`)
    for (const peer of peers) hear(peer)
    expect(offered()).toEqual(peers.slice(0, OFFERS))
    offerMore()
    expect(offered()).toHaveLength(OFFERS)
    open.add('a1')
    offerMore()
    expect(offered()).toEqual(peers.slice(0, OFFERS + 1))
    for (const peer of peers) {
      open.add(peer)
      offerMore()
    }
    expect(offered()).toEqual(peers)
  })

  it('offers once to somebody who announced themselves often, and not to one of long ago', () => {
    for (let i = 0; i < OFFERS; i++) hear(`a${i}`)
    hear('b')
    hear('c')
    at += 15_000
    hear('b')
    at += 10_000
    for (const peer of offered()) open.add(peer)
    offerMore()
    offerMore()
    expect(offered().filter(peer => /b|c/.test(peer))).toEqual(['b'])
  })
})
