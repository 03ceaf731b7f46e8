/**
 * Lengths tell what somebody wrote, so they are blurred: content, one byte 0x80, then zeros (ISO/IEC 7816-4) up to the
 * next step of 64 bytes, above 1 KB of 256.
 */
const SMALL = 1024

function step(length: number): number {
  const size = length + 1 <= SMALL ? 64 : 256
  return Math.ceil((length + 1) / size) * size
}

export function padded(content: Uint8Array): Uint8Array {
  const out = new Uint8Array(step(content.length))
  out.set(content)
  out[content.length] = 0x80
  return out
}

/** Undefined for padding of another length or make than `padded` gives: one content has one padded form. */
export function unpadded(bytes: Uint8Array): Uint8Array | undefined {
  let end = bytes.length - 1
  while (end >= 0 && bytes[end] === 0) end--
  if (end < 0 || bytes[end] !== 0x80 || step(end) !== bytes.length) return undefined
  return bytes.subarray(0, end)
}
