/** An incoming entry made fit for this notebook, its files in it already: what waits until all of an import is read. */
import * as v from 'valibot'
import type { ImportRemark } from '../../../shared/contract/importing.ts'
import type { Feeling } from '../../../shared/feelings/feelings.ts'
import { Day } from '../../../shared/journal/day.ts'
import { Minute, Zone } from '../../../shared/journal/moment.ts'
import { folded, TagName } from '../../../shared/journal/tag.ts'
import { EMPTY, type Writing, wordsIn } from '../../../shared/writing/writing.ts'
import { LARGEST } from '../journal/save.ts'
import type { Incoming, Unread } from './incoming.ts'

export type Gathered = Omit<Incoming, 'identity' | 'files' | 'remarks'> & {
  readonly remarks: readonly ImportRemark[]
  /** What its word for how it was means, as the person said. */
  readonly feeling: Feeling | null
}
export type Moods = Readonly<Record<string, Feeling>>

/** The same whenever the same entry is read, and no longer than the table says. */
export const identityOf = ({ identity }: Incoming): string => identity.slice(0, 200)

const instant = (at: number | null): number | null => (at !== null && Number.isSafeInteger(at) ? at : null)
const valid = <T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | null => {
  const parsed = v.safeParse(schema, value)
  return parsed.success ? parsed.output : null
}

/** Each once; `refused`: what no tag can be called. */
function names(some: readonly string[]): { kept: string[]; refused: string[] } {
  const kept = new Map<string, string>()
  const refused: string[] = []
  for (const one of some) {
    const name = valid(TagName, one)
    if (name === null) refused.push(one)
    else if (!kept.has(folded(name))) kept.set(folded(name), name)
  }
  return { kept: [...kept.values()], refused }
}

/** The title as a heading, unless the words begin with it. */
function titled(title: string, writing: Writing): Writing {
  const content = writing.content ?? []
  const heading = title.replace(/\s+/gu, ' ').trim()
  const first = wordsIn({ ...writing, content: content.slice(0, 1) }).trim()
  const begins = content[0]?.attrs?.kind === 'heading' && first === heading
  if (heading === '' || begins) return content.length > 0 ? writing : EMPTY
  const block = {
    type: 'block' as const,
    attrs: { kind: 'heading', depth: 0 },
    content: [{ type: 'text', text: heading }],
  }
  return { ...writing, content: [block, ...content] }
}

/** `writing` names its files as the notebook does. What is said wrong beside the words is left out, and the words are not. */
export function gathered(
  one: Incoming,
  writing: Writing,
  remarks: readonly ImportRemark[],
  moods: Moods,
): Gathered | Unread['why'] {
  const day = valid(Day, one.day)
  if (day === null) return 'no-date'
  const { kept: tags, refused } = names(one.tags)
  const whole = titled(one.title, writing)
  if (Buffer.byteLength(JSON.stringify(whole)) > LARGEST) return 'too-large'
  const zone = valid(Zone, one.zone)
  const unknown = one.zone !== null && zone === null
  return {
    day,
    minute: valid(Minute, one.minute),
    zone,
    created: instant(one.created),
    modified: instant(one.modified),
    title: one.title,
    writing: whole,
    tags: tags.slice(0, 200),
    favourite: one.favourite,
    journal: one.journal,
    mood: one.mood === null ? null : valid(TagName, one.mood),
    feeling: one.mood !== null && Object.hasOwn(moods, one.mood) ? (moods[one.mood] ?? null) : null,
    activities: names(one.activities).kept.slice(0, 50),
    extra: one.extra,
    remarks: [
      ...one.remarks,
      ...remarks,
      ...[...refused, ...tags.slice(200)].map(name => ({ what: 'tag-left-out' as const, name })),
      ...(unknown ? [{ what: 'zone-unknown' as const }] : []),
    ],
  }
}
