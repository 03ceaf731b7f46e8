/** The visible window. */
import { type BrowserWindow, ipcMain, type Rectangle, type Session } from 'electron'
import { type ShellContract, shellContract } from '../../shared/contract/shell.ts'
import { type Handlers, serve } from '../../shared/contract/wire.ts'
import type { Look } from '../../shared/look.ts'
import { handle } from './policy/sender.ts'
import { postTo } from './post.ts'
import { PAGE } from './rooms.ts'
import { isSyncFile } from './sync-file.ts'
import { openWindow } from './window.ts'

export const TITLE = 'Kinfold'
/** The paper of the house, until the page has drawn its own. */
const PAPER = '#faf6ee'

export type FacePlan = {
  readonly session: Session
  readonly preload: string
  readonly devTools: boolean
  /** Where the one before it stood. */
  readonly bounds: Rectangle | undefined
  readonly look: Look
  /** Drawn for the first time; shown by whoever knows whether it may be. */
  readonly drawn: () => void
  readonly title: string
  /** A key, a pointer, a wheel: somebody is there. */
  readonly touched: () => void
  /** A recording plays, and somebody may be listening; or none does any more. */
  readonly plays: (on: boolean) => void
  readonly handlers: Handlers<ShellContract>
  /** The path of a sync file that was dropped onto the page. */
  readonly dropped: (path: string) => void
  /** The page is there, at each load, and waits for a port to the vault. */
  readonly ready: () => void
}

export type Face = {
  readonly window: BrowserWindow
  readonly tell: ReturnType<typeof serve<ShellContract>>['tell']
  /** Its page has ended; the window may still stand. */
  readonly gone: () => boolean
}

export function openFace({
  session,
  preload,
  devTools,
  bounds,
  look,
  drawn,
  title,
  touched,
  plays,
  handlers,
  dropped,
  ready,
}: FacePlan): Face {
  const window = openWindow({
    room: 'face',
    session,
    preload,
    devTools,
    ready,
    look: {
      width: 1180,
      height: 780,
      ...bounds,
      minWidth: 360,
      minHeight: 360,
      title,
      backgroundColor: PAPER,
      autoHideMenuBar: true,
      // Read by the preload before the first line of the page, so that nothing is drawn twice.
      webPreferences: { additionalArguments: [`--kinfold-look=${JSON.stringify(look)}`] },
    },
  })
  const { webContents } = window
  // Whatever the page calls itself: a title shows in the list of windows, and in what screens are shared.
  window.on('page-title-updated', event => event.preventDefault())
  window.once('ready-to-show', drawn)
  webContents.on('input-event', touched)
  let playing = 0
  webContents.on('media-started-playing', () => plays(++playing > 0))
  webContents.on('media-paused', () => {
    playing = Math.max(0, playing - 1)
    plays(playing > 0)
  })
  let gone = false
  webContents.on('render-process-gone', () => {
    gone = true
  })
  const { tell } = serve(
    shellContract,
    handlers,
    {
      post: message => {
        if (!postTo(webContents, 'shell', message)) gone = true
      },
      listen: hear => handle(ipcMain, 'face', webContents, 'shell', hear),
      close: () => {},
    },
    call => console.error(`shell: ${call} failed`),
  )
  handle(ipcMain, 'face', webContents, 'dropped', path => {
    if (isSyncFile(path)) dropped(path)
  })
  webContents.loadURL(PAGE.face).catch(() => {})
  return { window, tell, gone: () => gone }
}
