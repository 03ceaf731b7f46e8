/** Files of notes between devices: asked for, carried in pieces, resumed, checked; and what somebody does who does otherwise. */
import BetterSqlite from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { CHUNK as WHOLE } from '../../../src/main/vault/attachments/chunk.ts'
import { carry } from '../../../src/main/vault/backup/carry.ts'
import { CHUNK } from '../../../src/main/vault/circle/blob/seal.ts'
import { type Message, MOST_ASKED } from '../../../src/main/vault/circle/link/message.ts'
import { hex, unhex } from '../../../src/main/vault/circle/names/hex.ts'
import { openCircles } from '../../../src/main/vault/circle/store.ts'
import { keyed } from '../../../src/main/vault/crypto/hash.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { sign } from '../../../src/main/vault/crypto/sign.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import { concat } from '../../../src/shared/bytes.ts'
import { CHUNK_PLAIN, LARGEST_SHARED, type SharedFile } from '../../../src/shared/writing/shared-file.ts'
import { tellingJpeg } from '../../drive/pictures.ts'
import { jpeg } from '../attachments/samples.ts'
import { circleOf, type Device, restart, settle, stranger, until } from './world.ts'

beforeAll(() => sodiumReady)

const bytesOf = (size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8) * 7) & 255)

/** A file comes in as the journal's do, and is put into the note. */
async function put(
  device: Device,
  circle: string,
  note: string,
  bytes: Uint8Array,
  name = 'quay.bin',
): Promise<SharedFile> {
  const blob = bring(device, bytes)
  const added = await device.call('note.fileAdd', { circle, blob })
  const { tells, ...made } = added
  void tells
  const file: SharedFile = {
    ...made,
    name,
    type: 'application/x-quay',
    width: null,
    height: null,
    alt: '',
  }
  await nameIt(device, circle, note, file)
  return file
}

/** As one that came in by `attachment.*`, which tests/vault/attachments.test.ts is about. */
function bring({ db }: Device, bytes: Uint8Array): string {
  const id = random(32)
  const { lastInsertRowid } = db
    .prepare('INSERT INTO blob (id, size, type) VALUES (?, ?, ?)')
    .run(id, bytes.length, 'application/x-quay')
  const add = db.prepare('INSERT INTO blob_chunk (blob, i, bytes) VALUES (?, ?, ?)')
  for (let i = 0; i * WHOLE < bytes.length; i++)
    add.run(lastInsertRowid, i, bytes.slice(i * WHOLE, (i + 1) * WHOLE))
  return hex(id)
}

async function nameIt(device: Device, circle: string, note: string, file: SharedFile): Promise<void> {
  const opened = await device.call('note.open', { circle, note })
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, opened.state)
  doc.clientID = opened.cid
  const before = Y.encodeStateVector(doc)
  doc.transact(() => {
    const block = new Y.XmlElement('block')
    const laid = new Y.XmlElement('file')
    for (const [key, value] of Object.entries(file))
      if (value !== null) laid.setAttribute(key, value as unknown as string)
    block.insert(0, [laid])
    doc.getXmlFragment('body').insert(0, [block])
  })
  await device.call('note.change', {
    note,
    cid: opened.cid,
    update: Y.encodeStateAsUpdateV2(doc, before),
  })
}

const state = (device: Device, circle: string, { blob }: SharedFile) =>
  device.call('note.fileState', { circle, blob })
const fetch = (device: Device, circle: string, { blob, size }: SharedFile) =>
  device.call('note.fileFetch', { circle, blob, size })
const isHere = (device: Device, circle: string, file: SharedFile) => async () =>
  (await state(device, circle, file)).state === 'here'

async function read(device: Device, circle: string, { blob, key, size }: SharedFile): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for (let from = 0; from < size; from += 1024 * 1024) {
    const { bytes } = await device.call('note.fileRead', {
      circle,
      blob,
      key,
      size,
      from,
      length: 1024 * 1024,
    })
    parts.push(bytes)
  }
  return concat(...parts)
}
/** What the file of a note that has come needs: it is named there. */
const heard = (device: Device, file: SharedFile) => () =>
  device.db.prepare('SELECT 1 FROM circle_blob_named WHERE id = ?').get(unhex(file.blob)) !== undefined
const large = (frames: { bytes: Uint8Array }[]): number =>
  frames.reduce((sum, { bytes }) => sum + (bytes.length > 8000 ? bytes.length : 0), 0)

describe('a file in a note', () => {
  it('comes when somebody asks, and is the same; nothing of it travels before', async () => {
    const { net, devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const bytes = bytesOf(5 * CHUNK_PLAIN + 17)
    const file = await put(ana, circle, note, bytes)
    expect(file.chunks).toBe(6)
    await until(heard(ben, file), 'the name of the file at Ben’s')
    await settle(5000)
    expect(await state(ben, circle, file)).toEqual({ state: 'away', have: 0 })
    net.frames = []
    expect((await fetch(ben, circle, file)).state).toBe('coming')
    await until(isHere(ben, circle, file), 'the file')
    expect(await read(ben, circle, file)).toEqual(bytes)
    const carried = net.frames.filter(({ from }) => from === ana)
    expect(large(carried)).toBeGreaterThanOrEqual(5 * CHUNK)
    expect(large(carried)).toBeLessThan(6 * CHUNK)
    const told = ben.news.filter(({ news }) => news === 'note.file').map(({ value }) => value)
    expect(told.at(-1)).toEqual({ circle, blob: file.blob, state: 'here', have: 6 })
    // On the disk of both it is noise.
    const rows = ben.db.prepare<[], Uint8Array>('SELECT bytes FROM circle_blob_chunk').pluck().all()
    expect(rows.some(row => Buffer.from(row).includes(Buffer.from(bytes.subarray(0, 64))))).toBe(false)
  })

  it('goes on where it stopped, over a cut link and a restart, and nothing comes twice', async () => {
    const { net, devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const file = await put(ana, circle, note, bytesOf(60 * CHUNK_PLAIN))
    await until(heard(ben, file), 'the name')
    net.frames = []
    // A cable that breaks after so many frames, again and again.
    let left = 70
    net.meddle = (bytes, from) => (from === ana && bytes.length > 8000 && left-- <= 0 ? undefined : bytes)
    await fetch(ben, circle, file)
    await settle(100)
    const { have } = await state(ben, circle, file)
    expect(have).toBeGreaterThan(5)
    expect(have).toBeLessThan(60)
    net.meddle = bytes => bytes
    const before = net.frames.filter(({ to }) => to === ben)
    await restart(net, ben)
    await until(isHere(ben, circle, file), 'all of it')
    expect(await read(ben, circle, file)).toEqual(bytesOf(60 * CHUNK_PLAIN))
    const after = net.frames.filter(({ to }) => to === ben).slice(before.length)
    // What was on its way when the cable broke may come again, and no more: a question is for 16 at most.
    expect(large(after)).toBeLessThan((60 - have + 1) * CHUNK)
  })

  it('is asked of several in turn, and whoever has fetched it gives it on', async () => {
    const { net, devices, circle, note } = await circleOf(3)
    const [ana, ben, cleo] = devices as [Device, Device, Device]
    const file = await put(ana, circle, note, bytesOf(64 * CHUNK_PLAIN))
    await until(heard(ben, file), 'the name at Ben’s')
    await until(heard(cleo, file), 'the name at Cleo’s')
    await fetch(ben, circle, file)
    await until(isHere(ben, circle, file), 'the file at Ben’s')
    net.frames = []
    await fetch(cleo, circle, file)
    await until(isHere(cleo, circle, file), 'the file at Cleo’s')
    const by = (device: Device) => large(net.frames.filter(({ from, to }) => from === device && to === cleo))
    expect(by(ana)).toBeGreaterThan(16 * CHUNK)
    expect(by(ben)).toBeGreaterThan(16 * CHUNK)
    expect(by(ana) + by(ben)).toBeLessThan(65 * CHUNK)
    // And with whoever put it there gone.
    net.cut(ana)
    await settle(50)
    expect(await read(cleo, circle, file)).toEqual(bytesOf(64 * CHUNK_PLAIN))
  })

  it('says that nobody who has it is in reach, and comes when somebody is', async () => {
    const { net, devices, circle, note } = await circleOf(3)
    const [ana, ben] = devices as [Device, Device, Device]
    const file = await put(ana, circle, note, bytesOf(1000))
    await until(heard(ben, file), 'the name')
    net.cut(ana)
    await settle()
    await fetch(ben, circle, file)
    await until(async () => (await state(ben, circle, file)).state === 'nobody', 'nobody has it')
    await settle(300)
    expect(ben.news.filter(({ news }) => news === 'note.file').at(-1)?.value).toMatchObject({
      state: 'nobody',
    })
    net.plug(ana)
    await until(isHere(ben, circle, file), 'the file')
  })

  it('is stopped when asked, and keeps what came for the next time', async () => {
    const { net, devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const file = await put(ana, circle, note, bytesOf(40 * CHUNK_PLAIN))
    await until(heard(ben, file), 'the name')
    let left = 50
    net.meddle = (bytes, from) => (from === ana && bytes.length > 8000 && left-- <= 0 ? undefined : bytes)
    await fetch(ben, circle, file)
    await settle(50)
    await ben.call('note.fileStop', { circle, blob: file.blob })
    net.meddle = bytes => bytes
    const { state: stood, have } = await state(ben, circle, file)
    expect(stood).toBe('away')
    expect(have).toBeGreaterThan(0)
    net.cut(ben)
    net.plug(ben)
    await settle(3000)
    expect(await state(ben, circle, file)).toEqual({ state: 'away', have })
    await fetch(ben, circle, file)
    await until(isHere(ben, circle, file), 'the rest')
  })

  it('takes out of a picture what that says of itself', async () => {
    const { devices, circle } = await circleOf(1)
    const [ana] = devices as [Device]
    const telling = tellingJpeg(jpeg)
    const blob = bring(ana, telling)
    const added = await ana.call('note.fileAdd', { circle, blob })
    expect(added.tells).toBe('taken-out')
    expect(added.size).toBeLessThan(telling.length)
    const all = await ana.call('note.fileRead', { circle, ...added, from: 0, length: 1024 * 1024 })
    expect(all.bytes.length).toBe(added.size)
    expect(Buffer.from(all.bytes).includes('Exif')).toBe(false)
  })

  it('goes along when its circle is begun anew, and into what is saved of a damaged notebook', async () => {
    const { devices, circle, note } = await circleOf(1)
    const [ana] = devices as [Device]
    const bytes = bytesOf(3 * CHUNK_PLAIN)
    const file = await put(ana, circle, note, bytes)
    const anew = await ana.call('circle.goOn', {
      circle,
      name: 'Friday table',
      ownName: 'Juniper',
      tell: false,
    })
    expect(await read(ana, anew.circle, file)).toEqual(bytes)
    const saved = new BetterSqlite(':memory:')
    saved.pragma('foreign_keys = ON')
    migrate(saved, MIGRATIONS)
    carry(ana.db, saved)
    expect(saved.prepare('SELECT count(*) FROM circle_blob_chunk').pluck().get()).toBe(6)
    expect(saved.prepare('SELECT count(*) FROM circle_blob_named').pluck().get()).toBe(2)
  })

  it('may have 100 MB and no byte more, and only a note can name what is fetched', async () => {
    const { devices, circle } = await circleOf(1)
    const [ana] = devices as [Device]
    const blob = bring(ana, bytesOf(64))
    ana.db.prepare('UPDATE blob SET size = ?').run(LARGEST_SHARED + 1)
    expect(await ana.fault('note.fileAdd', { circle, blob })).toBe('file-too-large-here')
    expect(await ana.fault('note.fileFetch', { circle, blob: 'ab'.repeat(32), size: 5 })).toBe('not-found')
    expect(ana.db.prepare('SELECT count(*) FROM circle_blob').pluck().get()).toBe(0)
  })

  it('does not open with another key, and says so', async () => {
    const { devices, circle, note } = await circleOf(1)
    const [ana] = devices as [Device]
    const file = await put(ana, circle, note, bytesOf(100))
    const key = 'ab'.repeat(32)
    expect(await ana.fault('note.fileRead', { circle, ...file, key, from: 0, length: 10 })).toBe(
      'file-unreadable',
    )
  })
})

describe('a file that no note names', () => {
  const files = (device: Device) => device.db.prepare('SELECT count(*) FROM circle_blob').pluck().get()
  const chunks = (device: Device) => device.db.prepare('SELECT count(*) FROM circle_blob_chunk').pluck().get()

  it('goes when its author erases what they wrote, here and at the others’', async () => {
    const { devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const file = await put(ana, circle, note, bytesOf(40 * CHUNK_PLAIN))
    await until(heard(ben, file), 'the name')
    await fetch(ben, circle, file)
    await until(isHere(ben, circle, file), 'the file')
    await ana.call('note.eraseMine', { circle, note })
    await until(() => files(ana) === 0 && chunks(ana) === 0, 'gone at Ana’s')
    await until(() => files(ben) === 0 && chunks(ben) === 0, 'gone at Ben’s')
    expect(await state(ben, circle, file)).toEqual({ state: 'away', have: 0 })
  })

  it('stays while earlier words name it, and a minute after it was made, for words that are on their way', async () => {
    const { net, devices, circle, note } = await circleOf(1)
    const [ana] = devices as [Device]
    const file = await put(ana, circle, note, bytesOf(10))
    const opened = await ana.call('note.open', { circle, note })
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, opened.state)
    doc.clientID = opened.cid
    const before = Y.encodeStateVector(doc)
    doc.getXmlFragment('body').delete(0, 1)
    await ana.call('note.change', { note, cid: opened.cid, update: Y.encodeStateAsUpdateV2(doc, before) })
    const blob = bring(ana, bytesOf(20))
    await ana.call('note.fileAdd', { circle, blob })
    await restart(net, ana)
    await settle(59_000)
    expect(files(ana)).toBe(2)
    await settle(2000)
    expect(files(ana)).toBe(1)
    expect((await state(ana, circle, file)).state).toBe('here')
  })

  it('goes with its circle', async () => {
    const { devices, circle, note } = await circleOf(1)
    const [ana] = devices as [Device]
    await put(ana, circle, note, bytesOf(40 * CHUNK_PLAIN))
    await ana.call('circle.erase', { circle })
    await until(() => files(ana) === 0 && chunks(ana) === 0, 'gone')
  })
})

/** Somebody of the circle with a program of their own: Ben's keys, and whatever the test says. */
async function patched() {
  const { net, devices, circle, note } = await circleOf(2)
  const [ana, ben] = devices as [Device, Device]
  net.cut(ben)
  await settle()
  ben.live.close()
  const id = unhex(circle) as CircleId
  const store = openCircles(ben.db, ben.clock)
  const { keys } = store.me(id)
  const [room] = store.rooms(id)
  if (!room) throw new Error('no room')
  const said = stranger(net, ana, ana.rooms[0] ?? '', 'responder')
  await settle(0)
  const transcript = said.transcript()
  if (!transcript) throw new Error('no keys')
  const role = new TextEncoder().encode('responder')
  const other = store.state(id)
  const first = [...other.devices.values()].find(({ id }) => hex(id) !== hex(keys.id))
  if (!first) throw new Error('nobody else')
  said.say({
    t: 'auth',
    sign: keys.sign.publicKey,
    box: keys.box.publicKey,
    sig: sign('kinfold/hs/1', concat(id, role, keys.id, first.id, transcript), keys.sign.secretKey),
    proof: keyed(room.key, 'kinfold/room-proof/1', transcript, keys.id),
  })
  await settle(0)
  expect(said.heard.some(({ t }) => t === 'heads')).toBe(true)
  expect(said.dropped()).toBe(false)
  const answer = <T extends Message['t']>(t: T) =>
    said.heard.filter((one): one is Extract<Message, { t: T }> => one.t === t)
  return { net, ana, circle, note, said, answer }
}

describe('somebody of the circle who does otherwise', () => {
  const id = new Uint8Array(32).fill(7)

  it.each<[string, Message]>([
    ['hashes', { t: 'file-hashes', id, hashes: new Uint8Array(32) }],
    ['a chunk', { t: 'file-chunk', id, i: 0, bytes: new Uint8Array(41) }],
    ['that something is not there', { t: 'file-none', id }],
  ])('loses the link by saying what nobody asked: %s', async (_what, message) => {
    const { said } = await patched()
    said.say(message)
    expect(said.dropped()).toBe(true)
  })

  it.each<[string, object]>([
    ['no chunk', { t: 'file-want', id, from: 3, to: 3 }],
    ['more than 16 at once', { t: 'file-want', id, from: 0, to: MOST_ASKED + 1 }],
    ['a number that no file has', { t: 'file-want', id, from: 1600, to: 1602 }],
    ['a name that is none', { t: 'file-list', id: id.subarray(1) }],
    ['hashes that are none', { t: 'file-hashes', id, hashes: new Uint8Array(33) }],
    ['a chunk that is too long', { t: 'file-chunk', id, i: 0, bytes: new Uint8Array(CHUNK + 1) }],
    ['a chunk without anything in it', { t: 'file-chunk', id, i: 0, bytes: new Uint8Array(40) }],
  ])('loses it by what is no message: %s', async (_what, message) => {
    const { said } = await patched()
    said.say(message as Message)
    expect(said.dropped()).toBe(true)
  })

  it('loses it by a second question while the first is open, and is answered one at a time', async () => {
    const { ana, circle, note, said, answer } = await patched()
    const file = await put(ana, circle, note, bytesOf(20 * CHUNK_PLAIN))
    const blob = unhex(file.blob)
    said.say({ t: 'file-list', id: blob })
    await settle(0)
    expect(answer('file-hashes')).toHaveLength(1)
    expect(said.dropped()).toBe(false)
    said.say({ t: 'file-want', id: blob, from: 0, to: 16 })
    await settle(100)
    // Nobody gives credit for this link: a few chunks are on their way, and the rest waits.
    expect(answer('file-chunk').length).toBeGreaterThan(0)
    expect(answer('file-chunk').length).toBeLessThan(16)
    expect(said.dropped()).toBe(false)
    said.say({ t: 'file-want', id: blob, from: 16, to: 20 })
    expect(said.dropped()).toBe(true)
  })

  it('hears of what is not there that it is not, and of nothing else', async () => {
    const { said, answer } = await patched()
    said.say({ t: 'file-want', id, from: 0, to: 2 })
    await settle(0)
    expect(answer('file-none')).toEqual([{ t: 'file-none', id }])
    expect(said.dropped()).toBe(false)
  })

  it('sends another chunk than the one it is: it is thrown away, and they are not asked again', async () => {
    const { net, ana, circle, note, said, answer } = await patched()
    const bytes = bytesOf(3 * CHUNK_PLAIN)
    const file = await put(ana, circle, note, bytes)
    const blob = unhex(file.blob)
    // As if Ana lacked it, and the patched device alone had it.
    const hashes = ana.db.prepare<[], Uint8Array>('SELECT hashes FROM circle_blob').pluck().get()
    ana.db.exec('DELETE FROM circle_blob_chunk; UPDATE circle_blob SET hashes = NULL')
    if (!hashes) throw new Error('no hashes')
    await fetch(ana, circle, file)
    expect(answer('file-list')).toEqual([{ t: 'file-list', id: blob }])
    said.say({ t: 'file-hashes', id: blob, hashes })
    expect(answer('file-want')).toEqual([{ t: 'file-want', id: blob, from: 0, to: 3 }])
    said.say({ t: 'file-chunk', id: blob, i: 0, bytes: new Uint8Array(CHUNK).fill(9) })
    said.say({ t: 'file-chunk', id: blob, i: 1, bytes: new Uint8Array(CHUNK).fill(9) })
    said.say({ t: 'file-none', id: blob })
    await settle(120_000)
    expect(said.dropped()).toBe(false)
    expect(answer('file-want')).toHaveLength(1)
    expect(await state(ana, circle, file)).toEqual({ state: 'nobody', have: 0 })
    // A chunk out of turn is no answer.
    said.say({ t: 'file-chunk', id: blob, i: 2, bytes: new Uint8Array(CHUNK) })
    expect(said.dropped()).toBe(true)
    void net
  })

  it('loses the link by another chunk than the next of what was asked', async () => {
    const { ana, circle, note, said, answer } = await patched()
    const file = await put(ana, circle, note, bytesOf(3 * CHUNK_PLAIN))
    const blob = unhex(file.blob)
    ana.db.exec('DELETE FROM circle_blob_chunk')
    await fetch(ana, circle, file)
    expect(answer('file-want')).toEqual([{ t: 'file-want', id: blob, from: 0, to: 3 }])
    said.say({ t: 'file-chunk', id: blob, i: 1, bytes: new Uint8Array(CHUNK) })
    expect(said.dropped()).toBe(true)
  })

  it('sends a list that is not the file’s, and is not asked for it again', async () => {
    const { ana, circle, note, said, answer } = await patched()
    const file = await put(ana, circle, note, bytesOf(10))
    const blob = unhex(file.blob)
    ana.db.exec('DELETE FROM circle_blob_chunk; UPDATE circle_blob SET hashes = NULL')
    await fetch(ana, circle, file)
    said.say({ t: 'file-hashes', id: blob, hashes: new Uint8Array(32).fill(1) })
    await settle(120_000)
    expect(answer('file-list')).toHaveLength(1)
    expect(answer('file-want')).toHaveLength(0)
    expect(said.dropped()).toBe(false)
  })
})
