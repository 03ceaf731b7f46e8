/** Who may come in at all, decided from a request's headers before a socket is opened. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import { isLoopback } from '../../shared/address.ts'

/** What a door looks at. `from` is the caller's address. */
export type Knock = {
  readonly url: string | undefined
  readonly origin: string | undefined
  readonly host: string | undefined
  readonly from: string | undefined
}

export const COURIER_ORIGIN = 'app://courier'

/** Equal in constant time, whatever the lengths. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/**
 * The courier of this start alone: its Origin (a web page cannot forge one), the token of this start (another program
 * can forge an Origin), and our own Host (a name that was made to point here is not us).
 */
export function mayEnterAsCourier(knock: Knock, port: number, token: string): boolean {
  if (knock.origin !== COURIER_ORIGIN || knock.host !== `127.0.0.1:${port}`) return false
  if (!isLoopback(knock.from ?? '')) return false
  // Not by URL: a stranger's request line may be one it throws at.
  const query = /^\/\?(.*)$/.exec(knock.url ?? '')?.[1] ?? ''
  return same(new URLSearchParams(query).get('token') ?? '', token)
}

export const HUB_PATH = '/kinfold/1'

/** Another hub: no Origin, since only a browser sends one, and a Host that nobody looked up (DNS rebinding). */
export function mayEnterAsHub(knock: Knock): boolean {
  if (knock.origin !== undefined || knock.url !== HUB_PATH) return false
  const host = /^(?:\[([^\]]+)\]|([^:]+))(?::\d{1,5})?$/.exec(knock.host ?? '')
  return host !== null && isIP(host[1] ?? host[2] ?? '') !== 0
}
