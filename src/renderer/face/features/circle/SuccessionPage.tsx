/** When no host is there any more: who was heard when, and who shall follow, by the word of more than half. */
import { useRef, useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { CircleId } from '../../../../shared/circle/circle.ts'
import type { Succession } from '../../../../shared/circle/log.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'
import choice from '../settings/SettingsPage.module.css'
import { BackToCircle } from './BackToCircle.tsx'
import { useOfCircle } from './useCircle.ts'

export function SuccessionPage({ id }: { readonly id: CircleId }) {
  const { value: view, fault } = useOfCircle('circle.succession', id)
  return (
    <PlainPage
      title={t('next.title')}
      {...(view && { lead: t('next.lead', { circle: view.circle }) })}
      aside={<BackToCircle id={id} circle={view && { name: view.circle }} />}
    >
      {fault && <InlineError words={faultWords(fault)} />}
      {view && (
        <>
          {view.hosts.length === 0 && <p>{t('next.none')}</p>}
          {view.hosts.map(({ name, heard }) => (
            <p key={name}>
              {heard === null
                ? t('next.never', { name })
                : t('next.heard', { name, when: instantName(heard) })}
            </p>
          ))}
          {view.hosts.length > 0 && <p>{t('next.reach')}</p>}
          <Choose circle={id} view={view} />
        </>
      )}
    </PlainPage>
  )
}

function Choose({ circle, view }: { readonly circle: CircleId; readonly view: Succession }) {
  const { vault } = useHouse()
  const { heirs, needed, people, may } = view
  const [heir, setHeir] = useState<string | null>(null)
  const [answer, setAnswer] = useState('')
  const given = useRef(false)
  if (people < needed)
    return (
      <>
        <p>{t('next.few', { needed })}</p>
        <p>
          <PlaceLink to={{ at: 'anew', circle }}>{t('anew.title')}</PlaceLink>
        </p>
      </>
    )
  if (!may) return <p>{t('next.asked')}</p>
  const ask = async () => {
    if (heir === null) return setAnswer(t('next.choose'))
    if (given.current) return
    given.current = true
    const said = await vault.ask('circle.succeed', { circle, member: heir })
    given.current = false
    if (!said.ok) return setAnswer(faultWords(said.fault))
    go({ at: 'circle', circle })
    say(t('next.said'))
  }
  return (
    <>
      <p>{t('next.how', { needed })}</p>
      <RadioGroup className={choice['group'] ?? ''} value={heir} onChange={setHeir}>
        <Label className={choice['label'] ?? ''}>{t('next.who')}</Label>
        <div className={choice['choices']}>
          {heirs.map(({ id, name, you }) => (
            <Radio key={id} value={id} className={choice['choice'] ?? ''}>
              {you ? t('next.you', { name }) : name}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <div className={plain['row']}>
        <Button look="main" onPress={() => void ask()}>
          {t('next.ask')}
        </Button>
      </div>
      <p role="status" className={answer ? plain['answer'] : 'unseen'}>
        {answer}
      </p>
    </>
  )
}
