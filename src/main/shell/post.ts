/** Words to a page that may just be going: what cannot arrive any more is dropped. */
import type { MessagePortMain, WebContents } from 'electron'

/**
 * Electron throws where the page's process has ended and the window stands ("Render frame was disposed before WebFrameMain
 * could be accessed"); nothing can be asked beforehand that tells.
 */
function tried(contents: WebContents, post: () => void): boolean {
  if (contents.isDestroyed() || contents.isCrashed()) return false
  try {
    post()
    return true
  } catch {
    return false
  }
}

/** Hands over ports, or with none says that there are none any more. A port that cannot arrive is closed. */
export function postTo(contents: WebContents, channel: string, ports: MessagePortMain[] = []): void {
  if (tried(contents, () => contents.postMessage(channel, null, ports))) return
  for (const port of ports) port.close()
}

export const sendTo = (contents: WebContents, channel: string, message: unknown): void =>
  void tried(contents, () => contents.send(channel, message))
