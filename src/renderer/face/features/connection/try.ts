import { t } from '../../../../shared/locales/speak.ts'
import type { Next } from './next.ts'
import { systemOf } from './rows.ts'

/** What to do about it, as this system has it. */
export const tryWords = (next: Next, platform: string): string =>
  next === 'permission' ? t(`connection.try.permission.${systemOf(platform)}`) : t(`connection.try.${next}`)
