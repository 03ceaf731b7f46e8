import { describe, expect, it } from 'vitest'
import { backOff } from '../../../src/main/lan/dial.ts'
import { ownAddresses } from '../../../src/main/lan/listen.ts'
import { pace } from '../../../src/main/lan/pace.ts'

describe('a connection', () => {
  it('may burst, then talk at its rate, and no faster', () => {
    let at = 0
    const mayTalk = pace({ rate: 10, burst: 5 }, () => at)
    expect(Array.from({ length: 7 }, mayTalk)).toEqual([true, true, true, true, true, false, false])
    at += 100
    expect([mayTalk(), mayTalk()]).toEqual([true, false])
    at += 60_000
    expect(Array.from({ length: 7 }, mayTalk).filter(Boolean)).toHaveLength(5)
  })
})

describe('a hub that is not answered', () => {
  it('tries again after a second, then ever later, and at least once a minute', () => {
    const least = [0, 1, 2, 3, 6, 1000].map(failures => backOff(failures, 0))
    const most = [0, 1, 2, 3, 6, 1000].map(failures => backOff(failures, 0.999_999))
    expect(least).toEqual([1000, 1000, 2000, 4000, 30_000, 30_000])
    expect(most.map(Math.ceil)).toEqual([1000, 2000, 4000, 8000, 60_000, 60_000])
  })
})

describe('the addresses told to others', () => {
  const one = (address: string, family: 'IPv4' | 'IPv6', internal = false) => ({
    address,
    family,
    internal,
    netmask: '',
    mac: '',
    cidr: null,
    scopeid: 0,
  })
  const network = {
    lo: [one('127.0.0.1', 'IPv4', true), one('::1', 'IPv6', true)],
    eth0: [one('fd00::2', 'IPv6'), one('192.168.1.2', 'IPv4'), one('fe80::1', 'IPv6')],
  }

  it('are those that others can reach, IPv4 first', () => {
    expect(ownAddresses(network as never, 'all')).toEqual(['192.168.1.2', 'fd00::2'])
  })

  it('are this computer’s own where nothing may leave it', () => {
    expect(ownAddresses(network as never, 'loopback')).toEqual(['127.0.0.1'])
  })
})
