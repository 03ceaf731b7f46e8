/** What a name still needs, in a sentence; null when it is fine. */
import { t } from '../../../../shared/locales/speak.ts'
import { bare, isName, LONGEST_NAME } from '../../../../shared/text.ts'

export function nameNeeds(name: string): string | null {
  const own = bare(name)
  if (own.length > LONGEST_NAME) return t('name.long')
  return isName(own) ? null : t('name.empty')
}
