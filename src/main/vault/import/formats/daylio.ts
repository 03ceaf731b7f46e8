/** Daylio's CSV: a line a check-in. A mood is the person's own word for it and stays one; it is no number. */
import { parse } from 'csv-parse/sync'
import type { Incoming, Unread } from '../incoming.ts'
import { BOUNDS, type Found, Refused } from '../source/source.ts'
import { textOf } from '../source/text.ts'
import { dayInHeading } from '../when/named.ts'
import { minuteOf, readStamp } from '../when/stamp.ts'
import { fromHtml } from '../words/html.ts'
import { fromPlain } from '../words/plain.ts'
import { entry, identify } from './entry.ts'

const rowsOf = (text: string): string[][] =>
  parse(text, {
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: false,
  }) as string[][]

const columnsOf = (row: readonly string[]): string[] => row.map(name => name.trim().toLowerCase())

/** Of its own columns alone; the first seven of them are older than the rest. */
export function isDaylio(text: string): boolean {
  const columns = columnsOf(text.split(/\r?\n/, 1)[0]?.replaceAll('"', '').split(',') ?? [])
  const has = (...names: string[]): boolean => names.every(name => columns.includes(name))
  return has('mood', 'activities', 'note') && (has('full_date') || (columns[0] === 'year' && has('date')))
}

function minuteIn(time: string): number | null {
  const [, hour, minute, half] =
    /^(\d{1,2})[:.](\d{2})(?:[\s\u00a0\u202f]*([ap])\.?m\.?)?$/i.exec(time.trim()) ?? []
  if (hour === undefined) return null
  const twelve = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour)
  return minuteOf(twelve, Number(minute)) ?? null
}

const TAGGED = /<\/?(p|br|b|i|u|s|ul|ol|li|div|span|strong|em|h\d)\b[^>]*>/i

export async function* daylio(file: Found): AsyncGenerator<Incoming | Unread> {
  const text = await textOf(file, BOUNDS.text)
  let rows: string[][]
  try {
    rows = rowsOf(text)
  } catch {
    throw new Refused('import-broken')
  }
  const columns = columnsOf(rows[0] ?? [])
  for (const [n, row] of rows.slice(1).entries()) {
    const of = (name: string): string => row[columns.indexOf(name)]?.trim() ?? ''
    const where = [`${n + 2}`, of('full_date') || of('date')].filter(Boolean).join(', ')
    const day = readStamp(of('full_date'))?.day ?? dayInHeading(`${of('date')} ${of('year')}`)?.day
    if (!day) {
      yield { where: where.slice(0, 100), why: 'no-date' }
      continue
    }
    const [mood, note, title] = [of('mood'), of('note'), of('note_title')]
    const writing = TAGGED.test(note) ? fromHtml(note, () => null).writing : fromPlain(note)
    yield entry({
      identity: identify('daylio', day, of('time'), mood, of('activities'), title, note),
      ...{ day, minute: minuteIn(of('time')), title, writing },
      mood: mood === '' ? null : mood,
      activities: of('activities')
        .split('|')
        .map(one => one.trim())
        .filter(one => one !== ''),
    })
  }
}
