/** The order of start-up, nothing else. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, powerMonitor } from 'electron'
import { speakIn } from '../shared/locales/languages.ts'
import { registerApp } from './shell/app-protocol.ts'
import { forgetCore } from './shell/core-dump.ts'
import { invitationAmong, invitationIn } from './shell/deep-link.ts'
import { type House, openHouse } from './shell/house.ts'
import { keysOf, noMenu, setMenu } from './shell/menu.ts'
import { hubArgs, interfaces } from './shell/network-wish.ts'
import { keepEveryPageInPlace } from './shell/policy/navigation.ts'
import { isOpen, isSame, standsReady } from './shell/profile.ts'
import { refuse } from './shell/refuse.ts'
import { isRelease, isTestRuntime, nodeBinary, TEST_RUNTIME_SENTENCE } from './shell/runtime.ts'
import { openSessions } from './shell/sessions.ts'
import { heedSignals } from './shell/signals.ts'
import { quietChromium } from './shell/switches.ts'
import { filesAmong, isSyncFile } from './shell/sync-file.ts'
import { timers } from './shell/timers.ts'

// 1. Nothing is written that others on this computer can read, and no dump holds memory.
process.umask(0o077)
forgetCore('self')

// Electron's own answer to a bug here is a box that stops every window until it is pressed, words unsaved. Say it and go on.
process.on('uncaughtException', error => console.error(`shell: bug: ${error.stack ?? error.name}`))

// 2. What must be said before Chromium starts.
quietChromium(app)
registerApp()
noMenu()
// Chromium cannot be sandboxed under root, and tests in containers run as root. Nobody else may take the sandbox off.
const bare = process.getuid?.() === 0 && app.commandLine.hasSwitch('no-sandbox')
if (!bare) app.enableSandbox()
keepEveryPageInPlace(app)

// 3. One Kinfold on one profile, and on no other than was asked for: the second steps back before it touches anything.
const profile = app.getPath('userData')
const asked = app.commandLine.getSwitchValue('user-data-dir') || profile
if (!standsReady(asked) || !isSame(asked, profile)) void refuse(app, asked)
else if (app.requestSingleInstanceLock()) void begin()
else if (isOpen(profile, process.platform)) {
  console.log('Kinfold is already open on this profile.')
  app.exit(0)
} else void refuse(app, profile)

async function begin(): Promise<void> {
  const { commandLine } = app

  let house: House | undefined
  let invitation = invitationAmong(process.argv)
  const invited = (link: string | undefined): void => {
    if (link && house) house.invitation(link)
    else invitation = link ?? invitation
  }
  const files = filesAmong(process.argv, process.cwd())
  const come = (path: string): void => void (house ? house.file(path) : files.push(path))
  app.on('second-instance', (_event, argv, folder) => {
    house?.show()
    invited(invitationAmong(argv))
    for (const path of filesAmong(argv, folder)) come(path)
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    if (isSyncFile(path)) come(path)
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    invited(invitationIn(url))
  })

  // 4. Leaving: first every room ends, then the app.
  let left = false
  let asking = false
  let leaving = false
  const go = (going: House, asked: boolean): void => {
    house = undefined
    leaving = true
    void going.leave(asked).finally(() => {
      left = true
      app.quit()
    })
  }
  app.on('window-all-closed', () => {})
  app.on('before-quit', event => {
    if (left || !(house || leaving)) return
    event.preventDefault()
    if (asking || !house) return
    asking = true
    const going = house
    void going.mayLeave().then(may => {
      asking = false
      if (may && house === going) go(going, true)
    })
  })

  await app.whenReady()
  if (isTestRuntime(process.versions)) console.log(TEST_RUNTIME_SENTENCE)
  app.configureHostResolver({ secureDnsMode: 'off', enableBuiltInResolver: false })

  // 5. The walls, then the rooms.
  const root = app.getAppPath()
  const release = isRelease(app.isPackaged, process.versions)
  const devTools = !release && commandLine.hasSwitch('kinfold-devtools')
  let hub: string | undefined
  const sessions = await openSessions(app, join(root, 'out/renderer'), () => hub)
  const node = nodeBinary(process.platform, process.arch)
  const nodePath = node && join(root, 'node_modules', node)
  let keys = keysOf(process.platform)
  const acts = { lock: () => void house?.lock(), hide: () => house?.hide(), quit: () => app.quit() }
  const layMenu = (): void => setMenu(acts, keys, devTools)
  const opened = openHouse({
    sessions,
    clock: { now: Date.now },
    bundles: join(root, 'out/main'),
    preloads: join(root, 'out/preload'),
    profile,
    node: nodePath && existsSync(nodePath) ? nodePath : undefined,
    devTools,
    trace: !release,
    interfaces: interfaces(commandLine.getSwitchValue('kinfold-interfaces')),
    hubArgs: hubArgs(commandLine.getSwitchValue('kinfold-hub-port')),
    speaks: language => {
      speakIn(language)
      layMenu()
    },
    keys: chosen => {
      keys = chosen
      layMenu()
    },
    hubAt: origin => {
      hub = origin
    },
  })
  house = opened
  heedSignals(process, {
    timers,
    leave: () => {
      if (house) go(house, false)
    },
    end: () => app.exit(1),
  })
  powerMonitor.on('lock-screen', () => void opened.lock())
  powerMonitor.on('suspend', () => void opened.lock())
  // Not every system says that it goes to sleep.
  powerMonitor.on('resume', () => void opened.lock())
  app.on('activate', () => opened.show())
  if (invitation) opened.invitation(invitation)
  for (const path of files) opened.file(path)
}
