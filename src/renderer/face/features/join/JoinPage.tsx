/** Joining: an invitation, one's own name, then the words two people compare. Every way it can end is a sentence. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
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
import { say } from '../../ui/toast.tsx'
import { nameNeeds } from '../circles/name.ts'
import { AskOwn } from './AskOwn.tsx'
import { ByFile } from './ByFile.tsx'
import { FromPicture } from './FromPicture.tsx'
import { tidyAddress, tidyInvitation } from './tidy.ts'
import { useWay, Way } from './Way.tsx'

export type JoinPageProps = {
  readonly invitation?: string | undefined
  readonly join?: JoinId | undefined
  /** By the code of one's other computer. */
  readonly own?: boolean
  /** What stood in the form when this page was left. */
  readonly typed?: Typed | undefined
}

export function JoinPage({ invitation, join, own = false, typed: before }: JoinPageProps) {
  const { vault } = useHouse()
  /** Undefined: it is not known yet. */
  const [joining, setJoining] = useState<Joining | null | undefined>(join ? undefined : null)
  const [typed, setTyped] = useState<Typed>({ invitation: invitation ?? '', ...before })
  const sent = useRef(false)
  useLeaving(() => ({
    ...(own
      ? { at: 'own' }
      : { at: 'join', ...(invitation ? { invitation } : {}), ...(join ? { join } : {}) }),
    ...(sent.current ? {} : { typed }),
  }))

  useEffect(() => {
    if (!join) return
    void vault.ask('circle.joining', {}).then(answer => {
      setJoining((answer.ok && answer.value.find(({ id }) => id === join)) || null)
    })
  }, [vault, join])
  useEffect(
    () =>
      vault.on('circle.joining', news => {
        setJoining(current => (current?.id === news.id ? news : current))
      }),
    [vault],
  )

  const mine = joining?.own ?? own
  const asked = (begun: Joining) => {
    sent.current = true
    setJoining(begun)
  }
  const type = (change: Typed) => setTyped(now => ({ ...now, ...change }))
  return (
    <PlainPage
      title={t(mine ? 'own.title' : isByFile(joining) ? 'join.file.title' : 'join.title')}
      {...(mine && { lead: t('own.lead') })}
    >
      {/* What comes with its own place is not spoken: this one was there before. */}
      <p role="status" className="unseen">
        {joining?.step === 'looking' && t(joining.own ? 'own.looking' : 'join.looking')}
      </p>
      {joining ? (
        <Steps
          joining={joining}
          goesOn={setJoining}
          again={() => (joining.own && !own ? go({ at: 'own' }) : setJoining(null))}
        />
      ) : joining === undefined ? null : own ? (
        <AskOwn typed={typed} type={type} asked={asked} />
      ) : (
        <Ask opened={invitation !== undefined} typed={typed} type={type} asked={asked} />
      )}
    </PlainPage>
  )
}

const isByFile = (joining: Joining | null | undefined): boolean =>
  joining?.step === 'file' || joining?.step === 'agreed' || joining?.step === 'answered'

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
  const way = useWay(invitation, false)

  const ask = async (byFile: boolean) => {
    if (asking) return
    const { text, isLink } = tidyInvitation(invitation)
    const where = tidyAddress(address)
    const needed = {
      invitation: text === '' ? t('join.invitation.empty') : null,
      address: !byFile && !isLink && text !== '' && where === '' ? t('join.address.empty') : null,
      own: nameNeeds(ownName),
    }
    setNeeds(needed)
    if (needed.invitation || needed.address || needed.own || !(await way.isRead())) return
    setAsking(true)
    setAnswer('')
    const name = ownName.trim()
    const joined = byFile
      ? await vault.ask('circle.joinByFile', { invitation: text, ownName: name })
      : await vault.ask('circle.join', {
          invitation: text,
          ownName: name,
          ...(where === '' ? {} : { address: where }),
        })
    setAsking(false)
    if (joined.ok) asked(joined.value)
    else if (joined.fault === 'invitation-unreadable' || joined.fault === 'join-link')
      setNeeds({ invitation: faultWords(joined.fault) })
    else if (joined.fault === 'address-unreadable' || joined.fault === 'address-far')
      setNeeds({ address: faultWords(joined.fault) })
    else setAnswer(faultWords(joined.fault))
  }

  return (
    <Form
      onSend={() => void ask(false)}
      send={t(asking ? 'join.going' : 'join.go')}
      busy={asking}
      onBack={() => go({ at: 'circles' })}
      answer={answer}
      other={
        <div>
          <div className={styles['row']}>
            <Button busy={asking} onPress={() => void ask(true)}>
              {t('join.byFile')}
            </Button>
          </div>
          <p className="hush">{t('join.byFile.help')}</p>
        </div>
      }
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
      <Way servers={way.servers} />
      <FromPicture found={link => type({ invitation: link })} />
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

type Sentence =
  | Exclude<Joining['step'], 'second' | 'file' | 'agreed' | 'answered'>
  | 'title'
  | 'compare.help'
  | 'waiting'
  | 'again'

type StepsProps = {
  readonly joining: Joining
  readonly goesOn: (joining: Joining) => void
  readonly again: () => void
}

function Steps({ joining, goesOn, again }: StepsProps) {
  const { vault } = useHouse()
  const stop = async () => {
    const stopped = await vault.ask('circle.stopJoining', { join: joining.id })
    if (!stopped.ok) return say(faultWords(stopped.fault))
    go({ at: 'circles' })
  }
  const { step, words, circle } = joining
  const sentence = (end: Sentence) => (joining.own ? t(`own.${end}`) : t(`join.${end}`))
  const [matched, setMatched] = useState('')
  const match = async () => {
    const answer = await vault.ask('circle.wordsMatch', { join: joining.id })
    if (answer.ok) setMatched(words.join(' '))
    else say(faultWords(answer.fault))
  }
  const agreed = matched === words.join(' ')
  const told = (): ReactNode => {
    switch (step) {
      case 'compare':
        return (
          <>
            <h2>{agreed ? t('join.matched') : sentence('compare')}</h2>
            {agreed && <p>{sentence('waiting')}</p>}
          </>
        )
      case 'second':
        return (
          <>
            <h2>{t('join.second')}</h2>
            <p>{t('join.second.help')}</p>
          </>
        )
      case 'file':
      case 'agreed':
      case 'answered':
        return null
      case 'looking':
      case 'joined':
        return <p>{sentence(step)}</p>
      case 'declined':
      case 'withdrawn':
      case 'unreachable':
      case 'expired':
      case 'used':
      case 'other-circle':
      case 'crowded':
        return <p className={styles['answer']}>{sentence(step)}</p>
      default:
        return absurd(step)
    }
  }
  const below = (): ReactNode => {
    switch (step) {
      case 'looking':
      case 'second':
        return (
          <div>
            <Button onPress={() => void stop()}>{t('join.stop')}</Button>
          </div>
        )
      case 'compare':
        return (
          <>
            <SafetyWords words={words} label={t('join.words')} />
            {!agreed && (
              <>
                <p>{sentence('compare.help')}</p>
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
          </>
        )
      case 'file':
      case 'agreed':
      case 'answered':
        return <ByFile joining={joining} goesOn={goesOn} stop={() => void stop()} />
      case 'joined':
        return (
          <div>
            <Button look="main" onPress={() => go(circle ? { at: 'circle', circle } : { at: 'circles' })}>
              {t('join.enter')}
            </Button>
          </div>
        )
      case 'declined':
      case 'withdrawn':
      case 'unreachable':
      case 'expired':
      case 'used':
      case 'other-circle':
      case 'crowded':
        return (
          <div className={styles['row']}>
            <Button onPress={again}>{step === 'unreachable' ? t('join.retry') : sentence('again')}</Button>
            <Button look="quiet" onPress={() => void stop()}>
              {t('join.stop')}
            </Button>
          </div>
        )
      default:
        return absurd(step)
    }
  }
  const said = told()
  return (
    <section
      className={styles['form']}
      {...(step === 'compare' && { 'aria-label': joining.circleName ?? sentence('title') })}
    >
      {step === 'compare' && joining.own && (
        <p>{t('own.whose', { name: joining.name ?? '', circle: joining.circleName ?? '' })}</p>
      )}
      {/* One place for every step: what comes into it while it stands is spoken. */}
      <div role="status" className={said ? undefined : 'unseen'}>
        {said}
      </div>
      {below()}
    </section>
  )
}
