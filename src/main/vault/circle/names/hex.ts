/** Ids as map keys and as the face sees them. Native and fast: the pipeline does this for every envelope. */
export const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')

/** @throws on anything but an even number of lower-case hex digits. */
export function unhex(text: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new Error('not lower-case hex')
  return Uint8Array.from(Buffer.from(text, 'hex'))
}
