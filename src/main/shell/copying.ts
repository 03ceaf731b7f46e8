/** What Kinfold puts on the clipboard leaves it again, unless something else stands there by then. */
import type { Timers } from './timers.ts'

/** ms */
export const KEPT = 60_000

/** Electron's; older ones answer at once, newer ones promise. */
type Clipboard = {
  readText(): string | Promise<string>
  writeText(text: string): void | Promise<void>
  clear(): void
}

export type Copying = {
  readonly copy: (text: string) => Promise<void>
  /** Now: the program ends, and nobody would do it later. */
  readonly clear: () => Promise<void>
}

export function copying(clipboard: Clipboard, { after }: Pick<Timers, 'after'>): Copying {
  let ours: string | undefined
  let off: (() => void) | undefined
  const clear = async (): Promise<void> => {
    off?.()
    const was = ours
    ours = undefined
    if (was !== undefined && (await clipboard.readText()) === was) clipboard.clear()
  }
  return {
    copy: async text => {
      off?.()
      ours = text
      off = after(KEPT, () => void clear())
      await clipboard.writeText(text)
    },
    clear,
  }
}
