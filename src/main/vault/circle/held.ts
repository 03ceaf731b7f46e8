/** A circle laid open in memory: its log, its keys, where each device's chain stands. Rows are the truth; this is their cache. */
import type { Database } from 'better-sqlite3'
import type { Clock } from '../../../shared/clock.ts'
import type { CircleId, DocId, EntryId, EpochKey, Hash, MemberId } from '../crypto/keys.ts'
import type { Chain } from './chain.ts'
import { Documents } from './document.ts'
import { gather, writingKey } from './epoch/epoch.ts'
import { type Entry, readEntry } from './log/entry.ts'
import { isFacilitator } from './log/judge.ts'
import { type CircleLog, readLog } from './log/reduce.ts'
import type { DeviceState } from './log/state.ts'
import { type DeviceKeys, deviceKeys } from './names/device.ts'
import { hex, unhex } from './names/hex.ts'
import { type Rows, rowsOf } from './rows.ts'

export type Held = {
  readonly circle: CircleId
  readonly salt: Uint8Array
  readonly member: MemberId
  readonly keys: DeviceKeys
  readonly rows: Rows
  readonly clock: Clock
  readonly db: Database
  readonly docs: Documents
  log: CircleLog
  readonly ring: Map<string, EpochKey>
  readonly chains: Map<string, Chain>
  /** Chains and documents whose rows are written at the end of the transaction. */
  readonly dirty: Set<Chain>
  readonly touched: Map<string, DocId>
  buffered: number
  stopped: boolean
}

export type CircleRow = { id: CircleId; salt: Uint8Array; member: MemberId; stopped: number }

export function hold(db: Database, clock: Clock, root: Uint8Array, row: CircleRow): Held {
  const rows = rowsOf(db, row.id)
  const entries = rows.entries().flatMap((bytes): Entry[] => {
    const entry = readEntry(bytes)
    return entry.ok ? [entry.value] : []
  })
  const ring = new Map(rows.keys().map(({ epoch, key }) => [hex(epoch), key]))
  const held: Held = {
    circle: row.id,
    salt: row.salt,
    member: row.member,
    keys: deviceKeys(root, row.salt),
    rows,
    clock,
    db,
    docs: new Documents(row.id, rows, heads => writingKey(heads, ring)),
    log: readLog(row.id, entries),
    ring,
    chains: new Map(rows.chains().map(chain => [hex(chain.device), chain])),
    dirty: new Set(),
    touched: new Map(),
    buffered: rows.bufferedCount(),
    stopped: row.stopped !== 0,
  }
  return held
}

/** Takes a longer log, and every key it opens. */
export function setLog(held: Held, log: CircleLog): void {
  held.log = log
  const found = gather(held.circle, log.state.epochs, held.keys.id, held.keys.box, held.ring)
  for (const [epoch, key] of found) {
    held.ring.set(epoch, key)
    held.rows.addKey(unhex(epoch) as EntryId, key)
  }
}

export const keyFor = (held: Held, epochHeads: readonly EntryId[]): Hash | undefined =>
  writingKey(epochHeads, held.ring)

export const ownDevice = (held: Held): DeviceState | undefined =>
  held.log.state.devices.get(hex(held.keys.id))

export const amFacilitator = (held: Held): boolean => {
  const device = ownDevice(held)
  return device?.status === 'active' && isFacilitator(held.log.state, device)
}

export const stop = (held: Held): void => {
  if (!held.stopped) held.rows.stop()
  held.stopped = true
}
