/** A hub's address as people type it, and as the machine needs it: an IP literal and a port, never a name to look up. */
import * as v from 'valibot'
import { err, ok, type Result } from './result.ts'

const IPv4 = v.pipe(v.string(), v.ipv4())
const IPv6 = v.pipe(v.string(), v.ipv6())
const isIPv4 = (host: string): boolean => v.is(IPv4, host)
/** A zone (`%eth0`) says at which of this computer's own interfaces; it is no part of the address itself. */
const isIPv6 = (host: string): boolean => v.is(IPv6, host.replace(/%[0-9a-z._-]{1,15}$/, ''))
const isIP = (host: string): 0 | 4 | 6 => (isIPv4(host) ? 4 : isIPv6(host) ? 6 : 0)

/** Where a hub listens unless told otherwise, so that an address can be typed without its port. */
export const HUB_PORT = 48132
/** Where it listens when another program of this computer was first: there a neighbour finds it without being told. */
export const HUB_PORTS: readonly number[] = Array.from({ length: 8 }, (_, i) => HUB_PORT + i)

/** `host` is an IP literal without brackets, lower case; an IPv6 one may carry a zone (`fe80::1%eth0`). */
export type Address = { readonly host: string; readonly port: number; readonly family: 4 | 6 }

/**
 * Reads `192.168.1.20`, `192.168.1.20:48132`, `fe80::1%eth0`, `[fd00::2]`, `[fd00::2]:48132`, `localhost:48132`.
 * Names are refused: looking one up would tell a name server whom this computer wants to reach.
 * faults: address-unreadable
 */
export function readAddress(text: string): Result<Address, 'address-unreadable'> {
  const typed = text.trim().toLowerCase()
  if (typed.length > 300) return err('address-unreadable')
  const bracketed = /^\[([^[\]]+)\](?::(\d{1,5}))?$/.exec(typed)
  const plain = /^([^:[\]]+)(?::(\d{1,5}))?$/.exec(typed)
  const bare = isIP(typed) === 6 ? [typed, typed] : null
  const match = bracketed ?? plain ?? bare
  if (!match) return err('address-unreadable')

  const host = match[1] === 'localhost' ? '127.0.0.1' : unmapped(match[1] ?? '')
  const family = isIP(host)
  const port = match[2] === undefined ? HUB_PORT : Number(match[2])
  if (family === 0 || (bracketed && isIPv4(match[1] ?? ''))) return err('address-unreadable')
  if (port < 1 || port > 65_535 || !isOneComputer(host)) return err('address-unreadable')
  return ok({ host, port, family })
}

/** The reverse of readAddress, for people and for Host headers: `192.168.1.20:48132`, `[fd00::2]:48132`. */
export const writeAddress = (host: string, port: number): string =>
  isIPv4(host) ? `${host}:${port}` : `[${host}]:${port}`

/** `::ffff:10.0.0.1` is how a dual-stack socket says `10.0.0.1` (RFC 4291, 2.5.5.2). */
export const unmapped = (host: string): string => host.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '')

export const isLoopback = (host: string): boolean => /^::1(%|$)/.test(host) || /^127\./.test(unmapped(host))

/**
 * This computer, or a network of one's own, which no router passes on to the world: private (RFC 1918), link-local (RFC 3927;
 * RFC 4291, 2.5.6) and unique local (RFC 4193). False for a name and for whatever does not read: it may be anywhere.
 */
export function isNear(address: string): boolean {
  const host = unmapped(address.toLowerCase())
  if (isIPv4(host))
    return isLoopback(host) || /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host)
  return isIPv6(host) && (isLoopback(host) || /^(f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(host))
}

/**
 * Not "any", not multicast, not broadcast: an address at which one computer may answer. Of what begins with zeros (RFC
 * 4291, 2.4 and 2.5.5: "any", loopback, IPv4 inside IPv6) only `::1` is taken: a second spelling of one's own computer
 * would pass for another.
 */
function isOneComputer(host: string): boolean {
  if (isIPv4(host)) {
    const first = Number(host.split('.')[0])
    return first > 0 && first < 224
  }
  return !/^ff/.test(host) && (!/^(:|0+:)/.test(host) || isLoopback(host))
}
