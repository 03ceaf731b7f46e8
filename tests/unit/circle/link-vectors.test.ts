/** tests/vectors/link.json as the program itself says it on a link with given keys; by hand: second-reader.test.ts. */
import { expect, it, vi } from 'vitest'
import type { Message } from '../../../src/main/vault/circle/link/message.ts'
import { type LinkEnd, secureLink } from '../../../src/main/vault/circle/link/secure.ts'
import { Door } from '../../../src/main/vault/circle/live/door.ts'
import { Knock } from '../../../src/main/vault/circle/live/knock.ts'
import type { Speaker, Talk } from '../../../src/main/vault/circle/live/links.ts'
import { Step } from '../../../src/main/vault/circle/live/step.ts'
import { type DeviceKeys, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { inviteKeys, inviteRendezvous } from '../../../src/main/vault/circle/names/invite.ts'
import { epochRoom, inviteRoom } from '../../../src/main/vault/circle/names/room.ts'
import type { CircleStore } from '../../../src/main/vault/circle/store.ts'
import type { BoxKeys } from '../../../src/main/vault/crypto/box.ts'
import type {
  CircleId,
  EntryId,
  EpochKey,
  Hash,
  LinkKey,
  MemberId,
} from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { pullStream } from '../../../src/main/vault/crypto/stream.ts'
import { fromHex, toHex } from '../../../src/shared/bytes.ts'
import { vectors } from './second-reader.ts'

/** What the next end of a link takes as its own. */
const given = vi.hoisted(() => ({ keys: [] as unknown[], nonces: [] as Uint8Array[] }))
vi.mock(import('../../../src/main/vault/crypto/exchange.ts'), async original => {
  const real = await original()
  return { ...real, ephemeral: () => (given.keys.shift() as BoxKeys | undefined) ?? real.ephemeral() }
})
vi.mock(import('../../../src/main/vault/crypto/random.ts'), async original => {
  const { random } = await original()
  return { random: length => given.nonces.shift() ?? random(length) }
})

await sodiumReady

type Ephemeral = { secret: string; public: string; nonce: string }
type Piece = { header: string; frame: string; message: string }
const vector = vectors<{
  initiator: Ephemeral
  responder: Ephemeral
  frames: string[]
  transcript: string
  keys: Record<LinkEnd, string>
  said: Record<LinkEnd, Piece>
  epochKey: string
  room: { name: string; password: string }
  auth: Record<LinkEnd, { sig: string; proof: string }>
  who: string
  seed: string
  inviteRoom: { name: string; password: string }
  knock: string
  host: string
  request: { invite: string; proofs: string[] }
  words: string[]
}>('link')

const filled = (byte: number, length = 32): Uint8Array => new Uint8Array(length).fill(byte)
const [one, other] = [deviceKeys(filled(1), filled(2, 16)), deviceKeys(filled(4), filled(5, 16))]
const circle = filled(3) as CircleId
const invite = filled(7) as EntryId
const seed = fromHex(vector.seed)
const key = fromHex(vector.epochKey) as EpochKey
const transcript = fromHex(vector.transcript) as Hash

/** Both ends with the vector's keys and nonces; their plain frames in the order in which they are said. */
function agreed() {
  const frames: Uint8Array[] = []
  const told: Uint8Array[] = []
  const heard: Uint8Array[] = []
  const end = (name: LinkEnd) => {
    const { public: publicKey, secret, nonce } = vector[name]
    given.keys.push({ publicKey: fromHex(publicKey), secretKey: fromHex(secret) })
    given.nonces.push(fromHex(nonce))
    const out: Uint8Array[] = []
    const secure = secureLink(name, {
      send: frame => {
        frames.push(frame)
        out.push(frame)
      },
      ready: said => told.push(said),
      message: message => heard.push(message),
      fail: why => expect.unreachable(why),
    })
    return { secure, out }
  }
  const [a, b] = [end('initiator'), end('responder')]
  while (a.out.length + b.out.length > 0) {
    for (const frame of a.out.splice(0)) b.secure.receive(frame)
    for (const frame of b.out.splice(0)) a.secure.receive(frame)
  }
  return { frames, told, heard, secure: { initiator: a.secure, responder: b.secure } }
}

it('the frames that agree on keys, and what both ends call the link', () => {
  const { frames, told } = agreed()
  expect(frames.filter(([kind]) => kind !== undefined && kind < 3).map(toHex)).toEqual(vector.frames)
  expect(told.map(toHex)).toEqual([vector.transcript, vector.transcript])
})

it('the key of each direction: what the program says now, and what it said in the vector', () => {
  const { frames, secure } = agreed()
  const headers = frames.filter(([kind]) => kind === 3)
  // Whoever reveals first has agreed first.
  for (const [i, end] of (['initiator', 'responder'] as const).entries()) {
    const own = fromHex(vector.keys[end]) as LinkKey
    const [frame] = secure[end].frames(filled(9, 5))
    const now = pullStream(own, headers[i]!.subarray(2))?.pull(frame!.subarray(1))
    expect(now?.message).toEqual(Uint8Array.of(1, ...filled(9, 5)))
    const { header, frame: then, message } = vector.said[end]
    const before = pullStream(own, fromHex(header).subarray(2))?.pull(fromHex(then).subarray(1))
    expect(toHex(before?.message ?? filled(0))).toBe(`01${message}`)
    expect(header.slice(0, 4)).toBe('0301')
    expect(then.slice(0, 2)).toBe('04')
  }
})

/** An end of a link with the vector's transcript, and what is said on it. */
function speaker(end: LinkEnd): { speaker: Speaker; said: Message[]; dropped: () => boolean } {
  const said: Message[] = []
  let dropped = false
  const drop = (): void => {
    dropped = true
  }
  const nothing = (): void => {}
  return {
    said,
    dropped: () => dropped,
    speaker: { end, transcript, say: message => said.push(message), trust: nothing, pump: nothing, drop },
  }
}
const store = (part: object): CircleStore => part as unknown as CircleStore
const nothing = (): void => {}

it('who shows themselves how in the room of an epoch', () => {
  expect(epochRoom(key)).toEqual(vector.room)
  const begin = (end: LinkEnd, keys: DeviceKeys) => {
    const on = { store: store({ me: () => ({ keys }), state: () => ({ devices: new Map() }) }), circle, key }
    const told = speaker(end)
    const step: Talk = new Step(on as unknown as ConstructorParameters<typeof Step>[0], told.speaker)
    return { step, ...told }
  }
  const [a, b] = [begin('initiator', one), begin('responder', other)]
  try {
    b.step.hear(a.said[0]!)
    a.step.hear(b.said[0]!)
    const shown = (end: LinkEnd, { sign, box }: DeviceKeys): Message => {
      const { sig, proof } = vector.auth[end]
      const keys = { sign: sign.publicKey, box: box.publicKey }
      return { t: 'auth', ...keys, sig: fromHex(sig), proof: fromHex(proof) }
    }
    const who: Message = { t: 'who', proof: fromHex(vector.who) }
    expect(a.said).toEqual([shown('initiator', one), who])
    expect(b.said).toEqual([shown('responder', other), who])
    expect([a.dropped(), b.dropped()]).toEqual([false, false])
  } finally {
    a.step.gone()
    b.step.gone()
  }
})

it('what is said at the door of an invitation, and the four words', () => {
  expect(inviteRoom(inviteRendezvous(seed))).toEqual(vector.inviteRoom)
  const { publicKey: pk } = inviteKeys(seed)
  const [inside, outside] = [speaker('responder'), speaker('initiator')]
  const door = new Door(
    {
      store: store({
        me: () => ({ keys: one }),
        name: () => 'Tuesday',
        state: () => ({ invites: new Map([[hex(invite), { pk, status: 'open', expiry: 1 }]]) }),
      }),
      clock: { now: () => 0 },
      circle,
      invite,
      changed: nothing,
      admitted: nothing,
    },
    inside.speaker,
  )
  let compared: string[] | undefined
  const attempt = { seed, salt: filled(5, 16), member: filled(13, 16) as MemberId, name: 'Zoë' }
  const knock = new Knock(
    {
      store: store({ joinKeys: () => other }),
      attempt: attempt as ConstructorParameters<typeof Knock>[0]['attempt'],
      matched: nothing,
      step: (_step, { words }) => {
        compared = words
      },
    },
    outside.speaker,
  )
  door.hear(outside.said[0]!)
  knock.hear(inside.said[0]!)
  door.hear(outside.said[1]!)
  expect(outside.said[0]).toEqual({ t: 'knock', sig: fromHex(vector.knock) })
  expect(inside.said).toEqual([
    {
      t: 'host',
      circle,
      invite,
      name: 'Tuesday',
      sign: one.sign.publicKey,
      box: one.box.publicKey,
      sig: fromHex(vector.host),
    },
  ])
  expect(outside.said.slice(1)).toEqual([
    {
      t: 'request',
      member: attempt.member,
      name: 'Zoë',
      devices: [{ sign: other.sign.publicKey, box: other.box.publicKey }],
      invite: fromHex(vector.request.invite),
      proofs: vector.request.proofs.map(fromHex),
    },
  ])
  expect(compared).toEqual(vector.words)
  expect(door.request?.words).toEqual(vector.words)
})
