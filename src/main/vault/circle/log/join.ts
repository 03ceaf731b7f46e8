/**
 * The proof that somebody was invited: signed with the invitation's key and with each of their devices, over circle,
 * invitation, member, devices and the transcript of the session. Caught on its way it is worth nothing with other keys,
 * in another circle or in another session.
 */
import {
  type BoxPublic,
  type CircleId,
  type DeviceId,
  type EntryId,
  KEY,
  type MemberId,
  type Signature,
  type SignPublic,
  type SignSecret,
} from '../../crypto/keys.ts'
import { sign, verify } from '../../crypto/sign.ts'
import { encode } from '../cbor.ts'
import { type DeviceKeys, deviceId } from '../names/device.ts'

export const MAX_JOIN_DEVICES = 8
/** Devices that a member adds, ever. With those of ADMIT 32, so a REMOVE can always name all. */
export const MAX_ADDED_DEVICES = 24

export type DevicePublic = { readonly sign: SignPublic; readonly box: BoxPublic }

const ids = new WeakMap<DevicePublic, DeviceId>()

/** As `deviceId`, once for each device of an entry. */
export function idOf(device: DevicePublic): DeviceId {
  const known = ids.get(device)
  if (known) return known
  const id = deviceId(device.sign, device.box)
  ids.set(device, id)
  return id
}

export type JoinClaim = {
  readonly circle: CircleId
  /** The INVITE entry. */
  readonly invite: EntryId
  readonly member: MemberId
  readonly devices: readonly DevicePublic[]
  /** 32 bytes: the hash of what both ends of the handshake said. */
  readonly transcript: Uint8Array
}

export type JoinProof = { readonly invite: Signature; readonly devices: readonly Signature[] }

const message = ({ circle, invite, member, devices, transcript }: JoinClaim): Uint8Array =>
  encode([circle, invite, member, devices.map(idOf), transcript])

/** `devices`: the keys of `claim.devices`, in the same order. */
export function proveJoin(
  claim: JoinClaim,
  inviteSecret: SignSecret,
  devices: readonly DeviceKeys[],
): JoinProof {
  const said = message(claim)
  return {
    invite: sign('kinfold/join/1', said, inviteSecret),
    devices: devices.map(keys => sign('kinfold/join-device/1', said, keys.sign.secretKey)),
  }
}

export function checkJoin(claim: JoinClaim, proof: JoinProof, invitePk: SignPublic): boolean {
  const { devices, transcript } = claim
  if (devices.length < 1 || devices.length > MAX_JOIN_DEVICES) return false
  if (proof.devices.length !== devices.length || transcript.length !== KEY) return false
  const said = message(claim)
  if (!verify('kinfold/join/1', said, proof.invite, invitePk)) return false
  return devices.every(({ sign }, i) => verify('kinfold/join-device/1', said, proof.devices[i]!, sign))
}
