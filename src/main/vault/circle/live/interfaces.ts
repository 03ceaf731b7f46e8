/**
 * The interfaces of this computer that may be used, as a person chose. It fails closed: where no row reads, none may, and
 * never all of them. It is kept for this computer alone, and never sent.
 */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import type { InterfaceChoice } from '../../../../shared/contract/connection.ts'
import { InterfaceName, MOST_INTERFACES } from '../../../../shared/contract/lan.ts'
import { faultOf } from '../../storage/fault.ts'

export const INTERFACES = 'network.interfaces'

const Row = v.pipe(
  v.string(),
  v.parseJson(),
  v.nullable(v.pipe(v.array(InterfaceName), v.maxLength(MOST_INTERFACES))),
)

/** `db` has the migration 17, whose row says all. `here`: names of those that this computer has now. */
export function interfaces(db: Database, here: () => readonly string[]) {
  const get = db.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck()
  const put = db.prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)')

  /** Undefined: there is no choice that reads. */
  function read(): string[] | null | undefined {
    try {
      const row = v.safeParse(Row, get.get(INTERFACES))
      return row.success ? row.output : undefined
    } catch (error) {
      // A page that does not authenticate.
      if (!faultOf(error)) throw error
      return undefined
    }
  }

  return {
    /** Null: all. */
    only(): string[] | null {
      const chosen = read()
      return chosen === undefined ? [] : chosen
    },
    shown(): InterfaceChoice {
      const chosen = read()
      return { here: [...here()], only: chosen === undefined ? [] : chosen, harmed: chosen === undefined }
    },
    choose(only: readonly string[] | null): void {
      put.run(INTERFACES, JSON.stringify(only && [...new Set(only)]))
    },
  }
}
