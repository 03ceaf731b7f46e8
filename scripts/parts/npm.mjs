/** Starts npm: the very one that started this script, or the one on the PATH. */
import { run } from './run.mjs'

/** Runs npm with `args`; answers what `run` answers. */
export function npm(args, options = {}) {
  const own = process.env.npm_execpath
  if (own?.endsWith('.js')) return run(process.execPath, [own, ...args], options)
  return run('npm', args, { shell: process.platform === 'win32', ...options })
}
