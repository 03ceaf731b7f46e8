/** What Chromium is told before it starts: no errands of its own. The flags are a request; the test looks at the wire. */
import type { App } from 'electron'
import { interfaces } from './network-wish.ts'

const OFF = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-breakpad',
  'disable-sync',
  'dns-prefetch-disable',
  'no-pings',
  'disable-gpu-shader-disk-cache',
] as const

/** Chromium's own names, in Chromium 114 or later; a name it no longer knows is ignored. */
const FEATURES_OFF = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'Prerender2',
  'ProcessPerSiteUpToMainFrameThreshold',
  'SegmentationPlatform',
  'SpareRendererForSitePerProcess',
  'Translate',
  // The courier's addresses stay addresses: names ending in .local would be asked for on the whole network.
  'WebRtcHideLocalIpsWithMdns',
] as const

/**
 * No name is ever asked for by a window: the face has no business outside, the courier dials its hub by number, and
 * members meet by number. Without this, dns-prefetch, a TURN server's name or a candidate that is a name leaves the face
 * past its proxy (seen in Electron 25).
 */
const NO_NAMES = 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'

export function quietChromium({ commandLine }: Pick<App, 'commandLine'>): void {
  for (const flag of OFF) commandLine.appendSwitch(flag)
  commandLine.appendSwitch('host-resolver-rules', NO_NAMES)
  const given = commandLine.getSwitchValue('disable-features')
  commandLine.appendSwitch('disable-features', [...(given ? [given] : []), ...FEATURES_OFF].join(','))
  // Where the network is to be this computer alone, WebRTC must be able to meet on it.
  if (interfaces(commandLine.getSwitchValue('kinfold-interfaces')) === 'loopback')
    commandLine.appendSwitch('allow-loopback-in-peer-connection')
}
