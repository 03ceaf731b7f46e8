/** Words that their author wants gone: what this device says for it, and what it does when somebody has said it. */
import { compare } from '../../../shared/bytes.ts'
import { err, type Result } from '../../../shared/result.ts'
import type { DeviceId, DocId } from '../crypto/keys.ts'
import { isErased } from './closed.ts'
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './envelope/checkpoint.ts'
import { contentOf } from './envelope/content.ts'
import { type Header, readHeader } from './envelope/header.ts'
import { isJudged } from './envelope/kind.ts'
import { type Envelope, readEnvelope, writeEnvelope } from './envelope/seal.ts'
import { type Held, keyFor } from './held.ts'
import type { Entry } from './log/entry.ts'
import { MAX_ERASE } from './log/payloads.ts'
import { say } from './membership.ts'
import { cid } from './names/doc.ts'
import { hex, unhex } from './names/hex.ts'
import { outlineOf, withoutWords } from './receive/outline.ts'
import { isGone } from './receive/verdict.ts'

type Upto = { readonly device: DeviceId; readonly seq: number }

/** Everything this person wrote in a document until now, on each of their computers, as far as it is here and not erased. */
export function ownIn(held: Held, doc: DocId): Upto[] {
  const newest = new Map<string, number>()
  for (const row of held.rows.headersOf(doc)) {
    const header = readHeader(row.header)
    const member = held.log.deviceOf(hex(row.device))?.member
    if (!member || compare(member, held.member) !== 0) continue
    if (!header.ok || header.value.kind === null || header.value.kind === 'circle') continue
    if (header.value.type !== 'checkpoint' && !isErased(held, header.value))
      newest.set(hex(row.device), Math.max(row.seq, newest.get(hex(row.device)) ?? 0))
  }
  return [...newest]
    .map(([device, seq]) => ({ device: unhex(device) as DeviceId, seq }))
    .sort((a, b) => compare(a.device, b.device))
    .slice(0, MAX_ERASE)
}

export function erase(held: Held, doc: DocId): Result<Entry, 'not-allowed' | 'not-found'> {
  const upto = ownIn(held, doc)
  return upto.length > 0 ? say(held, { type: 'ERASE', doc, upto }) : err('not-found')
}

/** Inside a transaction. Takes the words out of every envelope that is to be erased; returns documents to be made anew. */
export function emptied(held: Held): Set<string> {
  const docs = new Set<string>()
  const asked = held.log.erasures()
  for (const { doc, device, upto } of asked)
    for (const row of held.rows.withBody(unhex(doc) as DocId, unhex(device) as DeviceId, upto)) {
      const header = readHeader(row.header)
      if (!header.ok || header.value.kind === null || !isErased(held, header.value)) continue
      // It holds others' words as well.
      if (header.value.type === 'checkpoint') continue
      held.rows.empty(row.n, outlineOfRow(held, header.value, row))
      docs.add(doc)
    }
  for (const doc of new Set(asked.map(({ doc }) => doc)))
    for (const { n, header: bytes } of held.rows.headersOf(unhex(doc) as DocId)) {
      const header = readHeader(bytes)
      if (!header.ok || header.value.kind === null || header.value.type !== 'checkpoint') continue
      const row = held.rows.envelopeOf(n)
      const content = row && contentOf(row, header.value, heads => keyFor(held, heads))
      const left = content && leftOf(held, header.value, content)
      if (!left) continue
      held.rows.empty(n, left)
      docs.add(doc)
    }
  emptyWaiting(held)
  return docs
}

/** What waits for what comes before it is emptied too. A checkpoint comes again with the next exchange. */
function emptyWaiting(held: Held): void {
  if (held.buffered === 0 || held.log.erasures().length === 0) return
  for (const { id, device, seq, bytes } of [...held.rows.allBuffered()]) {
    const envelope = readEnvelope(bytes)
    const kept = envelope.ok ? waiting(held, envelope.value, bytes) : undefined
    if (kept === bytes) continue
    held.rows.dropBuffered(device, seq, id)
    if (kept) held.rows.addBuffered(id, device, seq, kept)
  }
  held.buffered = held.rows.bufferedCount()
}

/** What of an envelope may wait here: without its words, when they are to be erased. Undefined: nothing. */
export function waiting(held: Held, envelope: Envelope, bytes: Uint8Array): Uint8Array | undefined {
  const { header } = envelope
  if (header.kind === null || envelope.body === null || !isGone(held, header)) return bytes
  return header.type === 'checkpoint' ? undefined : writeEnvelope({ ...envelope, body: null })
}

type Kept = { readonly body: Uint8Array | null; readonly outline: Uint8Array | null }

/** Null: of a kind or type that this version does not judge, or its key is not here. */
export function outlineOfRow(held: Held, header: Header, row: Kept): Uint8Array | null {
  if (header.type !== 'update' || !isJudged(header.kind)) return null
  const content = contentOf(row, header, heads => keyFor(held, heads))
  if (content) return outlineOf(content)
  // It does not open under the circle's key: it will be refused, as it was before.
  return row.body && keyFor(held, header.epochHeads) ? new Uint8Array(0) : null
}

/** A checkpoint without what was erased of it; undefined when it holds nothing of that. */
export function leftOf(held: Held, header: Header, content: Uint8Array): Uint8Array | undefined {
  const checkpoint = header.type === 'checkpoint' && readCheckpoint(content)
  if (!checkpoint || header.kind === 'circle') return undefined
  const ranges = erasedRanges(held, header.doc, checkpoint)
  if (ranges.size === 0) return undefined
  const state = withoutWords(checkpoint.state, ranges)
  return state ? writeCheckpoint({ ...checkpoint, state }) : undefined
}

/** By client: `[from, to)` of its clock. */
function erasedRanges(held: Held, doc: DocId, { covers }: Checkpoint): Map<number, [number, number][]> {
  const ranges = new Map<number, [number, number][]>()
  const asked = held.log.erasures().filter(one => one.doc === hex(doc))
  for (const { device, envelopes } of covers) {
    const upto = Math.max(0, ...asked.flatMap(one => (one.device === hex(device) ? [one.upto] : [])))
    let before: { cidN: number; to: number } | undefined
    for (const { seq, cidN, to } of envelopes) {
      const from = before?.cidN === cidN ? before.to : 0
      before = { cidN, to }
      if (seq > upto || to <= from || !isErasedAt(held, device, seq)) continue
      const client = cid(held.circle, doc, device, cidN)
      const list = ranges.get(client) ?? []
      list.push([from, to])
      ranges.set(client, list)
    }
  }
  return ranges
}

/** What is not here is refused with what names it (beyond-past), and is not kept either. */
function isErasedAt(held: Held, device: DeviceId, seq: number): boolean {
  const row = held.rows.envelopeAt(device, seq)
  const header = row && readHeader(row.header)
  return !header?.ok || header.value.kind === null || isErased(held, header.value)
}
