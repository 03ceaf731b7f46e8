/**
 * A device's keys in one circle: derived from the vault's deviceRoot and a salt made for that circle, so that nobody
 * outside can tell that two circles share a device. A salt and not the circleId, because GENESIS is signed by these keys
 * before there is a circleId.
 */
import { type BoxKeys, boxKeys } from '../../crypto/box.ts'
import { hash, keyed } from '../../crypto/hash.ts'
import type { BoxPublic, DeviceId, Seed, SignPublic } from '../../crypto/keys.ts'
import { type SignKeys, signKeys } from '../../crypto/sign.ts'

export const SALT = 16

export type DeviceKeys = { readonly id: DeviceId; readonly sign: SignKeys; readonly box: BoxKeys }

export const deviceId = (sign: SignPublic, box: BoxPublic): DeviceId =>
  hash('kinfold/device/1', sign, box) as Uint8Array as DeviceId

/** `root`: 32 bytes of the vault; `salt`: 16 bytes of the circle's row. */
export function deviceKeys(root: Uint8Array, salt: Uint8Array): DeviceKeys {
  const sign = signKeys(keyed(root, 'kinfold/device-sign/1', salt) as Uint8Array as Seed)
  const box = boxKeys(keyed(root, 'kinfold/device-box/1', salt) as Uint8Array as Seed)
  return { id: deviceId(sign.publicKey, box.publicKey), sign, box }
}
