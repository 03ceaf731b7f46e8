/** Preloaded into a vault's process: a disk on which each of its threads waits `?ms=` for what it wrote, as on an old stick. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'

const ms = Number(new URL(import.meta.url).searchParams.get('ms'))
const sync = fs.fsyncSync
const clock = new Int32Array(new SharedArrayBuffer(4))
fs.fsyncSync = fd => {
  if (!isMainThread) Atomics.wait(clock, 0, 0, ms)
  sync(fd)
}
syncBuiltinESMExports()
