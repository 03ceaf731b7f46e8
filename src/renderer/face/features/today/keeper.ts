/**
 * Keeps what is being written in the journal until the vault has it: saved 500 ms after the first unsent change, and at
 * once when asked. Words that could not be saved stay here, and are tried again. No component, no timer of its own.
 */
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Asking } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import type { Day } from '../../../../shared/journal/day.ts'
import type { EntryId } from '../../../../shared/journal/entry.ts'
import type { Writing } from '../../../../shared/writing/writing.ts'

export const SAVE_AFTER = 500
const RETRY = [1000, 2000, 5000, 15_000] as const

/** Timers are passed, so that a test can hold them. Milliseconds. */
export type Timers = {
  readonly after: (ms: number, run: () => void) => () => void
}

export type Saving =
  | { readonly state: 'ready' }
  | { readonly state: 'saving' }
  | { readonly state: 'saved' }
  | { readonly state: 'refused'; readonly fault: Fault }

type Draft = {
  readonly id: EntryId
  readonly day: Day
  writing: () => Writing
  /** Counts changes; what the vault has is `kept`. */
  revision: number
  kept: number
  sent: number
  fault: Fault | null
}

export type JournalKeeper = {
  /** A person changed this entry. `writing` is taken when it is sent. */
  change(id: EntryId, day: Day, writing: () => Writing): void
  /** Unsaved words for this day that the vault does not have yet, oldest first. */
  unsaved(day: Day): readonly { id: EntryId; writing: Writing }[]
  /** Sends all that is unsent, now. Settles when the vault has answered it, and every save that was on its way before. */
  flush(): Promise<void>
  /** The words of this entry are to go (moved to the bin): nothing of it is sent any more. */
  forget(id: EntryId): void
  saving(): Saving
  subscribe(hear: () => void): () => void
}

export function keepJournal(vault: Pick<Asking<VaultContract>, 'ask'>, timers: Timers): JournalKeeper {
  const drafts = new Map<EntryId, Draft>()
  const ears = new Set<() => void>()
  const onTheWay = new Set<Promise<void>>()
  let cancel: (() => void) | null = null
  let everSaved = false
  let tries = 0
  let saving: Saving = { state: 'ready' }

  const settle = (): void => {
    const open = [...drafts.values()].filter(({ revision, kept }) => revision > kept)
    const fault = open.find(draft => draft.fault)?.fault
    const state = fault ? 'refused' : open.length > 0 ? 'saving' : everSaved ? 'saved' : 'ready'
    if (state === saving.state && (saving.state !== 'refused' || saving.fault === fault)) return
    saving = state === 'refused' && fault ? { state, fault } : { state: state as 'saving' }
    for (const hear of ears) hear()
  }

  const send = async (draft: Draft): Promise<void> => {
    const { id, day } = draft
    const revision = draft.revision
    draft.sent = revision
    const answer = await vault.ask('journal.save', { id, day, writing: draft.writing() })
    if (drafts.get(id) !== draft) return settle()
    if (answer.ok) {
      everSaved = true
      tries = 0
      draft.kept = Math.max(draft.kept, revision)
      draft.fault = null
      if (draft.kept === draft.revision) drafts.delete(id)
    } else {
      draft.fault = answer.fault
      if (draft.sent === revision) draft.sent = draft.kept
      // What is too long will not get shorter by trying; a change of it is tried again.
      if (answer.fault !== 'too-large') later(RETRY[Math.min(tries++, RETRY.length - 1)] ?? 15_000)
      else draft.sent = revision
    }
    settle()
  }

  const sendAll = async (): Promise<void> => {
    cancel?.()
    cancel = null
    for (const draft of [...drafts.values()].filter(({ revision, sent }) => revision > sent)) {
      const save = send(draft).finally(() => onTheWay.delete(save))
      onTheWay.add(save)
    }
    await Promise.all(onTheWay)
  }

  function later(ms: number): void {
    if (cancel) return
    cancel = timers.after(ms, () => {
      cancel = null
      void sendAll()
    })
  }

  return {
    change(id, day, writing) {
      const draft = drafts.get(id) ?? { id, day, writing, revision: 0, kept: 0, sent: 0, fault: null }
      draft.writing = writing
      draft.revision++
      drafts.set(id, draft)
      later(SAVE_AFTER)
      settle()
    },
    unsaved: day =>
      [...drafts.values()]
        .filter(draft => draft.day === day)
        .map(({ id, writing }) => ({ id, writing: writing() })),
    flush: sendAll,
    forget(id) {
      drafts.delete(id)
      settle()
    },
    saving: () => saving,
    subscribe(hear) {
      ears.add(hear)
      return () => ears.delete(hear)
    },
  }
}
