/** A computer in two networks of which a person lets one be used: nothing is said, asked or answered in the other. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CABLE } from '../drive/hosts.ts'
import { type Device, openDevice, until } from './world/device.ts'
import { type Display, openDisplay } from './world/display.ts'
import { forgetElectron, testElectron } from './world/electron.ts'
import { openHosts } from './world/hosts.ts'
import { openTap } from './world/tap.ts'
import { someRoom } from './world/two.ts'

const hosts = openHosts(3)
/** Alice stands in both, Bob in the first, Carol in the second alone. */
const [nameA = '', , nameC = ''] = hosts?.names ?? []
const SECOND = 'eth1'
const THERE = { alice: '10.88.0.1', carol: '10.88.0.3' }
const room = someRoom()

let display: Display
let electron: string
let alice: Device
let bob: Device
let carol: Device

const ip = (...args: string[]): void => void execFileSync('ip', args)
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const seen = (device: Device) => device.lan.flatMap(one => (one.kind === 'seen' ? one.network : [])).at(-1)
const linksOf = (...devices: Device[]): number[] => devices.map(({ links }) => links.size)
/** All that a hub may look for, and be found by. */
const look = (device: Device, only: string[] | null, dial: string[] = []): void =>
  device.configure(dial, true, [], { only, discover: true })

/** A word from one that reaches the other over any link they have. */
async function hears(from: Device, to: Device): Promise<void> {
  const word = randomBytes(24)
  await until(
    () => {
      const newest = from.open().at(-1)
      const heard = to.open().some(link => link.frames.some(frame => word.equals(frame)))
      if (!heard && newest && newest.credit > 0) void from.send(newest, word)
      return heard
    },
    15_000,
    'a word',
  )
}

beforeAll(async () => {
  if (!hosts) return
  const { middle } = hosts
  ip('-n', middle, 'link', 'add', 'br1', 'type', 'bridge')
  ip('-n', middle, 'link', 'set', 'br1', 'up')
  ip('link', 'add', SECOND, 'netns', nameA, 'type', 'veth', 'peer', 'name', 'second', 'netns', middle)
  ip('-n', middle, 'link', 'set', 'second', 'master', 'br1', 'up')
  ip('-n', nameA, 'addr', 'add', `${THERE.alice}/24`, 'dev', SECOND)
  ip('-n', nameA, 'link', 'set', SECOND, 'up')
  ip('-n', middle, 'link', 'set', 'port2', 'master', 'br1')
  hosts.move(2, THERE.carol)
  display = await openDisplay()
  electron = await testElectron()
  const open = (i: number) =>
    openDevice({ electron, display: display.name, host: hosts.names[i] ?? '', interfaces: 'all' })
  ;[alice, bob, carol] = (await Promise.all([0, 1, 2].map(open))) as [Device, Device, Device]
}, 90_000)

afterAll(async () => {
  await Promise.all([alice, bob, carol].map(device => device?.close()))
  hosts?.end()
  display?.close()
  if (electron) forgetElectron(electron)
})

describe.skipIf(!hosts)('with one of two networks switched off', () => {
  it('Alice meets Bob in the one, and in the other no packet of hers leaves, whoever calls', async () => {
    const tap = await openTap(nameC)
    // Carol calls at Alice's door there, by number and by multicast; both are in Alice's room.
    look(alice, [CABLE])
    look(bob, null)
    look(carol, null, [`${THERE.alice}:48132`])
    for (const device of [alice, bob, carol]) device.rooms(room)
    await until(() => alice.links.size === 1 && bob.links.size === 1, 30_000, 'a link')
    await hears(alice, bob)
    await pause(12_000)
    expect(linksOf(alice, bob, carol)).toEqual([1, 1, 0])
    const packets = tap.packets()
    // Carol was heard calling; of Alice there is only what her system says to a knock at a door that is shut.
    expect(
      packets.some(line => line.includes(`${THERE.carol}.`) && line.includes(`> ${THERE.alice}.48132`)),
    ).toBe(true)
    const hers = packets.filter(
      line => line.includes(`IP ${THERE.alice}`) || line.includes(`IP ${hosts?.addresses[0]}`),
    )
    expect(hers.filter(line => !/ Flags \[R\.?\]/.test(line))).toEqual([])
    expect(seen(alice)?.interfaces).toContainEqual({
      name: SECOND,
      used: false,
      addresses: expect.arrayContaining([THERE.alice]),
    })
    await tap.close()
  }, 90_000)

  it('Bob hears of no address of hers there, and what he says of one is not tried', async () => {
    const tap = await openTap(nameC)
    const told = `(() => {
      window.told = []
      // Chromium's own, behind the guard.
      const own = Object.getPrototypeOf(RTCPeerConnection).prototype
      const set = own.setRemoteDescription
      const add = own.addIceCandidate
      own.setRemoteDescription = function (d) { told.push(d.sdp); return set.call(this, d) }
      own.addIceCandidate = function (c) { told.push(c.candidate); return add.call(this, c) }
    })()`
    await bob.evaluate(told)
    // And he says that he is there, too.
    await bob.evaluate(`(() => {
      const get = Object.getOwnPropertyDescriptor(RTCPeerConnectionIceEvent.prototype, 'candidate').get
      Object.defineProperty(RTCPeerConnectionIceEvent.prototype, 'candidate', {
        get() {
          const own = get.call(this)
          if (!own) return own
          const candidate = own.candidate.replaceAll('${hosts?.addresses[1]}', '10.88.0.9')
          return new RTCIceCandidate({ ...own.toJSON(), candidate })
        },
      })
    })()`)
    const before = [...alice.links.keys()]
    alice.drop(before[0] ?? '')
    await until(() => before.every(link => alice.closed.includes(link)), 20_000, 'the end of a link')
    await until(() => alice.links.size === 1 && bob.links.size === 1, 30_000, 'another link')
    await pause(3000)
    const said = String(await bob.evaluate('told.join(" ")'))
    expect(said).toContain(hosts?.addresses[0])
    expect(said).not.toContain(THERE.alice)
    // The system itself answers Carol's knock at a closed door.
    const isAnswer = (line: string): boolean => line.includes('Flags [R')
    const sent = tap
      .packets()
      .filter(line => line.includes('10.88.0.9') || line.includes(`IP ${THERE.alice}`))
    expect(sent.filter(line => !isAnswer(line))).toEqual([])
    await tap.close()
  }, 90_000)

  it('Alice meets Carol instead when she chooses the other one, and the link to Bob ends', async () => {
    look(alice, [SECOND])
    await until(() => carol.links.size === 1 && bob.links.size === 0, 40_000, 'the other link')
    await hears(alice, carol)
    expect(linksOf(alice, bob, carol)).toEqual([1, 0, 1])
  }, 90_000)

  it('Alice meets both when all may be used', async () => {
    look(alice, null)
    await until(
      () => alice.links.size === 2 && bob.links.size === 1 && carol.links.size === 1,
      40_000,
      'both',
    )
  }, 90_000)

  it('Alice meets nobody where none may be used', async () => {
    look(alice, [])
    await until(() => alice.links.size + bob.links.size + carol.links.size === 0, 40_000, 'nobody')
    await pause(5000)
    expect(linksOf(alice, bob, carol)).toEqual([0, 0, 0])
  }, 90_000)
})
