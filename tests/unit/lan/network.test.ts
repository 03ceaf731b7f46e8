import { describe, expect, it } from 'vitest'
import { isNearby, mayDial, ownOf, shareable, subnetOf } from '../../../src/main/lan/network.ts'

const one = (address: string, prefix: number, internal = false) => ({
  address,
  family: address.includes(':') ? ('IPv6' as const) : ('IPv4' as const),
  internal,
  netmask: '',
  mac: '',
  cidr: `${address}/${prefix}`,
  scopeid: 0,
})
const network = {
  lo: [one('127.0.0.1', 8, true), one('::1', 128, true)],
  eth0: [one('fd00::2', 64), one('192.168.1.2', 24), one('fe80::1', 64)],
  tun0: [one('10.8.0.6', 32)],
}
const ALL = { interfaces: 'all', only: null } as const
const only = (...names: string[]) => ({ interfaces: 'all', only: names }) as const
const loopback = { interfaces: 'loopback', only: null } as const

describe('the addresses told to others', () => {
  it('are those that others can reach, IPv4 first', () => {
    expect(shareable(ownOf(network as never, ALL))).toEqual(['192.168.1.2', '10.8.0.6', 'fd00::2'])
  })

  it('are those of the interfaces that may be used', () => {
    expect(shareable(ownOf(network as never, only('eth0')))).toEqual(['192.168.1.2', 'fd00::2'])
    expect(ownOf(network as never, only())).toEqual([])
    expect(ownOf(network as never, only('lo', 'eth1'))).toEqual([])
  })

  it('are this computer’s own where nothing may leave it', () => {
    for (const bounds of [loopback, { ...loopback, only: ['eth0'] }])
      expect(shareable(ownOf(network as never, bounds))).toEqual(['127.0.0.1'])
  })
})

describe('a dial', () => {
  const may = (host: string, bounds: Parameters<typeof mayDial>[1]) => mayDial(host, bounds, network as never)

  it('goes anywhere while nothing narrows it', () => {
    for (const host of ['192.168.1.9', '203.0.113.9', 'fd77::1', '127.0.0.1'])
      expect(may(host, ALL)).toBe(true)
  })

  it('stays on this computer where nothing may leave it', () => {
    expect(may('127.0.0.1', loopback)).toBe(true)
    expect(may('192.168.1.9', loopback)).toBe(false)
  })

  it.each([
    ['192.168.1.9', true],
    ['192.168.2.9', false],
    ['10.8.0.6', false],
    ['203.0.113.9', false],
    ['fd00::9', true],
    ['fd00:0:0:1::9', false],
    ['fe80::9%eth0', true],
    ['fe80::9%ETH0', true],
    ['fe80::9%tun0', false],
    ['127.0.0.1', true],
    ['::1', true],
  ])('to %s with eth0 alone: %s', (host, so) => {
    expect(may(host, only('eth0'))).toBe(so)
  })

  it('goes nowhere but to this computer when the one interface is gone', () => {
    expect(may('192.168.1.9', only('wlan0'))).toBe(false)
    expect(may('127.0.0.1', only('wlan0'))).toBe(true)
  })
})

describe('an address found on the network', () => {
  it.each(['10.1.2.3', '172.31.0.1', '192.168.0.9', '169.254.1.1', '127.0.0.1', 'fe80::1%eth0', 'fd00::1'])(
    '%s is near',
    host => expect(isNearby(host)).toBe(true),
  )
  it.each(['8.8.8.8', '172.32.0.1', '100.64.0.1', '2001:db8::1', '224.0.0.251', 'ff02::fb', '0.0.0.0'])(
    '%s is not',
    host => expect(isNearby(host)).toBe(false),
  )
  it('is in a subnet or is not, whatever is asked', () => {
    const [own] = ownOf(network as never, only('tun0'))
    if (!own) throw new Error('no address')
    for (const host of ['', '%', 'x', '::', '10.8.0.6.1']) expect(subnetOf(own)(host)).toBe(false)
  })
})
