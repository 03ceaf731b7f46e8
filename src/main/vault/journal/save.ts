/** Keeping what a person wrote. */
import type { Day } from '../../../shared/journal/day.ts'
import type { EntryId } from '../../../shared/journal/entry.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Writing } from '../../../shared/writing/writing.ts'
import type { Write } from './write.ts'

/** Bytes of JSON in UTF-8. */
const LARGEST = 8 * 1024 * 1024

export type Save = (what: {
  id: EntryId
  day: Day
  writing: Writing
}) => Result<{ saved: number }, 'too-large'>

export function save(write: Write): Save {
  return ({ id, day, writing }) => {
    const json = JSON.stringify(writing)
    if (Buffer.byteLength(json) > LARGEST) return err('too-large')
    return ok({ saved: write.save({ id, day, writing, json }) })
  }
}
