/** A removed person with a patched program: it takes no word of its removal, keeps every key and goes on asking. */
import { beforeAll, expect, it, vi } from 'vitest'
import { encode } from '../../../src/main/vault/circle/cbor.ts'
import { readEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { deviceId, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { epochRoom } from '../../../src/main/vault/circle/names/room.ts'
import { keyed } from '../../../src/main/vault/crypto/hash.ts'
import type { BoxPublic, EpochKey, SignPublic } from '../../../src/main/vault/crypto/keys.ts'
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

it('who comes as a device that nobody knows, and says entries that nobody signed, is dropped with the first', async () => {
  const { net, ana, cleo, circle } = await removed()
  const key = keyOf(cleo)
  const eve = stranger(net, ana, epochRoom(key).name)
  await until(() => eve.transcript() !== undefined && eve.heard.length > 0, 'a first word')
  const [hers] = eve.heard
  if (hers?.t !== 'auth') throw new Error('not shown')
  const id = fromHex(circle)
  const transcript = eve.transcript()!
  const mine = deviceKeys(random(32), random(16))
  const anas = deviceId(hers.sign as SignPublic, hers.box as BoxPublic)
  const claim = concat(id, new TextEncoder().encode('responder'), mine.id, anas, transcript)
  const proof = keyed(key, 'kinfold/room-proof/1', transcript, mine.id)
  const sig = sign('kinfold/hs/1', claim, mine.sign.secretKey)
  eve.say({ t: 'auth', sign: mine.sign.publicKey, box: mine.box.publicKey, sig, proof })
  await until(() => eve.heard.some(({ t }) => t === 'who'), 'asked for the log')
  const bytes = encode([encode([1, id, mine.id, [id], 'X', {}, 0]), new Uint8Array(64)])
  eve.say({ t: 'entries', list: [bytes], more: true })
  await until(() => eve.dropped(), 'the end of the link')
  expect(eve.heard.map(({ t }) => t)).toEqual(['auth', 'who'])
})
