/** Earlier words of an entry: when they stood there, what they were, and their way back, which has a way back itself. */
import { memo, useCallback, useState } from 'react'
import type { Day } from '../../../../shared/journal/day.ts'
import type { EntryId, VersionLine } from '../../../../shared/journal/entry.ts'
import { dayName, dayOf, dayTitle, timeName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { plainText } from '../../../../shared/writing/writing.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { SideSheet } from '../../ui/SideSheet.tsx'
import { say } from '../../ui/toast.tsx'
import { LongList } from '../timeline/LongList.tsx'
import { openingWords } from '../timeline/opening.ts'
import styles from './EarlierPage.module.css'
import { useVersions } from './useVersions.ts'

/** Versions the vault answers at once. */
const PAGE = 10
/** rem: a time, two lines and what can be pressed. */
const ROW = 9

export type EarlierPageProps = { readonly day: Day; readonly entry: EntryId; readonly today: Day }

/** `Yesterday at 9:24 PM` */
const whenOf = ({ modified }: VersionLine, today: Day): string =>
  t('day.at', { day: dayName(dayOf(modified), today), time: timeName(modified) })

export function EarlierPage({ day, entry: id, today }: EarlierPageProps) {
  const { vault, keeper } = useHouse()
  const { versions, fault, read, more } = useVersions(day, id)
  const [shown, setShown] = useState<{ line: VersionLine; text: string } | null>(null)

  const look = useCallback(
    async (line: VersionLine) => {
      const answer = await vault.ask('journal.version', { id, version: line.version })
      if (answer.ok) setShown({ line, text: plainText(answer.value.writing) })
      else say(faultWords(answer.fault))
    },
    [vault, id],
  )
  const put = useCallback(
    async (version: number) => {
      await keeper.flush()
      // Words that only this window has would be saved over it later.
      const saving = keeper.saving()
      if (saving.state === 'refused') return say(faultWords(saving.fault))
      const answer = await vault.ask('journal.putBack', { id, version })
      if (!answer.ok) return say(faultWords(answer.fault))
      await read()
      return answer.value.before
    },
    [vault, keeper, id, read],
  )
  const putBack = useCallback(
    async ({ version }: VersionLine) => {
      setShown(null)
      const before = await put(version)
      if (before === undefined) return
      say(t('earlier.returned'), () => {
        void put(before).then(undone => undone !== undefined && say(t('earlier.undone')))
      })
    },
    [put],
  )
  const pages = versions?.pages
  const page = useCallback(
    (n: number) => <Lines lines={pages?.[n] ?? []} today={today} look={look} putBack={putBack} />,
    [pages, today, look, putBack],
  )
  const end = useCallback(() => void more(), [more])

  return (
    <PlainPage
      title={t('earlier.title')}
      lead={t('earlier.lead')}
      aside={<PlaceLink to={{ at: 'journal', day, entry: id }}>{t('earlier.open')}</PlaceLink>}
    >
      {fault && <InlineError words={faultWords(fault)} />}
      {versions && (
        <section>
          <h2>{t('earlier.now')}</h2>
          <p className={styles['day']}>{dayTitle(day, today)}</p>
          <p dir="auto" className={plain['excerpt']}>
            {versions.now || t('timeline.nowords')}
          </p>
        </section>
      )}
      {pages?.length === 0 && <Empty words={t('earlier.none')} />}
      {pages && pages.length > 0 && (
        <section>
          <h2>{t('earlier.before')}</h2>
          <LongList
            label={t('earlier.before')}
            pages={pages.length}
            page={page}
            height={PAGE * ROW}
            onEnd={end}
          />
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
        <div>
          <Button look="main" onPress={() => shown && void putBack(shown.line)}>
            {t('earlier.back')}
          </Button>
        </div>
      </SideSheet>
    </PlainPage>
  )
}

type LinesProps = {
  readonly lines: readonly VersionLine[]
  readonly today: Day
  readonly look: (line: VersionLine) => Promise<void>
  readonly putBack: (line: VersionLine) => Promise<void>
}

const Lines = memo(function Lines({ lines, today, look, putBack }: LinesProps) {
  return lines.map(line => {
    const when = whenOf(line, today)
    const which = { when, opening: line.opening.slice(0, 40) }
    return (
      // biome-ignore lint/a11y/useSemanticElements: see LongList
      <div key={line.version} role="listitem" className={styles['line']}>
        <h3 className={plain['named']}>{when}</h3>
        <p dir="auto" className={plain['excerpt']}>
          {openingWords(line.opening)}
        </p>
        <div className={plain['row']}>
          <Button look="quiet" aria-label={t('earlier.read.label', which)} onPress={() => void look(line)}>
            {t('earlier.read')}
          </Button>
          <Button look="quiet" aria-label={t('earlier.back.label', which)} onPress={() => void putBack(line)}>
            {t('earlier.back')}
          </Button>
        </div>
      </div>
    )
  })
})
