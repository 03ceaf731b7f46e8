/** Diarium's JSON: a list, or a file for each entry, with their files under media/ in a folder named by their time. */
import type { Incoming, Unread } from '../incoming.ts'
import { readJson } from '../source/json.ts'
import { type Found, nameOf, type Source, stemOf } from '../source/source.ts'
import { readStamp } from '../when/stamp.ts'
import { whenWritten } from '../when/when.ts'
import { fromHtml } from '../words/html.ts'
import { attached } from './attached.ts'
import { entry, identify, type Options } from './entry.ts'
import { extraOf, isFields, namesIn, tagsOf, textIn } from './fields.ts'

const isOne = (value: unknown): boolean =>
  isFields(value) &&
  typeof value['date'] === 'string' &&
  ('html' in value || 'heading' in value) &&
  !('body' in value)

export const isDiarium = (value: unknown): boolean =>
  isOne(value) || (Array.isArray(value) && value.some(isOne))

const SURROUNDINGS = ['location', 'weather', 'sun', 'lunar', 'tracker']

/** `2024-01-15T08:30:00.123000` lies in `2024-01-15_083000123`. */
function folderFor(date: string): string {
  const [, day = '', hour = '', minute = '', second = '', part = ''] =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?/.exec(date) ?? []
  return day === '' ? '' : `${day}_${hour}${minute}${second}${part.padEnd(3, '0').slice(0, 3)}`
}

/** The folders of media/, each with its files. */
function media(source: Source): (folder: string) => readonly Found[] {
  const folders = new Map<string, Found[]>()
  for (const file of source.files) {
    const folder = /(?:^|\/)media\/([^/]+)\/[^/]+$/i.exec(file.path)?.[1]
    if (folder !== undefined) folders.set(folder, [...(folders.get(folder) ?? []), file])
  }
  return folder => folders.get(folder) ?? []
}

function one(
  said: unknown,
  where: string,
  filesIn: (folder: string) => readonly Found[],
  options: Options,
): Incoming | Unread {
  if (!isFields(said) || !isOne(said)) return { where, why: 'not-an-entry' }
  const date = textIn(said, 'date')
  const stamp = readStamp(date)
  const when = stamp && whenWritten(stamp, '', options.zone)
  if (!when) return { where, why: 'no-date' }
  const own = filesIn(folderFor(date))
  const files = attached(reference => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return 'none'
    return own.find(file => nameOf(file.path) === nameOf(reference)) ?? 'missing'
  })
  const [heading, html] = [textIn(said, 'heading'), textIn(said, 'html')]
  const { writing, plain } = fromHtml(html, files.attach)
  if (plain) files.remark({ what: 'text-plain' })
  for (const file of own) files.add(file)
  for (const remark of when.remarks) files.remark(remark)
  const rating = typeof said['rating'] === 'number' && said['rating'] > 0 ? ['rating'] : []
  return entry({
    ...files.finish(writing),
    identity: identify('diarium', date, heading, html),
    ...{ day: when.day, minute: when.minute, zone: when.zone, created: when.created },
    title: heading.trim(),
    tags: tagsOf(namesIn(said, 'tags')),
    extra: extraOf(said, [...rating, 'people', ...(options.withoutSurroundings ? [] : SURROUNDINGS)]),
  })
}

export async function* diarium(
  file: Found,
  source: Source,
  options: Options,
): AsyncGenerator<Incoming | Unread> {
  const value = await readJson(file)
  const filesIn = media(source)
  const list = Array.isArray(value) ? value : [value]
  for (const [n, said] of list.entries())
    yield one(said, list.length > 1 ? `${stemOf(file.path)} ${n + 1}` : nameOf(file.path), filesIn, options)
}
