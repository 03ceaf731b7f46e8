/** Where the devices of an epoch find each other: only who holds K can derive it. */
import { type Domain, keyed } from '../../crypto/hash.ts'
import type { EpochKey } from '../../crypto/keys.ts'

export type Room = { readonly name: string; readonly password: string }

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

const room = (key: Uint8Array, name: Domain, password: Domain): Room => ({
  name: base64url(keyed(key, name)),
  password: base64url(keyed(key, password)),
})

export const epochRoom = (key: EpochKey): Room => room(key, 'kinfold/room/1', 'kinfold/room-password/1')

/** `rendezvous`: the 32 bytes of an invitation that the circle's devices open from the log (names/invite.ts). */
export const inviteRoom = (rendezvous: Uint8Array): Room =>
  room(rendezvous, 'kinfold/invite-room/1', 'kinfold/invite-password/1')

/** `rendezvous`: the 32 bytes that the code of a linking gives (names/linking.ts). */
export const linkingRoom = (rendezvous: Uint8Array): Room =>
  room(rendezvous, 'kinfold/device-room/1', 'kinfold/device-password/1')
