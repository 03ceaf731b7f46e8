/**
 * Hosts of the test's own: network namespaces with an address each on one bridge, and cables that can be pulled. Needs
 * root and iproute2; where they are not, everything goes over loopback and the caller says so.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { constants } from 'node:os'

export type Hosts = {
  /** `ip netns exec` this name. */
  readonly names: readonly string[]
  readonly addresses: readonly string[]
  /** The namespace in which the switch stands; host `i` is plugged in at its `port${i}`. */
  readonly middle: string
  /** A host's old address is gone and it has this one, as after another router. */
  move(host: number, address: string): void
  /** Pull or plug the cable of one host. */
  cable(host: number, plugged: boolean): void
  /** Bytes that went over a host's cable so far, both ways. */
  bytes(host: number): number
  end(): void
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const ip = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8' })

export const hostsAllowed = (): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const name = `kf${process.pid}t`
  if (spawnSync('ip', ['netns', 'add', name]).status !== 0) return false
  return spawnSync('ip', ['netns', 'del', name]).status === 0
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What a run that was killed could not clear itself: hosts named after a process that is no more. */
function clearLeftovers(): void {
  for (const line of ip('netns', 'list').split('\n')) {
    const [name = ''] = line.split(' ')
    const pid = /^kf(\d+)(?:s|t|h\d+)$/.exec(name)?.[1]
    if (pid && !alive(Number(pid))) spawnSync('ip', ['netns', 'del', name])
  }
}

/** `count` hosts, 10.77.0.1 and up, on a switch of their own; none of them reaches anything else. */
export function makeHosts(count: number): Hosts {
  clearLeftovers()
  const tag = `kf${process.pid}`
  const middle = `${tag}s`
  const names = Array.from({ length: count }, (_, i) => `${tag}h${i}`)
  const clear = (): void => {
    for (const name of [...names, middle]) spawnSync('ip', ['netns', 'del', name])
  }
  const cutShort = (signal: NodeJS.Signals): void => {
    clear()
    process.exit(128 + constants.signals[signal])
  }
  const end = (): void => {
    for (const signal of SIGNALS) process.off(signal, cutShort)
    process.off('exit', clear)
    clear()
  }
  for (const signal of SIGNALS) process.on(signal, cutShort)
  process.on('exit', clear)
  try {
    for (const name of [middle, ...names]) {
      ip('netns', 'add', name)
      ip('-n', name, 'link', 'set', 'lo', 'up')
    }
    ip('-n', middle, 'link', 'add', 'br0', 'type', 'bridge')
    ip('-n', middle, 'link', 'set', 'br0', 'up')
    names.forEach((name, i) => {
      ip('link', 'add', 'eth0', 'netns', name, 'type', 'veth', 'peer', 'name', `port${i}`, 'netns', middle)
      ip('-n', middle, 'link', 'set', `port${i}`, 'master', 'br0', 'up')
      ip('-n', name, 'addr', 'add', `10.77.0.${i + 1}/24`, 'dev', 'eth0')
      ip('-n', name, 'link', 'set', 'eth0', 'up')
    })
  } catch (error) {
    end()
    throw error
  }
  return {
    names,
    middle,
    move: (host, address) => {
      const name = names[host] ?? ''
      ip('-n', name, 'addr', 'flush', 'dev', 'eth0')
      ip('-n', name, 'addr', 'add', `${address}/24`, 'dev', 'eth0')
    },
    addresses: names.map((_, i) => `10.77.0.${i + 1}`),
    cable: (host, plugged) => void ip('-n', middle, 'link', 'set', `port${host}`, plugged ? 'up' : 'down'),
    bytes: host => {
      const [link] = JSON.parse(ip('-n', names[host] ?? '', '-s', '-j', 'link', 'show', 'eth0')) as {
        stats64: { rx: { bytes: number }; tx: { bytes: number } }
      }[]
      return (link?.stats64.rx.bytes ?? 0) + (link?.stats64.tx.bytes ?? 0)
    },
    end,
  }
}
