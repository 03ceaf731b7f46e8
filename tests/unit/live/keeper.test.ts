/** People who are never there at the same time, and a keeper between them that nobody has to trust. */
import { expect, it } from 'vitest'
import { encode } from '../../../src/main/vault/circle/cbor.ts'
import { readEnvelope, writeEnvelope } from '../../../src/main/vault/circle/envelope/seal.ts'
import { commitment, makeEpochKey, wrap } from '../../../src/main/vault/circle/epoch/epoch.ts'
import {
  documentOf,
  openOnward,
  openParcel,
  sealParcel,
} from '../../../src/main/vault/circle/keeper/parcel.ts'
import { payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import { writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { openCircles } from '../../../src/main/vault/circle/store.ts'
import { sealTo } from '../../../src/main/vault/crypto/box.ts'
import type { CircleId, EpochKey } from '../../../src/main/vault/crypto/keys.ts'
import { fromHex } from '../../../src/shared/bytes.ts'
import { KeeperServer } from './keeper-server.ts'
import { circleOf, type Device, founded, letIn, type Net, restart, settle } from './world.ts'

const KEEPER = 'ws://127.0.0.1:48133'
/** Others' words are brought after ten seconds, HEADS after two. */
const LONG = 15_000

/** Nobody is in reach of anybody any more, nor of the keeper. */
async function apart(net: Net, keeper: KeeperServer, devices: readonly Device[]): Promise<void> {
  for (const device of devices) {
    net.cut(device)
    keeper.shut(device)
  }
  await settle()
}
/** Somebody is alone at their desk, with the keeper in reach, for so long. */
async function visit(
  keeper: KeeperServer,
  device: Device,
  ms = LONG,
  act?: () => Promise<unknown>,
): Promise<void> {
  keeper.open(device)
  await act?.()
  await settle(ms)
  keeper.shut(device)
}

async function three() {
  const { net, devices, circle, note } = await circleOf(3)
  const [ana, bob, cleo] = devices as [Device, Device, Device]
  const keeper = new KeeperServer()
  await settle(2000)
  for (const device of devices) await device.call('keeper.set', { circle, address: KEEPER })
  await apart(net, keeper, devices)
  return { net, devices, ana, bob, cleo, circle, note, keeper }
}

it('carries words between people who are never there at the same time', async () => {
  const { ana, bob, cleo, circle, note, keeper } = await three()
  const anas = await ana.openNote(circle, note)
  const bobs = await bob.openNote(circle, note)
  await cleo.openNote(circle, note)
  await visit(keeper, ana, LONG, () => anas.write('The kettle clicked. '))
  await visit(keeper, bob, LONG, () => bobs.write('Nobody spoke. '))
  await visit(keeper, cleo)
  await visit(keeper, ana)
  for (const device of [ana, bob, cleo])
    for (const words of ['kettle', 'Nobody']) expect(device.text(note)).toContain(words)
  keeper.open(ana)
  await settle()
  expect((await ana.call('circle.read', { circle })).sync).toMatchObject({
    reached: 3,
    links: 0,
    keeper: expect.any(Number),
  })
})

it('is not dialled while a computer’s address is hidden from the others, and the page says why', async () => {
  const { devices, circle } = await circleOf(2)
  const [ana] = devices as [Device]
  const keeper = new KeeperServer()
  keeper.open(ana)
  await ana.call('keeper.set', { circle, address: KEEPER })
  await settle(3000)
  expect(keeper.visitors.get(ana)?.documents.size).toBe(1)
  const wide = { circle, mode: 'wide' as const, signalling: ['wss://signal.example'] }
  const turn = { url: 'turn:203.0.113.9:3478', username: 'kin', password: 'lamplight and rain' }
  await ana.call('circle.setNetwork', { ...wide, ice: [turn], relay: true })
  await settle(3000)
  expect(keeper.visitors.get(ana)?.documents.size).toBe(0)
  expect(await ana.call('keeper.read', { circle })).toMatchObject({ address: KEEPER, rests: 'hidden' })
  await ana.call('circle.setNetwork', { ...wide, ice: [turn], relay: false })
  await settle(3000)
  expect(keeper.visitors.get(ana)?.documents.size).toBe(1)
  expect(await ana.call('keeper.read', { circle })).toMatchObject({ rests: null })
})

it('has a place for each circle before any has two, and says where there is none', async () => {
  const { net, ana, strangers } = await founded('ben')
  const circles: string[] = []
  const found = async (i: number): Promise<string> => {
    const { circle } = await ana.call('circle.found', { name: `Circle ${i}`, ownName: 'Ana' })
    circles.push(circle)
    return circle
  }
  // In five circles Ben is away while keys are made anew: what tells him so has a document of its own.
  for (let i = 0; i < 5; i++) await letIn(ana, strangers[0], await found(i), 'Ben')
  net.cut(strangers[0])
  for (const circle of [...circles]) for (let n = 0; n < 2; n++) await ana.call('circle.rekey', { circle })
  for (let i = 5; i < 24; i++) await found(i)
  const keeper = new KeeperServer()
  keeper.open(ana)
  for (const circle of circles) await ana.call('keeper.set', { circle, address: KEEPER })
  await settle(LONG)
  expect(keeper.visitors.get(ana)?.documents.size).toBe(24)
  const states = async () => Promise.all(circles.map(circle => ana.call('keeper.read', { circle })))
  expect((await states()).map(({ state, rests }) => [state, rests])).toEqual(circles.map(() => ['up', null]))
  const last = await found(24)
  await ana.call('keeper.set', { circle: last, address: KEEPER })
  await settle(3000)
  expect(await ana.call('keeper.read', { circle: last })).toMatchObject({ state: null, rests: 'many' })
  await ana.call('keeper.set', { circle: circles[0] ?? '', address: null })
  await settle(3000)
  expect(await ana.call('keeper.read', { circle: last })).toMatchObject({ state: 'up', rests: null })
}, 60_000)

it('keeps nothing that everybody has said they have', async () => {
  const { ana, bob, cleo, circle, note, keeper } = await three()
  const page = await ana.openNote(circle, note)
  await visit(keeper, ana, LONG, () => page.write('x'.repeat(30_000)))
  const name = keeper.names[0]!
  expect(keeper.bytes(name)).toBeGreaterThan(30_000)
  await visit(keeper, bob)
  expect(keeper.bytes(name)).toBeGreaterThan(30_000)
  await visit(keeper, cleo)
  expect(keeper.bytes(name)).toBeLessThan(8192)
  // One HEADS of each, and no second one.
  for (const device of [ana, bob, cleo]) await visit(keeper, device)
  expect(keeper.documents.get(name)?.size).toBe(3)
  const { brought } = keeper
  for (const device of [ana, bob, cleo]) await visit(keeper, device)
  expect(keeper.brought).toBe(brought)
})

it('holds no word, no name, and nothing that says whose it is', async () => {
  const { ana, circle, note, keeper } = await three()
  const page = await ana.openNote(circle, note)
  await visit(keeper, ana, LONG, () => page.write('The kettle clicked at four'))
  const all = [...keeper.documents].flatMap(([name, parcels]) => [Buffer.from(name), ...parcels.values()])
  const bytes = Buffer.concat(all)
  const ids = [circle, note].map(id => Buffer.from(fromHex(id)))
  for (const word of [Buffer.from('kettle'), Buffer.from('Thursday'), Buffer.from('Juniper'), ...ids])
    expect(bytes.includes(word)).toBe(false)
  // All lengths are steps: a key, a nonce and a tag beside.
  for (const parcels of keeper.documents.values())
    for (const { length } of parcels.values()) expect((length - 40) % 64).toBe(0)
})

it('loses nothing when it is wiped, whenever that is', async () => {
  const { ana, bob, cleo, circle, note, keeper } = await three()
  const page = await ana.openNote(circle, note)
  await cleo.openNote(circle, note)
  await visit(keeper, ana, LONG, () => page.write('The kettle clicked. '))
  await visit(keeper, bob)
  keeper.documents.clear()
  // Ana never comes back: Bob has it, and Cleo is not known to.
  await visit(keeper, bob)
  await visit(keeper, cleo)
  expect(cleo.text(note)).toContain('kettle')
  // In the middle of a visit as well.
  keeper.open(ana)
  await page.write('And rain.')
  await settle(2500)
  keeper.wipe()
  await settle(LONG)
  keeper.shut(ana)
  await visit(keeper, cleo)
  expect(cleo.text(note)).toContain('rain')
})

it('is no harm when a member empties it, floods it, or writes nonsense into it', async () => {
  const { ana, bob, cleo, circle, note, keeper } = await three()
  const page = await ana.openNote(circle, note)
  await cleo.openNote(circle, note)
  await visit(keeper, ana, LONG, () => page.write('The kettle clicked. '))
  const name = keeper.names[0]!
  keeper.empty(name)
  for (let i = 0; i < 50; i++) keeper.put(name, new Uint8Array(100 + i).fill(i))
  const before = await bob.call('circle.read', { circle })
  await visit(keeper, bob)
  // Nonsense leaves no row and no words, and is taken away by whoever sees it.
  expect((await bob.call('circle.read', { circle })).refusals).toEqual(before.refusals)
  expect(keeper.documents.get(name)?.size).toBeLessThan(10)
  await visit(keeper, ana)
  await visit(keeper, cleo)
  expect(cleo.text(note)).toContain('kettle')
})

it('is not read again and again for entries that nobody of the circle said: who sees them takes them away', async () => {
  const { ana, bob, circle, note, keeper } = await three()
  const page = await ana.openNote(circle, note)
  await visit(keeper, ana, LONG, () => page.write('The kettle clicked. '))
  const name = keeper.names[0] ?? ''
  const key = bob.db.prepare<[], EpochKey>('SELECT key FROM epoch_keys').pluck().all()[0]!
  const id = fromHex(circle)
  const list = Array.from({ length: 50 }, (_, n) =>
    encode([encode([1, id, new Uint8Array(32).fill(7), [id], 'X', {}, n]), new Uint8Array(64)]),
  )
  const { bytes } = sealParcel(key, { t: 'entries', list })
  keeper.put(name, bytes)
  await visit(keeper, bob)
  const lies = () => [...keeper.documents.get(name)!.values()].some(one => Buffer.compare(one, bytes) === 0)
  expect(lies()).toBe(false)
  expect((await bob.call('circle.read', { circle })).members).toHaveLength(3)
})

it('brings words of which a member brought the headers alone', async () => {
  const { ana, bob, cleo, circle, note, keeper } = await three()
  const page = await ana.openNote(circle, note)
  await cleo.openNote(circle, note)
  await visit(keeper, ana, LONG, () => page.write('The kettle clicked. '))
  const name = keeper.names[0] ?? ''
  const key = bob.db.prepare<[], EpochKey>('SELECT key FROM epoch_keys').pluck().all()[0]!
  const whole = [...keeper.documents.get(name)!.values()].map(bytes => openParcel(key, bytes))
  keeper.empty(name)
  let bare = 0
  for (const parcel of whole) {
    if (parcel?.t !== 'envelopes') continue
    const list = parcel.list.map(envelope => {
      const read = readEnvelope(envelope)
      if (!read.ok) throw new Error(read.fault)
      bare++
      return writeEnvelope({ ...read.value, body: null })
    })
    keeper.put(name, sealParcel(key, { t: 'envelopes', list }).bytes)
  }
  expect(bare).toBeGreaterThan(0)
  await visit(keeper, ana)
  await visit(keeper, cleo)
  expect(cleo.text(note)).toContain('kettle')
})

it('says when it is full, and goes on when there is room', async () => {
  const { ana, bob, cleo, circle, note, keeper } = await three()
  const page = await ana.openNote(circle, note)
  await cleo.openNote(circle, note)
  keeper.quota = 20_000
  keeper.open(ana)
  await page.write('y'.repeat(40_000))
  await settle(LONG)
  expect((await ana.call('keeper.read', { circle })).state).toBe('full')
  expect((await ana.call('circle.read', { circle })).sync.keeper).toBeUndefined()
  keeper.shut(ana)
  keeper.quota = 1_000_000
  await visit(keeper, ana)
  await visit(keeper, bob)
  await visit(keeper, cleo)
  expect(cleo.text(note)).toHaveLength(40_000)
})

it('brings somebody who was away for several keys up to now, and tells who was let out that they were, and no more', async () => {
  const { ana, bob, cleo, circle, note, keeper } = await three()
  const page = await ana.openNote(circle, note)
  await bob.openNote(circle, note)
  await cleo.openNote(circle, note)
  const members = (await ana.call('circle.read', { circle })).members
  const out = members.find(({ name }) => name === 'Member 1')!
  // Bob has said what he has, so his keys are known to be of then. Then he is away.
  await visit(keeper, bob)
  await visit(keeper, cleo)
  await visit(keeper, ana, LONG, async () => {
    await ana.call('circle.remove', { circle, member: out.id, now: true })
    await settle(LONG)
    await ana.call('circle.rekey', { circle })
    await page.write('Only for who is in. ')
  })
  const documents = new Map([...keeper.documents].map(([name, parcels]) => [name, parcels.size]))
  expect(documents.size).toBeGreaterThan(1)

  await visit(keeper, cleo)
  expect((await cleo.call('circle.read', { circle })).standing).not.toBe('in')
  expect(cleo.text(note)).not.toContain('Only')
  // What her key opens of what lies in the document that she knows: her own removal, HEADS, and nothing else of the log.
  const key = cleo.db.prepare<[], EpochKey>('SELECT key FROM epoch_keys').pluck().all()[0]!
  const opened = [...keeper.documents.values()].flatMap(parcels =>
    [...parcels.values()].flatMap(bytes => openParcel(key, bytes) ?? []),
  )
  expect(opened.length).toBeGreaterThan(0)
  for (const parcel of opened) expect(['out', 'heads', 'onward']).toContain(parcel.t)
  const onward = opened.flatMap(parcel => (parcel.t === 'onward' ? parcel : []))
  const boxOf = (device: Device) =>
    openCircles(device.db, device.clock).me(fromHex(circle) as CircleId).keys.box
  expect(onward.map(one => openOnward(one, boxOf(cleo)))).toEqual(onward.map(() => undefined))
  expect(onward.flatMap(one => openOnward(one, boxOf(bob)) ?? []).length).toBeGreaterThan(1)

  await visit(keeper, bob)
  expect(bob.text(note)).toContain('Only')
  expect((await bob.call('circle.read', { circle })).members).toHaveLength(2)
})

it('gives what is there to a newcomer, who never meets the others', async () => {
  const { net, ana, strangers, circle } = await founded('bob', 'dora')
  const [bob, dora] = strangers as [Device, Device]
  await letIn(ana, bob, circle, 'Bob')
  const { note } = await ana.call('note.create', { circle })
  const page = await ana.openNote(circle, note)
  const keeper = new KeeperServer()
  for (const device of [ana, bob]) await device.call('keeper.set', { circle, address: KEEPER })
  await settle(2000)
  net.cut(bob)
  await letIn(ana, dora, circle, 'Dora')
  await dora.call('keeper.set', { circle, address: KEEPER })
  net.cut(dora)
  await visit(keeper, ana, LONG, () => page.write('Before Bob knows of Dora. '))
  await visit(keeper, dora)
  await visit(keeper, bob)
  for (const device of [bob, dora]) {
    await device.openNote(circle, note)
    expect(device.text(note)).toContain('Before')
    expect((await device.call('circle.read', { circle })).members).toHaveLength(3)
  }
})

it('goes on after the program was closed, and only for a circle that has one', async () => {
  const { net, ana, bob, circle, note, keeper } = await three()
  const page = await ana.openNote(circle, note)
  await page.write('Kept over a restart. ')
  await restart(net, ana)
  await visit(keeper, ana)
  await bob.openNote(circle, note)
  await visit(keeper, bob)
  expect(bob.text(note)).toContain('Kept')
  expect(await bob.call('keeper.read', { circle })).toMatchObject({ address: KEEPER })
  await bob.call('keeper.set', { circle, address: null })
  keeper.open(bob)
  await settle(LONG)
  expect(keeper.visitors.get(bob)?.documents.size).toBe(0)
  expect(await bob.call('keeper.read', { circle })).toMatchObject({ address: null, state: null })
})

it('is left alone by a circle that meets by files only, and one far away by a circle that stays on its own network', async () => {
  const { ana, circle, keeper } = await three()
  const meets = (mode: 'off' | 'local' | 'wide') =>
    ana.call('circle.setNetwork', { circle, mode, signalling: [], ice: [], relay: false })
  keeper.open(ana)
  const documents = async () => {
    await settle(100)
    return keeper.visitors.get(ana)?.documents.size
  }
  expect(await documents()).toBe(1)
  await meets('off')
  expect(await documents()).toBe(0)
  expect(await ana.call('keeper.read', { circle })).toMatchObject({
    address: KEEPER,
    state: null,
    rests: 'reach',
  })
  await ana.call('keeper.set', { circle, address: 'wss://keeper.example' })
  await meets('local')
  expect(await documents()).toBe(0)
  await meets('wide')
  expect(await documents()).toBe(1)
})

it('takes an address with TLS anywhere, without it near, and nothing else', async () => {
  const { ana, circle } = await three()
  const set = (address: string) => ana.fault('keeper.set', { circle, address })
  for (const good of [
    'wss://keeper.example',
    'wss://keeper.example:4433/ours/',
    'ws://192.168.1.20:48133',
    'ws://[fd00::2]:1',
  ])
    expect(await set(good), good).toBe('')
  for (const open of ['ws://keeper.example', 'ws://8.8.8.8:48133', 'ws://localhost.example:1'])
    expect(await set(open), open).toBe('keeper-open')
  for (const bad of [
    '',
    'keeper.example',
    'http://127.0.0.1',
    'wss://a@b',
    'wss://a?b',
    'wss://999.1.1.1',
    'wss://a:0',
    'ws://[::',
  ])
    expect(await set(bad), bad).toBe('keeper-unreadable')
  expect((await ana.call('keeper.read', { circle })).address).toBe('ws://[fd00::2]:1')
})

it('seals the same words to the same parcel, and opens nothing that another made otherwise', () => {
  const key = new Uint8Array(32).fill(1) as EpochKey
  const parcel = { t: 'heads' as const, heads: new Uint8Array(500) }
  const { id, bytes } = sealParcel(key, parcel)
  expect(sealParcel(key, parcel).bytes).toEqual(bytes)
  expect(bytes.subarray(0, 24)).toEqual(id)
  expect(openParcel(key, bytes)).toEqual(parcel)
  expect(openParcel(new Uint8Array(32).fill(2) as EpochKey, bytes)).toBeUndefined()
  for (let i = 0; i < bytes.length; i += 50) {
    const changed = bytes.slice()
    changed[i]! ^= 1
    expect(openParcel(key, changed)).toBeUndefined()
  }
})

it('gives a key to somebody who has none of an epoch, and never meets anybody who has', async () => {
  const { ana, cleo, circle, note, keeper } = await three()
  const id = fromHex(circle) as CircleId
  const storeOf = (device: Device) => openCircles(device.db, device.clock)
  // Ana makes an epoch in which Cleo's box holds something else. What the running program knows, it read before.
  const entry = (() => {
    const store = storeOf(ana)
    const { devices, epochHeads, heads } = store.state(id)
    const key = makeEpochKey()
    const cleos = hex(storeOf(cleo).me(id).device)
    const boxes = [...devices.values()]
      .sort((a, b) => (hex(a.id) < hex(b.id) ? -1 : 1))
      .map(one => ({ device: one.id, box: sealTo(hex(one.id) === cleos ? makeEpochKey() : key, one.box) }))
    const older = store.kept(id)[0]!.key
    const wraps = [{ epoch: epochHeads[0]!, key: wrap(id, epochHeads[0]!, older, key) }]
    const payload = payloadOf({ type: 'REKEY', commit: commitment(key), boxes, wraps })
    return writeEntry({ circle: id, parents: heads, type: 'REKEY', payload, wallTime: 0 }, store.me(id).keys)
  })()
  for (const device of [ana, cleo]) {
    device.live.close()
    expect(storeOf(device).importLog(id, [entry.bytes]).added).toHaveLength(1)
    device.open()
  }
  const keysThere = (): string[] => {
    const ring = storeOf(ana).kept(id)
    return ring.flatMap(({ key }) =>
      [...(keeper.documents.get(documentOf(key))?.values() ?? [])].flatMap(bytes => {
        const t = openParcel(key, bytes)?.t
        return t === 'late' || t === 'keys' || t === 'boxes' ? t : []
      }),
    )
  }
  const page = await ana.openNote(circle, note)
  await visit(keeper, ana, LONG, () => page.write('Under the new key.'))
  await visit(keeper, cleo)
  expect(storeOf(cleo).lacking(id).map(hex)).toEqual([hex(entry.id)])
  // In a document whose key somebody may have who is out, only those who are in can read who asks.
  expect(keysThere()).toEqual(['late'])
  await visit(keeper, ana)
  expect(keysThere()).toEqual(['late', 'late'])
  await visit(keeper, cleo, 3 * LONG)
  expect(storeOf(cleo).lacking(id)).toEqual([])
  await cleo.openNote(circle, note)
  expect(cleo.text(note)).toContain('Under the new key.')
  // Whoever asked takes both away.
  expect(keysThere()).toEqual([])
})
