/**
 * What is marked in the window stands, on Linux, on a clipboard of its own: whoever presses the middle button pastes it,
 * also after a lock. It leaves that clipboard again, unless something of another window stands there by then.
 */

export type Selection = {
  readText(): string | Promise<string>
  clear(): void
}

export type Marking = {
  /** Something was marked in the window. */
  readonly marked: () => void
  /** Another window is in front from now on. */
  readonly left: () => Promise<void>
  /** `stays`: the window stays in front, and more may be marked in it. */
  readonly clear: (stays?: boolean) => Promise<void>
}

/** `selection`: undefined where there is no such clipboard. */
export function marking(selection: Selection | undefined): Marking {
  /** Marked since the window came to the front: nobody else's can have come after it. */
  let fresh = false
  let ours: string | undefined
  return {
    marked: () => {
      fresh = true
    },
    left: async () => {
      if (!fresh || !selection) return
      fresh = false
      ours = await selection.readText()
    },
    clear: async (stays = false) => {
      if (!selection) return
      const [now, before] = [fresh, ours]
      fresh = stays && fresh
      ours = undefined
      if (now || (before !== undefined && (await selection.readText()) === before)) selection.clear()
    },
  }
}

type Old = { readText(which: 'selection'): string; clear(which: 'selection'): void }

/** Electron's; older ones have no part for it and are told its name. */
export const selectionOf = (clipboard: { readonly selection?: Selection }): Selection =>
  clipboard.selection ?? {
    readText: () => (clipboard as Old).readText('selection'),
    clear: () => (clipboard as Old).clear('selection'),
  }
