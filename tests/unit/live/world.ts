/**
 * Vaults in one process, joined by couriers that carry frames faithfully: what travels can be counted, cables can be cut,
 * and nothing is decided by a real network's mood. The real couriers are in tests/net and tests/e2e.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import * as v from 'valibot'
import { afterAll, beforeAll } from 'vitest'
import * as Y from 'yjs'
import { chosenFolders } from '../../../src/main/vault/backup/chosen.ts'
import { type Message, readMessage, writeMessage } from '../../../src/main/vault/circle/link/message.ts'
import { type LinkEnd, secureLink } from '../../../src/main/vault/circle/link/secure.ts'
import { type Live, openLive } from '../../../src/main/vault/circle/live/open.ts'
import type { Hash } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import type { Joining, JoinRequest } from '../../../src/shared/circle/circle.ts'
import { FRAME, type FromCourier, ToCourier } from '../../../src/shared/contract/courier.ts'
import type { NetworkWish } from '../../../src/shared/contract/shell.ts'
import type { VaultContract } from '../../../src/shared/contract/vault.ts'
import type { Args, Port, Value } from '../../../src/shared/contract/wire.ts'
import { Time } from '../../sim/time.ts'

await sodiumReady

type Name = Extract<
  keyof VaultContract['calls'],
  `circle.${string}` | `note.${string}` | `network.${string}` | `keeper.${string}`
>

/** The time of every vault here. It passes only while a test waits, so none depends on how busy the computer is. */
const time = new Time(Date.UTC(2026, 10, 23, 12))
let giveBack = (): void => {}
beforeAll(() => {
  giveBack = time.borrow()
})
afterAll(() => giveBack())

/** So many ms pass, with all that is due in them: frames that are on their way arrive. */
export const settle = (ms = 30): Promise<void> => time.pass(ms)

/** Wait until it is so; what is waited for must come true in time. */
export async function until(true_: () => boolean | Promise<boolean>, what: string, ms = 4000): Promise<void> {
  const end = time.now() + ms
  while (!(await true_())) {
    if (time.now() > end) throw new Error(`in vain: ${what}`)
    await settle(10)
  }
}

export class Device {
  readonly name: string
  readonly db = new BetterSqlite(':memory:')
  readonly news: { news: string; value: unknown }[] = []
  readonly clock = { skew: 0, now: () => time.now() + this.clock.skew }
  /** Where this vault would stand, and the files its person chose. */
  readonly dir = join(tmpdir(), `kinfold-world-${process.pid}`, 'vault')
  readonly places = chosenFolders()
  readonly docs = new Map<string, Y.Doc>()
  rooms: readonly string[] = []
  /** Rooms and links as this vault named them to its courier. */
  readonly posted: string[] = []
  /** What this vault last wished of the network. */
  wish: NetworkWish | undefined
  /** How often this vault wanted others to be looked for at once: by its hub, and by its courier. */
  again = 0
  /** Hubs that this vault heard of from somebody who is linked to them. */
  readonly alive: string[] = []
  announced = 0
  live: Live
  hear: (message: FromCourier) => void = () => {}
  readonly #net: Net

  constructor(name: string, net: Net) {
    this.name = name
    this.#net = net
    this.db.pragma('foreign_keys = ON')
    migrate(this.db, MIGRATIONS)
    this.live = this.open()
    net.devices.push(this)
  }

  open(): Live {
    this.live = openLive({
      dir: this.dir,
      places: this.places,
      db: this.db,
      clock: this.clock,
      tell: (news, value) => {
        this.news.push({ news, value })
        if (news === 'note.arrived') {
          const { note, update } = value as { note: string; update: Uint8Array }
          const doc = this.docs.get(note)
          if (doc) Y.applyUpdateV2(doc, update, 'vault')
        }
      },
      erased: () => {},
      given: () => {},
      interfaces: () => ['eth0', 'wlan0'],
      network: wish => {
        this.wish = wish
      },
      again: () => {
        this.again++
      },
      alive: hubs => {
        this.alive.push(...hubs)
      },
    })
    this.live.onShell({ kind: 'hub', addresses: [`10.0.0.${this.#net.devices.indexOf(this) + 1}:48132`] })
    const port: Port = {
      post: message => this.#net.from(this, v.parse(ToCourier, message)),
      listen: receive => {
        this.hear = receive
      },
      close: () => {},
    }
    this.live.onCourier(port)
    return this.live
  }

  async call<N extends Name>(name: N, args: Args<VaultContract, N>): Promise<Value<VaultContract, N>> {
    const answer = await this.live.handlers[name](args as never)
    if (!answer.ok) throw new Error(`${name}: ${answer.fault}`)
    return answer.value as Value<VaultContract, N>
  }

  async fault<N extends Name>(name: N, args: Args<VaultContract, N>): Promise<string> {
    const answer = await this.live.handlers[name](args as never)
    return answer.ok ? '' : answer.fault
  }

  joining(): Joining | undefined {
    return this.news.filter(({ news }) => news === 'circle.joining').at(-1)?.value as Joining | undefined
  }

  /** Open a note as a face does: a document of one's own, under the given client id. */
  async openNote(
    circle: string,
    note: string,
  ): Promise<{ doc: Y.Doc; write: (text: string) => Promise<string> }> {
    const opened = await this.call('note.open', { circle, note })
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, opened.state, 'vault')
    doc.clientID = opened.cid
    this.docs.set(note, doc)
    const write = async (text: string): Promise<string> => {
      const before = Y.encodeStateVector(doc)
      doc.transact(() => {
        const body = doc.getXmlFragment('body')
        if (body.length === 0) {
          const block = new Y.XmlElement('block')
          block.insert(0, [new Y.XmlText()])
          body.insert(0, [block])
        }
        const words = (body.get(0) as Y.XmlElement).get(0) as Y.XmlText
        words.insert(words.length, text)
      })
      return this.fault('note.change', {
        note,
        cid: opened.cid,
        update: Y.encodeStateAsUpdateV2(doc, before),
      })
    }
    return { doc, write }
  }

  text(note: string): string {
    return (
      this.docs
        .get(note)
        ?.getXmlFragment('body')
        .toString()
        .replace(/<[^>]*>/g, '') ?? ''
    )
  }
}

/** How long two take to find each other, in ms. With none, two who part at once would meet for ever in the same instant. */
const MEETING = 10

type Link = { readonly a: Device; readonly b: Device; readonly room: string; readonly id: string }

export class Net {
  readonly devices: Device[] = []
  readonly #cut = new Set<Device>()
  readonly #apart: (readonly Device[])[] = []
  #links: Link[] = []
  #next = 1
  /** Every frame carried so far. */
  frames: { from: Device; to: Device; bytes: Uint8Array }[] = []
  /** Links that an end gave up by itself. */
  dropped = 0
  /** Sees each frame before it is carried; what it answers is carried instead, nothing when it answers undefined. */
  meddle: (bytes: Uint8Array, from: Device, to: Device) => Uint8Array | undefined = bytes => bytes
  /** What is said on a link that no device is on the other end of, by the link's name. */
  readonly strangers = new Map<string, (message: Exclude<ToCourier, { kind: 'rooms' | 'again' }>) => void>()

  from(device: Device, message: ToCourier): void {
    if (message.kind === 'again') {
      device.announced++
      return
    }
    device.posted.push(message.kind === 'rooms' ? JSON.stringify(message.rooms) : message.link)
    if (message.kind === 'rooms') {
      device.rooms = message.rooms.map(({ name }) => name)
      for (const link of this.#links)
        if ((link.a === device || link.b === device) && !device.rooms.includes(link.room)) this.#close(link)
      time.after(MEETING, () => this.#meet())
      return
    }
    const link = this.#links.find(({ id }) => id === message.link)
    if (!link) return this.strangers.get(message.link)?.(message)
    if (message.kind === 'drop') {
      this.dropped++
      return this.#close(link)
    }
    const to = link.a === device ? link.b : link.a
    const bytes = this.meddle(message.bytes, device, to)
    time.after(0, () => {
      device.hear({ kind: 'credit', link: link.id, frames: 1 })
      if (!bytes || !this.#links.includes(link)) return
      this.frames.push({ from: device, to, bytes })
      to.hear({ kind: 'frame', link: link.id, bytes: bytes.slice() })
    })
  }

  cut(device: Device): void {
    this.#cut.add(device)
    for (const link of this.#links) if (link.a === device || link.b === device) this.#close(link)
  }

  isCut(device: Device): boolean {
    return this.#cut.has(device)
  }

  plug(device: Device): void {
    this.#cut.delete(device)
    this.#meet()
  }

  /** These two never meet again. */
  apart(a: Device, b: Device): void {
    this.#apart.push([a, b])
    for (const link of this.#links)
      if ([a, b].every(end => end === link.a || end === link.b)) this.#close(link)
  }

  bytes(): number {
    return this.frames.reduce((sum, { bytes }) => sum + bytes.length, 0)
  }

  #close(link: Link): void {
    if (!this.#links.includes(link)) return
    this.#links = this.#links.filter(other => other !== link)
    for (const end of [link.a, link.b]) time.after(0, () => end.hear({ kind: 'closed', link: link.id }))
  }

  #meet(): void {
    const here = this.devices.filter(device => !this.#cut.has(device))
    for (const [i, a] of here.entries())
      for (const b of here
        .slice(i + 1)
        .filter(b => !this.#apart.some(two => [a, b].every(one => two.includes(one)))))
        for (const room of a.rooms.filter(name => b.rooms.includes(name))) {
          if (
            this.#links.some(
              link => link.room === room && [link.a, link.b].every(end => end === a || end === b),
            )
          )
            continue
          const link: Link = { a, b, room, id: `link ${this.#next++}` }
          this.#links.push(link)
          a.hear({ kind: 'opened', link: link.id, room, initiator: true })
          b.hear({ kind: 'opened', link: link.id, room, initiator: false })
        }
  }
}

/** Closed and opened again, as after a lock or a crash; in the network again when it was. */
export async function restart(net: Net, ...devices: Device[]): Promise<void> {
  for (const device of devices) {
    const away = net.isCut(device)
    net.cut(device)
    device.live.close()
    await settle()
    device.open()
    if (!away) net.plug(device)
  }
}

/** Ana has a circle; the others are nobody in it yet. */
export async function founded<Others extends string[]>(...others: Others) {
  const net = new Net()
  const ana = new Device('ana', net)
  const strangers = others.map(name => new Device(name, net)) as { [each in keyof Others]: Device }
  const { circle } = await ana.call('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
  return { net, ana, strangers, circle }
}

/** `joiner` asks, and stands at the host's door. `invitation` is a link, or a code: then with an address. */
export async function knock(
  host: Device,
  joiner: Device,
  circle: string,
  asked: Args<VaultContract, 'circle.join'>,
): Promise<JoinRequest> {
  await joiner.call('circle.join', asked)
  let request: JoinRequest | undefined
  await until(async () => {
    request = (await host.call('circle.read', { circle })).requests[0]
    return request !== undefined
  }, `${asked.ownName} at the door`)
  return request as JoinRequest
}

/** Let `joiner` into the host's circle by a fresh invitation; the words are compared on the way. */
export async function letIn(
  host: Device,
  joiner: Device,
  circle: string,
  ownName: string,
  second?: Device,
): Promise<void> {
  const { link } = await host.call('circle.invite', { circle })
  const request = await knock(host, joiner, circle, { invitation: link, ownName })
  await until(() => joiner.joining()?.step === 'compare', 'words to compare')
  if (request.words.join() !== joiner.joining()?.words.join()) throw new Error('the words differ')
  await joiner.call('circle.wordsMatch', { join: joiner.joining()?.id ?? '' })
  await host.call('circle.answer', { circle, join: request.id, admit: true })
  if (second) {
    await until(() => joiner.joining()?.step === 'second', 'the joiner waits for a second')
    await agree(second, circle)
  }
  await until(() => joiner.joining()?.step === 'joined', 'the joiner is in')
}

/** Somebody else of the circle agrees to all that waits. */
export async function agree(device: Device, circle: string): Promise<void> {
  let asked: readonly { id: string; mayAgree: boolean }[] = []
  await until(async () => {
    asked = (await device.call('circle.read', { circle })).waiting.filter(({ mayAgree }) => mayAgree)
    return asked.length > 0
  }, `${device.name} is asked`)
  for (const { id } of asked) await device.call('circle.agree', { circle, waiting: id })
}

/** Ana's circle with a note in it that everybody has. */
export async function circleOf(
  count: number,
): Promise<{ net: Net; devices: Device[]; circle: string; note: string }> {
  const others = Array.from({ length: count - 1 }, (_, i) => `device${i + 1}`)
  const { net, ana, strangers, circle } = await founded(...others)
  for (const [i, other] of strangers.entries())
    await letIn(ana, other, circle, `Member ${i}`, i >= 2 ? strangers[0] : undefined)
  const { note } = await ana.call('note.create', { circle })
  const devices = [ana, ...strangers]
  for (const device of devices)
    await until(
      async () => (await device.call('circle.read', { circle })).notes.length === 1,
      'the note everywhere',
    )
  return { net, devices, circle, note }
}

/**
 * Somebody in the device's first room (or another of its rooms) who agrees on a link's keys, as anybody can, and says what
 * the test says. `end` is the stranger's own: the device shows itself first where the stranger is the responder.
 */
export function stranger(net: Net, device: Device, room = device.rooms[0] ?? '', end: LinkEnd = 'responder') {
  const link = `stranger ${net.strangers.size}`
  const heard: Message[] = []
  let dropped = false
  let agreed: Hash | undefined
  let long: Uint8Array[] | undefined
  const secure = secureLink(end, {
    send: bytes => time.after(0, () => device.hear({ kind: 'frame', link, bytes })),
    ready: transcript => {
      agreed = transcript
    },
    message: bytes => {
      const message = readMessage(bytes)
      if (message) heard.push(message)
    },
    fail: () => {},
  })
  net.strangers.set(link, message => {
    if (message.kind === 'frame') secure.receive(message.bytes)
    else dropped = true
  })
  device.hear({ kind: 'opened', link, room, initiator: end === 'responder' })
  return {
    heard,
    dropped: () => dropped,
    transcript: () => agreed,
    /** The next full frame of a message that goes on. */
    goOn: () => {
      long ??= secure.frames(new Uint8Array(8 * FRAME))
      const bytes = long.shift()
      if (bytes) device.hear({ kind: 'frame', link, bytes })
    },
    say: (message: Message) => {
      for (const bytes of secure.frames(writeMessage(message))) device.hear({ kind: 'frame', link, bytes })
    },
  }
}
