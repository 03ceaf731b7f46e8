/**
 * The walls between a page and the network. CSP does not stop WebRTC, so the face has a proxy that leads nowhere and may
 * send no UDP beside it; the courier may dial its own hub. Every other session is closed.
 */
import type { Session, WebContents } from 'electron'
import type { Asker } from './permissions.ts'

/** The discard port: only root could listen there, and nobody does. `<-loopback>`: not even loopback goes around it. */
export const DEAD_PROXY = {
  mode: 'fixed_servers',
  proxyRules: 'socks5://127.0.0.1:9',
  proxyBypassRules: '<-loopback>',
} as const

/** Straight to the address, and no question to the system about proxies, which would itself be traffic. */
const NO_PROXY = { mode: 'direct' } as const

const ORIGIN: Readonly<Record<Asker, string | undefined>> = {
  face: 'app://kinfold/',
  courier: 'app://courier/',
  nobody: undefined,
}

/** May this session ask for this address? `hub`: ws://127.0.0.1:port, the courier's own. */
export function mayRequest(asker: Asker, hub: string | undefined, address: string): boolean {
  const own = ORIGIN[asker]
  if (own !== undefined && (address.startsWith(own) || address.startsWith(`blob:${own}`))) return true
  return asker === 'courier' && hub !== undefined && address.startsWith(`${hub}/`)
}

const CLOSED_SCHEMES = ['http', 'https', 'file', 'ftp'] as const

/** On each session, before any window is in it. `hub` is asked at each request, since the hub may start anew. */
export async function wallIn(session: Session, asker: Asker, hub: () => string | undefined): Promise<void> {
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !mayRequest(asker, hub(), details.url) }),
  )
  for (const scheme of CLOSED_SCHEMES) {
    session.protocol.handle(scheme, () => Response.error())
  }
  await session.setProxy(asker === 'courier' ? NO_PROXY : DEAD_PROXY)
}

/** WebRTC's own wall, which is set on the page: for all but the courier, no UDP that does not go through the proxy. */
export function wallInWebRtc(contents: WebContents, asker: Asker): void {
  contents.setWebRTCIPHandlingPolicy(asker === 'courier' ? 'default' : 'disable_non_proxied_udp')
}
