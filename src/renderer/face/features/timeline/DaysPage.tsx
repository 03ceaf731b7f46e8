/** The whole notebook as a list, newest day first, however many years it holds. */
import { CalendarDays, Search } from 'lucide-react'
import { memo, useCallback, useEffect, useState } from 'react'
import type { Day } from '../../../../shared/journal/day.ts'
import type { EntryLine } from '../../../../shared/journal/entry.ts'
import { dayAfter, dayName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Empty } from '../../ui/Empty.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { LongList, Row } from '../../ui/LongList.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import { PlainPage } from '../../ui/PlainPage.tsx'
import styles from './DaysPage.module.css'
import { moreWords, openingWords, SHOWN } from './opening.ts'
import { useDays } from './useDays.ts'

/** Days in a page of the list: few enough to be drawn between two keys. */
const PAGE = 15
/** rem: a day with two lines below it. */
const ROW = 7

export function DaysPage({ today }: { readonly today: Day }) {
  const { days, fault } = useDays(today)
  const size = days?.length ?? 0
  const page = useCallback(
    (n: number) => (
      <DaysOf days={days?.slice(n * PAGE, (n + 1) * PAGE) ?? []} first={n * PAGE} size={size} today={today} />
    ),
    [days, size, today],
  )
  return (
    <PlainPage
      title={t('days.title')}
      lead={t('days.lead')}
      aside={
        <>
          <PlaceLink to={{ at: 'journal' }} className={styles['way']}>
            {t('places.back')}
          </PlaceLink>
          <PlaceLink to={{ at: 'calendar' }} className={styles['way']}>
            <CalendarDays aria-hidden="true" size="1.1em" strokeWidth={1.75} />
            {t('timeline.calendar')}
          </PlaceLink>
          <PlaceLink to={{ at: 'search' }} className={styles['way']}>
            <Search aria-hidden="true" size="1.1em" strokeWidth={1.75} />
            {t('timeline.search')}
          </PlaceLink>
        </>
      }
    >
      {fault && <InlineError words={faultWords(fault)} />}
      {days?.length === 0 && <Empty words={t('days.none')} />}
      {size > 0 && (
        <LongList label={t('days.title')} pages={Math.ceil(size / PAGE)} page={page} height={PAGE * ROW} />
      )}
    </PlainPage>
  )
}

type DaysOfProps = {
  readonly days: readonly Day[]
  readonly first: number
  readonly size: number
  readonly today: Day
}

/** The days stand at once; their first words come a moment later. */
const DaysOf = memo(function DaysOf({ days, first, size, today }: DaysOfProps) {
  const { vault } = useHouse()
  const [lines, setLines] = useState<ReadonlyMap<Day, readonly EntryLine[]>>(new Map())
  const newest = days[0]
  useEffect(() => {
    if (!newest) return
    let left = false
    void vault.ask('journal.timeline', { before: dayAfter(newest), days: days.length }).then(answer => {
      if (left || !answer.ok) return
      const of = new Map<Day, EntryLine[]>()
      for (const line of answer.value.lines) of.set(line.day, [...(of.get(line.day) ?? []), line])
      setLines(of)
    })
    return () => {
      left = true
    }
  }, [vault, newest, days])
  return days.map((day, i) => (
    <Row key={day} aria-posinset={first + i + 1} aria-setsize={size} className={styles['day']}>
      <PlaceLink to={day === today ? { at: 'journal' } : { at: 'journal', day }} className={styles['name']}>
        {dayName(day, today)}
      </PlaceLink>
      {lines
        .get(day)
        ?.slice(0, SHOWN)
        .map(({ id, opening }) => (
          <p key={id} dir="auto">
            {openingWords(opening)}
          </p>
        ))}
      {moreWords(lines.get(day)?.length ?? 0) && <p>{moreWords(lines.get(day)?.length ?? 0)}</p>}
    </Row>
  ))
})
