/** Tells the shell that something is marked, once for each time the window is in front: Linux keeps it for the middle button. */
import type { Rooms } from './kinfold.ts'

/** Returns how to stop. */
export function tellMarked({ shell, platform }: Pick<Rooms, 'shell' | 'platform'>): () => void {
  if (platform !== 'linux') return () => {}
  let told = false
  const anew = () => {
    told = false
  }
  const look = () => {
    if (told || !document.getSelection()?.toString()) return
    told = true
    void shell.ask('shell.marked', { on: true })
  }
  document.addEventListener('selectionchange', look)
  window.addEventListener('blur', anew)
  const off = shell.on('veil', anew)
  return () => {
    document.removeEventListener('selectionchange', look)
    window.removeEventListener('blur', anew)
    off()
  }
}
