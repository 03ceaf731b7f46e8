/** Words to a page that may just be going: what cannot arrive any more is dropped. */
import type { MessagePortMain, WebContents } from 'electron'

/**
 * False: the page is gone, and a port that cannot arrive is closed. Electron throws where the page's process has ended and
 * the window stands ("Render frame was disposed before WebFrameMain could be accessed"); nothing tells beforehand.
 */
export function postTo(
  contents: WebContents,
  channel: 'vault' | 'shell',
  message: unknown,
  ports: MessagePortMain[] = [],
): boolean {
  try {
    if (!contents.isDestroyed() && !contents.isCrashed()) {
      contents.postMessage(channel, message, ports)
      return true
    }
  } catch {
    // As above.
  }
  for (const port of ports) port.close()
  return false
}
