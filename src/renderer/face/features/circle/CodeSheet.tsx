/** A code in each of its shapes: a picture for a camera, a link, and characters to type with an address. */
import { type ReactNode, useId, useState } from 'react'
import type { Invitation, LinkCode } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { QrPicture } from '../../qr/QrPicture.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './CodeSheet.module.css'

export type CodeSheetProps = {
  readonly code: Pick<Invitation | LinkCode, 'link' | 'code' | 'addresses'>
  /** Beside the picture, and below the addresses: what somebody else does with them. */
  readonly picture?: string
  readonly address?: string
  readonly until: string
}

export function CodeSheet({ code: { link, code, addresses }, picture, address, until }: CodeSheetProps) {
  const { shell } = useHouse()
  const name = useId()
  const [copied, setCopied] = useState('')
  const copy = async (text: string, said: string) => {
    const answer = await shell.ask('shell.copy', { text })
    setCopied(answer.ok ? said : faultWords(answer.fault))
  }
  return (
    <div className={styles['sheet']}>
      <div className={styles['picture']}>
        <QrPicture text={link} label={t('invite.qr')} />
        {picture && <p className="hush">{picture}</p>}
      </div>
      <Copyable
        label={t('invite.link')}
        text={link}
        copy={
          <Button look="main" onPress={() => void copy(link, t('invite.copied'))}>
            {t('invite.copy')}
          </Button>
        }
      />
      <Copyable
        large
        label={t('invite.code')}
        text={code}
        copy={
          <Button look="quiet" onPress={() => void copy(code, t('invite.copied.code'))}>
            {t('invite.copy.code')}
          </Button>
        }
      />
      <div>
        <h2 id={name}>{t('invite.address')}</h2>
        {addresses.length === 0 ? (
          <p className="hush">{t('invite.address.none')}</p>
        ) : (
          <>
            <ul aria-labelledby={name}>
              {addresses.map(one => (
                <li key={one}>
                  <code dir="ltr">{one}</code>
                </li>
              ))}
            </ul>
            {address && <p className="hush">{address}</p>}
          </>
        )}
      </div>
      <p>{until}</p>
      <p role="status" className={copied ? 'hush' : 'unseen'}>
        {copied}
      </p>
    </div>
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
