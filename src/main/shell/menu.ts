/** The menu: editing as the system does it, locking, leaving. It is also where the keys for these come from. */
import { Menu, type MenuItemConstructorOptions } from 'electron'
import { accelerator, type Keys, keysFor } from '../../shared/commands.ts'
import { t } from '../../shared/locales/speak.ts'

export type Acts = {
  readonly lock: () => void
  readonly hide: () => void
  readonly quit: () => void
}

/** As src/shared/commands.ts writes keys. */
export type MenuKeys = { readonly lock: Keys; readonly hide: Keys }

export const keysOf = (platform: string): MenuKeys => ({
  lock: keysFor('lock', platform),
  hide: keysFor('hide', platform),
})

export function menu(
  { lock, hide, quit }: Acts,
  keys: MenuKeys,
  devTools: boolean,
): MenuItemConstructorOptions[] {
  const house: MenuItemConstructorOptions[] = [
    { id: 'lock', label: t('menu.lock'), accelerator: accelerator(keys.lock), click: lock },
    { id: 'hide', label: t('menu.hide'), accelerator: accelerator(keys.hide), click: hide },
    { type: 'separator' },
    { id: 'quit', label: t('menu.quit'), accelerator: 'CommandOrControl+Q', click: quit },
  ]
  const edit: MenuItemConstructorOptions[] = [
    { role: 'undo', label: t('menu.undo') },
    { role: 'redo', label: t('menu.redo') },
    { type: 'separator' },
    { role: 'cut', label: t('menu.cut') },
    { role: 'copy', label: t('menu.copy') },
    { role: 'paste', label: t('menu.paste') },
    { role: 'pasteAndMatchStyle', label: t('menu.paste.plain') },
    { role: 'selectAll', label: t('menu.select.all') },
  ]
  return [
    { label: t('app.name'), submenu: house },
    { label: t('menu.edit'), submenu: edit },
    ...(devTools ? [{ role: 'viewMenu' } satisfies MenuItemConstructorOptions] : []),
  ]
}

export const setMenu = (acts: Acts, keys: MenuKeys, devTools: boolean): void =>
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu(acts, keys, devTools)))

/** Before Electron is ready: it makes a menu of its own otherwise, which nobody would ever see. */
export const noMenu = (): void => Menu.setApplicationMenu(null)
