/** What a note says, for lists and for comparing two devices. */
import { yXmlFragmentToProsemirrorJSON } from 'y-prosemirror'
import type * as Y from 'yjs'
import { plainText, type Writing } from '../../../../shared/writing/writing.ts'
import type { CircleId, DocId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'
import type { CircleStore } from '../store.ts'

export const titleOf = (doc: Y.Doc): string => {
  const title = doc.getMap('head').get('title')
  return typeof title === 'string' ? title : ''
}

export const noteTitle = (store: CircleStore, circle: CircleId, note: DocId): string =>
  store.read(circle, note, titleOf) ?? ''

/** Visible text, ProseMirror JSON, and the accepted heads of every device: two devices that agree on all three are equal. */
export function noteFace(
  store: CircleStore,
  circle: CircleId,
  note: DocId,
): { text: string; writing: string; heads: string } | undefined {
  const writing = store.read(
    circle,
    note,
    doc => yXmlFragmentToProsemirrorJSON(doc.getXmlFragment('body')) as Writing,
  )
  if (!writing) return undefined
  const heads = store
    .have(circle)
    .map(({ device, seq, hash }) => `${hex(device)} ${seq} ${hex(hash)}`)
    .sort()
    .join('\n')
  return { text: plainText(writing), writing: JSON.stringify(writing), heads }
}
