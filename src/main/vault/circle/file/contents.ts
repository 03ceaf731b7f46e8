/** What goes into a sync file: what at least one of those it is for is not known to have, by the newest HEADS of each. */
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { CircleId, MemberId } from '../../crypto/keys.ts'
import type { DeviceState } from '../log/state.ts'
import { hex } from '../names/hex.ts'
import type { CircleStore, Missing } from '../store.ts'
import { MOST_RECIPIENTS, writeHead } from './head.ts'
import { writeStream } from './stream.ts'

export type Written = {
  /** The file in pieces, in order. */
  readonly pieces: Iterable<Uint8Array>
  /** Envelopes so far; all of them once the pieces are. */
  readonly updates: () => number
  /** About how many there are to be. */
  readonly of: number
  /** Whom it is for, but for oneself. */
  readonly people: number
}

/** `to`: members by hex of the id; empty: everybody. faults: sync-left (one is no member now), sync-nobody, sync-many */
export function syncFile(
  store: CircleStore,
  circle: CircleId,
  to: readonly string[],
): Result<Written, 'sync-left' | 'sync-nobody' | 'sync-many'> {
  const { active, device: own, keys } = store.me(circle)
  if (!active) return err('sync-left')
  const { devices } = store.state(circle)
  const isOwn = (device: DeviceState): boolean => hex(device.id) === hex(own)
  const wanted = [...devices.values()].filter(
    device =>
      device.status === 'active' &&
      (isOwn(device) || to.length === 0 || to.includes(hex(device.member as MemberId))),
  )
  const others = wanted.filter(device => !isOwn(device))
  if (others.length === 0) return err('sync-nobody')
  if (wanted.length > MOST_RECIPIENTS) return err('sync-many')
  const begun = writeHead(wanted.map(({ box }) => box))
  if (!begun) return err('sync-many')

  const lacked = lackedBy(store, circle, others)
  let updates = 0
  function* counted(missing: Iterable<Missing>): Generator<Uint8Array> {
    for (const { bytes } of missing) {
      updates++
      yield bytes
    }
  }
  const pieces = writeStream(begun.head, begun.key, circle, keys, {
    heads: store.ownHeads(circle),
    entries: lacked.entries,
    envelopes: counted(lacked.envelopes()),
  })
  return ok({
    pieces,
    updates: () => updates,
    of: lacked.of,
    people: new Set(others.map(({ member }) => hex(member))).size,
  })
}

/** A device that was never heard lacks everything. */
function lackedBy(store: CircleStore, circle: CircleId, devices: readonly DeviceState[]) {
  const acks = new Map(store.acks(circle).map(heads => [hex(heads.device), heads]))
  const heard = devices.map(({ id }) => acks.get(hex(id)))
  const theirs = store.lowestEnds(circle, heard)
  const lacking = heard.map(heads => new Set(store.missingLog(circle, heads?.log ?? [])))
  const ends = new Map(theirs.map(({ device, seq }) => [hex(device), seq]))
  return {
    of: store.have(circle).reduce((sum, { device, seq }) => sum + seq - (ends.get(hex(device)) ?? 0), 0),
    entries: store.missingLog(circle, []).filter(entry => lacking.some(some => some.has(entry))),
    envelopes: () => store.missing(circle, theirs),
  }
}
