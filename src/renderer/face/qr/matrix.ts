/** The picture of a QR code: its fixed patterns, the codewords wound between them, and a mask. ISO/IEC 18004:2015 6.3, 7.7–7.10. */
import { codewords, versionFor } from './codewords.ts'

/** Square; true is dark. Without the four light modules around it that a reader needs. */
export type Modules = readonly (readonly boolean[])[]

type Sheet = { readonly side: number; readonly dark: boolean[][]; readonly fixed: boolean[][] }

const blank = (side: number): boolean[][] =>
  Array.from({ length: side }, () => new Array<boolean>(side).fill(false))

function put({ side, dark, fixed }: Sheet, x: number, y: number, is: boolean): void {
  if (x < 0 || y < 0 || x >= side || y >= side) return
  ;(dark[y] as boolean[])[x] = is
  ;(fixed[y] as boolean[])[x] = true
}

/** Where the centres of the small squares stand, along each side. Annex E, by the rule behind its table. */
export function alignments(version: number): number[] {
  if (version === 1) return []
  const along = Math.floor(version / 7) + 2
  const step = Math.floor((version * 8 + along * 3 + 5) / (along * 4 - 4)) * 2
  const last = version * 4 + 10
  return [6, ...Array.from({ length: along - 1 }, (_, i) => last - (along - 2 - i) * step)]
}

function patterns(sheet: Sheet, version: number): void {
  const { side } = sheet
  for (let i = 0; i < side; i++) {
    put(sheet, 6, i, i % 2 === 0)
    put(sheet, i, 6, i % 2 === 0)
  }
  for (const [cx, cy] of [
    [3, 3],
    [side - 4, 3],
    [3, side - 4],
  ] as const)
    for (let dy = -4; dy <= 4; dy++)
      for (let dx = -4; dx <= 4; dx++) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy))
        put(sheet, cx + dx, cy + dy, ring !== 2 && ring !== 4)
      }
  const centres = alignments(version)
  const last = centres.length - 1
  centres.forEach((cy, i) => {
    centres.forEach((cx, j) => {
      if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) return
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++)
          put(sheet, cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1)
    })
  })
}

/** What is left of `value` followed by as many zeros as the divisor has bits less one. */
function checked(value: number, zeros: number, divisor: number): number {
  let left = value << zeros
  for (let i = 31 - Math.clz32(left); i >= zeros; i--) if ((left >> i) & 1) left ^= divisor << (i - zeros)
  return (value << zeros) | left
}

/** Level M and the mask, fifteen bits, twice. 7.9. */
function format(sheet: Sheet, mask: number): void {
  const { side } = sheet
  const LEVEL_M = 0b00
  const bits = checked((LEVEL_M << 3) | mask, 10, 0b10100110111) ^ 0b101010000010010
  const bit = (i: number): boolean => ((bits >> i) & 1) === 1
  for (let i = 0; i < 6; i++) put(sheet, 8, i, bit(i))
  put(sheet, 8, 7, bit(6))
  put(sheet, 8, 8, bit(7))
  put(sheet, 7, 8, bit(8))
  for (let i = 9; i < 15; i++) put(sheet, 14 - i, 8, bit(i))
  for (let i = 0; i < 8; i++) put(sheet, side - 1 - i, 8, bit(i))
  for (let i = 8; i < 15; i++) put(sheet, 8, side - 15 + i, bit(i))
  put(sheet, 8, side - 8, true)
}

/** From version 7 on, eighteen bits, twice. 7.10. */
function versionBits(sheet: Sheet, version: number): void {
  if (version < 7) return
  const bits = checked(version, 12, 0b1111100100101)
  for (let i = 0; i < 18; i++) {
    const is = ((bits >> i) & 1) === 1
    const [far, near] = [sheet.side - 11 + (i % 3), Math.floor(i / 3)]
    put(sheet, far, near, is)
    put(sheet, near, far, is)
  }
}

/** Upwards and downwards in turn, two columns at a time, from the right; column 6 is the timing pattern. 7.7.3. */
function wind({ side, dark, fixed }: Sheet, bytes: Uint8Array): void {
  let at = 0
  for (let right = side - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < side; step++)
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? side - 1 - step : step
        if (fixed[y]?.[x] || at >= bytes.length * 8) continue
        ;(dark[y] as boolean[])[x] = (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) === 1
        at++
      }
  }
}

/** Table 10: modules of which the colour is turned. */
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  x => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** How much a picture would trouble a reader. 7.8.3.1. */
function penalty(dark: readonly (readonly boolean[])[]): number {
  const side = dark.length
  let sum = 0
  let darks = 0
  const at = (x: number, y: number, turned: boolean): boolean =>
    dark[turned ? x : y]?.[turned ? y : x] ?? false
  for (const turned of [false, true])
    for (let y = 0; y < side; y++) {
      let run = 0
      let line = ''
      for (let x = 0; x < side; x++) {
        const is = at(x, y, turned)
        line += is ? '1' : '0'
        run = x > 0 && is === at(x - 1, y, turned) ? run + 1 : 1
        if (run === 5) sum += 3
        else if (run > 5) sum += 1
        if (!turned && is) darks++
        if (!turned && x > 0 && y > 0) {
          const same =
            at(x - 1, y, false) === is && at(x, y - 1, false) === is && at(x - 1, y - 1, false) === is
          if (same) sum += 3
        }
      }
      for (const finder of ['10111010000', '00001011101'])
        for (let from = line.indexOf(finder); from >= 0; from = line.indexOf(finder, from + 1)) sum += 40
    }
  return sum + 10 * Math.floor(Math.abs((darks * 20) / (side * side) - 10))
}

/** The QR code of a text in UTF-8. Undefined: it is too long for any (2331 bytes fit). */
export function qrCode(text: string): Modules | undefined {
  const bytes = new TextEncoder().encode(text)
  const version = versionFor(bytes.length)
  if (version === undefined) return undefined
  const side = version * 4 + 17
  const sheet: Sheet = { side, dark: blank(side), fixed: blank(side) }
  patterns(sheet, version)
  versionBits(sheet, version)
  format(sheet, 0)
  wind(sheet, codewords(bytes, version))
  let best: { readonly dark: boolean[][]; readonly costs: number } | undefined
  for (const [n, mask] of MASKS.entries()) {
    const dark = sheet.dark.map((row, y) =>
      row.map((is, x) => (sheet.fixed[y]?.[x] ? is : is !== mask(x, y))),
    )
    format({ ...sheet, dark }, n)
    const costs = penalty(dark)
    if (!best || costs < best.costs) best = { dark, costs }
  }
  return best?.dark
}
