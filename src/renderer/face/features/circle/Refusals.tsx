/** What came and was not let in: one quiet line, and a place where it can be looked at. */
import { useState } from 'react'
import type { Member, Refusal } from '../../../../shared/circle/circle.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { refusalWords } from '../../../../shared/locales/refusals.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from './CirclePage.module.css'

export type RefusalsProps = { readonly refusals: readonly Refusal[]; readonly members: readonly Member[] }

export function Refusals({ refusals, members }: RefusalsProps) {
  const [open, setOpen] = useState(false)
  const nameOf = (from: string) => members.find(({ id }) => id === from)?.name ?? from
  return (
    <>
      {t('circle.refusals')}{' '}
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t('circle.refusals.show')}
      </Button>
      <Dialog title={t('circle.refusals.title')} open={open} close={() => setOpen(false)} wide>
        <p>{t('circle.refusals.lead')}</p>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th>{t('circle.refusals.when')}</th>
              <th>{t('circle.refusals.reason')}</th>
              <th>{t('circle.refusals.from')}</th>
              <th>{t('circle.refusals.size')}</th>
            </tr>
          </thead>
          <tbody>
            {refusals.map(({ at, reason, from, bytes }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: refusals have no id and are never reordered
              <tr key={i}>
                <td>{instantName(at)}</td>
                <td>{refusalWords(reason)}</td>
                <td>{nameOf(from)}</td>
                <td>{t('circle.refusals.bytes', { bytes })}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div>
          <Button slot="close">{t('help.close')}</Button>
        </div>
      </Dialog>
    </>
  )
}
