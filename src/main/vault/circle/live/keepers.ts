/**
 * The circles' keepers: which circle has one, which documents are open with it, and how that goes. The lan process speaks
 * with the servers; a circle is never more than the names of its documents to it.
 */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import type { Clock } from '../../../../shared/clock.ts'
import {
  FromKeeper,
  type KeeperState,
  MOST_DOCUMENTS,
  type ToKeeper,
} from '../../../../shared/contract/keeper.ts'
import type { Keeper } from '../../../../shared/contract/keeping.ts'
import type { Port } from '../../../../shared/contract/wire.ts'
import { absurd } from '../../../../shared/result.ts'
import type { CircleId, EpochKey } from '../../crypto/keys.ts'
import { faultOf } from '../../storage/fault.ts'
import { Keeping, type KeepingDeps } from '../keeper/keeping.ts'
import { type Known, knowns } from '../keeper/known.ts'
import { documentOf } from '../keeper/parcel.ts'
import { hex } from '../names/hex.ts'
import type { CircleStore } from '../store.ts'
import { inTurns } from './turns.ts'

/** What was written is brought so soon, in ms: a few envelopes in one parcel. */
const SOON = 2000
/** What others wrote is brought when they have not done so themselves for so long, in ms. */
const GRACE = 10_000

export type KeepersDeps = Pick<KeepingDeps, 'received' | 'imported' | 'heard' | 'grown' | 'parted'> & {
  readonly db: Database
  readonly store: CircleStore
  readonly clock: Clock
  readonly soon?: number
  readonly grace?: number
}

type Open = {
  readonly circle: CircleId
  readonly url: string
  readonly keeping: Keeping
  role: 'shared' | 'late' | 'none'
  state: KeeperState | undefined
  error: string | null
  since: number
  /** Where the lan process knows it to end; undefined while it has said nothing. */
  mark: Uint8Array | undefined
}

type Wanted = readonly [
  name: string,
  of: { readonly circle: CircleId; readonly url: string; readonly key: EpochKey; readonly shared: boolean },
]

/** As the panel and the doctor have it. `error`: the system's word. */
type Stands = Omit<Keeper, 'circle' | 'rests'> & { readonly error: string | null }

export class Keepers {
  readonly #on: KeepersDeps
  readonly #open = new Map<string, Open>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #knowns: ReturnType<typeof knowns>
  /** Documents of which this lan process was told what is known. */
  #told = new Set<string>()
  /** Circles for whose documents there is no place. */
  #left: ReadonlySet<string> = new Set()
  #port: Port | undefined

  constructor(on: KeepersDeps) {
    this.#on = on
    this.#knowns = knowns(on.db)
  }

  address(circle: CircleId): string | null {
    const row = this.#on.db
      .prepare<[Uint8Array], string>('SELECT url FROM keeper WHERE circle = ?')
      .pluck()
      .get(circle)
    return row ?? null
  }

  /** On this computer; null: none. */
  set(circle: CircleId, url: string | null): void {
    this.#knowns.forget(circle)
    if (url === null) this.#on.db.prepare('DELETE FROM keeper WHERE circle = ?').run(circle)
    else this.#on.db.prepare('INSERT OR REPLACE INTO keeper (circle, url) VALUES (?, ?)').run(circle, url)
  }

  hasPlace(circle: CircleId): boolean {
    return !this.#left.has(hex(circle))
  }

  read(circle: CircleId): Stands {
    const address = this.address(circle)
    const all = [...this.#open.values()].filter(one => hex(one.circle) === hex(circle))
    const [shown] = [...all].sort((a, b) => Number(b.role === 'shared') - Number(a.role === 'shared'))
    if (!shown?.state) return { address, state: null, since: null, error: null }
    const { error, since } = shown
    const full = shown.state === 'up' && shown.keeping.full
    return { address, state: full ? 'full' : shown.state, since, error }
  }

  /** `circles`: those that may use theirs now. */
  be(circles: readonly CircleId[]): void {
    const { store, clock } = this.#on
    const wanted = circles.map((circle): Wanted[] => {
      const url = this.address(circle)
      const kept = url === null ? [] : store.kept(circle)
      return kept.map(one => [documentOf(one.key), { circle, url: url ?? '', ...one }])
    })
    // What all of a circle share before what tells those who are late, and circles in turns: each has a place before any has two.
    const of = (role: boolean) =>
      inTurns(wanted.map(list => list.filter(([, { shared }]) => shared === role)))
    const documents = [...new Map([...of(true), ...of(false)])].slice(0, MOST_DOCUMENTS)
    const seated = new Set(documents.map(([, { circle }]) => hex(circle)))
    const all = wanted.flatMap(list => list.map(([, { circle }]) => hex(circle)))
    this.#left = new Set(all.filter(circle => !seated.has(circle)))
    for (const [name, { url }] of [...this.#open]) {
      if (documents.some(([other, one]) => other === name && one.url === url)) continue
      this.#open.delete(name)
      this.#told.delete(name)
    }
    for (const [name, { circle, url, key, shared }] of documents) {
      const known = this.#open.get(name)
      const role = shared ? 'shared' : 'late'
      if (known) {
        if (known.role !== role) this.#soon(name, 'all')
        known.role = role
      } else {
        const before = this.#knowns.of(name, url)
        this.#open.set(name, {
          circle,
          url,
          role,
          state: undefined,
          error: null,
          since: clock.now(),
          mark: before?.mark,
          keeping: this.#keeping(name, circle, key, before?.known ?? new Map()),
        })
      }
    }
    this.#tellDocuments()
  }

  /** Words of this device, or the log, or what is here: somebody may lack it now. */
  stirred(circle: CircleId): void {
    for (const [name, open] of this.#open)
      if (hex(open.circle) === hex(circle)) {
        this.#soon(name, 'own')
        this.#soon(name, 'all')
      }
  }

  onPort(port: Port): void {
    this.#port = port
    this.#told.clear()
    for (const open of this.#open.values()) {
      open.keeping.state(false, 'unreachable')
      open.state = undefined
    }
    port.listen(data => {
      const message = v.safeParse(FromKeeper, data)
      if (this.#port !== port || !message.success) return
      try {
        this.#hear(message.output)
      } catch (error) {
        // A full or failing disk: nothing was committed, and what lies there lies there.
        if (!faultOf(error)) throw error
      }
    })
    this.#tellDocuments()
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#open.clear()
    this.#tellDocuments()
    this.#port = undefined
  }

  #tell(message: ToKeeper): void {
    this.#port?.post(message)
  }
  #tellDocuments(): void {
    const documents = [...this.#open].map(([name, { url, mark }]) => ({
      name,
      url,
      mark: (!this.#told.has(name) && mark) || null,
    }))
    for (const { name } of documents) this.#told.add(name)
    this.#tell({ kind: 'documents', documents })
  }

  /** So that the next time only what is new is read. */
  #remember(name: string): void {
    const open = this.#open.get(name)
    if (!open?.mark || !open.keeping.there) return
    const current = [...this.#open].filter(([, { circle }]) => hex(circle) === hex(open.circle))
    this.#knowns.keep({ name, ...open }, open.mark, open.keeping.known(), new Set(current.map(([of]) => of)))
  }

  #keeping(name: string, circle: CircleId, key: EpochKey, known: Known): Keeping {
    const { received, imported, heard, grown, parted, store } = this.#on
    return new Keeping({
      store,
      circle,
      key,
      received,
      imported,
      heard,
      grown,
      parted,
      known,
      role: () => this.#open.get(name)?.role ?? 'none',
      ahead: () =>
        [...this.#open.values()].some(
          one => hex(one.circle) === hex(circle) && one.role === 'shared' && one.keeping.there,
        ),
      way: {
        want: parcel => this.#tell({ kind: 'want', name, parcel }),
        put: bytes => this.#tell({ kind: 'put', name, bytes }),
        drop: parcels => this.#tell({ kind: 'drop', name, parcels: [...parcels] }),
      },
      settled: () => {
        this.#soon(name, 'own')
        this.#soon(name, 'all')
      },
    })
  }

  #soon(name: string, whose: 'own' | 'all'): void {
    const key = `${whose} ${name}`
    if (this.#timers.has(key)) return
    const { soon = SOON, grace = GRACE } = this.#on
    const bring = (): void => {
      this.#timers.delete(key)
      const open = this.#open.get(name)
      if (!open || !this.#on.store.has(open.circle)) return
      try {
        open.keeping.bring(whose)
      } catch (error) {
        if (!faultOf(error)) throw error
      }
    }
    this.#timers.set(key, setTimeout(bring, whose === 'own' ? soon : grace))
  }

  #hear(message: FromKeeper): void {
    const open = this.#open.get(message.name)
    if (!open || !this.#on.store.has(open.circle)) return
    switch (message.kind) {
      case 'state':
        if (open.state !== message.state) open.since = this.#on.clock.now()
        open.state = message.state
        open.error = message.error
        open.keeping.state(message.there, message.state)
        return this.#on.heard(open.circle)
      case 'mark':
        open.mark = message.mark
        return this.#remember(message.name)
      case 'lies':
        return open.keeping.lies(message.parcels)
      case 'gone':
        return open.keeping.gone(message.parcels)
      case 'parcel':
        return open.keeping.parcel(message.parcel, message.bytes)
      default:
        absurd(message)
    }
  }
}
