/** Builds every room into out/, on Node 24, and only when something that is built has changed. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './parts/alone.mjs'
import { at } from './parts/place.mjs'
import { run } from './parts/run.mjs'
import { isRun, main, Stop, say, step } from './parts/say.mjs'
import { env24, node24, setUp } from './setup.mjs'

const built = ['out/main/index.cjs', 'out/main/vault.cjs', 'out/main/lan.cjs', 'out/preload/face.cjs']
const stampFile = () => at('out/.built')

/** Builds if needed; answers whether it had to. Throws a `Stop` with the builder's own words where it cannot. */
export async function build() {
  return await alone('building', async () => {
    const wanted = fingerprint()
    const stands = built.every(file => existsSync(at(file)))
    if (stands && existsSync(stampFile()) && readFileSync(stampFile(), 'utf8') === wanted) return false
    rmSync(stampFile(), { force: true })
    await step('building', async () => {
      const builder = at('node_modules/electron-vite/bin/electron-vite.js')
      const { code, out, late } = await run(node24(), [builder, 'build'], {
        seconds: 300,
        cwd: at(),
        env: env24(),
      })
      if (late) throw new Stop('The build took longer than five minutes and was stopped.')
      if (code !== 0)
        throw new Stop(`The build did not succeed:\n${out.trim().split('\n').slice(-40).join('\n')}`)
    })
    writeFileSync(stampFile(), wanted)
    return true
  })
}

/** A hash of everything the build reads. */
function fingerprint() {
  const hash = createHash('sha256')
  const add = path => {
    hash.update(`${path}\0`)
    hash.update(readFileSync(at(path)))
  }
  const walk = folder => {
    for (const entry of readdirSync(at(folder), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else add(path)
    }
  }
  walk('src')
  for (const file of ['electron.vite.config.ts', 'package.json', 'package-lock.json']) add(file)
  return hash.digest('hex')
}

if (isRun(import.meta.url)) {
  await main(async () => {
    await setUp()
    if (!(await build())) say('Nothing has changed since the last build.')
  })
}
