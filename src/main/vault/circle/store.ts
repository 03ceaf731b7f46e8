/** The circles of this device: what the rest of the vault calls. All synchronous; each change is one transaction. */
import type { Database } from 'better-sqlite3'
import type * as Y from 'yjs'
import * as Yjs from 'yjs'
import { compare } from '../../../shared/bytes.ts'
import { type Clock, stamp } from '../../../shared/clock.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { isName } from '../../../shared/text.ts'
import {
  type CircleId,
  type DeviceId,
  type DocId,
  type EntryId,
  type EpochKey,
  MEMBER_ID,
  type MemberId,
  type Signature,
} from '../crypto/keys.ts'
import { random } from '../crypto/random.ts'
import { type Copied, copyInto, type Going, going } from './again.ts'
import { type Compared, comparedWith, markCompared } from './compared.ts'
import { act, adopt, exported, type HostAct, type May, mayIn, propose, signOut, succeed } from './decide.ts'
import type { Have } from './envelope/header.ts'
import type { Heads } from './envelope/heads.ts'
import { isJudged, type JudgedKind, type Kind } from './envelope/kind.ts'
import { erase, ownIn } from './erase.ts'
import {
  acks,
  differs,
  type End,
  type HeadsFault,
  have,
  type Imported,
  importLog,
  type Known,
  logWaits,
  lowestEnds,
  type Missing,
  missing,
  missingLog,
  ownHeads,
  stateWith,
  takeHeads,
} from './exchange.ts'
import {
  amFacilitator,
  type CircleRow,
  type Held,
  hold,
  isPutOut,
  isStopped,
  ownDevice,
  part,
  putAway,
  setLog,
} from './held.ts'
import { type LateBox, lacking, ringFor, sealAgain, takeLate } from './late.ts'
import { payloadOf } from './log/act.ts'
import type { DeviceClaim } from './log/device.ts'
import { type Entry, readEntry, writeEntry } from './log/entry.ts'
import type { JoinClaim, JoinProof } from './log/join.ts'
import { type CircleLog, readLog } from './log/reduce.ts'
import type { CircleState, MemberState } from './log/state.ts'
import {
  addDevice,
  admit,
  closeCircle,
  consent,
  demote,
  invite,
  leave,
  maySpeak,
  promote,
  rename,
  rendezvous,
  say,
  uninvite,
} from './membership.ts'
import { type DeviceKeys, deviceKeys, SALT } from './names/device.ts'
import { docId } from './names/doc.ts'
import { hex } from './names/hex.ts'
import { plainName } from './names/plain.ts'
import { networks } from './network.ts'
import { closedTo, openToNewcomers } from './open-to-newcomers.ts'
import { anyGone, aside, type Kept, type Passage } from './past/aside.ts'
import { history, opening, type Step } from './past/history.ts'
import { inTransaction, isHere, type Received, receive, writeBack } from './receive/receive.ts'
import { believe, believesParting, isSignedOut, parting, remove, revoke, unpart } from './removal.ts'
import { isShared, roomEpochs } from './rooms.ts'
import { due, rekey, rekeyNeeded, tend, turn } from './upkeep.ts'
import { author, clientOf, create, edit, isReadOnly, moveOn, type WriteFault, type Written } from './write.ts'

export type { Imported, Missing } from './exchange.ts'
export type { Received } from './receive/receive.ts'
export type { WriteFault, Written } from './write.ts'

export type Me = {
  readonly device: DeviceId
  readonly member: MemberId
  readonly keys: DeviceKeys
  readonly active: boolean
  /** It and another one of this person's ask to shut each other out: a host says which one goes. */
  readonly held: boolean
  readonly facilitator: boolean
  /** Left by oneself. */
  readonly left: boolean
  /** This device took itself out. */
  readonly signedOut: boolean
  /** This device found its own chain longer elsewhere and writes no more. */
  readonly stopped: boolean
  /** Out of the circle by a word that the log could not judge, or both sides know it. */
  readonly parted: boolean
  /** Somebody else let this device's member out. The log may yet say otherwise: it goes on listening. */
  readonly putOut: boolean
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

/** As that log says. Of two that ask to shut each other out one stays. */
function isIn(held: Held, { devices }: CircleState): boolean {
  const status = devices.get(hex(held.keys.id))?.status
  return !held.stopped && !held.parted && (status === 'active' || status === 'suspended')
}

export type CircleStore = ReturnType<typeof openCircles>

/**
 * `db` has the migrations 2, 7 and 14. The circles of the rows are opened as they are asked for. `rebuilt` hears of documents
 * that were made anew because something in them fell or came to count; called after the commit.
 */
export function openCircles(
  db: Database,
  clock: Clock,
  rebuilt: (circle: CircleId, docs: readonly DocId[]) => void = () => {},
) {
  const open = new Map<string, Held>()
  const rowOf = db.prepare<[Uint8Array], CircleRow>('SELECT * FROM circles WHERE id = ?')
  const ids = db.prepare<[], CircleId>('SELECT id FROM circles ORDER BY added, id').pluck()
  const addCircle = db.prepare('INSERT INTO circles (id, salt, member, added) VALUES (?, ?, ?, ?)')

  const network = networks(db)
  const goOn = db.prepare(
    'UPDATE circles SET salt = ?, member = ?, stopped = 0, parted = 0, away = 0 WHERE id = ?',
  )

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

  /** Undefined once it was erased or the notebook closed, between two portions of a long walk. */
  const there = (circle: CircleId): Held | undefined => (db.open ? find(circle) : undefined)

  const forget = (circle: CircleId): void => {
    open.get(hex(circle))?.docs.forget()
    open.delete(hex(circle))
  }

  const change = <T>(circle: CircleId, work: (held: Held) => T): T => {
    const it = held(circle)
    const value = inTransaction(
      it,
      () => forget(circle),
      () => work(it),
    )
    const docs = [...it.rebuilt.values()]
    it.rebuilt.clear()
    if (docs.length > 0) rebuilt(circle, docs)
    return value
  }

  const bytesOf = <F>(entry: Result<Entry, F>): Result<Uint8Array, F> =>
    entry.ok ? ok(entry.value.bytes) : entry

  /** Founds a circle: GENESIS, its first epoch, and the document with its name. */
  function found({
    name,
    ownName,
    needsTwo = true,
    history = 'everything',
  }: {
    name: string
    ownName: string
    history?: CircleState['history']
    needsTwo?: boolean
  }): CircleId {
    const salt = random(SALT)
    const member = random(MEMBER_ID) as MemberId
    const keys = deviceKeys(root(), salt)
    const device = { sign: keys.sign.publicKey, box: keys.box.publicKey }
    const genesis = writeEntry(
      {
        circle: null,
        parents: [],
        type: 'GENESIS',
        payload: payloadOf({
          type: 'GENESIS',
          name,
          history,
          needsTwo,
          member,
          memberName: ownName,
          device,
        }),
        wallTime: stamp(clock),
      },
      keys,
    )
    const circle = genesis.id as Uint8Array as CircleId
    try {
      db.transaction(() => {
        addCircle.run(circle, salt, member, clock.now())
        network.begin(circle, [])
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
  }

  return {
    list: (): CircleId[] => ids.all(),
    has: (circle: CircleId): boolean => find(circle) !== undefined,
    /** Whether this device is in it, and not out or only put back from a copy: then it comes in anew. */
    isIn: (circle: CircleId): boolean => {
      const it = find(circle)
      return it !== undefined && isIn(it, it.log.state)
    },

    found,
    network,

    state: (circle: CircleId): CircleState => held(circle).log.state,
    me(circle: CircleId): Me {
      const it = held(circle)
      return {
        device: it.keys.id,
        member: it.member,
        keys: it.keys,
        active: ownDevice(it)?.status === 'active',
        held: ownDevice(it)?.status === 'suspended',
        facilitator: amFacilitator(it),
        left: ownDevice(it)?.status === 'left',
        signedOut: isSignedOut(it),
        stopped: isStopped(it),
        parted: it.parted,
        putOut: isPutOut(it),
      }
    },
    /** By hex of the member, whether a person compared words with them here. */
    comparedWith: (circle: CircleId): Map<string, Compared> => comparedWith(held(circle)),
    markCompared: (circle: CircleId, member: MemberId, same: boolean): void =>
      change(circle, it => markCompared(it, member, same)),
    /** When an entry says that it was written, UTC ms: its author's clock, and nothing is judged by it. */
    said: (circle: CircleId, id: EntryId): number =>
      held(circle).log.order.find(entry => compare(entry.id, id) === 0)?.wallTime ?? 0,
    /**
     * From the circle's own document, which facilitators write; from GENESIS until it is here, and where what stands there is no
     * name: no message could carry it.
     */
    name(circle: CircleId): string {
      const it = held(circle)
      const genesis = it.log.order[0]
      const doc = genesis && it.docs.get(docId(circle, genesis.author, 1))?.doc
      const name: unknown = doc?.getMap('circle').get('name')
      return typeof name === 'string' && isName(name) ? plainName(name) : it.log.state.name
    },
    /** The epochs in whose rooms to listen, with their keys; `newest`: nobody who is out holds it. */
    rooms: (circle: CircleId): { key: EpochKey; newest: boolean }[] =>
      change(circle, it => {
        const whole = !rekeyNeeded(it.log.state)
        const heads = new Set(it.log.state.epochHeads.map(hex))
        return roomEpochs(it).flatMap(epoch => {
          const key = it.ring.get(epoch)
          return key ? [{ key, newest: whole && heads.has(epoch) }] : []
        })
      }),

    /**
     * The epochs in whose documents with a keeper to look. `shared`: all who hold its key are in, so everything may lie there
     * that is to reach them; else only what tells those who are in how things went on.
     */
    kept: (circle: CircleId): { key: EpochKey; shared: boolean }[] =>
      change(circle, it =>
        roomEpochs(it).flatMap(epoch => {
          const key = it.ring.get(epoch)
          return key ? [{ key, shared: isShared(it, epoch) }] : []
        }),
      ),

    /** Whether this is the key of an epoch of now, which nobody has who is out. */
    isNewest: (circle: CircleId, key: EpochKey): boolean => {
      const it = held(circle)
      const { state } = it.log
      return (
        !rekeyNeeded(state) &&
        state.epochHeads.some(epoch => compare(it.ring.get(hex(epoch)) ?? key.subarray(0, 0), key) === 0)
      )
    },

    /** Keys and a member id for joining: nothing is stored before the yes. Keep salt and member until then. */
    prepareJoin(): { salt: Uint8Array; member: MemberId; keys: DeviceKeys } {
      const salt = random(SALT)
      return { salt, member: random(MEMBER_ID) as MemberId, keys: deviceKeys(root(), salt) }
    },
    joinKeys: (salt: Uint8Array): DeviceKeys => deviceKeys(root(), salt),
    /**
     * After the yes: the whole log, in which this device is admitted. A circle that was put back from a copy, or that this
     * device was out of, and only read since, goes on under these new keys; what it holds stays.
     */
    adopt({
      circle,
      salt,
      member,
      entries,
      signalling = [],
    }: {
      circle: CircleId
      salt: Uint8Array
      member: MemberId
      entries: readonly Uint8Array[]
      /** Servers that the invitation named; null when what was kept of them does not read. */
      signalling?: readonly string[] | null
    }): Result<CircleId, 'malformed' | 'not-admitted'> {
      const before = find(circle)
      const read = entries.map(readEntry)
      const come = read.flatMap(entry => (entry.ok ? [entry.value] : []))
      if (come.length < read.length) return err('malformed')
      const log = readLog(circle, [
        ...(before?.log.order ?? []),
        ...come.filter(({ id }) => !before?.log.has(id)),
      ])
      if (before && isIn(before, log.state)) return ok(circle)
      const device = log.state.devices.get(hex(deviceKeys(root(), salt).id))
      if (device?.status !== 'active' || compare(device.member, member) !== 0) return err('not-admitted')
      try {
        db.transaction(() => {
          if (before) {
            goOn.run(salt, member, circle)
            network.begin(circle, signalling)
            forget(circle)
            return void change(circle, it => {
              unpart(it)
              importLog(it, entries)
            })
          }
          addCircle.run(circle, salt, member, clock.now())
          network.begin(circle, signalling)
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
      bytesOf(
        change(circle, it => {
          const entry = admit(it, asking)
          // A newcomer reads from now on: the epoch that begins with them is the way in.
          if (
            entry.ok &&
            it.log.state.history === 'from-joining' &&
            !it.log.state.pending.has(hex(entry.value.id))
          )
            rekey(it)
          return entry
        }),
      ),
    addDevice: (circle: CircleId, claim: DeviceClaim, proof: Signature) =>
      bytesOf(change(circle, it => addDevice(it, claim, proof))),
    ringFor: (circle: CircleId, device: DeviceId): LateBox[] => ringFor(held(circle), device),
    leave: (circle: CircleId) => bytesOf(change(circle, leave)),
    rename: (circle: CircleId, name: string) => bytesOf(change(circle, it => rename(it, name))),
    remove: (circle: CircleId, member: MemberId, emergency: boolean) =>
      bytesOf(change(circle, it => remove(it, member, emergency))),
    consent: (circle: CircleId, entry: EntryId) => bytesOf(change(circle, it => consent(it, entry))),
    promote: (circle: CircleId, member: MemberId) => bytesOf(change(circle, it => promote(it, member))),
    demote: (circle: CircleId, member: MemberId) => bytesOf(change(circle, it => demote(it, member))),
    revoke: (circle: CircleId, device: DeviceId) => bytesOf(change(circle, it => revoke(it, device))),
    end: (circle: CircleId) => bytesOf(change(circle, closeCircle)),
    rekey: (circle: CircleId) => bytesOf(change(circle, rekey)),
    signOut: (circle: CircleId) => bytesOf(change(circle, signOut)),
    propose: (circle: CircleId, lines: readonly string[], after: EntryId | null, review: number | null) =>
      bytesOf(change(circle, it => propose(it, lines, after, review))),
    adoptAgreement: (circle: CircleId, proposal: EntryId) =>
      bytesOf(change(circle, it => adopt(it, proposal))),
    act: (circle: CircleId, what: HostAct) => bytesOf(change(circle, it => act(it, what))),
    succeed: (circle: CircleId, member: MemberId) => bytesOf(change(circle, it => succeed(it, member))),
    exported: (circle: CircleId) => bytesOf(change(circle, exported)),
    /** What this person may do about the circle as a whole. */
    may: (circle: CircleId): May[] => mayIn(held(circle)),
    /** Of each device of a member, when it was heard last; the newest, UTC ms. Null: never, or before this was kept. */
    heard(circle: CircleId, { devices }: Pick<MemberState, 'devices'>): number | null {
      const it = held(circle)
      const times = devices.flatMap(device => it.rows.heard(device) ?? [])
      return times.length > 0 ? Math.max(...times) : null
    },
    /** The log, for looking at. */
    log: (circle: CircleId): CircleLog => held(circle).log,
    away: (circle: CircleId): boolean => held(circle).away,
    putAway: (circle: CircleId, away: boolean): void => change(circle, it => putAway(it, away)),
    /** What would go along to a new circle, a note at a time. */
    going: (circle: CircleId): Generator<Going> => going(held(circle)),
    /**
     * A new circle that goes on from this one, with copies of these notes. `tell`: and the old one's log says so,
     * where this device may still speak there; `said`: that entry.
     */
    goOn(
      from: CircleId,
      { name, ownName, tell }: { name: string; ownName: string; tell: boolean },
      notes: readonly Going[],
    ): Copied & { circle: CircleId; said: Uint8Array | null } {
      let made: CircleId | undefined
      try {
        return db
          .transaction(() => {
            const circle = found({ name, ownName, history: held(from).log.state.history })
            made = circle
            const copied = change(circle, it => {
              if (!say(it, { type: 'FORKED', from, to: null }).ok)
                throw new Error('a founder who may not speak')
              return copyInto(it, held(from), notes)
            })
            const told = tell
              ? change(from, it => say(it, { type: 'FORKED', from: null, to: circle }))
              : undefined
            return { ...copied, circle, said: told?.ok ? told.value.bytes : null }
          })
          .immediate()
      } catch (error) {
        forget(from)
        if (made) forget(made)
        throw error
      }
    },
    rekeyNeeded: (circle: CircleId): boolean => rekeyNeeded(held(circle).log.state),
    /** Whether this device has something to do here by itself, and how many others go before it. */
    due(circle: CircleId): { turn: number } | undefined {
      const it = held(circle)
      return change(circle, due) && { turn: turn(it) }
    },
    /** Does it. Returns what was said. */
    tend: (circle: CircleId): Uint8Array[] => change(circle, tend),
    lacking: (circle: CircleId): EntryId[] => lacking(held(circle)),
    sealAgain: (circle: CircleId, device: DeviceId, epochs: readonly EntryId[]): LateBox[] =>
      sealAgain(held(circle), device, epochs),
    takeLate: (circle: CircleId, boxes: readonly LateBox[]): Received | undefined =>
      change(circle, it => takeLate(it, boxes)),
    parting: (circle: CircleId, device: DeviceId): Uint8Array[] => parting(held(circle), device),
    /** Somebody of the circle says that this device is out: by the log where it can be judged, else by who signed it. */
    parted: (circle: CircleId, said: readonly Uint8Array[]): boolean =>
      change(circle, it => {
        importLog(it, said, { known: false })
        const { status } = ownDevice(it) ?? {}
        // By the log, which may yet say otherwise: nothing else is kept of it.
        if (status === 'removed') return true
        if (status !== 'active' && status !== 'suspended') {
          part(it)
          return true
        }
        const word = believesParting(it, said)
        if (word) believe(it, word)
        return word !== undefined
      }),

    logHeads: (circle: CircleId): EntryId[] => held(circle).log.state.heads,
    importLog: (circle: CircleId, entries: readonly Uint8Array[]): Imported =>
      change(circle, it => importLog(it, entries)),
    /** What the log would say with these entries; nothing is kept. */
    stateWith: (circle: CircleId, entries: readonly Uint8Array[]): CircleState =>
      stateWith(held(circle), entries),
    missingLog: (circle: CircleId, theirs: readonly EntryId[]): Uint8Array[] =>
      missingLog(held(circle), theirs),
    /** Since when what they lack of the log waits, UTC ms; undefined: nothing does. */
    logWaits: (circle: CircleId, theirs: readonly EntryId[]): number | undefined =>
      logWaits(held(circle), theirs),
    have: (circle: CircleId): Have[] => have(held(circle)),
    /** Where all of these end, of whom one was never heard when it is undefined. */
    lowestEnds: (circle: CircleId, heard: readonly (Heads | undefined)[]): End[] =>
      lowestEnds(held(circle), heard),
    missing: (circle: CircleId, theirs: readonly End[], known?: Known): Iterable<Missing> =>
      missing(held(circle), theirs, known),
    /** Whether they have something under a number of ours that is not here. */
    differs: (circle: CircleId, theirs: readonly End[]): boolean =>
      theirs.some(end => differs(held(circle), end)),
    /** How many envelopes stand on branches of forked devices beside the one that stands. */
    sides: (circle: CircleId): number => {
      const it = held(circle)
      return [...it.chains.values()].some(({ frozen }) => frozen) ? it.rows.sides() : 0
    },
    isHere: (circle: CircleId, end: Have): boolean => isHere(held(circle), end),
    /** Here, in the chain of a device that has not forked. */
    stands(circle: CircleId, end: Have): boolean {
      const it = held(circle)
      return it.chains.get(hex(end.device))?.frozen === false && isHere(it, end)
    },
    /** The HEADS that were kept of a device, as they came. */
    ackOf: (circle: CircleId, device: DeviceId): Uint8Array | undefined => held(circle).rows.ack(device),
    ownHeads: (circle: CircleId): Uint8Array => ownHeads(held(circle)),
    /** `from`: the device at the other end of the link that they came by; not for a file's. */
    readHeads: (circle: CircleId, bytes: Uint8Array, from?: DeviceId): Result<Heads, HeadsFault> =>
      change(circle, it => takeHeads(it, bytes, from)),
    /** Of several devices at once, from somebody who heard them. */
    readGathered: (circle: CircleId, list: readonly Uint8Array[]): Result<Heads, HeadsFault>[] =>
      change(circle, it => list.map(bytes => takeHeads(it, bytes))),
    acks: (circle: CircleId): Heads[] => acks(held(circle)),
    /** When this envelope of a device's came here, UTC ms; undefined: it is not here. */
    arrivedAt: (circle: CircleId, device: DeviceId, seq: number): number | undefined =>
      held(circle).rows.arrivedAt(device, seq),
    /** At most 64 at once. */
    receive: (circle: CircleId, envelopes: readonly Uint8Array[]): Received =>
      change(circle, it => {
        const received = receive(it, envelopes)
        // What they name of the log may have found no room before.
        if (received.buffered > 0 && it.left.size > 0) importLog(it, [], { known: false })
        return received
      }),

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
    /** All this person wrote in a document is to be gone everywhere. faults: not-found (nothing is here), not-allowed */
    eraseWords: (circle: CircleId, id: DocId) => bytesOf(change(circle, it => erase(it, id))),
    mayErase: (circle: CircleId, id: DocId): boolean => {
      const it = held(circle)
      return maySpeak(it) && ownIn(it, id).length > 0
    },
    /** Sealed for those who are here now, as it stands. */
    openToNewcomers: (circle: CircleId, id: DocId) => change(circle, it => openToNewcomers(it, id)),
    /** Members who came later and cannot read this document. */
    closedTo: (circle: CircleId, id: DocId): MemberId[] => closedTo(held(circle), id),
    /** Who opened this document to this person, and as it stood when, UTC ms. Undefined where it needed nobody. */
    opening: (circle: CircleId, id: DocId): { by: string; at: number } | undefined =>
      opening(held(circle), id),
    /** Whether some of a document is not here to be read. */
    isPartial: (circle: CircleId, id: DocId): boolean => held(circle).rows.document(id)?.closed === 2,
    /** Notes that are here and cannot be opened: begun before this person came, or erased in part. */
    closedNotes: (circle: CircleId): number => held(circle).rows.closedOf('note'),
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

    /** Undefined: there is no such document, or it is of a kind this version does not judge. */
    kindOf: (circle: CircleId, id: DocId): JudgedKind | undefined => held(circle).docs.get(id)?.kind,
    newest: (circle: CircleId, id: DocId): number => held(circle).docs.get(id)?.newest ?? 0,
    /** How a document came to be, a few envelopes at a time, after the one with that number. Nothing where there is none. */
    history: (circle: CircleId, id: DocId, after = 0): Iterable<Step[]> => {
      const it = there(circle)
      return it ? history(it, id, after) : []
    },

    /**
     * Words of a note that were set aside. What `kept` gives goes on where it was, with a `breath` between a few envelopes;
     * it is not asked for a note out of which nothing was ever taken.
     */
    async aside(
      circle: CircleId,
      id: DocId,
      kept: () => Kept,
      breath: () => Promise<void>,
    ): Promise<Passage[]> {
      const it = there(circle)
      const open = it?.docs.get(id)
      if (!it || !open || (!anyGone(open.doc) && it.rows.fallen(id, it.keys.id).length === 0)) return []
      const all = kept()
      await all.goOn(it, id, breath)
      return it.db.open ? aside(it, id, all) : []
    },
    /** Not shown any more, on this device. */
    waveOff: (circle: CircleId, id: DocId, passage: string): void => held(circle).rows.wave(id, passage),

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
