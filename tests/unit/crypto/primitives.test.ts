import { createPrivateKey, createPublicKey, diffieHellman, verify as nodeVerify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { open, seal } from '../../../src/main/vault/crypto/aead.ts'
import { boxKeys, openSealed, sealTo } from '../../../src/main/vault/crypto/box.ts'
import { ephemeral, sessionKeys } from '../../../src/main/vault/crypto/exchange.ts'
import { hash, keyed } from '../../../src/main/vault/crypto/hash.ts'
import {
  type BoxPublic,
  type BoxSecret,
  brand,
  type LinkKey,
  lend,
  type Seed,
} from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { sign, signKeys, verify } from '../../../src/main/vault/crypto/sign.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { pullStream, pushStream } from '../../../src/main/vault/crypto/stream.ts'
import { blake2b } from './blake2b.ts'

await sodiumReady

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const unhex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const seed = (n: number): Seed => new Uint8Array(32).fill(n) as Seed
const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap(part => [...part]))
const of = (domain: string, ...parts: Uint8Array[]): Uint8Array =>
  join(Uint8Array.of(domain.length), ascii(domain), ...parts)

describe('a second reader agrees', () => {
  it('on its own first vector (RFC 7693, appendix A)', () => {
    expect(hex(blake2b(64, ascii('abc')))).toMatch(
      /^ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1/,
    )
  })

  it('on every hash, plain and keyed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (message, key) => {
          expect(hex(hash('kinfold/test/1', message))).toBe(hex(blake2b(32, of('kinfold/test/1', message))))
          expect(hex(keyed(key, 'kinfold/test/1', message))).toBe(
            hex(blake2b(32, of('kinfold/test/1', message), key)),
          )
        },
      ),
      { numRuns: 30 },
    )
  })

  it('on ids and names of tests/vectors', () => {
    const names = JSON.parse(
      readFileSync(new URL('../../vectors/names.json', import.meta.url), 'utf8'),
    ) as Record<string, string>
    const entry = JSON.parse(
      readFileSync(new URL('../../vectors/entry.json', import.meta.url), 'utf8'),
    ) as Record<string, string>
    const h = (domain: string, ...parts: Uint8Array[]) => blake2b(32, of(domain, ...parts))
    const [sign, box] = [unhex(names['signPk']!), unhex(names['boxPk']!)]
    expect(hex(h('kinfold/device/1', sign, box))).toBe(names['deviceId'])
    // CBOR by hand: an array of three or four, byte strings of 32, a small number.
    const bytes32 = (n: number | Uint8Array) => join(unhex('5820'), typeof n === 'number' ? seed(n) : n)
    const device = unhex(names['deviceId']!)
    expect(hex(h('kinfold/doc/1', unhex('83'), bytes32(3), bytes32(device), unhex('07')))).toBe(
      names['docId'],
    )
    const cid = h('kinfold/cid/1', unhex('84'), bytes32(3), bytes32(5), bytes32(device), unhex('18ff'))
    expect(String(BigInt(`0x${hex(cid.slice(0, 7))}`) & ((1n << 53n) - 1n))).toBe(names['cid255'])
    expect(hex(h('kinfold/entry/1', unhex(entry['bytes']!)))).toBe(entry['id'])
    const room = blake2b(32, of('kinfold/room/1'), seed(11))
    expect(Buffer.from(room).toString('base64url')).toBe(names['roomName'])
  })

  it('on signatures, by another Ed25519', () => {
    const { publicKey, secretKey } = signKeys(seed(5))
    const signature = sign('kinfold/test/1', ascii('words'), secretKey)
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
      format: 'jwk',
    })
    expect(nodeVerify(null, of('kinfold/test/1', ascii('words')), key, signature)).toBe(true)
  })

  it('on the keys of a link, by another X25519', () => {
    const [client, server] = [ephemeral(), ephemeral()]
    const jwk = { kty: 'OKP', crv: 'X25519' }
    const url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
    const shared = diffieHellman({
      privateKey: createPrivateKey({
        key: { ...jwk, d: url(client.secretKey), x: url(client.publicKey) },
        format: 'jwk',
      }),
      publicKey: createPublicKey({ key: { ...jwk, x: url(server.publicKey) }, format: 'jwk' }),
    })
    const both = blake2b(64, join(shared, client.publicKey, server.publicKey))
    const keys = sessionKeys('client', client, server.publicKey)!
    expect(hex(keys.rx) + hex(keys.tx)).toBe(hex(both))
    expect(sessionKeys('server', server, client.publicKey)).toEqual({ rx: keys.tx, tx: keys.rx })
  })
})

describe('a signature', () => {
  it('holds for one domain, one message and one key', () => {
    const [alice, eve] = [signKeys(seed(1)), signKeys(seed(2))]
    const signature = sign('kinfold/test/1', ascii('yes'), alice.secretKey)
    expect(verify('kinfold/test/1', ascii('yes'), signature, alice.publicKey)).toBe(true)
    expect(verify('kinfold/other/1', ascii('yes'), signature, alice.publicKey)).toBe(false)
    expect(verify('kinfold/test/1', ascii('no'), signature, alice.publicKey)).toBe(false)
    expect(verify('kinfold/test/1', ascii('yes'), signature, eve.publicKey)).toBe(false)
    expect(verify('kinfold/test/1', ascii('yes'), signature.slice(1), alice.publicKey)).toBe(false)
    expect(verify('kinfold/test/1', ascii('yes'), new Uint8Array(64), new Uint8Array(32) as never)).toBe(
      false,
    )
  })
})

describe('what is sealed', () => {
  it('opens for Bob alone', () => {
    const [bob, eve] = [boxKeys(seed(1)), boxKeys(seed(2))]
    const box = sealTo(ascii('a key'), bob.publicKey)
    expect(openSealed(box, bob)).toEqual(ascii('a key'))
    expect(openSealed(box, eve)).toBeUndefined()
    expect(openSealed(box.slice(1), bob)).toBeUndefined()
    expect(openSealed(new Uint8Array(3), bob)).toBeUndefined()
  })

  it('is nobody’s where nothing can be sealed to somebody’s key, and as long as any other', () => {
    const nobody = new Uint8Array(32) as BoxPublic
    const [box, again] = [sealTo(ascii('a key'), nobody), sealTo(ascii('a key'), nobody)]
    expect(box).toHaveLength(sealTo(ascii('a key'), boxKeys(seed(1)).publicKey).length)
    expect(box).not.toEqual(again)
    for (const secretKey of [new Uint8Array(32), boxKeys(seed(1)).secretKey])
      expect(openSealed(box, { publicKey: nobody, secretKey: secretKey as BoxSecret })).toBeUndefined()
    expect(() => sealTo(ascii('a key'), new Uint8Array(31) as BoxPublic)).toThrow()
  })

  it('opens with its key and its additional data, never twice the same from outside', () => {
    const key = random(32)
    const sealed = seal(ascii('words'), ascii('ad'), key)
    expect(open(sealed, ascii('ad'), key)).toEqual(ascii('words'))
    expect(open(sealed, ascii('da'), key)).toBeUndefined()
    expect(open(sealed, ascii('ad'), random(32))).toBeUndefined()
    expect(open(sealed.slice(0, 39), ascii('ad'), key)).toBeUndefined()
    expect(hex(seal(ascii('words'), ascii('ad'), key))).not.toBe(hex(sealed))
  })

  it('is agreed with nobody who offers a point of small order', () => {
    expect(sessionKeys('client', ephemeral(), new Uint8Array(32))).toBeUndefined()
    expect(sessionKeys('server', ephemeral(), new Uint8Array(31))).toBeUndefined()
  })
})

describe('a stream', () => {
  const key = random(32) as LinkKey
  const three = () => {
    const push = pushStream(key)
    return {
      header: push.header,
      frames: [push.push(ascii('1')), push.push(ascii('2')), push.push(ascii('3'), true)] as const,
    }
  }

  it('says all in order, and when it is over', () => {
    const { header, frames } = three()
    const pull = pullStream(key, header)!
    expect(frames.map(frame => pull.pull(frame)?.final)).toEqual([false, false, true])
    expect(pull.pull(frames[2])).toBeUndefined()
  })

  it('ends at a frame left out, doubled or changed, and does not recover', () => {
    for (const spoil of [
      ([a, , c]: readonly Uint8Array[]) => [a!, c!],
      ([a]: readonly Uint8Array[]) => [a!, a!],
      ([a, b]: readonly Uint8Array[]) => [a!, b!.map((byte, i) => (i === 2 ? byte ^ 1 : byte))],
    ]) {
      const { header, frames } = three()
      const pull = pullStream(key, header)!
      expect(spoil(frames).map(frame => pull.pull(frame) !== undefined)).toEqual([true, false])
      expect(pull.pull(frames[1])).toBeUndefined()
    }
    expect(pullStream(key, new Uint8Array(3))).toBeUndefined()
    expect(pullStream(random(32) as LinkKey, three().header)?.pull(three().frames[0])).toBeUndefined()
  })
})

it('wipes a key that was lent, and takes none of another length', () => {
  const key = random(32)
  {
    using lent = lend(key)
    expect(lent.some(byte => byte !== 0)).toBe(true)
  }
  expect(key.every(byte => byte === 0)).toBe(true)
  expect(() => brand<Seed>(new Uint8Array(31), 32)).toThrow('31 bytes')
})
