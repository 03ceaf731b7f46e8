/** Where other members' hubs were last known to answer, by circle. */
import type { Database } from 'better-sqlite3'
import { readAddress, writeAddress } from '../../../../shared/address.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { CircleId } from '../../crypto/keys.ts'

/** Dialled at most, over all circles. */
const DIAL = 32
/** Who told of an address when it was an invitation and no device. */
const INVITATION = new Uint8Array()

export class Hubs {
  readonly #db: Database
  readonly #clock: Clock

  constructor(db: Database, clock: Clock) {
    this.#db = db
    this.#clock = clock
  }

  /**
   * What a device says of its own hub takes the place of what it said before, and of nothing else: nobody can make this
   * one forget another's. True when something changed. Whatever does not read as an address is left out.
   */
  remember(circle: CircleId, addresses: readonly string[], device: Uint8Array = INVITATION): boolean {
    const read = new Set(
      addresses
        .map(readAddress)
        .flatMap(one => (one.ok ? [writeAddress(one.value.host, one.value.port)] : [])),
    )
    const known = this.#db
      .prepare('SELECT address FROM hub WHERE circle = ? AND device = ?')
      .pluck()
      .all(circle, device) as string[]
    if (known.length === read.size && known.every(address => read.has(address))) return false
    this.#db.transaction(() => {
      this.#db.prepare('DELETE FROM hub WHERE circle = ? AND device = ?').run(circle, device)
      const put = this.#db.prepare('INSERT INTO hub (circle, device, address, seen) VALUES (?, ?, ?, ?)')
      for (const address of read) put.run(circle, device, address, this.#clock.now())
    })()
    return true
  }

  all(): string[] {
    return this.#db
      .prepare('SELECT address FROM hub GROUP BY address ORDER BY max(seen) DESC, address LIMIT ?')
      .pluck()
      .all(DIAL) as string[]
  }
}
