/** Two programs on one computer, which start anew in another order: neither may sit down in the other's place and wait. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { HUB_PORT } from '../../src/shared/address.ts'
import { until } from './world/device.ts'
import { type Hosts, openHosts } from './world/hosts.ts'
import { type RunningHub, startHubAt } from './world/hub.ts'

let hosts: Hosts | undefined
let running: RunningHub[] = []

beforeAll(() => {
  // A loopback of our own, where nobody else listens.
  hosts = openHosts()
})
afterEach(async () => {
  await Promise.all(running.map(one => one.stop()))
  running = []
})
afterAll(() => hosts?.end())

async function start(): Promise<RunningHub> {
  const hub = await startHubAt({ host: hosts?.names[0] })
  running.push(hub)
  return hub
}

/** Listens, and dials what it remembers. Where it can be dialled. */
async function listen(hub: RunningHub, dial: readonly string[]): Promise<string> {
  hub.be({ listen: true, dial: [...dial] })
  await until(() => hub.addresses().length > 0, 5000, 'an address')
  return hub.addresses()[0] ?? ''
}

const areTogether = () => running.every(hub => hub.seen()?.hubs.some(({ state }) => state === 'up'))

async function twoWhoKnowEachOther() {
  const [ana, ben] = [await start(), await start()]
  const [anas, bens] = [await listen(ana, []), await listen(ben, [])]
  if (hosts) expect([anas, bens]).toEqual([`127.0.0.1:${HUB_PORT}`, `127.0.0.1:${HUB_PORT + 1}`])
  ana.be({ listen: true, dial: [bens] })
  ben.be({ listen: true, dial: [anas] })
  await until(areTogether, 10_000, 'a connection')
  await Promise.all(running.map(one => one.stop()))
  running = []
  return { anas, bens }
}

describe('two programs on one computer', () => {
  it('find each other when the one that was second starts first', async () => {
    const { anas, bens } = await twoWhoKnowEachOther()
    const ben = await start()
    const place = await listen(ben, [anas])
    expect(place).not.toBe(anas)
    await listen(await start(), [bens])
    console.info(`together again after ${Math.round(await until(areTogether, 15_000, 'a connection'))} ms`)
  })

  it('find each other though each sits in the place where the other is looked for', async () => {
    const { anas, bens } = await twoWhoKnowEachOther()
    const [ben, ana] = [await start(), await start()]
    expect([await listen(ben, []), await listen(ana, [])]).toEqual([anas, bens])
    ana.be({ listen: true, dial: [bens] })
    ben.be({ listen: true, dial: [anas] })
    // Nobody dials themselves, and there is somebody at the next door.
    await until(areTogether, 15_000, 'a connection')
    for (const hub of running) expect(hub.seen()?.hubs.some(({ state }) => state === 'refused')).toBe(false)
  })

  it('find each other when others took both their places meanwhile', async () => {
    const { anas, bens } = await twoWhoKnowEachOther()
    expect(await listen(await start(), [])).toBe(anas)
    expect(await listen(await start(), [])).toBe(bens)
    const [ana, ben] = [await start(), await start()]
    const places = [await listen(ana, [bens]), await listen(ben, [anas])]
    const isWith = (one: RunningHub, other: string | undefined) =>
      one.seen()?.hubs.some(({ address, state }) => state === 'up' && address === other)
    await until(() => Boolean(isWith(ana, places[1]) || isWith(ben, places[0])), 15_000, 'a connection')
  })

  it('look nowhere but where they were told while nobody is looked for on this computer', async () => {
    const [ana, ben] = [await start(), await start()]
    await listen(ana, [])
    await listen(ben, ['192.0.2.1:48132'])
    await new Promise(resolve => setTimeout(resolve, 3000))
    expect(running.flatMap(hub => hub.seen()?.hubs.map(({ state }) => state))).toEqual(['refused'])
  })

  it('and their hubs print nothing', async () => {
    const ana = await start()
    await listen(ana, ['127.0.0.1:9'])
    await until(() => ana.seen()?.hubs[0]?.error === 'ECONNREFUSED', 5000, "the system's word")
    expect(ana.output).toEqual([])
  })
})
