/** Where other members' hubs were last known to answer, by circle. */
import type { Database } from 'better-sqlite3'
import { readAddress, writeAddress } from '../../../../shared/address.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'

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
    // A code that was typed names none: what an earlier invitation named still stands.
    if (read.size === 0 && device.length === 0) return false
    if (known.length === read.size && known.every(address => read.has(address))) {
      // Heard again: those that are heard of still are dialled before those that are not.
      this.#db
        .prepare('UPDATE hub SET seen = ? WHERE circle = ? AND device = ?')
        .run(this.#clock.now(), circle, device)
      return false
    }
    this.#db.transaction(() => {
      this.#db.prepare('DELETE FROM hub WHERE circle = ? AND device = ?').run(circle, device)
      const put = this.#db.prepare('INSERT INTO hub (circle, device, address, seen) VALUES (?, ?, ?, ?)')
      for (const address of read) put.run(circle, device, address, this.#clock.now())
    })()
    return true
  }

  /**
   * `of`: circles that there is a reason to look for, each at addresses where it may be looked for. Circles take turns, and
   * in each its devices, those heard of last first: nobody's many addresses keep others' from being dialled.
   */
  all(of: (circle: Uint8Array, address: string) => boolean = () => true): string[] {
    const rows = this.#db
      .prepare('SELECT circle, device, address FROM hub ORDER BY seen DESC, address')
      .all() as { circle: Uint8Array; device: Uint8Array; address: string }[]
    const circles = new Map<string, Map<string, string[]>>()
    for (const { circle, device, address } of rows) {
      if (!of(circle, address)) continue
      const devices = circles.get(hex(circle)) ?? new Map<string, string[]>()
      circles.set(hex(circle), devices)
      devices.set(hex(device), [...(devices.get(hex(device)) ?? []), address])
    }
    const lists = [...circles.values()].map(devices => inTurns([...devices.values()]))
    return [...new Set(inTurns(lists))].slice(0, DIAL)
  }
}

/** The first of each, then the second of each, and so on. */
const inTurns = (lists: readonly (readonly string[])[]): string[] =>
  Array.from({ length: Math.max(0, ...lists.map(({ length }) => length)) }, (_, i) =>
    lists.flatMap(list => list[i] ?? []),
  ).flat()
