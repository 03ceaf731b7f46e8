/** A place in a note's words: a Yjs relative position, as the one whose cursor stands there wrote it. */
import * as Y from 'yjs'
import { equal } from '../../../../shared/bytes.ts'

/**
 * A place, if these bytes are one in the only form that Yjs writes. Whose words it names is theirs to say: where it leads
 * nowhere, nothing is shown.
 */
export function readPlace(bytes: Uint8Array): Y.RelativePosition | undefined {
  try {
    const place = Y.decodeRelativePosition(bytes)
    const inBody = place.tname === null || place.tname === 'body'
    return inBody && equal(Y.encodeRelativePosition(place), bytes) ? place : undefined
  } catch {
    return undefined
  }
}
