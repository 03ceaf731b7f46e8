/** What an import would bring, by reading all of it and writing nothing. */
import type { ImportPlan, ImportRemark } from '../../../shared/contract/importing.ts'
import type { Fault } from '../../../shared/fault.ts'
import { folded } from '../../../shared/journal/tag.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Database } from '../storage/open.ts'
import { breath } from './files.ts'
import { gathered, identityOf } from './gathered.ts'
import type { Incoming, Unread } from './incoming.ts'

export type Plan = Omit<ImportPlan, 'format'>

/** Entries between two moments in which somebody else is answered. */
const STRETCH = 20

/** faults: stopped */
export async function look(
  db: Database,
  incoming: AsyncIterable<Incoming | Unread>,
  goes: () => boolean,
): Promise<Result<Plan, Fault>> {
  const here = db.prepare<[string], number>('SELECT 1 FROM imported WHERE identity = ?').pluck()
  const books = new Set(db.prepare<[], string>('SELECT name FROM journal').pluck().all().map(folded))
  const plan = { entries: 0, known: 0, unread: 0, files: 0 }
  const days: { from: Incoming['day'] | null; to: Incoming['day'] | null } = { from: null, to: null }
  const journals = new Map<string, string>()
  const moods = new Set<string>()
  const remarks = new Map<ImportRemark['what'], number>()
  const seen = new Set<string>()

  let read = 0
  for await (const one of incoming) {
    if (++read % STRETCH === 0) await breath()
    if (!goes()) return err('stopped')
    const entry = 'why' in one ? one.why : gathered(one, one.writing, [], {})
    if ('why' in one || typeof entry === 'string') {
      plan.unread++
      continue
    }
    const identity = identityOf(one)
    if (seen.has(identity) || here.get(identity)) {
      plan.known++
      continue
    }
    seen.add(identity)
    plan.entries++
    plan.files += one.files.length
    if (days.from === null || one.day < days.from) days.from = one.day
    if (days.to === null || one.day > days.to) days.to = one.day
    if (one.journal !== null && folded(one.journal) !== '') journals.set(folded(one.journal), one.journal)
    if (one.mood !== null) moods.add(one.mood)
    for (const what of new Set(entry.remarks.map(remark => remark.what)))
      remarks.set(what, (remarks.get(what) ?? 0) + 1)
  }
  return ok({
    ...plan,
    ...days,
    journals: [...journals].map(([key, name]) => ({ name, here: books.has(key) })),
    moods: [...moods],
    remarks: [...remarks].map(([what, entries]) => ({ what, entries })),
  })
}
