/** Kinfold cannot start: said where somebody reads it, and nothing is touched. */
import { fstatSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, dialog } from 'electron'
import { speakIn } from '../../shared/locales/languages.ts'
import { t } from '../../shared/locales/speak.ts'

/** A terminal, or a pipe to whoever started this program. From a desktop neither is there. */
function somebodyReads(): boolean {
  try {
    return process.stderr.isTTY || fstatSync(2).isFIFO()
  } catch {
    return false
  }
}

/** `folder`: the one that was asked for. Ends the program with 1. */
export async function refuse(app: App, folder: string): Promise<void> {
  // Nobody's choice can be read here: the language of the system.
  speakIn(new Intl.DateTimeFormat().resolvedOptions().locale)
  const detail = t('profile.detail', { folder })
  process.stderr.write(`${t('profile.title')}. ${detail}\n`)
  if (somebodyReads()) return app.exit(1)
  // Chromium writes as soon as it is ready: not into a folder that nobody meant.
  const nowhere = mkdtempSync(join(tmpdir(), 'kinfold-'))
  const end = (): void => {
    rmSync(nowhere, { recursive: true, force: true, maxRetries: 3 })
    app.exit(1)
  }
  try {
    app.setPath('userData', nowhere)
    app.setPath('sessionData', nowhere)
    app.on('will-quit', end)
    await app.whenReady()
    await dialog.showMessageBox({ type: 'warning', message: t('profile.title'), detail })
  } finally {
    end()
  }
}
