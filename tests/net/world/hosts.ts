/** Hosts of the tests' own, each with its address and a cable that can be pulled, or the reason why there are none. */
import { type Hosts, hostsAllowed, makeHosts } from '../../drive/hosts.ts'

export type { Hosts }

/** So many hosts and the switch between them; undefined, said aloud, where network namespaces are not allowed. */
export function openHosts(count = 2): Hosts | undefined {
  if (hostsAllowed()) return makeHosts(count)
  console.info('SKIPPED network namespaces: they need Linux, root and iproute2. These tests run on loopback.')
  return undefined
}
