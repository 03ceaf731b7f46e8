/** Which kinds of document a circle has and whose envelopes each takes: authorship is a property of the store. */
import { equal } from '../../../../shared/bytes.ts'
import { absurd } from '../../../../shared/result.ts'
import type { MemberId } from '../../crypto/keys.ts'

export const KINDS = ['share', 'self', 'to', 'note', 'gathering', 'minutes', 'resource', 'circle'] as const
export type Kind = (typeof KINDS)[number]

/** `text` is edited in the face's Y.Doc alone; `record` in the vault alone, by commands. One writing replica each. */
export const SORT: Readonly<Record<Kind, 'text' | 'record'>> = {
  share: 'text',
  self: 'record',
  to: 'record',
  note: 'text',
  gathering: 'record',
  minutes: 'text',
  resource: 'record',
  circle: 'record',
}

/** Kinds whose content this version judges and shows. Envelopes of the others are stored, not judged. */
export const JUDGED = ['note', 'circle'] as const satisfies readonly Kind[]
export type JudgedKind = (typeof JUDGED)[number]

export const isKind = (value: unknown): value is Kind => KINDS.includes(value as Kind)
export const isJudged = (kind: Kind): kind is JudgedKind => (JUDGED as readonly Kind[]).includes(kind)

/** `owner`: the member whose device began the document. */
export function mayWrite(
  kind: Kind,
  writer: { readonly member: MemberId; readonly facilitator: boolean },
  owner: MemberId,
): boolean {
  switch (kind) {
    case 'share':
    case 'self':
    case 'to':
      return equal(writer.member, owner)
    case 'note':
    case 'gathering':
    case 'minutes':
    case 'resource':
      return true
    case 'circle':
      return writer.facilitator
    default:
      return absurd(kind)
  }
}

/** Kinds that take the words of facilitators alone: a demotion cuts off here. */
export const facilitatorsOnly = (kind: Kind): boolean => kind === 'circle'
