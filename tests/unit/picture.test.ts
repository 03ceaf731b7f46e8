/** Pictures of an invitation, as cameras, printers and scanners leave them; and pictures of something else. */
import { describe, expect, it } from 'vitest'
import { textIn } from '../../src/renderer/face/picture/text.ts'
import { qrCode } from '../../src/renderer/face/qr/matrix.ts'

/** As long as a real one: four addresses, two of them long. */
const LINK = `kinfold:join#${'hgFQAQEBAQEBAQEBAQEBAQEBAVggAwMDAwMDAwMDAwMDAwMD'.repeat(5)}`

type Drawn = { readonly side: number; readonly at: (x: number, y: number) => number }

/** Grey, 0 to 255, of a code with `quiet` light modules round it, `scale` pixels a module. */
function drawn(text: string, scale: number, quiet = 4): Drawn {
  const modules = qrCode(text)
  if (!modules) throw new Error('too long')
  const side = Math.round((modules.length + 2 * quiet) * scale)
  const at = (x: number, y: number): number =>
    modules[Math.floor(y / scale) - quiet]?.[Math.floor(x / scale) - quiet] ? 0 : 255
  return { side, at }
}
function pixels(width: number, height: number, at: (x: number, y: number) => number) {
  const data = new Uint8ClampedArray(4 * width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      data.fill(at(x, y), 4 * (y * width + x), 4 * (y * width + x) + 3)
      data[4 * (y * width + x) + 3] = 255
    }
  return { width, height, data }
}
/** The same noise every time. */
const noise = (): (() => number) => {
  let state = 7
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return state / 2 ** 31
  }
}

describe('a picture of an invitation', () => {
  for (const scale of [2, 3, 5, 8.5])
    it(`is read at ${scale} pixels a module`, () => {
      const { side, at } = drawn(LINK, scale)
      expect(textIn(pixels(side, side, at))).toBe(LINK)
    })

  for (const degrees of [1, 7, 45, 90, 180, 263])
    it(`is read when it lies on the table turned by ${degrees}°, grey on grey, with noise`, () => {
      const { side, at } = drawn(LINK, 5)
      const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
      const canvas = Math.round(side * 1.6)
      const random = noise()
      const table = (x: number, y: number): number => {
        const [dx, dy] = [x - canvas / 2, y - canvas / 2]
        const [u, v] = [dx * cos + dy * sin + side / 2, dy * cos - dx * sin + side / 2]
        const inside = u >= 0 && v >= 0 && u < side && v < side
        const light = inside ? at(u, v) * 0.6 + 60 : 120
        return light + (random() - 0.5) * 40 - (x / canvas) * 20
      }
      expect(textIn(pixels(canvas, canvas, table))).toBe(LINK)
    })

  it('is read when a thumb or a crease hides some of it', () => {
    const { side, at } = drawn(LINK, 6)
    const hidden = (x: number, y: number): number =>
      Math.abs(x - side * 0.55) < side * 0.06 && Math.abs(y - side * 0.6) < side * 0.06 ? 200 : at(x, y)
    expect(textIn(pixels(side, side, hidden))).toBe(LINK)
  })

  it('is found in a page that has writing beside it', () => {
    const { side, at } = drawn(LINK, 4)
    const page = (x: number, y: number): number =>
      x < side && y < side ? at(x, y) : y % 24 < 12 && x % 17 < 9 && (x * 31 + y * 7) % 5 < 3 ? 30 : 255
    expect(textIn(pixels(side * 2, side * 2, page))).toBe(LINK)
  })
})

describe('a picture of something else', () => {
  it('holds nothing: a white page, noise, stripes, a single point, half a code', () => {
    const random = noise()
    const { side, at } = drawn(LINK, 4)
    expect(textIn(pixels(300, 300, () => 255))).toBeUndefined()
    expect(textIn(pixels(400, 400, () => random() * 255))).toBeUndefined()
    expect(textIn(pixels(400, 300, x => (x % 8 < 4 ? 0 : 255)))).toBeUndefined()
    expect(textIn(pixels(1, 1, () => 0))).toBeUndefined()
    expect(textIn(pixels(side, Math.round(side / 2), at))).toBeUndefined()
  })

  it('with more than a code may hold changed is not read as something it is not', () => {
    const { side, at } = drawn(LINK, 5)
    const random = noise()
    const harmed = (x: number, y: number): number =>
      x > side * 0.3 && y > side * 0.3 ? (random() > 0.5 ? 0 : 255) : at(x, y)
    expect(textIn(pixels(side, side, harmed))).toBeUndefined()
  })
})
