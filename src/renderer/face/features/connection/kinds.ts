/** What may be said of an address, and of why nothing answers there, to somebody who is to know neither. */
import { isLoopback, readAddress, unmapped } from '../../../../shared/address.ts'

export type AddressKind =
  | 'loopback'
  | 'private4'
  | 'link4'
  | 'public4'
  | 'private6'
  | 'link6'
  | 'public6'
  | 'unread'

/** `text`: with a port or without. RFC 1918, 3927, 6598; for IPv6 RFC 4193 and RFC 4291, 2.5.6. */
export function addressKind(text: string): AddressKind {
  const read = readAddress(text)
  if (!read.ok) return 'unread'
  const host = unmapped(read.value.host)
  if (isLoopback(host)) return 'loopback'
  if (read.value.family === 6)
    return /^f[cd]/.test(host) ? 'private6' : /^fe[89ab]/.test(host) ? 'link6' : 'public6'
  if (/^169\.254\./.test(host)) return 'link4'
  const own = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/
  return own.test(host) ? 'private4' : 'public4'
}

/** `turned`: it answers and will not have us. `other`: a word of the system's that stands in no list here. */
export type Trouble =
  | 'closed'
  | 'far'
  | 'no-way'
  | 'late'
  | 'taken'
  | 'denied'
  | 'ended'
  | 'turned'
  | 'name'
  | 'certificate'
  | 'other'

const TROUBLES: ReadonlyMap<string, Trouble> = new Map([
  ['ECONNREFUSED', 'closed'],
  ['EHOSTUNREACH', 'far'],
  ['EHOSTDOWN', 'far'],
  ['ENETUNREACH', 'no-way'],
  ['ENETDOWN', 'no-way'],
  ['EADDRNOTAVAIL', 'no-way'],
  ['ETIMEDOUT', 'late'],
  ['EADDRINUSE', 'taken'],
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
  ['ECONNRESET', 'ended'],
  ['EPIPE', 'ended'],
  ['ENOTFOUND', 'name'],
  ['EAI_AGAIN', 'name'],
  ['CERT_HAS_EXPIRED', 'certificate'],
  ['CERT_NOT_YET_VALID', 'certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'certificate'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
])

type Told = { readonly state: 'up' | 'unreachable' | 'refused'; readonly error: string | null }

/** Why nothing is heard from there; null: it answers. */
export function troubleOf({ state, error }: Told): Trouble | null {
  if (state === 'up') return null
  return TROUBLES.get(error ?? '') ?? (state === 'refused' ? 'turned' : 'other')
}
