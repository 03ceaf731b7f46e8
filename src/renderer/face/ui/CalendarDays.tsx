/**
 * The days of the month that is seen. Keys are the grid's own business, so a day is no more than a thing to press, and a
 * month turns in a third of the time that react-aria's own cells take for it.
 */
import type { CalendarDate } from '@internationalized/date'
import { memo, useContext, useEffect, useRef } from 'react'
import { CalendarStateContext } from 'react-aria-components'
import type { Day } from '../../../shared/journal/day.ts'
import { locale } from '../../../shared/locales/speak.ts'
import styles from './Calendar.module.css'

export type CalendarDaysProps = {
  readonly today: Day
  /** What a screen reader says of that day. */
  readonly said: (day: Day) => string
  readonly written: (day: Day) => boolean
}

const dayOfDate = (date: CalendarDate): Day => date.toString() as Day

export function CalendarDays({ today, said, written }: CalendarDaysProps) {
  const state = useContext(CalendarStateContext)
  if (!state) throw new Error('days stand outside a calendar')
  // A day that is drawn already asks the calendar of now.
  const now = useRef(state)
  useEffect(() => {
    now.current = state
  })
  const { current: way } = useRef<Way>({
    press: date => {
      now.current.selectDate(date)
      now.current.setFocusedDate(date)
      now.current.setFocused(true)
    },
    reach: date => now.current.setFocusedDate(date),
  })
  const first = state.visibleRange.start
  const number = new Intl.NumberFormat(locale(), { useGrouping: false })
  const cell = (date: CalendarDate | null, at: number) => {
    if (date === null || date.month !== first.month || date.year !== first.year) return <td key={at} />
    const day = dayOfDate(date)
    const disabled = state.isCellDisabled(date)
    return (
      <DayCell
        key={at}
        day={day}
        date={date}
        number={number.format(date.day)}
        said={said(day)}
        today={day === today}
        written={written(day)}
        disabled={disabled}
        selected={state.isSelected(date)}
        reached={day === dayOfDate(state.focusedDate)}
        focused={state.isCellFocused(date)}
        way={way}
      />
    )
  }
  const weeks = Array.from({ length: state.getWeeksInMonth(first) }, (_, n) => n)
  return (
    <tbody>
      {weeks.map(week => (
        <tr key={week}>{state.getDatesInWeek(week, first).map(cell)}</tr>
      ))}
    </tbody>
  )
}

type Way = { readonly press: (date: CalendarDate) => void; readonly reach: (date: CalendarDate) => void }

type DayCellProps = {
  readonly day: Day
  readonly date: CalendarDate
  readonly number: string
  readonly said: string
  readonly today: boolean
  readonly written: boolean
  readonly disabled: boolean
  readonly selected: boolean
  /** The one that Tab comes to. */
  readonly reached: boolean
  readonly focused: boolean
  readonly way: Way
}

const same = (before: DayCellProps, after: DayCellProps): boolean =>
  (Object.keys(after) as (keyof DayCellProps)[]).every(
    name => name === 'date' || Object.is(before[name], after[name]),
  )

const DayCell = memo(function DayCell(props: DayCellProps) {
  const { date, number, said, today, written, disabled, selected, reached, focused, way } = props
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focused) place.current?.focus()
  }, [focused])
  const off = { 'aria-disabled': disabled || undefined }
  const button = {
    ...off,
    role: 'button',
    tabIndex: disabled ? undefined : reached ? 0 : -1,
    'aria-label': said,
    'data-today': today,
    'data-written': written || undefined,
    'data-selected': selected || undefined,
    ...(disabled ? {} : { onClick: () => way.press(date), onFocus: () => way.reach(date) }),
  }
  return (
    <td {...off} {...{ 'aria-selected': selected || undefined }}>
      <div ref={place} className={styles['day']} {...button}>
        {number}
      </div>
    </td>
  )
}, same)
