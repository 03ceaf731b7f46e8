/** The invitation as it leaves the printer: for whoever holds the paper, with nothing of the notebook round it. */
import { createPortal } from 'react-dom'
import type { Invitation } from '../../../../shared/circle/circle.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { QrPicture } from '../../qr/QrPicture.tsx'
import styles from './InvitePaper.module.css'

export type InvitePaperProps = { readonly circle: string; readonly invitation: Invitation }

/** Beside the page and hidden, until it is printed: then it is all there is, and may be longer than a sheet. */
export function InvitePaper({ circle, invitation: { link, code, addresses, expires } }: InvitePaperProps) {
  return createPortal(
    <main hidden className={styles['paper']}>
      <h1>{t('invite.printed', { circle })}</h1>
      <p>{t('invite.paper.how', { circles: t('places.circles'), invited: t('circles.join') })}</p>
      <section>
        <h2>{t('invite.code')}</h2>
        <p className={styles['code']}>
          <bdi dir="ltr">{code}</bdi>
        </p>
      </section>
      {addresses.length > 0 && (
        <section>
          <h2>{t('join.address')}</h2>
          <ul>
            {addresses.map(address => (
              <li key={address}>
                <bdi dir="ltr">{address}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles['picture']}>
        <QrPicture text={link} label={t('invite.qr')} />
        <p>{t('invite.paper.camera')}</p>
      </section>
      <p>{t('invite.paper.door')}</p>
      <p>{t('invite.paper.until', { when: instantName(expires) })}</p>
    </main>,
    document.body,
  )
}
