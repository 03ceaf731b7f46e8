/** Two computers that no direct way joins: what a TURN server does for them, and what it never hears of. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CourierRoom } from '../../src/shared/contract/courier.ts'
import { type Apart, openApart } from './world/apart.ts'
import { type Device, openDevice, received, until } from './world/device.ts'
import { type Display, openDisplay } from './world/display.ts'
import { forgetElectron, testElectron } from './world/electron.ts'
import { someRoom } from './world/two.ts'

let apart: Apart
let display: Display
let electron: string
let alice: Device
let bob: Device

beforeAll(async () => {
  apart = await openApart()
  display = await openDisplay()
  electron = await testElectron()
  const at = (host: string) => openDevice({ electron, display: display.name, host, interfaces: 'all' })
  ;[alice, bob] = await Promise.all([at(apart.hosts.alice), at(apart.hosts.bob)])
  bob.configure([], true)
  await until(() => bob.addresses().length > 0, 20_000, 'an address of the hub')
  alice.configure([apart.pipe])
  await until(
    () => alice.lan.some(news => news.kind === 'dialled' && news.state === 'up'),
    20_000,
    'the hubs',
  )
}, 90_000)

afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()])
  await apart?.close()
  display?.close()
  if (electron) forgetElectron(electron)
})

beforeEach(async () => {
  alice.rooms()
  bob.rooms()
  await until(() => alice.links.size + bob.links.size === 0, 20_000, 'an empty house')
})

const together = () => alice.links.size > 0 && bob.links.size > 0
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
/** Longer than a connection is given to open, twice. */
const LONG = 13_000
const wide = (change: Partial<CourierRoom> = {}): Partial<CourierRoom> => ({
  reach: 'wide',
  ice: [apart.turn],
  ...change,
})

/** What Bob's connections are told of Alice, as the browser's own take it: past everything of ours. */
async function candidatesAtBob(): Promise<() => Promise<string[]>> {
  await bob.evaluate(`(() => {
    window.heard = []
    if (window.listening) return
    window.listening = true
    const own = Object.getPrototypeOf(RTCPeerConnection.prototype)
    for (const name of ['addIceCandidate', 'setRemoteDescription']) {
      const real = own[name]
      own[name] = function (said) {
        for (const line of String(said?.candidate ?? said?.sdp ?? '').split(/\\r?\\n/))
          if (line.includes('candidate:')) window.heard.push(line)
        return real.apply(this, arguments)
      }
    }
  })()`)
  return async () => (await bob.evaluate('window.heard')) as string[]
}

describe('two computers whose networks nothing joins but a TURN server', () => {
  it('meet through it under the right name and password, and words arrive', async () => {
    const room = someRoom()
    alice.rooms({ ...room, ...wide() })
    bob.rooms({ ...room, ...wide() })
    await until(together, 30_000, 'a link through the TURN server')
    const words = new Uint8Array(50_000).fill(7)
    await alice.send(alice.open()[0]!, words)
    await until(() => received(bob.open()[0]!).length === words.length, 20_000, 'the words')
  }, 60_000)

  it('do not under another password, though it is asked', async () => {
    const room = someRoom()
    const wrong = wide({ ice: [{ ...apart.turn, credential: 'another one' }] })
    const seen = await apart.watch('alice')
    alice.rooms({ ...room, ...wrong })
    bob.rooms({ ...room, ...wrong })
    await until(() => seen.packets() > 0, 20_000, 'the TURN server to be asked')
    await pause(LONG)
    expect(alice.links.size + bob.links.size).toBe(0)
    await seen.end()
  }, 60_000)

  it('send it nothing on their own networks, whatever the other side names, and hear nothing of it', async () => {
    const room = someRoom()
    const seen = { alice: await apart.watch('alice'), bob: await apart.watch('bob') }
    const heard = await candidatesAtBob()
    alice.rooms({ ...room, ice: [apart.turn] })
    bob.rooms({ ...room, ice: [apart.turn] })
    await pause(LONG)
    expect([seen.alice.packets(), seen.bob.packets()]).toEqual([0, 0])
    // Bob's courier is patched: it reaches further than Alice's, and names an address that it has at the TURN server.
    bob.rooms({ ...room, ...wide() })
    await until(() => seen.bob.packets() > 10, 20_000, 'Bob at the TURN server')
    await pause(LONG)
    expect(seen.alice.packets()).toBe(0)
    const said = async () => (await heard()).join()
    expect(await said()).toContain(apart.addresses.alice)
    expect(await said()).not.toContain(apart.addresses.world)
    // As soon as Alice says so, she does: the wire is the one that is watched.
    alice.rooms({ ...room, ...wide() })
    await until(() => seen.alice.packets() > 0, 20_000, 'Alice at the TURN server')
    await until(together, 30_000, 'a link')
    await vi.waitFor(async () => expect(await said()).toContain(apart.addresses.world), 10_000)
    await Promise.all([seen.alice.end(), seen.bob.end()])
  }, 120_000)

  it('tell nobody an address of their own where it is hidden, and meet', async () => {
    const room = someRoom()
    const heard = await candidatesAtBob()
    alice.rooms({ ...room, ...wide({ relay: true }) })
    bob.rooms({ ...room, ...wide() })
    await until(together, 30_000, 'a link')
    // A link may stand before Bob is told anything: what Alice sends by the server reaches him there, and he answers.
    await vi.waitFor(async () => expect(await heard()).not.toEqual([]), 10_000)
    await pause(1000)
    const said = await heard()
    for (const line of said) {
      expect(line).toContain(`${apart.turnAddress} `)
      expect(line).toContain(' typ relay')
      for (const own of [apart.addresses.alice, apart.addresses.world]) expect(line).not.toContain(own)
    }
    // The same without: so that this looks where addresses are.
    alice.rooms()
    await until(() => bob.links.size === 0, 20_000, 'the end')
    alice.rooms({ ...room, ...wide() })
    await until(together, 30_000, 'a link')
    await vi.waitFor(async () => expect((await heard()).join()).toContain(apart.addresses.alice), 10_000)
  }, 120_000)
})
