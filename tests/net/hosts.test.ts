/** Two computers with addresses of their own: they meet by a typed address, and again when a pulled cable is back. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Device, openDevice, until } from './world/device.ts'
import { type Display, openDisplay } from './world/display.ts'
import { forgetElectron, testElectron } from './world/electron.ts'
import { type Hosts, openHosts } from './world/hosts.ts'

const room = { name: randomBytes(32).toString('base64url'), password: randomBytes(32).toString('base64url') }
let hosts: Hosts | undefined
let display: Display
let electron: string
let alice: Device
let bob: Device

beforeAll(async () => {
  hosts = openHosts()
  display = await openDisplay()
  electron = await testElectron()
  const at = (i: number) => ({
    electron,
    display: display.name,
    ...(hosts?.names[i] === undefined ? {} : { host: hosts.names[i], interfaces: 'all' as const }),
  })
  ;[alice, bob] = await Promise.all([openDevice(at(0)), openDevice(at(1))])
}, 60_000)

afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()])
  hosts?.end()
  display?.close()
  if (electron) forgetElectron(electron)
})

const together = () => alice.links.size > 0 && bob.links.size > 0

/** A word from Alice that reaches Bob over any link they have. */
async function bobHears(milliseconds: number): Promise<number> {
  const word = randomBytes(24)
  return await until(
    () => {
      if (!together()) return false
      const heard = bob.open().some(link => link.frames.some(frame => word.equals(frame)))
      const newest = alice.open().at(-1)
      if (!heard && newest && newest.credit > 0) void alice.send(newest, word)
      return heard
    },
    milliseconds,
    "Alice's word",
  )
}

describe('two computers', () => {
  it("meet by the address that Bob typed, each listening on its own network's address", async () => {
    alice.configure([], true)
    await until(() => alice.addresses().length > 0, 5000, 'an address')
    const [address] = alice.addresses()
    if (hosts) expect(address).toBe(`${hosts.addresses[0]}:48132`)
    // As a person types it: without the port.
    bob.configure([(hosts ? address?.replace(/:\d+$/, '') : address) ?? ''])
    alice.rooms(room)
    bob.rooms(room)
    const took = await until(together, 20_000, 'a link')
    console.info(`met by a typed address in ${Math.round(took)} ms${hosts ? '' : ' (on loopback)'}`)
    await bobHears(5000)
  })

  it('say so when nobody answers at an address, and that nobody can be there at another', async () => {
    const nobody = hosts ? `${hosts.addresses[0]}:9` : '127.0.0.1:9'
    const typed = hosts ? (hosts.addresses[0] ?? '') : (alice.addresses()[0] ?? '')
    bob.configure([typed, nobody, 'no address'])
    const said = (address: string) =>
      bob.lan.filter(news => news.kind === 'dialled' && news.address === address).at(-1)
    await until(() => said(nobody) !== undefined && said('no address') !== undefined, 8000, 'both answers')
    expect(said(nobody)).toMatchObject({ state: 'unreachable' })
    expect(said('no address')).toMatchObject({ state: 'refused' })
  })

  it('are together again within 15 s when a cable was pulled for 10 s', async () => {
    if (hosts) hosts.cable(1, false)
    else alice.configure([], false)
    await new Promise(resolve => setTimeout(resolve, 10_000))
    if (hosts) hosts.cable(1, true)
    else alice.configure([], true)
    console.info(`a word came through ${Math.round(await bobHears(15_000))} ms after the cable was back`)
  }, 60_000)

  it('are together again when the cable was away so long that each gave the other up', async () => {
    if (!hosts) {
      alice.drop(alice.open()[0]?.link ?? '')
    } else {
      const before = alice.open().map(link => link.link)
      hosts.cable(0, false)
      await until(() => before.every(link => alice.closed.includes(link)), 30_000, 'the end of the link')
      await until(() => bob.links.size === 0, 30_000, 'the end of the link')
      hosts.cable(0, true)
    }
    const took = await bobHears(15_000)
    console.info(`after a long absence a word came through in ${Math.round(took)} ms`)
    expect(new Set(alice.closed).size).toBe(alice.closed.length)
    expect(new Set(bob.closed).size).toBe(bob.closed.length)
  }, 90_000)
})
