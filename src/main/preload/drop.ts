/**
 * A sync file or a joining file dropped onto the window: its path goes to the shell, and the page never learns of it. Only what a hand
 * dropped has a path; what the page makes up itself has none and is not trusted.
 */
import { webUtils } from 'electron'
import { isOurs } from '../../shared/file-name.ts'
import { dropped } from './pipe.ts'

/** Electron 32 and later tell it by a call; before, the file has it on itself. */
const pathOf = (file: File): string =>
  typeof webUtils?.getPathForFile === 'function'
    ? webUtils.getPathForFile(file)
    : ((file as { path?: string }).path ?? '')

export function takeDrops(): void {
  // While it is dragged a file tells only its kind, and ours has none that a system knows.
  window.addEventListener(
    'dragover',
    event => {
      const items = [...(event.dataTransfer?.items ?? [])]
      const may = items.length > 0 && items.every(({ kind, type }) => kind === 'file' && type === '')
      if (event.isTrusted && may) event.preventDefault()
    },
    true,
  )
  window.addEventListener(
    'drop',
    event => {
      const files = [...(event.dataTransfer?.files ?? [])]
      const ours = files.length > 0 && files.every(({ name }) => isOurs(name))
      if (!event.isTrusted || !ours) return
      // Not for the sheet that it may have fallen on.
      event.preventDefault()
      event.stopImmediatePropagation()
      for (const file of files) dropped(pathOf(file))
    },
    true,
  )
}
