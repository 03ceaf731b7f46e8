/** Somebody with a computer: the vault's whole circle side on rows of its own, and the face's open notes above it. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { ySyncPluginKey } from 'y-prosemirror'
import * as Y from 'yjs'
import { chosenFolders } from '../../src/main/vault/backup/chosen.ts'
import { type Live, openLive } from '../../src/main/vault/circle/live/open.ts'
import { hex, unhex } from '../../src/main/vault/circle/names/hex.ts'
import { Kept } from '../../src/main/vault/circle/past/aside.ts'
import { openCircles } from '../../src/main/vault/circle/store.ts'
import type { CircleId } from '../../src/main/vault/crypto/keys.ts'
import { migrate } from '../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { bindNote, type LiveNote } from '../../src/renderer/face/features/note/binding.ts'
import type { Joining } from '../../src/shared/circle/circle.ts'
import type { FromCourier } from '../../src/shared/contract/courier.ts'
import type { NetworkWish } from '../../src/shared/contract/shell.ts'
import type { VaultContract } from '../../src/shared/contract/vault.ts'
import type { Args, Value } from '../../src/shared/contract/wire.ts'
import type { Time } from './time.ts'

/** What carries what a computer says: simulated (wire.ts), or the real thing (tests/net/world/couriers.ts). */
export type Carrier = {
  from(person: Person, message: unknown): void
  leave(person: Person): void
  wish?(person: Person, wish: NetworkWish): void
}

type Name = Extract<keyof VaultContract['calls'], `circle.${string}` | `note.${string}`>

export class Person {
  readonly name: string
  readonly db = new Sqlite(':memory:')
  /** Whose computer this is: oneself's, or the person's whose first one it was linked to. */
  readonly of: Person
  /** Files that were chosen here. */
  readonly #places = chosenFolders()
  #chosen = 0
  readonly #dir: string
  #time: Pick<Time, 'now' | 'after'>
  #wire: Carrier
  /** How far this computer's clock is ahead, in ms. */
  skew = 0
  #life = 0
  #live!: Live
  readonly open = new Map<string, LiveNote>()
  joining: Joining | undefined
  awake = false
  hear: (message: FromCourier) => void = () => {}

  /** `dir`: where their notebook would stand. */
  constructor(name: string, time: Time, wire: Carrier, dir: string, of?: Person) {
    this.name = name
    this.of = of ?? this
    this.#dir = join(dir, name, 'vault')
    mkdirSync(this.#dir, { recursive: true })
    this.#time = time
    this.#wire = wire
    this.db.pragma('foreign_keys = ON')
    migrate(this.db, MIGRATIONS)
  }

  /** The program starts, on whatever the rows say. */
  start(): void {
    const life = ++this.#life
    const lives = (): boolean => life === this.#life
    this.awake = true
    this.open.clear()
    this.#live = openLive({
      dir: this.#dir,
      places: this.#places,
      db: this.db,
      clock: { now: () => this.#time.now() + this.skew },
      tell: (news, value) => {
        if (!lives()) return
        if (news === 'circle.joining') this.joining = value as Joining
        if (news === 'note.rebuilt') this.open.get((value as { note: string }).note)?.rebuilt()
        if (news !== 'note.arrived') return
        const { note, update } = value as { note: string; update: Uint8Array }
        this.open.get(note)?.arrive(update)
      },
      erased: () => {},
      given: () => {},
      again: () => {},
      alive: () => {},
      network: wish => {
        if (lives()) this.#wire.wish?.(this, wish)
      },
    })
    this.hub(['10.0.0.1:48132'])
    this.#live.onCourier({
      post: message => {
        if (lives()) this.#wire.from(this, message)
      },
      listen: receive => {
        this.hear = message => {
          if (lives()) receive(message)
        }
      },
      close: () => {},
    })
  }

  /** Their hub answers at these addresses. */
  hub(addresses: readonly string[]): void {
    this.#live.onShell({ kind: 'hub', addresses: [...addresses] })
  }

  /** Asleep, into another time and another network. */
  move(time: Pick<Time, 'now' | 'after'>, wire: Carrier): void {
    if (this.awake) throw new Error(`${this.name} is awake`)
    this.#time = time
    this.#wire = wire
  }

  /** The power goes: what was committed is there, what was about to leave is not sent. */
  crash(): void {
    for (const live of this.open.values()) live.end()
    this.#life++
    this.awake = false
    this.hear = () => {}
    this.#wire.leave(this)
  }

  /** What the shell's dialog hands to the page for a path that was chosen in it. */
  chosen(path: string): string {
    const token = (++this.#chosen).toString(16).padStart(32, '0')
    this.#places.add(token, path)
    return token
  }

  /** Closed as one closes a program. */
  async sleep(): Promise<void> {
    for (const live of this.open.values()) await live.flush()
    this.#live.close()
    this.crash()
  }

  async call<N extends Name>(name: N, args: Args<VaultContract, N>): Promise<Value<VaultContract, N>> {
    const answer = await this.#live.handlers[name](args as never)
    if (!answer.ok) throw new Error(`${this.name}: ${name}: ${answer.fault}`)
    return answer.value as Value<VaultContract, N>
  }

  /** Whether it was done; what is not allowed is not. */
  async may<N extends Name>(name: N, args: Args<VaultContract, N>): Promise<boolean> {
    const answer = await this.#live.handlers[name](args as never)
    return answer.ok
  }

  /** The page of a note. Undefined when it cannot be laid. */
  async note(circle: string, note: string): Promise<LiveNote | undefined> {
    const known = this.open.get(note)
    if (known) return known
    const opened = await this.#live.handlers['note.open']({ circle, note })
    if (!opened.ok) return undefined
    const life = this.#life
    const gone = new Promise<never>(() => {})
    const ask = (name: Name, args: never) => (life === this.#life ? this.#live.handlers[name](args) : gone)
    const vault = { ask } as unknown as Parameters<typeof bindNote>[0]
    const live = bindNote(vault, opened.value, { after: this.#time.after })
    this.open.set(note, live)
    return live
  }

  async leave(note: string): Promise<void> {
    const live = this.open.get(note)
    if (!live) return
    await live.flush()
    if (live.unsent()) return
    this.open.delete(note)
    live.end()
    await this.call('note.close', { note })
  }

  /** A change by this person. True when it is known to be saved. */
  async change(live: LiveNote, how: (body: Y.XmlFragment, head: Y.Map<unknown>) => void): Promise<boolean> {
    const { doc, body, head, readOnly } = live.session()
    if (readOnly) return false
    doc.transact(() => how(body, head), ySyncPluginKey)
    await live.flush()
    return live.saving().state === 'saved' && !live.unsent()
  }

  #out: { readonly entries: number; readonly members: readonly string[] } = { entries: 0, members: [] }
  /** Who was let out, as far as this computer has heard. */
  out(circle: string): readonly string[] {
    const entries = Number(this.db.prepare('SELECT count(*) FROM log_entries').pluck().get())
    if (entries !== this.#out.entries) this.#out = { entries, members: this.look(circle).out }
    return this.#out.members
  }

  /** What is in the rows, as a program that starts now would read it. */
  look(circle: string) {
    const store = openCircles(this.db, { now: () => this.#time.now() })
    const id = unhex(circle) as CircleId
    const { active, parted, member, device } = store.me(id)
    const { members, devices } = store.state(id)
    const gone = (of: Uint8Array | null): boolean => {
      const status = of && members.get(hex(of))?.status
      return status === 'removed' || status === 'left'
    }
    const notes = store
      .documents(id, 'note')
      .map(({ docId }) => [hex(docId), store.read(id, docId, linesOf) ?? []] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return {
      /** Who heard that they are out may believe it before their log can say so. */
      active: active && !parted,
      member: hex(member),
      device: hex(device),
      notes,
      /** Notes of which something is closed to this person: it was erased before it came, or is from before they did. */
      part: store
        .documents(id, 'note')
        .filter(({ docId }) => store.isPartial(id, docId))
        .map(({ docId }) => hex(docId)),
      /** Notes that begin with a checkpoint: what was set aside before it is not in that. */
      based: this.db
        .prepare<[], Uint8Array>("SELECT id FROM documents WHERE kind = 'note' AND base IS NOT NULL")
        .pluck()
        .all()
        .map(hex),
      have: store
        .have(id)
        .map(({ device, seq, hash }) => `${hex(device)} ${seq} ${hex(hash)}`)
        .sort(),
      log: store.logHeads(id).map(hex),
      /** Of what people wrote who are in the circle. */
      refusals: store
        .refusals(id)
        .filter(({ from }) => !gone(from))
        .map(({ what, reason }) => `${what} ${reason}`),
      /** Computers, as `in` and `out` are people. */
      computers: [...devices].filter(([, { status }]) => status === 'active').map(([id]) => id),
      in: [...members].filter(([, { status }]) => status === 'active').map(([id]) => id),
      out: [...members].filter(([, { status }]) => status === 'removed').map(([id]) => id),
    }
  }

  /** By note: words that were set aside there, of those that have a place in it. */
  async aside(circle: string): Promise<(readonly [note: string, words: string[]])[]> {
    const store = openCircles(this.db, { now: () => this.#time.now() })
    const id = unhex(circle) as CircleId
    const all: (readonly [string, string[]])[] = []
    for (const { docId } of store.documents(id, 'note')) {
      const passages = await store.aside(
        id,
        docId,
        () => new Kept(),
        async () => {},
      )
      all.push([hex(docId), passages.filter(({ at }) => at !== null).map(({ id, text }) => `${id} ${text}`)])
    }
    return all.sort(([a], [b]) => (a < b ? -1 : 1))
  }

  has = (circle: string): boolean =>
    openCircles(this.db, { now: () => this.#time.now() }).has(unhex(circle) as CircleId)
}

/** A note as one reads it: its title, then each block with what it is. */
export const linesOf = (doc: Y.Doc): string[] => [
  String(doc.getMap('head').get('title') ?? ''),
  ...doc
    .getXmlFragment('body')
    .toArray()
    .map(block =>
      block instanceof Y.XmlElement
        ? `${block.getAttribute('kind') ?? ''}: ${block
            .toArray()
            .map(part => part.toString())
            .join('')}`
        : '',
    ),
]
