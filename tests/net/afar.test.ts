/** Two people far from each other: their hubs know nothing of one another, only one signalling server, as y-webrtc ships it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Device, openDevice, until } from './world/device.ts'
import { type Display, openDisplay } from './world/display.ts'
import { forgetElectron, testElectron } from './world/electron.ts'
import { type Hosts, openHosts } from './world/hosts.ts'
import { startStock } from './world/server.ts'
import { someRoom } from './world/two.ts'

let hosts: Hosts | undefined
let display: Display
let electron: string
let server: Awaited<ReturnType<typeof startStock>>
let alice: Device
let bob: Device

const room = someRoom()
const url = () => (hosts ? `ws://${hosts.addresses[0]}:${server.port}/` : server.url)
const together = () => alice.links.size === 1 && bob.links.size === 1
const apart = () => alice.links.size + bob.links.size === 0
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const isAt = (device: Device) => {
  const seen = device.lan.filter(news => news.kind === 'seen').at(-1)
  return seen?.network.signalling.some(({ state }) => state === 'up') ?? false
}
const configure = (...devices: Device[]) => {
  for (const one of devices) one.configure([], false, [{ url: url(), topics: [room.name] }])
}

beforeAll(async () => {
  hosts = openHosts()
  display = await openDisplay()
  electron = await testElectron()
  server = await startStock(hosts?.names[0])
  const at = (i: number) => ({
    electron,
    display: display.name,
    ...(hosts?.names[i] === undefined ? {} : { host: hosts.names[i], interfaces: 'all' as const }),
  })
  ;[alice, bob] = await Promise.all([openDevice(at(0)), openDevice(at(1))])
}, 60_000)

afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()])
  await server?.stop()
  hosts?.end()
  display?.close()
  if (electron) forgetElectron(electron)
})

async function leave(): Promise<void> {
  alice.rooms()
  bob.rooms()
  await until(apart, 20_000, 'an empty room')
}

describe('two people who know only a server', () => {
  it('do not meet while nothing tells their hubs of it', async () => {
    for (const one of [alice, bob]) {
      one.configure([])
      one.rooms(room)
    }
    await pause(4000)
    expect(apart()).toBe(true)
    await leave()
  })

  it('meet when both are there, and so does a newcomer, long after the other came', async () => {
    configure(alice, bob)
    await until(() => isAt(alice) && isAt(bob), 10_000, 'both at the server')
    alice.rooms(room)
    // Past her first announcements: from here on she speaks every ten seconds or so.
    await pause(12_000)
    bob.rooms(room)
    const took = await until(together, 20_000, 'a link')
    console.info(`a newcomer met who was there by way of a server after ${Math.round(took)} ms`)
    // The timer alone would let him wait 5 to 15 s; a busy computer may, so nothing hangs on it here.
    await leave()
  })

  it('meet when the server came after both of them', async () => {
    await server.stop()
    for (const one of [alice, bob]) one.rooms(room)
    await until(() => !isAt(alice) && !isAt(bob), 10_000, 'the server to be missed')
    await pause(5000)
    server = await startStock(hosts?.names[0], server.port)
    await until(() => isAt(alice) && isAt(bob), 30_000, 'both at the server')
    const took = await until(together, 20_000, 'a link')
    console.info(`they met ${Math.round(took)} ms after both had reached the server`)
  })

  it('meet again when their link was cut', async () => {
    alice.drop(alice.open()[0]?.link ?? '')
    await until(() => alice.closed.length > 0 && together(), 20_000, 'another link')
    const word = new Uint8Array([1, 2, 3])
    const [link] = alice.open()
    if (!link) throw new Error('no link')
    await alice.send(link, word)
    await until(() => bob.open().some(one => one.frames.length > 0), 5000, 'a word')
    await leave()
  })

  it('do not meet in a room that the server may not hear of', async () => {
    const other = someRoom()
    for (const one of [alice, bob]) one.rooms(other)
    await pause(4000)
    expect(apart()).toBe(true)
  })
})
