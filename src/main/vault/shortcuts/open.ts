/** The keys that somebody chose, in one row of the settings. */
import * as v from 'valibot'
import { Chosen } from '../../../shared/commands.ts'
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import { ok } from '../../../shared/result.ts'
import type { Around } from '../around.ts'

type Names = Extract<keyof VaultContract['calls'], `shortcuts.${string}`>

export function openShortcuts({ db }: Pick<Around, 'db'>): Pick<Handlers<VaultContract>, Names> {
  const get = db.prepare<[], string>("SELECT value FROM setting WHERE name = 'shortcuts'").pluck()
  const put = db.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES ('shortcuts', ?)")
  return {
    'shortcuts.read': () => {
      const kept = v.parse(v.record(v.string(), v.string()), JSON.parse(get.get() ?? '{}'))
      // What this version does not know takes no other's keys with it.
      return ok({
        chosen: Object.fromEntries(
          Object.entries(kept).filter(one => v.is(Chosen, Object.fromEntries([one]))),
        ),
      })
    },
    'shortcuts.keep': ({ chosen }) => {
      put.run(JSON.stringify(chosen))
      return ok({})
    },
  }
}
