/** What is said of a backup: when it was made, how large it is, what is in it. */
import type { Backup, Contents } from '../../../../shared/contract/backups.ts'
import type { Fault } from '../../../../shared/fault.ts'
import type { Day } from '../../../../shared/journal/day.ts'
import { dayTitle, instantName } from '../../../../shared/locales/days.ts'
import { sizeName } from '../../../../shared/locales/sizes.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'

export const whenMade = ({ made, name }: Pick<Backup, 'made' | 'name'>): string =>
  made === null ? name : instantName(made)

/** A line about it under its date. */
export function aboutBackup({ state, entries, bytes, checked }: Backup): string {
  const size = sizeName(bytes)
  switch (state) {
    case 'damaged':
      return t('backup.damaged')
    case 'newer':
      return t('backup.newer')
    case 'other-key':
      return t('backup.other', { size })
    case 'opens':
      return t(checked === null ? 'backup.opens' : 'backup.checked', { size, entries: entries ?? 0 })
  }
}

/** What reading all of it found. */
export function aboutContents({ entries, notes, first, last, bytes }: Contents, today: Day): string {
  const size = sizeName(bytes)
  if (!first || !last) return t('backup.tried.empty', { size })
  return t('backup.tried', {
    entries,
    notes,
    size,
    first: dayTitle(first, today),
    last: dayTitle(last, today),
  })
}

/** Why there is no backup. */
export const whyNone = (fault: Fault): string =>
  fault === 'stopped' ? t('backup.made.stopped') : faultWords(fault)

/** Why the notebook is what it was. */
export const whyUnchanged = (fault: Fault): string =>
  fault === 'stopped' ? t('backup.stopped') : faultWords(fault)
