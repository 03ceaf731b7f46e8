/** The folder of one person's data: whether it is the one that was asked for, and whether anything can be kept in it. */
import { accessSync, chmodSync, constants, mkdirSync, readlinkSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'

/** Made where it is not there. False: it is no folder, or not one's own to write in; what stands there is as it was. */
export function standsReady(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    chmodSync(folder, 0o700)
    return true
  } catch {
    return false
  }
}

/** Electron silently takes its own default where it cannot make the folder that was asked for. */
export function isSame(asked: string, given: string): boolean {
  if (resolve(asked) === resolve(given)) return true
  try {
    const [one, other] = [statSync(asked), statSync(given)]
    return one.dev === other.dev && one.ino === other.ino
  } catch {
    return false
  }
}

/**
 * Whether somebody has it open, when the lock was refused: Chromium's SingletonLock is a link to `host-pid`. On Windows,
 * where there is no such link, nothing else refuses the lock.
 */
export function isOpen(folder: string, platform: string): boolean {
  if (platform === 'win32') return true
  try {
    const [, host, pid] = /^(.*)-(\d+)$/.exec(readlinkSync(join(folder, 'SingletonLock'))) ?? []
    if (host !== hostname()) return host !== undefined
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
