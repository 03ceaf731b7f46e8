/** The joinings under way on this device: rows that survive a restart, so that a yes given meanwhile is not lost. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import type { Joining } from '../../../../shared/circle/circle.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { MemberId } from '../../crypto/keys.ts'
import { random } from '../../crypto/random.ts'
import type { Invited } from '../invite/link.ts'
import { hex, unhex } from '../names/hex.ts'
import type { CircleStore } from '../store.ts'
import type { Attempt } from './knock.ts'

type Row = {
  id: Uint8Array
  seed: Uint8Array
  circle: Uint8Array | null
  expires: number | null
  addresses: string
  name: string
  salt: Uint8Array
  member: Uint8Array
}

const Addresses = v.array(v.string())
/** An attempt is given up after this long, in ms: an invitation lives for a week. */
const LIFE = 14 * 24 * 3600_000

const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes)

function read(row: Row): Attempt {
  return {
    id: plain(row.id),
    seed: plain(row.seed),
    circle: row.circle === null ? undefined : plain(row.circle),
    expires: row.expires ?? undefined,
    addresses: v.parse(Addresses, JSON.parse(row.addresses)),
    name: row.name,
    salt: plain(row.salt),
    member: plain(row.member) as MemberId,
  }
}

export class Joinings {
  readonly #db: Database
  readonly #clock: Clock
  /** Where each stands, as the face sees it; lost with the process, unlike the row. */
  readonly #standing = new Map<string, Joining>()
  readonly #tell: (joining: Joining) => void

  constructor(db: Database, clock: Clock, tell: (joining: Joining) => void) {
    this.#db = db
    this.#clock = clock
    this.#tell = tell
    for (const attempt of this.attempts()) this.#stand(attempt)
  }

  attempts(): Attempt[] {
    const since = this.#clock.now() - LIFE
    const rows = this.#db.prepare('SELECT * FROM joining WHERE begun > ? ORDER BY begun').all(since) as Row[]
    return rows.map(read)
  }

  list(): Joining[] {
    return [...this.#standing.values()]
  }

  /** The same invitation tried again is the same attempt, under the same keys and with what is new about it. */
  begin(invited: Invited, name: string, store: CircleStore): Attempt {
    const known = this.#db.prepare('SELECT * FROM joining WHERE seed = ?').get(invited.seed) as
      | Row
      | undefined
    const fresh = known ? undefined : store.prepareJoin()
    const row = {
      id: known?.id ?? random(16),
      seed: invited.seed,
      circle: invited.circleId ?? known?.circle ?? null,
      expires: invited.expires ?? known?.expires ?? null,
      addresses: JSON.stringify(invited.addresses),
      name,
      salt: known?.salt ?? fresh?.salt ?? random(16),
      member: known?.member ?? fresh?.member ?? random(16),
      begun: this.#clock.now(),
    }
    this.#db
      .prepare(
        `INSERT OR REPLACE INTO joining (id, seed, circle, expires, addresses, name, salt, member, begun)
         VALUES (:id, :seed, :circle, :expires, :addresses, :name, :salt, :member, :begun)`,
      )
      .run(row)
    const attempt = read(row)
    this.#stand(attempt)
    return attempt
  }

  step(id: Uint8Array, step: Joining['step'], seen: Partial<Joining>): void {
    const key = hex(id)
    const before = this.#standing.get(key)
    if (!before) return
    // Words belong to one link: when it is gone, so are they.
    const words = step === 'compare' ? (seen.words ?? before.words) : []
    const now: Joining = { ...before, ...seen, words, step }
    this.#standing.set(key, now)
    if (
      step === 'joined' ||
      step === 'declined' ||
      step === 'used' ||
      step === 'expired' ||
      step === 'other-circle'
    )
      this.#forget(key)
    this.#tell(now)
  }

  stop(id: string): boolean {
    const known = this.#standing.delete(id)
    this.#forget(id)
    return known
  }

  #forget(id: string): void {
    this.#db.prepare('DELETE FROM joining WHERE id = ?').run(unhex(id))
  }

  #stand(attempt: Attempt): Joining {
    const joining: Joining = { id: hex(attempt.id), step: 'looking', words: [] }
    this.#standing.set(joining.id, joining)
    return joining
  }
}
