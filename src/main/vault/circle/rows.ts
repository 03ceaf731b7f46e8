/** Every statement of one circle's tables, prepared once, with the types of what goes in and comes out. */
import type { Database } from 'better-sqlite3'
import type {
  CircleId,
  DeviceId,
  DocId,
  EntryId,
  EnvId,
  EpochKey,
  MemberId,
  Signature,
} from '../crypto/keys.ts'
import { type Cbor, decode, encode } from './cbor.ts'
import { type Chain, readKnown, writeKnown } from './chain.ts'
import type { Kind } from './envelope/kind.ts'
import type { Envelope } from './envelope/seal.ts'

export type EnvelopeRow = {
  readonly n: number
  readonly id: EnvId
  readonly device: DeviceId
  readonly seq: number
  readonly header: Uint8Array
  readonly signature: Signature
  readonly body: Uint8Array | null
}

export type DocumentRow = {
  readonly id: DocId
  readonly kind: Kind
  readonly creator: DeviceId
  readonly creator_seq: number
  readonly owner: MemberId
  readonly created: number
  readonly modified: number
  readonly own_cid_n: number
  readonly newer: number
}
export type StateRow = { readonly state: Uint8Array; readonly shape: Uint8Array; readonly covers: number }
export type DocumentLine = Pick<DocumentRow, 'id' | 'kind' | 'created' | 'modified' | 'newer'>

export type Refused = {
  what: 'refused' | 'quarantined' | 'fork'
  reason: string
  device: DeviceId | null
  size: number
}
export type RefusalRow = Refused & { at: number; proof: Uint8Array | null }

export type Rows = ReturnType<typeof rowsOf>

/** Rows kept to be looked at; older ones make room, forks never. */
const MOST_REFUSALS = 1000

type ChainRow = {
  device: DeviceId
  seq: number
  hash: EnvId
  known: Uint8Array
  log_heads: Uint8Array
  frozen: number
}

const idsOf = (bytes: Uint8Array): readonly EntryId[] => {
  const decoded = decode(bytes, { maxBytes: 1 << 20 })
  if (!decoded.ok) throw new Error('a chain row that does not read')
  return decoded.value as Cbor as readonly Uint8Array[] as readonly EntryId[]
}

export function rowsOf(db: Database, circle: CircleId) {
  const entries = db
    .prepare<[Uint8Array], Uint8Array>('SELECT bytes FROM log_entries WHERE circle = ? ORDER BY n')
    .pluck()
  const addEntry = db.prepare(
    'INSERT INTO log_entries (circle, id, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const keys = db.prepare<[Uint8Array], { epoch: EntryId; key: EpochKey }>(
    'SELECT epoch, key FROM epoch_keys WHERE circle = ?',
  )
  const addKey = db.prepare(
    'INSERT INTO epoch_keys (circle, epoch, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const chains = db.prepare<[Uint8Array], ChainRow>('SELECT * FROM chains WHERE circle = ?')
  const putChain =
    db.prepare(`INSERT OR REPLACE INTO chains (circle, device, seq, hash, known, log_heads, frozen)
    VALUES (?, ?, ?, ?, ?, ?, ?)`)
  const stop = db.prepare('UPDATE circles SET stopped = 1 WHERE id = ?')

  const envelope = 'n, id, device, seq, header, signature, body'
  const envelopeAt = db.prepare<[Uint8Array, Uint8Array, number], EnvelopeRow>(
    `SELECT ${envelope} FROM envelopes WHERE circle = ? AND device = ? AND seq = ?`,
  )
  const addEnvelope = db.prepare(`INSERT INTO envelopes
    (circle, id, device, seq, doc, header, signature, body, status, cid, clock_to, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  // The plus keeps SQLite from the circle's index, which would read and sort every envelope there is, for each new word.
  const since = db.prepare<[Uint8Array, number, number], EnvelopeRow>(
    `SELECT ${envelope} FROM envelopes WHERE +circle = ? AND n > ? ORDER BY n LIMIT ?`,
  )
  const tail = db.prepare<[Uint8Array, Uint8Array, number], EnvelopeRow>(
    `SELECT ${envelope} FROM envelopes WHERE circle = ? AND doc = ? AND n > ? AND status = 'accepted' ORDER BY n`,
  )
  const writerOf = db.prepare<[Uint8Array, Uint8Array, number, number], { device: DeviceId; seq: number }>(
    `SELECT device, seq FROM envelopes WHERE circle = ? AND doc = ? AND cid = ? AND clock_to > ?
     ORDER BY clock_to LIMIT 1`,
  )

  const addBuffered = db.prepare(
    'INSERT INTO buffered (circle, id, device, seq, bytes) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const bufferedAt = db
    .prepare<[Uint8Array, Uint8Array, number], Uint8Array>(
      'SELECT bytes FROM buffered WHERE circle = ? AND device = ? AND seq = ?',
    )
    .pluck()
  const bufferedDevices = db
    .prepare<[Uint8Array], DeviceId>('SELECT DISTINCT device FROM buffered WHERE circle = ?')
    .pluck()
  const dropBuffered = db.prepare('DELETE FROM buffered WHERE circle = ? AND device = ? AND seq <= ?')
  const bufferedCount = db
    .prepare<[Uint8Array], number>('SELECT count(*) FROM buffered WHERE circle = ?')
    .pluck()
  const bufferedOf = db.prepare<[Uint8Array, Uint8Array], { rows: number; bytes: number }>(
    `SELECT count(*) AS rows, coalesce(sum(length(bytes)), 0) AS bytes FROM buffered WHERE circle = ? AND device = ?`,
  )

  const document = db.prepare<[Uint8Array, Uint8Array], DocumentRow>(
    'SELECT * FROM documents WHERE circle = ? AND id = ?',
  )
  const documents = db.prepare<[Uint8Array, string], DocumentLine>(
    `SELECT id, kind, created, modified, newer FROM documents WHERE circle = ? AND kind = ?
     ORDER BY modified DESC, id`,
  )
  const addDocument = db.prepare(`INSERT INTO documents
    (circle, id, kind, creator, creator_seq, owner, created, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const touchDocument = db.prepare('UPDATE documents SET modified = ? WHERE circle = ? AND id = ?')
  const compact = db.prepare(
    'INSERT OR REPLACE INTO document_states (circle, id, state, shape, covers) VALUES (?, ?, ?, ?, ?)',
  )
  const state = db.prepare<[Uint8Array, Uint8Array], StateRow>(
    'SELECT state, shape, covers FROM document_states WHERE circle = ? AND id = ?',
  )
  const markNewer = db.prepare('UPDATE documents SET newer = 1 WHERE circle = ? AND id = ?')
  const setOwnCidN = db.prepare('UPDATE documents SET own_cid_n = ? WHERE circle = ? AND id = ?')
  const cidNumber = db
    .prepare<[Uint8Array, Uint8Array, Uint8Array], number>(
      'SELECT cid_n FROM client_numbers WHERE circle = ? AND doc = ? AND device = ?',
    )
    .pluck()
  const setCidNumber = db.prepare(
    'INSERT OR REPLACE INTO client_numbers (circle, doc, device, cid_n) VALUES (?, ?, ?, ?)',
  )

  const addRefusal = db.prepare(
    'INSERT INTO refusals (circle, what, reason, device, size, at, proof) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const trimRefusals = db.prepare(`DELETE FROM refusals WHERE circle = ? AND what <> 'fork' AND n <=
    (SELECT n FROM refusals WHERE circle = ? ORDER BY n DESC LIMIT 1 OFFSET ${MOST_REFUSALS})`)
  const refusals = db.prepare<[Uint8Array], RefusalRow>(
    'SELECT what, reason, device, size, at, proof FROM refusals WHERE circle = ? ORDER BY n DESC',
  )
  const acks = db.prepare<[Uint8Array], Uint8Array>('SELECT bytes FROM acks WHERE circle = ?').pluck()
  const ack = db
    .prepare<[Uint8Array, Uint8Array], Uint8Array>('SELECT bytes FROM acks WHERE circle = ? AND device = ?')
    .pluck()
  const putAck = db.prepare('INSERT OR REPLACE INTO acks (circle, device, bytes) VALUES (?, ?, ?)')

  let refused = false
  return {
    entries: () => entries.all(circle),
    addEntry: (id: EntryId, bytes: Uint8Array) => void addEntry.run(circle, id, bytes),
    keys: () => keys.all(circle),
    addKey: (epoch: EntryId, key: EpochKey) => void addKey.run(circle, epoch, key),
    chains: (): Chain[] =>
      chains.all(circle).map(({ device, seq, hash, known, log_heads, frozen }) => ({
        device,
        seq,
        hash: seq === 0 ? null : hash,
        known: readKnown(known),
        logHeads: idsOf(log_heads),
        frozen: frozen !== 0,
      })),
    putChain: ({ device, seq, hash, known, logHeads, frozen }: Chain) =>
      void putChain.run(
        circle,
        device,
        seq,
        hash ?? new Uint8Array(0),
        writeKnown(known),
        encode([...logHeads]),
        Number(frozen),
      ),
    stop: () => void stop.run(circle),

    envelopeAt: (device: DeviceId, seq: number) => envelopeAt.get(circle, device, seq),
    /** Returns its number in the order of arrival. */
    addEnvelope: (
      { id, header, headerBytes, signature, body }: Envelope,
      status: 'accepted' | 'refused' | 'kept',
      at: number,
      clock: { cid: number; to: number } | null,
    ): number =>
      Number(
        addEnvelope.run(
          circle,
          id,
          header.device,
          header.seq,
          header.doc,
          headerBytes,
          signature,
          body,
          status,
          clock?.cid ?? null,
          clock?.to ?? null,
          at,
        ).lastInsertRowid,
      ),
    since: (n: number, limit: number) => since.all(circle, n, limit),
    tail: (doc: DocId, n: number) => tail.all(circle, doc, n),
    /** Whose envelope made this clock of this client. */
    writerOf: (doc: DocId, cid: number, clock: number) => writerOf.get(circle, doc, cid, clock),

    addBuffered: (id: EnvId, device: DeviceId, seq: number, bytes: Uint8Array) =>
      addBuffered.run(circle, id, device, seq, bytes).changes > 0,
    bufferedAt: (device: DeviceId, seq: number) => bufferedAt.get(circle, device, seq),
    bufferedDevices: () => bufferedDevices.all(circle),
    dropBuffered: (device: DeviceId, upTo: number) => void dropBuffered.run(circle, device, upTo),
    bufferedCount: () => bufferedCount.get(circle) ?? 0,
    bufferedOf: (device: DeviceId) => bufferedOf.get(circle, device) ?? { rows: 0, bytes: 0 },

    document: (id: DocId) => document.get(circle, id),
    documents: (kind: Kind) => documents.all(circle, kind),
    addDocument: (id: DocId, kind: Kind, creator: DeviceId, seq: number, owner: MemberId, at: number) =>
      void addDocument.run(circle, id, kind, creator, seq, owner, at, at),
    touchDocument: (id: DocId, at: number) => void touchDocument.run(at, circle, id),
    compact: (id: DocId, state: Uint8Array, shape: Uint8Array, covers: number) =>
      void compact.run(circle, id, state, shape, covers),
    state: (id: DocId) => state.get(circle, id),
    markNewer: (id: DocId) => void markNewer.run(circle, id),
    setOwnCidN: (id: DocId, cidN: number) => void setOwnCidN.run(cidN, circle, id),
    cidNumber: (doc: DocId, device: DeviceId) => cidNumber.get(circle, doc, device) ?? 0,
    setCidNumber: (doc: DocId, device: DeviceId, cidN: number) =>
      void setCidNumber.run(circle, doc, device, cidN),

    refuse: ({ what, reason, device, size }: Refused, at: number, proof: Uint8Array | null = null) => {
      addRefusal.run(circle, what, reason, device, size, at, proof)
      refused = true
    },
    /** Once a transaction. */
    trimRefusals: () => {
      if (refused) trimRefusals.run(circle, circle)
      refused = false
    },
    refusals: () => refusals.all(circle),
    acks: () => acks.all(circle),
    ack: (device: DeviceId) => ack.get(circle, device),
    putAck: (device: DeviceId, bytes: Uint8Array) => void putAck.run(circle, device, bytes),
  }
}
