/**
 * One epoch's document with a keeper, as this device sees it: takes in what lies there, brings what somebody of the circle
 * is not known to have, and takes away what all have said that they have. What is there and what was acknowledged is known
 * from opened parcels and signed HEADS alone, never from the server. Whatever is lost there is brought again by whoever
 * comes next and has it.
 */
import { equal } from '../../../../shared/bytes.ts'
import { AT_ONCE, type KeeperState, MOST_BROUGHT, MOST_PARCELS } from '../../../../shared/contract/keeper.ts'
import { absurd } from '../../../../shared/result.ts'
import type { CircleId, DeviceId, EntryId, EpochKey } from '../../crypto/keys.ts'
import type { Have } from '../envelope/header.ts'
import { readHeads } from '../envelope/heads.ts'
import { readEnvelope } from '../envelope/seal.ts'
import type { End } from '../exchange.ts'
import { MOST_LATE, pagesOf } from '../link/message.ts'
import { readEntry } from '../log/entry.ts'
import type { DeviceState } from '../log/state.ts'
import { hex, unhex } from '../names/hex.ts'
import { BATCH } from '../receive/receive.ts'
import type { CircleStore, Imported, Received } from '../store.ts'
import type { Holds, Known, Lain } from './known.ts'
import {
  type Late,
  openLate,
  openOnward,
  openParcel,
  PARCEL_BYTES,
  type Parcel,
  sealLate,
  sealOnward,
  sealParcel,
} from './parcel.ts'

/** To the server, by way of the lan process. */
export type Way = {
  readonly want: (parcel: number) => void
  readonly put: (bytes: Uint8Array) => void
  readonly drop: (parcels: readonly number[]) => void
}

export type KeepingDeps = {
  readonly store: CircleStore
  readonly circle: CircleId
  readonly key: EpochKey
  /**
   * `shared`: all who hold the key are in, so everything is brought here. `late`: they are not, or another epoch followed:
   * what lies here says only how things went on.
   */
  readonly role: () => 'shared' | 'late' | 'none'
  /** Whether everything of this circle is, or will be, in another document of this keeper. */
  readonly ahead: () => boolean
  readonly way: Way
  readonly received: (circle: CircleId, received: Received) => void
  readonly imported: (circle: CircleId, imported: Imported) => void
  readonly heard: (circle: CircleId) => void
  /** Keys came: there is more to read, and there are other rooms to be in. */
  readonly grown: (circle: CircleId) => void
  readonly parted: (circle: CircleId, list: readonly Uint8Array[]) => void
  /** All that lies there is known: it is time to bring something, soon. */
  readonly settled: () => void
  /** What was found at an earlier connection. */
  readonly known: Known
}

/**
 * `tried`: what it holds was handed in, once all that says who is who was. `here`: all its envelopes are in this device's
 * rows, which stay.
 */
type Lying = { readonly id: string; readonly size: number; holds?: Holds; tried?: boolean; here?: boolean }
type Bringing = { readonly parcel: Parcel; readonly holds: Holds }

const idsOf = (entries: readonly Uint8Array[]): string[] =>
  entries.map(readEntry).flatMap(entry => (entry.ok ? [hex(entry.value.id)] : []))
const endsOf = (envelopes: readonly Uint8Array[]): Lain[] =>
  envelopes.map(readEnvelope).flatMap(read => {
    if (!read.ok) return []
    const { id, header, body } = read.value
    return [{ device: header.device, seq: header.seq, hash: id, whole: body !== null }]
  })

export class Keeping {
  readonly #on: KeepingDeps
  #lying = new Map<number, Lying>()
  #known: Known
  /** Parcels to be looked into, and those that were asked for. */
  #unread: number[] = []
  readonly #asked = new Set<number>()
  /** By hex of the parcel's id, until the server has it. */
  readonly #going = new Map<string, Holds>()
  #backlog: Iterator<Bringing> | undefined
  #there = false
  #full = false
  /** Nothing more is to be brought, but the server has not said of all that it has it. */
  #ending = false
  /** Parcels with something that is not here, the last time that all were looked into. */
  #lacking = Number.POSITIVE_INFINITY
  /** All parcels were looked into, so whose words and HEADS they are is known as far as it can be. */
  #second = false

  constructor(on: KeepingDeps) {
    this.#on = on
    this.#known = on.known
  }

  /** Whether all that lies there is known. */
  get there(): boolean {
    return this.#there && this.#unread.length === 0 && this.#asked.size === 0
  }
  get full(): boolean {
    return this.#full
  }

  state(there: boolean, state: KeeperState): void {
    this.#full = state === 'full'
    this.#backlog = undefined
    this.#ending = false
    this.#going.clear()
    if (!there) {
      if (this.there) this.#known = this.known()
      this.#there = false
      this.#lying.clear()
      this.#unread = []
      this.#asked.clear()
      return
    }
    this.#there = true
    this.#pump()
  }

  lies(parcels: readonly { parcel: number; id: Uint8Array; size: number }[]): void {
    for (const { parcel, id, size } of parcels) {
      const holds = this.#going.get(hex(id)) ?? this.#known.get(hex(id))
      this.#going.delete(hex(id))
      this.#lying.set(parcel, { id: hex(id), size, ...(holds && { holds, tried: true }) })
      if (!holds) this.#unread.push(parcel)
    }
    this.#lacking = Number.POSITIVE_INFINITY
    this.#second = false
    this.#bring()
    this.#pump()
  }

  gone(parcels: readonly number[]): void {
    for (const parcel of parcels) this.#lying.delete(parcel)
    if (!this.#full) return
    this.#full = false
    this.#on.settled()
  }

  parcel(parcel: number, bytes: Uint8Array | null): void {
    if (!this.#asked.delete(parcel)) return
    const lying = this.#lying.get(parcel)
    if (lying && bytes) {
      lying.tried = this.#second
      lying.holds = this.#take(bytes)
    }
    this.#pump()
  }

  #pump(): void {
    while (this.#asked.size < AT_ONCE && this.#unread.length > 0) {
      const parcel = this.#unread.shift()!
      if (!this.#lying.has(parcel)) continue
      this.#asked.add(parcel)
      this.#on.way.want(parcel)
    }
    if (!this.there) return
    // Parcels lie in no order: first all that says who is in, then words; and again, as long as that helps.
    const known = this.#knownLog()
    const lacking = [...this.#lying].filter(([, lying]) => {
      if (lying.holds?.t === 'heads') return !lying.tried
      return !lying.holds || this.#isLacking(lying, lying.holds, known)
    })
    if (lacking.length > 0 && lacking.length < this.#lacking) {
      this.#lacking = lacking.length
      this.#second = true
      this.#unread = lacking.map(([parcel]) => parcel)
      return this.#pump()
    }
    this.#on.settled()
  }

  /** What need not be opened again: all that is here, and nothing that waits for something else. */
  known(): Known {
    const log = this.#knownLog()
    const { store, circle } = this.#on
    const own = store.me(circle).device
    const isHere = (lying: Lying, holds: Holds): boolean =>
      holds.t === 'heads'
        ? lying.tried === true &&
          (equal(holds.device, own) || store.ackOf(circle, holds.device) !== undefined)
        : holds.t !== 'junk' && !this.#isLacking(lying, holds, log)
    return new Map(
      [...this.#lying.values()].flatMap(lying =>
        lying.holds && isHere(lying, lying.holds) ? [[lying.id, lying.holds] as const] : [],
      ),
    )
  }

  #knownLog(): Set<string> {
    return new Set(this.#on.store.log(this.#on.circle).order.map(({ id }) => hex(id)))
  }

  #isLacking(lying: Lying, holds: Holds, known: ReadonlySet<string>): boolean {
    const { store, circle } = this.#on
    if (holds.t === 'envelopes') {
      lying.here ||= holds.ends.every(end => store.isHere(circle, end))
      return !lying.here
    }
    if (holds.t !== 'entries' && holds.t !== 'onward') return false
    return holds.ids.some(id => !known.has(id))
  }

  #take(bytes: Uint8Array): Holds {
    const { store, circle, key } = this.#on
    const parcel = openParcel(key, bytes)
    if (!parcel) return { t: 'junk' }
    const out = store.me(circle).putOut
    switch (parcel.t) {
      case 'entries':
        return this.#takeLog('entries', parcel.list)
      case 'onward': {
        const entries = openOnward(parcel, store.me(circle).keys.box)
        return entries ? this.#takeLog('onward', entries) : { t: 'closed' }
      }
      case 'keys':
      case 'boxes':
        return this.#takeLate(parcel)
      case 'late': {
        const late = openLate(parcel, store.me(circle).keys.box)
        return late ? this.#takeLate(late) : { t: 'closed' }
      }
      case 'out':
        this.#on.parted(circle, parcel.list)
        return { t: 'out' }
      case 'heads': {
        const heads = readHeads(parcel.heads)
        if (!heads.ok) return { t: 'junk' }
        if (this.#second && !out && store.readHeads(circle, parcel.heads).ok) this.#on.heard(circle)
        return { t: 'heads', device: heads.value.device, bytes: parcel.heads }
      }
      case 'envelopes': {
        const ends = endsOf(parcel.list)
        const { deviceOf } = store.log(circle)
        // Of a device that the log does not have yet they would count as a stranger's.
        const known = ends.every(({ device }) => deviceOf(hex(device)))
        if (this.#second && !out && known) this.#on.received(circle, store.receive(circle, parcel.list))
        return { t: 'envelopes', ends }
      }
      default:
        return absurd(parcel)
    }
  }

  #takeLate(late: Late): Holds {
    const { store, circle } = this.#on
    const device = late.device as DeviceId
    if (late.t === 'keys') return { t: 'keys', device, epochs: late.epochs.map(hex) }
    const boxes = late.list.map(({ epoch, box }) => ({ epoch: epoch as EntryId, box }))
    const me = store.me(circle)
    const received = equal(device, me.device) && me.active ? store.takeLate(circle, boxes) : undefined
    if (received) {
      this.#on.received(circle, received)
      this.#on.grown(circle)
    }
    return { t: 'boxes', device, epochs: boxes.map(({ epoch }) => hex(epoch)) }
  }

  #takeLog(t: 'entries' | 'onward', list: readonly Uint8Array[]): Holds {
    const { store, circle } = this.#on
    const imported = store.importLog(circle, list)
    this.#on.imported(circle, imported)
    // What is invalid lacks nothing: else it would be read again for ever, and stay.
    const invalid = new Set(imported.invalid.map(hex))
    const ids = idsOf(list).filter(id => !invalid.has(id))
    return ids.length > 0 ? { t, ids } : { t: 'junk' }
  }

  /** What somebody lacks and does not lie there. `own`: of words, this device's alone; others may be bringing theirs. */
  bring(whose: 'own' | 'all'): void {
    const { store, circle } = this.#on
    const { active, left, signedOut } = store.me(circle)
    if (!this.there || this.#backlog || !(active || left || signedOut)) return
    if (this.#full) return this.#tidy()
    this.#backlog = this.#lacked(whose)
    this.#bring()
  }

  #bring(): void {
    while (this.#backlog && this.#going.size < AT_ONCE) {
      const next: Bringing | undefined = this.#backlog.next().value
      if (!next) {
        this.#backlog = undefined
        this.#ending = true
        break
      }
      const { id, bytes } = sealParcel(this.#on.key, next.parcel)
      const known = [...this.#lying.values()].some(one => one.id === hex(id))
      if (known || this.#going.has(hex(id))) continue
      const size = [...this.#lying.values()].reduce((sum, one) => sum + one.size, bytes.length)
      if (size > MOST_BROUGHT || this.#lying.size >= MOST_PARCELS / 2) {
        this.#full = true
        this.#backlog = undefined
        this.#on.heard(this.#on.circle)
        return this.#tidy()
      }
      this.#going.set(hex(id), next.holds)
      this.#on.way.put(bytes)
    }
    if (!this.#ending || this.#going.size > 0) return
    this.#ending = false
    this.#tidy()
  }

  #others(): DeviceState[] {
    const { store, circle } = this.#on
    const own = store.me(circle).device
    return [...store.state(circle).devices.values()].filter(
      ({ id, status }) => status === 'active' && !equal(id, own),
    )
  }
  #heardOf(others: readonly DeviceState[]) {
    const acks = new Map(this.#on.store.acks(this.#on.circle).map(heads => [hex(heads.device), heads]))
    return others.map(({ id }) => acks.get(hex(id)))
  }
  /** Entries that at least one of these is not known to have. */
  #logLacked(others: readonly DeviceState[]): Uint8Array[] {
    const { store, circle } = this.#on
    const lacked = this.#heardOf(others).map(heads => store.missingLog(circle, heads?.log ?? []))
    const all = new Set(lacked.flat())
    return store.missingLog(circle, []).filter(entry => all.has(entry))
  }
  #lyingIds(t: 'entries' | 'onward'): Set<string> {
    return new Set([...this.#lying.values()].flatMap(({ holds }) => (holds?.t === t ? [...holds.ids] : [])))
  }

  *#lacked(whose: 'own' | 'all'): Generator<Bringing> {
    const { store, circle } = this.#on
    const others = this.#others()
    const role = this.#on.role()
    if (others.length === 0 || role === 'none') return
    if (role === 'late') {
      yield* this.#onward(others)
      return yield* this.#late(whose, others)
    }

    const lying = this.#lyingIds('entries')
    const entries = this.#logLacked(others).filter(bytes => idsOf([bytes]).some(id => !lying.has(id)))
    if (entries.length > 0)
      for (const { list } of pagesOf(entries))
        yield { parcel: { t: 'entries', list }, holds: { t: 'entries', ids: idsOf(list) } }
    if (!store.me(circle).active) return
    yield* this.#late(whose, others)

    const there = new Map<string, boolean>()
    /** Numbers that lie there and are ours as well, by device: what is looked through for more begins behind them. */
    const numbers = new Map<string, Set<number>>()
    for (const { holds, here } of this.#lying.values()) {
      if (holds?.t !== 'envelopes') continue
      for (const { device, seq, hash, whole } of holds.ends) {
        there.set(hex(hash), whole || there.get(hex(hash)) === true)
        if (!here || !whole) continue
        const known = numbers.get(hex(device)) ?? new Set()
        numbers.set(hex(device), known.add(seq))
      }
    }
    const own = store.me(circle).device
    let list: Uint8Array[] = []
    let bytes = 0
    const full = (): Bringing => {
      const parcel = { t: 'envelopes' as const, list }
      list = []
      bytes = 0
      return { parcel, holds: { t: 'envelopes', ends: endsOf(parcel.list) } }
    }
    const acked = new Map(
      store.lowestEnds(circle, this.#heardOf(others)).map(end => [hex(end.device), end] as const),
    )
    const theirs = store.have(circle).flatMap(({ device, seq: last }): End[] => {
      const end = acked.get(hex(device))
      if (whose === 'own' && !equal(device, own)) return [{ device, seq: last }]
      let seq = end?.seq ?? 0
      while (numbers.get(hex(device))?.has(seq + 1)) seq++
      return seq === end?.seq ? [end] : seq > 0 ? [{ device, seq }] : []
    })
    for (const one of store.missing(circle, theirs, whose === 'own' ? 'all' : undefined)) {
      const [end] = endsOf([one.bytes])
      const lies = end && there.get(hex(end.hash))
      if (!end || lies === true || (lies === false && !end.whole)) continue
      if (list.length >= BATCH || (list.length > 0 && bytes + one.bytes.length > PARCEL_BYTES)) yield full()
      list.push(one.bytes)
      bytes += one.bytes.length
    }
    if (list.length > 0) yield full()

    const heads = store.ownHeads(circle)
    yield { parcel: { t: 'heads', heads }, holds: { t: 'heads', device: own, bytes: heads } }
  }

  /** Keys that this device lacks are asked for, and those that others do are given, where nobody has. */
  *#late(whose: 'own' | 'all', others: readonly DeviceState[]): Generator<Bringing> {
    const { store, circle } = this.#on
    const me = store.me(circle)
    if (!me.active) return
    const lying = [...this.#lying.values()].flatMap(({ holds }) =>
      holds?.t === 'keys' || holds?.t === 'boxes' ? [holds] : [],
    )
    const lies = (t: 'keys' | 'boxes', of: DeviceId, epoch: string): boolean =>
      lying.some(one => one.t === t && equal(one.device, of) && one.epochs.includes(epoch))
    const bringing = (late: Late): Bringing[] => {
      const epochs = late.t === 'keys' ? late.epochs : late.list.map(({ epoch }) => epoch)
      const to = [...others.map(({ box }) => box), me.keys.box.publicKey]
      const parcel = this.#on.role() === 'shared' ? late : sealLate(late, to)
      const holds = { t: late.t, device: late.device as DeviceId, epochs: epochs.map(hex) }
      return parcel ? [{ parcel, holds }] : []
    }
    const epochs = store.lacking(circle)
    if (epochs.some(epoch => !lies('keys', me.device, hex(epoch))))
      yield* bringing({ t: 'keys', device: me.device, epochs })
    if (whose === 'own') return
    for (const { id } of others) {
      const asked = new Set(
        lying.flatMap(one => (one.t === 'keys' && equal(one.device, id) ? one.epochs : [])),
      )
      const open = [...asked].filter(epoch => !lies('boxes', id, epoch)).slice(0, MOST_LATE)
      const list = store.sealAgain(
        circle,
        id,
        open.map(epoch => unhex(epoch) as EntryId),
      )
      if (list.length > 0) yield* bringing({ t: 'boxes', device: id, list })
    }
  }

  /** In a document whose key somebody holds who is out: to those who are in how the log goes on, to the others that they are out. */
  *#onward(others: readonly DeviceState[]): Generator<Bringing> {
    const { store, circle } = this.#on
    const me = store.me(circle)
    if (!me.active) return
    for (const { id, status } of store.state(circle).devices.values()) {
      const list = status === 'active' || status === 'pending' ? [] : store.parting(circle, id)
      if (list.length > 0 && list.length <= 64) yield { parcel: { t: 'out', list }, holds: { t: 'out' } }
    }
    const lying = this.#lyingIds('onward')
    const entries = this.#logLacked(others)
    if (idsOf(entries).every(id => lying.has(id))) return
    for (const { list } of pagesOf(entries)) {
      const parcel = sealOnward(list, [...others.map(({ box }) => box), me.keys.box.publicKey])
      if (parcel) yield { parcel, holds: { t: 'onward', ids: idsOf(list) } }
    }
  }

  /** What nobody needs any more is taken away, whoever brought it. */
  #tidy(): void {
    const { store, circle } = this.#on
    const role = this.#on.role()
    if (!store.me(circle).active || role === 'none') return
    const others = this.#others()
    const heard = this.#heardOf(others)
    const ends = heard.map(heads => new Map(heads?.have.map(({ device, seq }) => [hex(device), seq])))
    const lacked = new Set(idsOf(this.#logLacked(others)))
    const isAcked = (end: Have): boolean =>
      ends.every(have => (have.get(hex(end.device)) ?? 0) >= end.seq) && store.stands(circle, end)
    const own = store.me(circle).device
    const newestOf = (device: DeviceId): Uint8Array | undefined =>
      equal(device, own) ? store.ownHeads(circle) : store.ackOf(circle, device)
    const known = this.#knownLog()
    const lyingHeads = [...this.#lying.values()].flatMap(({ holds }) => (holds?.t === 'heads' ? [holds] : []))
    const isOld = ({ device, bytes }: { device: DeviceId; bytes: Uint8Array }): boolean => {
      const best = newestOf(device)
      return best !== undefined && !equal(best, bytes) && lyingHeads.some(one => equal(one.bytes, best))
    }
    const missing = new Set(store.lacking(circle).map(hex))
    /** Whoever asked has them, and says so by taking it away; or is not in any more. */
    const isAnswered = ({ device, epochs }: { device: DeviceId; epochs: readonly string[] }): boolean =>
      equal(device, own)
        ? !epochs.some(epoch => missing.has(epoch))
        : !others.some(({ id }) => equal(id, device))
    const moved = role === 'late' && this.#on.ahead()
    const isDone = (lying: Lying, holds: Holds): boolean => {
      switch (holds.t) {
        case 'envelopes':
          return moved ? !this.#isLacking(lying, holds, known) : holds.ends.every(isAcked)
        case 'entries':
          return !this.#isLacking(lying, holds, known) && (moved || holds.ids.every(id => !lacked.has(id)))
        case 'onward':
          return !this.#isLacking(lying, holds, known) && holds.ids.every(id => !lacked.has(id))
        case 'keys':
        case 'boxes':
          return isAnswered(holds)
        case 'heads':
          return moved || isOld(holds)
        case 'junk':
          return true
        case 'out':
        case 'closed':
          return false
        default:
          return absurd(holds)
      }
    }
    const done = [...this.#lying]
      .filter(([, lying]) => lying.holds && isDone(lying, lying.holds))
      .map(([parcel]) => parcel)
    if (done.length > 0) this.#on.way.drop(done)
  }
}
