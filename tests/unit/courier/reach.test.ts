/** What a member says of addresses, and what this computer says of its own: how far either passes. */
import { describe, expect, it } from 'vitest'
import {
  candidateWithin,
  iceWithin,
  type Reach,
  sdpWithin,
  within,
} from '../../../src/renderer/courier/reach.ts'

const line = (address: string, type = 'host', rest = '') =>
  `candidate:842163049 1 udp 1677729535 ${address} 50000 typ ${type}${rest}`
const anyWay = () => null
const LOCAL: Reach = { reach: 'local', relay: false, ways: anyWay }
const WIDE: Reach = { reach: 'wide', relay: false, ways: anyWay }
const RELAY: Reach = { reach: 'wide', relay: true, ways: anyWay }

const NEAR = ['192.168.1.20', '10.0.0.1', '172.16.0.1', '172.31.255.1', '169.254.3.4', '127.0.0.1', '::1']
const NEAR6 = ['fe80::1', 'febf::1', 'fd00::2', 'fc00::1', 'FD00::2', '::ffff:10.0.0.1']
const FAR = ['8.8.8.8', '172.32.0.1', '172.15.0.1', '192.169.0.1', '100.64.0.1', '11.0.0.1', '0.0.0.0']
const FAR6 = ['2001:db8::1', '::', '::ffff:8.8.8.8', '::ffff:808:808', 'fec0::1', 'ff02::1', '64:ff9b::a00:1']
const NAMES = [
  'example.org',
  'b6c1f0a2.local',
  '127.evil.example',
  '10.0.0.1.nip.example',
  '2130706433',
  '0x7f.1',
]

describe('on one’s own network', () => {
  it.each([...NEAR, ...NEAR6])('%s may be tried and told', address => {
    for (const side of ['own', 'theirs'] as const)
      expect(candidateWithin(line(address), side, LOCAL)).toBe(line(address))
  })

  it.each([...FAR, ...FAR6, ...NAMES])('%s is neither tried nor told', address => {
    for (const type of ['host', 'srflx', 'relay'])
      for (const side of ['own', 'theirs'] as const)
        expect(candidateWithin(line(address, type), side, LOCAL)).toBeUndefined()
  })

  it('nothing is told of an address behind one', () => {
    expect(candidateWithin(line('10.0.0.1', 'srflx', ' raddr 8.8.8.8 rport 9'), 'own', LOCAL)).toBe(
      line('10.0.0.1', 'srflx', ' raddr 0.0.0.0 rport 0'),
    )
  })

  it('a description is told and taken without what is beyond, however its lines end', () => {
    const sdp = (end: string) =>
      [
        'v=0',
        'c=IN IP4 8.8.8.8',
        'm=application 50000 UDP/DTLS/SCTP webrtc-datachannel',
        'c=IN IP6 2001:db8::1',
        'a=rtcp:9 IN IP4 8.8.8.8',
        `a=${line('8.8.8.8')}`,
        `A=${line('8.8.8.8')}`,
        `a=${line('192.168.1.20')}`,
        ` a=${line('8.8.4.4')}`,
        'a=candidate:1  1 udp 1 8.8.8.8 9 typ host',
        'a=remote-candidates:1 8.8.8.8 9',
        'a=mid:0',
        '',
      ].join(end)
    for (const end of ['\r\n', '\n', '\r'])
      for (const side of ['own', 'theirs'] as const)
        expect(sdpWithin(sdp(end), side, LOCAL).split('\r\n')).toEqual([
          'v=0',
          'c=IN IP4 0.0.0.0',
          'm=application 50000 UDP/DTLS/SCTP webrtc-datachannel',
          'c=IN IP4 0.0.0.0',
          `a=${line('192.168.1.20')}`,
          'a=mid:0',
          '',
        ])
  })
})

describe('over the internet', () => {
  it('any number may be tried and told, and no name', () => {
    for (const address of [...NEAR, ...FAR, '2001:db8::1'])
      expect(candidateWithin(line(address), 'theirs', WIDE)).toBe(line(address))
    for (const address of ['example.org', 'b6c1f0a2.local'])
      expect(candidateWithin(line(address), 'theirs', WIDE)).toBeUndefined()
  })

  it('with one’s address hidden only a TURN server’s is told, and nothing of what is behind it', () => {
    expect(candidateWithin(line('192.168.1.20'), 'own', RELAY)).toBeUndefined()
    expect(candidateWithin(line('8.8.8.8', 'srflx', ' raddr 10.0.0.1 rport 9'), 'own', RELAY)).toBeUndefined()
    expect(candidateWithin(line('8.8.8.8', 'relay', ' raddr 10.0.0.1 rport 9'), 'own', RELAY)).toBe(
      line('8.8.8.8', 'relay', ' raddr 0.0.0.0 rport 0'),
    )
    expect(candidateWithin(line('9.9.9.9'), 'theirs', RELAY)).toBe(line('9.9.9.9'))
  })
})

it('that there are no more is said and heard at any reach, and nonsense at none', () => {
  for (const reach of [LOCAL, WIDE, RELAY]) {
    expect(candidateWithin('', 'theirs', reach)).toBe('')
    for (const odd of [
      'candidate:',
      'nonsense',
      `${line('10.0.0.1')}\na=${line('8.8.8.8')}`,
      ` ${line('10.0.0.1')}`,
    ])
      expect(candidateWithin(odd, 'theirs', reach)).toBeUndefined()
  }
})

it('a connection is given what may pass, trickled or in a description, and nothing else', async () => {
  const taken: unknown[] = []
  class Base extends EventTarget {
    async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      taken.push(description.sdp)
    }
    async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
      taken.push(candidate.candidate)
    }
  }
  const Connection = within(Base as unknown as typeof RTCPeerConnection, LOCAL)
  const connection = new Connection()
  await connection.setRemoteDescription({ type: 'offer', sdp: `v=0\r\na=${line('8.8.8.8')}\r\n` })
  await connection.addIceCandidate({ candidate: line('8.8.8.8'), sdpMid: '0' })
  await connection.addIceCandidate({ candidate: line('b6c1f0a2.local'), sdpMid: '0' })
  await connection.addIceCandidate({ candidate: line('10.0.0.1'), sdpMid: '0' })
  expect(taken).toEqual(['v=0\r\n', line('10.0.0.1')])
})

describe('with some of this computer’s networks', () => {
  const ways = {
    subnets: [
      { address: '192.168.1.2', prefix: 24, may: true },
      { address: '10.8.0.6', prefix: 24, may: false },
    ],
    far: [4 as const],
  }
  const some = (reach: Reach): Reach => ({ ...reach, ways: () => ways })
  const passes = (text: string, side: 'own' | 'theirs', reach: Reach) =>
    candidateWithin(text, side, reach) !== undefined

  it('nothing is told of an address in another, nor of what a server saw of it', () => {
    for (const reach of [some(LOCAL), some(WIDE)]) {
      expect(passes(line('192.168.1.2'), 'own', reach)).toBe(true)
      expect(passes(line('127.0.0.1'), 'own', reach)).toBe(true)
      for (const address of ['10.8.0.6', '192.168.1.3', 'fe80::1'])
        expect(passes(line(address), 'own', reach)).toBe(false)
    }
    const seen = (behind: string) => line('203.0.113.7', 'srflx', ` raddr ${behind} rport 9`)
    expect(passes(seen('192.168.1.2'), 'own', some(WIDE))).toBe(true)
    expect(passes(seen('10.8.0.6'), 'own', some(WIDE))).toBe(false)
    expect(passes(line('203.0.113.7', 'srflx'), 'own', some(WIDE))).toBe(false)
    expect(passes(line('203.0.113.9', 'relay', ' raddr 0.0.0.0 rport 0'), 'own', some(RELAY))).toBe(true)
  })

  it('nothing is tried in another', () => {
    for (const reach of [some(LOCAL), some(WIDE)]) {
      expect(passes(line('192.168.1.9'), 'theirs', reach)).toBe(true)
      for (const address of ['10.8.0.9', '192.168.2.9', 'fe80::9', 'fd00::9'])
        expect(passes(line(address), 'theirs', reach)).toBe(false)
    }
    expect(passes(line('203.0.113.9'), 'theirs', some(WIDE))).toBe(true)
    expect(passes(line('203.0.113.9'), 'theirs', { ...WIDE, ways: () => ({ ...ways, far: [] }) })).toBe(false)
    expect(passes(line('2001:db8::9'), 'theirs', some(WIDE))).toBe(false)
  })

  it('nothing at all, before the hub has said which', () => {
    for (const side of ['own', 'theirs'] as const)
      for (const address of ['192.168.1.2', '127.0.0.1'])
        expect(passes(line(address), side, { ...LOCAL, ways: () => undefined })).toBe(false)
  })

  it('no server is asked to which packets would leave by another', () => {
    const servers = [
      'stun:203.0.113.9:3478',
      'turn:10.8.0.9:3478',
      'turn:[2001:db8::9]:3478',
      'turn:192.168.1.9:3478',
    ]
    const asked = (of: Parameters<typeof iceWithin>[1]) =>
      iceWithin(
        servers.map(url => ({ urls: [url] })),
        of,
      ).flatMap(({ urls }) => urls)
    expect(asked(ways)).toEqual(['stun:203.0.113.9:3478', 'turn:192.168.1.9:3478'])
    expect(asked(null)).toEqual(servers)
    expect(asked(undefined)).toEqual([])
  })
})
