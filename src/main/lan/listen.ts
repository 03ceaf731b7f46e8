/** The door for other hubs: open on each of this computer's addresses, or on loopback alone, and following them as they change. */
import { HUB_PORTS, unmapped } from '../../shared/address.ts'
import { mayEnterAsHub } from './door.ts'
import { LIMITS } from './message.ts'
import { greet, type Ourselves } from './remote.ts'
import { type Serving, serve } from './serve.ts'

export type Listened = { readonly host: string; readonly port: number }

export type Listening = {
  /** Takes the addresses that are there now; resolves with those it listens on. */
  readonly be: (hosts: readonly string[]) => Promise<Listened[]>
  /** Off: nobody new, and who was in goes. */
  readonly end: () => void
}

/**
 * `fixed` is a port asked for on the command line: that one or none. Else the first free of HUB_PORTS that is not one of
 * `theirs`, ports of this computer where somebody is looked for: a hub that took its neighbour's place would meet itself
 * there, and the two would never find each other. Else any. Who comes from a network that may not be used is `isBarred`;
 * who comes from where somebody is looked for, `isAwaited`.
 */
export function openListening(
  ourselves: Ourselves,
  fixed: number | undefined,
  theirs: () => ReadonlySet<number>,
  isBarred: (from: string) => boolean,
  isAwaited: (from: string) => boolean,
): Listening {
  const open = new Map<string, Serving>()
  const all = new Set<Serving>()
  let port: number | undefined
  let turn: Promise<unknown> = Promise.resolve()

  async function bind(host: string): Promise<void> {
    const free = [...(port === undefined ? [] : [port]), ...HUB_PORTS].filter(one => !theirs().has(one))
    const ports = fixed === undefined ? [...new Set(free), 0] : [fixed]
    for (const wish of ports) {
      try {
        const serving = await serve({
          host,
          port: wish,
          largest: LIMITS.wrapped,
          seats: LIMITS.connections,
          perAddress: LIMITS.perAddress,
          awaits: from => isAwaited(unmapped(from)),
          admits: knock => mayEnterAsHub(knock) && !isBarred(knock.from ?? ''),
          enter: (socket, from, fromPort) =>
            greet(socket, { role: 'answerer', host: unmapped(from), port: fromPort }, ourselves),
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

  async function follow(hosts: readonly string[]): Promise<Listened[]> {
    for (const [host, serving] of open) {
      if (hosts.includes(host)) continue
      // A pulled cable takes the address for a while; connections over it may outlive that.
      open.delete(host)
      serving.shut()
    }
    for (const host of hosts) if (!open.has(host)) await bind(host)
    return hosts.flatMap(host => {
      const serving = open.get(host)
      return serving ? [{ host, port: serving.port }] : []
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
