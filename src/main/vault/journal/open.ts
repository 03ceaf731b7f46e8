/** The journal of an open vault, as the contract names its calls. */
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import { bin } from './bin.ts'
import { binned } from './binned.ts'
import { books } from './books.ts'
import { change } from './change.ts'
import { day } from './day.ts'
import { days } from './days.ts'
import type { Journal } from './journal.ts'
import { month, sameDay } from './month.ts'
import { read } from './read.ts'
import { save } from './save.ts'
import { search } from './search.ts'
import { tags } from './tags.ts'
import { timeline } from './timeline.ts'
import { unbin } from './unbin.ts'
import { putBack, version, versions } from './versions.ts'
import { write } from './write.ts'

type Names = Extract<
  keyof VaultContract['calls'],
  `journal.${string}` | `journals.${string}` | `tags.${string}`
>
export type JournalHandlers = Pick<Handlers<VaultContract>, Names>

export function openJournal(journal: Journal): JournalHandlers {
  const writes = write(journal)
  return {
    ...books(journal),
    ...tags(journal),
    'journal.save': save(writes),
    'journal.change': change(journal),
    'journal.read': read(journal),
    'journal.day': day(journal),
    'journal.days': days(journal),
    'journal.month': month(journal),
    'journal.sameDay': sameDay(journal),
    'journal.timeline': timeline(journal),
    'journal.search': search(journal),
    'journal.bin': bin(journal),
    'journal.unbin': unbin(journal),
    'journal.binned': binned(journal),
    'journal.versions': versions(journal),
    'journal.version': version(journal),
    'journal.putBack': putBack(journal, writes),
  }
}
