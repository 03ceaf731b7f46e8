/** The menu: editing as the system does it, locking, leaving. It is also where the keys for these come from. */
import { Menu, type MenuItemConstructorOptions } from 'electron'
import { WORDS } from './words.ts'

export type Acts = { readonly lock: () => void; readonly quit: () => void }

export function menu({ lock, quit }: Acts, devTools: boolean): MenuItemConstructorOptions[] {
  const house: MenuItemConstructorOptions[] = [
    { id: 'lock', label: WORDS.lock, accelerator: 'CommandOrControl+L', click: lock },
    { type: 'separator' },
    { id: 'quit', label: WORDS.quit, accelerator: 'CommandOrControl+Q', click: quit },
  ]
  const edit: MenuItemConstructorOptions[] = [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'pasteAndMatchStyle' },
    { role: 'selectAll' },
  ]
  return [
    { label: WORDS.file, submenu: house },
    { label: WORDS.edit, submenu: edit },
    ...(devTools ? [{ role: 'viewMenu' } satisfies MenuItemConstructorOptions] : []),
  ]
}

export const setMenu = (acts: Acts, devTools: boolean): void =>
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu(acts, devTools)))
