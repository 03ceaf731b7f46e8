/** A keeper's address as people type it. */
import { readAddress } from './address.ts'
import { err, ok, type Result } from './result.ts'

/** UTF-16 units. */
const LONGEST = 300
/** A host name as certificates have it; never one that a reader of URLs would take for a number. */
const NAME = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** This computer, or a network that no router passes on to the world (RFC 1918, RFC 4193, RFC 3927). */
const NEAR = /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:)/

/**
 * Reads `wss://keeper.example`, `wss://keeper.example:4433/ours`, `ws://192.168.1.20:48133`. Without TLS only on this computer
 * or a network of one's own, by number: on the way somebody could read the names of documents, and whoever knows one can empty
 * it. Told as it is kept, in lower case up to the path, without a `/` at its end. faults: keeper-unreadable, keeper-open
 */
export function readKeeper(text: string): Result<string, 'keeper-unreadable' | 'keeper-open'> {
  const typed = text.trim()
  const [, scheme = '', host = '', port, path = ''] =
    /^(wss?):\/\/(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?((?:\/[\w./~-]*)?)$/i.exec(typed) ?? []
  const named = host.toLowerCase()
  const at = port === undefined ? named : `${named}:${Number(port)}`
  const numbered = readAddress(at)
  const isPort = port === undefined || (Number(port) >= 1 && Number(port) <= 65_535)
  if (typed.length > LONGEST || !isPort || !(numbered.ok || NAME.test(named))) return err('keeper-unreadable')
  const isOpen = scheme.toLowerCase() === 'ws'
  if (isOpen && !(numbered.ok && NEAR.test(numbered.value.host))) return err('keeper-open')
  return ok(`${scheme.toLowerCase()}://${at}${path.replace(/\/$/, '')}`)
}
