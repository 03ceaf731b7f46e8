/** A display for windows that nobody needs to see: an Xvfb of our own, on a number nobody else has. */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { endGroup } from './run.mjs'
import { Stop } from './say.mjs'

/** Whether a window opened now would appear on a screen. */
export const hasScreen = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/**
 * Opens a display and answers `{env, close}`: the environment that points a program at it, and the way to end it, to be
 * awaited. Its number is drawn from many: a server that looks for a free one by itself can take the socket of another.
 * Elsewhere than on Linux the computer's own screen is used.
 */
export async function openDisplay() {
  if (process.platform !== 'linux') return { env: {}, close: async () => {} }
  for (let tries = 0; tries < 5; tries++) {
    const display = await start(1000 + randomInt(50_000))
    if (display) return display
  }
  throw new Stop(
    'Xvfb could not be started, and these tests need a display. Install it: apt-get install xvfb.',
  )
}

/** Answers undefined where the server ends before it is ready: it is not installed, or its number is taken. */
function start(number) {
  return new Promise(resolve => {
    const screen = `:${number} -screen 0 1440x1000x24 -nolisten tcp -noreset -displayfd 3`.split(' ')
    const child = spawn('Xvfb', screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
    const ended = new Promise(gone => child.once('exit', gone))
    const stop = () => endGroup(child)
    const close = async () => {
      process.off('exit', stop)
      child.ref()
      stop()
      await ended
    }
    process.once('exit', stop)
    const refuse = () => {
      process.off('exit', stop)
      resolve(undefined)
    }
    child.once('error', refuse)
    child.once('exit', refuse)
    // It says its number, then ends the line; whoever stops listening in between ends the server.
    let said = ''
    child.stdio[3].on('data', text => {
      said += text
    })
    child.stdio[3].once('end', () => {
      if (said === '') return
      child.off('exit', refuse)
      child.unref()
      resolve({ env: { DISPLAY: `:${number}`, WAYLAND_DISPLAY: undefined }, close })
    })
  })
}
