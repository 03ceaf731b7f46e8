/** Journey's ZIP or folder: a JSON for each entry, with its photos beside it. */
import type { Incoming, Unread } from '../incoming.ts'
import { readJson } from '../source/json.ts'
import { type Found, folderOf, nameOf, type Source, stemOf } from '../source/source.ts'
import { whenAt } from '../when/when.ts'
import { fromHtml } from '../words/html.ts'
import { fromMd } from '../words/markdown.ts'
import { attached, byName } from './attached.ts'
import { entry, identify, named, type Options } from './entry.ts'
import {
  extraOf,
  type Fields,
  fieldsIn,
  isFields,
  listIn,
  namesIn,
  numberIn,
  tagsOf,
  textIn,
} from './fields.ts'

export const isJourney = (value: unknown): value is Fields => isFields(value) && 'date_journal' in value

/** Where there is no place, the numbers of one are as large as numbers can be (see extraOf). */
function extra(said: Fields, { withoutSurroundings }: Options): Record<string, string> {
  const kept = extraOf(said, ['sentiment', 'folder', 'label', 'music_title', 'music_artist'])
  if (withoutSurroundings) return kept
  const weather = (numberIn(fieldsIn(said, 'weather'), 'id') ?? -1) >= 0 ? ['weather'] : []
  return { ...kept, ...extraOf(said, ['address', 'lat', 'lon', ...weather]) }
}

export function* journeyEntries(
  said: unknown,
  where: string,
  find: (name: string) => Found | undefined,
  options: Options,
): Generator<Incoming | Unread> {
  if (!isJourney(said)) return yield { where, why: 'not-an-entry' }
  const instant = numberIn(said, 'date_journal')
  const when = instant === null ? undefined : whenAt(instant, textIn(said, 'timezone'), options.zone)
  if (!when) return yield { where, why: 'no-date' }
  const files = attached(reference =>
    /^[a-z]+:/i.test(reference) ? 'none' : (find(nameOf(reference)) ?? 'missing'),
  )
  const text = textIn(said, 'text')
  const isHtml = textIn(said, 'type') === 'html' || /^\s*<(p|div|h\d|ul|ol)\b/i.test(text)
  const { writing, plain } = isHtml ? fromHtml(text, files.attach) : fromMd(text, files)
  if (plain) files.remark({ what: 'text-plain' })
  for (const name of namesIn(said, 'photos')) files.attach(name)
  for (const remark of when.remarks) files.remark(remark)
  const id = textIn(said, 'id')
  const mood = numberIn(said, 'mood') ?? 0
  yield entry({
    ...files.finish(writing),
    identity: id === '' ? identify('journey', instant, text) : named('journey', id),
    ...{ day: when.day, minute: when.minute, zone: when.zone, created: when.created },
    modified: numberIn(said, 'date_modified'),
    tags: tagsOf(namesIn(said, 'tags')),
    favourite: said['favourite'] === true,
    mood: mood === 0 ? null : String(mood),
    extra: extra(said, options),
  })
}

export async function* journey(
  file: Found,
  source: Source,
  options: Options,
): AsyncGenerator<Incoming | Unread> {
  const value = await readJson(file)
  const here = folderOf(file.path)
  const find = byName(
    source.files.filter(other => folderOf(other.path) === here),
    nameOf,
  )
  const list = Array.isArray(value) ? value : [value]
  for (const [n, said] of list.entries())
    yield* journeyEntries(
      said,
      list.length > 1 ? `${stemOf(file.path)} ${n + 1}` : nameOf(file.path),
      find,
      options,
    )
}

/** Journey also writes them all into one file. */
export const isJourneyList = (value: unknown): boolean => listIn({ value }, 'value').some(isJourney)
