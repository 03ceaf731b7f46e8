/** What the face may ask of the shell, answered. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { PlaceToken } from '../../shared/contract/attachments.ts'
import type { FolderToken } from '../../shared/contract/backups.ts'
import type { ShellContract } from '../../shared/contract/shell.ts'
import type { Handlers } from '../../shared/contract/wire.ts'
import { fileName, JOIN_ENDING, SYNC_ENDING } from '../../shared/file-name.ts'
import { dayOf } from '../../shared/locales/days.ts'
import { t } from '../../shared/locales/speak.ts'
import type { Look } from '../../shared/look.ts'
import { err, ok } from '../../shared/result.ts'
import type { MenuKeys } from './menu.ts'
import { openExternal } from './policy/external.ts'
import { isTestRuntime } from './runtime.ts'
import { ended } from './sync-file.ts'

export type Answering = {
  /** The window that asks. */
  readonly window: () => BrowserWindow
  readonly lock: (harmed: boolean) => void
  readonly harmed: () => boolean
  readonly hide: () => void
  readonly close: (how: 'leave' | 'stay' | 'not') => void
  readonly flushed: (unsent: boolean) => void
  readonly holds: (words: boolean) => void
  readonly writesDown: (on: boolean) => void
  readonly copy: (text: string) => Promise<void>
  readonly marked: (on: boolean) => void
  /** A folder that the person chose: for the vault to know. */
  readonly chose: (folder: FolderToken, path: string) => void
  /** A place for a copy that the person chose: for the vault to know. */
  readonly placed: (place: PlaceToken, path: string) => void
  /** False: the disk refused. */
  readonly look: (look: Look) => boolean
  readonly keys: (keys: MenuKeys) => void
}

export const answers = ({
  window,
  lock,
  harmed,
  hide,
  close,
  flushed,
  holds,
  writesDown,
  copy,
  marked,
  chose,
  placed,
  look,
  keys,
}: Answering): Handlers<ShellContract> => {
  const placeFor = async (ending: string, name: string): Promise<string | undefined> => {
    const { canceled, filePath } = await dialog.showSaveDialog(window(), {
      title: t('file.where'),
      buttonLabel: t('copy.take'),
      // Neither the circle's name nor anybody's: a stick is looked at by others.
      defaultPath: join(app.getPath('documents'), name + ending),
      filters: [{ name: t('file.kind'), extensions: [ending.slice(1)] }],
      properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
    })
    return canceled || !filePath ? undefined : ended(filePath, ending)
  }
  const oneOf = async (): Promise<string | undefined> => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
      title: t('file.which'),
      buttonLabel: t('file.open'),
      filters: [
        { name: t('file.kind'), extensions: [SYNC_ENDING, JOIN_ENDING].map(ending => ending.slice(1)) },
        { name: t('file.any'), extensions: ['*'] },
      ],
      properties: ['openFile', 'dontAddToRecent'],
    })
    return canceled ? undefined : filePaths[0]
  }
  return {
    'shell.lock': asked => {
      lock(asked.harmed === true)
      return ok({})
    },
    'shell.harmed': () => ok({ harmed: harmed() }),
    'shell.hide': () => {
      hide()
      return ok({})
    },
    'shell.close': ({ how }) => {
      close(how)
      return ok({})
    },
    'shell.flushed': ({ unsent }) => {
      flushed(unsent === true)
      return ok({})
    },
    'shell.holds': ({ words }) => {
      holds(words)
      return ok({})
    },
    'shell.writesDown': ({ on }) => {
      writesDown(on)
      return ok({})
    },
    'shell.look': chosen => (look(chosen) ? ok({}) : err('not-saved')),
    'shell.shortcuts': chosen => {
      keys(chosen)
      return ok({})
    },
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
    'shell.marked': ({ on }) => {
      marked(on)
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
      if (why === 'export') placed(folder, path)
      else chose(folder, path)
      return ok({ folder })
    },
    'shell.choosePlace': async ({ name }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window(), {
        title: t('copy.where'),
        buttonLabel: t('copy.take'),
        defaultPath: join(app.getPath('documents'), fileName(name)),
        properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
      })
      if (canceled || !filePath) return ok({ place: null })
      const place = randomBytes(16).toString('hex')
      placed(place, filePath)
      return ok({ place })
    },
    'shell.chooseFile': async ({ why }) => {
      const day = dayOf(Date.now())
      const path =
        why === 'read'
          ? await oneOf()
          : why === 'join'
            ? await placeFor(JOIN_ENDING, t('file.join.name', { day }))
            : await placeFor(SYNC_ENDING, t('file.name', { day }))
      if (!path) return ok({ file: null })
      const file = randomBytes(16).toString('hex')
      placed(file, path)
      return ok({ file })
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
  }
}
