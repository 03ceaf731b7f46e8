/** Words that must not stand in the shell, or in one place only: each is a wall that a single line could take down. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../../../src/main', import.meta.url))
const sources = ['index.ts', ...under('shell'), ...under('preload')].map(path => ({
  path,
  // Sentences may name what the code may not.
  code: readFileSync(join(main, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''),
}))

function under(folder: string): string[] {
  return readdirSync(join(main, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? under(path) : /\.tsx?$/.test(path) ? [path] : []
  })
}

const where = (word: RegExp): string[] =>
  sources.filter(({ code }) => word.test(code)).map(({ path }) => path)

describe('the shell’s own lines', () => {
  it('were read', () => {
    expect(sources.length).toBeGreaterThan(30)
    expect(where(/BrowserWindow/).length).toBeGreaterThan(2)
  })

  it.each([
    ['crash reports', /crashReporter/],
    ['a page from a file', /loadFile|file:\/\//],
    ['web security as a choice', /webSecurity|allowRunningInsecureContent/],
    ['experiments', /experimentalFeatures|enableBlinkFeatures|enable-features/],
    ['Node in a page', /nodeIntegration\w*: true|contextIsolation: false|sandbox: false|webviewTag: true/],
    ['a remote module', /@electron\/remote|electron-toolkit/],
    ['calls that wait for the shell', /sendSync|returnValue|ipcMain\.handle/],
    ['the person’s keychain', /safeStorage/],
    ['code out of text', /\beval\(|new Function/],
    ['certificates waved through', /certificate-error|setCertificateVerifyProc|ignore-certificate/],
    ['an updater', /autoUpdater|electron-updater/],
    ['the web', /https?:\/\//],
  ])('have nothing of %s', (_what, word) => expect(where(word)).toEqual([]))

  it.each([
    ['a window is made', /new BrowserWindow\(/, ['shell/window.ts']],
    ['a channel is heard', /ipc(Main)?\.on\(/, ['shell/policy/sender.ts']],
    ['another program is opened', /shell\.openExternal\(/, ['shell/answer.ts']],
    ['a process is started', /utilityProcess\.fork|child_process/, ['shell/room-process.ts']],
    ['a page gets something', /exposeInMainWorld/, ['preload/courier.ts', 'preload/face.ts']],
    ['a preload speaks to the shell', /ipcRenderer\./, ['preload/pipe.ts']],
    ['something is allowed', /\baction: 'allow'|answer\(true\)|=> true\b/, []],
  ])('have one place where %s', (_what, word, places) => expect(where(word).sort()).toEqual(places))
})
