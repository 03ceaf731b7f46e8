/** The readers of strangers' bytes, each with a few good ones, and what must hold of anything it takes. */
import { readFileSync } from 'node:fs'
import sodium from 'libsodium-wrappers'
import * as Y from 'yjs'
import * as lan from '../../src/main/lan/message.ts'
import { decode, encode } from '../../src/main/vault/circle/cbor.ts'
import { type Header, readHeader, writeHeader } from '../../src/main/vault/circle/envelope/header.ts'
import { readHeads, writeHeads } from '../../src/main/vault/circle/envelope/heads.ts'
import { readEnvelope, sealEnvelope, writeEnvelope } from '../../src/main/vault/circle/envelope/seal.ts'
import { readCode, writeCode } from '../../src/main/vault/circle/invite/code.ts'
import { readInvitation, writeLink } from '../../src/main/vault/circle/invite/link.ts'
import { readMessage, writeMessage } from '../../src/main/vault/circle/link/message.ts'
import { secureLink } from '../../src/main/vault/circle/link/secure.ts'
import { actOf } from '../../src/main/vault/circle/log/act.ts'
import { readEntry, writeEntry } from '../../src/main/vault/circle/log/entry.ts'
import { deviceKeys } from '../../src/main/vault/circle/names/device.ts'
import { readStructs } from '../../src/main/vault/circle/receive/structs.ts'
import type { CircleId, DocId, EntryId, EnvId } from '../../src/main/vault/crypto/keys.ts'
import { MOST } from '../../src/main/vault/crypto/passphrase.ts'
import { sodiumReady } from '../../src/main/vault/crypto/sodium.ts'
import { readWords } from '../../src/main/vault/crypto/words.ts'
import { read as readVault, write as writeVault } from '../../src/main/vault/storage/header.ts'
import { equal } from '../../src/shared/bytes.ts'

export type Target = {
  readonly name: string
  readonly good: readonly Uint8Array[]
  /** The bytes are CBOR: well-formed ones that say something else are tried, too. */
  readonly cbor?: true
  /** Whether the bytes are taken. Throws where the reader does, or where what it took does not hold. */
  readonly take: (bytes: Uint8Array) => boolean
}

/** One value, one encoding: what was taken is written again as it came. */
function same(written: Uint8Array, bytes: Uint8Array): true {
  if (!equal(written, bytes)) throw new Error('taken, but not the one encoding of what it says')
  return true
}

const filled = (n: number, length = 32): Uint8Array => new Uint8Array(length).fill(n)
const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const spoken = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

export async function targets(): Promise<Target[]> {
  await sodiumReady
  const keys = deviceKeys(filled(1), filled(2, 16))
  const circle = filled(3) as CircleId
  const parent = filled(4) as EntryId
  const fields = {
    v: 1,
    circle,
    device: keys.id,
    seq: 2,
    prev: filled(5) as EnvId,
    doc: filled(6) as DocId,
    kind: 'note',
    type: 'update',
    cidN: 1,
    epochHeads: [parent],
    logHeads: [parent],
    deps: [{ device: filled(7) as typeof keys.id, seq: 9, hash: filled(8) as EnvId }],
  } as const
  const doc = new Y.Doc()
  doc.clientID = 77
  const updates: Uint8Array[] = []
  doc.on('updateV2', (update: Uint8Array) => updates.push(update))
  const words = new Y.XmlText()
  doc.transact(() => {
    const block = new Y.XmlElement('block')
    block.insert(0, [words])
    doc.getXmlFragment('body').insert(0, [block])
  })
  words.insert(0, 'rain on the roof', { bold: {} })
  words.delete(2, 3)
  doc.getMap('head').set('title', 'Thursday')
  const sealed = sealEnvelope(fields, updates[0] ?? new Uint8Array(), filled(9), keys)
  const entry = writeEntry(
    { circle, parents: [parent], type: 'LEAVE', payload: { why: 'rest' }, wallTime: 5 },
    keys,
  )
  /** One of each type. */
  const acts = (
    JSON.parse(readFileSync(new URL('../vectors/acts.json', import.meta.url), 'utf8')) as { bytes: string }[]
  ).map(({ bytes }) => Uint8Array.from(Buffer.from(bytes, 'hex')))
  const heads = writeHeads(circle, { have: fields.deps, log: [parent], epochs: [parent] }, keys)
  /** A passphrase, recovery words, and a kind that this Kinfold does not know. */
  const vaults = [[1], [1, 2], [2, 77, 1]].map(kinds =>
    writeVault(
      {
        vaultId: filled(1, 16),
        file: filled(2, 8),
        generation: 3,
        cipher: 'aegis',
        slots: kinds.map(kind => ({
          kind,
          kdf: { memory: 8192, passes: 1 },
          salt: filled(kind, 16),
          nonce: filled(4, 24),
          sealed: filled(5, 48),
        })),
      },
      filled(6),
    ),
  )
  /** With its sum put right, so that what stands behind the sum is read too. */
  const summed = (bytes: Uint8Array): Uint8Array => {
    if (bytes.length < 32) return bytes
    const copy = bytes.slice()
    copy.set(sodium.crypto_generichash(32, copy.subarray(0, -32), null), copy.length - 32)
    return copy
  }
  const hubMessages = [
    { type: 'subscribe', topics: ['a', 'b'] },
    { type: 'publish', topic: 'a', data: 'sealed' },
    { type: 'ping' },
    { kind: 'hello', version: 1, hub: 'ab'.repeat(16), nonce: 'cd'.repeat(16) },
    { kind: 'want', tags: ['ab'.repeat(16)] },
    { kind: 'publish', id: 'ab'.repeat(16), tag: 'cd'.repeat(16), data: 'sealed' },
  ].map(message => text(JSON.stringify(message)))
  const frames = [
    Uint8Array.of(0, 1, ...filled(1)),
    Uint8Array.of(2, 1, ...filled(1), ...filled(2)),
    Uint8Array.of(3, ...filled(1, 24)),
    Uint8Array.of(4, ...filled(1, 40)),
  ]

  return [
    {
      name: 'cbor',
      cbor: true,
      good: [
        encode([1, -70000, 'ä', filled(1, 40), { a: null, bc: [true, false] }, 2 ** 40]),
        sealed.headerBytes,
      ],
      take: bytes => {
        const value = decode(bytes, { maxBytes: 1 << 20 })
        return value.ok && same(encode(value.value), bytes)
      },
    },
    {
      name: 'entry',
      cbor: true,
      good: [entry.bytes, ...acts],
      take: bytes => {
        const value = readEntry(bytes)
        if (value.ok) actOf(value.value)
        return value.ok && same(encode([value.value.body, value.value.signature]), bytes)
      },
    },
    {
      name: 'envelope',
      cbor: true,
      good: [writeEnvelope(sealed), writeEnvelope({ ...sealed, body: null })],
      take: bytes => {
        const value = readEnvelope(bytes)
        return value.ok && same(writeEnvelope(value.value), bytes)
      },
    },
    {
      name: 'header of an envelope',
      cbor: true,
      good: [sealed.headerBytes],
      take: bytes => {
        const value = readHeader(bytes)
        if (!value.ok) return false
        return value.value.kind === null || same(writeHeader(value.value as Header), bytes)
      },
    },
    { name: 'heads', cbor: true, good: [heads], take: bytes => readHeads(bytes).ok },
    {
      name: 'update',
      good: updates,
      take: bytes => {
        let structs = 0
        return readStructs(bytes, () => structs++) !== undefined
      },
    },
    {
      name: 'header of the vault',
      good: vaults,
      take: bytes => {
        const plain = readVault(bytes)
        if (plain.ok && !vaults.some(vault => equal(bytes, vault)))
          throw new Error('taken, though its sum was never made')
        const found = readVault(summed(bytes))
        if (!found.ok) return false
        for (const { kdf } of found.value.header.slots)
          if (kdf.memory > MOST.memory || kdf.passes > MOST.passes) throw new Error('asks for too much')
        // All of it was read, unknown kinds too; its last 64 bytes are a mac and a sum.
        const again = writeVault(found.value.header, filled(6))
        return same(again.subarray(0, -64), summed(bytes).subarray(0, -64))
      },
    },
    {
      name: 'link message',
      cbor: true,
      good: [
        { t: 'auth' as const, sign: filled(1), box: filled(2), sig: filled(3, 64), proof: filled(4) },
        { t: 'entries' as const, list: [entry.bytes], more: false },
        { t: 'envelopes' as const, list: [writeEnvelope(sealed)] },
        { t: 'heads' as const, heads },
        { t: 'closed' as const, why: 'used' as const },
        {
          t: 'request' as const,
          member: filled(1, 16),
          name: 'Moss',
          devices: [{ sign: filled(1), box: filled(2) }],
          invite: filled(3, 64),
          proofs: [filled(4, 64)],
        },
      ].map(writeMessage),
      take: bytes => {
        const message = readMessage(bytes)
        return message !== undefined && same(writeMessage(message), bytes)
      },
    },
    {
      name: 'frames of a link',
      good: frames,
      take: bytes => {
        const on = { send: () => {}, ready: () => {}, message: () => {}, fail: () => {} }
        for (const end of ['initiator', 'responder'] as const) {
          const link = secureLink(end, on)
          for (const frame of [bytes, frames[1] ?? bytes, bytes]) link.receive(frame)
        }
        return true
      },
    },
    {
      name: 'recovery words',
      good: [
        text(`${'abandon '.repeat(23)}art`),
        text(Array.from({ length: 24 }, (_, i) => `${i + 1}. ${i < 23 ? 'ZOO' : 'vote'}`).join('\n')),
      ],
      take: bytes => {
        const words = readWords(spoken(bytes))
        if (!words.ok) return false
        const again = readWords(words.value)
        if (!again.ok || again.value !== words.value) throw new Error('taken, but not read again')
        return true
      },
    },
    {
      name: 'code',
      good: [filled(0, 16), filled(0xa5, 16), filled(255, 16)].map(seed => text(writeCode(seed))),
      take: bytes => {
        const typed = spoken(bytes)
        const seed = readCode(typed)
        return seed.ok && readCode(writeCode(seed.value)).ok && seed.value.length === 16
      },
    },
    {
      name: 'invitation link',
      good: [
        text(
          writeLink({
            seed: filled(1, 16),
            circleId: filled(2),
            expires: 9,
            addresses: ['192.168.1.20:48132'],
          }),
        ),
      ],
      take: bytes => {
        const invited = readInvitation(spoken(bytes))
        if (!invited.ok) return false
        if (invited.value.seed.length !== 16) throw new Error('a seed has 16 bytes')
        return true
      },
    },
    {
      name: 'hub message',
      good: hubMessages,
      take: bytes =>
        [lan.FromClient, lan.FromHub, lan.Hello].some(schema => lan.read(schema, spoken(bytes)).ok),
    },
  ]
}
