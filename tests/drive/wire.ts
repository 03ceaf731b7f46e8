/** Every packet that a host sends or hears, on all its interfaces, and every socket that somebody there holds open. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'

export type Packet = {
  /** On the interface that leads nowhere but back. */
  readonly loopback: boolean
  /**
   * The kernel of a host says it by itself: IGMP, the ICMPv6 of neighbours and listeners; and, in answer to a packet that
   * was itself seen, that its port is closed. ARP is not among them: it is asked when somebody wants to speak to somebody.
   */
  readonly kernel: boolean
  readonly kind: 'tcp' | 'udp' | 'arp' | 'other'
  readonly from: string
  readonly to: string
  readonly ports: readonly [number, number]
  /** What is carried above TCP or UDP. */
  readonly payload: Buffer
}

export type Wire = { readonly packets: readonly Packet[]; stop(): Promise<void> }

/** LINKTYPE_LINUX_SLL2: protocol 2, reserved 2, interface 4, hardware 2, kind of packet 1, length 1, address 8. */
const COOKED = 20
const ARP = 0x0806
const IPV4 = 0x0800
const IPV6 = 0x86dd
const [ICMP, IGMP, TCP, UDP, HOP_BY_HOP, ICMPV6] = [1, 2, 6, 17, 0, 58] as const
const UNREACHABLE = { [ICMP]: 3, [ICMPV6]: 1 } as Readonly<Record<number, number>>
/** Multicast listeners, routers, neighbours (RFC 2710, 3810, 4861). */
const NEIGHBOURLY = [130, 131, 132, 133, 134, 135, 136, 143]

/** Watch all that goes over the interfaces of a host made by makeHosts. Needs tcpdump. */
export async function watchWire(host: string): Promise<Wire> {
  const packets: Packet[] = []
  const args = [
    'netns',
    'exec',
    host,
    'tcpdump',
    '-i',
    'any',
    '-y',
    'LINUX_SLL2',
    '-U',
    '--immediate-mode',
    '-w',
    '-',
  ]
  const child = spawn('ip', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let rest = Buffer.alloc(0)
  let begun = false
  child.stdout.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes])
    if (!begun && rest.length < 24) return
    if (!begun) {
      if (rest.readUInt32LE(20) !== 276) throw new Error('not the link type that was asked for')
      rest = rest.subarray(24)
      begun = true
    }
    while (rest.length >= 16 && rest.length >= 16 + rest.readUInt32LE(8)) {
      const end = 16 + rest.readUInt32LE(8)
      packets.push(parse(rest.subarray(16, end)))
      rest = rest.subarray(end)
    }
  })
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`tcpdump ended (${code})`)))
    child.stderr.on('data', text => String(text).includes('listening on') && resolve())
  })
  return {
    packets,
    stop: () =>
      new Promise(resolve => {
        child.removeAllListeners('exit')
        child.once('exit', () => resolve())
        // Closed properly, it hands out what it still holds.
        child.kill('SIGINT')
      }),
  }
}

function parse(frame: Buffer): Packet {
  const protocol = frame.readUInt16BE(0)
  const packet = frame.subarray(COOKED)
  const common = { loopback: frame.readUInt32BE(4) === 1, kernel: false, kind: 'other' as const }
  const nothing = { from: '', to: '', ports: [0, 0] as const, payload: Buffer.alloc(0) }
  if (protocol === ARP) {
    const [from, to] = [v4(packet.subarray(14, 18)), v4(packet.subarray(24, 28))]
    return { ...common, ...nothing, kind: 'arp', from, to }
  }
  if (protocol === IPV4) {
    const [from, to] = [v4(packet.subarray(12, 16)), v4(packet.subarray(16, 20))]
    const body = packet.subarray(((packet[0] ?? 0) & 15) * 4, packet.readUInt16BE(2))
    return { ...common, ...above(packet[9] ?? 0, body), from, to }
  }
  if (protocol !== IPV6) return { ...common, ...nothing }
  const [from, to] = [v6(packet.subarray(8, 24)), v6(packet.subarray(24, 40))]
  let next = packet[6] ?? 0
  let body = packet.subarray(40)
  if (next === HOP_BY_HOP) {
    next = body[0] ?? 0
    body = body.subarray(8 + (body[1] ?? 0) * 8)
  }
  return { ...common, ...above(next, body), from, to }
}

function above(protocol: number, body: Buffer): Pick<Packet, 'kernel' | 'kind' | 'ports' | 'payload'> {
  const ports = body.length >= 4 ? ([body.readUInt16BE(0), body.readUInt16BE(2)] as const) : ([0, 0] as const)
  if (protocol === UDP) return { kernel: false, kind: 'udp', ports, payload: body.subarray(8) }
  if (protocol === TCP)
    return { kernel: false, kind: 'tcp', ports, payload: body.subarray(((body[12] ?? 0) >> 4) * 4) }
  const neighbourly = protocol === ICMPV6 && NEIGHBOURLY.includes(body[0] ?? 0)
  const kernel = protocol === IGMP || neighbourly || body[0] === UNREACHABLE[protocol]
  return { kernel, kind: 'other', ports: [0, 0], payload: body }
}

const v4 = (bytes: Buffer): string => [...bytes].join('.')
const v6 = (bytes: Buffer): string =>
  Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16)).join(':')

/** One line of a packet, for a failure that can be read. */
export const line = ({ kind, from, to, ports, payload }: Packet): string =>
  `${kind} ${from} ${ports[0]} > ${to} ${ports[1]}, ${payload.length} bytes`

/**
 * A way out for the hosts, that leads nowhere: without one, whatever is said to the world would fail before it became a
 * packet, and silence would prove nothing. Names are asked for there too. The answer takes it away.
 */
export function openWorld(hosts: readonly string[]): { end(): void } {
  for (const host of hosts) {
    const ip = (...args: string[]): string => execFileSync('ip', ['-n', host, ...args], { encoding: 'utf8' })
    ip('route', 'add', 'default', 'via', '10.77.0.254')
    ip('neigh', 'add', '10.77.0.254', 'lladdr', '02:00:00:00:00:fe', 'dev', 'eth0')
    mkdirSync(`/etc/netns/${host}`, { recursive: true })
    writeFileSync(`/etc/netns/${host}/resolv.conf`, 'nameserver 10.77.0.254\noptions timeout:1 attempts:1\n')
  }
  return {
    end: () => {
      for (const host of hosts) rmSync(`/etc/netns/${host}`, { recursive: true, force: true })
    },
  }
}

/** `pid` and all that came of it. */
function family(pid: number): Set<number> {
  const list = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = list.split('\n').map(text => text.trim().split(/\s+/).map(Number))
  const all = new Set([pid])
  for (let size = 0; size !== all.size; ) {
    size = all.size
    for (const [child = 0, parent = 0] of pairs) if (all.has(parent)) all.add(child)
  }
  return all
}

/** `kind`: `tcp` or `udp`. */
export type Socket = { readonly kind: string; readonly here: string; readonly there: string }

/** The TCP and UDP sockets that `pid` and all its children hold, at that host; a socket that listens has `*` there. */
export function sockets(pid: number, host?: string): Socket[] {
  const ours = family(pid)
  const command = ['ss', '-Htunap']
  const { stdout } = host
    ? spawnSync('ip', ['netns', 'exec', host, ...command], { encoding: 'utf8' })
    : spawnSync('ss', command.slice(1), { encoding: 'utf8' })
  return stdout
    .split('\n')
    .filter(text => [...text.matchAll(/pid=(\d+)/g)].some(([, each]) => ours.has(Number(each))))
    .map(text => text.split(/\s+/))
    .map(([kind = '', , , , here = '', there = '']) => ({ kind, here, there }))
}

const NEAR = /^(127\.\d+\.\d+\.\d+|\[::1\]|\[::ffff:127\.\d+\.\d+\.\d+\])(%\w+)?:/

/** Those that lead, or could lead, to another computer. */
export const beyond = (list: readonly Socket[]): Socket[] =>
  list.filter(({ here, there }) => !NEAR.test(here) || !(NEAR.test(there) || /:\*$/.test(there)))
