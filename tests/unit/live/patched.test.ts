/** A removed person with a patched program: it takes no word of its removal, keeps every key and goes on asking. */
import { beforeAll, expect, it, vi } from 'vitest'
import { encode } from '../../../src/main/vault/circle/cbor.ts'
import { readEntry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { deviceId, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { epochRoom } from '../../../src/main/vault/circle/names/room.ts'
import { keyed } from '../../../src/main/vault/crypto/hash.ts'
import type { BoxPublic, CircleId, EpochKey, SignPublic } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { sign } from '../../../src/main/vault/crypto/sign.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { concat, fromHex } from '../../../src/shared/bytes.ts'
import { agree, circleOf, type Device, settle, stranger, until } from './world.ts'

const patched = vi.hoisted(() => new Set<unknown>())
/** Nothing that lets anybody out gets into a patched log. */
const without = (entries: readonly Uint8Array[]): readonly Uint8Array[] =>
  entries.filter(bytes => {
    const entry = readEntry(bytes)
    return !entry.ok || !['REMOVE', 'CONSENT'].includes(entry.value.type)
  })
vi.mock(import('../../../src/main/vault/circle/exchange.ts'), async original => {
  const real = await original()
  return {
    ...real,
    importLog: (held, entries) => real.importLog(held, patched.has(held.db) ? without(entries) : entries),
  }
})
vi.mock(import('../../../src/main/vault/circle/removal.ts'), async original => {
  const real = await original()
  return {
    ...real,
    believesParting: (held, said) => (patched.has(held.db) ? undefined : real.believesParting(held, said)),
  }
})

beforeAll(() => sodiumReady)

const count = (device: Device, table: string): number =>
  Number(device.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
const keyOf = (device: Device): EpochKey =>
  device.db.prepare('SELECT key FROM epoch_keys').pluck().get() as EpochKey

async function removed(away = true) {
  const { net, devices, circle, note } = await circleOf(3)
  const [ana, ben, cleo] = devices as [Device, Device, Device]
  const notes = []
  for (const device of devices) notes.push(await device.openNote(circle, note))
  await notes[0]!.write('Begun. ')
  await until(() => devices.every(device => device.text(note).includes('Begun.')), 'begun everywhere')
  patched.add(cleo.db)
  if (away) net.cut(cleo)
  await settle()
  const { members } = await ana.call('circle.read', { circle })
  const member = members.find(({ name }) => name === 'Member 1')?.id ?? ''
  await ana.call('circle.remove', { circle, member, now: false })
  await agree(ben, circle)
  await until(() => count(ana, 'epoch_keys') === 2 && count(ben, 'epoch_keys') === 2, 'new keys')
  await notes[0]!.write('After. ')
  await until(() => ben.text(note).includes('After.'), 'they go on')
  await settle(600)
  return { net, ana, ben, cleo, circle, note, c: notes[2]! }
}

it('gets nothing newer, gives nothing to anybody, and is dropped each time it comes', async () => {
  const { net, ana, ben, cleo, circle, note, c } = await removed()
  const had = ['envelopes', 'log_entries', 'epoch_keys'].map(table => count(cleo, table))
  const theirs = [ana, ben].map(device => count(device, 'envelopes'))
  net.frames = []
  net.plug(cleo)
  await settle(300)
  expect(await c.write('Cleo, after she was let out. ')).toBe('')
  await settle(1000)
  // Met in the old room, told, and left.
  expect(net.frames.some(({ from, to }) => from === ana && to === cleo)).toBe(true)
  expect((await ana.call('circle.read', { circle })).sync.links).toBe(1)
  expect((await cleo.call('circle.read', { circle })).standing).toBe('in')
  expect(['envelopes', 'log_entries', 'epoch_keys'].map(table => count(cleo, table))).toEqual([
    (had[0] ?? 0) + 1,
    had[1],
    had[2],
  ])
  expect([ana, ben].map(device => count(device, 'envelopes'))).toEqual(theirs)
  for (const device of [ana, ben]) expect(device.text(note)).not.toContain('let out')
  expect(cleo.text(note)).not.toContain('After.')
  // And what is under her keys is not where the others are now.
  expect(cleo.rooms).not.toContain(ana.rooms[0])
})

it('is left at once by those it was linked to', async () => {
  const { ana, ben, cleo, circle, note, c } = await removed(false)
  expect(cleo.text(note)).toBe('Begun. ')
  for (const device of [ana, ben]) expect((await device.call('circle.read', { circle })).sync.links).toBe(1)
  expect(await c.write('Cleo, after she was let out. ')).toBe('')
  await settle(300)
  for (const device of [ana, ben]) expect(device.text(note)).not.toContain('let out')
  expect(count(cleo, 'epoch_keys')).toBe(1)
})

it('who asks for the log without saying who she is, with the old key in hand, is told nothing', async () => {
  const { net, ana, cleo } = await removed()
  const key = keyOf(cleo)
  const old = epochRoom(key).name
  expect(ana.rooms).toContain(old)
  const eve = stranger(net, ana, old)
  await until(() => eve.transcript() !== undefined && eve.heard.length > 0, 'a first word')
  const proof = keyed(key, 'kinfold/room-proof/1', eve.transcript()!, new TextEncoder().encode('who'))
  eve.say({ t: 'who', proof })
  await until(() => eve.dropped(), 'the end of the link')
  expect(eve.heard.map(({ t }) => t)).toEqual(['auth'])
})

/** Somebody in the room of an epoch that has passed, as a device that nobody knows, who is asked for the log. */
async function unknown() {
  const it = await removed()
  const { net, ana, cleo, circle } = it
  const key = keyOf(cleo)
  const eve = stranger(net, ana, epochRoom(key).name)
  await until(() => eve.transcript() !== undefined && eve.heard.length > 0, 'a first word')
  const [hers] = eve.heard
  if (hers?.t !== 'auth') throw new Error('not shown')
  const id = fromHex(circle) as CircleId
  const transcript = eve.transcript()!
  const mine = deviceKeys(random(32), random(16))
  const anas = deviceId(hers.sign as SignPublic, hers.box as BoxPublic)
  const claim = concat(id, new TextEncoder().encode('responder'), mine.id, anas, transcript)
  const proof = keyed(key, 'kinfold/room-proof/1', transcript, mine.id)
  const sig = sign('kinfold/hs/1', claim, mine.sign.secretKey)
  eve.say({ t: 'auth', sign: mine.sign.publicKey, box: mine.box.publicKey, sig, proof })
  await until(() => eve.heard.some(({ t }) => t === 'who'), 'asked for the log')
  return { ...it, eve, id, mine }
}

it('who comes as a device that nobody knows, and says entries that nobody signed, is dropped with the first', async () => {
  const { eve, id, mine } = await unknown()
  const bytes = encode([encode([1, id, mine.id, [id], 'X', {}, 0]), new Uint8Array(64)])
  eve.say({ t: 'entries', list: [bytes], more: true })
  await until(() => eve.dropped(), 'the end of the link')
  expect(eve.heard.map(({ t }) => t)).toEqual(['auth', 'who'])
})

it('who comes so, and says more of somebody who is out than a log has room for, is dropped as well', async () => {
  const { eve, id, ana, cleo } = await unknown()
  const { root } = cleo.db.prepare('SELECT root FROM device').get() as { root: Uint8Array }
  const { salt } = cleo.db.prepare('SELECT salt FROM circles').get() as { salt: Uint8Array }
  const hers = deviceKeys(root, salt)
  const parents = (cleo.db.prepare('SELECT bytes FROM log_entries').pluck().all() as Uint8Array[])
    .map(bytes => readEntry(new Uint8Array(bytes)))
    .flatMap(entry => (entry.ok && entry.value.type === 'ADMIT' ? [entry.value.id] : []))
  let n = 0
  const page = (size: number): Uint8Array[] =>
    Array.from({ length: size }, () => {
      n += 1
      const payload = { name: `Cleo ${n}` }
      const fields = { circle: id, parents: parents.slice(-1), type: 'PROFILE', payload, wallTime: n }
      return writeEntry(fields, hers).bytes
    })
  // What an honest log may hold of one who said it beside themselves: others of it than are here.
  eve.say({ t: 'entries', list: page(120), more: true })
  await until(() => count(ana, 'log_entries') > 60, 'as much as finds room')
  await settle(200)
  expect(eve.dropped()).toBe(false)
  eve.say({ t: 'entries', list: page(20), more: true })
  await until(() => eve.dropped(), 'the end of the link')
  expect(eve.heard.map(({ t }) => t)).toEqual(['auth', 'who'])
})
