/** The joinings under way on this device: rows that survive a restart, so that a yes given meanwhile is not lost. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import type { Joining } from '../../../../shared/circle/circle.ts'
import type { Clock } from '../../../../shared/clock.ts'
import { err } from '../../../../shared/result.ts'
import { readSignalling } from '../../../../shared/servers.ts'
import type { CircleId, EntryId, MemberId } from '../../crypto/keys.ts'
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
  signalling: string
  name: string
  salt: Uint8Array
  member: Uint8Array
  second: Uint8Array | null
  circle_name: string | null
  own: number
  matched: Uint8Array | null
  invite: Uint8Array | null
  nonce: Uint8Array | null
  by_file: number
}

const Addresses = v.array(v.string())
const Signalling = v.pipe(v.string(), v.parseJson(), v.array(v.string()))
/** An attempt is given up after this long, in ms: an invitation lives for a week, and a file may lie with the post. */
const LIFE = 14 * 24 * 3600_000
const LIFE_BY_FILE = 90 * 24 * 3600_000

const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes)

/** All of them, or null: what does not read is no way to anybody. */
function signallingOf(row: Row): string[] | null {
  const kept = v.safeParse(Signalling, row.signalling)
  const read = kept.success ? kept.output.map(readSignalling) : [err('server-unreadable')]
  return read.every(({ ok }) => ok) ? read.flatMap(one => (one.ok ? [one.value] : [])) : null
}

function read(row: Row): Attempt {
  return {
    id: plain(row.id),
    seed: plain(row.seed),
    circle: row.circle === null ? undefined : plain(row.circle),
    expires: row.expires ?? undefined,
    addresses: v.parse(Addresses, JSON.parse(row.addresses)),
    signalling: signallingOf(row),
    name: row.name,
    salt: plain(row.salt),
    member: plain(row.member) as MemberId,
    second: row.second === null ? undefined : (plain(row.second) as CircleId),
    circleName: row.circle_name ?? undefined,
    own: row.own === 1,
    matched: row.matched === null ? undefined : plain(row.matched),
    invite: row.invite === null ? undefined : (plain(row.invite) as EntryId),
    nonce: row.nonce === null ? undefined : plain(row.nonce),
    byFile: row.by_file === 1,
  }
}

export class Joinings {
  readonly #db: Database
  readonly #clock: Clock
  /** Where each stands, as the face sees it; lost with the process, unlike the row. */
  readonly #standing = new Map<string, Joining>()
  readonly #tell: (joining: Joining) => void

  readonly #words: (attempt: Attempt) => string[]

  /** `words`: those of a joining file. */
  constructor(
    db: Database,
    clock: Clock,
    tell: (joining: Joining) => void,
    words: (attempt: Attempt) => string[],
  ) {
    this.#db = db
    this.#clock = clock
    this.#tell = tell
    this.#words = words
    for (const attempt of this.attempts()) this.#stand(attempt)
  }

  attempts(): Attempt[] {
    const now = this.#clock.now()
    const rows = this.#db
      .prepare('SELECT * FROM joining WHERE begun > CASE by_file WHEN 1 THEN ? ELSE ? END ORDER BY begun')
      .all(now - LIFE_BY_FILE, now - LIFE) as Row[]
    return rows.map(read)
  }

  attempt(id: Uint8Array): Attempt | undefined {
    return this.attempts().find(one => hex(one.id) === hex(id))
  }

  list(): Joining[] {
    return [...this.#standing.values()]
  }

  /**
   * The same invitation tried again is the same attempt, under the same keys and with what is new about it. `own`: it is the
   * code of one's other computer, and `name` is empty. `byFile`: it goes by files.
   */
  begin(
    invited: Invited,
    name: string,
    store: CircleStore,
    { own = false, byFile = false }: { own?: boolean; byFile?: boolean } = {},
  ): Attempt {
    const known = this.#db.prepare('SELECT * FROM joining WHERE seed = ?').get(invited.seed) as
      | Row
      | undefined
    const fresh = known ? undefined : store.prepareJoin()
    const row = {
      id: known?.id ?? random(16),
      seed: invited.seed,
      circle: invited.circleId ?? known?.circle ?? null,
      expires: invited.expires ?? known?.expires ?? null,
      // A typed code names none, or one: those of the link that was tried before stay.
      addresses: JSON.stringify([
        ...new Set([...invited.addresses, ...(known ? read(known).addresses : [])]),
      ]),
      // A typed code names none: those of the link that was tried before stay, and a person was told of them.
      signalling: JSON.stringify(
        invited.circleId ? (invited.signalling ?? []) : ((known && signallingOf(known)) ?? []),
      ),
      name,
      salt: known?.salt ?? fresh?.salt ?? random(16),
      member: known?.member ?? fresh?.member ?? random(16),
      begun: this.#clock.now(),
      second: known?.second ?? null,
      circle_name: known?.circle_name ?? null,
      own: own ? 1 : 0,
      matched: known?.matched ?? null,
      invite: invited.inviteId ?? known?.invite ?? null,
      // The words of a file that was written before stay what they are, while it says the same; and what answers it is known.
      nonce: known?.nonce ?? (byFile ? random(32) : null),
      by_file: byFile ? 1 : 0,
    }
    this.#db
      .prepare(
        `INSERT OR REPLACE INTO joining (id, seed, circle, expires, addresses, signalling, name, salt, member, begun, second, circle_name, own,
           matched, invite, nonce, by_file)
         VALUES (:id, :seed, :circle, :expires, :addresses, :signalling, :name, :salt, :member, :begun, :second, :circle_name, :own,
           :matched, :invite, :nonce, :by_file)`,
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
    const words = step === 'compare' || isByFile(step) ? (seen.words ?? before.words) : []
    const now: Joining = { ...before, ...seen, words, step }
    this.#standing.set(key, now)
    if (step === 'second' && seen.circle)
      this.#db
        .prepare('UPDATE joining SET second = ?, circle_name = ? WHERE id = ?')
        .run(unhex(seen.circle), now.circleName ?? null, id)
    if (
      step === 'joined' ||
      step === 'declined' ||
      step === 'withdrawn' ||
      step === 'used' ||
      step === 'expired' ||
      step === 'other-circle' ||
      step === 'crowded'
    )
      this.#forget(key)
    this.#tell(now)
  }

  /** A person has said that the words are the same: no restart asks for them again. */
  matched(id: Uint8Array, about: Uint8Array): void {
    this.#db.prepare('UPDATE joining SET matched = ? WHERE id = ?').run(about, id)
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
    const { byFile, matched, second } = attempt
    const joining: Joining = {
      id: hex(attempt.id),
      step: byFile ? (matched ? 'agreed' : 'file') : second ? 'second' : 'looking',
      words: byFile ? this.#words(attempt) : [],
      own: attempt.own,
      ...(attempt.circleName !== undefined && { circleName: attempt.circleName }),
    }
    this.#standing.set(joining.id, joining)
    return joining
  }
}

const isByFile = (step: Joining['step']): boolean =>
  step === 'file' || step === 'agreed' || step === 'answered'
