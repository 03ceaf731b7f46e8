/** The circles of this device: what the rest of the vault calls. All synchronous; each change is one transaction. */
import type { Database } from 'better-sqlite3'
import type * as Y from 'yjs'
import * as Yjs from 'yjs'
import { compare } from '../../../shared/bytes.ts'
import type { Clock } from '../../../shared/clock.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import {
  type CircleId,
  type DeviceId,
  type DocId,
  type EntryId,
  type EpochKey,
  MEMBER_ID,
  type MemberId,
} from '../crypto/keys.ts'
import { random } from '../crypto/random.ts'
import type { Have } from './envelope/header.ts'
import type { Heads } from './envelope/heads.ts'
import { isJudged, type JudgedKind, type Kind } from './envelope/kind.ts'
import {
  acks,
  type HeadsFault,
  have,
  type Imported,
  importLog,
  type Missing,
  missing,
  missingLog,
  ownHeads,
  takeHeads,
} from './exchange.ts'
import { amFacilitator, type CircleRow, type Held, hold, ownDevice, setLog } from './held.ts'
import { payloadOf } from './log/act.ts'
import { type Entry, readEntry, writeEntry } from './log/entry.ts'
import type { JoinClaim, JoinProof } from './log/join.ts'
import { readLog } from './log/reduce.ts'
import type { CircleState } from './log/state.ts'
import { admit, invite, leave, rekey, rekeyNeeded, rename, rendezvous, uninvite } from './membership.ts'
import { type DeviceKeys, deviceKeys, SALT } from './names/device.ts'
import { docId } from './names/doc.ts'
import { hex } from './names/hex.ts'
import { inTransaction, type Received, receive, writeBack } from './receive/receive.ts'
import { author, clientOf, create, edit, isReadOnly, moveOn, type WriteFault, type Written } from './write.ts'

export type { Imported } from './exchange.ts'
export type { Received } from './receive/receive.ts'
export type { WriteFault, Written } from './write.ts'

export type Me = {
  readonly device: DeviceId
  readonly member: MemberId
  readonly keys: DeviceKeys
  readonly active: boolean
  readonly facilitator: boolean
  /** This device found its own chain longer elsewhere and writes no more. */
  readonly stopped: boolean
}

export type OpenDocument = { state: Uint8Array; cid: number; kind: JudgedKind; readOnly: boolean }
export type DocumentLine = { docId: DocId; kind: Kind; created: number; modified: number; readOnly: boolean }
/** A refused or quarantined envelope. `from`: whose device signed it, when one of the circle's did. Instants UTC ms. */
export type Refusal = {
  what: 'refused' | 'quarantined' | 'fork'
  reason: string
  from: MemberId | null
  bytes: number
  at: number
}

export type CircleStore = ReturnType<typeof openCircles>

/** `db` has migration 2. The circles of the rows are opened as they are asked for. */
export function openCircles(db: Database, clock: Clock) {
  const open = new Map<string, Held>()
  const rowOf = db.prepare<[Uint8Array], CircleRow>(
    'SELECT id, salt, member, stopped FROM circles WHERE id = ?',
  )
  const ids = db.prepare<[], CircleId>('SELECT id FROM circles ORDER BY added, id').pluck()
  const addCircle = db.prepare('INSERT INTO circles (id, salt, member, added) VALUES (?, ?, ?, ?)')

  /** Made once, never restored from a backup. */
  const root = (): Uint8Array => {
    db.prepare('INSERT INTO device (id, root) VALUES (1, ?) ON CONFLICT DO NOTHING').run(random(32))
    return db.prepare<[], Uint8Array>('SELECT root FROM device WHERE id = 1').pluck().get()!
  }

  const find = (circle: CircleId): Held | undefined => {
    const known = open.get(hex(circle))
    if (known) return known
    const row = rowOf.get(circle)
    if (!row) return undefined
    const held = hold(db, clock, root(), row)
    open.set(hex(circle), held)
    return held
  }

  /** @throws when there is no such circle: callers look first. */
  const held = (circle: CircleId): Held => {
    const found = find(circle)
    if (!found) throw new Error('no such circle')
    return found
  }

  const forget = (circle: CircleId): void => {
    open.get(hex(circle))?.docs.forget()
    open.delete(hex(circle))
  }

  const change = <T>(circle: CircleId, work: (held: Held) => T): T => {
    const it = held(circle)
    return inTransaction(
      it,
      () => forget(circle),
      () => work(it),
    )
  }

  const bytesOf = <F>(entry: Result<Entry, F>): Result<Uint8Array, F> =>
    entry.ok ? ok(entry.value.bytes) : entry

  return {
    list: (): CircleId[] => ids.all(),
    has: (circle: CircleId): boolean => find(circle) !== undefined,

    /** Founds a circle: GENESIS, its first epoch, and the document with its name. */
    found({ name, ownName }: { name: string; ownName: string }): CircleId {
      const salt = random(SALT)
      const member = random(MEMBER_ID) as MemberId
      const keys = deviceKeys(root(), salt)
      const device = { sign: keys.sign.publicKey, box: keys.box.publicKey }
      // needsTwo is stored and off: docs/decisions, "Two signatures come with removal".
      const genesis = writeEntry(
        {
          circle: null,
          parents: [],
          type: 'GENESIS',
          payload: payloadOf({
            type: 'GENESIS',
            name,
            history: 'everything',
            needsTwo: false,
            member,
            memberName: ownName,
            device,
          }),
          wallTime: Math.max(0, Math.trunc(clock.now())),
        },
        keys,
      )
      const circle = genesis.id as Uint8Array as CircleId
      try {
        db.transaction(() => {
          addCircle.run(circle, salt, member, clock.now())
          const it = held(circle)
          it.rows.addEntry(genesis.id, genesis.bytes)
          setLog(it, readLog(circle, [genesis]))
          if (!rekey(it).ok) throw new Error('a founder without a key')
          const named = create(it, 'circle', doc => void doc.getMap('circle').set('name', name))
          if (!named.ok) throw new Error('a founder without a circle')
          writeBack(it)
        }).immediate()
      } catch (error) {
        forget(circle)
        throw error
      }
      return circle
    },

    state: (circle: CircleId): CircleState => held(circle).log.state,
    me(circle: CircleId): Me {
      const it = held(circle)
      return {
        device: it.keys.id,
        member: it.member,
        keys: it.keys,
        active: ownDevice(it)?.status === 'active',
        facilitator: amFacilitator(it),
        stopped: it.stopped,
      }
    },
    /** Members, by hex of the id, who let this device's person in or were let in by them: words are compared for that. */
    comparedWith(circle: CircleId): Set<string> {
      const it = held(circle)
      const { members, devices } = it.log.state
      const authors = new Map(it.log.order.map(({ id, author }) => [hex(id), author]))
      const admitter = (since: EntryId | undefined): string | undefined => {
        const author = since && authors.get(hex(since))
        const member = author && devices.get(hex(author))?.member
        return member && hex(member)
      }
      const me = hex(it.member)
      const mine = admitter(members.get(me)?.since)
      return new Set(
        [...members].flatMap(([id, { since }]) =>
          id !== me && (id === mine || admitter(since) === me) ? [id] : [],
        ),
      )
    },
    /** From the circle's own document, which facilitators write; until it is here, from GENESIS. */
    name(circle: CircleId): string {
      const it = held(circle)
      const genesis = it.log.order[0]
      const doc = genesis && it.docs.get(docId(circle, genesis.author, 1))?.doc
      const name: unknown = doc?.getMap('circle').get('name')
      return typeof name === 'string' ? name : it.log.state.name
    },
    /** Keys of the epochs in whose rooms to listen: the heads, and those that a device has not been heard to leave. */
    roomKeys(circle: CircleId): EpochKey[] {
      const it = held(circle)
      const epochs = new Set([
        ...it.log.state.epochHeads.map(hex),
        ...acks(it)
          .filter(({ device }) => it.log.state.devices.get(hex(device))?.status === 'active')
          .flatMap(({ epochs }) => epochs.map(hex)),
      ])
      return [...epochs].flatMap(epoch => it.ring.get(epoch) ?? []).slice(0, 8)
    },

    /** Keys and a member id for joining: nothing is stored before the yes. Keep salt and member until then. */
    prepareJoin(): { salt: Uint8Array; member: MemberId; keys: DeviceKeys } {
      const salt = random(SALT)
      return { salt, member: random(MEMBER_ID) as MemberId, keys: deviceKeys(root(), salt) }
    },
    joinKeys: (salt: Uint8Array): DeviceKeys => deviceKeys(root(), salt),
    /** After the yes: the whole log, in which this device is admitted. */
    adopt({
      circle,
      salt,
      member,
      entries,
    }: {
      circle: CircleId
      salt: Uint8Array
      member: MemberId
      entries: readonly Uint8Array[]
    }): Result<CircleId, 'malformed' | 'not-admitted'> {
      if (find(circle)) return ok(circle)
      const read = entries.map(readEntry)
      const come = read.flatMap(entry => (entry.ok ? [entry.value] : []))
      if (come.length < read.length) return err('malformed')
      const log = readLog(circle, come)
      const device = log.state.devices.get(hex(deviceKeys(root(), salt).id))
      if (device?.status !== 'active' || compare(device.member, member) !== 0) return err('not-admitted')
      try {
        db.transaction(() => {
          addCircle.run(circle, salt, member, clock.now())
          const it = held(circle)
          const good = log.order.filter(({ id }) => log.verdict(id) === undefined)
          const standing = readLog(circle, good)
          for (const { id, bytes } of standing.order) it.rows.addEntry(id, bytes)
          setLog(it, standing)
        }).immediate()
      } catch (error) {
        forget(circle)
        throw error
      }
      return ok(circle)
    },

    invite(
      circle: CircleId,
      { seed, expiry }: { seed: Uint8Array; expiry: number },
    ): Result<{ invite: EntryId; entry: Uint8Array }, 'not-allowed'> {
      const entry = change(circle, it => invite(it, seed, expiry))
      return entry.ok ? ok({ invite: entry.value.id, entry: entry.value.bytes }) : entry
    },
    rendezvous: (circle: CircleId, id: EntryId): Uint8Array | undefined => rendezvous(held(circle), id),
    uninvite: (circle: CircleId, id: EntryId) => bytesOf(change(circle, it => uninvite(it, id))),
    admit: (circle: CircleId, asking: { claim: JoinClaim; proof: JoinProof; name: string }) =>
      bytesOf(change(circle, it => admit(it, asking))),
    leave: (circle: CircleId) => bytesOf(change(circle, leave)),
    rename: (circle: CircleId, name: string) => bytesOf(change(circle, it => rename(it, name))),
    rekey: (circle: CircleId) => bytesOf(change(circle, rekey)),
    rekeyNeeded: (circle: CircleId): boolean => rekeyNeeded(held(circle).log.state),

    logHeads: (circle: CircleId): EntryId[] => held(circle).log.state.heads,
    importLog: (circle: CircleId, entries: readonly Uint8Array[]): Imported =>
      change(circle, it => importLog(it, entries)),
    missingLog: (circle: CircleId, theirs: readonly EntryId[]): Uint8Array[] =>
      missingLog(held(circle), theirs),
    have: (circle: CircleId): Have[] => have(held(circle)),
    missing: (circle: CircleId, theirs: readonly Have[]): Iterable<Missing> => missing(held(circle), theirs),
    ownHeads: (circle: CircleId): Uint8Array => ownHeads(held(circle)),
    readHeads: (circle: CircleId, bytes: Uint8Array): Result<Heads, HeadsFault> =>
      change(circle, it => takeHeads(it, bytes)),
    acks: (circle: CircleId): Heads[] => acks(held(circle)),
    /** At most 64 at once. */
    receive: (circle: CircleId, envelopes: readonly Uint8Array[]): Received =>
      change(circle, it => receive(it, envelopes)),

    /** `update`: made by the face under the cid that `open` gave. */
    author: (
      circle: CircleId,
      id: DocId,
      kind: JudgedKind,
      update: Uint8Array,
    ): Result<Written, WriteFault> => change(circle, it => author(it, id, kind, update)),
    create: (circle: CircleId, kind: JudgedKind, edit: (doc: Y.Doc) => void): Result<Written, WriteFault> =>
      change(circle, it => create(it, kind, edit)),
    /** Undefined: there is no such document, or nothing changed. */
    edit: (circle: CircleId, id: DocId, how: (doc: Y.Doc) => void): Result<Written, WriteFault> | undefined =>
      change(circle, it => edit(it, id, how)),
    open(circle: CircleId, id: DocId): OpenDocument | undefined {
      const it = held(circle)
      const document = it.docs.get(id)
      return (
        document && {
          state: Yjs.encodeStateAsUpdateV2(document.doc),
          cid: clientOf(it, id),
          kind: document.kind,
          readOnly: isReadOnly(it, id),
        }
      )
    },
    /** The Yjs state vector. */
    vector(circle: CircleId, id: DocId): Uint8Array | undefined {
      const document = held(circle).docs.get(id)
      return document && Yjs.encodeStateVector(document.doc)
    },
    /** When Yjs replaced the client id in the face: the next one. Undefined when all are used up. */
    moveOn: (circle: CircleId, id: DocId): number | undefined => change(circle, it => moveOn(it, id)),
    /** Newest first. */
    documents: (circle: CircleId, kind: Kind): DocumentLine[] => {
      const it = held(circle)
      return it.rows.documents(kind).map(({ id, kind, created, modified }) => ({
        docId: id,
        kind,
        created,
        modified,
        readOnly: !isJudged(kind) || isReadOnly(it, id),
      }))
    },
    /** Looks at a document. The Y.Doc is the vault's own: look, and let go. */
    read<T>(circle: CircleId, id: DocId, look: (doc: Y.Doc) => T): T | undefined {
      const document = held(circle).docs.get(id)
      return document && look(document.doc)
    },

    /** What a note is called; empty when it has no title, or is not here. */
    noteTitle: (circle: CircleId, id: DocId): string => held(circle).docs.title(id),

    /** Newest first. */
    refusals: (circle: CircleId): Refusal[] => {
      const it = held(circle)
      return it.rows.refusals().map(({ what, reason, device, size, at }) => ({
        what,
        reason,
        from: (device && it.log.state.devices.get(hex(device))?.member) ?? null,
        bytes: size,
        at,
      }))
    },
    /** Every row of this circle, its keys among them; the tables below it go with it. The others are told nothing. */
    erase(circle: CircleId): void {
      db.transaction(() => {
        for (const table of ['hub', 'joining'])
          db.prepare(`DELETE FROM ${table} WHERE circle = ?`).run(circle)
        db.prepare('DELETE FROM circles WHERE id = ?').run(circle)
      }).immediate()
      forget(circle)
    },
    /** Writes documents' rows, so that opening is quick, and lets go of everything. */
    close(): void {
      db.transaction(() => {
        for (const it of open.values()) it.docs.settle()
      }).immediate()
      for (const it of open.values()) it.docs.forget()
      open.clear()
    },
  }
}
