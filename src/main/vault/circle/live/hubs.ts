/** Where other members' hubs were last known to answer, by circle. */
import type { Database } from 'better-sqlite3'
import { readAddress, writeAddress } from '../../../../shared/address.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { CircleId } from '../../crypto/keys.ts'

/** Dialled at most, over all circles; remembered at most, in one circle. */
const DIAL = 32
const KEEP = 16

export class Hubs {
  readonly #db: Database
  readonly #clock: Clock

  constructor(db: Database, clock: Clock) {
    this.#db = db
    this.#clock = clock
  }

  /** True when one of them is new. Whatever does not read as an address is left out: it came from another device. */
  remember(circle: CircleId, addresses: readonly string[]): boolean {
    const read = addresses
      .map(readAddress)
      .flatMap(one => (one.ok ? [writeAddress(one.value.host, one.value.port)] : []))
    const known = new Set(this.of(circle))
    const put = this.#db.prepare('INSERT OR REPLACE INTO hub (circle, address, seen) VALUES (?, ?, ?)')
    for (const address of read) put.run(circle, address, this.#clock.now())
    this.#db
      .prepare(
        `DELETE FROM hub WHERE circle = :circle AND address NOT IN
         (SELECT address FROM hub WHERE circle = :circle ORDER BY seen DESC, address LIMIT ${KEEP})`,
      )
      .run({ circle })
    return read.some(address => !known.has(address))
  }

  of(circle: CircleId): string[] {
    return this.#db
      .prepare('SELECT address FROM hub WHERE circle = ? ORDER BY seen DESC, address')
      .pluck()
      .all(circle) as string[]
  }

  all(): string[] {
    return this.#db
      .prepare('SELECT address FROM hub GROUP BY address ORDER BY max(seen) DESC, address LIMIT ?')
      .pluck()
      .all(DIAL) as string[]
  }
}
