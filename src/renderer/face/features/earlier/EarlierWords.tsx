/** What something said before, as one list: when it stood there, its first words, all of them at a press, and its way back. */
import { memo, type ReactNode, useCallback, useState } from 'react'
import type { Fault } from '../../../../shared/fault.ts'
import type { Day } from '../../../../shared/journal/day.ts'
import { dayName, dayOf, timeName } from '../../../../shared/locales/days.ts'
import { faultWords, listed, t } from '../../../../shared/locales/speak.ts'
import type { Result } from '../../../../shared/result.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { LongList, Row } from '../../ui/LongList.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { SideSheet } from '../../ui/SideSheet.tsx'
import { Stuck } from '../../ui/Stuck.tsx'
import { say } from '../../ui/toast.tsx'
import { fewWords, openingWords } from '../timeline/opening.ts'
import styles from './EarlierPage.module.css'
import type { Line, Versions } from './useVersions.ts'

/** Versions the vault answers at once. */
const PAGE = 10
/** rem: a time, two lines and what can be pressed. */
const ROW = 9

export type EarlierWordsProps = {
  readonly lead: string
  readonly none: string
  readonly today: Day
  /** The way to what stands there now. */
  readonly aside: ReactNode
  readonly where: string
  readonly versions: Versions
  /** All words of a version. */
  readonly look: (version: number) => Promise<Result<string, Fault>>
  /** Undefined: nothing can be put back here. */
  readonly putBack: ((version: number) => Promise<void>) | undefined
}

/** `Yesterday at 9:24 PM`, and by whom, where others write too. */
function whenOf({ modified, by }: Line, today: Day): string {
  const when = t('day.at', { day: dayName(dayOf(modified), today), time: timeName(modified) })
  const names = listed(by?.filter(Boolean) ?? [])
  return names ? t('earlier.by', { when, names }) : when
}

export function EarlierWords(props: EarlierWordsProps) {
  const { lead, none, today, aside, where, versions, look: read, putBack } = props
  const { now, paged, fault } = versions
  const { list, further, again } = paged
  const [shown, setShown] = useState<{ line: Line; text: string } | null>(null)
  const look = useCallback(
    async (line: Line) => {
      const text = await read(line.version)
      if (text.ok) setShown({ line, text: text.value })
      else say(faultWords(text.fault))
    },
    [read],
  )
  const put = useCallback(
    async ({ version }: Line) => {
      setShown(null)
      await putBack?.(version)
    },
    [putBack],
  )
  const pages = list?.pages
  const back = putBack ? put : undefined
  const page = useCallback(
    (n: number) => <Lines lines={pages?.[n] ?? []} today={today} look={look} putBack={back} />,
    [pages, today, look, back],
  )

  return (
    <PlainPage title={t('earlier.title')} lead={lead} aside={aside}>
      {fault && <InlineError words={faultWords(fault)} />}
      {now !== null && (
        <section>
          <h2>{t('earlier.now')}</h2>
          <p className={styles['day']}>{where}</p>
          <p dir="auto" className={plain['excerpt']}>
            {now || t('timeline.nowords')}
          </p>
        </section>
      )}
      {pages?.length === 0 && <Empty words={none} />}
      {pages && pages.length > 0 && (
        <section>
          <h2>{t('earlier.before')}</h2>
          <LongList
            label={t('earlier.before')}
            pages={pages.length}
            page={page}
            height={PAGE * ROW}
            onEnd={further}
          />
          <Stuck list={list} again={again} />
        </section>
      )}
      <SideSheet
        title={shown ? whenOf(shown.line, today) : ''}
        open={shown !== null}
        close={() => setShown(null)}
      >
        <p dir="auto" className={styles['words']}>
          {shown?.text.trim() || t('timeline.nowords')}
        </p>
        {back && (
          <div>
            <Button look="main" onPress={() => shown && void back(shown.line)}>
              {t('earlier.back')}
            </Button>
          </div>
        )}
      </SideSheet>
    </PlainPage>
  )
}

type LinesProps = {
  readonly lines: readonly Line[]
  readonly today: Day
  readonly look: (line: Line) => Promise<void>
  readonly putBack: ((line: Line) => Promise<void>) | undefined
}

const Lines = memo(function Lines({ lines, today, look, putBack }: LinesProps) {
  return lines.map(line => {
    const when = whenOf(line, today)
    const which = { when, opening: fewWords(line.opening) }
    return (
      <Row key={line.version} className={styles['line']}>
        <h3 className={plain['named']}>{when}</h3>
        <p dir="auto" className={plain['excerpt']}>
          {openingWords(line.opening)}
        </p>
        <div className={plain['row']}>
          <Button look="quiet" aria-label={t('earlier.read.label', which)} onPress={() => void look(line)}>
            {t('earlier.read')}
          </Button>
          {putBack && (
            <Button
              look="quiet"
              aria-label={t('earlier.back.label', which)}
              onPress={() => void putBack(line)}
            >
              {t('earlier.back')}
            </Button>
          )}
        </div>
      </Row>
    )
  })
})
