/** What a stranger on the network can say by multicast DNS, byte for byte (RFC 1035, RFC 6762), on loopback alone. */
import { createSocket } from 'node:dgram'

const GROUP = '224.0.0.251'
const PORT = 5353

export const TYPE = '_kinfold._tcp.local'

const u16 = (n: number): number[] => [(n >> 8) & 255, n & 255]
export const nameOf = (name: string): number[] => [
  ...name.split('.').flatMap(label => [label.length, ...Buffer.from(label)]),
  0,
]
const record = (name: string, type: number, ttl: number, data: readonly number[]): number[] => [
  ...nameOf(name),
  ...u16(type),
  ...u16(1),
  0,
  0,
  ...u16(ttl),
  ...u16(data.length),
  ...data,
]

export const header = (questions: number, answers: number): number[] => [
  ...u16(0),
  ...u16(answers > 0 ? 0x8400 : 0),
  ...u16(questions),
  ...u16(answers),
  ...u16(0),
  ...u16(0),
]

/** As a hub of that id would say that it is at `port`; with `ttl` 0, that it goes; and an address that it claims. */
export const announcement = (id: string, port: number, ttl = 120, claim?: readonly number[]): Buffer =>
  Buffer.from([
    ...header(0, claim ? 3 : 2),
    ...record(TYPE, 12, ttl, nameOf(`${id}.${TYPE}`)),
    ...record(`${id}.${TYPE}`, 33, ttl, [...u16(0), ...u16(0), ...u16(port), ...nameOf(`${id}.local`)]),
    ...(claim ? record(`${id}.local`, 1, ttl, claim) : []),
  ])

export const question = (count = 1): Buffer =>
  Buffer.from([
    ...header(count, 0),
    ...Array.from({ length: count }, () => [...nameOf(TYPE), ...u16(12), ...u16(1)]).flat(),
  ])

export type Speaker = {
  readonly say: (packet: Buffer) => Promise<void>
  /** What it heard from the group, and from which address. */
  readonly heard: { readonly from: string; readonly packet: Buffer }[]
  readonly close: () => void
}

/** One who speaks and listens on loopback from that address of it (127.x.y.z). */
export async function openSpeaker(address = '127.0.0.1'): Promise<Speaker> {
  const speaking = createSocket({ type: 'udp4', reuseAddr: true })
  const listening = createSocket({ type: 'udp4', reuseAddr: true })
  const heard: { from: string; packet: Buffer }[] = []
  listening.on('message', (packet, from) => heard.push({ from: from.address, packet }))
  await new Promise<void>(resolve => listening.bind(PORT, '0.0.0.0', resolve))
  let open = true
  listening.addMembership(GROUP, '127.0.0.1')
  await new Promise<void>(resolve => speaking.bind(PORT, address, resolve))
  speaking.setMulticastInterface('127.0.0.1')
  return {
    heard,
    say: packet =>
      new Promise((resolve, reject) =>
        speaking.send(packet, PORT, GROUP, error => (error ? reject(error) : resolve())),
      ),
    close() {
      if (!open) return
      open = false
      speaking.close()
      listening.close()
    },
  }
}
