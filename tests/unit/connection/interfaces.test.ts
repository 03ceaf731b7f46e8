/** What the name of an interface says of it, and what a person's choice comes to. */
import { expect, it } from 'vitest'
import { linesOf, sortOf, withOne } from '../../../src/renderer/face/features/connection/interfaces.ts'

it.each([
  ['wlp3s0', 'wifi'],
  ['wlan0', 'wifi'],
  ['wlx00c0ca', 'wifi'],
  ['Wi-Fi', 'wifi'],
  ['WLAN 2', 'wifi'],
  ['eth0', 'cable'],
  ['enp0s31f6', 'cable'],
  ['eno1', 'cable'],
  ['ens33', 'cable'],
  ['enx001122aabbcc', 'cable'],
  ['Ethernet 2', 'cable'],
  ['tun0', 'vpn'],
  ['utun3', 'vpn'],
  ['wg-home', 'vpn'],
  ['Mullvad VPN', 'vpn'],
  ['Tailscale', 'vpn'],
  // On a Mac either; and what says nothing.
  ['en0', null],
  ['bridge0', null],
  ['docker0', null],
  ['awdl0', null],
  ['enough', null],
  ['wlodek', null],
  ['tunnel to Ben', null],
  ['', null],
])('%s says %s', (name, sort) => expect(sortOf(name)).toBe(sort))

it('a choice names those that are here, from the first one on that is switched off', () => {
  const all = { here: ['a', 'b'], only: null, harmed: false }
  expect(linesOf(all).map(({ may }) => may)).toEqual([true, true])
  expect(withOne(all, 'b', false)).toEqual(['a'])
  expect(withOne({ ...all, only: ['a'] }, 'b', true)).toEqual(['a', 'b'])
  expect(withOne({ ...all, only: ['gone'] }, 'gone', false)).toEqual([])
  expect(linesOf({ ...all, only: ['gone'] })).toEqual([
    { name: 'a', may: false, here: true },
    { name: 'b', may: false, here: true },
    { name: 'gone', may: true, here: false },
  ])
})
