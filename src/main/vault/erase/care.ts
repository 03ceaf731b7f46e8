/** What a person decided about locking and erasing, as the vault keeps it. */
import * as v from 'valibot'
import { CARE, Care } from '../../../shared/contract/erasing.ts'
import type { Database } from '../storage/open.ts'

export type KeptCare = {
  read: () => Care
  choose: (change: { [K in keyof Care]?: Care[K] | undefined }) => void
}

export function keepCare(db: Database): KeptCare {
  const rows = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM setting')
  const put = db.prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)')
  const putAll = db.transaction((change: object) => {
    for (const [name, value] of Object.entries(change))
      if (value !== undefined) put.run(name, JSON.stringify(value))
  })
  return {
    read() {
      const kept: Record<string, unknown> = { ...CARE }
      for (const { name, value } of rows.all()) if (name in CARE) kept[name] = JSON.parse(value)
      const care = v.safeParse(Care, kept)
      return care.success ? care.output : CARE
    },
    choose: change => putAll.immediate(change),
  }
}
