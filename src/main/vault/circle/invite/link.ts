/**
 * The link of an invitation: `kinfold:join#` and base64url of canonical CBOR
 * `[1, seed (16 B), circleId (32 B), expires (UTC ms), [hub address], INVITE's entryId (32 B)]`. All behind the `#`, so that
 * no program on the way has a reason to look at it or send it anywhere. What links one's own computer is `kinfold:device#`
 * and the first five, since no entry stands behind it. Where the circle meets by servers, those for signalling stand behind
 * all that, `[address]`; names and passwords of TURN never.
 */
import * as v from 'valibot'
import { readAddress, writeAddress } from '../../../../shared/address.ts'
import { Bytes } from '../../../../shared/bytes.ts'
import { LAST_INSTANT } from '../../../../shared/clock.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { LONGEST_SERVER, readSignalling } from '../../../../shared/servers.ts'
import { decode, encode } from '../cbor.ts'
import { type CodeFor, readCode } from './code.ts'

export const LINK_VERSION = 1
/** What a picture of level M has room for is 2,331. */
const MAX_LINK = 2300
const MAX_ADDRESSES = 8
/** Servers for signalling: with as many of the longest, and all else as long as it can be, a link is below MAX_LINK. */
export const MAX_LINK_SERVERS = 3

export type Invited = {
  /** 16 random bytes: whoever has them may knock. */
  readonly seed: Uint8Array
  /** Absent in a typed code: then safety words are mandatory, and the circle proves itself by the INVITE. */
  readonly circleId?: Uint8Array
  /** The INVITE: what a joining file has to name. Absent in a typed code and in a link of one's own computer. */
  readonly inviteId?: Uint8Array
  /** UTC ms; absent in a typed code. */
  readonly expires?: number
  /** Hub addresses, `host:port`. */
  readonly addresses: readonly string[]
  /** Servers for signalling, as the one who invites has them. Absent: the way goes by one's own network. */
  readonly signalling?: readonly string[]
}

const FIELDS = [
  v.literal(LINK_VERSION),
  Bytes(16),
  Bytes(32),
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_INSTANT)),
  v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(MAX_ADDRESSES)),
] as const
const Servers = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(LONGEST_SERVER))),
  v.minLength(1),
  v.maxLength(MAX_LINK_SERVERS),
)
const Link = {
  device: v.union([v.strictTuple(FIELDS), v.strictTuple([...FIELDS, Servers])]),
  join: v.union([v.strictTuple([...FIELDS, Bytes(32)]), v.strictTuple([...FIELDS, Bytes(32), Servers])]),
} as const

export type Linked = Required<Omit<Invited, 'inviteId' | 'signalling'>> & Pick<Invited, 'signalling'>

export function writeLink(invited: Linked & { readonly inviteId: Uint8Array }): string
export function writeLink(invited: Linked, what: 'device'): string
export function writeLink(invited: Linked & Pick<Invited, 'inviteId'>, what: CodeFor = 'join'): string {
  const addresses = invited.addresses.slice(0, MAX_ADDRESSES)
  const expires = Math.min(LAST_INSTANT, invited.expires)
  const fields = [LINK_VERSION, invited.seed, invited.circleId, expires, addresses]
  const servers = (invited.signalling ?? []).slice(0, MAX_LINK_SERVERS)
  const body = encode([
    ...fields,
    ...(invited.inviteId ? [invited.inviteId] : []),
    ...(servers.length > 0 ? [servers] : []),
  ])
  return `kinfold:${what}#${Buffer.from(body).toString('base64url')}`
}

/** A link, or a typed code with an address typed beside it. */
export function readInvitation(
  text: string,
  address?: string,
  what: CodeFor = 'join',
): Result<Invited, 'invitation-unreadable' | 'address-unreadable'> {
  const trimmed = text.trim()
  const typed = address?.trim() ? readAddress(address) : undefined
  if (typed && !typed.ok) return typed
  const beside = typed?.ok ? [writeAddress(typed.value.host, typed.value.port)] : []
  if (!/^kinfold:/i.test(trimmed)) {
    const seed = readCode(trimmed, what)
    return seed.ok ? ok({ seed: seed.value, addresses: beside }) : seed
  }
  if (trimmed.length > MAX_LINK) return err('invitation-unreadable')
  const [, path, body] = /^kinfold:(?:\/\/)?([a-z]+)\/?#([A-Za-z0-9_-]+)$/i.exec(trimmed) ?? []
  if (!body || path?.toLowerCase() !== what) return err('invitation-unreadable')
  const decoded = decode(new Uint8Array(Buffer.from(body, 'base64url')), { maxBytes: MAX_LINK })
  const link = decoded.ok ? v.safeParse(Link[what], decoded.value) : undefined
  if (!link?.success) return err('invitation-unreadable')
  const [, seed, circleId, expires, hubs, ...behind] = link.output
  const [inviteId] = behind.flatMap(one => (one instanceof Uint8Array ? one : []))
  const servers = behind.flatMap(one => (one instanceof Uint8Array ? [] : one.map(readSignalling)))
  const signalling = servers.flatMap(one => (one.ok ? [one.value] : []))
  const read = hubs.map(readAddress)
  const addresses = read.flatMap(one => (one.ok ? [writeAddress(one.value.host, one.value.port)] : []))
  if (addresses.length !== hubs.length || signalling.length !== servers.length)
    return err('invitation-unreadable')
  const all = [...new Set([...addresses, ...beside])]
  return ok({
    seed,
    circleId,
    expires,
    addresses: all,
    ...(inviteId && { inviteId }),
    ...(signalling.length > 0 && { signalling }),
  })
}
