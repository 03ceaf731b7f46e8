/** jrnl's JSON (github.com/jrnl-org/jrnl): a wall clock without a zone, tags in the words as well as beside them. */
import type { Incoming, Unread } from '../incoming.ts'
import { readJson } from '../source/json.ts'
import type { Found } from '../source/source.ts'
import { readStamp } from '../when/stamp.ts'
import { fromMd } from '../words/markdown.ts'
import { attached } from './attached.ts'
import { entry, identify, named, titled } from './entry.ts'
import { extraOf, type Fields, fieldsIn, isFields, listIn, namesIn, tagsOf, textIn } from './fields.ts'

const isOne = (value: unknown): value is Fields =>
  isFields(value) && ['date', 'time', 'title', 'body'].every(name => typeof value[name] === 'string')

/** A journal, or an entry alone. */
export const isJrnl = (value: unknown): boolean =>
  isOne(value) || (isFields(value) && listIn(value, 'entries').some(isOne))

/** One of either kind, text or JSON: it is the same entry by whatever way it comes. */
export function jrnlEntry(
  said: {
    date: string
    time: string
    title: string
    body: string
    starred: boolean
    tags: readonly string[]
  },
  rest: { uuid?: string; extra?: Record<string, string> } = {},
): Incoming | undefined {
  const stamp = readStamp(said.time === '' ? said.date : `${said.date} ${said.time}`)
  if (!stamp) return undefined
  const { title, body } = titled(said.title, said.body)
  const files = attached(() => 'none')
  const { writing, plain } = fromMd(body, files)
  if (plain) files.remark({ what: 'text-plain' })
  const { day, minute } = stamp
  return entry({
    ...files.finish(writing),
    identity: rest.uuid
      ? named('jrnl', rest.uuid)
      : identify('jrnl', day, minute, said.title.trim(), said.body.trim()),
    day,
    minute,
    title,
    tags: tagsOf(said.tags),
    favourite: said.starred,
    extra: rest.extra ?? {},
  })
}

function one(said: unknown, n: number): Incoming | Unread {
  const where = `${n + 1}`
  if (!isFields(said)) return { where, why: 'not-an-entry' }
  // Whose computer it was stays behind.
  const { host_name: _, ...creator } = fieldsIn(said, 'creator')
  const found = jrnlEntry(
    {
      ...{ date: textIn(said, 'date'), time: textIn(said, 'time'), starred: said['starred'] === true },
      ...{ title: textIn(said, 'title'), body: textIn(said, 'body'), tags: namesIn(said, 'tags') },
    },
    { uuid: textIn(said, 'uuid'), extra: extraOf({ creator }, ['creator']) },
  )
  return found ?? { where: textIn(said, 'title').slice(0, 100) || where, why: 'no-date' }
}

export async function* jrnl(file: Found): AsyncGenerator<Incoming | Unread> {
  const value = await readJson(file)
  const list = isOne(value) ? [value] : listIn(isFields(value) ? value : {}, 'entries')
  for (const [n, said] of list.entries()) yield one(said, n)
}
