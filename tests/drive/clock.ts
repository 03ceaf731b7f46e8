/**
 * A computer whose clock is wrong: every process of the program, the vault among them, reads another time. It is done
 * with a mount of the program's own, in which the loader puts libfaketime before every program. Needs root on Linux.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type WrongClock = {
  /** An Electron that starts with that clock. */
  readonly electron: string
  /** From the next start on, the clock is this far off: `+10y`, `-1y`, `+0`. */
  set(offset: string): void
  end(): void
}

const LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'

export const clocksAllowed = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync(library())

function library(): string {
  const arch = execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim()
  return arch === 'arm64' ? LIBRARY.replace('x86_64', 'aarch64') : LIBRARY
}

export function wrongClock(electron: string, offset: string): WrongClock {
  const folder = mkdtempSync(join(tmpdir(), 'kinfold-clock-'))
  const over = join(folder, 'etc')
  mkdirSync(over)
  const set = (next: string): void => writeFileSync(join(over, 'faketimerc'), `${next}\n`)
  set(offset)
  writeFileSync(join(over, 'ld.so.preload'), `${library()}\n`)
  // Read anew each second, where ten would do for libfaketime.
  const again = 'FAKETIME_CACHE_DURATION=1'
  const inside = `mount -t overlay overlay -o lowerdir=${over}:/etc /etc && exec env ${again} "$0" "$@"`
  const wrapper = join(folder, 'electron')
  writeFileSync(wrapper, `#!/bin/sh\nexec unshare -m sh -c '${inside}' '${electron}' "$@"\n`, { mode: 0o755 })
  return { electron: wrapper, set, end: () => rmSync(folder, { recursive: true, force: true }) }
}
