/** Why something from a circle was not let in, for people: the vault's many reasons come to a few sentences. */
import type { MessageKey } from './en.ts'
import { t } from './speak.ts'

const MEANS: Readonly<Record<string, readonly string[]>> = {
  unreadable: [
    ...['malformed', 'not-canonical', 'too-large', 'body', 'without-body'],
    ...['no-update', 'empty', 'undecryptable', 'checkpoint'],
  ],
  stranger: ['unknown-device', 'inactive-device', 'signature'],
  'other-circle': ['other-circle'],
  'not-theirs': ['writer', 'other-kind', 'foreign-client', 'foreign-node'],
  'out-of-order': [
    ...[
      'closed',
      'log-went-back',
      'epoch',
      'deps',
      'unknown-document',
      'client-number',
      'client-taken',
      'beyond-past',
    ],
    ...['clock-gap', 'unknown-reference', 'crossed'],
  ],
  'two-stories': ['fork', 'frozen'],
  'opened-otherwise': ['checkpoint-differs'],
  'no-key': ['no-key'],
  newer: ['newer-version', 'newer-version-without-effect'],
}

/** Which sentence says it; `other` for a reason that nobody has put into words. */
export function refusalKey(reason: string): MessageKey {
  if (reason.startsWith('log: no-room')) return 'refusal.no-room'
  if (reason.startsWith('log:')) return 'refusal.people'
  const found = Object.entries(MEANS).find(([, reasons]) => reasons.includes(reason))
  return `refusal.${found?.[0] ?? 'other'}` as MessageKey
}

/** `reason` as the vault keeps it (shared/circle, Refusal). */
export const refusalWords = (reason: string): string => t(refusalKey(reason))
