/** The readers of strangers' bytes, each with a few good ones, and what must hold of anything it takes. */
import { readFileSync } from 'node:fs'
import sodium from 'libsodium-wrappers'
import * as v from 'valibot'
import * as Y from 'yjs'
import { readPacket } from '../../src/main/lan/discover.ts'
import { readFromServer, writeNews } from '../../src/main/lan/keeper/message.ts'
import { LIST, readUpdate, writeDrop, writePut } from '../../src/main/lan/keeper/update.ts'
import * as lan from '../../src/main/lan/message.ts'
import { ofBytes } from '../../src/main/vault/attachments/strip/source.ts'
import { strip } from '../../src/main/vault/attachments/strip/strip.ts'
import { openChunk, sealChunk } from '../../src/main/vault/circle/blob/seal.ts'
import { type Cbor, decode, encode } from '../../src/main/vault/circle/cbor.ts'
import { type Header, readHeader, writeHeader } from '../../src/main/vault/circle/envelope/header.ts'
import { readHeads, writeHeads } from '../../src/main/vault/circle/envelope/heads.ts'
import { readEnvelope, sealEnvelope, writeEnvelope } from '../../src/main/vault/circle/envelope/seal.ts'
import { openHead, readHead, streamKey, writeHead } from '../../src/main/vault/circle/file/head.ts'
import { readStream, STREAM_HEADER, writeStream } from '../../src/main/vault/circle/file/stream.ts'
import { readCode, writeCode } from '../../src/main/vault/circle/invite/code.ts'
import { readInvitation, writeLink } from '../../src/main/vault/circle/invite/link.ts'
import { type Message, readMessage, writeMessage } from '../../src/main/vault/circle/link/message.ts'
import { secureLink } from '../../src/main/vault/circle/link/secure.ts'
import { actOf, payloadOf } from '../../src/main/vault/circle/log/act.ts'
import { readEntry, writeEntry } from '../../src/main/vault/circle/log/entry.ts'
import { readLog } from '../../src/main/vault/circle/log/reduce.ts'
import { deviceKeys } from '../../src/main/vault/circle/names/device.ts'
import { gate } from '../../src/main/vault/circle/receive/gate.ts'
import { outlineOf } from '../../src/main/vault/circle/receive/outline.ts'
import { readStructs } from '../../src/main/vault/circle/receive/structs.ts'
import { readPlace } from '../../src/main/vault/circle/together/place.ts'
import type { CircleId, DocId, EntryId, EnvId, MemberId } from '../../src/main/vault/crypto/keys.ts'
import { MOST } from '../../src/main/vault/crypto/passphrase.ts'
import { sodiumReady } from '../../src/main/vault/crypto/sodium.ts'
import { pullStream, pushStream } from '../../src/main/vault/crypto/stream.ts'
import { readWords } from '../../src/main/vault/crypto/words.ts'
import { read as readVault, write as writeVault } from '../../src/main/vault/storage/header.ts'
import { readAddress } from '../../src/shared/address.ts'
import { equal } from '../../src/shared/bytes.ts'
import { chunksOf, LARGEST_SHARED, sharedFileOf } from '../../src/shared/writing/shared-file.ts'
import { jpeg, png, webp } from '../unit/attachments/samples.ts'
import { handed } from './handed.ts'
import { imports } from './imports.ts'
import { filled, same, type Target } from './target.ts'

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
  const attached = new Y.XmlElement('file')
  doc.transact(() => {
    attached.setAttribute('blob', 'ab'.repeat(32))
    attached.setAttribute('size', 70_000 as unknown as string)
    const line = doc.getXmlFragment('body').get(0)
    if (line instanceof Y.XmlElement) line.insert(1, [attached])
  })
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
  const kept = new Y.Doc()
  kept.getArray(LIST).insert(0, [filled(1, 40), filled(2, 60), filled(3, 80)])
  kept.getArray(LIST).delete(1, 1)
  const keeperUpdates = [
    Y.encodeStateAsUpdate(kept),
    writePut({ client: 7, clock: 1, bytes: filled(4, 100) }),
    writeDrop([{ client: 7, clock: 1 }]),
  ]
  const hubMessages = [
    { type: 'subscribe', topics: ['a', 'b'] },
    { type: 'publish', topic: 'a', data: 'sealed' },
    { type: 'ping' },
    { kind: 'hello', version: 1, hub: 'ab'.repeat(16), nonce: 'cd'.repeat(16) },
    { kind: 'want', tags: ['ab'.repeat(16)] },
    { kind: 'publish', id: 'ab'.repeat(16), tag: 'cd'.repeat(16), data: 'sealed' },
  ].map(message => text(JSON.stringify(message)))
  const service = {
    type: 'SRV',
    name: `${'ab'.repeat(16)}._kinfold._tcp.local`,
    data: { port: 48132, target: 'x' },
  }
  const multicast = [120, 0].map(ttl => text(JSON.stringify({ answers: [{ ...service, ttl }] })))
  const frames = [
    Uint8Array.of(0, 1, ...filled(1)),
    Uint8Array.of(2, 1, ...filled(1), ...filled(2)),
    Uint8Array.of(3, ...filled(1, 24)),
    Uint8Array.of(4, ...filled(1, 40)),
  ]

  const b32 = filled(1)
  const b64 = filled(2, 64)
  const pair = { sign: b32, box: b32 }
  const about = { circle: b32, name: 'Thursday table', ...pair, sig: b64 }
  /** Beside a letter, at the end of a line, at the end of the note. */
  const places = [
    Y.createRelativePositionFromTypeIndex(words, 4),
    Y.createRelativePositionFromTypeIndex(words, words.length, -1),
    Y.createRelativePositionFromTypeIndex(doc.getXmlFragment('body'), 1),
  ].map(Y.encodeRelativePosition)
  /** Of coming in, of linking a computer, of keys that are late, of being out, of hubs, of writing together. */
  const others: readonly Message[] = [
    { t: 'who', proof: b32 },
    { t: 'keys', epochs: [b32, filled(2)] },
    { t: 'boxes', list: [{ epoch: b32, box: filled(3, 80) }] },
    { t: 'out', list: [entry.bytes] },
    { t: 'hubs', list: ['10.0.0.1:48132'], near: ['[fd00::2]:48132'] },
    { t: 'knock', sig: b64 },
    { t: 'host', invite: b32, ...about },
    { t: 'welcome', log: [entry.bytes], more: true },
    { t: 'second' },
    { t: 'device-knock', proof: b32 },
    { t: 'device-host', member: filled(1, 16), circleName: 'Thursday table', proof: b32, ...about },
    { t: 'device-mine', ...pair, sig: b64 },
    { t: 'device-yes', proof: b64 },
    { t: 'file-list', id: b32 },
    { t: 'file-hashes', id: b32, hashes: b64 },
    { t: 'file-want', id: b32, from: 16, to: 32 },
    { t: 'file-chunk', id: b32, i: 300, bytes: filled(3, 41) },
    { t: 'file-none', id: b32 },
    { t: 'together-ask', point: b32 },
    { t: 'together-same', proof: b32 },
    { t: 'together', n: 9, here: true, at: places[0] ?? null, sig: b64 },
    { t: 'together', n: 10, here: false, at: null, sig: b64 },
  ]

  const founder = { member: filled(9, 16) as MemberId, memberName: 'Juniper' }
  const device = { sign: keys.sign.publicKey, box: keys.box.publicKey }
  const genesis = writeEntry(
    {
      circle: null,
      parents: [],
      type: 'GENESIS',
      payload: payloadOf({
        type: 'GENESIS',
        name: 'Thursday table',
        history: 'everything',
        needsTwo: true,
        device,
        ...founder,
      }),
      wallTime: 0,
    },
    keys,
  )
  /** Each act's type and payload, to be said by the founder with a signature that holds; but what begins a circle. */
  const sayings = acts.flatMap(bytes => {
    const read = readEntry(bytes)
    return read.ok && read.value.circle !== null ? [encode([read.value.type, read.value.payload])] : []
  })
  const whole = Y.encodeStateAsUpdateV2(doc)

  const bundle = writeHead([keys.box.publicKey])
  if (!bundle) throw new Error('no head')
  const content = { heads, entries: [entry.bytes], envelopes: [writeEnvelope(sealed)] }
  const pieces = [...writeStream(bundle.head, bundle.key, circle, keys, content)]
  const syncFile = Uint8Array.from(pieces.flatMap(piece => [...piece]))
  const [front = new Uint8Array(), ...chunks] = pieces
  const stream = pullStream(streamKey(bundle.key, bundle.head.bytes), front.slice(-STREAM_HEADER))
  const inside = Uint8Array.from(chunks.flatMap(chunk => [...(stream?.pull(chunk)?.message ?? [])]))

  const chunk = sealChunk(filled(7, 40), 3, filled(9))
  const attrs = {
    blob: 'ab'.repeat(32),
    key: 'cd'.repeat(32),
    size: 70_000,
    chunks: 2,
    type: 'a/b',
    name: 'c',
  }

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
    {
      name: 'sync file',
      good: [syncFile],
      take: bytes => {
        const head = readHead(bytes)
        if (!head.ok) return false
        const end = head.value.bytes.length
        same(bytes.slice(0, end), head.value.bytes)
        return openHead(head.value, keys.box) !== undefined && equal(bytes, syncFile)
      },
    },
    {
      name: 'inside of a sync file',
      good: [inside],
      // As one of those it is for could write it: sealed and final, and only the signature is not theirs to make.
      take: bytes => {
        const sealed = pushStream(streamKey(bundle.key, bundle.head.bytes))
        const reading = readStream(bundle.head, bundle.key, sealed.header)
        if (!reading) throw new Error('its own header does not open')
        let told = 0
        for (let at = 0; at === 0 || at < bytes.length; at += 65_536) {
          const last = at + 65_536 >= bytes.length
          const items = reading.chunk(sealed.push(bytes.slice(at, at + 65_536), last), last)
          if (!items.ok) return false
          for (const item of items.value) if ('bytes' in item) told += item.bytes.length
        }
        if (told > bytes.length) throw new Error('more came out than went in')
        return same(inside, bytes)
      },
    },
    {
      name: 'heads',
      cbor: true,
      good: [heads],
      take: bytes => {
        const value = readHeads(bytes)
        if (value.ok) value.value.signedBy(keys.sign.publicKey)
        return value.ok
      },
    },
    {
      name: 'what the founder of a log says',
      cbor: true,
      good: sayings,
      // Whatever is signed: it has a verdict or it stands, and the log reads on.
      take: bytes => {
        const said = decode(bytes, { maxBytes: 1 << 16 })
        if (!said.ok || !Array.isArray(said.value) || said.value.length !== 2) return false
        const [type, payload] = said.value as [Cbor, Cbor]
        if (typeof type !== 'string') return false
        const made = writeEntry(
          { circle: genesis.id as Uint8Array as CircleId, parents: [genesis.id], type, payload, wallTime: 0 },
          keys,
        )
        const read = readEntry(made.bytes)
        if (!read.ok) return false
        const log = readLog(genesis.id as Uint8Array as CircleId, [genesis, read.value])
        if (!log.state.members.has(Buffer.from(founder.member).toString('hex')))
          throw new Error('the founder is gone')
        return log.has(read.value.id)
      },
    },
    {
      name: 'words of a note',
      good: [whole, ...updates.slice(0, 1)],
      // What passes the gate goes into a document, and can be read there.
      take: bytes => {
        const outline = outlineOf(bytes)
        const passed = gate(bytes, 'note', 77, new Map())
        if (!passed.ok) return false
        for (const id of passed.value.files)
          if (!/^[0-9a-f]{64}$/.test(id)) throw new Error('no name of a file')
        // Erased, it stands where it stood, and names no file.
        const left = gate(outline, 'note', 77, new Map())
        if (!left.ok) throw new Error('taken, and without its words not')
        if (left.value.files.size > 0) throw new Error('a file is named without words')
        const note = new Y.Doc()
        Y.applyUpdateV2(note, bytes)
        note.getXmlFragment('body').toString()
        note.getMap('head').toJSON()
        return true
      },
    },
    {
      name: 'chunk of a file',
      good: [chunk],
      take: bytes => {
        const plain = openChunk(bytes, 3, filled(9))
        if (plain === undefined) return false
        return same(chunk, bytes)
      },
    },
    {
      name: 'file in a note',
      good: [attrs, { ...attrs, width: 30, height: 20, alt: 'Herons' }].map(one => text(JSON.stringify(one))),
      take: bytes => {
        let said: unknown
        try {
          said = JSON.parse(spoken(bytes))
        } catch {
          return false
        }
        const file = sharedFileOf(said)
        if (file && (file.size < 1 || file.size > LARGEST_SHARED || file.chunks !== chunksOf(file.size)))
          throw new Error('taken with a size that it cannot have')
        return file !== undefined
      },
    },
    {
      name: 'picture',
      good: [jpeg, png, webp],
      take: bytes => {
        const parts = strip(ofBytes(bytes))
        const size = parts?.reduce(
          (sum, part) => sum + ('from' in part ? part.to - part.from : part.length),
          0,
        )
        if (size !== undefined && size > bytes.length + 1024) throw new Error('more comes out than went in')
        return parts !== undefined
      },
    },
    {
      name: 'address',
      good: ['192.168.1.20:48132', '[fd00::2]:48132', 'fe80::1%eth0', 'localhost'].map(text),
      take: bytes => {
        const read = readAddress(spoken(bytes))
        return read.ok && read.value.port > 0 && read.value.port < 65_536
      },
    },
    {
      name: 'link of a computer',
      good: [
        text(
          writeLink(
            { seed: filled(1, 16), circleId: filled(2), expires: 9, addresses: ['192.168.1.20:48132'] },
            'device',
          ),
        ),
        text(writeCode(filled(7, 16), 'device')),
      ],
      take: bytes => {
        const linked = readInvitation(spoken(bytes), undefined, 'device')
        if (linked.ok && readInvitation(spoken(bytes)).ok) throw new Error('taken for an invitation as well')
        return linked.ok
      },
    },
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
        { t: 'gathered' as const, list: [heads], among: [filled(5)] },
        { t: 'closed' as const, why: 'used' as const },
        {
          t: 'request' as const,
          member: filled(1, 16),
          name: 'Moss',
          devices: [{ sign: filled(1), box: filled(2) }],
          invite: filled(3, 64),
          proofs: [filled(4, 64)],
        },
        ...others,
      ].map(writeMessage),
      take: bytes => {
        const message = readMessage(bytes)
        return message !== undefined && same(writeMessage(message), bytes)
      },
    },
    {
      name: 'places in a note',
      good: places,
      take: bytes => {
        const place = readPlace(bytes)
        if (place) Y.createAbsolutePositionFromRelativePosition(place, doc)
        return place !== undefined && same(Y.encodeRelativePosition(place), bytes)
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
            inviteId: filled(3),
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
        [lan.FromClient, lan.FromHub, lan.FromServer, lan.Hello].some(
          schema => lan.read(schema, spoken(bytes)).ok,
        ),
    },
    {
      name: 'multicast packet',
      good: multicast,
      take: bytes => {
        // As the library hands it over: an object of whatever a stranger put there.
        const packet = v.safeParse(v.pipe(v.string(), v.parseJson()), spoken(bytes))
        if (!packet.success) return false
        const { hubs, goodbyes } = readPacket(packet.output)
        return hubs.length + goodbyes.length > 0
      },
    },
    {
      name: 'keeper document',
      good: keeperUpdates,
      take: bytes => readUpdate(bytes) !== undefined,
    },
    {
      name: 'keeper message',
      good: keeperUpdates.map(update => writeNews('a keeper', update)),
      take: bytes => {
        const heard = readFromServer('a keeper', bytes)
        return heard?.is === 'update' && readUpdate(heard.update) !== undefined
      },
    },
    ...handed(keys),
    ...imports(),
  ]
}
