/** Joining: an invitation, one's own name, then the words two people compare. Every way it can end is a sentence. */
import { useEffect, useRef, useState } from 'react'
import type { JoinId, Joining } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { absurd } from '../../../../shared/result.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go, type Typed, useLeaving } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import styles from '../../ui/Plain.module.css'
import { PlainPage, SafetyWords } from '../../ui/PlainPage.tsx'
import { nameNeeds } from '../circles/name.ts'
import { tidyAddress, tidyInvitation } from './tidy.ts'

export type JoinPageProps = {
  readonly invitation?: string | undefined
  readonly join?: JoinId | undefined
  /** What stood in the form when this page was left. */
  readonly typed?: Typed | undefined
}

export function JoinPage({ invitation, join, typed: before }: JoinPageProps) {
  const { vault } = useHouse()
  const [joining, setJoining] = useState<Joining | null>(null)
  const [typed, setTyped] = useState<Typed>({ invitation: invitation ?? '', ...before })
  const sent = useRef(false)
  useLeaving(() => ({
    at: 'join',
    ...(invitation ? { invitation } : {}),
    ...(join ? { join } : {}),
    ...(sent.current ? {} : { typed }),
  }))

  useEffect(() => {
    if (!join) return
    void vault.ask('circle.joining', {}).then(answer => {
      if (answer.ok) setJoining(answer.value.find(({ id }) => id === join) ?? null)
    })
  }, [vault, join])
  useEffect(
    () =>
      vault.on('circle.joining', news => {
        setJoining(current => (current?.id === news.id ? news : current))
      }),
    [vault],
  )

  return (
    <PlainPage title={t('join.title')}>
      {joining ? (
        <Steps joining={joining} again={() => setJoining(null)} />
      ) : (
        <Ask
          opened={invitation !== undefined}
          typed={typed}
          type={change => setTyped(now => ({ ...now, ...change }))}
          asked={begun => {
            sent.current = true
            setJoining(begun)
          }}
        />
      )}
    </PlainPage>
  )
}

type AskProps = {
  /** The invitation was opened, not typed. */
  readonly opened: boolean
  readonly typed: Typed
  readonly type: (change: Typed) => void
  readonly asked: (joining: Joining) => void
}

function Ask({ opened, typed, type, asked }: AskProps) {
  const { vault } = useHouse()
  const { invitation = '', address = '', ownName = '' } = typed
  const [needs, setNeeds] = useState<{
    invitation?: string | null
    address?: string | null
    own?: string | null
  }>({})
  const [answer, setAnswer] = useState('')
  const [asking, setAsking] = useState(false)

  const ask = async () => {
    const { text, isLink } = tidyInvitation(invitation)
    const where = tidyAddress(address)
    const needed = {
      invitation: text === '' ? t('join.invitation.empty') : null,
      address: !isLink && text !== '' && where === '' ? t('join.address.empty') : null,
      own: nameNeeds(ownName),
    }
    setNeeds(needed)
    if (needed.invitation || needed.address || needed.own) return
    setAsking(true)
    setAnswer('')
    const joined = await vault.ask('circle.join', {
      invitation: text,
      ownName: ownName.trim(),
      ...(where === '' ? {} : { address: where }),
    })
    setAsking(false)
    if (joined.ok) asked(joined.value)
    else if (joined.fault === 'invitation-unreadable') setNeeds({ invitation: faultWords(joined.fault) })
    else if (joined.fault === 'address-unreadable') setNeeds({ address: faultWords(joined.fault) })
    else setAnswer(faultWords(joined.fault))
  }

  return (
    <Form
      onSend={() => void ask()}
      send={t(asking ? 'join.going' : 'join.go')}
      busy={asking}
      onBack={() => go({ at: 'circles' })}
      answer={answer}
    >
      {opened && <p className={styles['answer']}>{t('join.confirm')}</p>}
      <Field
        label={t('join.invitation')}
        help={t('join.invitation.help')}
        value={invitation}
        onChange={text => type({ invitation: text })}
        needed={needs.invitation}
        autoComplete="off"
        spellCheck="false"
      />
      <Field
        label={t('join.address')}
        help={t('join.address.help')}
        value={address}
        onChange={text => type({ address: text })}
        needed={needs.address}
        autoComplete="off"
        spellCheck="false"
      />
      <Field
        label={t('join.own')}
        help={t('join.own.help')}
        value={ownName}
        onChange={text => type({ ownName: text })}
        needed={needs.own}
        autoComplete="off"
      />
    </Form>
  )
}

type StepsProps = { readonly joining: Joining; readonly again: () => void }

function Steps({ joining, again }: StepsProps) {
  const { vault } = useHouse()
  const stop = async () => {
    await vault.ask('circle.stopJoining', { join: joining.id })
    go({ at: 'circles' })
  }
  const { step, words, circle } = joining
  const [matched, setMatched] = useState('')
  const match = async () => {
    const said = await vault.ask('circle.wordsMatch', { join: joining.id })
    if (said.ok) setMatched(words.join(' '))
  }
  switch (step) {
    case 'looking':
      return (
        <div className={styles['form']}>
          <p role="status">{t('join.looking')}</p>
          <div>
            <Button onPress={() => void stop()}>{t('join.stop')}</Button>
          </div>
        </div>
      )
    case 'compare': {
      const agreed = matched === words.join(' ')
      return (
        <section className={styles['form']} aria-label={joining.circleName ?? t('join.title')}>
          <div role="status">
            <h2>{t(agreed ? 'join.matched' : 'join.compare')}</h2>
          </div>
          {agreed && <p role="status">{t('join.waiting')}</p>}
          <SafetyWords words={words} label={t('join.words')} />
          {!agreed && (
            <>
              <p>{t('join.compare.help')}</p>
              <div className={styles['row']}>
                <Button look="main" onPress={() => void match()}>
                  {t('join.match')}
                </Button>
              </div>
            </>
          )}
          <div>
            <Button onPress={() => void stop()}>{t('join.stop')}</Button>
          </div>
        </section>
      )
    }
    case 'joined':
      return (
        <div className={styles['form']}>
          <p role="status">{t('join.joined')}</p>
          <div>
            <Button look="main" onPress={() => go(circle ? { at: 'circle', circle } : { at: 'circles' })}>
              {t('join.enter')}
            </Button>
          </div>
        </div>
      )
    case 'declined':
    case 'unreachable':
    case 'expired':
    case 'used':
    case 'other-circle':
      return (
        <div className={styles['form']}>
          <p role="status" className={styles['answer']}>
            {t(`join.${step}`)}
          </p>
          <div className={styles['row']}>
            <Button onPress={again}>{t('join.again')}</Button>
            <Button look="quiet" onPress={() => void stop()}>
              {t('join.stop')}
            </Button>
          </div>
        </div>
      )
    default:
      return absurd(step)
  }
}
