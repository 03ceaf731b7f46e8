/** Hosts of the tests' own: network namespaces on a bridge, each with its address, a cable that can be pulled, and an end. */
import { execFileSync } from 'node:child_process'

export type Hosts = {
  readonly names: readonly string[]
  /** `10.77.n.1`, `10.77.n.2` */
  readonly addresses: readonly string[]
  readonly pull: (host: number) => void
  readonly plug: (host: number) => void
  readonly close: () => void
}

const ip = (...args: string[]): string =>
  execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 10_000 })

/** Two hosts and the switch between them; undefined, with the reason said aloud, where namespaces are not allowed. */
export function openHosts(): Hosts | undefined {
  // Namespaces are the whole computer's: the names must be this run's own. Interface names hold 15 letters at most.
  const run = (process.pid % 46_656).toString(36)
  const names = [`kfA${run}`, `kfB${run}`]
  const bridge = `kfS${run}`
  const net = `10.77.${process.pid % 250}`
  const close = (): void => {
    for (const name of [...names, bridge]) {
      try {
        ip('netns', 'del', name)
      } catch {
        // It was never made, or is gone.
      }
    }
  }
  try {
    for (const name of [...names, bridge]) {
      ip('netns', 'add', name)
      ip('-n', name, 'link', 'set', 'lo', 'up')
    }
    ip('-n', bridge, 'link', 'add', 'br0', 'type', 'bridge')
    ip('-n', bridge, 'link', 'set', 'br0', 'up')
    names.forEach((name, i) => {
      ip(
        'link',
        'add',
        `v${name}`,
        'netns',
        name,
        'type',
        'veth',
        'peer',
        'name',
        `p${name}`,
        'netns',
        bridge,
      )
      ip('-n', bridge, 'link', 'set', `p${name}`, 'master', 'br0', 'up')
      ip('-n', name, 'addr', 'add', `${net}.${i + 1}/24`, 'dev', `v${name}`)
      ip('-n', name, 'link', 'set', `v${name}`, 'up')
    })
  } catch (reason) {
    close()
    console.info(`no network namespaces here (${String(reason).split('\n')[0]}): these tests run on loopback`)
    return undefined
  }
  process.once('exit', close)
  const set = (host: number, state: 'up' | 'down') =>
    void ip('-n', bridge, 'link', 'set', `p${names[host]}`, state)
  return {
    names,
    addresses: names.map((_, i) => `${net}.${i + 1}`),
    pull: host => set(host, 'down'),
    plug: host => set(host, 'up'),
    close,
  }
}
