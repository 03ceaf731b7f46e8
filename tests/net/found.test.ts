/** Two computers that find each other by multicast DNS over a real cable, by the interfaces they may use, and what is sent. */
import { execFileSync } from 'node:child_process'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { HUB_PORT } from '../../src/shared/address.ts'
import { CABLE } from '../drive/hosts.ts'
import { until } from './world/device.ts'
import { openHosts } from './world/hosts.ts'
import { type HubConfiguration, type RunningHub, startHubAt } from './world/hub.ts'
import { openTap } from './world/tap.ts'

const hosts = openHosts()
const [nameA = '', nameB = ''] = hosts?.names ?? []
const FIND: Partial<HubConfiguration> = { interfaces: 'all', listen: true, discover: true }

let one: RunningHub
let other: RunningHub

const ip = (host: string, ...args: string[]) => execFileSync('ip', ['-n', host, ...args])
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const isUp = (hub: RunningHub) => hub.seen()?.hubs.some(({ state }) => state === 'up') ?? false
const areTogether = () => isUp(one) && isUp(other)
const areApart = () => !isUp(one) && !isUp(other)

afterAll(() => hosts?.end())

// hosts.ts says aloud why, where there are none.
describe.skipIf(!hosts)('two computers', () => {
  beforeAll(() => pause(2500)) // Until their link-local addresses are theirs (RFC 4862, 5.4).
  beforeEach(async () => {
    ;[one, other] = await Promise.all([startHubAt({ host: nameA }), startHubAt({ host: nameB })])
  })
  afterEach(async () => {
    const output = [...one.output, ...other.output]
    await Promise.all([one.stop(), other.stop()])
    expect(output).toEqual([])
  })

  // First of all: the system goes on saying goodbye to connections of before.
  it('send no packet with nothing to find and nobody to dial', async () => {
    const tap = await openTap(nameA)
    one.be({ interfaces: 'all', listen: true, discover: false })
    await until(() => one.addresses().length > 0, 5000, 'an address')
    await pause(8000)
    one.be({ interfaces: 'all', listen: false, discover: true })
    await pause(3000)
    expect(tap.packets()).toEqual([])
    await tap.close()
  })

  it('find each other, each at the address of its own network', async () => {
    for (const hub of [one, other]) hub.be(FIND)
    const took = await until(areTogether, 20_000, 'a connection')
    console.info(`two computers found each other after ${Math.round(took)} ms`)
    expect(one.addresses()[0]).toBe(`${hosts?.addresses[0]}:${HUB_PORT}`)
    expect(one.seen()).toMatchObject({ multicast: 'heard', signalling: [] })
    const used = one.seen()?.interfaces.filter(({ used }) => used)
    expect(used?.map(({ name }) => name)).toEqual([CABLE])
    // Nobody is told an address that leads nowhere from elsewhere.
    expect(one.addresses().filter(address => address.includes('fe80'))).toEqual([])
  })

  it('find each other by IPv6 alone, with the zone that belongs to it', async () => {
    ip(nameA, '-4', 'addr', 'flush', 'dev', CABLE)
    try {
      for (const hub of [one, other]) hub.be(FIND)
      await until(areTogether, 20_000, 'a connection')
      const rows = [...(one.seen()?.hubs ?? []), ...(other.seen()?.hubs ?? [])]
      expect(rows.find(({ state, way }) => state === 'up' && way === 'found')?.address).toMatch(
        /^\[fe80::[0-9a-f:]+%eth0\]:\d+$/,
      )
    } finally {
      ip(nameA, 'addr', 'add', `${hosts?.addresses[0]}/24`, 'dev', CABLE)
    }
  })

  it('stay apart while one of them may not use the interface, and find each other when it may', async () => {
    one.be(FIND)
    other.be({ ...FIND, only: ['wlan9'], dial: [`${hosts?.addresses[0]}`] })
    await until(() => other.seen()?.hubs[0]?.error === 'ENETUNREACH', 10_000, 'a no to the dial')
    await pause(5000)
    expect(areApart()).toBe(true)
    expect(other.seen()).toMatchObject({ listening: [], multicast: 'off' })
    expect(other.seen()?.interfaces.filter(({ used }) => used)).toEqual([])
    other.be({ ...FIND, only: [CABLE, 'wlan9'] })
    await until(areTogether, 20_000, 'a connection')
    // And apart again, at once, when it may not any more.
    other.be({ ...FIND, only: [] })
    await until(areApart, 10_000, 'the end')
  })

  it('find each other again when the interface went and came back, with another address', async () => {
    for (const hub of [one, other]) hub.be({ ...FIND, only: [CABLE] })
    await until(areTogether, 20_000, 'a connection')
    ip(nameB, 'link', 'set', CABLE, 'down')
    await until(() => areApart() && other.addresses().length === 0, 40_000, 'the end of it')
    const moved = `${hosts?.addresses[1]?.replace(/\d+$/, '77')}`
    ip(nameB, 'addr', 'flush', 'dev', CABLE)
    ip(nameB, 'addr', 'add', `${moved}/24`, 'dev', CABLE)
    ip(nameB, 'link', 'set', CABLE, 'up')
    try {
      await until(areTogether, 40_000, 'a connection')
      expect(other.addresses()[0]).toBe(`${moved}:${HUB_PORT}`)
    } finally {
      ip(nameB, 'addr', 'flush', 'dev', CABLE, 'scope', 'global')
      ip(nameB, 'addr', 'add', `${hosts?.addresses[1]}/24`, 'dev', CABLE)
    }
  })

  it('send multicast DNS and what goes to the other hub, and nothing else, while they are to be found', async () => {
    const tap = await openTap(nameA)
    for (const hub of [one, other]) hub.be(FIND)
    await until(areTogether, 20_000, 'a connection')
    await pause(4000)
    await one.stop()
    await pause(500)
    await tap.close()
    const ports = [one, other].map(hub => hub.addresses()[0]?.split(':')[1])
    const kinds = { multicast: 0, hub: 0 }
    for (const line of tap.packets()) {
      const [, from = '', to = ''] = / IP6? (\S+) > (\S+):/.exec(line) ?? []
      if (/^(224\.0\.0\.251|ff02::fb)\.5353$/.test(to) && from.endsWith('.5353')) kinds.multicast += 1
      else if (ports.some(port => to.endsWith(`.${port}`) || from.endsWith(`.${port}`))) kinds.hub += 1
      else throw new Error(`neither of the two: ${line}`)
    }
    console.info(`packets in the first seconds: ${JSON.stringify(kinds)}`)
    expect(kinds.multicast).toBeGreaterThan(0)
    expect(kinds.hub).toBeGreaterThan(0)
    // It is no news to the others that this computer has a name.
    expect(tap.packets().join()).not.toContain('in-addr')
  })
})
