/**
 * Day One's JSON, alone or with its files in a ZIP or folder. There is no schema of it; what is known comes from exports
 * (docs/import.md). Its `text` is Markdown with every sign escaped that could be one; `richText` is read where that is empty.
 */

import { wordsIn } from '../../../../shared/writing/writing.ts'
import type { Incoming, Remark, Unread } from '../incoming.ts'
import { readJson } from '../source/json.ts'
import { endingOf, type Found, folderOf, type Source, stemOf } from '../source/source.ts'
import { instantIn, readStamp } from '../when/stamp.ts'
import { type When, whenWritten } from '../when/when.ts'
import { isZone } from '../when/zone.ts'
import { fromMd } from '../words/markdown.ts'
import { sheet } from '../words/sheet.ts'
import { attached, byName } from './attached.ts'
import { richInto } from './day-one-rich.ts'
import { entry, identify, isTitle, named, type Options } from './entry.ts'
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

export const isDayOne = (value: unknown): boolean =>
  isFields(value) && listIn(value, 'entries').some(one => isFields(one) && 'creationDate' in one)

/** Each with the folder that its files lie in. */
const MEDIA = { photos: 'photos', videos: 'videos', audios: 'audios', pdfAttachments: 'pdfs' } as const
type Kind = keyof typeof MEDIA

/** `name`: where it lay, if it is not there now. */
type Medium = {
  readonly id: string
  readonly found: Found | undefined
  readonly remark?: Remark
  readonly name: string
}

const ENTRY_LINK = /^dayone2?:\/\/view\?entryId=([\w-]+)/i
const MOMENT = /^dayone-moment:\/?(?:\/?\w*\/)?([\w-]+)$/i

function mediaIn(said: Fields, find: (name: string) => Found | undefined): Medium[] {
  return (Object.keys(MEDIA) as Kind[])
    .flatMap(kind =>
      listIn(said, kind)
        .filter(isFields)
        .map(one => ({ kind, one })),
    )
    .sort((a, b) => (numberIn(a.one, 'orderInEntry') ?? 0) - (numberIn(b.one, 'orderInEntry') ?? 0))
    .map(({ kind, one }): Medium => {
      const [id, md5] = [textIn(one, 'identifier'), textIn(one, 'md5')]
      const called = textIn(one, 'filename') || textIn(one, 'title')
      const found =
        (md5 && find(`${MEDIA[kind]}/${md5}`)) || (id && find(`${MEDIA[kind]}/${id}`)) || undefined
      const ending = textIn(one, 'type') || textIn(one, 'format') || (found ? endingOf(found.path) : '')
      const name = called || `${MEDIA[kind]}/${md5 || id}${ending ? `.${ending}` : ''}`
      if (found) return { id, found, name: nameFor(called, found) }
      return {
        id,
        found,
        name,
        remark: { what: md5 === '' ? 'file-unnamed' : 'file-missing', name: name.slice(0, 255) },
      }
    })
}

/** As it was called, with the ending that it has. */
function nameFor(called: string, found: Found): string {
  if (called === '') return `${stemOf(found.path)}.${endingOf(found.path)}`
  return endingOf(called) === '' ? `${called}.${endingOf(found.path)}` : called
}

const zoneOf = (said: Fields): string => {
  const own = textIn(said, 'timeZone')
  return own === '' ? textIn(fieldsIn(said, 'location'), 'timeZoneName') : own
}

function whenOf(said: Fields, home?: string): When | undefined {
  const stamp = readStamp(textIn(said, 'creationDate'))
  const when = stamp && whenWritten(stamp, zoneOf(said), home)
  return when && said['isAllDay'] === true ? { ...when, minute: null } : when
}

/** What begins a line that is no sentence: a list, a quote, a rule, code, a table, a picture, a smaller heading. */
const SHAPED = /^\s{0,3}([-*+>]\s|\d+[.)]\s|#{2,6}\s|```|~~~|\||([-*_]\s*){3,}$)|!\[/

/** The first line, where it is one over more lines. */
export function splitTitle(text: string): { title: string; body: string } {
  const trimmed = text.replace(/^\s*\n/, '')
  const end = trimmed.indexOf('\n')
  const [first, rest] = end < 0 ? [trimmed, ''] : [trimmed.slice(0, end), trimmed.slice(end + 1)]
  const heading = /^#\s+(.+?)\s*#*$/.exec(first.trim())?.[1]
  const line = heading ?? (SHAPED.test(first) || rest.trim() === '' ? '' : first)
  const title = wordsIn(fromMd(line, { attach: () => null }).writing)
    .replace(/\s+/g, ' ')
    .trim()
  if (title === '' || !isTitle(title) || line.includes('](')) return { title: '', body: text }
  return { title, body: rest }
}

const SURROUNDINGS = [
  ...['location', 'weather', 'userActivity', 'creationDevice', 'creationDeviceType', 'creationDeviceModel'],
  ...['creationOSName', 'creationOSVersion', 'music', 'steps'],
]

function one(
  said: unknown,
  n: number,
  journal: string,
  find: (name: string) => Found | undefined,
  options: Options,
) {
  const where = `${journal} ${n + 1}`
  if (!isFields(said)) return { where, why: 'not-an-entry' } satisfies Unread
  const when = whenOf(said, options.zone)
  const uuid = textIn(said, 'uuid')
  if (!when) return { where: uuid.slice(0, 100) || where, why: 'no-date' } satisfies Unread

  const media = mediaIn(said, find)
  const links: string[] = []
  const files = attached(reference => {
    const link = ENTRY_LINK.exec(reference)?.[1]
    if (link) links.push(link)
    const id = MOMENT.exec(reference)?.[1]?.toLowerCase()
    if (id === undefined) return 'none'
    const medium = media.find(other => other.id.toLowerCase() === id)
    if (!medium) return 'missing'
    // What is not there has its own remark already.
    return medium.found ? [medium.found, medium.name] : 'none'
  })
  for (const { remark } of media) if (remark) files.remark(remark)

  const text = textIn(said, 'text')
  const rich = text.trim() === '' ? richInto(sheet(), textIn(said, 'richText'), files.attach) : undefined
  const { title, body } = rich ? { title: '', body: '' } : splitTitle(text)
  const { writing, plain } = rich ? { writing: rich, plain: false } : fromMd(body, files)
  if (plain) files.remark({ what: 'text-plain' })
  for (const { found, name } of media) if (found && !files.has(found)) files.add(found, name)
  for (const remark of when.remarks) files.remark(remark)
  if (zoneOf(said) !== '' && !isZone(zoneOf(said)) && when.zone === null)
    files.remark({ what: 'zone-unknown' })

  const kept = ['isPinned', 'duration', 'editingTime', ...(options.withoutSurroundings ? [] : SURROUNDINGS)]
  const extra = extraOf(said, kept)
  return entry({
    ...files.finish(writing),
    identity: uuid === '' ? identify('day-one', textIn(said, 'creationDate'), text) : named('day-one', uuid),
    ...{ day: when.day, minute: when.minute, zone: when.zone, created: when.created },
    modified: instantIn(textIn(said, 'modifiedDate')),
    title,
    tags: tagsOf(namesIn(said, 'tags')),
    favourite: said['starred'] === true,
    journal,
    extra: links.length > 0 ? { ...extra, links: [...new Set(links)].slice(0, 50).join(' ') } : extra,
  })
}

/** One journal of it. Its files lie in folders beside it. */
export async function* dayOne(
  file: Found,
  source: Source,
  options: Options,
): AsyncGenerator<Incoming | Unread> {
  const value = await readJson(file)
  const beside = folderOf(file.path)
  const under = beside === '' ? '' : `${beside}/`
  const find = byName(
    source.files.filter(other => other.path.startsWith(under)),
    path => path.slice(under.length).replace(/\.[^./]*$/, ''),
  )
  /** An id that comes again with other words is another entry: no word of it is passed over. */
  const seen = new Map<string, string>()
  for (const [n, said] of listIn(isFields(value) ? value : {}, 'entries').entries()) {
    const read = one(said, n, stemOf(file.path), find, options)
    if ('why' in read) {
      yield read
      continue
    }
    const words = identify('day-one', isFields(said) ? textIn(said, 'text') : '', read.title)
    const before = seen.get(read.identity)
    if (before === undefined) seen.set(read.identity, words)
    yield before === undefined || before === words
      ? read
      : { ...read, identity: `${read.identity}:${words.slice(-16)}` }
  }
}
