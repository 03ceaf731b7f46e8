/** Files for tests: made by a number, streamed in and read again as the face does it. */
import { createHash } from 'node:crypto'
import { LARGEST_PIECE } from '../../src/shared/contract/attachments.ts'
import type { VaultContract } from '../../src/shared/contract/vault.ts'
import type { Asking } from '../../src/shared/contract/wire.ts'
import type { Fault } from '../../src/shared/fault.ts'
import type { Result } from '../../src/shared/result.ts'
import type { Writing } from '../../src/shared/writing/writing.ts'

type Vault = Pick<Asking<VaultContract>, 'ask'>

export const value = <T>(answer: Result<T, Fault>): T => {
  if (!answer.ok) throw new Error(answer.fault)
  return answer.value
}

/** Bytes `[from, from + length)` of the endless file with this number: no two chunks of it are alike. */
export function bytesOf(n: number, from: number, length: number): Uint8Array {
  const out = new Uint8Array(length)
  for (let i = 0; i < length; i++) {
    const at = from + i
    out[i] = (at * 31 + (at >> 8) * 17 + (at >> 16) * 7 + n * 101) & 0xff
  }
  return out
}

export const sum = (): ReturnType<typeof createHash> => createHash('sha256')

/** Streams `size` bytes in; the id. `seen` is called after each piece. */
export async function attach(
  vault: Vault,
  size: number,
  piece: (from: number, length: number) => Uint8Array,
  { type = 'application/octet-stream', seen = () => {} }: { type?: string; seen?: () => void } = {},
): Promise<string> {
  const { upload } = value(await vault.ask('attachment.begin', { size, type }))
  for (let at = 0; at < size; at += LARGEST_PIECE) {
    const bytes = piece(at, Math.min(LARGEST_PIECE, size - at))
    value(await vault.ask('attachment.piece', { upload, at, bytes }))
    seen()
  }
  return value(await vault.ask('attachment.end', { upload })).blob
}

export const attachBytes = (vault: Vault, bytes: Uint8Array, type?: string): Promise<string> =>
  attach(
    vault,
    bytes.length,
    (from, length) => bytes.subarray(from, from + length),
    type === undefined ? {} : { type },
  )

/** All of a file, piece by piece; undefined where it is not there. */
export async function read(
  vault: Vault,
  blob: string,
  seen = (_: Uint8Array) => {},
): Promise<number | undefined> {
  for (let from = 0; ; ) {
    const answer = await vault.ask('attachment.read', { blob, from, length: LARGEST_PIECE })
    if (!answer.ok) return undefined
    if (answer.value.bytes.length === 0) return from
    seen(answer.value.bytes)
    from += answer.value.bytes.length
  }
}

export async function readBytes(vault: Vault, blob: string): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = []
  const length = await read(vault, blob, bytes => parts.push(bytes))
  return length === undefined ? undefined : Buffer.concat(parts)
}

/** Words with a file between them. */
export const shows = (blob: string, name = 'photo.jpg', thumb: string | null = null): Writing => ({
  type: 'doc',
  content: [
    {
      type: 'block',
      content: [
        { type: 'text', text: 'before ' },
        {
          type: 'attachment',
          attrs: { blob, thumb, name, type: 'image/jpeg', size: 1, width: 4, height: 3, alt: '' },
        },
        { type: 'text', text: ' after' },
      ],
    },
  ],
})
