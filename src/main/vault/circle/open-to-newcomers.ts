/** A document opened to those who came after it was begun: its whole state, sealed for everybody who is here now. */
import * as Y from 'yjs'
import { equal } from '../../../shared/bytes.ts'
import { stamp } from '../../../shared/clock.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { DocId, EntryId, MemberId } from '../crypto/keys.ts'
import { type Past, reached } from './chain.ts'
import { mayRead } from './closed.ts'
import { type Covered, type Covers, readCheckpoint, writeCheckpoint } from './envelope/checkpoint.ts'
import { contentOf } from './envelope/content.ts'
import { type Header, readHeader } from './envelope/header.ts'
import { MAX_CHECKPOINT } from './envelope/seal.ts'
import { amFacilitator, type Held, keyFor } from './held.ts'
import { hex } from './names/hex.ts'
import { isByHost, knowing } from './receive/content.ts'
import { occupy, pastOf } from './receive/receive.ts'
import { judgeState } from './receive/state.ts'
import { agrees } from './receive/verify.ts'
import type { EnvelopeRow } from './rows.ts'
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
 * Members who cannot read a document that this device can, because they came later and nobody opened it to them since; or,
 * for a host, because somebody opened it otherwise than the envelopes say, and no host has opened it since who knew that. Not
 * those who have no key of now yet: what is sealed now would be closed to them as well.
 */
export function closedTo(held: Held, id: DocId): MemberId[] {
  const { history, members, epochHeads } = held.log.state
  if (history === 'everything' || !held.docs.get(id)) return []
  const headers = held.rows.headersOf(id).flatMap(({ n, header: bytes, status }) => {
    const header = readHeader(bytes)
    return header.ok && header.value.kind !== null && status !== 'refused' && status !== 'apart'
      ? [{ n, header: header.value }]
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
      const closed = headers.filter(
        ({ header }) => header.type === 'update' && !mayReadAll(header.epochHeads),
      )
      const last = closed.at(-1)
      if (!last) return false
      const checkpoints = headers.filter(
        ({ header }) => header.type === 'checkpoint' && mayReadAll(header.epochHeads),
      )
      return !isOpened(held, checkpoints, last.n)
    })
    .map(({ id: member }) => member)
}

/** `checkpoints`: those that somebody can read, in the order of arrival. */
function isOpened(
  held: Held,
  checkpoints: readonly { readonly n: number; readonly header: Header }[],
  since: number,
): boolean {
  let opened = false
  const hosts: Past[] = []
  for (const { n, header } of [...checkpoints].reverse()) {
    const row = held.rows.envelopeOf(n)
    if (!row) continue
    if (isTrue(held, row, header)) {
      opened ||= n > since
      if (isByHost(held, header)) hosts.push(pastOf(held, row))
    } else if (amFacilitator(held) && !hosts.some(past => reached(past, hex(header.device)) >= header.seq))
      return false
  }
  return opened
}

/** As far as this device can tell. */
function isTrue(held: Held, row: EnvelopeRow, header: Header): boolean {
  if (equal(header.device, held.keys.id)) return true
  const known = held.agreed.get(hex(row.id))
  if (known !== undefined) return known
  const content = contentOf(row, header, heads => keyFor(held, heads))
  const checkpoint = content && readCheckpoint(content)
  const agreed = !checkpoint || agrees(held, header, checkpoint) !== false
  held.agreed.set(hex(row.id), agreed)
  return agreed
}
