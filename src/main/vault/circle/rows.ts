/** Every statement of one circle's tables, prepared once, with the types of what goes in and comes out. */
import type { Database } from 'better-sqlite3'
import { compare } from '../../../shared/bytes.ts'
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
import { unhex } from './names/hex.ts'

export type EnvelopeRow = {
  readonly n: number
  readonly id: EnvId
  readonly device: DeviceId
  readonly seq: number
  readonly header: Uint8Array
  readonly signature: Signature
  readonly body: Uint8Array | null
  /** Of an erased body. */
  readonly outline: Uint8Array | null
}
/** `apart`: it has its place and does not count. */
export type Status = 'accepted' | 'refused' | 'kept' | 'apart'
/** An envelope's header and how it stands. `fault`: what no later word changes. */
export type LineRow = Pick<EnvelopeRow, 'n' | 'id' | 'header'> & {
  readonly status: Status
  readonly fault: string | null
  readonly side: number
}

export type ClockRow = Pick<EnvelopeRow, 'device' | 'seq' | 'header'> & { readonly to: number }

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
  readonly begun: number
  /** 0: all of it can be read here. 1: it cannot be made here. 2: but for some envelopes. */
  readonly closed: number
  /** The checkpoint it begins with here: its envelope's number, and when that says it was made, UTC ms. */
  readonly base: number | null
  readonly base_at: number | null
}
/** An envelope that counts, and when it came, UTC ms. */
export type StepRow = Pick<EnvelopeRow, 'n' | 'header' | 'body' | 'outline'> & { readonly at: number }
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

/** How an envelope takes its place. `clock.to`: null while nothing of it is in the document. */
export type Occupied = {
  readonly status: Status
  readonly fault: string | null
  readonly outline: Uint8Array | null
  readonly side: boolean
  readonly clock: { readonly cid: number; readonly to: number | null } | null
}

/** Rows kept to be looked at; older ones make room, forks never. */
const MOST_REFUSALS = 1000

type ChainRow = {
  device: DeviceId
  seq: number
  hash: EnvId
  known: Uint8Array
  log_heads: Uint8Array
  frozen: number
  upto: number | null
  upto_circle: number | null
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
    db.prepare(`INSERT OR REPLACE INTO chains (circle, device, seq, hash, known, log_heads, frozen, upto, upto_circle)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const stop = db.prepare('UPDATE circles SET stopped = 1 WHERE id = ?')

  const envelope = 'n, id, device, seq, header, signature, body, outline'
  const envelopeAt = db.prepare<[Uint8Array, Uint8Array, number], EnvelopeRow>(
    `SELECT ${envelope} FROM envelopes WHERE circle = ? AND device = ? AND seq = ? AND side = 0`,
  )
  const arrivedAt = db
    .prepare<[Uint8Array, Uint8Array, number], number>(
      'SELECT at FROM envelopes WHERE circle = ? AND device = ? AND seq = ? AND side = 0',
    )
    .pluck()
  const envelopeBy = db.prepare<[Uint8Array, Uint8Array], EnvelopeRow & { side: number }>(
    `SELECT ${envelope}, side FROM envelopes WHERE circle = ? AND id = ?`,
  )
  const envelopeOf = db.prepare<[number], EnvelopeRow>(`SELECT ${envelope} FROM envelopes WHERE n = ?`)
  const lines = db.prepare<[Uint8Array], LineRow>(
    'SELECT n, id, header, status, fault, side FROM envelopes WHERE +circle = ? ORDER BY n',
  )
  const sides = db
    .prepare<[Uint8Array], number>('SELECT count(*) FROM envelopes WHERE circle = ? AND side = 1')
    .pluck()
  const top = db
    .prepare<[Uint8Array, Uint8Array], number | null>(
      'SELECT max(seq) FROM envelopes WHERE circle = ? AND device = ? AND side = 1',
    )
    .pluck()
  const numbersOf = db.prepare<[Uint8Array, Uint8Array, Uint8Array, Uint8Array], { n: number; id: EnvId }>(
    `SELECT n, id FROM envelopes WHERE circle = ? AND device = ? AND side = 0
     UNION ALL SELECT n, id FROM envelopes WHERE circle = ? AND device = ? AND side = 1`,
  )
  const firstSide = db
    .prepare<[Uint8Array, Uint8Array], number | null>(
      'SELECT min(seq) FROM envelopes WHERE circle = ? AND device = ? AND side = 1',
    )
    .pluck()
  const addEnvelope = db.prepare(`INSERT INTO envelopes
    (circle, id, device, seq, doc, header, signature, body, outline, status, fault, side, cid, clock_to, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const setStatus = db.prepare('UPDATE envelopes SET status = ?, cid = ?, clock_to = ? WHERE n = ?')
  const setSide = db.prepare('UPDATE envelopes SET side = ? WHERE n = ?')
  const putApart = db.prepare(
    "UPDATE envelopes SET status = 'apart', clock_to = NULL WHERE circle = ? AND doc = ? AND fault IS NULL",
  )
  const newestUnder = db
    .prepare<[Uint8Array, Uint8Array, number], DeviceId>(
      `SELECT device FROM envelopes WHERE circle = ? AND doc = ? AND cid = ? AND clock_to >= 0
       ORDER BY clock_to DESC LIMIT 1`,
    )
    .pluck()
  const sameClient = db
    .prepare<[Uint8Array, Uint8Array, number, Uint8Array], number>(
      'SELECT 1 FROM envelopes WHERE circle = ? AND doc = ? AND cid = ? AND device <> ? LIMIT 1',
    )
    .pluck()
  // The plus keeps SQLite from the circle's index, which would read and sort every envelope there is, for each new word.
  const since = db.prepare<[Uint8Array, number, number], EnvelopeRow>(
    `SELECT ${envelope} FROM envelopes WHERE +circle = ? AND n > ? ORDER BY n LIMIT ?`,
  )
  const tail = db.prepare<[Uint8Array, Uint8Array, number], EnvelopeRow>(
    `SELECT ${envelope} FROM envelopes WHERE circle = ? AND doc = ? AND n > ? AND status = 'accepted' ORDER BY n`,
  )
  const steps = db.prepare<[Uint8Array, Uint8Array, number, number], StepRow>(
    `SELECT n, at, header, body, outline FROM envelopes WHERE circle = ? AND doc = ? AND n > ? AND status = 'accepted'
     ORDER BY n LIMIT ?`,
  )
  const fallen = db.prepare<
    [Uint8Array, Uint8Array, Uint8Array],
    Pick<EnvelopeRow, 'n' | 'header' | 'body' | 'outline'>
  >(
    `SELECT n, header, body, outline FROM envelopes
     WHERE circle = ? AND doc = ? AND device = ? AND status IN ('apart', 'refused') ORDER BY n`,
  )
  const writerOf = db.prepare<[Uint8Array, Uint8Array, number, number], { device: DeviceId; seq: number }>(
    `SELECT device, seq FROM envelopes WHERE circle = ? AND doc = ? AND cid = ? AND clock_to > ?
     ORDER BY clock_to LIMIT 1`,
  )

  const addBuffered = db.prepare(
    // With its body it takes the place of its header alone.
    `INSERT INTO buffered (circle, id, device, seq, bytes) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET bytes = excluded.bytes WHERE length(excluded.bytes) > length(bytes)`,
  )
  const bufferedUpTo = db.prepare<
    [Uint8Array, Uint8Array, number],
    { id: EnvId; seq: number; bytes: Uint8Array }
  >('SELECT id, seq, bytes FROM buffered WHERE circle = ? AND device = ? AND seq <= ? ORDER BY seq, id')
  const allBuffered = db.prepare<
    [Uint8Array],
    { id: EnvId; device: DeviceId; seq: number; bytes: Uint8Array }
  >('SELECT id, device, seq, bytes FROM buffered WHERE circle = ?')
  const bufferedDevices = db
    .prepare<[Uint8Array], DeviceId>('SELECT DISTINCT device FROM buffered WHERE circle = ?')
    .pluck()
  const dropBuffered = db.prepare(
    'DELETE FROM buffered WHERE circle = ? AND device = ? AND seq = ? AND id = ?',
  )
  const bufferedCount = db
    .prepare<[Uint8Array], number>('SELECT count(*) FROM buffered WHERE circle = ?')
    .pluck()
  const mostBuffered = db.prepare<[Uint8Array], { device: DeviceId; rows: number }>(
    `SELECT device, count(*) AS rows FROM buffered WHERE circle = ?
     GROUP BY device ORDER BY count(*) DESC, device LIMIT 1`,
  )
  const lastBuffered = db.prepare<[Uint8Array, Uint8Array], { id: EnvId; seq: number }>(
    'SELECT id, seq FROM buffered WHERE circle = ? AND device = ? ORDER BY seq DESC, id DESC LIMIT 1',
  )
  const bufferedOf = db.prepare<[Uint8Array, Uint8Array], { rows: number; bytes: number }>(
    `SELECT count(*) AS rows, coalesce(sum(length(bytes)), 0) AS bytes FROM buffered WHERE circle = ? AND device = ?`,
  )

  const document = db.prepare<[Uint8Array, Uint8Array], DocumentRow>(
    'SELECT * FROM documents WHERE circle = ? AND id = ?',
  )
  const endDocument = db.prepare(
    'UPDATE documents SET begun = 0, closed = 0, base = NULL, base_at = NULL WHERE circle = ? AND id = ?',
  )
  const withBody = db.prepare<[Uint8Array, Uint8Array, Uint8Array, number], EnvelopeRow>(
    `SELECT ${envelope} FROM envelopes WHERE circle = ? AND doc = ? AND device = ? AND seq <= ? AND body IS NOT NULL`,
  )
  const empty = db.prepare('UPDATE envelopes SET body = NULL, outline = ? WHERE n = ?')
  const setClosed = db.prepare('UPDATE documents SET closed = ? WHERE circle = ? AND id = ?')
  const setBase = db.prepare('UPDATE documents SET base = ?, base_at = ? WHERE circle = ? AND id = ?')
  const closedDocuments = db
    .prepare<[Uint8Array], DocId>(
      'SELECT id FROM documents WHERE circle = ? AND (closed > 0 OR base IS NOT NULL)',
    )
    .pluck()
  const clocks = db.prepare<[Uint8Array, Uint8Array], ClockRow>(
    `SELECT device, seq, header, clock_to AS "to" FROM envelopes
     WHERE circle = ? AND doc = ? AND side = 0 AND clock_to IS NOT NULL ORDER BY device, seq`,
  )
  const headersOf = db.prepare<
    [Uint8Array, Uint8Array],
    Pick<EnvelopeRow, 'n' | 'device' | 'seq' | 'header'> & { status: Status }
  >(
    'SELECT n, device, seq, header, status FROM envelopes WHERE circle = ? AND doc = ? AND fault IS NULL ORDER BY n',
  )
  const newerOf = db.prepare<[Uint8Array, Uint8Array], { device: DeviceId; seq: number }>(
    "SELECT device, seq FROM envelopes WHERE circle = ? AND doc = ? AND fault = 'newer' AND side = 0",
  )
  const saidNewer = db
    .prepare<[Uint8Array, Uint8Array], number>(
      "SELECT 1 FROM envelopes WHERE circle = ? AND device = ? AND side = 0 AND fault = 'newer' LIMIT 1",
    )
    .pluck()
  const cameAt = db.prepare<[number], number>('SELECT at FROM envelopes WHERE n = ?').pluck()
  const closedNotes = db
    .prepare<[Uint8Array, string], number>(
      'SELECT count(*) FROM documents WHERE circle = ? AND kind = ? AND begun = 1 AND closed = 1',
    )
    .pluck()
  const ofDocument = db.prepare<[Uint8Array, Uint8Array], EnvelopeRow & { status: Status }>(
    `SELECT ${envelope}, status FROM envelopes WHERE circle = ? AND doc = ? AND fault IS NULL ORDER BY n`,
  )
  const dropState = db.prepare('DELETE FROM document_states WHERE circle = ? AND id = ?')
  const nameFile = db.prepare(
    'INSERT INTO circle_blob_named (circle, doc, envelope, id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const dropFiles = db.prepare('DELETE FROM circle_blob_named WHERE circle = ? AND doc = ?')
  const dropNumbers = db.prepare('DELETE FROM client_numbers WHERE circle = ? AND doc = ?')
  const documents = db.prepare<[Uint8Array, string], DocumentLine>(
    `SELECT id, kind, created, modified, newer FROM documents WHERE circle = ? AND kind = ? AND begun = 1 AND closed <> 1
     ORDER BY modified DESC, id`,
  )
  const addDocument = db.prepare(`INSERT INTO documents
    (circle, id, kind, creator, creator_seq, owner, created, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET kind = excluded.kind, owner = excluded.owner, begun = 1`)
  const touchDocument = db.prepare('UPDATE documents SET modified = ? WHERE circle = ? AND id = ?')
  const compact = db.prepare(
    'INSERT OR REPLACE INTO document_states (circle, id, state, shape, covers) VALUES (?, ?, ?, ?, ?)',
  )
  const state = db.prepare<[Uint8Array, Uint8Array], StateRow>(
    'SELECT state, shape, covers FROM document_states WHERE circle = ? AND id = ?',
  )
  const setNewer = db.prepare('UPDATE documents SET newer = ? WHERE circle = ? AND id = ?')
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
  const putAck = db.prepare('INSERT OR REPLACE INTO acks (circle, device, bytes, at) VALUES (?, ?, ?, ?)')

  const heard = db
    .prepare<[Uint8Array, Uint8Array, Uint8Array, Uint8Array], number | null>(
      `SELECT max(at) FROM (SELECT at FROM acks WHERE circle = ? AND device = ?
       UNION ALL SELECT at FROM (SELECT at FROM envelopes WHERE circle = ? AND device = ? AND side = 0 ORDER BY seq DESC LIMIT 1))`,
    )
    .pluck()

  let refused = false
  return {
    entries: () => entries.all(circle),
    addEntry: (id: EntryId, bytes: Uint8Array) => void addEntry.run(circle, id, bytes),
    keys: () => keys.all(circle),
    addKey: (epoch: EntryId, key: EpochKey) => void addKey.run(circle, epoch, key),
    chains: (): Chain[] =>
      chains.all(circle).map(({ device, seq, hash, known, log_heads, frozen, upto, upto_circle }) => ({
        ...readKnown(known),
        device,
        seq,
        hash: seq === 0 ? null : hash,
        logHeads: idsOf(log_heads),
        frozen: frozen !== 0,
        upto,
        uptoCircle: upto_circle,
      })),
    putChain: (chain: Chain) =>
      void putChain.run(
        circle,
        chain.device,
        chain.seq,
        chain.hash ?? new Uint8Array(0),
        writeKnown(chain),
        encode([...chain.logHeads]),
        Number(chain.frozen),
        chain.upto,
        chain.uptoCircle,
      ),
    stop: () => void stop.run(circle),

    /** On the branch that stands, when it is a forked device's. */
    envelopeAt: (device: DeviceId, seq: number) => envelopeAt.get(circle, device, seq),
    envelopeBy: (id: EnvId) => envelopeBy.get(circle, id),
    envelopeOf: (n: number) => envelopeOf.get(n),
    /** All of a device's, on whatever branch. */
    numbersOf: (device: DeviceId) => numbersOf.all(circle, device, circle, device),
    /** The lowest number on any branch beside the chain. */
    firstSide: (device: DeviceId): number | null => firstSide.get(circle, device) ?? null,
    /** All headers, in the order of arrival. */
    lines: () => lines.iterate(circle),
    /** How many envelopes stand on branches that do not. */
    sides: () => sides.get(circle) ?? 0,
    /** The highest number on any branch beside the chain. */
    top: (device: DeviceId) => top.get(circle, device) ?? 0,
    setStatus: (n: number, status: Status, clock: { cid: number; to: number | null } | null) =>
      void setStatus.run(status, clock?.cid ?? null, clock?.to ?? null, n),
    /** What a device wrote in a document, up to a number, and is here with its words. */
    withBody: (doc: DocId, device: DeviceId, seq: number) => withBody.all(circle, doc, device, seq),
    /** Its words are gone from here. */
    empty: (n: number, outline: Uint8Array | null) => void empty.run(outline, n),
    /** An envelope that counts names these files, as hex, in what a note says or said. */
    nameFiles: (doc: DocId, n: number, files: Iterable<string>): void => {
      for (const id of files) nameFile.run(circle, doc, n, unhex(id))
    },
    /** Files that a note of this circle names and another circle on this computer has: as they are, chunk by chunk. */
    takeFiles: (from: CircleId): void => {
      db.prepare(
        `INSERT INTO circle_blob (circle, id, size, hashes) SELECT :to, id, size, hashes FROM circle_blob
         WHERE circle = :from AND id IN (SELECT id FROM circle_blob_named WHERE circle = :to)`,
      ).run({ from, to: circle })
      db.prepare(
        `INSERT INTO circle_blob_chunk (blob, i, bytes) SELECT ours.n, i, bytes FROM circle_blob AS ours
         JOIN circle_blob AS theirs ON theirs.circle = :from AND theirs.id = ours.id
         JOIN circle_blob_chunk AS chunk ON chunk.blob = theirs.n WHERE ours.circle = :to`,
      ).run({ from, to: circle })
    },
    setClosed: (doc: DocId, closed: 0 | 1 | 2) => void setClosed.run(closed, circle, doc),
    setBase: (doc: DocId, n: number, at: number) => void setBase.run(n, at, circle, doc),
    closedDocuments: () => closedDocuments.all(circle),
    /** Envelopes of a document whose words are in it, and where each ends its client's clock. */
    clocks: (doc: DocId) => clocks.all(circle, doc),
    headersOf: (doc: DocId) => headersOf.all(circle, doc),
    /** Envelopes of a newer version that name a document, on branches that stand. */
    newerOf: (doc: DocId) => newerOf.all(circle, doc),
    saidNewer: (device: DeviceId): boolean => saidNewer.get(circle, device) !== undefined,
    /** When it came, UTC ms. */
    cameAt: (n: number) => cameAt.get(n) ?? 0,
    /** How many documents of a kind cannot be made here. */
    closedOf: (kind: Kind) => closedNotes.get(circle, kind) ?? 0,
    ofDocument: (doc: DocId) => ofDocument.all(circle, doc),
    setSide: (n: number, side: boolean) => void setSide.run(Number(side), n),
    /** Forgets what was made of a document: its envelopes are there, and wait to be judged again. */
    takeApart: (doc: DocId): void => {
      putApart.run(circle, doc)
      dropState.run(circle, doc)
      dropNumbers.run(circle, doc)
      dropFiles.run(circle, doc)
      endDocument.run(circle, doc)
    },
    /**
     * Whether another device has used this client id in the document. Whose words are there under it was looked into when
     * they came, so the newest of them says it.
     */
    sameClient: (doc: DocId, cid: number, device: DeviceId): boolean => {
      const writer = newestUnder.get(circle, doc, cid)
      if (writer) return compare(writer, device) !== 0
      return sameClient.get(circle, doc, cid, device) !== undefined
    },
    /** Returns its number in the order of arrival. */
    addEnvelope: (
      { id, header, headerBytes, signature, body }: Envelope,
      { status, fault, side, clock, outline }: Occupied,
      at: number,
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
          outline,
          status,
          fault,
          Number(side),
          clock?.cid ?? null,
          clock?.to ?? null,
          at,
        ).lastInsertRowid,
      ),
    since: (n: number, limit: number) => since.all(circle, n, limit),
    tail: (doc: DocId, n: number) => tail.all(circle, doc, n),
    steps: (doc: DocId, n: number, limit: number) => steps.all(circle, doc, n, limit),
    /** What this device wrote there and counts no more. */
    fallen: (doc: DocId, device: DeviceId) => fallen.all(circle, doc, device),
    waved: (doc: DocId) =>
      db
        .prepare<[Uint8Array, Uint8Array], string>('SELECT passage FROM waved WHERE circle = ? AND doc = ?')
        .pluck()
        .all(circle, doc),
    wave: (doc: DocId, passage: string): void => {
      const add = db.prepare(
        'INSERT INTO waved (circle, doc, passage) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      )
      add.run(circle, doc, passage)
    },
    /** Whose envelope made this clock of this client. */
    writerOf: (doc: DocId, cid: number, clock: number) => writerOf.get(circle, doc, cid, clock),

    addBuffered: (id: EnvId, device: DeviceId, seq: number, bytes: Uint8Array) =>
      addBuffered.run(circle, id, device, seq, bytes).changes > 0,
    bufferedUpTo: (device: DeviceId, seq: number) => bufferedUpTo.all(circle, device, seq),
    allBuffered: () => allBuffered.all(circle),
    bufferedDevices: () => bufferedDevices.all(circle),
    dropBuffered: (device: DeviceId, seq: number, id: EnvId) =>
      void dropBuffered.run(circle, device, seq, id),
    bufferedCount: () => bufferedCount.get(circle) ?? 0,
    /** Of the device that has most waiting, what would be judged last. */
    lastOfMostBuffered: () => {
      const most = mostBuffered.get(circle)
      const last = most && lastBuffered.get(circle, most.device)
      return most && last && { ...most, ...last }
    },
    bufferedOf: (device: DeviceId) => bufferedOf.get(circle, device) ?? { rows: 0, bytes: 0 },

    /** Undefined while nothing that counts has begun it. */
    document: (id: DocId): DocumentRow | undefined => {
      const row = document.get(circle, id)
      return row?.begun ? row : undefined
    },
    ownCidN: (id: DocId): number => document.get(circle, id)?.own_cid_n ?? 0,
    documents: (kind: Kind) => documents.all(circle, kind),
    addDocument: (id: DocId, kind: Kind, creator: DeviceId, seq: number, owner: MemberId, at: number) =>
      void addDocument.run(circle, id, kind, creator, seq, owner, at, at),
    touchDocument: (id: DocId, at: number) => void touchDocument.run(at, circle, id),
    compact: (id: DocId, state: Uint8Array, shape: Uint8Array, covers: number) =>
      void compact.run(circle, id, state, shape, covers),
    state: (id: DocId) => state.get(circle, id),
    setNewer: (id: DocId, newer: boolean) => void setNewer.run(Number(newer), circle, id),
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
    putAck: (device: DeviceId, bytes: Uint8Array, at: number) => void putAck.run(circle, device, bytes, at),
    /** When the envelope under this number came here, UTC ms. */
    arrivedAt: (device: DeviceId, seq: number): number | undefined => arrivedAt.get(circle, device, seq),
    /** When something of this device's last came here, UTC ms. */
    heard: (device: DeviceId): number | null => heard.get(circle, device, circle, device) ?? null,
  }
}
