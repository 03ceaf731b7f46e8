/** The circle's log: everything that was decided, in sentences, for everyone in it. */
import { memo, useCallback, useRef, useState } from 'react'
import type { CircleId } from '../../../../shared/circle/circle.ts'
import type { LogLine } from '../../../../shared/circle/log.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { logSentence, logStanding } from '../../../../shared/locales/circle-log.ts'
import { dayOf, dayWhole } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { ok } from '../../../../shared/result.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { InlineError } from '../../ui/InlineError.tsx'
import { LongList, Row } from '../../ui/LongList.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { usePages } from '../../ui/pages.ts'
import { Stuck } from '../../ui/Stuck.tsx'
import { BackToCircle } from './BackToCircle.tsx'
import styles from './LogPage.module.css'
import { useCircle, useReadAgain } from './useCircle.ts'

/** Lines the vault answers at once. */
const PAGE = 100
/** rem: a day and a sentence. */
const ROW = 5

export function LogPage({ id }: { readonly id: CircleId }) {
  const { circle, fault: gone } = useCircle(id)
  const { paged, fault } = useLog(id)
  const { list, further, again } = paged
  const pages = list?.pages
  const page = useCallback((n: number) => <Lines lines={pages?.[n] ?? []} />, [pages])
  const wrong = gone ?? fault
  return (
    <PlainPage
      title={t('log.title')}
      {...(circle && { lead: t('log.lead', { circle: circle.name }) })}
      aside={<BackToCircle id={id} circle={circle} />}
    >
      {wrong && <InlineError words={faultWords(wrong)} />}
      {/* Above the list: it may be longer than anyone goes down. */}
      <p className="hush">{t('log.clocks')}</p>
      {pages && pages.length > 0 && (
        <div>
          <LongList
            label={t('log.list')}
            pages={pages.length}
            page={page}
            height={PAGE * ROW}
            onEnd={further}
          />
          <Stuck list={list} again={again} />
        </div>
      )}
    </PlainPage>
  )
}

/** Read anew whenever the circle changes, as far as somebody went down. */
function useLog(circle: CircleId) {
  const { vault } = useHouse()
  const [fault, setFault] = useState<Fault | null>(null)
  const ask = useCallback(
    async (last?: LogLine) => {
      const answer = await vault.ask('circle.log', last ? { circle, before: last.id } : { circle })
      return answer.ok ? ok({ rows: answer.value.lines, more: answer.value.more }) : answer
    },
    [vault, circle],
  )
  const paged = usePages<LogLine>(ask)
  const { list, lay } = paged
  const wanted = useRef(1)
  wanted.current = Math.max(1, list?.pages.length ?? 1)
  const turn = useRef(0)
  const read = useCallback(async () => {
    turn.current += 1
    const mine = turn.current
    const pages: (readonly LogLine[])[] = []
    let more = true
    while (more && pages.length < wanted.current) {
      const answer = await ask(pages.at(-1)?.at(-1))
      if (mine !== turn.current) return
      setFault(answer.ok ? null : answer.fault)
      if (!answer.ok) return
      if (answer.value.rows.length > 0) pages.push(answer.value.rows)
      more = answer.value.more && answer.value.rows.length > 0
    }
    lay({ pages, more })
  }, [ask, lay])
  useReadAgain(circle, read)
  return { paged, fault }
}

const Lines = memo(function Lines({ lines }: { readonly lines: readonly LogLine[] }) {
  return lines.map(line => (
    <Row key={line.id} className={styles['line']}>
      <p className="hush">{dayWhole(dayOf(line.at))}</p>
      <p>{logSentence(line)}</p>
      {Object.entries(line.words).map(([n, words]) => (
        <p key={n} dir="auto" className={plain['excerpt']}>
          {words}
        </p>
      ))}
      {line.standing !== 'stands' && <p className="hush">{logStanding(line)}</p>}
    </Row>
  ))
})
