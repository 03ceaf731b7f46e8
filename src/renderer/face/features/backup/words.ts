/** What is said of a backup: when it was made, how large it is, what is in it. */
import type { Backup, Contents } from '../../../../shared/contract/backups.ts'
import type { Day } from '../../../../shared/journal/day.ts'
import { dayTitle, instantName } from '../../../../shared/locales/days.ts'
import { locale, t } from '../../../../shared/locales/speak.ts'

export const whenMade = ({ made, name }: Pick<Backup, 'made' | 'name'>): string =>
  made === null ? name : instantName(made)

/** `2.4 MB`. */
export function sizeName(bytes: number): string {
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte']
  const digits = { maximumFractionDigits: size < 10 ? 1 : 0 }
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, ...digits }).format(size)
}

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
