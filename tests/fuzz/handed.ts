/** What strangers hand over that is more than a message: joining files, whole documents, pictures, and what a channel carries. */
import * as Y from 'yjs'
import {
  type Checkpoint,
  readCheckpoint,
  writeCheckpoint,
} from '../../src/main/vault/circle/envelope/checkpoint.ts'
import {
  type Asking,
  askingTag,
  claimOf,
  isAsking,
  readAsking,
  readAskingHead,
  writeAsking,
} from '../../src/main/vault/circle/file/asking.ts'
import { readInvitation } from '../../src/main/vault/circle/invite/link.ts'
import { proveJoin } from '../../src/main/vault/circle/log/join.ts'
import type { DeviceKeys } from '../../src/main/vault/circle/names/device.ts'
import { cid } from '../../src/main/vault/circle/names/doc.ts'
import { inviteKeys, inviteRendezvous } from '../../src/main/vault/circle/names/invite.ts'
import { withoutWords } from '../../src/main/vault/circle/receive/outline.ts'
import { judgeState } from '../../src/main/vault/circle/receive/state.ts'
import { readState } from '../../src/main/vault/circle/receive/structs.ts'
import { open, seal } from '../../src/main/vault/crypto/aead.ts'
import { keyed } from '../../src/main/vault/crypto/hash.ts'
import type { CircleId, DocId, EntryId, MemberId } from '../../src/main/vault/crypto/keys.ts'
import { FramedChannel } from '../../src/renderer/courier/framed.ts'
import { textIn } from '../../src/renderer/face/picture/text.ts'
import { qrCode } from '../../src/renderer/face/qr/matrix.ts'
import { concat, equal } from '../../src/shared/bytes.ts'
import { filled, same, type Target } from './target.ts'

const SEED = filled(9, 16)

/** Its head, and what stands within: whoever has the invitation can write any of it. */
function joiningFile(keys: DeviceKeys): Target[] {
  const rendezvous = inviteRendezvous(SEED)
  const invitation = inviteKeys(SEED)
  const devices = [{ sign: keys.sign.publicKey, box: keys.box.publicKey }]
  const asking: Asking = {
    circle: filled(3) as CircleId,
    invite: filled(4) as EntryId,
    member: filled(5, 16) as MemberId,
    name: 'Moss',
    devices,
    nonce: filled(6),
  }
  const asked = { ...asking, proof: proveJoin(claimOf(asking), invitation.secretKey, [keys]) }
  const file = writeAsking(asked, rendezvous)
  const key = keyed(rendezvous, 'kinfold/join-file-key/1')
  const head = file.slice(0, file.length - 2048 - 40)
  const plain = open(file.slice(head.length), head, key)
  if (!plain) throw new Error('a joining file that does not open')
  const content = plain.slice(0, plain.lastIndexOf(0x80))
  return [
    {
      name: 'joining file',
      good: [file],
      take: bytes => {
        const tag = readAskingHead(bytes)
        const read = readAsking(bytes, rendezvous, invitation.publicKey)
        if (!isAsking(bytes) || !tag.ok || !equal(tag.value, askingTag(rendezvous))) return false
        // Sealed to its last bit: what opens is what was written.
        return read !== undefined && same(file, bytes)
      },
    },
    {
      name: 'inside of a joining file',
      cbor: true,
      good: [content],
      take: bytes => {
        const padded = new Uint8Array(2048)
        padded.set(bytes.subarray(0, 2047))
        padded[Math.min(bytes.length, 2047)] = 0x80
        const read = readAsking(concat(head, seal(padded, head, key)), rendezvous, invitation.publicKey)
        // Its proofs are of this content alone.
        return read !== undefined && same(content, bytes)
      },
    },
  ]
}

/** A document's whole state by one member, as it opens a note to newcomers. */
function checkpoint(keys: DeviceKeys): Target[] {
  const circle = filled(3) as CircleId
  const doc = filled(6) as DocId
  const note = new Y.Doc()
  note.clientID = cid(circle, doc, keys.id, 0)
  const words = new Y.XmlText()
  const block = new Y.XmlElement('block')
  block.insert(0, [words])
  note.getXmlFragment('body').insert(0, [block])
  words.insert(0, 'rain on the roof')
  words.delete(2, 3)
  const to = Y.getState(note.store, note.clientID)
  const covers = [{ device: keys.id, envelopes: [{ seq: 2, cidN: 0, to }] }]
  const state = Y.encodeStateAsUpdateV2(note)
  const made = writeCheckpoint({ at: 5, covers, state })
  /** What may stand for envelopes can be read, and has nothing of clients that it does not name. */
  const stands = (read: Checkpoint): boolean => {
    withoutWords(read.state, new Map([[note.clientID, [[0, to]]]]))
    const stood = judgeState(read, 'note', circle, doc)
    if (!stood.ok) return false
    stood.value.doc.getXmlFragment('body').toString()
    for (const client of stood.value.doc.store.clients.keys())
      if (client !== note.clientID) throw new Error('somebody else’s structs stand in it')
    stood.value.doc.destroy()
    return true
  }
  return [
    {
      name: 'checkpoint',
      cbor: true,
      good: [made],
      take: bytes => {
        const read = readCheckpoint(bytes)
        return read !== undefined && same(writeCheckpoint(read), bytes) && stands(read)
      },
    },
    {
      name: 'state of a document',
      good: [state],
      take: bytes => readState(bytes) !== undefined && stands({ at: 5, covers, state: bytes }),
    },
  ]
}

/** Bytes: width, height, then a grey for each pixel. */
function picture(): Target {
  const modules = qrCode('kinfold:join#hgFQAQEBAQEBAQEBAQEBAQEBAQE')
  if (!modules) throw new Error('too long for a code')
  const side = 2 * (modules.length + 4)
  const grey = (at: number): number => {
    const [x, y] = [at % side, Math.floor(at / side)].map(n => Math.floor(n / 2) - 2) as [number, number]
    return modules[y]?.[x] ? 0 : 255
  }
  const good = Uint8Array.from([side, side, ...Array.from({ length: side * side }, (_, at) => grey(at))])
  return {
    name: 'picture of a code',
    slow: true,
    good: [good],
    take: bytes => {
      const [width = 0, height = 0] = bytes
      if (width === 0 || height === 0) return false
      const data = new Uint8ClampedArray(4 * width * height)
      for (let at = 0; at < width * height; at++) data.fill(bytes[at + 2] ?? 255, 4 * at, 4 * at + 3)
      for (let at = 3; at < data.length; at += 4) data[at] = 255
      const said = textIn({ width, height, data })
      if (said !== undefined) readInvitation(said)
      return said !== undefined
    },
  }
}

/** What comes on the channel of a stranger: each frame after a byte that says how long it is. */
function channel(): Target {
  const cap = 400
  const framesOf = (...frames: readonly number[][]): Uint8Array =>
    Uint8Array.from(frames.flatMap(frame => [frame.length, ...frame]))
  return {
    name: 'frames of a channel',
    good: [framesOf([0, 1, 2, 3], [0, 4], [1, 5, 6]), framesOf([1], [1, 7])],
    take: bytes => {
      let closed = false
      const close = (): void => {
        closed = true
      }
      const under: { close(): void; onmessage?: (event: { data: ArrayBuffer }) => void } = { close }
      const framed = new FramedChannel(under as unknown as RTCDataChannel, cap)
      let heard = 0
      framed.onmessage = ({ data }) => {
        heard += data.byteLength
        if (data.byteLength > cap) throw new Error('longer than what may be taken in')
      }
      for (let at = 0; at < bytes.length && !closed; ) {
        const length = bytes[at] ?? 0
        under.onmessage?.({ data: bytes.slice(at + 1, at + 1 + length).buffer })
        at += 1 + length
      }
      if (heard > bytes.length) throw new Error('more came out than went in')
      return !closed
    },
  }
}

export const handed = (keys: DeviceKeys): Target[] => [
  ...joiningFile(keys),
  ...checkpoint(keys),
  picture(),
  channel(),
]
