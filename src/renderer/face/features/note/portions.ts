/**
 * One Yjs update in as many as it takes for each to be a change that the vault accepts (docs/protocol.md, section 3: 4 MiB;
 * vault/circle/receive/structs.ts: 262,144 structs). In the order of the clock every struct leans only on those before it,
 * so each portion is an update of its own once those before it are in; what is deleted goes last.
 */
import { writeVarUint } from 'lib0/encoding'
import * as Y from 'yjs'

/** Far below what the vault refuses: bytes, and structs. A block has about six. */
export const PORTION = { bytes: 1024 * 1024, structs: 60_000 } as const

type Struct = Y.Item | Y.GC | Y.Skip
/** `from` and `to` count within the struct: a very long run of words is cut inside. */
type Part = { readonly struct: Struct; readonly from: number; readonly to: number }

type Deletions = ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>

/** `update` with no deletions but those of `own`, which are updates too. */
export function deleting(update: Uint8Array, own: readonly Uint8Array[]): Uint8Array {
  const { structs } = Y.decodeUpdateV2(update)
  const { clients } = Y.mergeDeleteSets(own.map(one => Y.decodeUpdateV2(one).ds))
  return written(
    structs.map((struct: Struct): Part => ({ struct, from: 0, to: struct.length })),
    clients,
  )
}

/** Nothing but that these are deleted: client, clock and length. */
export function onlyDeleting(ranges: readonly (readonly [number, number, number])[]): Uint8Array {
  const clients = new Map<number, { clock: number; len: number }[]>()
  for (const [client, clock, len] of ranges) {
    const list = clients.get(client)
    if (list) list.push({ clock, len })
    else clients.set(client, [{ clock, len }])
  }
  return written([], clients)
}

/** In the order in which they have to be sent. An update that is small enough is answered as it is. */
export function portions(update: Uint8Array): Uint8Array[] {
  const { structs, ds } = Y.decodeUpdateV2(update)
  if (structs.length === 0 && ds.clients.size === 0) return []
  if (update.byteLength <= PORTION.bytes && structs.length <= PORTION.structs) return [update]
  const parts = structs.map((struct: Struct): Part => ({ struct, from: 0, to: struct.length }))
  const out: Uint8Array[] = []
  for (let at = 0; at < parts.length; at += PORTION.structs) cut(parts.slice(at, at + PORTION.structs), out)
  if (ds.clients.size > 0) out.push(written([], ds.clients))
  return out
}

function cut(parts: readonly Part[], out: Uint8Array[]): void {
  const update = written(parts)
  const halves = update.byteLength > PORTION.bytes ? halved(parts) : undefined
  if (halves) for (const half of halves) cut(half, out)
  else out.push(update)
}

function halved(parts: readonly Part[]): readonly (readonly Part[])[] | undefined {
  const middle = parts.length >> 1
  if (middle > 0) return [parts.slice(0, middle), parts.slice(middle)]
  const [part] = parts
  const text = part && wordsIn(part.struct)
  if (!part || !text || part.to - part.from < 2) return undefined
  let at = (part.from + part.to) >> 1
  // Never between the halves of a pair: Yjs would replace both.
  if (/[\udc00-\udfff]/.test(text.charAt(at))) at++
  return at >= part.to ? undefined : [[{ ...part, to: at }], [{ ...part, from: at }]]
}

const wordsIn = (struct: Struct): string | undefined =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : undefined

/** As Yjs writes them (yjs 13, src/utils/encoding.js): clients, structs, client, clock, the structs, deletions. */
function written(parts: readonly Part[], deletions: Deletions = new Map()): Uint8Array {
  const [first] = parts
  const encoder = new Y.UpdateEncoderV2()
  writeVarUint(encoder.restEncoder, first ? 1 : 0)
  if (first) {
    writeVarUint(encoder.restEncoder, parts.length)
    encoder.writeClient(first.struct.id.client)
    writeVarUint(encoder.restEncoder, first.struct.id.clock + first.from)
    for (const part of parts) upTo(part).write(encoder, part.from)
  }
  writeDeletions(encoder, deletions)
  return encoder.toUint8Array()
}

function upTo({ struct, to }: Part): Struct {
  const text = wordsIn(struct)
  if (to === struct.length || text === undefined || !(struct instanceof Y.Item)) return struct
  const { id, origin, rightOrigin, parent, parentSub } = struct
  const content = new Y.ContentString(text.slice(0, to))
  return new Y.Item(id, null, origin, null, rightOrigin, parent, parentSub, content)
}

function writeDeletions(encoder: Y.UpdateEncoderV2, clients: Deletions): void {
  writeVarUint(encoder.restEncoder, clients.size)
  for (const [client, ranges] of clients) {
    encoder.resetDsCurVal()
    writeVarUint(encoder.restEncoder, client)
    writeVarUint(encoder.restEncoder, ranges.length)
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
}
