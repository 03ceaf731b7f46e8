/** Names for bytes that must not be confused: the compiler tells a signing key from a box key, an entry from a circle. */
import type { Brand } from '../../../shared/brand.ts'

export type Seed = Brand<Uint8Array, 'Seed'>
export type SignSecret = Brand<Uint8Array, 'SignSecret'>
export type SignPublic = Brand<Uint8Array, 'SignPublic'>
export type Signature = Brand<Uint8Array, 'Signature'>
export type BoxSecret = Brand<Uint8Array, 'BoxSecret'>
export type BoxPublic = Brand<Uint8Array, 'BoxPublic'>
/** K of an epoch: what a circle's words are sealed under, through the writing key. */
export type EpochKey = Brand<Uint8Array, 'EpochKey'>
/** One direction of one link between two devices. */
export type LinkKey = Brand<Uint8Array, 'LinkKey'>
export type Hash = Brand<Uint8Array, 'Hash'>

export type CircleId = Brand<Uint8Array, 'CircleId'>
export type DeviceId = Brand<Uint8Array, 'DeviceId'>
/** 16 random bytes; every other id has 32. */
export type MemberId = Brand<Uint8Array, 'MemberId'>
export type EntryId = Brand<Uint8Array, 'EntryId'>
export type EnvId = Brand<Uint8Array, 'EnvId'>
export type DocId = Brand<Uint8Array, 'DocId'>

export const KEY = 32
export const ID = 32
export const MEMBER_ID = 16
export const SIGNATURE = 64

/** @throws when the length is wrong: bytes from outside are measured before they come here. */
export function brand<T extends Uint8Array>(bytes: Uint8Array, length: number): T {
  if (bytes.length !== length) throw new Error(`${bytes.length} bytes where ${length} belong`)
  return bytes as T
}

export const wipe = (secret: Uint8Array): void => void secret.fill(0)

/** `using key = lend(…)`: the same bytes, wiped at the end of the block. Never for a key that somebody else keeps. */
export const lend = <T extends Uint8Array>(secret: T): T & Disposable =>
  Object.assign(secret, { [Symbol.dispose]: () => wipe(secret) })
