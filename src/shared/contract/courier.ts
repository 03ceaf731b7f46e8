/** Between vault and courier: opaque frames over named links. The courier knows room names and passwords, no other key. */
import * as v from 'valibot'
import { Bytes } from '../bytes.ts'

const bytes = Bytes()
/** A link is one open data channel to one device, named by the courier; a new connection is a new link. */
const Link = v.pipe(v.string(), v.maxLength(200))

/** No frame is larger on a link, in bytes. */
export const FRAME = 16 * 1024
/** Frames the vault may have on their way to the courier before the courier has given credit back. */
export const CREDIT = 64

/** A STUN or TURN server that somebody configured: `stun:host:port`, `turn:host:port?transport=udp`, `turns:…`. */
export const IceServer = v.object({
  urls: v.array(v.pipe(v.string(), v.maxLength(300))),
  username: v.optional(v.pipe(v.string(), v.maxLength(300))),
  credential: v.optional(v.pipe(v.string(), v.maxLength(300))),
})
export type IceServer = v.InferOutput<typeof IceServer>

/**
 * A room and how far it reaches. `local`: to addresses of one's own network alone, whatever the other side says. `wide`: to
 * any, by these servers. `relay`: by a TURN server alone, so that nobody of the circle sees this computer's address.
 */
export const CourierRoom = v.object({
  name: v.string(),
  password: v.string(),
  reach: v.picklist(['local', 'wide']),
  ice: v.array(IceServer),
  relay: v.boolean(),
})
export type CourierRoom = v.InferOutput<typeof CourierRoom>

export const ToCourier = v.variant('kind', [
  /** All the rooms to be in from now on; what is not named is left. */
  v.object({
    kind: v.literal('rooms'),
    rooms: v.array(CourierRoom),
  }),
  v.object({ kind: v.literal('frame'), link: Link, bytes }),
  v.object({ kind: v.literal('drop'), link: Link }),
  /** Announce this device in every room, now. */
  v.object({ kind: v.literal('again') }),
])
export type ToCourier = v.InferOutput<typeof ToCourier>

export const FromCourier = v.variant('kind', [
  /** `initiator` differs on the two ends: it settles who speaks first in the handshake. */
  v.object({ kind: v.literal('opened'), link: Link, room: v.string(), initiator: v.boolean() }),
  v.object({ kind: v.literal('frame'), link: Link, bytes }),
  /** This many frames have left for the network: the vault may send as many more. */
  v.object({ kind: v.literal('credit'), link: Link, frames: v.number() }),
  v.object({ kind: v.literal('closed'), link: Link }),
])
export type FromCourier = v.InferOutput<typeof FromCourier>
