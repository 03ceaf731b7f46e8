/** An invitation: a picture to hold before a camera, a link, or a code with an address. Single use, for one person. */
import { type ReactNode, useEffect, useId, useState } from 'react'
import type { CircleId, Invitation } from '../../../../shared/circle/circle.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go, settle } from '../../places.ts'
import { QrPicture } from '../../qr/QrPicture.tsx'
import { Button } from '../../ui/Button.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './InvitePage.module.css'
import { InvitePaper } from './InvitePaper.tsx'
import { useCircle } from './useCircle.ts'

export type InvitePageProps = {
  readonly circle: CircleId
  /** The one that was made when this page was opened first. */
  readonly invitation: Invitation | undefined
}

export function InvitePage({ circle, invitation }: InvitePageProps) {
  const { vault, shell } = useHouse()
  const { circle: home } = useCircle(circle)
  const [fault, setFault] = useState<Fault | null>(null)
  const [copied, setCopied] = useState('')
  const there = invitation !== undefined
  useEffect(() => {
    if (there) return
    let left = false
    void vault.ask('circle.invite', { circle }).then(answer => {
      if (answer.ok && !left) settle({ at: 'invite', circle, invitation: answer.value })
      // Nobody has seen it, and nobody could take it back.
      else if (answer.ok) void vault.ask('circle.uninvite', { circle, invite: answer.value.id })
      else if (!left) setFault(answer.fault)
    })
    return () => {
      left = true
    }
  }, [vault, circle, there])

  const copy = async (text: string, said: string) => {
    const answer = await shell.ask('shell.copy', { text })
    setCopied(answer.ok ? said : faultWords(answer.fault))
  }
  const leave = () => go({ at: 'circle', circle })
  const withdraw = async ({ id }: Invitation) => {
    const answer = await vault.ask('circle.uninvite', { circle, invite: id })
    if (answer.ok) leave()
    say(answer.ok ? t('invite.withdrawn') : faultWords(answer.fault))
  }

  return (
    <PlainPage
      title={t('invite.title')}
      {...(home && { lead: t('invite.to', { circle: home.name }) })}
      aside={
        <PlaceLink to={{ at: 'circle', circle }}>
          {home ? t('note.back', { circle: home.name }) : t('places.back')}
        </PlaceLink>
      }
    >
      {!invitation && !fault && <p role="status">{t('invite.making')}</p>}
      {fault && <InlineError words={faultWords(fault)} />}
      {invitation && (
        <>
          <p>{t('invite.lead')}</p>
          <div className={styles['sheet']}>
            <div className={styles['picture']}>
              <QrPicture text={invitation.link} label={t('invite.qr')} />
              <p className="hush">{t('invite.qr.help')}</p>
            </div>
            <Copyable
              label={t('invite.link')}
              text={invitation.link}
              copy={
                <Button look="main" onPress={() => void copy(invitation.link, t('invite.copied'))}>
                  {t('invite.copy')}
                </Button>
              }
            />
            <Copyable
              large
              label={t('invite.code')}
              text={invitation.code}
              copy={
                <Button look="quiet" onPress={() => void copy(invitation.code, t('invite.copied.code'))}>
                  {t('invite.copy.code')}
                </Button>
              }
            />
            <div>
              <h2 id="invite-address">{t('invite.address')}</h2>
              {invitation.addresses.length === 0 ? (
                <p className="hush">{t('invite.address.none')}</p>
              ) : (
                <>
                  <ul aria-labelledby="invite-address">
                    {invitation.addresses.map(address => (
                      <li key={address}>
                        <code dir="ltr">{address}</code>
                      </li>
                    ))}
                  </ul>
                  <p className="hush">{t('invite.address.help')}</p>
                </>
              )}
            </div>
            <p>{t('invite.expires', { when: instantName(invitation.expires) })}</p>
          </div>
          <p className="hush">{t('invite.next')}</p>
          <p role="status" className={copied ? 'hush' : 'unseen'}>
            {copied}
          </p>
        </>
      )}
      <div className={styles['row']}>
        <Button onPress={leave}>{t('invite.done')}</Button>
        {invitation && (
          <>
            <Button look="quiet" onPress={() => window.print()}>
              {t('words.print')}
            </Button>
            <Button look="quiet" onPress={() => void withdraw(invitation)}>
              {t('invite.withdraw')}
            </Button>
          </>
        )}
      </div>
      {invitation && <p className="hush">{t('invite.print.note')}</p>}
      {invitation && home && <InvitePaper circle={home.name} invitation={invitation} />}
    </PlainPage>
  )
}

type CopyableProps = {
  readonly label: string
  readonly text: string
  readonly large?: boolean
  readonly copy: ReactNode
}

/** Something to read out or hand over: it can be selected, and not changed. */
export function Copyable({ label, text, large, copy }: CopyableProps) {
  const id = useId()
  return (
    <div>
      <h2 id={id}>{label}</h2>
      <div className={styles['row']}>
        <output dir="ltr" aria-labelledby={id} className={large ? styles['code'] : styles['link']}>
          {text}
        </output>
        {copy}
      </div>
    </div>
  )
}
