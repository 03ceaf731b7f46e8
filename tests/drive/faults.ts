/** What goes wrong in a program without a word on the screen: exceptions in its pages, and what its processes complain of. */
import type { ElectronApplication, Page } from 'playwright-core'
import type { Person } from './person.ts'

/** Chromium and Electron complain of a computer without a desktop, and so on; ours are these. */
const OURS = /uncaught|unhandled|\bbug:|TypeError|RangeError|ReferenceError|SqliteError/i

/** From now on until this program ends. The list grows as things go wrong. */
export function listenForFaults(app: ElectronApplication, heard: string[] = []): readonly string[] {
  const listen = (page: Page): void =>
    void page.on('pageerror', error => heard.push(`${page.url()}: ${error.stack}`))
  for (const page of app.windows()) listen(page)
  app.on('window', listen)
  for (const stream of [app.process().stdout, app.process().stderr]) {
    let rest = ''
    stream?.on('data', (text: Buffer) => {
      const lines = (rest + String(text)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (OURS.test(line)) heard.push(line)
    })
  }
  return heard
}

/** The process that holds the vault: behind the relay where there is one, else the utility process itself. */
export async function vaultProcess(person: Person, children: (pid: number) => number[]): Promise<number> {
  const pid = await person.app.evaluate(
    ({ app }) => app.getAppMetrics().find(({ name }) => name === 'kinfold vault')?.pid,
  )
  if (!pid) throw new Error('there is no vault')
  return children(pid)[0] ?? pid
}
