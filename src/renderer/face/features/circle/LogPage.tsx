/** The circle's log: everything that was decided, in sentences, for everyone in it. */
import { useCallback, useEffect, useState } from 'react'
import type { CircleId } from '../../../../shared/circle/circle.ts'
import type { LogLine } from '../../../../shared/circle/log.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { logSentence, logStanding } from '../../../../shared/locales/circle-log.ts'
import { dayOf, dayWhole } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { BackToCircle } from './BackToCircle.tsx'
import { useCircle } from './useCircle.ts'

export function LogPage({ id }: { readonly id: CircleId }) {
  const { vault } = useHouse()
  const { circle, fault: gone } = useCircle(id)
  const [lines, setLines] = useState<readonly LogLine[] | null>(null)
  const [more, setMore] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const read = useCallback(async () => {
    const answer = await vault.ask('circle.log', { circle: id })
    setFault(answer.ok ? null : answer.fault)
    if (!answer.ok) return
    setLines(answer.value.lines)
    setMore(answer.value.more)
  }, [vault, id])
  useEffect(() => {
    void read()
    return vault.on('circle.changed', ({ circle: changed }) => {
      if (changed === id) void read()
    })
  }, [vault, id, read])
  const goOn = async () => {
    const last = lines?.at(-1)
    if (!last) return
    const answer = await vault.ask('circle.log', { circle: id, before: last.id })
    setFault(answer.ok ? null : answer.fault)
    if (!answer.ok) return
    setLines(before => [...(before ?? []), ...answer.value.lines])
    setMore(answer.value.more)
  }
  const wrong = gone ?? fault
  return (
    <PlainPage
      title={t('log.title')}
      {...(circle && { lead: t('log.lead', { circle: circle.name }) })}
      aside={<BackToCircle id={id} circle={circle} />}
    >
      {wrong && <InlineError words={faultWords(wrong)} />}
      {lines && (
        <ul className={plain['list']} aria-label={t('log.list')}>
          {lines.map(line => (
            <li key={line.id}>
              <p className="hush">{dayWhole(dayOf(line.at))}</p>
              <p>{logSentence(line)}</p>
              {Object.entries(line.words).map(([n, words]) => (
                <p key={n} className={plain['excerpt']}>
                  {words}
                </p>
              ))}
              {line.standing !== 'stands' && <p className="hush">{logStanding(line)}</p>}
            </li>
          ))}
        </ul>
      )}
      {more && (
        <div>
          <Button onPress={() => void goOn()}>{t('log.more')}</Button>
        </div>
      )}
      <p className="hush">{t('log.clocks')}</p>
    </PlainPage>
  )
}
