import { t } from '../../../../shared/locales/speak.ts'

/** Code points of an opening that may go on. */
const FULL = 140

/** The first words of an entry, as a list shows them: what goes on says so, and what has none says that. */
export function openingWords(opening: string): string {
  if (opening === '') return t('timeline.nowords')
  return [...opening].length < FULL ? opening : `${opening.replace(/\s*\S{0,20}$/u, '')}…`
}
