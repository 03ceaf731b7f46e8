/** Runs another program in a process group of its own, so that stopping it stops everything it started. */
import { spawn } from 'node:child_process'

/** Ends a whole process group: politely, and after two seconds for good. */
export function endGroup(child) {
  const signal = name => {
    try {
      if (process.platform === 'win32') child.kill(name)
      else process.kill(-child.pid, name)
    } catch {
      // It has already ended.
    }
  }
  signal('SIGTERM')
  setTimeout(() => signal('SIGKILL'), 2000).unref()
}

/**
 * Runs `command` and answers `{code, out, late}`: exit code (1 where a signal ended it), what it wrote (kept unless
 * `show` is true; then it goes straight to the screen), and whether it ran longer than `seconds`.
 * `onLine` is told every line as it comes.
 */
export function run(command, args, { seconds = 600, show = false, onLine, input, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const stdin = input === undefined ? 'ignore' : 'pipe'
    const child = spawn(command, args, {
      stdio: [stdin, show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      detached: process.platform !== 'win32',
      ...options,
    })
    let out = ''
    let rest = ''
    let late = false
    const hear = bytes => {
      out += bytes
      if (onLine === undefined) return
      const lines = (rest + bytes).split('\n')
      rest = lines.pop()
      for (const line of lines) onLine(line)
    }
    child.stdout?.setEncoding('utf8').on('data', hear)
    child.stderr?.setEncoding('utf8').on('data', hear)
    if (input !== undefined) child.stdin.end(input)
    const clock = setTimeout(() => {
      late = true
      endGroup(child)
    }, seconds * 1000)
    const leave = () => {
      endGroup(child)
      process.exit(130)
    }
    process.once('SIGINT', leave)
    process.once('SIGTERM', leave)
    const done = () => {
      clearTimeout(clock)
      process.off('SIGINT', leave)
      process.off('SIGTERM', leave)
    }
    child.once('error', cause => {
      done()
      reject(cause)
    })
    child.once('close', code => {
      done()
      if (onLine !== undefined && rest !== '') onLine(rest)
      // Whatever it left behind in its group ends with it.
      if (process.platform !== 'win32') {
        try {
          process.kill(-child.pid, 'SIGKILL')
        } catch {
          // Nothing was left.
        }
      }
      resolve({ code: code ?? 1, out, late })
    })
  })
}
