/** A sheet with an invitation: a link, or a code with an address. Single use, for one person. */
import { type ReactNode, useEffect, useId, useState } from 'react'
import type { CircleId, Invitation } from '../../../../shared/circle/circle.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './CirclePage.module.css'

export function Invite({ circle, close }: { readonly circle: CircleId; readonly close: () => void }) {
  const { vault, shell } = useHouse()
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const [copied, setCopied] = useState('')
  useEffect(() => {
    let left = false
    void vault.ask('circle.invite', { circle }).then(answer => {
      if (left) return
      if (answer.ok) setInvitation(answer.value)
      else setFault(answer.fault)
    })
    return () => {
      left = true
    }
  }, [vault, circle])

  const copy = async (text: string, said: string) => {
    const answer = await shell.ask('shell.copy', { text })
    setCopied(answer.ok ? said : faultWords(answer.fault))
  }
  const withdraw = async ({ id }: Invitation) => {
    const answer = await vault.ask('circle.uninvite', { circle, invite: id })
    say(answer.ok ? t('invite.withdrawn') : faultWords(answer.fault))
    if (answer.ok) close()
  }

  return (
    <Dialog title={t('invite.title')} open close={close} wide>
      {!invitation && !fault && <p role="status">{t('invite.making')}</p>}
      {fault && <p role="alert">{faultWords(fault)}</p>}
      {invitation && (
        <>
          <p>{t('invite.lead')}</p>
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
            <h3 id="invite-address">{t('invite.address')}</h3>
            {invitation.addresses.length === 0 ? (
              <p className="hush">{t('invite.address.none')}</p>
            ) : (
              <>
                <ul aria-labelledby="invite-address">
                  {invitation.addresses.map(address => (
                    <li key={address}>
                      <code>{address}</code>
                    </li>
                  ))}
                </ul>
                <p className="hush">{t('invite.address.help')}</p>
              </>
            )}
          </div>
          <p>{t('invite.expires', { when: instantName(invitation.expires) })}</p>
          <p className="hush">{t('invite.next')}</p>
          <p role="status" className="hush">
            {copied}
          </p>
        </>
      )}
      <div className={styles['row']}>
        <Button onPress={close}>{t('invite.done')}</Button>
        {invitation && (
          <Button look="quiet" onPress={() => void withdraw(invitation)}>
            {t('invite.withdraw')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}

type CopyableProps = {
  readonly label: string
  readonly text: string
  readonly large?: boolean
  readonly copy: ReactNode
}

/** Something to read out or hand over: it can be selected, and not changed. */
function Copyable({ label, text, large, copy }: CopyableProps) {
  const id = useId()
  return (
    <div>
      <h3 id={id}>{label}</h3>
      <div className={styles['row']}>
        <output aria-labelledby={id} className={large ? styles['code'] : styles['link']}>
          {text}
        </output>
        {copy}
      </div>
    </div>
  )
}
