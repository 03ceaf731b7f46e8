/** A circle's log and its agreements, as the face shows them. */
import * as v from 'valibot'
import { bare } from '../text.ts'

/** An entry's id, as hex. */
export const EntryId = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
export type EntryId = v.InferOutput<typeof EntryId>

/** What an entry says, in the order of docs/protocol.md; `newer`: a type or version that this program does not know. */
export const SAYINGS = [
  'founded',
  'keys',
  'invite',
  'uninvite',
  'admit',
  'agree',
  'computer',
  'lost',
  'signOut',
  'remove',
  'removeNow',
  'lapsed',
  'leave',
  'promote',
  'demote',
  'rename',
  'propose',
  'adopt',
  'here',
  'act',
  'succeed',
  'forkedFrom',
  'forkedTo',
  'close',
  'exported',
  'erase',
  'newer',
] as const
export const Saying = v.picklist(SAYINGS)
export type Saying = v.InferOutput<typeof Saying>

/**
 * One entry. `at`: UTC ms by its author's clock, and nothing is judged by it. `by`, `about`: names as they were then; empty:
 * nobody. `words`: what was written with it, a line each. `standing`: `waits` for others to sign; `void`: it changed nothing.
 */
export const LogLine = v.object({
  id: EntryId,
  what: Saying,
  at: v.number(),
  by: v.string(),
  about: v.string(),
  words: v.array(v.string()),
  standing: v.picklist(['stands', 'waits', 'void']),
})
export type LogLine = v.InferOutput<typeof LogLine>

/** One agreement: 1 to 400 characters, no blanks at the ends. */
export const AgreementLine = v.pipe(v.string(), v.transform(bare), v.minLength(1), v.maxLength(400))
export const MOST_AGREEMENTS = 10

/** A proposal. `at`: UTC ms, by its author's clock. */
export const Proposal = v.object({
  id: EntryId,
  lines: v.array(v.string()),
  by: v.string(),
  at: v.number(),
  /** Adopted by a host, and waits for a second person. */
  waits: v.boolean(),
  mayAdopt: v.boolean(),
})
export type Proposal = v.InferOutput<typeof Proposal>

/** `now`: what was adopted last. `open`: proposals since then, the newest first. */
export const Agreements = v.object({
  circle: v.string(),
  now: v.nullable(v.object({ id: EntryId, lines: v.array(v.string()), by: v.string(), at: v.number() })),
  open: v.array(Proposal),
  mayPropose: v.boolean(),
})
export type Agreements = v.InferOutput<typeof Agreements>

/** `heard`: when something of theirs last came here, UTC ms; null when nothing did. `needed` people of `people` must sign. */
export const Succession = v.object({
  circle: v.string(),
  hosts: v.array(v.object({ name: v.string(), heard: v.nullable(v.number()) })),
  heirs: v.array(v.object({ id: v.string(), name: v.string(), you: v.boolean() })),
  needed: v.number(),
  people: v.number(),
  may: v.boolean(),
})
export type Succession = v.InferOutput<typeof Succession>
