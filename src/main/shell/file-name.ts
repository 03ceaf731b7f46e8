/** A name for a file on any system, out of what a file was once called: no folders, no signs that a system forbids. */

/** Bytes of UTF-8, with room for the ending that a file under way has. */
const LONGEST = 200
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this takes out
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]/g
/** What Windows keeps for devices, whatever ends it. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

export function fileName(called: string): string {
  const plain = called
    .replace(FORBIDDEN, '_')
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '')
  const named = plain === '' ? 'file' : DEVICE.test(plain) ? `_${plain}` : plain
  if (Buffer.byteLength(named) <= LONGEST) return named
  const dot = named.lastIndexOf('.')
  const end = dot > 0 && named.length - dot <= 12 ? named.slice(dot) : ''
  let start = named.slice(0, named.length - end.length)
  while (Buffer.byteLength(start + end) > LONGEST) start = [...start].slice(0, -1).join('')
  return start + end
}
