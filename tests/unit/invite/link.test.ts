import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode } from '../../../src/main/vault/circle/cbor.ts'
import { writeCode } from '../../../src/main/vault/circle/invite/code.ts'
import { readInvitation, writeLink } from '../../../src/main/vault/circle/invite/link.ts'
import { versionFor } from '../../../src/renderer/face/qr/codewords.ts'

const invited = {
  seed: new Uint8Array(16).fill(7),
  circleId: new Uint8Array(32).fill(9),
  inviteId: new Uint8Array(32).fill(8),
  expires: 1_800_000_000_000,
  addresses: ['192.168.1.20:48132', '[fe80::1]:48132'],
}

const SERVERS = ['wss://signal.example', 'ws://192.168.1.20:4444/room']

describe('an invitation', () => {
  it('says by which servers it is answered, as the vector has it, and is read by a reader that knows of none', () => {
    const path = new URL('../../vectors/invitation.json', import.meta.url)
    const vector = JSON.parse(readFileSync(path, 'utf8'))
    const said = { ...invited, addresses: vector.addresses, signalling: vector.servers }
    const { inviteId, ...own } = said
    const { signalling, ...plain } = said
    expect(writeLink(said)).toBe(vector.join)
    expect(writeLink(own, 'device')).toBe(vector.device)
    expect(writeLink({ ...plain, signalling: [] })).toBe(vector.plain)
    expect(readInvitation(vector.join)).toEqual({ ok: true, value: said })
    expect(readInvitation(vector.device, undefined, 'device')).toEqual({ ok: true, value: own })
    expect(readInvitation(vector.plain)).toEqual({ ok: true, value: plain })
    expect([inviteId.length, signalling]).toEqual([32, SERVERS])
  })

  it.each([
    ['none', []],
    ['one that does not read', ['https://signal.example']],
    ['one that anybody on the way could read along with', ['ws://signal.example']],
    ['too many', ['wss://a.example', 'wss://b.example', 'wss://c.example', 'wss://d.example']],
    ['no text', [7]],
  ])('is unreadable when it names servers, and there is %s', (_what, servers) => {
    const { seed, circleId, expires, addresses, inviteId } = invited
    const body = encode([1, seed, circleId, expires, addresses, inviteId, servers])
    expect(readInvitation(`kinfold:join#${Buffer.from(body).toString('base64url')}`)).toEqual({
      ok: false,
      fault: 'invitation-unreadable',
    })
  })

  it('is short enough for its reader and for a picture, however long its servers are', () => {
    const most = {
      ...invited,
      expires: Number.MAX_SAFE_INTEGER,
      addresses: Array.from(
        { length: 8 },
        (_, n) => `[2fff:ffff:ffff:ffff:ffff:ffff:ffff:fff${n}%interfacenames0]:65535`,
      ),
      signalling: [1, 2, 3].map(n => `wss://signal.example/${n}`.padEnd(300, 'x')),
    }
    expect(readInvitation(writeLink(most))).toMatchObject({ ok: true })
    expect(versionFor(writeLink(most).length)).toBeLessThanOrEqual(40)
    expect(
      versionFor(writeLink({ ...invited, signalling: ['wss://signal.example'] }).length),
    ).toBeLessThanOrEqual(11)
  })

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
