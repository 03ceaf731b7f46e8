/**
 * Preloaded into a vault's process, threads included: counts each time that it is about to change something on the disk,
 * and kills the process just before the one that the address of this file names (`?at=main:7`). With `?at=none` it only
 * says them, a line each on standard error.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'

const at = new URL(import.meta.url).searchParams.get('at')
const where = isMainThread ? 'main' : 'thread'
let n = 0

function count(what: string): void {
  const name = `${where}:${++n}`
  if (at === 'none') fs.writeSync(2, `step ${name} ${what}\n`)
  if (at === name) process.kill(process.pid, 'SIGKILL')
}

if (at === 'none' && isMainThread) fs.writeSync(2, 'step main:0 begun\n')

const CHANGING = ['writeFileSync', 'fsyncSync', 'renameSync', 'rmSync'] as const
for (const name of CHANGING) {
  const real = fs[name] as (...args: unknown[]) => unknown
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      if (name !== 'rmSync' || fs.existsSync(String(args[0]))) count(name)
      return real(...args)
    },
  })
}
const open = fs.openSync
fs.openSync = (path, flags, mode) => {
  if (flags !== 'r' && flags !== undefined) count('openSync')
  return open(path, flags, mode)
}
syncBuiltinESMExports()

const proto = Sqlite.prototype as unknown as Record<'rekey' | 'prepare', (...args: unknown[]) => unknown>
const { rekey, prepare } = proto
proto.rekey = function (...args) {
  count('rekey')
  return rekey.apply(this, args)
}
proto.prepare = function (...args) {
  if (/^(VACUUM|UPDATE vault)/.test(String(args[0]))) count('prepare')
  return prepare.apply(this, args)
}
