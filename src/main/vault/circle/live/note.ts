/** What a note is called. */
import type { CircleId, DocId } from '../../crypto/keys.ts'
import type { CircleStore } from '../store.ts'

/** Empty when it has no title, or is not here. */
export const noteTitle = (store: CircleStore, circle: CircleId, note: DocId): string =>
  store.read(circle, note, doc => {
    const title: unknown = doc.getMap('head').get('title')
    return typeof title === 'string' ? title : ''
  }) ?? ''
