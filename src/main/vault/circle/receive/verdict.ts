/** Opens an envelope that counts, judges what is in it, and brings it into its document. */
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { DocId } from '../../crypto/keys.ts'
import { isClosed, isErased } from '../closed.ts'
import type { Open } from '../document.ts'
import { type Checkpoint, readCheckpoint } from '../envelope/checkpoint.ts'
import { contentOf } from '../envelope/content.ts'
import type { Header } from '../envelope/header.ts'
import { isJudged } from '../envelope/kind.ts'
import { type Held, keyFor } from '../held.ts'
import { hex } from '../names/hex.ts'
import { type ContentFault, judgeUpdate, type Knows, mayEnter, type Place } from './content.ts'
import type { Passed } from './gate.ts'
import { regardNewer } from './newer.ts'
import { judgeState } from './state.ts'

/** What enters. The words are in the Y.Doc already, and nothing of it is in the rows. */
export type Entering = {
  readonly place: Place
  /** Not opened here: erased, or closed to this device. */
  readonly blank: boolean
  readonly checkpoint: Checkpoint | null
  /** Null: of a kind or type that is stored, not judged; or what it stands on is not here to be read. */
  readonly words: {
    readonly update: Uint8Array
    readonly client: number
    readonly passed: Passed
    readonly into: Open
  } | null
}

/** What is kept of an envelope's body. */
export type Kept = { readonly body: Uint8Array | null; readonly outline: Uint8Array | null }

/** What is missing where some of a document's envelopes are not here to be read: no fault of who wrote on. */
const MISSING: readonly ContentFault[] = ['clock-gap', 'unknown-reference', 'beyond-past']

const NOTHING = { blank: false, checkpoint: null, words: null }

export function enter(held: Held, header: Header, knows: Knows, kept: Kept): Result<Entering, ContentFault> {
  const content = contentOf(kept, header, heads => keyFor(held, heads))
  const blank = content === undefined && mayBeBlank(held, header, kept)
  if (content === undefined && !blank) return err('undecryptable')
  const found = mayEnter(held, header, knows)
  if (!found.ok) return found
  const place = found.value
  if (content === undefined) return ok({ place, ...NOTHING, blank })
  if (!isJudged(header.kind)) return ok({ place, ...NOTHING })
  if (header.type === 'checkpoint') return enterCheckpoint(held, header, knows, content, place)
  if (header.type !== 'update') return ok({ place, ...NOTHING })
  const closed = place.begins ? 0 : (held.rows.document(header.doc)?.closed ?? 0)
  if (closed === 1) return ok({ place, ...NOTHING })
  const entering = enterWords(held, header, knows, content, place)
  if (!entering.ok && closed === 2 && MISSING.includes(entering.fault)) return ok({ place, ...NOTHING })
  return entering
}

/** Whether an envelope may stand here unopened. */
export const mayBeBlank = (held: Held, header: Header, { body }: Kept): boolean =>
  (body === null && isGone(held, header)) || isClosed(held, header)

/** Its body was to be erased; a checkpoint's, when it may hold what was. */
export function isGone(held: Held, header: Header): boolean {
  if (header.type !== 'checkpoint') return isErased(held, header)
  return held.log.erasures().some(({ doc }) => doc === hex(header.doc))
}

/** It changes nothing by itself: a document begins with it where there is no other way (reckon.ts). */
function enterCheckpoint(
  held: Held,
  header: Header,
  knows: Knows,
  content: Uint8Array,
  place: Place,
): Result<Entering, ContentFault> {
  const checkpoint = isJudged(header.kind) ? readCheckpoint(content) : undefined
  if (!checkpoint || !isJudged(header.kind) || place.begins) return err('checkpoint')
  for (const { device, envelopes } of checkpoint.covers)
    if (!knows(device, envelopes.at(-1)!.seq)) return err('beyond-past')
  const stood = judgeState(checkpoint, header.kind, held.circle, header.doc)
  if (!stood.ok) return stood
  stood.value.doc.destroy()
  return ok({ place, ...NOTHING, checkpoint })
}

export function enterWords(
  held: Held,
  header: Header,
  knows: Knows,
  update: Uint8Array,
  place: Place,
): Result<Entering & { words: object }, ContentFault> {
  if (!isJudged(header.kind)) throw new Error('a kind that this version does not judge')
  const open = place.begins ? undefined : held.docs.get(header.doc)
  const judged = judgeUpdate(held, header, knows, update, open)
  if (!judged.ok) return judged
  const { client, passed } = judged.value
  const into = open ?? held.docs.begin(header.doc, header.kind)
  if (!held.docs.enter(into, update, passed)) return err('crossed')
  return ok({ place, ...NOTHING, words: { update, client, passed, into } })
}

/** What an envelope that entered changes beside its own row, which has number `n`. */
export function settle(
  held: Held,
  header: Header,
  { place, blank, words }: Entering,
  n: number,
  soon = true,
): void {
  if (place.begins) {
    held.rows.addDocument(header.doc, header.kind, header.device, header.seq, place.owner, held.clock.now())
    // One of a newer version may have named it before it was here.
    regardNewer(held, header.doc)
  }
  if (blank && header.type === 'update' && isJudged(header.kind)) shut(held, header.doc, place.begins)
  if (!words) return
  if (header.cidN > 0 && header.cidN > held.rows.cidNumber(header.doc, header.device))
    held.rows.setCidNumber(header.doc, header.device, header.cidN)
  held.docs.settled(words.into, words.client, words.passed, n, soon)
  held.rows.nameFiles(header.doc, n, words.passed.files)
}

export const touch = (held: Held, { doc }: Header): void => void held.touched.set(hex(doc), doc)

function shut(held: Held, doc: DocId, begins: boolean): void {
  if (begins) held.rows.setClosed(doc, 1)
  else if (held.rows.document(doc)?.closed === 0) held.rows.setClosed(doc, 2)
}
