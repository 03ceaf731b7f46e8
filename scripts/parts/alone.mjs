/** One at a time: two scripts in one checkout take turns where both would write the same files. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at } from './place.mjs'
import { Stop, say } from './say.mjs'

const wait = ms => new Promise(resolve => setTimeout(resolve, ms))

/** Runs `work` while no other script holds `name`. Waits for at most ten minutes; a holder that died holds nothing. */
export async function alone(name, work) {
  const lock = at('out', `.${name}`)
  mkdirSync(at('out'), { recursive: true })
  let told = false
  for (let tries = 0; ; tries++) {
    try {
      mkdirSync(lock)
      break
    } catch (cause) {
      if (cause.code !== 'EEXIST') throw cause
    }
    if (!holderLives(lock, tries)) {
      rmSync(lock, { recursive: true, force: true })
      continue
    }
    if (!told) say(`· another script is at it (${name}); waiting for it …`)
    told = true
    if (tries > 2400)
      throw new Stop(`Waited ten minutes for ${lock}. If nothing else runs here, delete that folder.`)
    await wait(250)
  }
  writeFileSync(join(lock, 'pid'), String(process.pid))
  const leave = () => rmSync(lock, { recursive: true, force: true })
  process.once('exit', leave)
  try {
    return await work()
  } finally {
    process.off('exit', leave)
    leave()
  }
}

function holderLives(lock, tries) {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0)
    return true
  } catch (cause) {
    // The number is written a moment after the folder is made.
    if (cause.code === 'ENOENT') return tries < 8
    return cause.code === 'EPERM'
  }
}
