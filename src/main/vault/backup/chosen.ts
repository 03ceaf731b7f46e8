/** Folders that a person chose in a dialog of the shell: known to the face by a number alone, never by their path. */
import type { FolderToken } from '../../../shared/contract/backups.ts'

/** More a person does not choose in one sitting; the oldest is forgotten. */
const MOST = 8
/** The shell says it before the face does, on another road: ms to wait for the one that is slower. */
const PATIENCE = 5_000

export type Chosen = {
  add(token: FolderToken, path: string): void
  /** Undefined when nobody chose it. */
  path(token: FolderToken): Promise<string | undefined>
}

export function chosenFolders(): Chosen {
  const known = new Map<FolderToken, string>()
  const waiting = new Map<FolderToken, Set<() => void>>()
  return {
    add(token, path) {
      known.set(token, path)
      for (const old of [...known.keys()].slice(0, -MOST)) known.delete(old)
      for (const wake of waiting.get(token) ?? []) wake()
    },
    async path(token) {
      if (!known.has(token)) {
        await new Promise<void>(resolve => {
          const mine = waiting.get(token) ?? new Set()
          waiting.set(token, mine.add(resolve))
          setTimeout(resolve, PATIENCE).unref()
        })
        waiting.delete(token)
      }
      return known.get(token)
    },
  }
}
