/** Words out of bytes: UTF-8, UTF-16 with or without its mark, and what a Windows of Western Europe wrote. Else refused. */
import { type Found, Refused } from './source.ts'

/** What Windows-1252 has where Latin-1 has controls (WHATWG Encoding, index-windows-1252); a blank: nothing. */
const CP1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

const utf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function utf16(bytes: Uint8Array, big: boolean): string | undefined {
  if (bytes.length % 2 === 1) return undefined
  const units = Buffer.from(bytes)
  if (big) units.swap16()
  const text = units.toString('utf16le')
  return text.includes('\0') ? undefined : text
}

/** UTF-16 without a mark: nearly every second byte is 0 in most languages that are written so. */
function zeros(bytes: Uint8Array): 'none' | 'little' | 'big' | 'many' {
  const sample = bytes.subarray(0, 4096)
  const counts = [0, 0]
  for (const [i, byte] of sample.entries()) if (byte === 0) counts[i % 2] = (counts[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = counts
  const half = sample.length / 2
  if (even + odd === 0) return 'none'
  if (odd > 0.4 * half && even < 0.05 * half) return 'little'
  return even > 0.4 * half && odd < 0.05 * half ? 'big' : 'many'
}

/** UTF-8 in which a few signs came to harm: all others are what they were. */
function harmed(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes)
  let lost = 0
  let kept = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0xfffd) lost++
    else if (unit > 0x7f) kept++
  }
  return kept >= 10 * lost ? text : undefined
}

/** Words with some accents; a language whose every letter is such a byte is another one's, and not guessed at. */
function windows(bytes: Uint8Array): string | undefined {
  let accents = 0
  for (const byte of bytes) {
    if (byte >= 0x80) accents++
    if (byte >= 0x80 && byte < 0xa0 && CP1252[byte - 0x80] === ' ') return undefined
    if (byte < 0x20 && ![9, 10, 12, 13].includes(byte)) return undefined
  }
  if (accents > 0.3 * bytes.length) return undefined
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, sign => CP1252[sign.charCodeAt(0) - 0x80] ?? '')
}

/** Without a mark at its beginning. Undefined: nobody can say what its letters are. */
export function decode(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return decode(bytes.subarray(3))
  if (first === 0xff && second === 0xfe) return utf16(bytes.subarray(2), false)
  if (first === 0xfe && second === 0xff) return utf16(bytes.subarray(2), true)
  switch (zeros(bytes)) {
    case 'little':
      return utf16(bytes, false)
    case 'big':
      return utf16(bytes, true)
    case 'many':
      return undefined
    default:
      return utf8(bytes) ?? harmed(bytes) ?? windows(bytes)
  }
}

/** @throws Refused above `most` bytes: what is said of the size, and what there is. */
export async function bytesOf(file: Found, most: number): Promise<Uint8Array> {
  if (file.size > most) throw new Refused('import-large')
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of file.read()) {
    size += piece.length
    if (size > most) throw new Refused('import-large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** @throws Refused */
export async function textOf(file: Found, most: number): Promise<string> {
  const text = decode(await bytesOf(file, most))
  if (text === undefined) throw new Refused('import-encoding')
  return text
}
