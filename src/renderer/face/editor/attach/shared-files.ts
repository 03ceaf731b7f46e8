/** Files of a circle's notes, as a page hears of them: where each is, and how far on its way. */
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Asking } from '../../../../shared/contract/wire.ts'
import { faultWords } from '../../../../shared/locales/speak.ts'
import type { SharedFile, SharedFileState } from '../../../../shared/writing/shared-file.ts'
import { say } from '../../ui/toast.tsx'

/** Bytes of a file that comes without anybody asking, once a page shows it. */
const SMALL = 256 * 1024
/** So many come by themselves while a page is laid open: a note may name thousands. */
const MOST_ALONE = 40

export type SharedFiles = {
  /** `hear` is told at once when it is known, and whenever it changes; the answer ends it. */
  readonly watch: (file: SharedFile, hear: (state: SharedFileState) => void) => () => void
  readonly fetch: (file: SharedFile) => void
  readonly stop: (file: SharedFile) => void
  /** Whether it stood in this page. */
  readonly isKnown: (blob: string) => boolean
  readonly end: () => void
}

export function sharedFiles(vault: Asking<VaultContract>, circle: string): SharedFiles {
  const states = new Map<string, SharedFileState>()
  const ears = new Map<string, Set<(state: SharedFileState) => void>>()
  let alone = 0
  const tell = (blob: string, state: SharedFileState): void => {
    states.set(blob, state)
    for (const hear of ears.get(blob) ?? []) hear(state)
  }
  const off = vault.on('note.file', ({ circle: where, blob, state, have }) => {
    if (where === circle) tell(blob, { state, have })
  })
  const fetch = async ({ blob, size }: SharedFile, quietly: boolean): Promise<void> => {
    const answer = await vault.ask('note.fileFetch', { circle, blob, size })
    if (answer.ok) tell(blob, answer.value)
    else if (!quietly) say(faultWords(answer.fault))
  }
  const look = async (file: SharedFile): Promise<void> => {
    const answer = await vault.ask('note.fileState', { circle, blob: file.blob })
    if (!answer.ok) return
    tell(file.blob, answer.value)
    if (answer.value.state !== 'away' || file.size > SMALL || alone >= MOST_ALONE) return
    alone++
    await fetch(file, true)
  }
  return {
    watch(file, hear) {
      const hearing = ears.get(file.blob) ?? new Set()
      ears.set(file.blob, hearing.add(hear))
      const known = states.get(file.blob)
      if (known) hear(known)
      else void look(file)
      return () => hearing.delete(hear)
    },
    fetch: file => void fetch(file, false),
    stop: ({ blob }) => void vault.ask('note.fileStop', { circle, blob }),
    isKnown: blob => ears.has(blob),
    end: off,
  }
}
