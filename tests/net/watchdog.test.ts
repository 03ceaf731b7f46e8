/** The watchdog over real couriers: whoever leads nowhere is given up, and found again when they are back. */
import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Device, openDevice, until } from './world/device.ts'
import { type Display, openDisplay } from './world/display.ts'
import { forgetElectron, testElectron } from './world/electron.ts'

let display: Display
let electron: string
let alice: Device
let bob: Device
let asleep = 0
const room = () => ({
  name: randomBytes(32).toString('base64url'),
  password: randomBytes(32).toString('base64url'),
})
const together = () => alice.links.size === 1 && bob.links.size === 1

beforeAll(async () => {
  display = await openDisplay()
  electron = await testElectron()
  ;[alice, bob] = await Promise.all([
    openDevice({ electron, display: display.name }),
    openDevice({ electron, display: display.name }),
  ])
  alice.configure([], true)
  await until(() => alice.addresses().length > 0, 20_000, 'an address of the hub')
  bob.configure(alice.addresses())
  await until(() => bob.lan.some(news => news.kind === 'dialled' && news.state === 'up'), 20_000, 'the hubs')
})

afterEach(() => {
  if (asleep > 0) process.kill(asleep, 'SIGCONT')
  asleep = 0
})

afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()])
  display?.close()
  if (electron) forgetElectron(electron)
})

it('gives up an offer that nobody takes up, and makes another', async () => {
  // Bob hears what Alice says of herself and never gets to taking it up: y-webrtc would wait for ever.
  await bob.evaluate(`(() => {
    const take = RTCPeerConnection.prototype.setRemoteDescription
    window.left = 0
    window.wake = () => { RTCPeerConnection.prototype.setRemoteDescription = take }
    RTCPeerConnection.prototype.setRemoteDescription = function () { left += 1; return new Promise(() => {}) }
  })()`)
  const here = room()
  alice.rooms(here)
  bob.rooms(here)
  for (const end = performance.now() + 20_000; (await bob.evaluate('left')) === 0; ) {
    expect(performance.now(), 'nobody offered').toBeLessThan(end)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  await bob.evaluate('wake()')
  await until(together, 40_000, 'each other, after an offer that led nowhere')
  alice.rooms()
  bob.rooms()
  await until(() => alice.links.size + bob.links.size === 0, 20_000, 'an empty house')
})

it('gives up somebody whose process sleeps, and finds them when it wakes', async () => {
  const here = room()
  alice.rooms(here)
  bob.rooms(here)
  await until(together, 20_000, 'a link')
  const [link] = [...alice.links.keys()]
  asleep = bob.pids().page
  process.kill(asleep, 'SIGSTOP')
  await until(() => alice.closed.includes(link ?? ''), 60_000, 'the end of the link')
  process.kill(asleep, 'SIGCONT')
  asleep = 0
  await until(together, 60_000, 'each other')
})
