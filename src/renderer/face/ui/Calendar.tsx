/** A month of days. A dot: there are words of that day. Each day says its whole date; the arrow keys go by days and weeks. */
import { type CalendarDate, parseDate } from '@internationalized/date'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import {
  Calendar as AriaCalendar,
  Button,
  CalendarGrid,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
  I18nProvider,
} from 'react-aria-components'
import type { Day } from '../../../shared/journal/day.ts'
import { dayWhole } from '../../../shared/locales/days.ts'
import { locale, t } from '../../../shared/locales/speak.ts'
import styles from './Calendar.module.css'
import { CalendarDays } from './CalendarDays.tsx'

export type CalendarProps = {
  readonly label: string
  readonly today: Day
  readonly chosen: Day | null
  readonly onChoose: (day: Day) => void
  /** Whether there are words of that day. Missing days stay empty: they are no gap to be filled. */
  readonly written: (day: Day) => boolean
  /** The last day one can go to; `today` where nothing is said. */
  readonly last?: Day
  /** The day with the focus, and with it the month that is seen, where the caller keeps it. */
  readonly at?: Day
  readonly onMove?: (day: Day) => void
}

const dayOfDate = (date: CalendarDate): Day => date.toString() as Day

/** Letters of a weekday that stand above their column in any window. */
const SHORT = 4
/** Some languages have no short names for the days of the week: then one letter. The days themselves say the whole date. */
const weekdays = (locale: string): 'short' | 'narrow' => {
  const name = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const longest = Math.max(
    ...[4, 5, 6, 7, 8, 9, 10].map(day => [...name.format(Date.UTC(1970, 0, day))].length),
  )
  return longest <= SHORT ? 'short' : 'narrow'
}

/** The language of the house; its weeks begin as they do where this computer is. */
const weeks = (): string => (navigator.language.startsWith(locale()) ? navigator.language : locale())

export function Calendar({
  label,
  today,
  chosen,
  onChoose,
  written,
  last = today,
  at,
  onMove,
}: CalendarProps) {
  const dayLabel = (day: Day): string => {
    const said = day === today ? t('calendar.today', { day: dayWhole(day) }) : dayWhole(day)
    return written(day) ? t('calendar.written', { day: said }) : said
  }
  return (
    <I18nProvider locale={weeks()}>
      <AriaCalendar
        aria-label={label}
        className={styles['calendar'] ?? ''}
        value={chosen === null ? null : parseDate(chosen)}
        defaultFocusedValue={parseDate(chosen ?? today)}
        {...(at && { focusedValue: parseDate(at) })}
        {...(onMove && { onFocusChange: date => onMove(dayOfDate(date)) })}
        maxValue={parseDate(last)}
        onChange={date => date && onChoose(date.toString().slice(0, 10) as Day)}
      >
        <div className={styles['head']}>
          <Button slot="previous" aria-label={t('calendar.before')} className={styles['turn'] ?? ''}>
            <ChevronLeft aria-hidden="true" size="1.5em" strokeWidth={1.75} />
          </Button>
          <Heading className={styles['month'] ?? ''} />
          <Button slot="next" aria-label={t('calendar.after')} className={styles['turn'] ?? ''}>
            <ChevronRight aria-hidden="true" size="1.5em" strokeWidth={1.75} />
          </Button>
        </div>
        <CalendarGrid weekdayStyle={weekdays(weeks())} className={styles['grid'] ?? ''}>
          <CalendarGridHeader>
            {name => <CalendarHeaderCell className={styles['weekday'] ?? ''}>{name}</CalendarHeaderCell>}
          </CalendarGridHeader>
          <CalendarDays today={today} said={dayLabel} written={written} />
        </CalendarGrid>
      </AriaCalendar>
    </I18nProvider>
  )
}
