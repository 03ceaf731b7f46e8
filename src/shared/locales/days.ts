/** Days and times in words. A day is a calendar day: it is never moved by a zone. */

import { LAST_INSTANT } from '../clock.ts'
import type { Day } from '../journal/day.ts'
import { locale, t } from './speak.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
/** Making one costs a hundred times as much as using it, and a month of days asks for it on every key. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale()} ${JSON.stringify(options)}`
  const made = formats.get(name) ?? new Intl.DateTimeFormat(locale(), options)
  formats.set(name, made)
  return made
}

const two = (n: number): string => String(n).padStart(2, '0')

const FIRST_INSTANT = Date.UTC(1000, 0, 2)
/** One that a calendar has: whatever is said of when, a page that shows it is drawn. */
const within = (instant: number): number =>
  Math.min(LAST_INSTANT, Math.max(FIRST_INSTANT, Math.trunc(instant) || 0))

/** The calendar day of an instant on this computer. */
export function dayOf(instant: number): Day {
  const date = new Date(within(instant))
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}` as Day
}

/** Noon of that day, local: far from every change of clocks. */
function noon(day: Day): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  const at = new Date(2000, 0, 1, 12)
  at.setFullYear(year, month - 1, date)
  return at
}

export const dayBefore = (day: Day): Day => {
  const date = noon(day)
  date.setDate(date.getDate() - 1)
  return dayOf(date.getTime())
}

export const dayAfter = (day: Day): Day => {
  const date = noon(day)
  date.setDate(date.getDate() + 1)
  return dayOf(date.getTime())
}

/** `November 2026` */
export const monthTitle = (day: Day): string => format({ month: 'long', year: 'numeric' }).format(noon(day))

/** `Sunday 22 November`, with the year when it is not `today`'s. */
export function dayTitle(day: Day, today: Day): string {
  const parts = format({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
  })
  if (!locale().startsWith('en')) return parts.format(noon(day))
  const named = new Map(parts.formatToParts(noon(day)).map(({ type, value }) => [type, value]))
  return ['weekday', 'day', 'month', 'year'].flatMap(part => named.get(part as 'day') ?? []).join(' ')
}

/** `Sunday 22 November 2026`, always with its year. */
export const dayWhole = (day: Day): string => dayTitle(day, '0000-01-01' as Day)

/** How a list names a day: Today, Yesterday, `Thursday 19` within this month, else its title. */
export function dayName(day: Day, today: Day): string {
  if (day === today) return t('day.today')
  if (day === dayBefore(today)) return t('day.yesterday')
  if (locale().startsWith('en') && day.slice(0, 7) === today.slice(0, 7))
    return dayTitle(day, today).split(' ').slice(0, 2).join(' ')
  return dayTitle(day, today)
}

export const timeName = (instant: number): string =>
  format({ hour: 'numeric', minute: '2-digit' }).format(within(instant))

/** `Sunday 22 November 2026 at 9:24 PM` */
export const instantName = (instant: number): string =>
  t('day.at', { day: dayWhole(dayOf(instant)), time: timeName(instant) })

/** Its day as lists name it, and its time where another of the same day stands beside it. */
export function nameAmong(
  { day, created }: { readonly day: Day; readonly created: number },
  beside: readonly ({ readonly day: Day } | undefined)[],
  today: Day,
): string {
  const name = dayName(day, today)
  return beside.some(one => one?.day === day) ? t('day.at', { day: name, time: timeName(created) }) : name
}

export function partOfDay(instant: number): string {
  const hour = new Date(instant).getHours()
  if (hour < 5) return t('time.night')
  if (hour < 12) return t('time.morning')
  if (hour < 18) return t('time.afternoon')
  return hour < 22 ? t('time.evening') : t('time.night')
}
