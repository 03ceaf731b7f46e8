/** A circle's log in sentences: on its page, and in what is exported. */
import type { LogLine } from '../circle/log.ts'
import { t } from './speak.ts'

/** Who did what. An action of a host without words of its own is told by its author alone. */
export function logSentence({ what, by, about }: LogLine): string {
  const who = by === '' ? t('log.somebody') : by
  return t(`log.${what}`, { by: who, about: about === '' ? t('log.somebody') : about })
}

/** What is so beside it; undefined: it stands, and there is no more to say. */
export const logStanding = ({ standing }: LogLine): string | undefined =>
  standing === 'stands' ? undefined : t(`log.is.${standing}`)
