/** What the face may ask of the shell, answered. */
import { randomBytes } from 'node:crypto'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { FolderToken } from '../../shared/contract/backups.ts'
import type { ShellContract } from '../../shared/contract/shell.ts'
import type { Handlers } from '../../shared/contract/wire.ts'
import { t } from '../../shared/locales/speak.ts'
import type { Look } from '../../shared/look.ts'
import { err, ok } from '../../shared/result.ts'
import { openExternal } from './policy/external.ts'
import { isTestRuntime } from './runtime.ts'

export type Answering = {
  /** The window that asks. */
  readonly window: () => BrowserWindow
  readonly lock: () => void
  readonly hide: () => void
  readonly flushed: (unsent: boolean) => void
  readonly copy: (text: string) => Promise<void>
  /** A folder that the person chose: for the vault to know. */
  readonly chose: (folder: FolderToken, path: string) => void
  /** False: the disk refused. */
  readonly look: (look: Look) => boolean
}

export const answers = ({
  window,
  lock,
  hide,
  flushed,
  copy,
  chose,
  look,
}: Answering): Handlers<ShellContract> => ({
  'shell.lock': () => {
    lock()
    return ok({})
  },
  'shell.hide': () => {
    hide()
    return ok({})
  },
  'shell.flushed': ({ unsent }) => {
    flushed(unsent === true)
    return ok({})
  },
  'shell.look': chosen => (look(chosen) ? ok({}) : err('not-saved')),
  'shell.about': () =>
    ok({
      version: app.getVersion(),
      electron: process.versions['electron'] ?? '',
      chromium: process.versions['chrome'] ?? '',
      testRuntime: isTestRuntime(process.versions),
    }),
  'shell.copy': async ({ text }) => {
    await copy(text)
    return ok({})
  },
  'shell.chooseFolder': async ({ why }) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
      title: t(`folder.${why}`),
      buttonLabel: t('folder.take'),
      properties: why === 'find' ? ['openDirectory'] : ['openDirectory', 'createDirectory'],
    })
    const [path] = filePaths
    if (canceled || !path) return ok({ folder: null })
    const folder = randomBytes(16).toString('hex')
    chose(folder, path)
    return ok({ folder })
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
