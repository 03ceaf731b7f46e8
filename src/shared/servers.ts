/** Servers that a person names for a circle: for signalling over the internet, and for connections (STUN, TURN). */
import { isNear, readAddress, writeAddress } from './address.ts'
import { err, ok, type Result } from './result.ts'

/** Of each sort, for one circle. */
export const MOST_SERVERS = 8
/** UTF-16 units of an address. */
export const LONGEST_SERVER = 300

/** The port that a STUN or TURN server has where none is typed: RFC 5389, 9 and RFC 5766, 4. */
const ICE_PORT = 3478

/** A host name as certificates have it; never one that a reader of URLs would take for a number. */
const NAME = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * Reads `wss://signal.example`, `wss://signal.example:4444/room`, `ws://192.168.1.20:4444`. Without TLS only on this computer
 * or on a network of one's own, and by number: whoever looks on elsewhere would read which circles ask for each other. Told as
 * it is kept: scheme and host in lower case, no `/` at its end. faults: server-unreadable, server-open
 */
export function readSignalling(text: string): Result<string, 'server-unreadable' | 'server-open'> {
  const typed = text.trim()
  if (typed.length > LONGEST_SERVER) return err('server-unreadable')
  const [, scheme = '', host = '', port, path = ''] =
    /^(wss?):\/\/(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?((?:\/[\x21\x24-\x5b\x5d-\x7e]*)?)$/i.exec(
      typed,
    ) ?? []
  const named = host.toLowerCase()
  const numbered = readAddress(port === undefined ? named : `${named}:${port}`)
  const isOpen = scheme.toLowerCase() === 'ws'
  if (!numbered.ok) {
    if (!NAME.test(named) || (port !== undefined && !isPort(port))) return err('server-unreadable')
    if (isOpen) return err('server-open')
  } else if (isOpen && !isNear(numbered.value.host)) return err('server-open')
  const at = port === undefined ? named : `${named}:${Number(port)}`
  return ok(`${scheme.toLowerCase()}://${at}${path === '/' ? '' : path}`)
}

const isPort = (text: string): boolean => Number(text) >= 1 && Number(text) <= 65_535

export type IceUrl = { readonly url: string; readonly turn: boolean }

/**
 * Reads `stun:203.0.113.9`, `turn:203.0.113.9:3478`, `turn:[2001:db8::9]` (RFC 7064, RFC 7065), by UDP. By number: the window
 * that asks them looks up no names (docs/decisions/0027). faults: server-unreadable, server-named
 */
export function readIce(text: string): Result<IceUrl, 'server-unreadable' | 'server-named'> {
  const typed = text.trim().toLowerCase()
  if (typed.length > LONGEST_SERVER) return err('server-unreadable')
  const [, scheme, rest = ''] = /^(stun|turn):([^/?#@]+)(?:\?transport=udp)?$/.exec(typed) ?? []
  if (!scheme) return err('server-unreadable')
  const host = rest.replace(/:\d{1,5}$/, '')
  if (host !== 'localhost' && NAME.test(host)) return err('server-named')
  // An IPv6 address stands in brackets: else its end would be read as a port, or a port as its end.
  const bare = /:.*:/.test(rest) && !rest.startsWith('[')
  const read = readAddress(host === rest ? `${rest}:${ICE_PORT}` : rest)
  if (bare || !read.ok || read.value.host.includes('%')) return err('server-unreadable')
  const turn = scheme === 'turn'
  return ok({ url: `${scheme}:${writeAddress(read.value.host, read.value.port)}`, turn })
}
