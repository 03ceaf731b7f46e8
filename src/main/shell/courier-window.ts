/** The hidden window that carries sealed frames; there only while the vault wants it and the hub stands. */
import type { BrowserWindow, Session } from 'electron'
import { PAGE } from './rooms.ts'
import { openWindow } from './window.ts'

export type CourierPlan = {
  readonly session: Session
  readonly preload: string
  readonly devTools: boolean
  /** ws://127.0.0.1:port/?token=… */
  readonly hub: string
  readonly ready: () => void
}

export function openCourier({ session, preload, devTools, hub, ready }: CourierPlan): BrowserWindow {
  const window = openWindow({
    room: 'courier',
    session,
    preload,
    devTools,
    ready,
    look: {
      title: 'Kinfold courier',
      width: 200,
      height: 200,
      skipTaskbar: true,
      focusable: false,
      webPreferences: { backgroundThrottling: false },
    },
  })
  // Behind the `#` the address reaches this page alone: not the command line, not a header.
  window.webContents.loadURL(`${PAGE.courier}#${encodeURIComponent(hub)}`).catch(() => {})
  return window
}
