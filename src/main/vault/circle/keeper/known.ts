/** What was found in a keeper's parcels, kept so that they need not be opened again at the next connection. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { Bytes, equal, fromHex, toHex } from '../../../../shared/bytes.ts'
import { MOST_DOCUMENT, PARCEL_ID } from '../../../../shared/contract/keeper.ts'
import { type CircleId, type DeviceId, ID } from '../../crypto/keys.ts'
import { faultOf } from '../../storage/fault.ts'
import { type Cbor, decode, encode } from '../cbor.ts'
import type { Have } from '../envelope/header.ts'

/** `whole`: with its body. Anybody could bring somebody's header alone, under the same id. */
export type Lain = Have & { readonly whole: boolean }
/** What a parcel was found to hold. */
export type Holds =
  | { readonly t: 'envelopes'; readonly ends: readonly Lain[] }
  | { readonly t: 'entries' | 'onward'; readonly ids: readonly string[] }
  | { readonly t: 'heads'; readonly device: DeviceId; readonly bytes: Uint8Array }
  /** `epochs`: hex. */
  | { readonly t: 'keys' | 'boxes'; readonly device: DeviceId; readonly epochs: readonly string[] }
  | { readonly t: 'out' }
  /** Sealed for others. */
  | { readonly t: 'closed' }
  /** No parcel of this circle. */
  | { readonly t: 'junk' }

/** By hex of the parcel's id. */
export type Known = ReadonlyMap<string, Holds>

const id = Bytes(ID)
const Row = v.array(
  v.tuple([
    Bytes(PARCEL_ID),
    v.variant('t', [
      v.strictObject({
        t: v.literal('envelopes'),
        ends: v.array(v.strictObject({ device: id, seq: v.number(), hash: id, whole: v.boolean() })),
      }),
      v.strictObject({ t: v.picklist(['entries', 'onward']), ids: v.array(v.string()) }),
      v.strictObject({ t: v.literal('heads'), device: id, bytes: Bytes() }),
      v.strictObject({ t: v.picklist(['keys', 'boxes']), device: id, epochs: v.array(v.string()) }),
      v.strictObject({ t: v.picklist(['out', 'closed']) }),
    ]),
  ]),
)

/** `db` has the migration 17. */
export function knowns(db: Database) {
  const get = db.prepare<[string, string], { mark: Uint8Array; parcels: Uint8Array }>(
    'SELECT mark, parcels FROM keeper_known WHERE name = ? AND url = ?',
  )
  const put = db.prepare(
    'INSERT OR REPLACE INTO keeper_known (name, circle, url, mark, parcels) VALUES (?, ?, ?, ?, ?)',
  )
  const names = db.prepare<[Uint8Array], string>('SELECT name FROM keeper_known WHERE circle = ?').pluck()
  const drop = db.prepare('DELETE FROM keeper_known WHERE name = ?')

  return {
    /** Undefined: nothing that reads, so all of it is read anew. */
    of(name: string, url: string): { mark: Uint8Array; known: Known } | undefined {
      try {
        const row = get.get(name, url)
        const decoded = row && decode(row.parcels, { maxBytes: MOST_DOCUMENT, maxItems: 4_000_000 })
        const parcels = decoded?.ok ? v.safeParse(Row, decoded.value) : undefined
        if (!row || !parcels?.success) return undefined
        const known = new Map(parcels.output.map(([of, holds]) => [toHex(of), holds as Holds]))
        return { mark: new Uint8Array(row.mark), known }
      } catch (error) {
        // A page that does not authenticate.
        if (!faultOf(error)) throw error
        return undefined
      }
    },
    /** `current`: the circle's documents; what was kept of others is of no more use. */
    keep(
      { name, circle, url }: { name: string; circle: CircleId; url: string },
      mark: Uint8Array,
      known: Known,
      current: ReadonlySet<string>,
    ): void {
      const parcels = encode([...known].map(([of, holds]) => [fromHex(of), holds as unknown as Cbor]))
      const before = get.get(name, url)
      if (before && equal(before.mark, mark) && equal(before.parcels, parcels)) return
      for (const other of names.all(circle)) if (!current.has(other)) drop.run(other)
      put.run(name, circle, url, mark, parcels)
    },
    forget(circle: CircleId): void {
      for (const name of names.all(circle)) drop.run(name)
    },
  }
}
