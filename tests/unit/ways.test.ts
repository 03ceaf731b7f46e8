/** In which of this computer's networks an address lies, and whether a packet may go there. */
import { describe, expect, it } from 'vitest'
import { isIn, isOurs, mayGo, type Subnet, type Ways, wayOf } from '../../src/shared/ways.ts'

const net = (address: string, prefix: number, may: boolean): Subnet => ({ address, prefix, may })
const SUBNETS = [
  net('192.168.1.2', 24, true),
  net('10.0.0.7', 8, true),
  net('10.9.0.7', 16, false),
  net('172.16.0.2', 16, true),
  net('172.16.0.3', 16, false),
  net('fd00::2', 64, true),
  net('fd77::2', 64, false),
  // Around the one that may be used, and wider.
  net('fd00::7', 32, false),
]
const ways = (...far: Ways['far']): Ways => ({ subnets: SUBNETS, far })

describe('an address', () => {
  it.each([
    ['192.168.1.2', 24, '192.168.1.255', true],
    ['192.168.1.2', 24, '192.168.2.1', false],
    ['10.1.2.3', 0, '8.8.8.8', true],
    ['10.1.2.3', 32, '10.1.2.4', false],
    ['10.1.2.3', 31, '10.1.2.2', true],
    ['10.1.2.3', 24, '::ffff:10.1.2.9', true],
    ['fd00::2', 64, 'fd00:0:0:0:1::9', true],
    ['fd00::2', 64, 'FD00::9', true],
    ['fd00::2', 64, 'fd00:0:0:1::9', false],
    ['fd00::2', 65, 'fd00::8000:0:0:9', false],
    ['fd00::2', 64, '10.1.2.3', false],
    ['fd00::2', 0, '', false],
    ['fd00::2', 0, 'fd00::1::2', false],
    ['fd00::2', 0, '1:2:3', false],
    ['fd00::2', 0, '1:2:3:4:5:6:7:8:9', false],
    ['fd00::2', 0, '::', true],
    ['10.1.2.3', 0, '10.1.2.300', false],
    ['10.1.2.3', 0, 'example.org', false],
  ])('in the network of %s/%i: %s, %s', (address, prefix, host, so) => {
    expect(isIn({ address, prefix }, host)).toBe(so)
  })
})

describe('a way', () => {
  it.each([
    ['192.168.1.9', 'may'],
    ['10.8.0.9', 'may'],
    // The narrower network has it, as a route would.
    ['10.9.0.9', 'not'],
    // Two as narrow, and nobody knows by which.
    ['172.16.0.9', 'not'],
    ['fd00::9', 'may'],
    ['fd77::9', 'not'],
    ['fd00:0:1::9', 'not'],
    ['192.168.2.9', 'far'],
    ['203.0.113.9', 'far'],
  ])('to %s: %s', (host, way) => expect(wayOf(SUBNETS, host)).toBe(way))

  it('to the rest of the world is there where the system’s own leaves by a network that may be used', () => {
    expect(mayGo(ways(), '203.0.113.9')).toBe(false)
    expect(mayGo(ways(4), '203.0.113.9')).toBe(true)
    expect(mayGo(ways(4), '2001:db8::9')).toBe(false)
    expect(mayGo(ways(6), '2001:db8::9')).toBe(true)
    // Near, and in none of ours: behind somebody's router, or in a network that is not named here.
    for (const host of ['192.168.2.9', 'fd55::9', 'fe80::9', 'example.org', ''])
      expect(mayGo(ways(4, 6), host)).toBe(false)
  })

  it('to this computer is always there', () => {
    for (const host of ['127.0.0.1', '::1']) expect(mayGo({ subnets: [], far: [] }, host)).toBe(true)
  })
})

it('an address of ours is one that may be used, however it is spelled', () => {
  expect(['192.168.1.2', 'FD00:0::2', '127.0.0.1'].map(one => isOurs(ways(), one))).toEqual([
    true,
    true,
    true,
  ])
  expect(['192.168.1.9', '10.9.0.7', 'fd77::2', ''].map(one => isOurs(ways(), one))).toEqual(
    Array(4).fill(false),
  )
})
