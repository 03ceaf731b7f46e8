/**
 * `npm run endurance -- --soak 10`: so many real minutes of three computers, each a real lan process and a real courier page,
 * whose links break every few seconds. Between the second minute and the last nothing may come to hold more memory, files or
 * sockets. Then a leak is planted on purpose: it must be seen, or all that was seen before says nothing.
 */
import { randomBytes, randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { dice } from '../bench/corpus.ts'
import { type Device, openDevice, until } from '../net/world/device.ts'
import { openDisplay } from '../net/world/display.ts'
import { forgetElectron, testElectron } from '../net/world/electron.ts'
import { someRoom } from '../net/world/two.ts'
import { type Footprint, footprints, grown } from './footprint.ts'

const MINUTE = 60_000
/** From one break to the next, in ms: at most. */
const BETWEEN = 3000
/** So long everybody may take to find everybody again, and so long nothing is done before it is looked, in ms. */
const PATIENCE = 60_000
const STILL = 4000

const { values } = parseArgs({
  options: {
    soak: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(randomInt(2 ** 32)) },
    // Told by the script that starts us.
    electron: { type: 'string' },
    'electron-version': { type: 'string' },
  },
})
const [minutes, seed] = [Number(values.soak), Number(values.seed)]
if (!Number.isInteger(minutes) || minutes < 3) throw new Error('--soak takes three minutes at least')
if (process.platform !== 'linux') throw new Error('what a process holds is known on Linux alone')
console.log(`seed ${seed}`)
const roll = dice(seed)
const one = <T>(list: readonly T[]): T | undefined => list[Math.floor(roll() * list.length)]
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

const display = await openDisplay()
const electron = await testElectron()
const seat = { electron, display: display.name, flags: '--expose-gc --gc-global' }
const people: Device[] = await Promise.all([1, 2, 3].map(() => openDevice(seat)))
const names = ['Alice', 'Bob', 'Carol']
const room = someRoom()
const counts: Record<string, number> = {}
let leak = async (): Promise<void> => {}

/** Everybody listens, and dials those before them. */
function dialAll(who: number, reach: boolean): void {
  const before = people.slice(0, who).flatMap(one => one.addresses())
  people[who]?.configure(reach ? before : [], true)
}
const areTogether = (): boolean => people.every(({ links }) => links.size === people.length - 1)

/** A link breaks, a room is left and entered, a hub is let go and dialled again; words travel as far as they come. */
async function flap(): Promise<void> {
  const who = Math.floor(roll() * people.length)
  const person = people[who] as Device
  const kind = one(['drop', 'leave', 'hub', 'words'] as const) ?? 'drop'
  counts[kind] = (counts[kind] ?? 0) + 1
  if (kind === 'drop') person.drop(one(person.open())?.link ?? '')
  else if (kind === 'leave') {
    person.rooms()
    await pause(roll() * 1000)
    person.rooms(room)
  } else if (kind === 'hub') {
    dialAll(who, false)
    await pause(roll() * 1000)
    dialAll(who, true)
  } else for (const link of person.open()) if (link.credit > 4) await person.send(link, randomBytes(40_000))
  await leak()
  await pause(roll() * BETWEEN)
}

async function look(): Promise<Map<string, Footprint>> {
  await until(areTogether, PATIENCE, 'everybody linked to everybody')
  for (const { open } of people) for (const link of open()) link.frames.length = 0
  await pause(STILL)
  const all = new Map<string, Footprint>()
  for (const [i, person] of people.entries()) {
    const heap = Number(await person.evaluate('gc(); gc(); performance.memory.usedJSHeapSize'))
    for (const [name, held] of footprints(person.pids().shell))
      all.set(`${names[i]}, ${name}`, name === `renderer ${person.pids().page}` ? { ...held, heap } : held)
  }
  return all
}

async function minute(n: number, what: string): Promise<Map<string, Footprint>> {
  const end = performance.now() + MINUTE - STILL
  while (performance.now() < end) await flap()
  const all = await look()
  const sum = (of: (held: Footprint) => number): number =>
    [...all.values()].reduce((a, held) => a + of(held), 0)
  const mega = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)
  console.log(
    `  ${what} ${n}: ${mega(sum(({ memory }) => memory))} MB, heaps ${mega(sum(({ heap = 0 }) => heap))} MB, ` +
      `${sum(({ handles }) => handles)} handles, ${sum(({ sockets }) => sockets)} sockets; ${JSON.stringify(counts)}`,
  )
  return all
}

try {
  for (const [who] of people.entries()) {
    dialAll(who, true)
    await until(() => (people[who]?.addresses().length ?? 0) > 0, PATIENCE, 'an address')
  }
  for (const person of people) person.rooms(room)
  const looks: Map<string, Footprint>[] = []
  for (let n = 1; n <= minutes; n++) looks.push(await minute(n, 'minute'))
  const [second, last] = [looks[1], looks.at(-1)]
  if (!second || !last) throw new Error('nothing was looked at')
  const said = grown(second, last)
  for (const line of said) console.log(`  grown: ${line}`)
  for (const [i, { closed, console: page }] of people.entries()) {
    if (new Set(closed).size !== closed.length) said.push('a link closed twice')
    for (const line of page.filter(text => !/CLOSING or CLOSED state/.test(text)))
      console.log(`  ${names[i]}’s page said: ${line}`)
  }
  console.log(said.length === 0 ? '  nothing came to hold more' : '  something came to hold more')

  const [alice] = people as [Device]
  leak = async () => {
    await alice.evaluate(`(() => {
      (window.kept ??= []).push(new Array(40_000).fill().map((_, i) => ({ i })))
      kept.push(new WebSocket(window.courier.hub()))
      const connection = new RTCPeerConnection({ iceServers: [] })
      connection.createDataChannel('kept')
      void connection.setLocalDescription()
      kept.push(connection)
    })()`)
  }
  const planted = grown(last, await minute(1, 'minute with a leak'))
  for (const line of planted) console.log(`  planted, and seen: ${line}`)
  const proven = (['heap', 'handles', 'sockets'] as const).every(what =>
    planted.some(line => line.includes(` ${what} `)),
  )
  if (!proven) console.log('  a planted leak was not seen, so this run proves nothing')
  process.exitCode = said.length === 0 && proven ? 0 : 1
} finally {
  await Promise.all(people.map(person => person.close()))
  display.close()
  forgetElectron(electron)
}
