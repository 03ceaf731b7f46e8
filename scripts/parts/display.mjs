/** A display for windows that nobody needs to see: an Xvfb of our own, on a number nobody else has. */
import { spawn } from 'node:child_process'
import { endGroup } from './run.mjs'
import { Stop } from './say.mjs'

/** Whether a window opened now would appear on a screen. */
export const hasScreen = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/**
 * Opens a display and answers `{env, close}`: the environment that points a program at it, and the way to end it.
 * Elsewhere than on Linux the computer's own screen is used.
 */
export function openDisplay() {
  if (process.platform !== 'linux') return Promise.resolve({ env: {}, close: () => {} })
  return new Promise((resolve, reject) => {
    const screen = ['-screen', '0', '1440x1000x24', '-nolisten', 'tcp', '-noreset', '-displayfd', '3']
    const child = spawn('Xvfb', screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
    const close = () => endGroup(child)
    const refuse = () =>
      reject(
        new Stop(
          'Xvfb could not be started, and these tests need a display. Install it: apt-get install xvfb.',
        ),
      )
    child.once('error', refuse)
    child.once('exit', refuse)
    process.once('exit', close)
    child.stdio[3].once('data', number => {
      child.unref()
      child.stdio[3].destroy()
      resolve({ env: { DISPLAY: `:${String(number).trim()}`, WAYLAND_DISPLAY: undefined }, close })
    })
  })
}
