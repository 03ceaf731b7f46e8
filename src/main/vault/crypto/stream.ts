/** secretstream (XChaCha20-Poly1305): frames in order, none missing, none twice, and a last one that says so. */
import type { LinkKey } from './keys.ts'
import { sodium } from './sodium.ts'

/** Bytes a frame is longer than its message. */
export const STREAM_OVERHEAD = 17

export type Push = {
  /** 24 bytes, sent once before the first frame. */
  readonly header: Uint8Array
  push(message: Uint8Array, final?: boolean): Uint8Array
}
export type Pull = {
  /** Undefined for a frame that is not the next one: the stream is over then, whoever meddled. */
  pull(frame: Uint8Array): { message: Uint8Array; final: boolean } | undefined
}

export function pushStream(key: LinkKey): Push {
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key)
  const { crypto_secretstream_xchacha20poly1305_TAG_FINAL: FINAL } = sodium
  const { crypto_secretstream_xchacha20poly1305_TAG_MESSAGE: MESSAGE } = sodium
  return {
    header,
    push: (message, final = false) =>
      sodium.crypto_secretstream_xchacha20poly1305_push(state, message, null, final ? FINAL : MESSAGE),
  }
}

/** Undefined when the header is none. */
export function pullStream(key: LinkKey, header: Uint8Array): Pull | undefined {
  if (header.length !== sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES) return undefined
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key)
  let over = false
  return {
    pull(frame) {
      if (over || frame.length < STREAM_OVERHEAD) return undefined
      const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, frame, null)
      if (!pulled) {
        over = true
        return undefined
      }
      over = pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
      return { message: pulled.message, final: over }
    },
  }
}
