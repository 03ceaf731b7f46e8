/**
 * Whether what a struct names as its left and right neighbour stand in that order. Yjs is the same for every order of
 * arrival only while they do: a struct whose right neighbour stands left of its left one lands elsewhere on every replica.
 * Two structs of one list never change places, so the answer does not depend on when it is asked. Asked of a Y.Doc that
 * keeps every place (document.ts, `emptyDoc`).
 */
import * as Y from 'yjs'
import type { Id } from './structs.ts'

export type Between = { readonly origin: Id; readonly right: Id }

/** Neighbours nearly always stand side by side: only farther than this is the list counted through, once. */
const NEAR = 32

export function inOrder(doc: Y.Doc, pairs: readonly Between[]): boolean {
  const counted = new Map<unknown, ReadonlyMap<Y.Item, number>>()
  const places = (list: Y.AbstractType<unknown>): ReadonlyMap<Y.Item, number> => {
    const known = counted.get(list)
    if (known) return known
    const made = new Map<Y.Item, number>()
    for (let item = list._start; item; item = item.right) made.set(item, made.size)
    counted.set(list, made)
    return made
  }
  return pairs.every(({ origin, right }) => {
    const from = Y.getItem(doc.store, Y.createID(origin.client, origin.clock))
    const to = Y.getItem(doc.store, Y.createID(right.client, right.clock))
    // Made before places were kept, or never in a list: what stands beside it has no place on any replica.
    if (!(from instanceof Y.Item && to instanceof Y.Item)) return true
    if (from === to) return origin.clock < right.clock
    let item = from.right
    for (let i = 0; i < NEAR && item; i++, item = item.right) if (item === to) return true
    if (!item) return false
    const list = places(from.parent as Y.AbstractType<unknown>)
    return (list.get(from) ?? Number.POSITIVE_INFINITY) < (list.get(to) ?? -1)
  })
}
