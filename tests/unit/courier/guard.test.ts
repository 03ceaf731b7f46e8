import { describe, expect, it } from 'vitest'
import * as stub from '../../../src/renderer/courier/broadcast-stub.ts'
import { guard, standGuard } from '../../../src/renderer/courier/guard.ts'
import { isExpected } from '../../../src/renderer/courier/hush.ts'

let made: (RTCConfiguration | undefined)[] = []
class Plain {
  constructor(configuration?: RTCConfiguration) {
    made.push(configuration)
  }
  setConfiguration(configuration?: RTCConfiguration): void {
    made.push(configuration)
  }
}
const Base = Plain as unknown as typeof RTCPeerConnection

const ours = { ice: [{ urls: ['stun:ours.example'] }], relay: false }
const turn = { urls: ['turn:192.0.2.1'], username: 'a', credential: 'b' }

const servers = [
  [{ urls: 'stun:stun.l.google.com:19302' }],
  [{ urls: ['turn:192.0.2.1', 'turns:192.0.2.1'], username: 'a', credential: 'b' }],
  [{ urls: 'stun:ours.example' }, { urls: 'stun:another.example' }],
]

describe('a connection', () => {
  it.each(servers.map(iceServers => [JSON.stringify(iceServers), iceServers]))(
    'is never made with %s',
    (_text, iceServers) => {
      made = []
      const Guarded = guard(Base, ours)
      expect(() => new Guarded({ iceServers: iceServers as RTCIceServer[] })).toThrow('nobody configured')
      expect(() => new Guarded().setConfiguration({ iceServers: iceServers as RTCIceServer[] })).toThrow(
        'nobody configured',
      )
      expect(made).toEqual([undefined])
    },
  )

  it('is made without servers, and with the ones that somebody configured', () => {
    made = []
    const Guarded = guard(Base, ours)
    new Guarded()
    new Guarded({ iceServers: [] })
    new Guarded({ iceServers: [{ urls: 'stun:ours.example' }] })
    expect(made).toHaveLength(3)
  })

  it('asks a TURN server under the name and password of its room, and under no other', () => {
    const Guarded = guard(Base, { ice: [turn], relay: false })
    new Guarded({ iceServers: [turn] })
    for (const other of [{ username: 'c' }, { credential: 'c' }, { urls: ['turn:192.0.2.1', 'stun:x'] }])
      expect(() => new Guarded({ iceServers: [{ ...turn, ...other }] })).toThrow('nobody configured')
  })

  it('goes by the relay alone where the room says so', () => {
    const Guarded = guard(Base, { ice: [turn], relay: true })
    new Guarded({ iceServers: [turn], iceTransportPolicy: 'relay' })
    for (const config of [undefined, { iceServers: [turn] }, { iceTransportPolicy: 'all' as const }])
      expect(() => new Guarded(config)).toThrow('no direct way')
    expect(() =>
      new Guarded({ iceTransportPolicy: 'relay' }).setConfiguration({ iceTransportPolicy: 'all' }),
    ).toThrow('no direct way')
  })

  it('cannot be had unguarded by its older name, nor the guard be taken away', () => {
    const realm = { RTCPeerConnection: Base, webkitRTCPeerConnection: Base }
    const roomsOwn = standGuard(realm)
    for (const Connection of [realm.RTCPeerConnection, realm.webkitRTCPeerConnection])
      expect(() => new Connection({ iceServers: [{ urls: 'stun:x' }] })).toThrow('nobody configured')
    expect(() => {
      realm.RTCPeerConnection = Base
    }).toThrow(TypeError)
    made = []
    ;new (roomsOwn(ours))({ iceServers: [{ urls: 'stun:ours.example' }] })
    expect(() => new realm.RTCPeerConnection({ iceServers: [{ urls: 'stun:ours.example' }] })).toThrow(
      'nobody configured',
    )
    expect(made).toHaveLength(1)
  })
})

describe('the stand-in for the channel between windows', () => {
  it('has what y-webrtc asks for, and carries nothing', () => {
    const heard: unknown[] = []
    const hear = (data: unknown) => heard.push(data)
    expect(stub.subscribe('room', hear)).toBe(hear)
    stub.publish('room', new ArrayBuffer(1))
    expect(stub.unsubscribe('room', hear)).toBe(false)
    expect(heard).toEqual([])
  })
})

describe('a failure that nobody caught', () => {
  it('is passed over when a stranger’s message caused it', () => {
    expect(isExpected(new DOMException('', 'OperationError'))).toBe(true)
    expect(isExpected(new Error('Unexpected end of array'))).toBe(true)
    expect(isExpected(new TypeError("Failed to execute 'decode' on 'TextDecoder': …"))).toBe(true)
    expect(isExpected(new Error('cannot signal after peer is destroyed'))).toBe(true)
  })

  it('is heard when it is a bug of ours', () => {
    expect(isExpected(new TypeError('rooms.be is not a function'))).toBe(false)
    expect(isExpected(new TypeError("Cannot read properties of undefined (reading 'length')"))).toBe(false)
    expect(isExpected(new Error('a server for connections that nobody configured'))).toBe(false)
    expect(isExpected(undefined)).toBe(false)
  })
})
