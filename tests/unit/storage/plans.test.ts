import Sqlite, { type Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openCircles } from '../../../src/main/vault/circle/store.ts'
import { openFeelings } from '../../../src/main/vault/feelings/open.ts'
import { openTaker } from '../../../src/main/vault/import/take.ts'
import { openJournal } from '../../../src/main/vault/journal/open.ts'
import { ready } from '../../../src/main/vault/storage/header.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'

const clock = { now: () => Date.UTC(2026, 10, 22) }

/** Today's schema, and every statement that `use` prepares on it. */
async function preparing(use: (db: Database) => void): Promise<{ db: Database; statements: string[] }> {
  await ready()
  const db = new Sqlite(':memory:')
  migrate(db, MIGRATIONS)
  const statements = new Set<string>()
  const prepare = db.prepare.bind(db)
  Object.assign(db, {
    prepare: (sql: string) => {
      statements.add(sql)
      return prepare(sql)
    },
  })
  use(db)
  Object.assign(db, { prepare })
  return { db, statements: [...statements] }
}

/** How SQLite finds the rows, a line a step. */
const plan = (db: Database, sql: string): string[] => {
  const wanted = [...sql.matchAll(/\?/g)].length
  const rows = db
    .prepare(`EXPLAIN QUERY PLAN ${sql.replace(/@\w+/g, '1')}`)
    .all(...Array.from({ length: wanted }, () => 1)) as { detail: string }[]
  return rows.map(({ detail }) => detail)
}
/** The plans of these are as they stand here; no other statement walks over a table that grows with a life. */
function holds(plans: Plans, hot: Plans): void {
  for (const [sql, steps] of Object.entries(hot)) expect(plans[sql], sql).toEqual(steps)
  for (const [sql, steps] of Object.entries(plans))
    if (!Object.hasOwn(hot, sql)) for (const step of steps) expect(step, sql).not.toMatch(WALK)
}
type Plans = Readonly<Record<string, readonly string[]>>
/** Beside a row of an entry. */
const BESIDE = 'SEARCH entry_detail USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN'
const WALK =
  /^SCAN (entry|entry_detail|entry_tag|entry_kind|checkin|checkin_word|imported|import_blob|import_gathered|import_line|entry_version|envelopes|log_entries|buffered|document_states|blob_chunk)$/
const flat = (sql: string): string => sql.replace(/\s+/g, ' ').trim()

describe('the hot queries of the journal', () => {
  it('read what they need off an index or the order of the table, and sort nothing', async () => {
    const { db, statements } = await preparing(one => {
      const journal = { db: one, clock, erased: () => {} }
      openJournal(journal)
      openFeelings(journal)
      openTaker({ ...journal, coming: {} as never, mentioned: () => {}, going: () => {} })
    })
    const reads = statements.filter(sql => /^\s*(SELECT|DELETE|UPDATE)/.test(sql))
    const plans = Object.fromEntries(reads.map(sql => [flat(sql), plan(db, sql)]))
    holds(plans, {
      'SELECT * FROM entry WHERE id = ?': ['SEARCH entry USING INDEX sqlite_autoindex_entry_1 (id=?)'],
      'SELECT entry.*, journal, minute, zone, favourite, locked FROM entry LEFT JOIN entry_detail USING (place) WHERE place >= ? AND place < ? AND binned IS NULL ORDER BY place':
        ['SEARCH entry USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)', BESIDE],
      'SELECT entry.place, entry.id, entry.day, entry.created, entry.writing FROM ( SELECT rowid FROM entry_words WHERE entry_words MATCH ? AND rowid < ? AND rowid NOT IN (SELECT place FROM entry_unsettled) ORDER BY rowid DESC LIMIT ? ) AS hit JOIN entry ON entry.place = hit.rowid':
        [
          'CO-ROUTINE hit',
          'SCAN entry_words VIRTUAL TABLE INDEX 192:M1<',
          'USING ROWID SEARCH ON TABLE entry_unsettled FOR IN-OPERATOR',
          'SCAN hit',
          'SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)',
        ],
      'SELECT id, day, opening, created, modified, journal, minute, zone, favourite, locked FROM entry LEFT JOIN entry_detail USING (place) WHERE binned IS NOT NULL AND (binned, place) < (?, ?) ORDER BY binned DESC, place DESC LIMIT ?':
        ['SEARCH entry USING INDEX entry_binned (binned>? AND binned<?)', BESIDE],
      'SELECT n, day, modified, writing FROM entry_version WHERE entry = ? AND n < ? ORDER BY n DESC LIMIT ?':
        ['SEARCH entry_version USING INDEX entry_version_entry (entry=? AND n<?)'],
      'SELECT id, day, opening, created, modified, journal, minute, zone, favourite, locked FROM entry LEFT JOIN entry_detail USING (place) WHERE place < ? AND binned IS NULL ORDER BY place DESC':
        ['SEARCH entry USING INTEGER PRIMARY KEY (rowid<?)', BESIDE],
      'SELECT id, day, opening, created, modified, journal, minute, zone, favourite, locked FROM entry_detail CROSS JOIN entry USING (place) WHERE journal = ? AND entry_detail.place < ? AND binned IS NULL ORDER BY entry_detail.place DESC':
        [
          'SEARCH entry_detail USING INDEX entry_detail_journal (journal=? AND place<?)',
          'SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)',
        ],
      'SELECT entry.place, day FROM entry_detail CROSS JOIN entry USING (place) WHERE journal = ? AND entry_detail.place >= ? AND entry_detail.place < ? AND binned IS NULL ORDER BY entry_detail.place LIMIT 1':
        [
          'SEARCH entry_detail USING COVERING INDEX entry_detail_journal (journal=? AND place>? AND place<?)',
          'SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)',
        ],
      'SELECT rowid FROM entry_words WHERE entry_words MATCH ? AND rowid >= ? AND rowid < ? AND rowid NOT IN (SELECT place FROM entry_unsettled) ORDER BY rowid DESC':
        [
          'SCAN entry_words VIRTUAL TABLE INDEX 192:M1><',
          'USING ROWID SEARCH ON TABLE entry_unsettled FOR IN-OPERATOR',
        ],
      'SELECT place FROM entry_tag WHERE tag = ? AND place >= ? AND place < ? ORDER BY place DESC': [
        'SEARCH entry_tag USING PRIMARY KEY (tag=? AND place>? AND place<?)',
      ],
      'SELECT place FROM entry_detail WHERE journal = ? AND place >= ? AND place < ? ORDER BY place DESC': [
        'SEARCH entry_detail USING COVERING INDEX entry_detail_journal (journal=? AND place>? AND place<?)',
      ],
      'SELECT place FROM entry_detail INDEXED BY entry_detail_favourite WHERE favourite = 1 AND place >= ? AND place < ? ORDER BY place DESC':
        ['SEARCH entry_detail USING COVERING INDEX entry_detail_favourite (place>? AND place<?)'],
      'SELECT place FROM entry_kind WHERE kind = ? AND place >= ? AND place < ? ORDER BY place DESC': [
        'SEARCH entry_kind USING PRIMARY KEY (kind=? AND place>? AND place<?)',
      ],
      'SELECT DISTINCT day FROM checkin WHERE feeling = ? AND hidden = 0 AND day < ? ORDER BY day DESC': [
        'SEARCH checkin USING COVERING INDEX checkin_feeling (feeling=? AND day<?)',
      ],
      'SELECT place, day FROM entry WHERE place >= ? AND place < ? AND binned IS NULL ORDER BY place LIMIT 1':
        ['SEARCH entry USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)'],
      'SELECT day FROM entry WHERE place < ? AND binned IS NULL ORDER BY place DESC LIMIT 1': [
        'SEARCH entry USING INTEGER PRIMARY KEY (rowid<?)',
      ],
      'SELECT place FROM entry WHERE id = ?': [
        'SEARCH entry USING COVERING INDEX sqlite_autoindex_entry_1 (id=?)',
      ],
      'SELECT max(place) FROM entry WHERE place >= ? AND place < ?': [
        'SEARCH entry USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
      ],
      'SELECT place, id, day, created, writing FROM entry_unsettled CROSS JOIN entry USING (place) WHERE binned IS NULL':
        ['SCAN entry_unsettled', 'SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)'],
    })
  })
})

describe('the look-ups of the receive pipeline', () => {
  it('find each row by a key', async () => {
    const { db, statements } = await preparing(one => {
      const store = openCircles(one, clock)
      const circle = store.found({ name: 'Lanterns', ownName: 'Ana' })
      store.list()
      expect(store.has(circle)).toBe(true)
    })
    const plans = Object.fromEntries(
      statements.filter(sql => /^\s*(SELECT|UPDATE|DELETE)/.test(sql)).map(sql => [flat(sql), plan(db, sql)]),
    )
    holds(plans, {
      'DELETE FROM buffered WHERE circle = ? AND device = ? AND seq = ? AND id = ?': [
        'SEARCH buffered USING PRIMARY KEY (circle=? AND device=? AND seq=? AND id=?)',
      ],
      "DELETE FROM refusals WHERE circle = ? AND what <> 'fork' AND n <= (SELECT n FROM refusals WHERE circle = ? ORDER BY n DESC LIMIT 1 OFFSET 1000)":
        [
          'SEARCH refusals USING INDEX refusals_circle (circle=? AND n<?)',
          'SCALAR SUBQUERY 1',
          'SEARCH refusals USING COVERING INDEX refusals_circle (circle=?)',
        ],
      'SELECT * FROM chains WHERE circle = ?': ['SEARCH chains USING PRIMARY KEY (circle=?)'],
      'SELECT * FROM documents WHERE circle = ? AND id = ?': [
        'SEARCH documents USING INDEX sqlite_autoindex_documents_1 (circle=? AND id=?)',
      ],
      'SELECT DISTINCT device FROM buffered WHERE circle = ?': [
        'SEARCH buffered USING PRIMARY KEY (circle=?)',
      ],
      'SELECT bytes FROM acks WHERE circle = ?': ['SEARCH acks USING PRIMARY KEY (circle=?)'],
      'SELECT bytes FROM acks WHERE circle = ? AND device = ?': [
        'SEARCH acks USING PRIMARY KEY (circle=? AND device=?)',
      ],
      'SELECT id, seq, bytes FROM buffered WHERE circle = ? AND device = ? AND seq <= ? ORDER BY seq, id': [
        'SEARCH buffered USING PRIMARY KEY (circle=? AND device=? AND seq<?)',
      ],
      'SELECT bytes FROM log_entries WHERE circle = ? ORDER BY n': [
        'SEARCH log_entries USING INDEX sqlite_autoindex_log_entries_1 (circle=?)',
        'USE TEMP B-TREE FOR ORDER BY',
      ],
      'SELECT cid_n FROM client_numbers WHERE circle = ? AND doc = ? AND device = ?': [
        'SEARCH client_numbers USING PRIMARY KEY (circle=? AND doc=? AND device=?)',
      ],
      'SELECT count(*) AS rows, coalesce(sum(length(bytes)), 0) AS bytes FROM buffered WHERE circle = ? AND device = ?':
        ['SEARCH buffered USING PRIMARY KEY (circle=? AND device=?)'],
      'SELECT count(*) FROM buffered WHERE circle = ?': ['SEARCH buffered USING PRIMARY KEY (circle=?)'],
      'SELECT device, seq FROM envelopes WHERE circle = ? AND doc = ? AND cid = ? AND clock_to > ? ORDER BY clock_to LIMIT 1':
        ['SEARCH envelopes USING INDEX envelopes_clock (circle=? AND doc=? AND cid=? AND clock_to>?)'],
      'SELECT epoch, key FROM epoch_keys WHERE circle = ?': [
        'SEARCH epoch_keys USING PRIMARY KEY (circle=?)',
      ],
      'SELECT id FROM circles ORDER BY added, id': ['SCAN circles', 'USE TEMP B-TREE FOR ORDER BY'],
      'SELECT id, kind, created, modified, newer FROM documents WHERE circle = ? AND kind = ? AND begun = 1 AND closed <> 1 ORDER BY modified DESC, id':
        [
          'SEARCH documents USING INDEX documents_kind (circle=? AND kind=?)',
          'USE TEMP B-TREE FOR LAST TERM OF ORDER BY',
        ],
      'SELECT * FROM circles WHERE id = ?': ['SEARCH circles USING PRIMARY KEY (id=?)'],
      'SELECT n, id, device, seq, header, signature, body, outline FROM envelopes WHERE +circle = ? AND n > ? ORDER BY n LIMIT ?':
        ['SEARCH envelopes USING INTEGER PRIMARY KEY (rowid>?)'],
      'SELECT n, id, device, seq, header, signature, body, outline FROM envelopes WHERE circle = ? AND device = ? AND seq = ? AND side = 0':
        ['SEARCH envelopes USING INDEX envelopes_chain (circle=? AND device=? AND seq=?)'],
      'SELECT 1 FROM envelopes WHERE circle = ? AND doc = ? AND cid = ? AND device <> ? LIMIT 1': [
        'SEARCH envelopes USING INDEX envelopes_clock (circle=? AND doc=? AND cid=?)',
      ],
      // All of them, when a cut moved: nothing less says what counts.
      'SELECT n, id, header, status, fault, side FROM envelopes WHERE +circle = ? ORDER BY n': [
        'SCAN envelopes',
      ],
      "SELECT n, id, device, seq, header, signature, body, outline FROM envelopes WHERE circle = ? AND doc = ? AND n > ? AND status = 'accepted' ORDER BY n":
        ['SEARCH envelopes USING INDEX envelopes_doc (circle=? AND doc=? AND n>?)'],
      'SELECT root FROM device WHERE id = 1': ['SEARCH device USING INTEGER PRIMARY KEY (rowid=?)'],
      'SELECT state, shape, covers FROM document_states WHERE circle = ? AND id = ?': [
        'SEARCH document_states USING INDEX sqlite_autoindex_document_states_1 (circle=? AND id=?)',
      ],
      'SELECT what, reason, device, size, at, proof FROM refusals WHERE circle = ? ORDER BY n DESC': [
        'SEARCH refusals USING INDEX refusals_circle (circle=?)',
      ],
      'UPDATE circles SET stopped = 1 WHERE id = ?': ['SEARCH circles USING PRIMARY KEY (id=?)'],
      'UPDATE documents SET modified = ? WHERE circle = ? AND id = ?': [
        'SEARCH documents USING INDEX sqlite_autoindex_documents_1 (circle=? AND id=?)',
      ],
      'UPDATE documents SET newer = ? WHERE circle = ? AND id = ?': [
        'SEARCH documents USING INDEX sqlite_autoindex_documents_1 (circle=? AND id=?)',
      ],
      'UPDATE documents SET own_cid_n = ? WHERE circle = ? AND id = ?': [
        'SEARCH documents USING INDEX sqlite_autoindex_documents_1 (circle=? AND id=?)',
      ],
    })
  })
})
