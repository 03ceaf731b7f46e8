/** Notebooks as somebody has kept them, made by the vault's own code: a month of days with gaps, and what was not let in. */
import { join } from 'node:path'
import { proveJoin } from '../../src/main/vault/circle/log/join.ts'
import { INVITE_SEED, inviteKeys } from '../../src/main/vault/circle/names/invite.ts'
import { openCircles } from '../../src/main/vault/circle/store.ts'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import { random } from '../../src/main/vault/crypto/random.ts'
import { keepCare } from '../../src/main/vault/erase/care.ts'
import { openJournal } from '../../src/main/vault/journal/open.ts'
import { settle } from '../../src/main/vault/journal/settle.ts'
import { create } from '../../src/main/vault/storage/create.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import type { Database } from '../../src/main/vault/storage/open.ts'
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

/** A closed notebook in `<profile>/vault`, in the hands of `act`. */
async function opened(profile: string, act: (db: Database) => void): Promise<void> {
  const opened = await unlock({
    dir: join(profile, 'vault'),
    passphrase: PASSPHRASE,
    derive,
    migrations: MIGRATIONS,
  })
  if (!opened.ok) throw new Error(`the notebook does not open: ${opened.fault}`)
  const { db, release } = opened.value
  act(db)
  db.close()
  release()
}

/** Somebody more in the first circle of a closed notebook, who is to be let out again if a second person agrees. */
export const keepThird = (profile: string, name: string): Promise<void> =>
  opened(profile, db => {
    const store = openCircles(db, { now: Date.now })
    const [circle] = store.list()
    const seed = random(INVITE_SEED)
    const invited = circle && store.invite(circle, { seed, expiry: Date.now() + 3600_000 })
    if (!circle || !invited?.ok) throw new Error('no invitation')
    const { member, keys } = store.prepareJoin()
    const devices = [{ sign: keys.sign.publicKey, box: keys.box.publicKey }]
    const claim = { circle, invite: invited.value.invite, member, devices, transcript: random(32) }
    const proof = proveJoin(claim, inviteKeys(seed).secretKey, [keys])
    if (!store.admit(circle, { claim, proof, name }).ok) throw new Error('not let in')
    if (!store.remove(circle, member, false).ok) throw new Error('not asked')
    store.close()
  })

/** Into the first circle of a closed notebook in `<profile>/vault`, as the vault itself writes down what it refuses. */
export const keepRefusals = (profile: string): Promise<void> =>
  opened(profile, db => {
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
  })

/** A notebook whose bin empties itself, and which was open last on a day long ago: it asks what day it is. */
export const keepJump = (profile: string): Promise<void> =>
  opened(profile, db => {
    keepCare(db).choose({ emptyBin: true })
    db.prepare("UPDATE use_days SET last = '2019-03-01', asks = NULL").run()
  })
