/**
 * Whether an update may enter a document: only structs of the author's own client id, in step with what that client wrote
 * before, and only nodes that the kind knows. The same gate for others' updates and for one's own, before sealing.
 */
import { absurd, err, ok, type Result } from '../../../../shared/result.ts'
import { MARKS } from '../../../../shared/writing/writing.ts'
import type { JudgedKind } from '../envelope/kind.ts'
import type { Between } from './order.ts'
import { end, extend, type Place, type Run, runAt, type Shape } from './shape.ts'
import { type Content, type Id, readStructs, type Scalar, type Struct } from './structs.ts'

export type GateFault =
  | 'no-update'
  | 'foreign-client'
  | 'clock-gap'
  | 'unknown-reference'
  | 'foreign-node'
  | 'crossed'
  | 'empty'
  | 'checkpoint'

export type Passed = {
  /** The author's clock before and after. */
  readonly from: number
  readonly to: number
  /** New runs of the author's client. */
  readonly runs: readonly Run[]
  /** Newest struct of each other client that the update leans on or deletes: it must be in the author's causal past. */
  readonly leansOn: ReadonlyMap<number, number>
  /** Neighbours whose order the document has to answer for: those it has before this update, and those with it. */
  readonly before: readonly Between[]
  readonly within: readonly Between[]
  /** Files that it names, as hex. */
  readonly files: ReadonlySet<string>
}

export type Item = Extract<Struct, { gc: false }>

export function gate(
  update: Uint8Array,
  kind: JudgedKind,
  cid: number,
  shape: Shape,
): Result<Passed, GateFault> {
  const from = end(shape, cid)
  const leansOn = new Map<number, number>()
  const lean = ({ client, clock }: Id): void => {
    if (client !== cid && clock >= (leansOn.get(client) ?? 0)) leansOn.set(client, clock)
  }
  const runs: Run[] = []
  const before: Between[] = []
  const within: Between[] = []
  const files = new Set<string>()
  let last: Item | undefined
  const known = (id: Id): Run | undefined =>
    id.client === cid && id.clock >= from ? runAt(runs, id.clock) : runAt(shape.get(id.client), id.clock)

  let to = from
  let fault: GateFault | undefined
  const take = (struct: Struct): void => {
    if (fault) return
    if (struct.clock !== to) {
      fault = 'clock-gap'
      return
    }
    to = struct.clock + struct.length
    if (struct.gc) return extend(runs, { from: struct.clock, to, place: 'gone', parent: '' })
    const { origin, right, parent } = struct
    const inside = typeof parent === 'string' ? null : parent
    if ((origin && !known(origin)) || (right && !known(right)) || (inside && !known(inside))) {
      fault = 'unknown-reference'
      return
    }
    if (origin) lean(origin)
    if (right) lean(right)
    if (inside) lean(inside)
    const place = placeOf(struct, kind, known)
    if (!place) fault = 'foreign-node'
    else {
      extend(runs, { from: struct.clock, to, place: place.place, parent: place.parent })
      const file = fileIn(struct, place)
      if (file) files.add(file)
      if (right && place.parent.includes('@')) fault = 'crossed'
      else if (origin && right && place !== GONE && !(origin.client === cid && goesOn(struct, last))) {
        const inside = [origin, right].some(({ client, clock }) => client === cid && clock >= from)
        ;(inside ? within : before).push({ origin, right })
      }
      last = struct
    }
  }
  const read = readStructs(update, take)
  if (!read) return err('no-update')
  const { client, deletions } = read
  if (client === null && deletions.length === 0) return err('empty')
  if (client !== null && client !== cid) return err('foreign-client')
  if (fault) return err(fault)
  for (const { client, clock, length } of deletions) {
    const last = clock + length - 1
    if (client === cid ? last >= to : last >= end(shape, client)) return err('unknown-reference')
    lean({ client, clock: last })
  }
  return ok({ from, to, runs, leansOn, before, within, files })
}

/** Behind the struct before it and before the same right neighbour: in order, if that one is. */
const goesOn = ({ clock, origin, right }: Item, last: Item | undefined): boolean =>
  last !== undefined &&
  last.clock + last.length === clock &&
  origin?.clock === clock - 1 &&
  right?.client === last.right?.client &&
  right?.clock === last.right?.clock

/** Adds what passed to the document's shape. */
export function settle(shape: Shape, cid: number, { runs }: Passed): void {
  const own = shape.get(cid) ?? []
  shape.set(cid, own)
  for (const run of runs) extend(own, run)
}

export type Standing = { readonly place: Place; readonly parent: string }
/** A parent's name in the shape, and what the item is that holds it: undefined for a root. */
type Holder = { readonly parent: string; readonly inside: Place | undefined }
const GONE: Standing = { place: 'gone', parent: '' }
const LOST: Holder = { parent: '', inside: undefined }

/** Parent as Yjs will find it: said, or the left neighbour's, or the right one's. Undefined: not of this kind. */
export function placeOf(
  item: Item,
  kind: JudgedKind,
  known: (id: Id) => Run | undefined,
): Standing | undefined {
  const left = item.origin && known(item.origin)
  const right = item.right && known(item.right)
  if (left?.place === 'gone' || right?.place === 'gone') return GONE
  // Neighbours in two parents would be put in order differently by different replicas.
  if (left && right && left.parent !== right.parent) return undefined
  const beside = left ?? right
  const holder = beside ? holderOf(beside.parent, known) : said(item, known)
  if (!holder) return undefined
  if (holder.parent === '') return GONE
  const place = fits(holder, item.content, kind)
  return place && { place, parent: holder.parent }
}

/** `client:clock`, with `@key` behind it or not; anything without a colon is a root. */
function holderOf(parent: string, known: (id: Id) => Run | undefined): Holder {
  const colon = parent.indexOf(':')
  if (colon < 0) return { parent, inside: undefined }
  const at = parent.indexOf('@', colon)
  const clock = Number(parent.slice(colon + 1, at < 0 ? undefined : at))
  return { parent, inside: known({ client: Number(parent.slice(0, colon)), clock })?.place }
}

/** Names of roots, of all kinds. None looks like an item's id. */
const ROOTS = ['body', 'head', 'circle']

function said({ parent, key }: Item, known: (id: Id) => Run | undefined): Holder | undefined {
  if (parent === null) return undefined
  if (key !== null && !/^[a-z][a-zA-Z0-9]{0,31}$/.test(key)) return undefined
  const suffix = key === null ? '' : `@${key}`
  if (typeof parent === 'string')
    return ROOTS.includes(parent) ? { parent: `${parent}${suffix}`, inside: undefined } : undefined
  // Inside something deleted before it was seen: Yjs collects it too.
  const run = known(parent)
  if (run?.place === 'gone' || run?.place === 'child') return LOST
  return { parent: `${parent.client}:${parent.clock}${suffix}`, inside: run?.place }
}

function fits({ parent, inside }: Holder, content: Content, kind: JudgedKind): Place | undefined {
  switch (kind) {
    case 'note':
      if (parent.includes('@')) {
        if (parent === 'head@title') return entry(content, isTitle)
        if (inside === 'file') return entry(content, isFilesAttribute)
        return inside === 'block' ? entry(content, isAttribute) : undefined
      }
      if (parent === 'body') return inBody(content)
      if (inside === 'block') return inBlock(content)
      return inside === 'text' ? inText(content) : undefined
    case 'circle':
      return parent.startsWith('circle@') ? entry(content, isField) : undefined
    default:
      return absurd(kind)
  }
}

const isTitle = (value: Scalar): boolean => typeof value === 'string' && value.length <= 80
const isAttribute = (value: Scalar): boolean => typeof value !== 'string' || value.length <= 256
const isFilesAttribute = (value: Scalar): boolean => typeof value !== 'string' || value.length <= 1000
const isField = (value: Scalar): boolean => typeof value !== 'string' || value.length <= 4096

function entry(content: Content, good: (value: Scalar) => boolean): Place | undefined {
  if (content.is === 'deleted') return 'entry'
  return content.is === 'values' && content.values.length === 1 && content.values.every(good)
    ? 'entry'
    : undefined
}

function inBody(content: Content): Place | undefined {
  if (content.is === 'deleted') return 'child'
  return content.is === 'element' && content.name === 'block' ? 'block' : undefined
}

function inBlock(content: Content): Place | undefined {
  if (content.is === 'deleted') return 'child'
  if (content.is === 'text') return 'text'
  if (content.is !== 'element') return undefined
  return content.name === 'break' || content.name === 'file' ? content.name : undefined
}

/** The file that an attribute names, as hex. */
export function fileIn({ content }: Item, { place, parent }: Standing): string | undefined {
  if (place !== 'entry' || !parent.endsWith('@blob') || content.is !== 'values') return undefined
  const [value] = content.values
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : undefined
}

function inText(content: Content): Place | undefined {
  switch (content.is) {
    case 'string':
    case 'deleted':
      return 'words'
    case 'format':
      return isMark(content.mark) && isMarkValue(content.value) ? 'words' : undefined
    default:
      return undefined
  }
}

/** y-prosemirror names a mark that may lie over another of its type `type--hash`. */
const isMark = (name: string): boolean => {
  const [type, hash, ...rest] = name.split('--')
  return (
    MARKS.includes(type as (typeof MARKS)[number]) && rest.length === 0 && /^[\w+/=]{0,16}$/.test(hash ?? '')
  )
}

const isMarkValue = (value: Scalar | { readonly [key: string]: Scalar }): boolean =>
  (typeof value === 'object' && value !== null ? Object.values(value) : [value]).every(
    scalar => typeof scalar !== 'string' || scalar.length <= 2048,
  )
