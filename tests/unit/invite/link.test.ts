import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCode } from '../../../src/main/vault/circle/invite/code.ts'
import { readInvitation, writeLink } from '../../../src/main/vault/circle/invite/link.ts'

const invited = {
  seed: new Uint8Array(16).fill(7),
  circleId: new Uint8Array(32).fill(9),
  inviteId: new Uint8Array(32).fill(8),
  expires: 1_800_000_000_000,
  addresses: ['192.168.1.20:48132', '[fe80::1]:48132'],
}

describe('an invitation', () => {
  it('comes back out of its link whole', () => {
    expect(readInvitation(writeLink(invited))).toEqual({ ok: true, value: invited })
  })

  it('is a seed and one address when it was typed', () => {
    expect(readInvitation(writeCode(invited.seed), ' 192.168.1.20 ')).toEqual({
      ok: true,
      value: { seed: invited.seed, addresses: ['192.168.1.20:48132'] },
    })
  })

  it('is unreadable with any one character of the link changed to nonsense, and reads never throw', () => {
    const link = writeLink(invited)
    fc.assert(
      fc.property(fc.nat(link.length - 1), fc.constantFrom('!', ' ', '%', '\u0000', 'é'), (at, bad) => {
        fc.pre(at > 0 && at < link.length - 1)
        expect(readInvitation(link.slice(0, at) + bad + link.slice(at + 1)).ok).toBe(false)
      }),
    )
    fc.assert(
      fc.property(fc.string(), text => {
        expect(readInvitation(`kinfold:join#${text}`).ok).toBe(false)
      }),
    )
  })

  it('is refused when it is longer than an invitation can be', () => {
    expect(readInvitation(`kinfold:join#${'A'.repeat(5000)}`).ok).toBe(false)
  })

  it('says which part could not be read when the address is at fault', () => {
    for (const address of [
      'not an address',
      '300.1.1.1',
      '1.2.3.4:99999',
      'ana-laptop.local',
      'http://a.example',
      '[::1',
      'a b',
    ])
      expect(readInvitation(writeCode(invited.seed), address)).toEqual({
        ok: false,
        fault: 'address-unreadable',
      })
  })
})
