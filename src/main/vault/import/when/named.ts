/** A day in the name of a file or in a heading: `2024-01-15 Walk`, `2024_01_15`, `Montag, 15. Januar 2024`, `2024年1月15日`. */
import type { Day } from '../../../../shared/journal/day.ts'
import { dayOf, minuteOf } from './stamp.ts'

/** `rest`: what stands behind it, which may be a title. */
export type Named = { readonly day: Day; readonly minute: number | null; readonly rest: string }

const DATE = /^(\d{4})([-_.]?)(\d{2})\2(\d{2})/
const TIME = /^(?:[ T_-]+(\d{2})[-.:h]?(\d{2})(?:[-.:]?\d{2})?|(\d{2})(\d{2})(?:\d{2})?)(?!\d)/

/** At the beginning of a name; a longer number is no day. */
export function dayInName(name: string): Named | undefined {
  const [whole, year, , month, date] = DATE.exec(name.trim()) ?? []
  if (whole === undefined) return undefined
  const day = dayOf(Number(year), Number(month), Number(date))
  const behind = name.trim().slice(whole.length)
  const [time, ...digits] = TIME.exec(behind) ?? []
  const [hour, minutes] = digits.filter(one => one !== undefined).map(Number)
  const minute = hour === undefined || minutes === undefined ? undefined : minuteOf(hour, minutes)
  if (!day || (minute === undefined && /^\d/.test(behind))) return undefined
  const rest = minute === undefined ? behind : behind.slice(time?.length)
  return { day, minute: minute ?? null, rest: rest.replace(/^[\s_-]+/, '').trim() }
}

/** `2024/01/15.md` and `2024/01/15.txt`. */
export function dayInPath(path: string): Day | undefined {
  const [, year, month, date] = /(?:^|\/)(\d{4})\/(\d{1,2})\/(\d{1,2})\.\w+$/.exec(path) ?? []
  return year === undefined ? undefined : dayOf(Number(year), Number(month), Number(date))
}

/** Those that diaries with day headings were translated into. */
const LANGUAGES = 'en de fr es it pt nl nb sv da fi pl cs uk tr el id is'.split(' ')
/** Between a day and a month: of, the, year. */
const SMALL = new Set(['de', 'del', 'of', 'den', 'the', 'le', 'el', 'г', 'р', 'рік', 'года', 'року', 'd'])
const lower = (word: string): string => word.toLowerCase().replace(/\.$/, '')

let known: { months: Map<string, number>; weekdays: Set<string> } | undefined
function words() {
  if (known) return known
  const months = new Map<string, number>()
  const weekdays = new Set<string>()
  for (const language of LANGUAGES)
    for (const length of ['long', 'short'] as const) {
      const name = new Intl.DateTimeFormat(language, {
        ...{ day: 'numeric', month: length, weekday: length, timeZone: 'UTC' },
      })
      // Twelve months, and in January every day of a week.
      for (let n = 0; n < 12; n++)
        for (const at of [Date.UTC(2024, n, 15), Date.UTC(2024, 0, 1 + n)])
          for (const { type, value } of name.formatToParts(at)) {
            if (type === 'month') months.set(lower(value), new Date(at).getUTCMonth() + 1)
            if (type === 'weekday') weekdays.add(lower(value))
          }
    }
  known = { months, weekdays }
  return known
}

/** Words that say a day and nothing else; numbers alone only where their order is certain. */
function spelt(text: string): Day | undefined {
  const [, year, month, date] = /^(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(text) ?? []
  if (year !== undefined) return dayOf(Number(year), Number(month), Number(date))
  const [, d, m, y] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  if (y !== undefined) return dayOf(Number(y), Number(m), Number(d))
  const tokens = text.split(/[\s,]+/).filter(token => token !== '')
  if (tokens.length < 3 || tokens.length > 7) return undefined
  const { months, weekdays } = words()
  const found = { year: [] as number[], month: [] as number[], date: [] as number[] }
  for (const token of tokens.map(lower)) {
    const named = months.get(token)
    if (/^\d{4}$/.test(token)) found.year.push(Number(token))
    else if (/^\d{1,2}(st|nd|rd|th|er|η|º)?$/.test(token)) found.date.push(Number.parseInt(token, 10))
    else if (named !== undefined) found.month.push(named)
    else if (!weekdays.has(token) && !SMALL.has(token)) return undefined
  }
  const { year: years, month: inYear, date: dates } = found
  if (years.length !== 1 || inYear.length !== 1 || dates.length !== 1) return undefined
  return dayOf(years[0] ?? 0, inYear[0] ?? 0, dates[0] ?? 0)
}

/** A heading that is a day: of a file that has many of them, or of one that names its own. */
export function dayInHeading(heading: string): Named | undefined {
  const text = heading.replace(/^\[\[(.*)\]\]$/, '$1').trim()
  const named = /^\d{4}-\d{2}-\d{2}(\s|T|$)/.test(text) ? dayInName(text) : undefined
  if (named) return named
  const day = text.length > 80 ? undefined : spelt(text)
  return day && { day, minute: null, rest: '' }
}
