/**
 * What is left of an update when its words are erased: the same structs with the same neighbours, each emptied, and the same
 * deletions. So what others wrote beside it stays where it is, and whoever had the words comes to the same document as
 * everybody else who had them.
 */
import { writeVarUint } from 'lib0/encoding'
import * as Y from 'yjs'
import { keepingDoc } from '../document.ts'
import { readState, readStructs } from './structs.ts'

/** Of an update that is none: no bytes, which no gate lets in. `update`: Yjs, V2. */
export function outlineOf(update: Uint8Array): Uint8Array {
  // Yjs trusts the counts in what it reads: this looks at them first.
  if (!readStructs(update, () => {})) return new Uint8Array(0)
  const { structs, ds } = Y.decodeUpdateV2(update)
  const encoder = new Y.UpdateEncoderV2()
  const [first] = structs
  writeVarUint(encoder.restEncoder, first ? 1 : 0)
  if (first) {
    writeVarUint(encoder.restEncoder, structs.length)
    encoder.writeClient(first.id.client)
    writeVarUint(encoder.restEncoder, first.id.clock)
    for (const struct of structs) {
      if (struct instanceof Y.Item && !(struct.content instanceof Y.ContentType))
        struct.content = new Y.ContentDeleted(struct.length)
      struct.write(encoder, 0)
    }
  }
  writeDeletions(encoder, ds)
  return encoder.toUint8Array()
}

const hasNoWords = ({ content }: Y.Item): boolean =>
  content instanceof Y.ContentType || content instanceof Y.ContentDeleted

function writeDeletions(encoder: Y.UpdateEncoderV2, { clients }: ReturnType<typeof Y.createDeleteSet>): void {
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

/**
 * A document's state, and clocks of its clients whose words are to go from it: what holds others' words stays. Undefined
 * when it is no state, or has no words there. It was judged by nobody yet: of one that Yjs cannot put together nothing is
 * left, which no gate lets in either.
 */
export function withoutWords(
  state: Uint8Array,
  ranges: ReadonlyMap<number, readonly (readonly [from: number, to: number])[]>,
): Uint8Array | undefined {
  if (!readState(state)) return undefined
  const gone = Y.createDeleteSet()
  for (const struct of Y.decodeUpdateV2(state).structs) {
    if (!(struct instanceof Y.Item) || hasNoWords(struct)) continue
    const { client, clock } = struct.id
    for (const [from, to] of ranges.get(client) ?? []) {
      const start = Math.max(from, clock)
      const len = Math.min(to, clock + struct.length) - start
      if (len <= 0) continue
      const list = gone.clients.get(client) ?? []
      list.push({ clock: start, len } as (typeof list)[number])
      gone.clients.set(client, list)
    }
  }
  if (gone.clients.size === 0) return undefined
  const encoder = new Y.UpdateEncoderV2()
  writeVarUint(encoder.restEncoder, 0)
  writeDeletions(encoder, gone)
  const doc = keepingDoc()
  try {
    Y.applyUpdateV2(doc, state)
    if (doc.store.pendingStructs || doc.store.pendingDs) return new Uint8Array(0)
    Y.applyUpdateV2(doc, encoder.toUint8Array())
    return Y.encodeStateAsUpdateV2(doc)
  } catch {
    return new Uint8Array(0)
  } finally {
    doc.destroy()
  }
}
