/** A keeper's address as people type it. */
import { isNear, readAddress } from './address.ts'
import { err, ok, type Result } from './result.ts'

/** UTF-16 units. */
const LONGEST = 300
/** A host name as certificates have it; never one that a reader of URLs would take for a number. */
const NAME = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/
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
  if (isOpen && !(numbered.ok && isNear(numbered.value.host))) return err('keeper-open')
  return ok(`${scheme.toLowerCase()}://${at}${path.replace(/\/$/, '')}`)
}

/** Of an address that was read: an IP literal without brackets, or a name. */
export const hostOfKeeper = (address: string): string =>
  /^wss?:\/\/(?:\[([^\]]+)\]|([^:/]+))/.exec(address)?.slice(1).find(Boolean) ?? ''
