/** A window stays on its own page: no link, form, script, frame or redirect leads anywhere, and no window opens another. */
import type { App, WebContents } from 'electron'
import { isPageOf, type WindowRoom } from '../rooms.ts'

const ROOMS: readonly WindowRoom[] = ['face', 'courier']

/**
 * May a page that stands at `from` go to `to`? Only the top frame, and only to where it is already (a reload, a `#`).
 */
export function mayNavigate(from: string, to: string, topFrame: boolean): boolean {
  return topFrame && ROOMS.some(room => isPageOf(room, from) && isPageOf(room, to))
}

export function keepInPlace(contents: WebContents): void {
  contents.on('will-navigate', event => {
    if (!mayNavigate(contents.getURL(), event.url, event.isMainFrame)) event.preventDefault()
  })
  contents.on('will-frame-navigate', event => {
    if (!mayNavigate(contents.getURL(), event.url, event.isMainFrame)) event.preventDefault()
  })
  // The app's own addresses never redirect, so whatever does is not ours.
  contents.on('will-redirect', event => event.preventDefault())
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** For every page that will ever be, whoever makes it. */
export function keepEveryPageInPlace(app: App): void {
  app.on('web-contents-created', (_event, contents) => keepInPlace(contents))
}
