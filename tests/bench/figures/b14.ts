/**
 * B14: what encryption costs a backup: VACUUM INTO, and a restore that reads every page and entry before it counts, beside
 * the same tables and entries in a database without a key. The way of the app: src/main/vault/backup/{copy,examine}.ts.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { giveKey } from '../../../src/main/vault/storage/key.ts'
import { compare, type Figure, type Side, SMALL, side } from '../harness.ts'
import { bareNotebook, type Notebook, notebook } from '../notebook.ts'

const ENTRIES = 10_000

type Unlock = (db: Database) => void

const backing = ({ db }: Notebook, to: string): Side =>
  side(() => {
    fs.rmSync(to, { force: true })
    db.prepare('VACUUM INTO ?').run(to)
  })

const restoring = (from: string, to: string, unlock: Unlock): Side =>
  side(() => {
    fs.copyFileSync(from, to)
    const db = new Sqlite(to, { readonly: true })
    unlock(db)
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new Error('it is not whole')
    for (const row of db.prepare<[], { writing: string }>('SELECT writing FROM entry').iterate())
      JSON.parse(row.writing)
    db.close()
  })

export const figure: Figure = {
  id: 'B14',
  async take(dir, say) {
    say(`two notebooks of ${ENTRIES} entries, one of them in clear`)
    using sealed = await notebook(dir, ENTRIES)
    using clear = bareNotebook(join(dir, 'clear.db'), ENTRIES)
    const { cipher, key } = sealed.how
    const [one, other] = [join(dir, 'sealed-copy.db'), join(dir, 'clear-copy.db')]
    const backup = await compare(SMALL, backing(sealed, one), backing(clear, other))
    const restore = await compare(
      SMALL,
      restoring(one, join(dir, 'sealed-again.db'), db => giveKey(db, cipher, key)),
      restoring(other, join(dir, 'clear-again.db'), () => {}),
    )
    return [
      { what: 'VACUUM INTO, wall, over the same without a key', goal: { most: 1.3 }, figure: backup.wall },
      {
        what: 'a checked restore, wall, over the same without a key',
        goal: { most: 1.5 },
        figure: restore.wall,
      },
    ]
  },
}
