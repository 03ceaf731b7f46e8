/** What every window is made with. Written out though some are defaults: a default is somebody else's decision. */
import type { Session, WebPreferences } from 'electron'

export type Wanted = { readonly session: Session; readonly preload: string; readonly devTools: boolean }

export const preferences = ({ session, preload, devTools }: Wanted): WebPreferences => ({
  session,
  preload,
  devTools,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  plugins: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  autoplayPolicy: 'document-user-activation-required',
})
