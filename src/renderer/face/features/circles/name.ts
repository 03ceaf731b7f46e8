/** What a name still needs, in a sentence; null when it is fine. */
import { t } from '../../../../shared/locales/speak.ts'

const LONGEST = 80

export function nameNeeds(name: string): string | null {
  const trimmed = name.trim()
  if (trimmed === '') return t('name.empty')
  return trimmed.length > LONGEST ? t('name.long') : null
}
