/** Keeping what a person wrote. */
import type { Day } from '../../../shared/journal/day.ts'
import type { EntryId } from '../../../shared/journal/entry.ts'
import { err, type Result } from '../../../shared/result.ts'
import type { Writing } from '../../../shared/writing/writing.ts'
import type { Begun, Write } from './write.ts'

/** Bytes of JSON in UTF-8. */
export const LARGEST = 8 * 1024 * 1024

export type Save = (what: {
  id: EntryId
  day: Day
  writing: Writing
  begun?: Begun | undefined
}) => Result<{ saved: number }, 'too-large' | 'entry-locked'>

export function save(write: Write): Save {
  return ({ id, day, writing, begun }) => {
    const json = JSON.stringify(writing)
    if (Buffer.byteLength(json) > LARGEST) return err('too-large')
    return write.save({ id, day, writing, json, begun })
  }
}
