/** What is said about a circle as a whole, and what a person does with it on this computer. */
import * as v from 'valibot'
import { CircleId, MemberId, Name } from '../circle/circle.ts'
import { AgreementLine, Agreements, EntryId, LogLine, MOST_AGREEMENTS, Succession } from '../circle/log.ts'
import { PlaceToken } from './attachments.ts'
import { call } from './wire.ts'

const nothing = v.object({})
const circle = v.object({ circle: CircleId })

export const actCalls = {
  /** This computer goes, at once. faults: not-allowed (this person has no other one there: then they leave) */
  'circle.signOut': call(circle, nothing),
  /** Out of the way, on this computer alone, and only read; or back again. */
  'circle.putAway': call(v.object({ circle: CircleId, away: v.boolean() }), nothing),

  'circle.agreements': call(circle, Agreements),
  /** faults: not-allowed */
  'circle.propose': call(
    v.object({
      circle: CircleId,
      lines: v.pipe(v.array(AgreementLine), v.minLength(1), v.maxLength(MOST_AGREEMENTS)),
      /** The proposal it is built on. */
      after: v.nullable(EntryId),
    }),
    nothing,
  ),
  /** With two, a second person has to agree. faults: not-allowed (not a host) */
  'circle.adopt': call(v.object({ circle: CircleId, proposal: EntryId }), nothing),
  /** A host is there: what waits to take their place ends. faults: not-allowed (not a host) */
  'circle.here': call(circle, nothing),

  /** Whether somebody can follow hosts who are gone. */
  'circle.succession': call(circle, Succession),
  /** Asks that a member become a host, since none is there. faults: not-allowed */
  'circle.succeed': call(v.object({ circle: CircleId, member: MemberId }), nothing),

  /** The newest first, at most 100. `before`: a line, to go on from it. */
  'circle.log': call(
    v.object({ circle: CircleId, before: v.optional(EntryId) }),
    v.object({ lines: v.array(LogLine), more: v.boolean() }),
  ),

  /**
   * A new circle that goes on from this one, with copies of its notes. `tell`: the old one's log says so. `left`: titles of
   * notes that could not be copied.
   */
  'circle.goOn': call(
    v.object({ circle: CircleId, name: Name, ownName: Name, tell: v.boolean() }),
    v.object({ circle: CircleId, notes: v.number(), left: v.array(v.string()) }),
  ),

  /**
   * Everything that can be read here, in a new folder within the one that the person chose: Markdown, and JSON
   * (docs/export.md). `language`: BCP 47, of its sentences. `name`: of the new folder. `left`: titles of notes that could
   * not be written. `told`: the circle's log says that it was made. faults: export-refused, export-full, export-gone
   */
  'circle.export': call(
    v.object({ circle: CircleId, to: PlaceToken, language: v.pipe(v.string(), v.maxLength(20)) }),
    v.object({ name: v.string(), notes: v.number(), left: v.array(v.string()), told: v.boolean() }),
  ),
} as const
