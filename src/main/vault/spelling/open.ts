/** A person's own words, and whether any are marked: kept in the vault, since names are in them. */
import * as v from 'valibot'
import { MOST_OWN_WORDS, OwnWord } from '../../../shared/contract/spelling.ts'
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Around } from '../around.ts'

type Names = Extract<keyof VaultContract['calls'], `spelling.${string}`>

export function openSpelling({
  db,
  erased,
}: Pick<Around, 'db' | 'erased'>): Pick<Handlers<VaultContract>, Names> {
  const get = db.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck()
  const put = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const words = (): string[] => {
    const kept = v.safeParse(v.array(OwnWord), JSON.parse(get.get('spelling.words') ?? '[]'))
    return kept.success ? kept.output : []
  }
  const keep = (next: readonly string[]): void =>
    void put.run('spelling.words', JSON.stringify([...next].sort((a, b) => a.localeCompare(b))))
  return {
    'spelling.read': () => ok({ on: get.get('spelling.on') === 'true', words: words() }),
    'spelling.choose': ({ on }) => {
      put.run('spelling.on', String(on))
      return ok({})
    },
    'spelling.learn': ({ word }) => {
      const own = words()
      if (own.includes(word)) return ok({})
      if (own.length >= MOST_OWN_WORDS) return err('too-large')
      keep([...own, word])
      return ok({})
    },
    'spelling.forget': ({ word }) => {
      keep(words().filter(one => one !== word))
      erased()
      return ok({})
    },
  }
}
