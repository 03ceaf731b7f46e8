/** How a text came to be: the envelopes that count, in the order in which they came, opened a few at a time. */
import type { DeviceId, DocId } from '../../crypto/keys.ts'
import { readCheckpoint } from '../envelope/checkpoint.ts'
import { contentOf } from '../envelope/content.ts'
import { readHeader } from '../envelope/header.ts'
import { type Held, keyFor } from '../held.ts'
import { hex } from '../names/hex.ts'

/** Envelopes at once: each may hold a megabyte, and between two portions the vault does other things. */
const PORTION = 16

/** No envelope of a document that begins with a checkpoint is the first one of all that came: that one is closed here. */
const FIRST = 1

/** `by`: the name of who wrote it. `at`: when it came, UTC ms. `update`: Yjs, V2. */
export type Step = {
  readonly n: number
  readonly by: string
  readonly at: number
  readonly update: Uint8Array
}

/**
 * `after`: the number of a step, to go on behind it. Ends early when the notebook closes meanwhile. What does not open any
 * more (a notebook saved out of a harmed one may lack a key) is left out.
 */
export function* history(held: Held, doc: DocId, after = 0): Generator<Step[], void> {
  const begun = after < FIRST ? begunWith(held, doc) : undefined
  if (begun) yield [{ n: FIRST, by: begun.by, at: begun.at, update: begun.state }]
  for (let n = after; held.db.open; ) {
    const rows = held.rows.steps(doc, n, PORTION)
    const last = rows.at(-1)
    if (!last) return
    n = last.n
    yield rows.flatMap(row => {
      const { n, at } = row
      const header = readHeader(row.header)
      if (!header.ok || header.value.kind === null) throw new Error('an envelope row that does not read')
      const { device } = header.value
      const update = contentOf(row, header.value, heads => keyFor(held, heads))
      return update ? [{ n, at, by: nameOf(held, device), update }] : []
    })
  }
}

/** Whose device it is; empty when the log does not say. */
export function nameOf({ log }: Held, device: DeviceId): string {
  const member = log.deviceOf(hex(device))?.member
  return (member && log.state.members.get(hex(member))?.name) ?? ''
}

/** The checkpoint a document begins with here: whose, and when they made it, UTC ms. */
export function begunWith(
  held: Held,
  doc: DocId,
): { readonly by: string; readonly at: number; readonly state: Uint8Array } | undefined {
  const row = held.rows.document(doc)
  const envelope = row?.base ? held.rows.envelopeOf(row.base) : undefined
  const header = envelope && readHeader(envelope.header)
  if (!row || !envelope || !header?.ok || header.value.kind === null) return undefined
  const content = contentOf(envelope, header.value, heads => keyFor(held, heads))
  const checkpoint = content && readCheckpoint(content)
  const label = opening(held, doc)
  return label && checkpoint && { ...label, state: checkpoint.state }
}

/** Who opened it to this person, and as it stood when, UTC ms: by their clock, and never later than it came. */
export function opening(held: Held, doc: DocId): { readonly by: string; readonly at: number } | undefined {
  const row = held.rows.document(doc)
  const envelope = row?.base ? held.rows.envelopeOf(row.base) : undefined
  if (!row || !envelope) return undefined
  return { by: nameOf(held, envelope.device), at: Math.min(row.base_at ?? 0, held.rows.cameAt(envelope.n)) }
}
