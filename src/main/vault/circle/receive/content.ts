/**
 * The rules an envelope is judged by once its chain holds: pure in the envelope, its causal past and the log, so that
 * every device judges alike. The author's vault runs the same ones before it seals.
 */
import { equal } from '../../../../shared/bytes.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { DeviceId, DocId, EnvId, MemberId } from '../../crypto/keys.ts'
import { type Past, reached } from '../chain.ts'
import type { Open } from '../document.ts'
import { type Have, type Header, readHeader } from '../envelope/header.ts'
import { isJudged, type Kind, mayWrite } from '../envelope/kind.ts'
import type { Held } from '../held.ts'
import { isFacilitator } from '../log/judge.ts'
import { cid, docId } from '../names/doc.ts'
import { hex } from '../names/hex.ts'
import { type GateFault, gate, type Passed } from './gate.ts'
import type { Shape } from './shape.ts'

export type ContentFault =
  | 'log-went-back'
  | 'inactive-device'
  | 'closed'
  | 'epoch'
  | 'deps'
  | 'unknown-document'
  | 'other-kind'
  | 'writer'
  | 'client-number'
  | 'client-taken'
  | 'undecryptable'
  | 'beyond-past'
  | GateFault

/** Whether the author had that envelope when this one was written: by their own chain, or named by it. */
export type Knows = (device: DeviceId, seq: number) => boolean

/** Where the header may come from, before anything is opened. What it says no later word changes. */
export function mayAuthor(held: Held, header: Header, chain: Past): ContentFault | undefined {
  const state = held.log.at(header.logHeads)
  const device = state?.devices.get(hex(header.device))
  if (!state || !device || device.status !== 'active') return 'inactive-device'
  if (state.closed) return 'closed'
  if (!held.log.within(chain.logHeads, header.logHeads)) return 'log-went-back'
  if (header.epochHeads.length !== state.epochHeads.length) return 'epoch'
  for (const [i, epoch] of header.epochHeads.entries()) {
    if (!equal(epoch, state.epochHeads[i]!)) return 'epoch'
    if (!state.epochs.get(hex(epoch))?.boxes.has(hex(header.device))) return 'epoch'
  }
  for (const dep of header.deps) {
    if (equal(dep.device, header.device)) return 'deps'
    if (dep.seq <= (chain.known.get(hex(dep.device)) ?? 0) && !isBeside(held, header, chain, dep))
      return 'deps'
  }
  return undefined
}

/** Numbers of another branch that one may go back to. */
export const MOST_BACK = 1000

/** Whether it is on another branch of a forked device than what this chain named of it last, and not far before that. */
function isBeside(
  held: Held,
  { prev }: Header,
  { known, named }: Past,
  { device, seq, hash }: Have,
): boolean {
  const name = hex(device)
  if (!held.chains.get(name)?.frozen || known.get(name)! - seq > MOST_BACK) return false
  const last = named.get(name) ?? lastNamed(held, prev, device)
  if (!last) return false
  named.set(name, last)
  for (let row = held.rows.envelopeBy(last); row && row.seq >= seq; ) {
    if (equal(row.id, hash)) return false
    const header = readHeader(row.header)
    row = header.ok && header.value.prev ? held.rows.envelopeBy(header.value.prev) : undefined
  }
  return true
}

/** The newest envelope of a device that is named by this one or before it in its chain. */
function lastNamed(held: Held, from: EnvId | null, device: DeviceId): EnvId | undefined {
  for (let id = from; id; ) {
    const row = held.rows.envelopeBy(id)
    const header = row && readHeader(row.header)
    if (!header?.ok) return undefined
    const { kind, prev } = header.value
    const found = kind === null ? undefined : header.value.deps.find(dep => equal(dep.device, device))
    if (found) return found.hash
    id = prev
  }
  return undefined
}

/** Whether a facilitator wrote it, by the log as its author had it. */
export function isByHost({ log }: Held, { logHeads, device }: Pick<Header, 'logHeads' | 'device'>): boolean {
  const state = log.at(logHeads)
  const author = state?.devices.get(hex(device))
  return state !== undefined && author !== undefined && isFacilitator(state, author)
}

/** Where a document stands: there already, or begun by this envelope. */
export type Place = { readonly kind: Kind; readonly owner: MemberId; readonly begins: boolean }

/** Kind and writer. */
export function mayEnter(held: Held, header: Header, knows: Knows): Result<Place, ContentFault> {
  const state = held.log.at(header.logHeads)!
  const device = state.devices.get(hex(header.device))!
  const writer = { member: device.member, facilitator: isFacilitator(state, device) }
  const row = held.rows.document(header.doc)
  const begins = equal(header.doc, docId(held.circle, header.device, header.seq))
  if (!row && !begins) return err('unknown-document')
  const owner = row ? row.owner : device.member
  if (row) {
    if (row.kind !== header.kind) return err('other-kind')
    if (!knows(row.creator, row.creator_seq)) return err('unknown-document')
  }
  if (!mayWrite(header.kind, writer, owner)) return err('writer')
  if (header.cidN < held.rows.cidNumber(header.doc, header.device)) return err('client-number')
  return ok({ kind: header.kind, owner, begins })
}

/** `past`: that of the author's envelope before. What the header names of a forked device is on the branch that stands. */
export const knowing =
  (header: Header, past: Past): Knows =>
  (device, seq) => {
    if (equal(device, header.device)) return seq < header.seq
    const named = header.deps.find(dep => equal(dep.device, device))?.seq ?? 0
    return seq <= Math.max(named, reached(past, hex(device)))
  }

export type Entered = {
  readonly doc: DocId
  readonly client: number
  readonly open: Open | undefined
  readonly passed: Passed
}

/** The words themselves. `open`: the document, if it is there already. */
export function judgeUpdate(
  held: Held,
  header: Header,
  knows: Knows,
  update: Uint8Array,
  open: Open | undefined,
): Result<Entered, ContentFault> {
  if (!isJudged(header.kind)) throw new Error('a kind that this version does not judge')
  const client = clientOf(held, header)
  const shape: Shape = open?.shape ?? new Map()
  const passed = gate(update, header.kind, client, shape)
  if (!passed.ok) return passed
  for (const [other, clock] of passed.value.leansOn) {
    const made = held.rows.writerOf(header.doc, other, clock)
    if (!made || !knows(made.device, made.seq)) return err('beyond-past')
  }
  return ok({ doc: header.doc, client, open, passed: passed.value })
}

export const clientOf = (held: Held, { doc, device, cidN }: Header): number =>
  cid(held.circle, doc, device, cidN)
