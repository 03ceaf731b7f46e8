/** Notebooks as somebody has kept them, made by the vault's own code: a month of days with gaps, and what was not let in. */
import { join } from 'node:path'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import { openJournal } from '../../src/main/vault/journal/open.ts'
import { settle } from '../../src/main/vault/journal/settle.ts'
import { create } from '../../src/main/vault/storage/create.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { unlock } from '../../src/main/vault/storage/unlock.ts'
import type { Day } from '../../src/shared/journal/day.ts'
import type { EntryId } from '../../src/shared/journal/entry.ts'
import type { Writing } from '../../src/shared/writing/writing.ts'

export const PASSPHRASE = 'lamplight and rain'

/** How many days ago, and what was written. */
const KEPT: readonly (readonly [number, string])[] = [
  [40, 'A letter I won’t send.\nYou left the garden gate open again, and I was so glad to see it open.'],
  [18, 'Before the meeting: I want time for the nights. I will keep the hospital to myself.'],
  [11, 'Three lines, before the meeting.\nTired. Fed the cat. The cat was pleased.'],
  [3, 'One word: gone.'],
  [
    1,
    'Slept in the chair. Rain all night. In the morning the neighbour brought bread and did not ask anything.',
  ],
]

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * Leaves an encrypted notebook in `<profile>/vault`. `today`: the day that the days are counted back from; `more`: so many
 * days before those, a word on each.
 */
export async function keepJournal(profile: string, today: Day, more = 0): Promise<void> {
  const made = await create({
    dir: join(profile, 'vault'),
    passphrase: PASSPHRASE,
    derive,
    migrations: MIGRATIONS,
    kdf: TEST_KDF,
  })
  if (!made.ok) throw new Error(`no notebook was made: ${made.fault}`)
  const { db, release } = made.value
  let now = 0
  const journal = openJournal({ db, clock: { now: () => now }, erased: () => {} })
  const before = Array.from({ length: more }, (_, n) => [41 + more - n, 'Rain.'] as const)
  for (const [i, [ago, words]] of [...before, ...KEPT].entries()) {
    const day = new Date(Date.parse(`${today}T00:00:00Z`) - ago * DAY).toISOString().slice(0, 10) as Day
    now = Date.parse(`${day}T21:40:00`) + i * MINUTE
    const writing: Writing = {
      type: 'doc',
      content: words.split('\n').map(text => ({ type: 'block', content: [{ type: 'text', text }] })),
    }
    const saved = await journal['journal.save']({ id: `${i}`.padStart(32, '0') as EntryId, day, writing })
    if (!saved.ok) throw new Error(`an entry was not saved: ${saved.fault}`)
  }
  settle({ db })()
  db.close()
  release()
}

/** How many minutes ago, the vault's reason, and bytes. A device of the circle signed the last two. */
const REFUSED = [
  [9 * 24 * 60, 'undecryptable', 4_212],
  [26 * 60, 'other-circle', 611],
  [95, 'log-went-back', 1_306],
  [12, 'foreign-client', 88_410],
] as const

/** Into the first circle of a closed notebook in `<profile>/vault`, as the vault itself writes down what it refuses. */
export async function keepRefusals(profile: string): Promise<void> {
  const opened = await unlock({
    dir: join(profile, 'vault'),
    passphrase: PASSPHRASE,
    derive,
    migrations: MIGRATIONS,
  })
  if (!opened.ok) throw new Error(`the notebook does not open: ${opened.fault}`)
  const { db, release } = opened.value
  const circle = db.prepare('SELECT id FROM circles LIMIT 1').pluck().get()
  // Of whoever wrote last for the first time: who began the circle wrote before.
  const device =
    db
      .prepare('SELECT device FROM envelopes WHERE circle = ? GROUP BY device ORDER BY min(n) DESC LIMIT 1')
      .pluck()
      .get(circle) ?? null
  const refuse = db.prepare(
    'INSERT INTO refusals (circle, what, reason, device, size, at, proof) VALUES (?, ?, ?, ?, ?, ?, NULL)',
  )
  for (const [n, [ago, reason, size]] of REFUSED.entries())
    refuse.run(
      circle,
      n < 2 ? 'quarantined' : 'refused',
      reason,
      n < 2 ? null : device,
      size,
      Date.now() - ago * MINUTE,
    )
  db.close()
  release()
}
