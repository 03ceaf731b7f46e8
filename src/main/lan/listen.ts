/** The door for other hubs: open on each of this computer's addresses, or on loopback alone, and following them as they change. */
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { HUB_PORT, writeAddress } from '../../shared/address.ts'
import { mayEnterAsHub } from './door.ts'
import { LIMITS } from './message.ts'
import { greet, type Ourselves } from './remote.ts'
import { type Serving, serve } from './serve.ts'

/** Addresses under which others may find this computer: IPv4 first; link-local IPv6 is left out, since its zone is ours alone. */
export function ownAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
  which: 'all' | 'loopback',
): string[] {
  if (which === 'loopback') return ['127.0.0.1']
  const outward = Object.values(interfaces)
    .flatMap(list => list ?? [])
    .filter(({ internal, address }) => !internal && !/^fe[89ab]/i.test(address))
  const of = (family: string) => outward.filter(one => one.family === family).map(one => one.address)
  return [...new Set([...of('IPv4'), ...of('IPv6')])]
}

export const networkNow = (): NodeJS.Dict<NetworkInterfaceInfo[]> => networkInterfaces()

export type Listening = {
  /** Takes the addresses that are there now; resolves with those it listens on, as people type them. */
  readonly be: (hosts: readonly string[]) => Promise<string[]>
  /** Off: nobody new, and who was in goes. */
  readonly end: () => void
}

/** `fixed` is a port asked for on the command line: that one or none. Else 48132, or any free one. */
export function openListening(ourselves: Ourselves, fixed: number | undefined): Listening {
  const open = new Map<string, Serving>()
  const all = new Set<Serving>()
  let port = fixed ?? HUB_PORT
  let turn: Promise<unknown> = Promise.resolve()

  async function bind(host: string): Promise<void> {
    const ports = fixed === undefined ? [port, 0] : [fixed]
    for (const wish of ports) {
      try {
        const serving = await serve({
          host,
          port: wish,
          largest: LIMITS.wrapped,
          seats: LIMITS.connections,
          admits: mayEnterAsHub,
          enter: socket => greet(socket, 'answerer', ourselves),
        })
        open.set(host, serving)
        all.add(serving)
        port = serving.port
        return
      } catch {
        // Taken, or the address went while we looked: try the next port; a later look tries again.
      }
    }
  }

  async function follow(hosts: readonly string[]): Promise<string[]> {
    for (const [host, serving] of open) {
      if (hosts.includes(host)) continue
      // A pulled cable takes the address for a while; connections over it may outlive that.
      open.delete(host)
      serving.shut()
    }
    for (const host of hosts) if (!open.has(host)) await bind(host)
    return hosts.flatMap(host => {
      const serving = open.get(host)
      return serving ? [writeAddress(host, serving.port)] : []
    })
  }

  return {
    be(hosts) {
      const done = turn.then(() => follow(hosts))
      turn = done.catch(() => {})
      return done
    },
    end() {
      turn = turn.then(() => {
        for (const serving of all) serving.close()
        all.clear()
        open.clear()
      })
    },
  }
}
