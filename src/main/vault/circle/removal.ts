/** Letting somebody out: a removal with its cuts and new keys, a device revoked, and the word that those who are out get. */
import { equal } from '../../../shared/bytes.ts'
import { err, type Result } from '../../../shared/result.ts'
import type { DeviceId, EntryId, MemberId } from '../crypto/keys.ts'
import { amFacilitator, type Held, newestOf, ownDevice, part, speaking } from './held.ts'
import { type Act, actOf } from './log/act.ts'
import { type Entry, readEntry, signedBy } from './log/entry.ts'
import { activeDevices, isFacilitator } from './log/judge.ts'
import { outranks, twoNeeded } from './log/judge-facilitators.ts'
import { MAX_DEVICES } from './log/payloads.ts'
import { cutsOf, say } from './membership.ts'
import { hex } from './names/hex.ts'
import { epochFor, usedSince } from './upkeep.ts'

/**
 * `emergency`: at once, where otherwise a second member would have to sign first. Where it acts at once it brings the new
 * epoch along, for exactly the devices that stay.
 */
export function remove(held: Held, member: MemberId, emergency: boolean): Result<Entry, 'not-allowed'> {
  const { state } = speaking(held)
  const target = state.members.get(hex(member))
  if (!target || !amFacilitator(held)) return err('not-allowed')
  const two = twoNeeded(state)
  const stay = activeDevices(state).filter(device => !equal(device.member, member))
  const made = (two && !emergency) || stay.length > MAX_DEVICES ? undefined : epochFor(held, state, stay)
  // With more who stay than one entry can name it brings none along: the removal stands, and the keys come later.
  const keys = made && { commit: made.commit, boxes: made.boxes, wraps: made.wraps }
  return say(held, {
    type: 'REMOVE',
    member,
    cuts: cutsOf(held, target),
    emergency: two && emergency,
    rekey: keys ?? null,
  })
}

/** A device of one's own. Another one than this waits for a facilitator who is somebody else. */
export function revoke(held: Held, device: DeviceId): Result<Entry, 'not-allowed'> {
  return say(held, { type: 'DEVICE_REVOKE', device, ...newestOf(held, device) })
}

/** Whether this device took itself out, and nobody else did. */
export function isSignedOut({ log: { state, order }, keys }: Held): boolean {
  const device = state.devices.get(hex(keys.id))
  const by = device?.status === 'revoked' && device.revokedBy
  const entry = by && order.find(({ id }) => equal(id, by))
  return entry ? equal(entry.author, keys.id) : false
}

/** Why a device is out: the entry that says so and the signatures that put it in force, and nothing else of the log. */
export function parting(held: Held, device: DeviceId): Uint8Array[] {
  const { state, order } = held.log
  const known = state.devices.get(hex(device))
  if (!known || known.status === 'active' || known.status === 'pending') return []
  // A removal at once is in force while it is asked about; to shut out a computer is not.
  const stands = order.filter(({ id }) => {
    const asked = state.pending.get(hex(id))
    return !state.voided.has(hex(id)) && asked?.type !== 'DEVICE_REVOKE'
  })
  const outs = stands.filter(entry => putsOut(entry, known.member, device, state.devices))
  const ids = new Set(outs.map(({ id }) => hex(id)))
  const signed = stands.filter(entry => {
    const act = actOf(entry)
    return act !== 'kept' && act !== 'malformed' && act.type === 'CONSENT' && ids.has(hex(act.entry))
  })
  return [...outs, ...signed].map(({ bytes }) => bytes)
}

function putsOut(
  entry: Entry,
  member: MemberId,
  device: DeviceId,
  devices: ReadonlyMap<string, { readonly member: MemberId }>,
): boolean {
  const act: Act | 'kept' | 'malformed' = actOf(entry)
  if (act === 'kept' || act === 'malformed') return false
  if (act.type === 'REMOVE') return equal(act.member, member)
  if (act.type === 'DEVICE_REVOKE') return equal(act.device, device)
  const author = devices.get(hex(entry.author))
  return act.type === 'LEAVE' && author !== undefined && equal(author.member, member)
}

/**
 * Word that this device is out, when what came before it is not here and the log cannot judge it: believed when it is
 * signed by a facilitator that this log has above this member and, where two are needed, by a second. It changes no log,
 * and nothing rests on it but that this device falls silent. Undefined: it is not believed.
 */
export function believesParting(held: Held, said: readonly Uint8Array[]): Word | undefined {
  const { state } = held.log
  const me = state.members.get(hex(held.member))
  const entries = said.map(readEntry).flatMap(entry => (entry.ok ? [entry.value] : []))
  const signer = (entry: Entry) => {
    const device = state.devices.get(hex(entry.author))
    const here = entry.circle !== null && equal(entry.circle, held.circle) && device?.status === 'active'
    return here && signedBy(entry, device.sign) ? device : undefined
  }
  for (const removal of entries) {
    const act = actOf(removal)
    if (act === 'kept' || act === 'malformed' || state.voided.has(hex(removal.id))) continue
    const device = signer(removal)
    const author = device && state.members.get(hex(device.member))
    if (!me || !device || !author || act.type !== 'REMOVE' || !equal(act.member, held.member)) continue
    if (!isFacilitator(state, device) || !outranks(author, me)) continue
    const alone = act.emergency || !twoNeeded(state)
    const second = alone ? undefined : signedBySecond(removal.id, author.id)
    if (!alone && !second) continue
    // What the log has of it, it has judged, and it did not put anybody out.
    const open = [removal, ...(second ? [second] : [])].filter(({ id }) => !held.log.has(id))
    if (open.length > 0) return { by: device.id, open: open.map(({ id }) => id) }
  }
  return undefined

  function signedBySecond(removal: EntryId, first: MemberId): Entry | undefined {
    return entries.find(entry => {
      const act = actOf(entry)
      if (act === 'kept' || act === 'malformed' || act.type !== 'CONSENT') return false
      const second = signer(entry)?.member
      return (
        equal(act.entry, removal) &&
        second !== undefined &&
        !equal(second, first) &&
        !equal(second, held.member)
      )
    })
  }
}

/** Who says that this device is out, and by which entries that the log cannot judge yet. */
type Word = { readonly by: DeviceId; readonly open: readonly EntryId[] }

/** From now on this device is silent. Who said it, and by what, stays known: rows of `circle_since`. */
export function believe(held: Held, { by, open }: Word): void {
  for (const id of [by, ...open]) usedSince(held, id)
  part(held)
}

/** What was believed: the devices that said it, and the entries that the log has not judged yet. */
function believed({ db, circle, log }: Held): { signers: DeviceId[]; open: EntryId[] } {
  const noted = db
    .prepare<[Uint8Array], Uint8Array>('SELECT entry FROM circle_since WHERE circle = ?')
    .pluck()
    .all(circle)
  const isDevice = (id: Uint8Array): boolean => log.state.devices.has(hex(id))
  return {
    signers: noted.filter(isDevice) as DeviceId[],
    open: noted.filter(id => !isDevice(id) && !log.has(id as EntryId)) as EntryId[],
  }
}

/** Days of use since this device was put out. Undefined: it was not, or nobody knows by whom. */
export function putOutSince(held: Held): number | undefined {
  const device = ownDevice(held)
  if (device?.status === 'removed') return device.cut ? usedSince(held, device.cut.by) : undefined
  const days = held.parted ? believed(held).signers.map(id => usedSince(held, id)) : []
  return days.length > 0 ? Math.min(...days) : undefined
}

/**
 * After the log has grown: whether a word that was believed has turned out to be none. The log has this device active, and
 * either it has judged all that was believed, or whoever said it is out. Of a parting that the log itself had judged
 * (`wasOut`) nothing else is asked.
 */
export function regardParting(held: Held, wasOut: boolean): void {
  if (!held.parted || ownDevice(held)?.status !== 'active') return
  const { signers, open } = believed(held)
  const isOut = (id: DeviceId): boolean =>
    ['removed', 'left', 'revoked'].includes(held.log.state.devices.get(hex(id))?.status ?? '')
  if (signers.length === 0 ? wasOut : open.length === 0 || signers.every(isOut)) unpart(held)
}

/** In again: what was believed is forgotten. */
export function unpart(held: Held): void {
  const { signers, open } = believed(held)
  const forget = held.db.prepare('DELETE FROM circle_since WHERE circle = ? AND entry = ?')
  for (const id of [...signers, ...open]) forget.run(held.circle, id)
  held.db.prepare('UPDATE circles SET parted = 0 WHERE id = ?').run(held.circle)
  held.parted = false
}
