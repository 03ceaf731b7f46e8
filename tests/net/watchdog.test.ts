/** The watchdog over real couriers: whoever leads nowhere is given up, and found again when they are back. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Device, until } from './world/device.ts'
import { openTwo, someRoom, type Two } from './world/two.ts'

let two: Two
let alice: Device
let bob: Device
let asleep = 0

beforeAll(async () => {
  two = await openTwo()
  ;({ alice, bob } = two)
})

afterEach(() => {
  if (asleep > 0) process.kill(asleep, 'SIGCONT')
  asleep = 0
})

afterAll(() => two?.[Symbol.asyncDispose]())

it('gives up an offer that nobody takes up, and makes another', async () => {
  // Bob hears what Alice says of herself and never gets to taking it up: y-webrtc would wait for ever.
  await bob.evaluate(`(() => {
    // Below the guard: what every room's connections are made of.
    const base = Object.getPrototypeOf(RTCPeerConnection.prototype)
    const take = base.setRemoteDescription
    window.left = 0
    window.wake = () => { base.setRemoteDescription = take }
    base.setRemoteDescription = function () { left += 1; return new Promise(() => {}) }
  })()`)
  const here = someRoom()
  alice.rooms(here)
  bob.rooms(here)
  for (const end = performance.now() + 20_000; (await bob.evaluate('left')) === 0; ) {
    expect(performance.now(), 'nobody offered').toBeLessThan(end)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  await bob.evaluate('wake()')
  await until(two.areTogether, 40_000, 'each other, after an offer that led nowhere')
  await two.empty()
})

it('gives up somebody whose process sleeps, and finds them when it wakes', async () => {
  const here = someRoom()
  alice.rooms(here)
  bob.rooms(here)
  await until(two.areTogether, 20_000, 'a link')
  const [link] = [...alice.links.keys()]
  asleep = bob.pids().page
  process.kill(asleep, 'SIGSTOP')
  await until(() => alice.closed.includes(link ?? ''), 60_000, 'the end of the link')
  process.kill(asleep, 'SIGCONT')
  asleep = 0
  await until(two.areTogether, 60_000, 'each other')
})
