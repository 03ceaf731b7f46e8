/**
 * The same Electron, with plain-app.cjs for its app. The stand-in of docs/decisions/0002 starts what lies in resources/app
 * and nothing else, whatever it is told, and that is Kinfold; so this is a second folder, of hard links.
 */
import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Path of an executable; made in `dir` the first time. */
export function bareElectron(electron: string, app: string, dir: string): string {
  const bare = join(dir, 'electron')
  if (!fs.existsSync(bare)) {
    link(dirname(electron), bare)
    const place = join(bare, 'resources/app')
    fs.mkdirSync(place, { recursive: true })
    fs.copyFileSync(app, join(place, 'main.cjs'))
    fs.writeFileSync(join(place, 'package.json'), '{"name": "plain", "main": "main.cjs"}')
  }
  return join(bare, basename(electron))
}

function link(from: string, to: string): void {
  fs.mkdirSync(to)
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    if (entry.isSymbolicLink() || entry.name === 'app') continue
    if (entry.isDirectory()) link(join(from, entry.name), join(to, entry.name))
    else fs.linkSync(join(from, entry.name), join(to, entry.name))
  }
}
