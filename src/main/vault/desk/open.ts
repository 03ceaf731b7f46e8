/** Where somebody was in the notebook. It says what occupies them, so it stands in the vault and nowhere else. */
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import { ok } from '../../../shared/result.ts'
import type { Around } from '../around.ts'

type Names = Extract<keyof VaultContract['calls'], `desk.${string}`>

export function openDesk({ db }: Pick<Around, 'db'>): Pick<Handlers<VaultContract>, Names> {
  const get = db.prepare<[], string>("SELECT value FROM setting WHERE name = 'desk.place'").pluck()
  const put = db.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES ('desk.place', ?)")
  return {
    'desk.read': () => ok({ place: get.get() ?? null }),
    'desk.keep': ({ place }) => {
      if (get.get() !== place) put.run(place)
      return ok({})
    },
  }
}
