/** A circle and a real keeper: Hocuspocus as it is published, and as `npm run keeper` starts it. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readlinkSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { join as at } from 'node:path'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { readFromServer, writeAsk, writeEnter, writeNews } from '../../src/main/lan/keeper/message.ts'
import { writeDrop, writePut } from '../../src/main/lan/keeper/update.ts'
import { documentOf } from '../../src/main/vault/circle/keeper/parcel.ts'
import { hex } from '../../src/main/vault/circle/names/hex.ts'
import type { CircleId, DocId } from '../../src/main/vault/crypto/keys.ts'
import { MOST_DOCUMENT } from '../../src/shared/contract/keeper.ts'
import { Face, note, type Person, pair, sync } from '../unit/circle/people.ts'
import { until } from './world/device.ts'
import { type Desk, openDesk, type RunningKeeper, startCount, startKeeper, startLan } from './world/keeper.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
const also = <T extends { end: () => Promise<unknown> }>(one: T): T => {
  ends.push(() => one.end())
  return one
}
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

type Two = Awaited<ReturnType<typeof two>>

/** Alice and Bob of one circle, with a note and a keeper. They will never be there at the same time. */
async function two(keeper: RunningKeeper) {
  const { alice, bob, circle } = pair({ needsTwo: false })
  const id = note(alice, circle)
  new Face(alice, circle, id).write('First line.')
  sync(alice, bob, circle)
  const name = documentOf(alice.store.kept(circle)[0]!.key)
  for (const { store } of [alice, bob]) store.close()
  const it = { alice, bob, circle, id, name }
  for (const person of [alice, bob])
    await visit(person, desk => desk.call('keeper.set', { circle: hex(circle), address: keeper.url }))
  return it
}

/** At the desk for what there is to do, and until nothing comes from the keeper any more. */
async function visit(person: Person, act: (desk: Desk) => Promise<unknown>, idle = 1500): Promise<Desk> {
  const desk = openDesk(person)
  try {
    await act(desk)
    await until(() => desk.lan.heard.some(one => one.kind === 'state' && one.there), 20_000, 'the keeper')
    let news = -1
    for (let still = 0; still < idle; still += 100) {
      if (desk.lan.heard.length !== news) still = 0
      news = desk.lan.heard.length
      await pause(100)
    }
    return desk
  } finally {
    await desk.end()
  }
}
const looks = async () => {}

const writes =
  ({ circle, id }: Two, words: string) =>
  async (desk: Desk): Promise<void> => {
    const opened = await desk.call('note.open', { circle: hex(circle), note: hex(id) })
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, opened.state)
    doc.clientID = opened.cid
    const before = Y.encodeStateVector(doc)
    const text = (doc.getXmlFragment('body').get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.insert(text.length, words)
    await desk.call('note.change', {
      note: hex(id),
      cid: opened.cid,
      update: Y.encodeStateAsUpdateV2(doc, before),
    })
  }

function reads({ circle, id }: { circle: CircleId; id: DocId }, person: Person): string {
  const { store } = person.again()
  return store.read(circle, id, doc => doc.getXmlFragment('body').toString()) ?? ''
}

for (const kind of ['ours', 'stock'] as const)
  describe(kind === 'ours' ? 'a keeper as we start it' : 'Hocuspocus with nothing of ours', () => {
    it('carries words between two who are never there at the same time, over a kill', async () => {
      const keeper = also(await startKeeper(kind))
      const it_ = await two(keeper)
      await visit(it_.alice, writes(it_, ' The kettle clicked.'), 4000)
      await keeper.end('SIGKILL')
      const again = also(await startKeeper(kind, { folder: keeper.folder, port: keeper.port }))
      await visit(it_.bob, looks)
      expect(reads(it_, it_.bob)).toContain('kettle')
      await visit(it_.bob, writes(it_, ' Nobody spoke.'))
      await visit(it_.alice, looks)
      expect(reads(it_, it_.alice)).toContain('Nobody')
      // All is acknowledged: what lies there are HEADS, and the traces of what lay.
      expect(statSync(at(again.folder, 'keeper.sqlite')).size).toBeLessThan(64 * 1024)
    })

    it('is filled again by who has the words, when it was wiped', async () => {
      const keeper = also(await startKeeper(kind))
      const it_ = await two(keeper)
      await visit(it_.alice, writes(it_, ' The kettle clicked.'))
      await keeper.end('SIGKILL')
      keeper.wipe()
      const again = also(await startKeeper(kind, { folder: keeper.folder, port: keeper.port }))
      await visit(it_.bob, looks)
      expect(reads(it_, it_.bob)).not.toContain('kettle')
      await visit(it_.alice, looks)
      await visit(it_.bob, looks)
      expect(reads(it_, it_.bob)).toContain('kettle')
      await again.end('SIGTERM')
    })

    it('says at a second connection only what is new since the first, and all of it where it lost something', async () => {
      const keeper = also(await startKeeper(kind))
      const count = also(await startCount(keeper.port))
      const it_ = await two({ ...keeper, url: count.url })
      const words = randomBytes(60_000).toString('base64')
      await visit(it_.alice, writes(it_, words), 4000)
      // Bob has not come: all of it lies there. Nobody is there, so the server has to load it, and Hocuspocus says what it loads.
      count.said()
      const desk = await visit(it_.alice, looks, 2000)
      const alone = count.said()
      expect(desk.lan.heard.filter(({ kind }) => kind === 'parcel')).toEqual([])
      const other = also(startLan())
      other.tell({ kind: 'documents', documents: [{ name: it_.name, url: keeper.url, mark: null }] })
      await until(() => other.heard.some(one => one.kind === 'state' && one.there), 10_000, 'somebody there')
      await visit(it_.alice, looks, 2000)
      const second = count.said()
      const first = await visit(it_.bob, looks, 2000).then(count.said)
      expect(reads(it_, it_.bob)).toContain(words.slice(-100))
      // Bob’s HEADS are new to her, and that what he has went.
      await visit(it_.alice, looks, 2000)
      const third = count.said()
      await other.end()
      console.info(
        `bytes: ${first} at a first connection, ${second} at a second (${alone} where it is loaded), ${third} at the next`,
      )
      expect(first).toBeGreaterThan(60_000)
      expect(alone).toBeLessThan(first + 10_000)
      expect(second).toBeLessThan(2000)
      expect(third).toBeLessThan(12_000)

      await visit(it_.alice, writes(it_, ' The kettle clicked.'), 4000)
      await keeper.end('SIGKILL')
      keeper.wipe()
      also(await startKeeper(kind, { folder: keeper.folder, port: keeper.port }))
      await visit(it_.alice, looks, 4000)
      await visit(it_.bob, looks)
      expect(reads(it_, it_.bob)).toContain('kettle')
    })

    it('loses no words to a member who empties it and fills it with nonsense', async () => {
      const keeper = also(await startKeeper(kind))
      const it_ = await two(keeper)
      await visit(it_.alice, writes(it_, ' The kettle clicked.'))
      const socket = new HocuspocusProviderWebsocket({ url: keeper.url, WebSocketPolyfill: WebSocket })
      const provider = new HocuspocusProvider({ websocketProvider: socket, name: it_.name, token: '' })
      provider.attach()
      ends.push(async () => socket.destroy())
      await until(() => provider.isSynced, 10_000, 'Eve to be there')
      const list = provider.document.getArray<Uint8Array>('parcels')
      expect(list.length).toBeGreaterThan(2)
      list.delete(0, list.length)
      for (let i = 0; i < 20; i++) list.push([new Uint8Array(200).fill(i)])
      await until(() => !provider.hasUnsyncedChanges, 10_000, 'Eve to be done')
      provider.destroy()
      await visit(it_.bob, looks)
      await visit(it_.alice, looks)
      await visit(it_.bob, looks)
      expect(reads(it_, it_.bob)).toContain('kettle')
    })
  })

it('turns away pages, other paths, names that are none, and what would make a document too large', async () => {
  const keeper = also(await startKeeper('ours', { args: ['--quota', '1', '--documents', '1'] }))
  const refused = (options: { origin?: string }): Promise<number> =>
    new Promise(resolve => {
      const socket = new WebSocket(keeper.url, options)
      socket.on('open', () => resolve(101))
      socket.on('error', () => {})
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    })
  expect(await refused({ origin: 'https://example.org' })).toBe(403)
  expect((await fetch(keeper.url.replace('ws:', 'http:'))).status).toBe(404)

  const lan = also(startLan())
  const named = (letter: string) => letter.repeat(43)
  const state = (name: string) =>
    lan.heard.flatMap(one => (one.kind === 'state' && one.name === name ? one.state : [])).at(-1)
  lan.tell({
    kind: 'documents',
    documents: ['short', named('A')].map(name => ({ name, url: keeper.url, mark: null })),
  })
  await until(() => state('short') === 'refused' && state(named('A')) === 'up', 10_000, 'two answers')
  const lying = () => lan.heard.flatMap(one => (one.kind === 'lies' ? one.parcels : []))
  const put = (fill: number) =>
    lan.tell({ kind: 'put', name: named('A'), bytes: new Uint8Array(300_000).fill(fill) })
  for (let i = 0; i < 3; i++) put(i)
  await until(() => lying().length === 3, 10_000, 'three parcels')
  put(3)
  await until(() => state(named('A')) === 'full', 10_000, 'a word that it is full')
  lan.tell({ kind: 'drop', name: named('A'), parcels: [lying()[0]!.parcel] })
  await until(() => state(named('A')) === 'up', 10_000, 'room again')
  put(4)
  await until(() => lying().length === 4, 10_000, 'the next parcel')
  // A second document has no place, on the disk or not.
  lan.tell({ kind: 'documents', documents: [{ name: named('B'), url: keeper.url, mark: null }] })
  await until(() => state(named('B')) === 'refused', 10_000, 'no second document')
  expect(keeper.output()).toBe(`The keeper listens at ${keeper.url}\n`)
})

function openSockets(pid: number): number {
  const files = readdirSync(`/proc/${pid}/fd`)
  return files.filter(file => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${file}`).startsWith('socket:')
    } catch {
      return false
    }
  }).length
}

/** Somebody who knows nothing but the address, and a name of their own making. */
async function stranger(keeper: RunningKeeper) {
  const socket = new WebSocket(keeper.url)
  ends.push(async () => socket.terminate())
  const name = randomBytes(32).toString('base64url')
  const answers: string[] = []
  let given = 0
  socket.on('message', (data: Buffer) => {
    const heard = readFromServer(name, new Uint8Array(data))
    answers.push(heard?.is === 'status' ? `taken ${heard.taken}` : (heard?.is ?? 'none'))
    if (heard?.is === 'update') given = heard.update.length
  })
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  return {
    socket,
    name,
    answers,
    given: () => given,
    enter(into = name): void {
      socket.send(writeEnter(into))
      socket.send(writeAsk(into, new Map()))
    },
  }
}

it('holds a document to its quota, also with words that wait for words that never come', async () => {
  const keeper = also(await startKeeper('ours', { args: ['--quota', '1'] }))
  const eve = await stranger(keeper)
  eve.enter()
  await until(() => eve.answers.includes('has'), 10_000, 'Eve to be in')
  const statuses = () => eve.answers.filter(one => one.startsWith('taken'))
  const send = (what: Uint8Array) => eve.socket.send(writeNews(eve.name, what))
  // The second place of each of six clients, whose first never comes; and deletions of what is not there.
  for (let client = 1; client <= 6; client++)
    send(writePut({ client, clock: 5, bytes: randomBytes(600_000) }))
  const nothing = (first: number) =>
    writeDrop(Array.from({ length: 40_000 }, (_, i) => ({ client: first + i, clock: 7 })))
  for (let i = 1; i <= 6; i++) send(nothing(i * 1_000_000))
  await until(() => statuses().length === 12, 30_000, 'twelve answers')
  expect(statuses().filter(one => one === 'taken true').length).toBeLessThan(5)
  const next = await stranger(keeper)
  next.socket.send(writeEnter(eve.name))
  next.socket.send(writeAsk(eve.name, new Map()))
  let given = 0
  next.socket.on('message', (data: Buffer) => {
    given = Math.max(given, data.length)
  })
  await until(() => given > 500_000, 10_000, 'what lies there')
  expect(given).toBeLessThan(1.3 * 1024 * 1024)
})

it('has no place for more documents than it may, however many are asked for at once', async () => {
  const keeper = also(await startKeeper('ours', { args: ['--documents', '3'] }))
  const eve = await stranger(keeper)
  let denied = 0
  let has = 0
  const names = Array.from({ length: 50 }, () => randomBytes(32).toString('base64url'))
  eve.socket.on('message', (data: Buffer) => {
    const { is } = names.map(name => readFromServer(name, new Uint8Array(data))).find(one => one) ?? {}
    if (is === 'denied') denied += 1
    if (is === 'has') has += 1
  })
  for (const name of names) eve.enter(name)
  await until(() => denied + has >= names.length, 20_000, 'an answer about each')
  expect([has, denied]).toEqual([3, 47])
  // Nothing was brought: the places are free again when nobody is there.
  eve.socket.terminate()
  for (let i = 0, isIn = false; !isIn; i++) {
    expect(i, 'tries for a place').toBeLessThan(20)
    const one = await stranger(keeper)
    one.enter()
    await until(() => one.answers.some(is => is === 'has' || is === 'denied'), 5000, 'an answer')
    isIn = one.answers.includes('has')
    await pause(100)
  }
})

it('gives back the places of callers whom it refused and who never hang up, and writes nothing of anybody', async () => {
  const keeper = also(await startKeeper('ours'))
  const knock = `GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n`
  let closed = 0
  const callers = Array.from({ length: 60 }, () => {
    const socket = connect({ port: keeper.port, host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => {})
    socket.resume().on('end', () => {
      closed += 1
    })
    socket.write(`${knock}Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: https://example.org\r\n\r\n`)
    return socket
  })
  ends.push(async () => {
    for (const socket of callers) socket.destroy()
  })
  await until(() => closed === callers.length, 10_000, 'all to be shown out')
  await until(() => openSockets(keeper.pid) < 5, 5000, 'their sockets to be given back')

  // Said before entering, no message at all, and an update that is none: Hocuspocus has words for each.
  for (const what of [writeNews('A'.repeat(43), randomBytes(6_000_000)), randomBytes(100)]) {
    const { socket } = await stranger(keeper)
    socket.on('error', () => {})
    socket.send(what)
    await until(() => socket.readyState === WebSocket.CLOSED, 10_000, 'the end of it')
  }
  const eve = await stranger(keeper)
  eve.enter()
  await until(() => eve.answers.includes('has'), 10_000, 'Eve to be in')
  eve.socket.send(writeNews(eve.name, randomBytes(100)))
  await until(() => eve.answers.includes('taken true'), 10_000, 'an answer')
  expect(keeper.output()).toBe(`The keeper listens at ${keeper.url}\n`)
})

it('stays small whoever reads nothing, and whoever never ends what they say', async () => {
  const keeper = also(await startKeeper('ours', { args: ['--quota', '4'] }))
  const { readFileSync } = await import('node:fs')
  const memory = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${keeper.pid}/status`, 'utf8'))?.[1]) / 1024
  const before = memory()
  // She asks for all that lies there, again and again, and takes none of it.
  const eve = await stranger(keeper)
  eve.socket.on('error', () => {})
  eve.enter()
  await until(() => eve.answers.includes('has'), 10_000, 'Eve to be in')
  eve.socket.send(writeNews(eve.name, writePut({ client: 7, clock: 0, bytes: randomBytes(3_500_000) })))
  await until(() => eve.answers.includes('taken true'), 10_000, 'her document')
  eve.socket.pause()
  for (let i = 0; i < 120; i++) {
    eve.socket.send(writeAsk(eve.name, new Map()))
    await pause(10)
  }
  expect(memory() - before).toBeLessThan(200)

  // Messages of 39 MiB that never come to their end, before a document is named, and after.
  const head = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  head.writeBigUInt64BE(BigInt(39 << 20), 2)
  const half = async (named: boolean): Promise<void> => {
    const { socket, enter, answers } = await stranger(keeper)
    ends.push(async () => socket.terminate())
    socket.on('error', () => {})
    if (named) enter()
    if (named) await until(() => answers.includes('has'), 10_000, 'the stranger to be in')
    const wire = (socket as unknown as { _socket: NodeJS.WritableStream })._socket
    wire.write(head)
    for (let i = 0; i < 38 && socket.readyState === WebSocket.OPEN; i++)
      await new Promise<unknown>(resolve => wire.write(Buffer.alloc(1 << 20), resolve))
  }
  for (let i = 0; i < 12; i++) await half(false)
  expect(memory() - before).toBeLessThan(300)
  for (let i = 0; i < 12; i++) await half(true)
  expect(memory() - before).toBeLessThan(600)

  // And whoever brings parcels is heard all the same, 60 MB of them.
  const ben = await stranger(keeper)
  ben.enter()
  await until(() => ben.answers.includes('has'), 10_000, 'Ben to be in')
  const taken = (): number => ben.answers.filter(one => one === 'taken true').length
  for (let i = 0; i < 240; i++) {
    ben.socket.send(writeNews(ben.name, writePut({ client: 9, clock: i, bytes: randomBytes(250_000) })))
    await until(() => ben.answers.filter(one => one.startsWith('taken')).length > i, 10_000, 'an answer')
  }
  expect(taken()).toBeGreaterThan(10)
  expect(ben.socket.readyState).toBe(WebSocket.OPEN)
}, 120_000)

it('takes no more memory than a document may have, whatever a server sends', async () => {
  const http = createServer()
  const server = new WebSocketServer({ server: http, maxPayload: 2 ** 20 })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  ends.push(async () => {
    for (const one of server.clients) one.terminate()
    http.close()
  })
  const name = 'C'.repeat(43)
  const head = Buffer.concat([Buffer.from([name.length]), Buffer.from(name)])
  const number = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...number(Math.floor(n / 128))])
  const message = (size: number, fill: readonly number[], begin: readonly number[]): Buffer => {
    const update = Buffer.alloc(size, Buffer.from(fill))
    update.set(begin)
    return Buffer.concat([head, Buffer.from([0, 1, ...number(size)]), update])
  }
  const bombs = [
    // Millions of empty byte strings; of clients who put nothing; of deletions; of things that are none of ours; and more than a message may be.
    message(30 << 20, [0x83, 1, 0, 0], [1, 0xff, 0xff, 0xff, 0x7f, 1, 0]),
    message(30 << 20, [0, 1, 0], [0xff, 0xff, 0xff, 0x7f]),
    message(30 << 20, [1], [0, 1, 1, 0xff, 0xff, 0xff, 0x7f]),
    message(30 << 20, [0x88, 1, 0, 1, 125, 0], [1, 0xff, 0xff, 0xff, 0x7f, 1, 0]),
    Buffer.alloc(MOST_DOCUMENT + (9 << 20)),
  ]
  let sent = 0
  server.on('connection', socket => {
    socket.send(bombs[sent++ % bombs.length]!)
    socket.on('error', () => {})
  })
  const lan = also(startLan())
  const { port } = http.address() as { port: number }
  const document = [{ name, url: `ws://127.0.0.1:${port}`, mark: null }]
  for (let i = 0; i < bombs.length; i++) {
    const before = lan.heard.length
    lan.tell({ kind: 'documents', documents: document })
    await until(
      () => lan.heard.slice(before).some(one => one.kind === 'state' && one.state === 'harmed'),
      20_000,
      `bomb ${i}`,
    )
    lan.tell({ kind: 'documents', documents: [] })
  }
  expect(sent).toBe(bombs.length)
  const { readFileSync } = await import('node:fs')
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${lan.pid}/status`, 'utf8'))?.[1]) / 1024
  expect(peak).toBeLessThan(400)
  expect(lan.output).toEqual([])
})
