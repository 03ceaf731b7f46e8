/**
 * The answer to a joining file: a sync file for whoever was let in. It is read by somebody who has no log yet, so its own log
 * has to show that it is this invitation's circle, and that they are in.
 */
import { equal } from '../../../../shared/bytes.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { CircleId, DeviceId, Hash } from '../../crypto/keys.ts'
import { MOST_LOG } from '../link/message.ts'
import { actOf } from '../log/act.ts'
import { readEntry } from '../log/entry.ts'
import { reduce } from '../log/reduce.ts'
import { deviceId } from '../names/device.ts'
import { hex } from '../names/hex.ts'
import { inviteKeys } from '../names/invite.ts'
import { openHead } from './head.ts'
import { headOf, readThrough, type Taking } from './take.ts'

/** Somebody who asked, as their row remembers them. */
export type Asker = {
  readonly id: Uint8Array
  readonly seed: Uint8Array
  readonly salt: Uint8Array
  /** Undefined where a typed code did not say it: then no file is taken. */
  readonly circle: Uint8Array | undefined
}
export type Answer<A extends Asker> = {
  readonly asker: A
  readonly circle: CircleId
  readonly circleName: string
  /** As the host let them in: on which device, under which name, and what was compared there. */
  readonly admitted: { readonly by: DeviceId; readonly name: string; readonly transcript: Hash }
  /** The whole log. */
  readonly entries: readonly Uint8Array[]
}

/**
 * Nothing is kept. faults: those of reading a sync file to its end; sync-not-ours (nobody who asked here can open it),
 * log-crowded, invitation-of-another-circle, sync-stranger (its writer is no member), invitation-used (its log does not have them in)
 */
export async function readAnswer<A extends Asker>(
  taking: Pick<Taking, 'store' | 'source' | 'open'>,
  askers: readonly A[],
): Promise<Result<Answer<A>, Fault>> {
  const head = await headOf(taking)
  if (!head.ok) return head
  for (const asker of askers) {
    const keys = taking.store.joinKeys(asker.salt)
    const key = asker.circle && openHead(head.value, keys.box)
    if (!asker.circle || !key) continue
    const bundle = { circle: undefined, head: head.value, key }
    const read = await readThrough(taking, bundle, () => new Set(), MOST_LOG)
    if (!read.ok) return read.fault === 'sync-crowded' ? err('log-crowded') : read
    const { author, entries } = read.value
    if (!equal(author.circle, asker.circle)) return err('invitation-of-another-circle')
    const { circle } = author
    const log = entries.map(readEntry).flatMap(entry => (entry.ok ? [entry.value] : []))
    const state = reduce(circle, log)
    const { publicKey } = inviteKeys(asker.seed)
    if (![...state.invites.values()].some(({ pk }) => equal(pk, publicKey)))
      return err('invitation-of-another-circle')
    const status = (id: Uint8Array) => state.devices.get(hex(id))?.status
    if (status(deviceId(author.sign, author.box)) !== 'active') return err('sync-stranger')
    const since = state.devices.get(hex(keys.id))?.since
    const brought = log.find(({ id }) => since && equal(id, since))
    const act = brought && actOf(brought)
    if (status(keys.id) !== 'active' || !brought || typeof act !== 'object' || act.type !== 'ADMIT')
      return err('invitation-used')
    const admitted = { by: brought.author, name: act.name, transcript: act.transcript as Hash }
    return ok({ asker, circle, circleName: state.name, admitted, entries })
  }
  return err('sync-not-ours')
}
