/**
 * A sync file taken in. It is read twice: first to its end and its author's signature, and nothing of it counts; then
 * through the pipeline that the live link uses. Reading it again, or after others, changes nothing.
 */
import { equal } from '../../../../shared/bytes.ts'
import type { FileCame } from '../../../../shared/circle/circle.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { believedEnds } from '../claims.ts'
import { type Heads, readHeads } from '../envelope/heads.ts'
import type { CircleState, DeviceState } from '../log/state.ts'
import { deviceId } from '../names/device.ts'
import { hex } from '../names/hex.ts'
import { BATCH } from '../receive/receive.ts'
import type { CircleStore, Imported, Received } from '../store.ts'
import { type Head, type HeadFault, MAX_HEAD, openHead, readHead } from './head.ts'
import {
  type Author,
  type Item,
  isSame,
  type Reading,
  readStream,
  SEALED_CHUNK,
  STREAM_HEADER,
  type StreamFault,
} from './stream.ts'

/** Bytes: a circle of text grows by tens of megabytes in a year. */
const MOST_BYTES = 2 * 1024 ** 3
/**
 * Entries that are laid beside each other to find whether a writer belongs to the circle whom the log here does not have in:
 * how many, and how many bytes. Whoever it has in brings any number, by pages.
 */
const MOST_NEW = { entries: 20_000, bytes: 64 * 1024 * 1024 }
/** Bytes of envelopes in one transaction, unless one alone is larger. */
const BATCH_BYTES = 1024 * 1024

/** An open file. `read` gives fewer bytes at its end alone. */
export type Source = {
  readonly size: number
  read(from: number, length: number): Promise<Uint8Array>
}

export type Taking = {
  readonly store: CircleStore
  readonly source: Source
  /** Whether the vault still is open: asked after every wait. */
  readonly open: () => boolean
  readonly received: (circle: CircleId, received: Received) => void
  readonly imported: (circle: CircleId, imported: Imported) => void
}

/** `circle`: whose keys opened it; undefined while this device is in none yet (enter.ts). */
type Bundle = { readonly circle: CircleId | undefined; readonly head: Head; readonly key: Uint8Array }
type Of = Bundle & { readonly circle: CircleId }

const HEAD_WORDS: Readonly<Record<HeadFault, Fault>> = {
  unreadable: 'sync-unreadable',
  newer: 'sync-newer',
  cut: 'sync-cut',
}
const WORDS: Readonly<Record<StreamFault, Fault>> = { cut: 'sync-cut', harmed: 'sync-harmed' }

/** faults: sync-empty, sync-unreadable, sync-newer, sync-cut, sync-harmed, sync-large, sync-crowded, sync-not-ours, sync-stranger, locked */
export async function takeFile(taking: Taking): Promise<Result<FileCame, Fault>> {
  const bundle = await findBundle(taking)
  if (!bundle.ok) return bundle
  const author = await check(taking, bundle.value)
  return author.ok ? take(taking, bundle.value, author.value) : author
}

/** Opens the head with the keys of each circle here. */
async function findBundle({ store, source, open }: Taking): Promise<Result<Of, Fault>> {
  const head = await headOf({ source, open })
  if (!head.ok) return head
  for (const circle of store.list()) {
    const key = openHead(head.value, store.me(circle).keys.box)
    if (key) return ok({ circle, head: head.value, key })
    await breath()
    if (!open()) return err('locked')
  }
  return err('sync-not-ours')
}

/** faults: sync-empty, sync-unreadable, sync-newer, sync-cut, sync-large, locked */
export async function headOf({
  source,
  open,
}: Pick<Taking, 'source' | 'open'>): Promise<Result<Head, Fault>> {
  if (source.size === 0) return err('sync-empty')
  const head = readHead(await source.read(0, MAX_HEAD))
  if (!open()) return err('locked')
  if (!head.ok) return err(HEAD_WORDS[head.fault])
  return source.size > MOST_BYTES ? err('sync-large') : head
}

const breath = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** Every item in order; stops at the first fault, the reader's or the hearer's. */
async function walk(
  { store, source, open }: Pick<Taking, 'store' | 'source' | 'open'>,
  { circle, head, key }: Bundle,
  hear: (items: Item[]) => Fault | undefined | Promise<Fault | undefined>,
): Promise<Result<true, Fault>> {
  const start = head.bytes.length + STREAM_HEADER
  const header = await source.read(head.bytes.length, STREAM_HEADER)
  const reading: Reading | undefined = readStream(head, key, header)
  if (!reading || source.size <= start) return err('sync-cut')
  try {
    for (let at = start; at < source.size; at += SEALED_CHUNK) {
      const sealed = await source.read(at, SEALED_CHUNK)
      // Erased or locked meanwhile.
      if (!open() || (circle && !store.has(circle))) return err('locked')
      const items = reading.chunk(sealed, at + SEALED_CHUNK >= source.size)
      if (!items.ok) return err(WORDS[items.fault])
      const fault = await hear(items.value)
      if (fault) return err(fault)
    }
    return ok(true)
  } finally {
    reading.drop()
  }
}

const isIn = (state: CircleState, { sign, box }: Author): boolean => {
  const status = state.devices.get(hex(deviceId(sign, box)))?.status
  // Of two that ask to shut each other out both may be the one that stays.
  return status === 'active' || status === 'suspended'
}

/** To the end and the signature, and that whoever signed belongs to the circle, by our log; else with what the file adds to it. */
async function check(taking: Taking, bundle: Of): Promise<Result<Author, Fault>> {
  const { store } = taking
  const { circle } = bundle
  const read = await readThrough(taking, bundle, author =>
    isIn(store.state(circle), author) ? undefined : new Set(store.missingLog(circle, []).map(hex)),
  )
  if (!read.ok) return read
  const { author, entries } = read.value
  if (!equal(author.circle, circle)) return err('sync-harmed')
  // Asked again: with no entries that is what the log says by now.
  return isIn(store.stateWith(circle, entries), author) ? ok(author) : err('sync-stranger')
}

/**
 * To the end and the signature: who signed, and what it holds of the log that is not among those, by hex, that `besides` gives
 * for who begins it, and that at most. Undefined: nothing of it is laid aside, however long it is.
 */
export async function readThrough(
  taking: Pick<Taking, 'store' | 'source' | 'open'>,
  bundle: Bundle,
  besides: (author: Author) => ReadonlySet<string> | undefined,
  most = MOST_NEW,
): Promise<Result<{ author: Author; entries: Uint8Array[] }, Fault>> {
  let author: Author | undefined
  let known: ReadonlySet<string> | undefined
  const entries: Uint8Array[] = []
  let bytes = 0
  const walked = await walk(taking, bundle, items => {
    for (const item of items) {
      if (item.is === 'begin') {
        author = item
        known = besides(item)
      }
      if (item.is !== 'entry' || !known || known.has(hex(item.bytes))) continue
      entries.push(item.bytes)
      bytes += item.bytes.length
      if (entries.length > most.entries || bytes > most.bytes) return 'sync-crowded'
    }
    return undefined
  })
  if (!walked.ok) return walked
  return author ? ok({ author, entries }) : err('sync-harmed')
}

async function take(taking: Taking, bundle: Of, author: Author): Promise<Result<FileCame, Fault>> {
  const { store, open } = taking
  const { circle } = bundle
  const id = deviceId(author.sign, author.box)
  const own = equal(id, store.me(circle).device)
  const tally = new Tally(taking, circle)
  let heads: Uint8Array | undefined
  if (!own) {
    const walked = await walk(taking, bundle, async items => {
      for (const item of items) {
        if (item.is === 'begin' && !isSame(item, author)) return 'sync-harmed'
        if (item.is === 'heads') heads = item.bytes
        if (item.is !== 'entry' && item.is !== 'envelope') continue
        if (!tally.add(item.is, item.bytes)) continue
        await breath()
        if (!open() || !store.has(circle)) return 'locked'
      }
      return undefined
    })
    if (!walked.ok) return walked
    tally.flush()
  }
  const device = store.state(circle).devices.get(hex(id))
  if (!device) return err('sync-stranger')
  // HEADS of somebody else say nothing about the author.
  const said = heads && readHeads(heads)
  const kept = heads && said?.ok && equal(said.value.device, id) ? store.readHeads(circle, heads) : undefined
  const theirs = kept?.ok ? kept.value : undefined
  return ok({ ...tally.told(), ...told(store, circle, device, own, theirs) })
}

/** Who it is from, what they had that is not here, and what is here that they lack. */
function told(
  store: CircleStore,
  circle: CircleId,
  device: DeviceState,
  own: boolean,
  heads: Heads | undefined,
): Omit<FileCame, 'updates' | 'people' | 'refused' | 'log'> {
  const member = hex(device.member)
  const mine = new Map(store.have(circle).map(({ device, seq }) => [hex(device), seq]))
  const theirs = new Map(heads?.have.map(({ device, seq }) => [hex(device), seq]))
  const { device: here } = store.me(circle)
  const believed = believedEnds(store.state(circle), here, [...store.acks(circle), ...(heads ? [heads] : [])])
  const claimed = new Map([...theirs].map(([id, seq]) => [id, Math.min(seq, believed.get(id) ?? 0)]))
  const over = (some: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): number =>
    [...some].reduce((sum, [id, seq]) => sum + Math.max(0, seq - (others.get(id) ?? 0)), 0)
  return {
    circle: hex(circle),
    name: store.name(circle),
    from: { member, name: store.state(circle).members.get(member)?.name ?? '', own },
    missing: over(claimed, mine),
    lacks: heads ? over(mine, theirs) : 0,
    reply: !own && store.me(circle).active,
  }
}

/** Gathers items into batches, hands them in, and counts what came of them. */
class Tally {
  readonly #taking: Taking
  readonly #circle: CircleId
  #is: 'entry' | 'envelope' = 'entry'
  #batch: Uint8Array[] = []
  #bytes = 0
  #updates = 0
  #refused = 0
  #log = 0
  readonly #people = new Set<string>()

  constructor(taking: Taking, circle: CircleId) {
    this.#taking = taking
    this.#circle = circle
  }

  /** True when a batch was handed in. */
  add(is: 'entry' | 'envelope', bytes: Uint8Array): boolean {
    const full =
      this.#batch.length >= BATCH || (this.#batch.length > 0 && this.#bytes + bytes.length > BATCH_BYTES)
    const due = full || (is !== this.#is && this.#batch.length > 0)
    if (due) this.flush()
    this.#is = is
    this.#batch.push(bytes)
    this.#bytes += bytes.length
    return due
  }

  flush(): void {
    const batch = this.#batch
    this.#batch = []
    this.#bytes = 0
    if (batch.length === 0) return
    const { store, imported, received } = this.#taking
    const before = new Map(store.have(this.#circle).map(({ device, seq }) => [hex(device), seq]))
    if (this.#is === 'entry') {
      const came = store.importLog(this.#circle, batch)
      this.#log += came.added.length
      this.#refused += came.received.refused
      this.#count(before)
      imported(this.#circle, came)
      return
    }
    const came = store.receive(this.#circle, batch)
    this.#refused += came.refused + came.quarantined
    this.#updates -= came.refused
    this.#count(before)
    received(this.#circle, came)
  }

  told(): Pick<FileCame, 'updates' | 'people' | 'refused' | 'log'> {
    return {
      updates: Math.max(0, this.#updates),
      people: this.#people.size,
      refused: this.#refused,
      log: this.#log,
    }
  }

  #count(before: ReadonlyMap<string, number>): void {
    const { store } = this.#taking
    const { devices } = store.state(this.#circle)
    for (const { device, seq } of store.have(this.#circle)) {
      const more = seq - (before.get(hex(device)) ?? 0)
      if (more <= 0) continue
      this.#updates += more
      const member = devices.get(hex(device))?.member
      if (member) this.#people.add(hex(member))
    }
  }
}
