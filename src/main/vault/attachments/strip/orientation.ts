/** The one thing of EXIF that a picture needs: which way is up (EXIF 2.32, tag 0x0112; TIFF 6.0, section 2). */
import { isAt, view } from './source.ts'

const TAG = 0x0112
const SHORT = 3

/** 1 to 8; 1 where it does not say, or says nonsense. `tiff`: from the byte-order mark on. */
export function orientationOf(tiff: Uint8Array): number {
  const little = isAt(tiff, 0, 'II*\0')
  if (!little && !isAt(tiff, 0, 'MM\0*')) return 1
  if (tiff.length < 8) return 1
  const data = view(tiff)
  const ifd = data.getUint32(4, little)
  if (ifd + 2 > tiff.length) return 1
  const count = data.getUint16(ifd, little)
  for (let i = 0; i < count; i++) {
    const at = ifd + 2 + 12 * i
    if (at + 12 > tiff.length) return 1
    if (data.getUint16(at, little) !== TAG || data.getUint16(at + 2, little) !== SHORT) continue
    const turned = data.getUint16(at + 8, little)
    return turned >= 1 && turned <= 8 ? turned : 1
  }
  return 1
}

/** TIFF with that one tag and nothing else: 26 bytes. */
export function onlyOrientation(turned: number): Uint8Array {
  const out = new Uint8Array(26)
  const data = view(out)
  out.set([0x4d, 0x4d, 0, 0x2a])
  data.setUint32(4, 8)
  data.setUint16(8, 1)
  data.setUint16(10, TAG)
  data.setUint16(12, SHORT)
  data.setUint32(14, 1)
  data.setUint16(18, turned)
  return out
}
