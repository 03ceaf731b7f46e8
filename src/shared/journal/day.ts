import * as v from 'valibot'
import type { Brand } from '../brand.ts'

/** A calendar day, `2026-11-22`: the day an entry was written for, whatever zone the computer is in later. */
export const Day = v.pipe(
  v.string(),
  v.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  v.transform(day => day as Day),
)
export type Day = Brand<string, 'Day'>
