/** Bytes nobody can guess, from the operating system through libsodium. */
import { sodium } from './sodium.ts'

export const random = (length: number): Uint8Array => sodium.randombytes_buf(length)
