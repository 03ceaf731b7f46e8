/** Where somebody was in the notebook, kept from one opening to the next. */
import * as v from 'valibot'
import { call } from './wire.ts'

const nothing = v.object({})

export const deskCalls = {
  /** The address of the last place; null: none was kept yet. Whether it still leads anywhere is for the face to see. */
  'desk.read': call(nothing, v.object({ place: v.nullable(v.string()) })),
  /** `place`: an address of the face, with no words of anybody in it. */
  'desk.keep': call(v.object({ place: v.pipe(v.string(), v.maxLength(200)) }), nothing),
} as const
