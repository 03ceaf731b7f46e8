/**
 * What leaves a computer. Each person sits at a host of their own with a way out that leads nowhere, and every packet on
 * every interface is looked at. Where hosts cannot be made (no root), the open sockets alone are looked at, and that is said.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { electronPath } from '../../scripts/electron.mjs'
import { type Hosts, hostsAllowed, makeHosts } from '../drive/hosts.ts'
import { meet } from '../drive/meet.ts'
import { type RemotePerson, seatPerson } from '../drive/remote.ts'
import {
  beyond,
  line,
  openWorld,
  type Packet,
  type Socket,
  sockets,
  type Wire,
  watchWire,
} from '../drive/wire.ts'
import { PROGRAM } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
const HUB = 48132
const [DNS, MDNS] = [53, 5353] as const

const wired = hostsAllowed()
if (!wired)
  console.log(
    'No hosts of our own here (they need root and iproute2): open sockets are looked at, packets are not.',
  )

const ends: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

type Seated = { person: RemotePerson; host: string | undefined; wire: Wire | undefined }

/** People at computers of their own, and all that goes over their cables from the start. */
async function seat(count: number): Promise<{ hosts: Hosts | undefined; seated: Seated[] }> {
  const hosts = wired ? makeHosts(count) : undefined
  if (hosts) ends.push(() => hosts.end())
  if (hosts) {
    const world = openWorld(hosts.names)
    ends.push(() => world.end())
  }
  const electron: string = await electronPath()
  const seated: Seated[] = []
  for (let i = 0; i < count; i++) {
    const host = hosts?.names[i]
    const wire = host ? await watchWire(host) : undefined
    if (wire) ends.push(() => wire.stop())
    const profile = mkdtempSync(join(tmpdir(), 'kinfold-e2e-'))
    ends.push(() => rmSync(profile, { recursive: true, force: true }))
    const args = host ? [] : ['--kinfold-interfaces=loopback']
    const person = await seatPerson({ electron, program: PROGRAM, profile, args }, host)
    ends.push(async () => {
      await person.getUp().catch(() => {})
      await person.end()
    })
    seated.push({ person, host, wire })
  }
  return { hosts, seated }
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
const said = (wire: Wire | undefined): Packet[] => (wire?.packets ?? []).filter(({ kernel }) => !kernel)
const onTheCable = (wire: Wire | undefined): Packet[] => said(wire).filter(({ loopback }) => !loopback)
const asksForNames = ({ ports }: Packet): boolean => ports.some(port => port === DNS || port === MDNS)

it('says nothing to anybody while Ana keeps a journal and is in no circle', async () => {
  const { seated } = await seat(1)
  const [{ person: ana, host, wire }] = seated as [Seated]
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('The kettle clicked at four.', false)
  await pause(15_000)
  expect((await ana.search('kettle')).length).toBe(1)
  // Playwright looks into the app over loopback; the app itself opens nothing.
  const open = sockets(ana.process.pid ?? 0, host)
  expect(open.length).toBeGreaterThan(0)
  expect(beyond(open)).toEqual([])
  await ana.lock()
  await pause(3000)
  expect(beyond(sockets(ana.process.pid ?? 0, host))).toEqual([])
  expect(onTheCable(wire).map(line)).toEqual([])
  expect(said(wire).filter(asksForNames).map(line)).toEqual([])
  if (!wire || !host) return

  // And had anything been said, it would have been seen.
  const ask = `require('dns').lookup('somebody.example.org', () => {})`
  execFileSync('ip', ['netns', 'exec', host, process.execPath, '-e', ask], { timeout: 30_000 })
  await pause(300)
  expect(onTheCable(wire).some(packet => asksForNames(packet) && packet.to === '10.77.0.254')).toBe(true)
})

/** A Kinfold that may be found on its network asks there, and answers, by multicast DNS; of nobody's name. */
const finds = ({ to, ports }: Packet): boolean =>
  ['224.0.0.251', whole('ff02::fb')].includes(to) && ports.every(port => port === MDNS)

it('speaks to nobody but the other hub, the other member, and whoever may find it, when Ana and Ben share a circle', async () => {
  const { hosts, seated } = await seat(2)
  const [ana, ben] = seated as [Seated, Seated]
  for (const { person } of seated) {
    await person.sitDown()
    await person.makeVault(PASSPHRASE)
  }
  expect(seated.flatMap(({ wire }) => onTheCable(wire).map(line))).toEqual([])
  const address = await meet(ana.person, [ben.person], 'Thursday table', ['Juniper', 'Moss'])
  await ana.person.beginNote('What we watched')
  await ana.person.writeNote('The one with the boat.')
  await ben.person.openNote('What we watched')
  await ben.person.waitForNote(['The one with the boat.'])
  await ben.person.typeAt('end', ' And the dog.')
  await ana.person.waitForNote(['And the dog.'])
  await pause(10_000)

  if (!hosts) {
    const open = seated.flatMap(({ person }) => sockets(person.process.pid ?? 0))
    // WebRTC waits for its peer on the address of this computer's network too. Nobody else has an open line here.
    const waits = ({ kind, there }: Socket): boolean => kind === 'udp' && there.endsWith(':*')
    expect(open.length).toBeGreaterThan(0)
    expect(beyond(open).filter(socket => !waits(socket))).toEqual([])
    return
  }
  expect(address).toBe(`${hosts.addresses[0]}:${HUB}`)
  const both = new Set(hosts.names.flatMap(ownAddresses))
  for (const { wire } of seated) {
    const packets = onTheCable(wire).filter(packet => !finds(packet))
    expect(onTheCable(wire).filter(finds).length).toBeGreaterThan(0)
    expect(onTheCable(wire).filter(packet => finds(packet) && !both.has(packet.from))).toEqual([])
    expect(packets.filter(({ from, to }) => !both.has(from) || !both.has(to)).map(line)).toEqual([])
    expect(
      said(wire)
        .filter(packet => asksForNames(packet) && !finds(packet))
        .map(line),
    ).toEqual([])
    const tcp = packets.filter(({ kind }) => kind === 'tcp')
    const udp = packets.filter(({ kind }) => kind === 'udp')
    // Hub to hub, and member to member; and nothing that is neither.
    expect(packets.filter(({ kind }) => kind === 'other').map(other)).toEqual([])
    expect(tcp.filter(({ ports }) => !ports.includes(HUB)).map(line)).toEqual([])
    expect(udp.filter(packet => !isWebRtc(packet)).map(line)).toEqual([])
    expect(tcp.length).toBeGreaterThan(0)
    expect(udp.filter(({ payload }) => isDtls(payload)).length).toBeGreaterThan(0)
  }
})

const other = (packet: Packet): string => `${line(packet)}: ${packet.payload.toString('hex').slice(0, 80)}`

/** RFC 7983: 0 to 3 is STUN between the two ends, 20 to 63 is DTLS; there is no other first byte in WebRTC without media. */
const isDtls = (payload: Buffer): boolean => (payload[0] ?? 0) >= 20 && (payload[0] ?? 0) <= 63
const isWebRtc = ({ payload, ports }: Packet): boolean =>
  ports.every(port => port > 1023) && ((payload[0] ?? 255) <= 3 || isDtls(payload))

/** What a host is called: its address, and the one it gives itself in IPv6. */
function ownAddresses(host: string): string[] {
  const list = JSON.parse(
    execFileSync('ip', ['-n', host, '-j', 'addr', 'show', 'eth0'], { encoding: 'utf8' }),
  ) as {
    addr_info: { local: string; family: string }[]
  }[]
  return (list[0]?.addr_info ?? []).map(({ local, family }) => (family === 'inet' ? local : whole(local)))
}

/** An IPv6 address with all its eight groups, none of them short. */
function whole(address: string): string {
  const [before = '', after] = address.split('::').map(half => half.split(':').filter(Boolean).join(':'))
  const [head, tail] = [before.split(':').filter(Boolean), (after ?? '').split(':').filter(Boolean)]
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail].join(':')
}
