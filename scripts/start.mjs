/** Opens Kinfold: sets up, builds, starts the app. Without a display it says so and runs the demo instead. */
import { build } from './build.mjs'
import { electron } from './electron.mjs'
import { hasScreen } from './parts/display.mjs'
import { follow } from './parts/follow.mjs'
import { at } from './parts/place.mjs'
import { main, say, seconds } from './parts/say.mjs'
import { node24, setUp } from './setup.mjs'

await main(async () => {
  const screen = hasScreen()
  await setUp({ system: !screen })
  await build()
  if (!screen) {
    say(
      'There is no display here, so no window can open. The demo runs instead: two members, seen by nobody.',
    )
    return await follow(node24(), [at('scripts/demo.mjs'), ...process.argv.slice(2)])
  }
  const found = await electron()
  say(`Electron ${found.version}: ${found.why}.`)
  const asRoot = process.platform === 'linux' && process.getuid() === 0
  if (asRoot) say("You are root, for whom Chromium's sandbox does not work: it is off for this run.")
  say(`Opening Kinfold after ${seconds()}.`)
  const args = [at(), ...(asRoot ? ['--no-sandbox'] : []), ...process.argv.slice(2)]
  await follow(found.path, args, { apart: process.platform !== 'win32' })
})
