/** An invitation: a picture to hold before a camera, a link, or a code with an address. Single use, for one person. */
import { useEffect, useState } from 'react'
import type { CircleId, Invitation, InviteId } from '../../../../shared/circle/circle.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go, settle } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { InlineError } from '../../ui/InlineError.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'
import { CodeSheet } from './CodeSheet.tsx'
import { InvitePaper } from './InvitePaper.tsx'
import { PausedDoor } from './PausedDoor.tsx'
import { useCircle, useOfCircle } from './useCircle.ts'

export type InvitePageProps = {
  readonly circle: CircleId
  /** The one that was made when this page was opened first. */
  readonly invitation: Invitation | undefined
}

export function InvitePage({ circle, invitation }: InvitePageProps) {
  const { vault } = useHouse()
  const { circle: home } = useCircle(circle)
  const { value: network } = useOfCircle('circle.network', circle)
  const [fault, setFault] = useState<Fault | null>(null)
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

  const leave = () => go({ at: 'circle', circle })
  const withdraw = async (id: InviteId, done = () => {}) => {
    const answer = await vault.ask('circle.uninvite', { circle, invite: id })
    if (answer.ok) done()
    say(answer.ok ? t('invite.withdrawn') : faultWords(answer.fault))
  }
  const listed = home?.invitations.some(({ id }) => id === invitation?.id)
  // What is read of the circle may be older than an invitation that was made here just now.
  const [seen, setSeen] = useState(there)
  if (listed && !seen) setSeen(true)
  const host = home?.standing === 'in' && home.members.some(({ you, facilitator }) => you && facilitator)
  const open = seen && host && !listed ? undefined : invitation
  const others = home?.invitations.filter(({ id }) => id !== invitation?.id) ?? []

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
      {invitation && !open && <p role="status">{t('invite.used')}</p>}
      {open && (
        <>
          <p>{t('invite.lead')}</p>
          <PausedDoor id={circle} />
          {network?.mode === 'off' && <p>{t('meet.off.invite')}</p>}
          <CodeSheet
            code={open}
            picture={t('invite.qr.help')}
            address={t('invite.address.help')}
            until={t('invite.expires', { when: instantName(open.expires) })}
          />
          <p className="hush">{t('invite.next')}</p>
        </>
      )}
      <div className={plain['row']}>
        <Button onPress={leave}>{t('invite.done')}</Button>
        {open && (
          <>
            <Button look="quiet" onPress={() => window.print()}>
              {t('words.print')}
            </Button>
            <Button look="quiet" onPress={() => void withdraw(open.id, leave)}>
              {t('invite.withdraw')}
            </Button>
          </>
        )}
      </div>
      {open && <p className="hush">{t('invite.print.note')}</p>}
      {others.length > 0 && (
        <section>
          <h2>{t('invite.open')}</h2>
          <p className="hush">{t('invite.open.lead')}</p>
          <ul className={plain['list']}>
            {others.map(({ id, made, expires }) => (
              <li key={id}>
                <span id={id}>
                  {t(expires < Date.now() ? 'invite.open.over' : 'invite.open.until', {
                    when: instantName(made),
                    until: instantName(expires),
                  })}
                </span>{' '}
                <Button look="quiet" aria-describedby={id} onPress={() => void withdraw(id)}>
                  {t('invite.withdraw')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {open && home && <InvitePaper circle={home.name} invitation={open} />}
    </PlainPage>
  )
}
