/** A document opened to those who came after it was begun: its whole state, sealed for everybody who is here now. */
import * as Y from 'yjs'
import { stamp } from '../../../shared/clock.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { DocId, EntryId, MemberId } from '../crypto/keys.ts'
import { mayRead } from './closed.ts'
import { type Covered, type Covers, readCheckpoint, writeCheckpoint } from './envelope/checkpoint.ts'
import { readHeader } from './envelope/header.ts'
import { MAX_CHECKPOINT } from './envelope/seal.ts'
import type { Held } from './held.ts'
import { hex } from './names/hex.ts'
import { knowing } from './receive/content.ts'
import { occupy } from './receive/receive.ts'
import { judgeState } from './receive/state.ts'
import { prepare, type WriteFault, type Written } from './write.ts'

/** Inside a transaction. */
export function openToNewcomers(held: Held, id: DocId): Result<Written, WriteFault | 'not-found'> {
  const open = held.docs.get(id)
  if (!open) return err('not-found')
  const checkpoint = {
    at: stamp(held.clock),
    covers: coversOf(held, id),
    state: Y.encodeStateAsUpdateV2(open.doc),
  }
  const content = writeCheckpoint(checkpoint)
  if (content.length > MAX_CHECKPOINT || !readCheckpoint(content)) return err('too-large')
  const prepared = prepare(held, id, open.kind, 'checkpoint')
  if (!prepared.ok) return prepared
  const { unsealed, seal, chain } = prepared.value
  // The same that others will ask of it.
  const knows = knowing(unsealed, chain)
  if (!checkpoint.covers.every(({ device, envelopes }) => knows(device, envelopes.at(-1)!.seq)))
    return err('out-of-step')
  const stood = judgeState(checkpoint, open.kind, held.circle, id)
  if (!stood.ok) return err('out-of-step')
  stood.value.doc.destroy()
  const envelope = seal(content)
  occupy(held, chain, { past: chain, onTip: true }, envelope.sealed, {
    status: 'kept',
    fault: null,
    clock: null,
  })
  return ok({ docId: id, envelope: envelope.bytes, update: content })
}

/** Which envelopes are in the document, and where each ends its client's clock. */
function coversOf(held: Held, id: DocId): Covers {
  const covers = new Map<string, { device: Covers[number]['device']; envelopes: Covered[] }>()
  for (const { device, seq, header: bytes, to } of held.rows.clocks(id)) {
    const header = readHeader(bytes)
    if (!header.ok || header.value.kind === null) throw new Error('an envelope row that does not read')
    const one = covers.get(hex(device)) ?? { device, envelopes: [] }
    one.envelopes.push({ seq, cidN: header.value.cidN, to })
    covers.set(hex(device), one)
  }
  return [...covers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

/**
 * Members who cannot read a document that this device can, because they came later and nobody opened it to them since. Not
 * those who have no key of now yet: what is sealed now would be closed to them as well.
 */
export function closedTo(held: Held, id: DocId): MemberId[] {
  const { history, members, epochHeads } = held.log.state
  if (history === 'everything' || !held.docs.get(id)) return []
  const headers = held.rows.headersOf(id).flatMap(({ n, header: bytes, status }) => {
    const header = readHeader(bytes)
    return header.ok && header.value.kind !== null && status !== 'refused' && status !== 'apart'
      ? [{ n, type: header.value.type, epochs: header.value.epochHeads }]
      : []
  })
  return [...members.values()]
    .filter(({ id: member, status }) => {
      if (status !== 'active') return false
      const reads = new Map<string, boolean>()
      const mayReadAll = (epochs: readonly EntryId[]): boolean =>
        epochs.every(epoch => {
          const known = reads.get(hex(epoch)) ?? mayRead(held, epoch, member)
          reads.set(hex(epoch), known)
          return known
        })
      if (!mayReadAll(epochHeads)) return false
      const closed = headers.filter(({ type, epochs }) => type === 'update' && !mayReadAll(epochs)).at(-1)
      const opened = headers.filter(({ type, epochs }) => type === 'checkpoint' && mayReadAll(epochs)).at(-1)
      return closed !== undefined && (opened?.n ?? 0) < closed.n
    })
    .map(({ id: member }) => member)
}
