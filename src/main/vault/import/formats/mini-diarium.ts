/** Mini Diarium's JSON (github.com/fjrevoredo/mini-diarium): HTML for each entry; of files it names only what they are called. */
import type { Incoming, Unread } from '../incoming.ts'
import { readJson } from '../source/json.ts'
import type { Found } from '../source/source.ts'
import { instantIn, readStamp } from '../when/stamp.ts'
import { fromHtml } from '../words/html.ts'
import { attached } from './attached.ts'
import { entry, identify } from './entry.ts'
import { extraOf, fieldsIn, isFields, listIn, namesIn, tagsOf, textIn } from './fields.ts'

export const isMiniDiarium = (value: unknown): boolean =>
  isFields(value) &&
  Array.isArray(value['entries']) &&
  textIn(fieldsIn(value, 'metadata'), 'application') === 'Mini Diarium'

function one(said: unknown, n: number): Incoming | Unread {
  const where = `${n + 1}`
  if (!isFields(said)) return { where, why: 'not-an-entry' }
  const stamp = readStamp(textIn(said, 'date'))
  if (!stamp) return { where: textIn(said, 'title') || where, why: 'no-date' }
  const [title, html] = [textIn(said, 'title'), textIn(said, 'text')]
  const files = attached(() => 'none')
  const { writing, plain } = fromHtml(html, files.attach)
  if (plain) files.remark({ what: 'text-plain' })
  for (const file of listIn(said, 'attachments'))
    if (isFields(file)) files.remark({ what: 'file-missing', name: textIn(file, 'name').slice(0, 255) })
  return entry({
    ...files.finish(writing),
    identity: identify('mini-diarium', stamp.day, title, html),
    day: stamp.day,
    minute: stamp.minute,
    created: instantIn(textIn(said, 'dateCreated')),
    modified: instantIn(textIn(said, 'dateUpdated')),
    title: title.trim(),
    tags: tagsOf(namesIn(said, 'tags')),
    extra: extraOf(said, ['id']),
  })
}

export async function* miniDiarium(file: Found): AsyncGenerator<Incoming | Unread> {
  const value = await readJson(file)
  for (const [n, said] of listIn(isFields(value) ? value : {}, 'entries').entries()) yield one(said, n)
}
