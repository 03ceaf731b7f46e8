import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Cbor, decode, encode } from '../../../src/main/vault/circle/cbor.ts'
import { readHeader, writeHeader } from '../../../src/main/vault/circle/envelope/header.ts'
import { readHeads, writeHeads } from '../../../src/main/vault/circle/envelope/heads.ts'
import { padded, unpadded } from '../../../src/main/vault/circle/envelope/pad.ts'
import {
  openEnvelope,
  readEnvelope,
  sealEnvelope,
  signedBy,
  writeEnvelope,
} from '../../../src/main/vault/circle/envelope/seal.ts'
import { actOf } from '../../../src/main/vault/circle/log/act.ts'
import { signedBy as entrySignedBy, readEntry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { deviceId, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { cid, docId } from '../../../src/main/vault/circle/names/doc.ts'
import { hex, unhex } from '../../../src/main/vault/circle/names/hex.ts'
import { inviteKeys, inviteRendezvous } from '../../../src/main/vault/circle/names/invite.ts'
import { epochRoom, inviteRoom } from '../../../src/main/vault/circle/names/room.ts'
import { gate } from '../../../src/main/vault/circle/receive/gate.ts'
import { readShape, writeShape } from '../../../src/main/vault/circle/receive/shape.ts'
import { readStructs } from '../../../src/main/vault/circle/receive/structs.ts'
import type {
  CircleId,
  DeviceId,
  DocId,
  EntryId,
  EnvId,
  EpochKey,
  Hash,
} from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { addBlock } from './people.ts'

await sodiumReady

const vectors = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8')) as T

const value: fc.Arbitrary<Cbor> = fc.letrec<{ value: Cbor }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 6 },
    fc
      .integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER })
      .map(n => (Object.is(n, -0) ? 0 : n)),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 40 }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      fc.string().filter(key => key !== '__proto__'),
      tie('value'),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
})).value

describe('one value, one encoding', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(value, given => {
        expect(decode(encode(given), { maxBytes: 1 << 20 })).toEqual({ ok: true, value: given })
      }),
    )
  })

  it('accepts only bytes that it would have written itself', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.tuple(value, fc.nat(), fc.nat(255)).map(([given, at, byte]) => {
        const out = encode(given)
        out[at % out.length] = byte
        return out
      }),
    )
    fc.assert(
      fc.property(bytes, given => {
        const read = decode(given, { maxBytes: 1000 })
        if (read.ok) expect(hex(encode(read.value))).toBe(hex(given))
      }),
      { numRuns: 3000 },
    )
  })

  it('agrees with the vectors, the refused ones too', () => {
    const { accepted, refused } = vectors<{
      accepted: { value: unknown; bytes: string }[]
      refused: { why: string; bytes: string }[]
    }>('cbor')
    for (const { value, bytes } of accepted) {
      const read = decode(unhex(bytes), { maxBytes: 1000 })
      expect(
        read.ok &&
          JSON.parse(
            JSON.stringify(read.value, (_, v: unknown) => (v instanceof Uint8Array ? { hex: hex(v) } : v)),
          ),
      ).toEqual(value)
      expect(read.ok && hex(encode(read.value))).toBe(bytes)
    }
    for (const { why, bytes } of refused) expect(decode(unhex(bytes), { maxBytes: 1000 }).ok, why).toBe(false)
  })

  it('builds no millions of small things out of a few megabytes', () => {
    const many = (count: number) => {
      const bytes = new Uint8Array(5 + count)
      bytes[0] = 0x9a
      new DataView(bytes.buffer).setUint32(1, count)
      return bytes
    }
    expect(decode(many(399_999), { maxBytes: 1 << 24 }).ok).toBe(true)
    expect(decode(many(400_000), { maxBytes: 1 << 24 })).toEqual({ ok: false, fault: 'not-canonical' })
  })

  it('is not led into the deep or the large', () => {
    expect(decode(new Uint8Array(100_000).fill(0x81), { maxBytes: 1 << 20 }).ok).toBe(false)
    expect(decode(unhex('9affffffff'), { maxBytes: 1000 }).ok).toBe(false)
    expect(decode(unhex('5affffffff00'), { maxBytes: 1000 }).ok).toBe(false)
    expect(decode(new Uint8Array(1001), { maxBytes: 1000 })).toEqual({ ok: false, fault: 'too-large' })
  })
})

const id = <T extends Uint8Array>(n: number): T => new Uint8Array(32).fill(n) as Uint8Array as T
const keys = deviceKeys(new Uint8Array(32).fill(1), new Uint8Array(16).fill(2))
const header = {
  v: 1,
  circle: id<CircleId>(3),
  device: keys.id,
  seq: 7,
  prev: id<EnvId>(4),
  doc: id<DocId>(5),
  kind: 'note' as const,
  type: 'update' as const,
  cidN: 0,
  epochHeads: [id<EntryId>(6)],
  logHeads: [id<EntryId>(7), id<EntryId>(8)],
  deps: [{ device: id<DeviceId>(9), seq: 3, hash: id<EnvId>(10) }],
}

describe('golden vectors', () => {
  it('derives the same keys and names as any reader of docs/protocol.md', () => {
    const v = vectors<Record<string, string>>('names')
    expect({
      signPk: hex(keys.sign.publicKey),
      boxPk: hex(keys.box.publicKey),
      deviceId: hex(keys.id),
      docId: hex(docId(header.circle, keys.id, 7)),
      cid0: String(cid(header.circle, header.doc, keys.id, 0)),
      cid255: String(cid(header.circle, header.doc, keys.id, 255)),
      roomName: epochRoom(id<EpochKey>(11)).name,
      roomPassword: epochRoom(id<EpochKey>(11)).password,
      invitePk: hex(inviteKeys(new Uint8Array(16).fill(12)).publicKey),
      inviteRendezvous: hex(inviteRendezvous(new Uint8Array(16).fill(12))),
      inviteRoomName: inviteRoom(inviteRendezvous(new Uint8Array(16).fill(12))).name,
    }).toEqual(v)
    expect(hex(deviceId(keys.sign.publicKey, keys.box.publicKey))).toBe(v['deviceId'])
  })

  it('writes the same entry, and reads it', () => {
    const v = vectors<{ bytes: string; id: string }>('entry')
    const entry = writeEntry(
      {
        circle: id<CircleId>(3),
        parents: [id<EntryId>(6)],
        type: 'PROFILE',
        payload: { name: 'Ana' },
        wallTime: 1_795_000_000_000,
      },
      keys,
    )
    expect({ bytes: hex(entry.bytes), id: hex(entry.id) }).toEqual(v)
    const read = readEntry(unhex(v.bytes))
    expect(read.ok && entrySignedBy(read.value, keys.sign.publicKey)).toBe(true)
    expect(read.ok && actOf(read.value)).toEqual({ type: 'PROFILE', name: 'Ana' })
  })

  it('writes the same header, and opens the same envelope', () => {
    const v = vectors<{ header: string; envelope: string; id: string; key: string; content: string }>(
      'envelope',
    )
    const read = readEnvelope(unhex(v.envelope))
    if (!read.ok || read.value.header.kind === null) throw new Error('a vector that does not read')
    expect(hex(read.value.headerBytes)).toBe(v.header)
    expect(hex(writeHeader(read.value.header))).toBe(v.header)
    expect(hex(read.value.id)).toBe(v.id)
    expect(hex(writeEnvelope(read.value))).toBe(v.envelope)
    expect(signedBy(read.value, keys.sign.publicKey)).toBe(true)
    expect(hex(openEnvelope(read.value.header, read.value.body!, unhex(v.key))!)).toBe(v.content)
    const { bodyHash: _, ...fields } = read.value.header
    expect(fields).toEqual(header)
  })
})

describe('an envelope', () => {
  it('opens to what was sealed, and to nothing when one bit of header or body is another', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.nat(), (content, at) => {
        const key = id<Hash>(13)
        const sealed = sealEnvelope(header, content, key, keys)
        const bytes = writeEnvelope(sealed)
        const read = readEnvelope(bytes)
        if (!read.ok || read.value.header.kind === null) throw new Error('does not read')
        expect(hex(openEnvelope(read.value.header, read.value.body!, key)!)).toBe(hex(content))
        expect(openEnvelope(read.value.header, read.value.body!, id(14))).toBeUndefined()
        const changed = Uint8Array.from(bytes)
        changed[at % bytes.length]! ^= 1 << (at % 8)
        const other = readEnvelope(changed)
        if (other.ok) expect(signedBy(other.value, keys.sign.publicKey)).toBe(false)
        expect(openEnvelope({ ...read.value.header, seq: 8 }, read.value.body!, key)).toBeUndefined()
      }),
      { numRuns: 60 },
    )
  })

  it('blurs how much was written', () => {
    fc.assert(
      fc.property(fc.nat(5000), length => {
        const content = new Uint8Array(length).fill(0x80)
        const out = padded(content)
        expect(out.length % (length < 1024 ? 64 : 256)).toBe(0)
        expect(out.length - length).toBeGreaterThan(0)
        expect(out.length - length).toBeLessThanOrEqual(length < 1024 ? 64 : 256)
        expect(unpadded(out)).toEqual(content)
        expect(unpadded(new Uint8Array([...out, ...new Uint8Array(256)]))).toBeUndefined()
      }),
    )
  })

  it('carries ten keystrokes in less than 700 bytes', () => {
    const doc = new Y.Doc()
    addBlock(doc, 'what was there')
    const before = Y.encodeStateVector(doc)
    const text = (doc.getXmlFragment('body').get(0) as Y.XmlElement).get(0) as Y.XmlText
    for (let i = 0; i < 10; i++) text.insert(3 + i, 'abcdefghij'[i]!)
    const update = Y.encodeStateAsUpdateV2(doc, before)
    const { deps, logHeads, ...rest } = header
    const sealed = sealEnvelope({ ...rest, deps, logHeads: logHeads.slice(0, 1) }, update, id(13), keys)
    expect(writeEnvelope(sealed).length).toBeLessThanOrEqual(700)
  })
})

describe('no bytes bring a decoder down', () => {
  const entry = writeEntry(
    {
      circle: id<CircleId>(3),
      parents: [id<EntryId>(6)],
      type: 'INVITE',
      payload: { pk: id(1), expiry: 1, epochs: [id(2)], sealed: new Uint8Array(72) },
      wallTime: 1,
    },
    keys,
  )
  const heads = writeHeads(
    header.circle,
    { have: header.deps, log: header.logHeads, epochs: header.epochHeads },
    keys,
  )
  const doc = new Y.Doc()
  doc.clientID = 2 ** 52 + 3
  addBlock(doc, 'words and words')
  doc.getMap('head').set('title', 'x')
  ;((doc.getXmlFragment('body').get(0) as Y.XmlElement).get(0) as Y.XmlText).format(2, 5, {
    link: { href: 'https://example.org' },
  })
  const update = Y.encodeStateAsUpdateV2(doc)
  const envelope = writeEnvelope(sealEnvelope(header, update, id(13), keys))
  const shape = writeShape(new Map([[5, [{ from: 0, to: 9, place: 'words', parent: '5:3' }]]]))

  const decoders: Record<string, { good: Uint8Array; read: (bytes: Uint8Array) => unknown }> = {
    entry: {
      good: entry.bytes,
      read: bytes => {
        const read = readEntry(bytes)
        return read.ok && actOf(read.value)
      },
    },
    header: { good: writeHeader({ ...header, bodyHash: id<Hash>(1) }), read: readHeader },
    envelope: { good: envelope, read: readEnvelope },
    heads: { good: heads, read: readHeads },
    structs: { good: update, read: bytes => readStructs(bytes, () => {}) },
    gate: { good: update, read: bytes => gate(bytes, 'note', doc.clientID, new Map()) },
    padding: { good: padded(update), read: unpadded },
  }
  for (const [name, { good, read }] of Object.entries(decoders))
    it(`of ${name}`, () => {
      expect(read(good)).toBeTruthy()
      const bytes = fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }).map(changes => {
          const out = Uint8Array.from(good)
          for (const [at, byte] of changes) out[at % out.length] = byte
          return out
        }),
        fc.nat().map(cut => good.slice(0, cut % good.length)),
      )
      const before = process.memoryUsage().heapUsed
      fc.assert(
        fc.property(bytes, given => void read(given)),
        { numRuns: 3000 },
      )
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(300 * 1024 * 1024)
    })

  it('of shape', () => {
    expect(readShape(shape).ok).toBe(true)
  })

  it('lets nothing through the gate that Yjs would choke on', () => {
    const bytes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }).map(changes => {
      const out = Uint8Array.from(update)
      for (const [at, byte] of changes) out[at % out.length] = byte
      return out
    })
    let passed = 0
    fc.assert(
      fc.property(bytes, given => {
        if (!gate(given, 'note', doc.clientID, new Map()).ok) return
        passed += 1
        const other = new Y.Doc()
        other.getXmlFragment('body')
        other.getMap('head')
        Y.applyUpdateV2(other, given)
        expect(other.store.pendingStructs).toBeNull()
        expect(other.store.pendingDs).toBeNull()
        other.getXmlFragment('body').toString()
      }),
      { numRuns: 5000 },
    )
    expect(passed).toBeGreaterThan(50)
  })
})
