/** What came and was not let in: one quiet line, and a place where it can be looked at. */
import { useState } from 'react'
import type { Member, Refusal } from '../../../../shared/circle/circle.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { refusalWords } from '../../../../shared/locales/refusals.ts'
import { sizeName } from '../../../../shared/locales/sizes.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Grid } from '../../ui/Grid.tsx'

export type RefusalsProps = { readonly refusals: readonly Refusal[]; readonly members: readonly Member[] }

export function Refusals({ refusals, members }: RefusalsProps) {
  const [open, setOpen] = useState(false)
  const nameOf = (from: string) =>
    members.find(({ id }) => id === from)?.name ?? (from || t('circle.refusals.unknown'))
  return (
    <>
      {t('circle.refusals')}{' '}
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t('circle.refusals.show')}
      </Button>
      <Dialog title={t('circle.refusals.title')} open={open} close={() => setOpen(false)} wide>
        <p>{t('circle.refusals.lead')}</p>
        <Grid
          label={t('circle.refusals.title')}
          columns={[
            t('circle.refusals.when'),
            t('circle.refusals.reason'),
            t('circle.refusals.from'),
            t('circle.refusals.size'),
          ]}
          rows={refusals.map(({ at, reason, from, bytes }, i) => ({
            id: String(i),
            name: instantName(at),
            cells: [refusalWords(reason), nameOf(from), sizeName(bytes)],
          }))}
        />
        <div>
          <Button slot="close">{t('help.close')}</Button>
        </div>
      </Dialog>
    </>
  )
}
