/** Which words are not for this device: erased, or written before its person came, where history is from joining on. */
import { equal } from '../../../shared/bytes.ts'
import type { EntryId } from '../crypto/keys.ts'
import type { Header } from './envelope/header.ts'
import type { Held } from './held.ts'
import { hex } from './names/hex.ts'

/** Whether a member may read an epoch: every member where history is everything, else those it was sealed to. */
export function mayRead({ log }: Pick<Held, 'log'>, epoch: EntryId, member: Uint8Array): boolean {
  const { epochs, history, devices } = log.state
  const known = epochs.get(hex(epoch))
  if (!known) return false
  if (history === 'everything') return true
  return [...known.boxes.keys()].some(id => {
    const device = devices.get(id)
    return device !== undefined && equal(device.member, member)
  })
}

/** A key that this device lacks and will not get. */
export const isClosed = (held: Held, { epochHeads }: Header): boolean =>
  epochHeads.some(epoch => !held.ring.has(hex(epoch)) && !mayRead(held, epoch, held.member))

/** Its author asked that it be erased. What facilitators alone write is theirs together, and stays. */
export const isErased = (
  { log }: Held,
  { doc, device, seq, kind, logHeads }: Pick<Header, 'doc' | 'device' | 'seq' | 'kind' | 'logHeads'>,
): boolean => kind !== 'circle' && log.erased({ doc: hex(doc), device: hex(device), seq, logHeads })
