/**
 * Files that people asked for, on their way here: from every device in reach that has some of it, a few chunks from each in
 * turn. What is here stays over a cut link and a restart; what is wrong is thrown away, and that device not asked for it
 * again.
 */
import type { Database } from 'better-sqlite3'
import { equal } from '../../../../shared/bytes.ts'
import { chunksOf, type SharedFileState } from '../../../../shared/writing/shared-file.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { faultOf } from '../../storage/fault.ts'
import { MOST_ASKED } from '../link/message.ts'
import { hex } from '../names/hex.ts'
import { BlobLink, type BlobLinkEvents, type Question } from './link.ts'
import type { BlobRow, BlobRows } from './rows.ts'
import { isChunkOf, isListOf } from './seal.ts'

/** How long a device may keep a question unanswered before others are asked it as well, in ms. */
const PATIENCE = 30_000
/** A device that did not have it may have it by then, in ms. */
const AGAIN = 30_000
/** The face hears of progress at most so often, in ms. */
const TELL = 250

type Fetch = {
  readonly n: number
  readonly circle: CircleId
  readonly id: Uint8Array
  readonly size: number
  hashes: Uint8Array | null
  readonly missing: Set<number>
  /** Asked for on some link, with whom; -1 stands for the hashes. */
  readonly asked: Map<number, BlobLink>
  /** Devices that sent what it is not, as hex. */
  readonly wrong: Set<string>
  /** Links whose device said that it is not there. */
  readonly none: Set<BlobLink>
}

const HASHES = -1

export type FetchDeps = {
  readonly db: Database
  readonly rows: BlobRows
  readonly tell: (circle: CircleId, id: Uint8Array, state: SharedFileState) => void
}

export class Fetching {
  readonly #deps: FetchDeps
  readonly #fetches = new Map<string, Fetch>()
  readonly #links = new Set<BlobLink>()
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  readonly #told = new Map<string, string>()
  readonly #telling = new Set<string>()

  constructor(deps: FetchDeps) {
    this.#deps = deps
    for (const row of deps.rows.wanted()) this.#begin(row)
  }

  /** A device of a circle is known on a link. */
  join(on: Pick<BlobLinkEvents, 'circle' | 'device' | 'open' | 'say' | 'pump'>): BlobLink {
    const link = new BlobLink({
      ...on,
      rows: this.#deps.rows,
      hashes: (from, id, hashes) => this.#hashes(from, id, hashes),
      chunk: (from, id, i, bytes) => this.#chunk(from, id, i, bytes),
      answered: (from, question, none) => this.#answered(from, question, none),
    })
    this.#links.add(link)
    this.go(on.circle)
    return link
  }

  leave(link: BlobLink): void {
    if (!this.#links.delete(link)) return
    for (const fetch of this.#fetches.values()) {
      fetch.none.delete(link)
      this.#letGo(fetch, link)
    }
    this.go(link.circle)
  }

  /** Harmless when it is on its way or here. */
  want(circle: CircleId, id: Uint8Array, size: number): void {
    const { rows } = this.#deps
    rows.want(circle, id, size)
    const row = rows.find(circle, id)
    if (row) this.#begin(row)
    this.go(circle)
  }

  /** What is here stays, and is not asked for again when the person asks anew. */
  stop(circle: CircleId, id: Uint8Array): void {
    const row = this.#deps.rows.find(circle, id)
    if (row) this.#deps.rows.unwant(row.n)
    this.#end(circle, id)
  }

  state(circle: CircleId, id: Uint8Array): SharedFileState {
    const { rows } = this.#deps
    const fetch = this.#fetches.get(nameOf(circle, id))
    const row = rows.find(circle, id)
    if (!row) return { state: 'away', have: 0 }
    const have = rows.count(row.n)
    if (have === chunksOf(row.size)) return { state: 'here', have }
    if (!fetch) return { state: 'away', have }
    return { state: this.#isSomebodyThere(fetch) ? 'coming' : 'nobody', have }
  }

  /** The rooms or the log are otherwise: whoever may be asked now is asked. */
  go(circle: CircleId): void {
    for (const link of this.#links) if (equal(link.circle, circle)) this.#askOn(link)
    for (const fetch of this.#fetches.values()) if (equal(fetch.circle, circle)) this.#tell(fetch)
  }

  /** Of a circle that is erased here, or files that no note names any more. */
  forget(circle: CircleId, id?: Uint8Array): void {
    for (const fetch of [...this.#fetches.values()])
      if (equal(fetch.circle, circle) && (!id || equal(fetch.id, id))) this.#end(circle, fetch.id)
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  #begin({ n, circle, id, size, hashes }: BlobRow): void {
    const name = nameOf(circle, id)
    // Somebody had named it with another size, and nobody has told its hashes yet.
    if (this.#fetches.get(name)?.size === size) return
    const missing = new Set(Array.from({ length: chunksOf(size) }, (_, i) => i))
    for (const i of this.#deps.rows.have(n)) missing.delete(i)
    if (missing.size === 0) return this.#deps.rows.unwant(n)
    const none = new Set<BlobLink>()
    const wrong = new Set<string>()
    this.#fetches.set(name, { n, circle, id, size, hashes, missing, asked: new Map(), wrong, none })
  }

  #after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, ms)
    timer.unref()
    this.#timers.add(timer)
  }

  #mayAsk(fetch: Fetch, link: BlobLink): boolean {
    return (
      link.open &&
      equal(fetch.circle, link.circle) &&
      !fetch.wrong.has(hex(link.device)) &&
      !fetch.none.has(link)
    )
  }

  #isSomebodyThere(fetch: Fetch): boolean {
    return [...this.#links].some(link => this.#mayAsk(fetch, link))
  }

  /** One question at a time on a link: of the file that was asked for first and has something nobody else is asked for. */
  #askOn(link: BlobLink): void {
    if (link.asked || !link.open) return
    for (const fetch of this.#fetches.values()) {
      if (!this.#mayAsk(fetch, link)) continue
      if (!fetch.hashes) {
        if (fetch.asked.has(HASHES)) continue
        fetch.asked.set(HASHES, link)
        link.ask(fetch.id)
      } else {
        const range = nextOf(fetch)
        if (!range) continue
        for (let i = range.from; i < range.to; i++) fetch.asked.set(i, link)
        link.ask(fetch.id, range)
      }
      const { asked } = link
      this.#after(PATIENCE, () => {
        if (link.asked !== asked) return
        this.#letGo(fetch, link)
        this.go(fetch.circle)
      })
      return
    }
  }

  #hashes(link: BlobLink, id: Uint8Array, hashes: Uint8Array): void {
    const fetch = this.#fetches.get(nameOf(link.circle, id))
    if (!fetch || fetch.hashes) return
    if (!isListOf(hashes, id, fetch.size)) return void fetch.wrong.add(hex(link.device))
    this.#kept(fetch, () => this.#deps.rows.setHashes(fetch.n, hashes))
    fetch.hashes = hashes
  }

  #chunk(link: BlobLink, id: Uint8Array, i: number, bytes: Uint8Array): void {
    const fetch = this.#fetches.get(nameOf(link.circle, id))
    if (!fetch?.hashes || !fetch.missing.has(i)) return
    if (!isChunkOf(bytes, i, fetch.hashes)) {
      fetch.wrong.add(hex(link.device))
      this.#letGo(fetch, link)
      return this.go(fetch.circle)
    }
    const last = fetch.missing.size === 1
    const put = this.#deps.db.transaction(() => {
      this.#deps.rows.putChunk(fetch.n, i, bytes)
      if (last) this.#deps.rows.unwant(fetch.n)
    })
    if (!this.#kept(fetch, () => put.immediate())) return
    fetch.missing.delete(i)
    fetch.asked.delete(i)
    if (last) this.#end(fetch.circle, fetch.id)
    else this.#tell(fetch)
  }

  #answered(link: BlobLink, { id }: Question, none: boolean): void {
    const fetch = this.#fetches.get(nameOf(link.circle, id))
    if (fetch) {
      this.#letGo(fetch, link)
      if (none) this.#lacks(fetch, link)
    }
    this.go(link.circle)
  }

  #lacks(fetch: Fetch, link: BlobLink): void {
    fetch.none.add(link)
    this.#after(AGAIN, () => {
      if (fetch.none.delete(link)) this.go(fetch.circle)
    })
  }

  /** What was asked for on this link is asked for on another one. */
  #letGo(fetch: Fetch, link: BlobLink): void {
    for (const [i, with_] of fetch.asked) if (with_ === link) fetch.asked.delete(i)
  }

  /** False: the disk took nothing, and it is asked for no more until the person says so. */
  #kept(fetch: Fetch, put: () => void): boolean {
    try {
      put()
      return true
    } catch (error) {
      if (!faultOf(error)) throw error
      const have = chunksOf(fetch.size) - fetch.missing.size
      this.#fetches.delete(nameOf(fetch.circle, fetch.id))
      this.#deps.tell(fetch.circle, fetch.id, { state: 'full', have })
      return false
    }
  }

  #end(circle: CircleId, id: Uint8Array): void {
    const name = nameOf(circle, id)
    this.#fetches.delete(name)
    this.#told.delete(name)
    this.#deps.tell(circle, id, this.state(circle, id))
  }

  /** At once when it is another state, else now and then. */
  #tell(fetch: Fetch): void {
    const name = nameOf(fetch.circle, fetch.id)
    const say = (): void => {
      if (this.#fetches.get(name) !== fetch) return
      const now = this.state(fetch.circle, fetch.id)
      if (this.#told.get(name) === JSON.stringify(now)) return
      this.#told.set(name, JSON.stringify(now))
      this.#deps.tell(fetch.circle, fetch.id, now)
    }
    if (this.#telling.has(name)) return
    this.#telling.add(name)
    this.#after(TELL, () => {
      this.#telling.delete(name)
      say()
    })
  }
}

const nameOf = (circle: CircleId, id: Uint8Array): string => `${hex(circle)} ${hex(id)}`

/** The first run of chunks that are missing and asked for nowhere. */
function nextOf({ missing, asked }: Fetch): { from: number; to: number } | undefined {
  let from: number | undefined
  for (const i of missing)
    if (!asked.has(i)) {
      from = i
      break
    }
  if (from === undefined) return undefined
  let to = from + 1
  while (to - from < MOST_ASKED && missing.has(to) && !asked.has(to)) to++
  return { from, to }
}
