/** This computer's interfaces, as far as the hub may use them, and what lies behind each. */
import { BlockList, isIPv4 } from 'node:net'
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { isLoopback } from '../../shared/address.ts'
import { isIn, type Subnet, wayOf } from '../../shared/ways.ts'

export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>

/** How far the hub may go: nowhere beyond loopback, on these interfaces alone, or on all (`only` null). */
export type Bounds = {
  readonly interfaces: 'all' | 'loopback'
  readonly only: readonly string[] | null
}

/** One of our own addresses that may be used. `zone`: of a link-local IPv6 address, as this system writes it. */
export type Own = {
  readonly name: string
  readonly address: string
  readonly family: 4 | 6
  readonly prefix: number
  readonly zone: string | null
}

export const networkNow = (): Interfaces => networkInterfaces()

export const isLinkLocal = (host: string): boolean => /^fe[89ab]/i.test(host)

export const mayUse = (name: string, internal: boolean, { interfaces, only }: Bounds): boolean =>
  interfaces === 'loopback' ? internal : !internal && (only === null || only.includes(name))

/** Our addresses on the interfaces that may be used, IPv4 first. Of loopback 127.0.0.1 alone. */
export function ownOf(network: Interfaces, bounds: Bounds): Own[] {
  const all = Object.entries(network).flatMap(([name, list]) =>
    (list ?? [])
      .filter(({ internal }) => mayUse(name, internal, bounds))
      .map(one => ({
        name,
        address: one.address,
        family: one.family === 'IPv4' ? (4 as const) : (6 as const),
        prefix: Number(one.cidr?.split('/')[1] ?? (one.family === 'IPv4' ? 32 : 128)),
        zone: isLinkLocal(one.address) ? zoneOf(name, one) : null,
      })),
  )
  if (bounds.interfaces === 'loopback') return all.filter(one => one.address === '127.0.0.1')
  return [...all.filter(one => one.family === 4), ...all.filter(one => one.family === 6)]
}

/** RFC 4007, 11.2: a name on most systems, a number on Windows. */
const zoneOf = (name: string, { scopeid }: NetworkInterfaceInfo): string =>
  process.platform === 'win32' ? String(scopeid ?? 0) : name

/** An own address as a socket takes it. */
export const hostOf = ({ address, zone }: Own): string => (zone === null ? address : `${address}%${zone}`)

/** Addresses under which others may find this computer; link-local IPv6 is left out, since its zone is ours alone. */
export const shareable = (own: readonly Own[]): string[] => [
  ...new Set(own.filter(one => one.zone === null).map(one => one.address)),
]

/** All the networks this computer stands in. Of link-local IPv6 an address does not say which of them it is in. */
export const subnetsOf = (network: Interfaces, bounds: Bounds): Subnet[] =>
  Object.entries(network).flatMap(([name, list]) =>
    (list ?? [])
      .filter(({ address, internal }) => !internal && !isLinkLocal(address))
      .map(({ address, cidr, family, internal }) => ({
        address,
        prefix: Number(cidr?.split('/')[1] ?? (family === 'IPv4' ? 32 : 128)),
        may: mayUse(name, internal, bounds),
      })),
  )

/** Tells whether a host is in the subnet of this address. A zone, where there is one, must be that of the interface. */
export function subnetOf(own: Own): (host: string) => boolean {
  return host => {
    const [address = '', zone] = host.split('%')
    // Typed addresses come in lower case; interfaces have names of any.
    if (zone !== undefined && own.zone?.toLowerCase() !== zone.toLowerCase()) return false
    return isIn(own, address)
  }
}

/** With `only`, a dial goes to the neighbours of an interface that may be used, and nowhere else; loopback apart. */
export function mayDial(host: string, bounds: Bounds, network: Interfaces): boolean {
  if (isLoopback(host)) return true
  if (bounds.interfaces === 'loopback') return false
  if (bounds.only === null) return true
  return ownOf(network, bounds).some(one => subnetOf(one)(host)) && !isBarred(host, bounds, network)
}

/** A neighbour of an interface that may not be used: whoever is that is neither called nor answered. */
export const isBarred = (host: string, bounds: Bounds, network: Interfaces): boolean =>
  !isLoopback(host) && bounds.only !== null && wayOf(subnetsOf(network, bounds), host) === 'not'

const NEARBY = new BlockList()
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
] as const)
  NEARBY.addSubnet(net, prefix, 'ipv4')
NEARBY.addSubnet('fe80::', 10, 'ipv6')
NEARBY.addSubnet('fc00::', 7, 'ipv6')

/** Private (RFC 1918, RFC 4193), link-local or loopback: an address that nobody across the internet has. */
export const isNearby = (host: string): boolean => {
  const [address = ''] = host.split('%')
  return isLoopback(host) || NEARBY.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}
