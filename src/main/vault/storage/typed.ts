/** What somebody typed, as the slots of a header are tried with it. */
import type { Key } from '../../../shared/contract/keys.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { readWords } from '../crypto/words.ts'
import { PASSPHRASE, RECOVERY_WORDS, type Typed } from './header.ts'

const LEAST_PASSPHRASE = 8

/** Under 8 characters as a person counts them. */
export const tooShort = (text: string): boolean =>
  [...new Intl.Segmenter().segment(text.normalize('NFC'))].length < LEAST_PASSPHRASE

export const passphrase = (text: string): Typed => ({ kind: PASSPHRASE, text })

export function typed(key: Key): Result<Typed, 'words-unreadable'> {
  if ('passphrase' in key) return ok(passphrase(key.passphrase))
  const text = readWords(key.words)
  return text.ok ? ok({ kind: RECOVERY_WORDS, text: text.value }) : text
}
