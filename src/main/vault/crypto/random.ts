/**
 * Bytes nobody can guess, from the system's generator through Node. It is where libsodium takes them too, but four at a
 * time: 24 of them for each envelope cost more than sealing it.
 */
import { randomFillSync } from 'node:crypto'

export const random = (length: number): Uint8Array => randomFillSync(new Uint8Array(length))
