/** The text of a QR code in a picture. */
import decode from 'qr/decode.js'

/** RGBA, four bytes a pixel. */
export type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }

/** Ms that another try may begin in. */
const PATIENCE = 1500
const EFFORT = 8
/** Pixels; a larger picture is not turned. */
const MOST_TURNED = 2_000_000

function read({ width, height, data }: Pixels): string | undefined {
  try {
    return decode({ width, height, data }, { format: 'RGBA', effort: EFFORT, timeLimit: PATIENCE })
  } catch {
    return undefined
  }
}

/** Turned by 45°, on white: the reader looks for corners along rows, and finds none in a code that stands on its tip. */
function turned({ width, height, data }: Pixels): Pixels {
  const side = Math.ceil(Math.hypot(width, height))
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height)
  const to = new Uint32Array(side * side).fill(0xffffffff)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [dx, dy] = [x - side / 2, y - side / 2]
      const u = Math.floor((dx + dy) * Math.SQRT1_2 + width / 2)
      const v = Math.floor((dy - dx) * Math.SQRT1_2 + height / 2)
      if (u >= 0 && v >= 0 && u < width && v < height) to[y * side + x] = from[v * width + u] ?? 0
    }
  return { width: side, height: side, data: new Uint8ClampedArray(to.buffer) }
}

/** Undefined: there is none that can be read. */
export const textIn = (pixels: Pixels): string | undefined =>
  read(pixels) ?? (pixels.width * pixels.height <= MOST_TURNED ? read(turned(pixels)) : undefined)
