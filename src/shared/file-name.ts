/** A name for a file on any system, out of what a file was once called: no folders, no signs that a system forbids. */

/** What a sync file's name ends with. */
export const SYNC_ENDING = '.kinfold-sync'
/** And that of a file by which somebody asks to join a circle. */
export const JOIN_ENDING = '.kinfold-join'
export const isOurs = (name: string): boolean =>
  [SYNC_ENDING, JOIN_ENDING].some(ending => name.toLowerCase().endsWith(ending))

/** Bytes of UTF-8; a system allows 255, and some are left for the ending that a file under way has. */
const LONGEST = 200
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this takes out
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]/g
/** What Windows keeps for devices, whatever ends it. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

const bytesOf = (sign: string): number => {
  const point = sign.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}
const length = (text: string): number => [...text].reduce((sum, sign) => sum + bytesOf(sign), 0)

export function fileName(called: string): string {
  const plain = called
    .replace(/\p{Surrogate}/gu, '_')
    .replace(FORBIDDEN, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
  const named = plain === '' ? 'file' : DEVICE.test(plain) ? `_${plain}` : plain
  if (length(named) <= LONGEST) return named
  const dot = named.lastIndexOf('.')
  const end = dot > 0 && named.length - dot <= 12 ? named.slice(dot) : ''
  let start = ''
  let left = LONGEST - length(end)
  for (const sign of named.slice(0, named.length - end.length)) {
    left -= bytesOf(sign)
    if (left < 0) break
    start += sign
  }
  return start.replace(/[. ]+$/, '') + end
}
