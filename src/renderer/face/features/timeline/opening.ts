import { t } from '../../../../shared/locales/speak.ts'

/** The first words of an entry, as a list shows them: what has none says that. */
export const openingWords = (opening: string): string => opening || t('timeline.nowords')

/** Enough of them to tell one button from the next. */
export const fewWords = (opening: string): string => [...opening].slice(0, 40).join('')

/** Entries of a day that a list shows the first words of. */
export const SHOWN = 2

/** That the day has more than a list shows of it; empty: it has not. */
export const moreWords = (entries: number): string =>
  entries > SHOWN ? t('timeline.more', { entries: entries - SHOWN }) : ''
