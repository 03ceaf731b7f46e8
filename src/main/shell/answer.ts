/** What the face may ask of the shell, answered. */
import { app, type BrowserWindow, clipboard, dialog, shell } from 'electron'
import type { ShellContract } from '../../shared/contract/shell.ts'
import type { Handlers } from '../../shared/contract/wire.ts'
import { t } from '../../shared/locales/speak.ts'
import { err, ok } from '../../shared/result.ts'
import { openExternal } from './policy/external.ts'
import { isTestRuntime } from './runtime.ts'

export type Answering = {
  /** The window that asks. */
  readonly window: () => BrowserWindow
  readonly lock: () => void
  readonly flushed: () => void
}

export const answers = ({ window, lock, flushed }: Answering): Handlers<ShellContract> => ({
  'shell.lock': () => {
    lock()
    return ok({})
  },
  'shell.flushed': () => {
    flushed()
    return ok({})
  },
  'shell.about': () =>
    ok({
      version: app.getVersion(),
      electron: process.versions['electron'] ?? '',
      chromium: process.versions['chrome'] ?? '',
      testRuntime: isTestRuntime(process.versions),
    }),
  'shell.copy': ({ text }) => {
    clipboard.writeText(text)
    return ok({})
  },
  'shell.openExternal': async ({ url }) => {
    const confirm = async (shown: string): Promise<boolean> => {
      const { response } = await dialog.showMessageBox(window(), {
        type: 'question',
        message: t('outside.title'),
        detail: t('outside.detail', { address: shown }),
        buttons: [t('outside.open'), t('outside.cancel')],
        defaultId: 1,
        cancelId: 1,
      })
      return response === 0
    }
    const may = await openExternal(url, { confirm, open: address => shell.openExternal(address) })
    return may ? ok({}) : err('not-allowed')
  },
})
