/** jrnl's plain text: `[2024-01-15 08:30] Title *`, then the words; or a folder of `2024/01/15.txt`, whose path is the day. */
import type { Incoming, Unread } from '../incoming.ts'
import { BOUNDS, type Found } from '../source/source.ts'
import { textOf } from '../source/text.ts'
import { dayInPath } from '../when/named.ts'
import { readStamp } from '../when/stamp.ts'
import { jrnlEntry } from './jrnl.ts'

const HEAD = /^\[([^\]\n]{8,40})\] (.*)$/
/** What jrnl takes for a tag, with the signs that are common. */
const TAG = /(?<!\S)([@#][-+*#/\p{L}\p{N}_]+)/gu

const headOf = (line: string): { stamp: string; title: string } | undefined => {
  const [, stamp = '', title = ''] = HEAD.exec(line) ?? []
  return readStamp(stamp)?.minute === undefined ? undefined : { stamp, title }
}

export const isJrnlText = (text: string): boolean =>
  headOf(text.trimStart().split('\n', 1)[0]?.trimEnd() ?? '') !== undefined

/** Undefined for a file without a day in its path. */
export const isJrnlFolder = (path: string): boolean => dayInPath(path) !== undefined && path.endsWith('.txt')

function* sections(text: string): Generator<{ stamp: string; title: string; body: string }> {
  let open: { stamp: string; title: string; lines: string[] } | undefined
  for (const line of text.split(/\r\n?|\n/)) {
    const head = headOf(line)
    if (head) {
      if (open) yield { ...open, body: open.lines.join('\n') }
      open = { ...head, lines: [] }
    } else open?.lines.push(line)
  }
  if (open) yield { ...open, body: open.lines.join('\n') }
}

export async function* jrnlText(file: Found): AsyncGenerator<Incoming | Unread> {
  const text = await textOf(file, BOUNDS.text)
  const inPath = dayInPath(file.path)
  for (const { stamp, title: head, body } of sections(text)) {
    const read = readStamp(stamp)
    if (!read) continue
    const time = read.minute === null ? '' : `${pad(read.minute / 60)}:${pad(read.minute % 60)}`
    const starred = /(^\*\s)|(\s\*\s*$)/.test(head)
    const title = head.replace(/^\*\s+|\s+\*\s*$/g, '').trim()
    const tags = [...`${title}\n${body}`.matchAll(TAG)].map(([, tag = '']) => tag.toLowerCase())
    const said = { date: inPath ?? read.day, time, title, body: body.trim(), starred, tags }
    const found = jrnlEntry(said)
    yield found ?? { where: stamp, why: 'no-date' }
  }
}

const pad = (n: number): string => String(Math.floor(n)).padStart(2, '0')
