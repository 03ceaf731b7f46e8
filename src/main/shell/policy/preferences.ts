/** What every window is made with. Written out though some are defaults: a default is somebody else's decision. */
import type { Session, WebPreferences } from 'electron'

/**
 * Doors to devices, fonts and files that no page here uses: gone, not just refused. (Where there is no device service,
 * Electron 25 dies of a page that asks for a USB device.)
 */
const UNUSED = [
  'WebUSB',
  'WebHID',
  'Serial',
  'WebBluetooth',
  'FontAccess',
  'FileSystemAccess',
  'FileSystemAccessLocal',
  'ContactsManager',
  'WebNFC',
  'WebXR',
  'PaymentRequest',
  'WebShare',
] as const

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
  disableBlinkFeatures: UNUSED.join(','),
  autoplayPolicy: 'document-user-activation-required',
})
