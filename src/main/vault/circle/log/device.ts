/**
 * The proof that a device wants to belong to the member of another: signed with its own key over circle, both devices and
 * the transcript of the session. The other one signs the entry, in which the new one's keys stand.
 */
import type { CircleId, DeviceId, Signature } from '../../crypto/keys.ts'
import { sign, verify } from '../../crypto/sign.ts'
import { encode } from '../cbor.ts'
import { type DeviceKeys, deviceId } from '../names/device.ts'
import type { DevicePublic } from './join.ts'

export type DeviceClaim = {
  readonly circle: CircleId
  /** The member's device that says DEVICE_ADD. */
  readonly by: DeviceId
  readonly device: DevicePublic
  /** 32 bytes: the hash of what both said. */
  readonly transcript: Uint8Array
}

const message = ({ circle, by, device, transcript }: DeviceClaim): Uint8Array =>
  encode([circle, by, deviceId(device.sign, device.box), transcript])

/** `keys`: those of `claim.device`. */
export const proveDevice = (claim: DeviceClaim, keys: DeviceKeys): Signature =>
  sign('kinfold/device-add/1', message(claim), keys.sign.secretKey)

export const checkDevice = (claim: DeviceClaim, proof: Signature): boolean =>
  verify('kinfold/device-add/1', message(claim), proof, claim.device.sign)
