import type { InterfaceChoice } from '../../../../shared/contract/connection.ts'
import type { NetworkSeen } from '../../../../shared/contract/lan.ts'
import { addressKind } from './kinds.ts'

/** Whether it leads out of this computer. */
export const isOut = ({ addresses }: NetworkSeen['interfaces'][number]): boolean =>
  addresses.some(address => addressKind(address) !== 'loopback')

/**
 * What a name says of its interface, as systems give them: systemd's (`wlp3s0`, `enp0s31f6`), the kernel's (`eth0`), those of
 * Windows. On a Mac `en0` may be either, so it says nothing.
 */
const SORTS = [
  ['wifi', /^wl(an|[opsu])?\d|^wlx[\da-f]+$|^wi-?fi|^wlan\b|drahtlos|wireless/i],
  ['vpn', /^(wg|tun|utun|tailscale|zt|nordlynx|mullvad)[\da-z-]*$|vpn|wireguard|tailscale/i],
  ['cable', /^eth(\d|ernet)|^en[ops]\d|^enx[\da-f]{12}$|^lan-verbindung|^local area connection/i],
] as const
export type Sort = (typeof SORTS)[number][0]

/** Null: the name alone does not say. */
export const sortOf = (name: string): Sort | null => SORTS.find(([, says]) => says.test(name))?.[0] ?? null

export type Way = { readonly name: string; readonly may: boolean; readonly here: boolean }

/** Those that are here, and those that were chosen and are not. */
export function linesOf({ here, only }: InterfaceChoice): readonly Way[] {
  const away = (only ?? []).filter(name => !here.includes(name))
  return [
    ...here.map(name => ({ name, may: only?.includes(name) ?? true, here: true })),
    ...away.map(name => ({ name, may: true, here: false })),
  ]
}

/** The choice with one more, or without this one. Whatever is switched off first, those that are here are named from then on. */
export function withOne({ here, only }: InterfaceChoice, name: string, on: boolean): string[] {
  const others = (only ?? here).filter(one => one !== name)
  return on ? [...others, name] : others
}
