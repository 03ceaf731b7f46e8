/** Mini Diary's JSON (github.com/samuelmeuli/mini-diary): one entry a day, Markdown since 2.0.0 and plain lines before. */

import type { Writing } from '../../../../shared/writing/writing.ts'
import type { Incoming, Unread } from '../incoming.ts'
import { readJson } from '../source/json.ts'
import type { Found } from '../source/source.ts'
import { instantIn, readStamp } from '../when/stamp.ts'
import { fromMd } from '../words/markdown.ts'
import { sheet } from '../words/sheet.ts'
import { attached } from './attached.ts'
import { entry, identify, type Options } from './entry.ts'
import { type Fields, fieldsIn, isFields, textIn } from './fields.ts'
import { openSealed } from './mini-diary-sealed.ts'

/** Its keys are days, and nothing else is. */
export function isMiniDiary(value: unknown): value is Fields {
  if (!isFields(value) || !isFields(value['entries'])) return false
  const days = Object.keys(value['entries'])
  if (days.length === 0) return textIn(fieldsIn(value, 'metadata'), 'application') === 'Mini Diary'
  return days.some(day => /^\d{4}-\d{2}-\d{2}$/.test(day))
}

/** `v0.0.0` and `1.10.0-beta` are versions too; none is the newest. */
const isPlain = (version: string): boolean => Number(/^v?(\d+)\./.exec(version)?.[1] ?? 2) < 2

/** Every line a paragraph, as the program itself made of it when Markdown came. */
function lines(text: string): Writing {
  const page = sheet()
  for (const line of text.split(/\r\n?|\n/)) {
    page.close()
    page.text(line)
  }
  return page.writing()
}

export function* entriesIn(diary: Fields): Generator<Incoming | Unread> {
  const plain = isPlain(textIn(fieldsIn(diary, 'metadata'), 'version'))
  for (const [key, said] of Object.entries(fieldsIn(diary, 'entries'))) {
    const stamp = readStamp(key)
    if (!isFields(said)) yield { where: key, why: 'not-an-entry' }
    else if (!stamp || stamp.minute !== null) yield { where: key, why: 'no-date' }
    else {
      const [title, text] = [textIn(said, 'title'), textIn(said, 'text')]
      const files = attached(() => 'none')
      const written = plain ? { writing: lines(text), plain: false } : fromMd(text, files)
      if (written.plain) files.remark({ what: 'text-plain' })
      yield entry({
        ...files.finish(written.writing),
        identity: identify('mini-diary', stamp.day, title, text),
        day: stamp.day,
        modified: instantIn(textIn(said, 'dateUpdated')),
        title: title.trim(),
      })
    }
  }
}

export async function* miniDiary(file: Found): AsyncGenerator<Incoming | Unread> {
  const value = await readJson(file)
  if (isMiniDiary(value)) yield* entriesIn(value)
}

/** The same from the file that the program itself keeps. @throws Refused */
export async function* sealedDiary(file: Found, { password }: Options): AsyncGenerator<Incoming | Unread> {
  yield* entriesIn(await openSealed(file, password, isMiniDiary))
}
