/** A readable copy of a circle: what it holds, who is told, and where it goes. */
import { useRef, useState } from 'react'
import type { CircleId } from '../../../../shared/circle/circle.ts'
import { faultWords, locale, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { Working } from '../file/Working.tsx'
import { BackToCircle } from './BackToCircle.tsx'
import { useCircle } from './useCircle.ts'

export function CopyPage({ id }: { readonly id: CircleId }) {
  const { vault, shell } = useHouse()
  const { circle, fault } = useCircle(id)
  const [making, setMaking] = useState(false)
  const [answer, setAnswer] = useState<readonly string[]>([])
  const busy = useRef(false)

  const make = async () => {
    const chosen = await shell.ask('shell.chooseFolder', { why: 'export' })
    if (!chosen.ok || !chosen.value.folder) return
    setMaking(true)
    setAnswer([])
    const made = await vault.ask('circle.export', { circle: id, to: chosen.value.folder, language: locale() })
    setMaking(false)
    if (!made.ok) return setAnswer([faultWords(made.fault)])
    const { name, notes, left, told } = made.value
    setAnswer([
      t('export.made', { name, notes }),
      ...(left.length > 0 ? [t('export.made.left', { count: left.length })] : []),
      t(told ? 'export.made.told' : 'export.made.untold'),
    ])
  }
  const once = async () => {
    if (busy.current) return
    busy.current = true
    await make()
    busy.current = false
  }
  const tells = circle && (circle.standing === 'in' || circle.standing === 'closed') && !circle.away
  return (
    <PlainPage
      title={t('export.title')}
      {...(circle && { lead: t('export.lead', { circle: circle.name }) })}
      aside={<BackToCircle id={id} circle={circle} />}
    >
      {fault && <InlineError words={faultWords(fault)} />}
      {circle && (
        <>
          <p>{t('export.holds')}</p>
          <p>{t('export.plain')}</p>
          <p>{t(tells ? 'export.told' : 'export.untold')}</p>
          <p>{t('circle.leave.body')}</p>
          <div className={plain['row']}>
            <Button look="main" busy={making} onPress={() => void once()}>
              {t('export.make')}
            </Button>
          </div>
          {making && <Working label={t('export.making')} />}
          <div role="status" className={answer.length > 0 ? plain['answer'] : 'unseen'}>
            {answer.map(sentence => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        </>
      )}
    </PlainPage>
  )
}
