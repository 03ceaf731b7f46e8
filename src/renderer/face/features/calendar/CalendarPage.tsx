/** A month at a time: a dot where there are words. The same stands beside it as a list. */
import type { Day } from '../../../../shared/journal/day.ts'
import { dayTitle, monthTitle } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { go, type Place, settle } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { Calendar } from '../../ui/Calendar.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import styles from './CalendarPage.module.css'
import { monthOf, useMonth } from './useMonth.ts'

export type CalendarPageProps = {
  /** The day that has the focus; its month is the one that is seen. */
  readonly at: Day
  readonly today: Day
}

const two = (n: number): string => String(n).padStart(2, '0')
/** The same month so many years on; its first day, since not every year has a 29 February. */
const yearsOn = (day: Day, years: number): Day =>
  `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}-${two(Number(day.slice(5, 7)))}-01` as Day

export function CalendarPage({ at, today }: CalendarPageProps) {
  const { days, last, fault } = useMonth(at, today)
  const leaf = (day: Day): Place => (day === today ? { at: 'journal' } : { at: 'journal', day })
  const move = (day: Day) => settle({ at: 'calendar', day: day > last ? last : day })
  const open = (day: Day) => {
    move(day)
    go(leaf(day))
  }
  const earlier = yearsOn(at, -1)
  return (
    <div className={styles['calendar']}>
      <div className={styles['aside']}>
        <PlaceLink to={{ at: 'journal' }}>{t('places.back')}</PlaceLink>
      </div>
      <div className={styles['month']}>
        <header>
          <h1 tabIndex={-1}>{t('calendar.title')}</h1>
          <p className={styles['lead']}>{t('calendar.lead')}</p>
        </header>
        {fault && <InlineError words={faultWords(fault)} />}
        <div>
          <Calendar
            label={t('calendar.title')}
            today={today}
            last={last}
            chosen={null}
            at={at}
            onMove={move}
            onChoose={open}
            written={day => days?.includes(day) ?? false}
          />
        </div>
        <ul className={styles['ways']}>
          <li>
            <Button look="quiet" onPress={() => move(today)}>
              {t('calendar.to.today')}
            </Button>
          </li>
          <li>
            <Button look="quiet" isDisabled={earlier < ('0001-01-01' as Day)} onPress={() => move(earlier)}>
              {t('calendar.year.before')}
            </Button>
          </li>
          {/* In the last month nothing is later, as the arrow beside its name says too. */}
          {monthOf(at) < monthOf(last) && (
            <li>
              <Button look="quiet" onPress={() => move(yearsOn(at, 1))}>
                {t('calendar.year.after')}
              </Button>
            </li>
          )}
        </ul>
      </div>
      <section className={styles['words']} aria-label={t('calendar.days')}>
        <h2>{t('calendar.days')}</h2>
        <p role="status" className={days?.length === 0 ? undefined : 'unseen'}>
          {days?.length === 0 ? t('calendar.none', { month: monthTitle(at) }) : ''}
        </p>
        {days && days.length > 0 && (
          <ul>
            {days.map(day => (
              <li key={day}>
                <PlaceLink to={leaf(day)}>{dayTitle(day, day)}</PlaceLink>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}
