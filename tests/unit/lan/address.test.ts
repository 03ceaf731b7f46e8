import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLoopback, readAddress, writeAddress } from '../../../src/shared/address.ts'

describe('an address as someone types it', () => {
  it.each([
    ['192.168.1.20', '192.168.1.20', 48132],
    ['192.168.1.20:5000', '192.168.1.20', 5000],
    ['  192.168.1.20 \n', '192.168.1.20', 48132],
    ['localhost:7', '127.0.0.1', 7],
    ['[fd00::2]:48132', 'fd00::2', 48132],
    ['[FD00::2]', 'fd00::2', 48132],
    ['fe80::1%eth0', 'fe80::1%eth0', 48132],
    ['[fe80::1%eth0]:9', 'fe80::1%eth0', 9],
    ['[::ffff:10.0.0.1]:9', '10.0.0.1', 9],
  ])('%s is understood', (text, host, port) => {
    expect(readAddress(text)).toMatchObject({ ok: true, value: { host, port } })
  })

  it.each([
    '',
    'anas-laptop.local',
    'example.org:48132',
    '192.168.1',
    '192.168.1.256',
    '0.0.0.0:48132',
    '224.0.0.251:5353',
    '255.255.255.255',
    '192.168.1.20:0',
    '192.168.1.20:65536',
    '192.168.1.20:',
    '192.168.1.20:48132/path',
    'ws://192.168.1.20:48132',
    '[192.168.1.20]:1',
    '[]:1',
    '::',
    '[ff02::fb]:5353',
    '[0:0:0:0:0:0:0:1]:9',
    '[::0001]:9',
    '[::127.0.0.1]:9',
    '[::ffff:7f00:1]:9',
    '[0:0:0:0:0:ffff:127.0.0.1]:9',
    '[0:0:0:0:0:ffff:7f00::]:9',
    '[::ffff:0:0]:9',
    '[fd00::2',
    '1.2.3.4 5.6.7.8',
    `${'9'.repeat(400)}`,
  ])('%j is refused, and no name is ever looked up', text => {
    expect(readAddress(text)).toEqual({ ok: false, fault: 'address-unreadable' })
  })

  it('reads what it writes, for every address there is', () => {
    const host = fc.oneof(
      fc.ipV4().filter(one => readAddress(one).ok),
      fc.ipV6().filter(one => readAddress(`[${one}]`).ok),
    )
    fc.assert(
      fc.property(host, fc.integer({ min: 1, max: 65_535 }), (one, port) => {
        const first = readAddress(writeAddress(one, port))
        if (!first.ok) throw new Error(`unreadable: ${writeAddress(one, port)}`)
        expect(readAddress(writeAddress(first.value.host, first.value.port))).toEqual(first)
        expect(first.value.port).toBe(port)
      }),
    )
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => void readAddress(text)))
  })

  it('knows this computer alone', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', '::1%lo', '::ffff:127.0.0.1'].filter(isLoopback)).toHaveLength(5)
    expect(['10.0.0.1', '::2', '::10', 'fe80::1', '128.0.0.1'].filter(isLoopback)).toEqual([])
  })
})
