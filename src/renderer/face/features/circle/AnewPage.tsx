/** Going on in a new circle: the way out when a host cannot be trusted any more. */
import { useEffect, useRef, useState } from 'react'
import type { Circle, CircleId } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { type Begun, go, settle, type Typed, useLeaving } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { nameNeeds } from '../circles/name.ts'
import { Working } from '../file/Working.tsx'
import { BackToCircle } from './BackToCircle.tsx'
import { useCircle } from './useCircle.ts'

export type AnewPageProps = {
  readonly id: CircleId
  readonly begun: Begun | undefined
  /** What stood here when this page was left. */
  readonly typed: Typed | undefined
}

export function AnewPage({ id, begun, typed }: AnewPageProps) {
  const { circle, fault } = useCircle(id)
  return (
    <PlainPage
      title={t('anew.title')}
      {...(circle && !begun && { lead: t('anew.lead', { circle: circle.name }) })}
      aside={<BackToCircle id={id} circle={circle} />}
    >
      {fault && <InlineError words={faultWords(fault)} />}
      {circle && (begun ? <After circle={circle} begun={begun} /> : <Before circle={circle} typed={typed} />)}
    </PlainPage>
  )
}

function Before({ circle, typed }: { readonly circle: Circle; readonly typed: Typed | undefined }) {
  const { vault } = useHouse()
  const { id } = circle
  const own = circle.members.find(({ you }) => you)?.name ?? ''
  const [name, setName] = useState(typed?.['name'] ?? circle.name)
  const [ownName, setOwnName] = useState(typed?.['ownName'] ?? own)
  const [tell, setTell] = useState(typed?.['tell'] === 'yes')
  const [needs, setNeeds] = useState<{ name: string | null; own: string | null }>({ name: null, own: null })
  const [answer, setAnswer] = useState('')
  const [making, setMaking] = useState(false)
  const made = useRef<Begun | null>(null)
  useLeaving(() => ({
    at: 'anew',
    circle: id,
    ...(made.current ? { begun: made.current } : { typed: { name, ownName, tell: tell ? 'yes' : '' } }),
  }))
  const begin = async () => {
    const needed = { name: nameNeeds(name), own: nameNeeds(ownName) }
    setNeeds(needed)
    if (needed.name || needed.own) return
    setMaking(true)
    setAnswer('')
    const answer = await vault.ask('circle.goOn', {
      circle: id,
      name: name.trim(),
      ownName: ownName.trim(),
      tell,
    })
    setMaking(false)
    if (!answer.ok) return setAnswer(faultWords(answer.fault))
    const { circle: begun, notes, left } = answer.value
    made.current = { circle: begun, name: name.trim(), notes, left }
    settle({ at: 'anew', circle: id, begun: made.current })
  }
  const told = circle.standing === 'in' || circle.standing === 'closed'
  return (
    <>
      <p>{t('anew.when')}</p>
      <p>{t('anew.copies')}</p>
      <p>{t('anew.ask')}</p>
      <p>{t('anew.old')}</p>
      <Form
        onSend={() => void begin()}
        send={t(making ? 'anew.making' : 'anew.make')}
        busy={making}
        onBack={() => go({ at: 'circle', circle: id })}
        answer={answer}
      >
        <Field
          label={t('found.name')}
          help={t('found.name.help')}
          value={name}
          onChange={setName}
          needed={needs.name}
          autoComplete="off"
        />
        <Field
          label={t('found.own')}
          help={t('found.own.help')}
          value={ownName}
          onChange={setOwnName}
          needed={needs.own}
          autoComplete="off"
        />
        {told && (
          <div>
            <Switch on={tell} onChange={setTell}>
              {t('anew.tell')}
            </Switch>
            <p className="hush">{t('anew.tell.help')}</p>
          </div>
        )}
        {making && <Working label={t('anew.making.long')} />}
        <p role="status" className="unseen">
          {making && t('anew.making.long')}
        </p>
      </Form>
    </>
  )
}

function After({ circle, begun }: { readonly circle: Circle; readonly begun: Begun }) {
  const said = useRef<HTMLParagraphElement>(null)
  // What was pressed is gone: the focus goes where the answer is.
  useEffect(() => said.current?.focus(), [])
  const others = circle.members.filter(({ you }) => !you)
  return (
    <>
      <p ref={said} tabIndex={-1} role="status" className={plain['answer']}>
        {t('anew.made', { circle: begun.name, notes: begun.notes })}
      </p>
      {begun.left.length > 0 && (
        <section>
          <p>{t('anew.left')}</p>
          <ul className={plain['list']} aria-label={t('anew.left')}>
            {Object.entries(begun.left).map(([n, title]) => (
              <li key={n}>{title || t('circle.untitled')}</li>
            ))}
          </ul>
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="anew-invite">
          <h2 id="anew-invite">{t('anew.invite.title')}</h2>
          <p>{t('anew.invite.lead')}</p>
          <ul className={plain['list']} aria-labelledby="anew-invite">
            {others.map(({ id, name }) => (
              <li key={id}>
                <Button onPress={() => go({ at: 'invite', circle: begun.circle })}>
                  {t('anew.invite', { name })}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className={plain['row']}>
        <Button look="main" onPress={() => go({ at: 'circle', circle: begun.circle })}>
          {t('anew.open', { circle: begun.name })}
        </Button>
      </div>
    </>
  )
}
