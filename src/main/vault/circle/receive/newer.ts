/**
 * Whether a document is for reading only, because a newer Kinfold wrote in it: while an envelope of a newer version that
 * names it is within the reach of its device, that device is active, and its member may write such a document. A header
 * alone says nothing of the words, so it does no more than words could: it falls with a cut, and ends when its author goes.
 */
import type { DeviceId, DocId } from '../../crypto/keys.ts'
import { mayWrite } from '../envelope/kind.ts'
import type { Held } from '../held.ts'
import { isFacilitator } from '../log/judge.ts'
import { hex } from '../names/hex.ts'
import type { DocumentRow } from '../rows.ts'

/** Whether one envelope does it, which stands on its chain. */
export function isAhead(
  { chains, log: { state } }: Held,
  { kind, owner }: DocumentRow,
  { device, seq }: { readonly device: DeviceId; readonly seq: number },
): boolean {
  const author = state.devices.get(hex(device))
  const upto = chains.get(hex(device))?.upto ?? null
  if (author?.status !== 'active' || (upto !== null && seq > upto)) return false
  return mayWrite(kind, { member: author.member, facilitator: isFacilitator(state, author) }, owner)
}

/** From all that is here. Inside a transaction, when chains and documents are as they will stay. */
export function regardNewer(held: Held, doc: DocId): void {
  const row = held.rows.document(doc)
  if (!row) return
  const newer = held.rows.newerOf(doc).some(envelope => isAhead(held, row, envelope))
  if (newer !== (row.newer !== 0)) held.rows.setNewer(doc, newer)
}
