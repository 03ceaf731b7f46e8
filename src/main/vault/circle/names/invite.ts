/** What an invitation's seed opens: the key that proves it, and the secret of the room where it is answered. */
import { hash } from '../../crypto/hash.ts'
import type { Seed } from '../../crypto/keys.ts'
import { type SignKeys, signKeys } from '../../crypto/sign.ts'

/** 128 bits: what a link carries and a person can type. */
export const INVITE_SEED = 16

export const inviteKeys = (seed: Uint8Array): SignKeys =>
  signKeys(hash('kinfold/invite-sign/1', seed) as Uint8Array as Seed)

/** 32 bytes; one cannot go back from them to the seed, so whoever answers the door cannot use the invitation. */
export const inviteRendezvous = (seed: Uint8Array): Uint8Array => hash('kinfold/invite-rendezvous/1', seed)
