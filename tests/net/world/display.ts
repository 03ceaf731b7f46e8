/** A display for windows that are never shown: the one there is, or an Xvfb of this run's own. */
import { spawn } from 'node:child_process'

export type Display = { readonly name: string; readonly close: () => void }

export async function openDisplay(): Promise<Display> {
  const there = process.env['DISPLAY']
  if (there || process.platform !== 'linux') return { name: there ?? '', close() {} }
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.stdio[3]?.once('data', data => resolve(String(data).trim()))
  })
  return { name: `:${number}`, close: () => void child.kill() }
}
