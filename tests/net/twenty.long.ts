/**
 * Twenty members, each with a real lan process and a real courier page at a host of their own, and the vault's code in this
 * process. The circle itself is made over the simulated wire, where nobody waits; each then knows one address, the
 * founder's, and all start in the same second.
 */
import { loadavg } from 'node:os'
import { afterAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Hubs } from '../../src/main/vault/circle/live/hubs.ts'
import { unhex } from '../../src/main/vault/circle/names/hex.ts'
import type { CircleId } from '../../src/main/vault/crypto/keys.ts'
import { chance } from '../sim/chance.ts'
import type { Person } from '../sim/person.ts'
import { Story } from '../sim/story.ts'
import { Couriers } from './world/couriers.ts'
import { type Device, openDevice, until } from './world/device.ts'
import { openDisplay } from './world/display.ts'
import { forgetElectron, testElectron } from './world/electron.ts'
import { openHosts } from './world/hosts.ts'
import { copies } from './world/village.ts'

const MANY = 20
const PATIENCE = 240_000
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
/** Bytes: an envelope with two kilobytes of words in it is longer, and what a device says of itself is shorter. */
const LONG = 1800

const close: (() => unknown)[] = []
afterAll(async () => {
  for (const end of close.reverse()) await end()
}, 120_000)

it('links twenty with each other, and gives each what any of them writes, without an echo', async () => {
  const hosts = openHosts(MANY)
  if (!hosts)
    return console.info('SKIPPED: one address gives a hub sixteen seats, so twenty need hosts of their own')
  close.push(() => hosts.end())
  const display = await openDisplay()
  close.push(() => display.close())
  const electron = await testElectron()
  close.push(() => forgetElectron(electron))

  const { roll, end } = chance(20)
  const life = new Story(roll)
  close.push(() => life.end())
  const giveBack = life.time.borrow()
  try {
    await life.found('everything')
    while (life.people.length < MANY) await life.join(life.people[0]!)
    for (const person of life.people) await person.sleep()
  } finally {
    giveBack()
    end()
  }

  const devices: Device[] = []
  close.push(() => Promise.all(devices.map(device => device.close())))
  for (let i = 0; i < MANY; i += 4)
    devices.push(
      ...(await Promise.all(
        hosts.names
          .slice(i, i + 4)
          .map(host => openDevice({ electron, display: display.name, host, interfaces: 'all' })),
      )),
    )
  const couriers = new Couriers()
  const begun = performance.now()
  const now = (): number => Math.floor(life.time.now() + performance.now() - begun)
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
  for (const [i, person] of life.people.entries()) {
    couriers.seat(person, devices[i] as Device)
    person.move({ now, after }, couriers)
    if (i > 0)
      new Hubs(person.db, { now }).remember(unhex(life.circle) as CircleId, [`${hosts.addresses[0]}:48132`])
    person.start()
  }
  console.info(
    `all twenty started within ${Math.round(performance.now() - begun)} ms; load ${loadavg()[0]?.toFixed(0)}`,
  )
  const linked = () => devices.reduce((sum, { links }) => sum + links.size, 0)
  const progress = setInterval(() => console.info(`  ${linked() / 2} links`), 15_000)
  close.push(() => clearInterval(progress))
  const meshed = await until(
    () => devices.every(({ links }) => links.size >= MANY - 1),
    PATIENCE,
    'everybody linked',
  )
  console.info(`twenty who know one address: ${linked() / 2} links after ${Math.round(meshed)} ms`)

  // One note, and words of everybody in it.
  const [first] = life.people
  if (!first) throw new Error('nobody is there')
  const { note } = await first.call('note.create', { circle: life.circle })
  const kept = (person: Person): number =>
    Number(person.db.prepare('SELECT count(*) FROM envelopes').pluck().get())
  /** Everybody keeps as many envelopes as the first, and more than so many. */
  const everywhere = (more: number) => () =>
    kept(first) > more && life.people.every(person => kept(person) === kept(first))
  await until(everywhere(0), PATIENCE, 'the note everywhere')
  const frames = () => life.people.reduce((sum, person) => sum + (couriers.sent.get(person)?.length ?? 0), 0)
  /** Until nobody has said anything for three seconds: twenty who have just met have much to say. */
  const quiet = async (): Promise<void> => {
    for (
      let end = performance.now() + PATIENCE, before = -1;
      before !== frames() && performance.now() < end;
    ) {
      before = frames()
      await pause(3000)
    }
  }
  const edit = async (who: number, text: string): Promise<void> => {
    const live = await life.people[who]?.note(life.circle, note)
    if (!live) throw new Error('the note cannot be laid')
    const saved = await life.people[who]?.change(live, body => {
      const block = new Y.XmlElement('block')
      block.setAttribute('kind', 'paragraph')
      block.insert(0, [new Y.XmlText(text)])
      body.insert(body.length, [block])
    })
    if (!saved) throw new Error('the words were not saved')
  }
  for (const who of [0, 7, 19]) {
    await quiet()
    const before = life.people.map(person => couriers.sent.get(person)?.length ?? 0)
    const words = Array.from({ length: 2000 }, () => Math.floor(Math.random() * 32).toString(32)).join('')
    const had = kept(first)
    await edit(who, words)
    const took = await until(everywhere(had), PATIENCE, 'the words everywhere')
    await quiet()
    const since = life.people.map((person, i) => couriers.sent.get(person)?.slice(before[i]) ?? [])
    const sent = copies(since, who, LONG)
    console.info(`an edit by ${who}: everywhere after ${Math.round(took)} ms; sent ${sent.join(' ')}`)
    // Twenty vaults share this process: who is slower than a second and a half to say that they have it is given it again, by
    // design (step.ts). If everybody said everything again there would be 380.
    expect(sent[who]).toBe(MANY - 1)
    expect(sent.reduce((a, b) => a + b, 0)).toBeLessThan((MANY * (MANY - 1)) / 2)
  }

  // One right after the other, nobody waiting for what is under way, and the laws of a story at the end.
  await quiet()
  const had = kept(first)
  for (const person of life.people) await life.write(person)
  const heads = () => new Set(life.people.map(person => JSON.stringify(person.look(life.circle).have))).size
  const took = await until(() => everywhere(had)() && heads() === 1, PATIENCE, 'the same everywhere')
  console.info(`twenty who write right after each other hold the same after ${Math.round(took)} ms`)
  await quiet()
  await until(everywhere(had), PATIENCE, 'the same everywhere')
  await life.laws()
  for (const person of life.people) await person.sleep()
  expect(
    devices.flatMap(({ console }) => console.filter(line => !/CLOSING or CLOSED state/.test(line))),
  ).toEqual([])
}, 1_200_000)
