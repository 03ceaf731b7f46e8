/** What a desktop does with a file: a double click, and a hand that drops it onto the window. */
import { spawn } from 'node:child_process'
import { electronPath } from '../../scripts/electron.mjs'
import type { Person } from './person.ts'

/** Resolves when that second program has gone again. `program`: the folder of the app. */
export async function doubleClick(program: string, profile: string, file: string): Promise<number | null> {
  const bare = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(await electronPath(), [program, ...bare, `--user-data-dir=${profile}`, file], {
    stdio: 'ignore',
  })
  return new Promise(resolve => child.once('exit', resolve))
}

/** Onto the middle of the window. */
export async function drop({ page }: Person, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  await session.detach()
}
