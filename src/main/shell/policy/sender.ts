/** Who speaks on a channel: only the top frame of the room's own window, at the room's own page. */
import type { IpcMain, IpcMainEvent, WebContents } from 'electron'
import { isPageOf, type WindowRoom } from '../rooms.ts'

/** What is looked at in an event; Electron's has more. */
export type Sender = {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

/** `ours`: the id of the window that this room has now; undefined while it has none. */
export function isFrom(room: WindowRoom, ours: number | undefined, { sender, senderFrame }: Sender): boolean {
  return (
    ours !== undefined &&
    sender.id === ours &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    isPageOf(room, senderFrame.url)
  )
}

/**
 * A frame may be gone by the time its message is heard, and its page with it: Electron then throws at the first look,
 * be it at `senderFrame` itself or at what it holds.
 */
function isThere(event: Pick<Sender, 'senderFrame'>): boolean {
  try {
    return event.senderFrame !== null && event.senderFrame.url !== ''
  } catch {
    return false
  }
}

/** From a page to the shell: a preload that is ready for its port; the face's calls; a file that a hand dropped. */
export const CHANNELS = { face: ['ready', 'shell', 'dropped'], courier: ['ready'] } as const

/**
 * Hears one channel from one window; what comes from elsewhere is dropped without an answer. Ends with the window.
 */
export function handle<R extends WindowRoom>(
  ipc: IpcMain,
  room: R,
  contents: WebContents,
  channel: (typeof CHANNELS)[R][number],
  hear: (message: unknown) => void,
): void {
  const { id } = contents
  const ear = (event: IpcMainEvent, message: unknown): void => {
    if (isThere(event) && isFrom(room, id, event)) hear(message)
  }
  ipc.on(channel, ear)
  contents.once('destroyed', () => ipc.removeListener(channel, ear))
}
