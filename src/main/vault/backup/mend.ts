/**
 * Circles of which a part was lost open, and show what the rest still says. An envelope whose earlier ones are gone is kept
 * and not applied; the documents that no row names any more are named from their envelopes.
 */

import { equal } from '../../../shared/bytes.ts'
import { readHeader } from '../circle/envelope/header.ts'
import { docId } from '../circle/names/doc.ts'
import { hex } from '../circle/names/hex.ts'
import { type CircleStore, openCircles } from '../circle/store.ts'
import type { CircleId, DeviceId, DocId } from '../crypto/keys.ts'
import type { Database } from '../storage/open.ts'

type Envelope = { readonly n: number; readonly device: DeviceId; readonly seq: number }

/** Rounds of leaving out, each of one device's envelopes. */
const ROUNDS = 64

const clock = { now: () => 0 }

/** What the rows make of it; false where they do not fit together. A store is good for one attempt: it keeps half documents. */
function reads(db: Database, see: (store: CircleStore) => unknown): boolean {
  try {
    see(openCircles(db, clock))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error
    return false
  }
}

class Back extends Error {}

/** Does `work` and takes it back. */
function without<T>(db: Database, work: () => T): T {
  let answer: { value: T } | undefined
  try {
    db.transaction(() => {
      answer = { value: work() }
      throw new Back()
    })()
  } catch (error) {
    if (!(error instanceof Back)) throw error
  }
  if (!answer) throw new Error('unreachable: nothing was done')
  return answer.value
}

/** Documents that were lost with their page: their first envelope says what they are. */
function nameAnew(db: Database, circle: CircleId, store: CircleStore): void {
  const lost = db
    .prepare<[Uint8Array], DocId>(
      `SELECT DISTINCT doc FROM envelopes AS e WHERE circle = ? AND status NOT IN ('refused', 'apart')
       AND NOT EXISTS (SELECT 1 FROM documents WHERE circle = e.circle AND id = e.doc)`,
    )
    .pluck()
  const first = db.prepare<[Uint8Array, Uint8Array], Envelope & { header: Uint8Array; at: number }>(
    "SELECT n, device, seq, header, at FROM envelopes WHERE circle = ? AND doc = ? AND status NOT IN ('refused', 'apart') ORDER BY n",
  )
  const add = db.prepare(`INSERT OR IGNORE INTO documents
    (circle, id, kind, creator, creator_seq, owner, created, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  for (const doc of lost.all(circle)) {
    const envelopes = first.all(circle, doc)
    const made = envelopes.find(({ device, seq }) => equal(docId(circle, device, seq), doc))
    const header = made && readHeader(made.header)
    const owner = made && store.state(circle).devices.get(hex(made.device))?.member
    if (!made || !header?.ok || header.value.kind === null || !owner) continue
    const modified = Math.max(...envelopes.map(({ at }) => at))
    add.run(circle, doc, header.value.kind, made.device, made.seq, owner, made.at, modified)
  }
}

function mendDocument(db: Database, circle: CircleId, doc: DocId): void {
  const opens = (): boolean => reads(db, store => store.read(circle, doc, () => true))
  const accepted = db.prepare<[Uint8Array, Uint8Array, Uint8Array, Uint8Array], Envelope>(
    `SELECT n, device, seq FROM envelopes WHERE circle = ? AND doc = ? AND status = 'accepted' AND n >
     coalesce((SELECT covers FROM document_states WHERE circle = ? AND id = ?), 0) ORDER BY n`,
  )
  const tail = (): Envelope[] => accepted.all(circle, doc, circle, doc)
  const after = db.prepare(
    "UPDATE envelopes SET status = 'kept' WHERE circle = ? AND doc = ? AND status = 'accepted' AND n > ?",
  )
  const since = db.prepare(
    "UPDATE envelopes SET status = 'kept' WHERE circle = ? AND doc = ? AND status = 'accepted' AND n >= ? AND device = ?",
  )
  for (let round = 0; round < ROUNDS && !opens(); round++) {
    const all = tail()
    const opensUpTo = (count: number): boolean =>
      without(db, () => {
        after.run(circle, doc, all[count - 1]?.n ?? 0)
        return opens()
      })
    let [good, bad] = [0, all.length]
    while (bad - good > 1) {
      const middle = (good + bad) >> 1
      if (opensUpTo(middle)) good = middle
      else bad = middle
    }
    const first = all[bad - 1]
    if (!first) break
    // What the same device wrote later leans on it.
    since.run(circle, doc, first.n, first.device)
  }
  if (!opens()) after.run(circle, doc, 0)
  if (!opens()) db.prepare('DELETE FROM document_states WHERE circle = ? AND id = ?').run(circle, doc)
}

/** Within a transaction. A circle of which nothing makes sense any more is left out. */
export function mendCircles(db: Database): void {
  const ids = db.prepare<[], CircleId>('SELECT id FROM circles').pluck().all()
  const documents = db.prepare<[Uint8Array], DocId>('SELECT id FROM documents WHERE circle = ?').pluck()
  const empty = db.prepare(`DELETE FROM documents WHERE circle = ? AND id = ?
    AND NOT EXISTS (SELECT 1 FROM document_states AS s WHERE s.circle = documents.circle AND s.id = documents.id)
    AND NOT EXISTS (SELECT 1 FROM envelopes AS e
      WHERE e.circle = documents.circle AND e.doc = documents.id AND e.status = 'accepted')`)
  for (const circle of ids) {
    const stands = reads(db, store => {
      nameAnew(db, circle, store)
      store.me(circle)
    })
    if (!stands) {
      db.prepare('DELETE FROM circles WHERE id = ?').run(circle)
      continue
    }
    const all = documents.all(circle)
    if (!reads(db, store => all.map(doc => store.read(circle, doc, () => true))))
      for (const doc of all) mendDocument(db, circle, doc)
    for (const doc of all) empty.run(circle, doc)
    if (!reads(db, store => store.name(circle))) db.prepare('DELETE FROM circles WHERE id = ?').run(circle)
  }
}
