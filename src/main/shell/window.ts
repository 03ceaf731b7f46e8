/** What both windows have in common: the bolts on the page, and a preload that is answered with a port. */
import { app, BrowserWindow, type BrowserWindowConstructorOptions, ipcMain, type Session } from 'electron'
import { forgetCore } from './core-dump.ts'
import { wallInWebRtc } from './policy/network.ts'
import { preferences } from './policy/preferences.ts'
import { handle } from './policy/sender.ts'
import type { WindowRoom } from './rooms.ts'

export type RoomWindow = {
  readonly room: WindowRoom
  readonly session: Session
  readonly preload: string
  readonly devTools: boolean
  readonly look: BrowserWindowConstructorOptions
  /** The page's preload is there, at each load, and waits for its port. */
  readonly ready: () => void
}

export function openWindow({ room, session, preload, devTools, look, ready }: RoomWindow): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    ...look,
    webPreferences: { ...look.webPreferences, ...preferences({ session, preload, devTools }) },
  })
  const { webContents } = window
  wallInWebRtc(webContents, room)
  handle(ipcMain, room, webContents, 'ready', ready)
  // Most processes inherit this from ours; what draws is older than our first line, and holds pictures of the words.
  webContents.on('did-finish-load', () => {
    for (const { pid } of app.getAppMetrics()) forgetCore(pid)
  })
  return window
}

/** Where a desktop has no task bar to go to, a window that is asked to get small may stay: it has this long, in ms. */
const SMALL = 100

/** Off the screen at once; in the list of windows it has this name. Its page draws nothing meanwhile: see `veil`. */
export function vanish(window: BrowserWindow, name: string): void {
  window.setTitle(name)
  // Getting small may be drawn step by step; on Linux this changes nothing.
  window.setOpacity(0)
  window.minimize()
  setTimeout(() => {
    if (!window.isDestroyed() && window.getTitle() === name && !window.isMinimized()) window.hide()
  }, SMALL)
}

export function appear(window: BrowserWindow, name: string): void {
  window.setTitle(name)
  window.setOpacity(1)
  if (window.isMinimized()) window.restore()
  window.show()
}
