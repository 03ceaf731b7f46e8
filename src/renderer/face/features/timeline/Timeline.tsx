/** The days written on, newest first, on a leaf beside the page. Missing days stay a gap, never a zero. */
import { CalendarDays, Search, Trash2 } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { Day } from '../../../../shared/journal/day.ts'
import type { EntryLine } from '../../../../shared/journal/entry.ts'
import { dayBefore, dayName } from '../../../../shared/locales/days.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import { moreWords, openingWords, SHOWN } from './opening.ts'
import styles from './Timeline.module.css'

/** As many as stand beside a page without making it longer, so that its foot is in sight; all of them are a place of their own. */
const DAYS = 4

type Group = { readonly day: Day; readonly lines: readonly EntryLine[] }

function byDay(lines: readonly EntryLine[]): readonly Group[] {
  const groups = new Map<Day, EntryLine[]>()
  for (const line of lines) groups.set(line.day, [...(groups.get(line.day) ?? []), line])
  return [...groups].map(([day, of]) => ({ day, lines: of }))
}

export function Timeline({ day, today }: { readonly day: Day; readonly today: Day }) {
  const { vault, keeper } = useHouse()
  const [lines, setLines] = useState<readonly EntryLine[]>([])

  const read = useCallback(async () => {
    const answer = await vault.ask('journal.timeline', { days: DAYS })
    if (answer.ok) setLines(answer.value.lines)
  }, [vault])

  useEffect(() => {
    void read()
    return keeper.subscribe(() => {
      if (keeper.saving().state === 'saved') void read()
    })
  }, [read, keeper])

  const groups = byDay(lines)
  const shown = groups.some(group => group.day === today) ? groups : [{ day: today, lines: [] }, ...groups]
  return (
    <aside className={styles['timeline']} aria-label={t('timeline.title')}>
      <h2>{t('timeline.title')}</h2>
      <p className={styles['ways']}>
        <PlaceLink to={{ at: 'search' }} className={styles['way']}>
          <Search aria-hidden="true" size="1.1em" strokeWidth={1.75} />
          {t('timeline.search')}
        </PlaceLink>
        <PlaceLink to={{ at: 'calendar' }} className={styles['way']}>
          <CalendarDays aria-hidden="true" size="1.1em" strokeWidth={1.75} />
          {t('timeline.calendar')}
        </PlaceLink>
        <PlaceLink to={{ at: 'bin' }} className={styles['way']}>
          <Trash2 aria-hidden="true" size="1.1em" strokeWidth={1.75} />
          {t('timeline.bin')}
        </PlaceLink>
      </p>
      <ol>
        {shown.map((group, i) => {
          const after = shown[i - 1]
          const gap = after && dayBefore(after.day) !== group.day
          return (
            <li key={group.day} data-now={group.day === day} data-gap={Boolean(gap)}>
              <PlaceLink
                to={group.day === today ? { at: 'journal' } : { at: 'journal', day: group.day }}
                current={group.day === day ? 'date' : undefined}
              >
                {dayName(group.day, today)}
              </PlaceLink>
              {group.day === day ? (
                <p>{t('timeline.now')}</p>
              ) : (
                <>
                  {group.lines.slice(0, SHOWN).map(line => (
                    <p key={line.id} dir="auto">
                      {openingWords(line.opening)}
                    </p>
                  ))}
                  {moreWords(group.lines.length) && <p>{moreWords(group.lines.length)}</p>}
                </>
              )}
            </li>
          )
        })}
      </ol>
      <p>
        <PlaceLink to={{ at: 'days' }} className={styles['way']}>
          {t('timeline.all')}
        </PlaceLink>
      </p>
    </aside>
  )
}
