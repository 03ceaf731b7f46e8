/**
 * B7: Argon2id as the vault derives a key, at the parameters measured for this computer, beside Node's own; and the longest
 * while in which the face's thread answers nothing while a key is derived. The passphrase is a wrong one: what a right one
 * draws on the screen is another matter.
 */
import { argon2Sync } from 'node:crypto'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { calibrate, derive, type Kdf } from '../../../src/main/vault/crypto/passphrase.ts'
import { create } from '../../../src/main/vault/storage/create.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import { words } from '../../drive/words.ts'
import { typed } from '../cover.ts'
import { compare, type Figure, LARGE, type Side, side, spread } from '../harness.ts'
import { BENCH_PASSPHRASE } from '../notebook.ts'
import { electronHere, PROGRAM, sandbox } from '../people.ts'
import { start } from '../start.ts'

const SALT = new Uint8Array(16).fill(3)

const ours = ({ memory, passes }: Kdf): Side =>
  side(async () => {
    using _key = await derive(BENCH_PASSPHRASE, SALT, { memory, passes })
  })
const nodes = ({ memory, passes }: Kdf): Side =>
  side(() => {
    argon2Sync('argon2id', {
      message: BENCH_PASSPHRASE,
      nonce: SALT,
      parallelism: 1,
      tagLength: 32,
      memory,
      passes,
    })
  })

/** In the page: the longest while between two turns of the thread, in ms, until `ended()` answers it. */
function watchThread(): void {
  const { port1, port2 } = new MessageChannel()
  let last = performance.now()
  let longest = 0
  port1.onmessage = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    port2.postMessage(0)
  }
  port2.postMessage(0)
  ;(window as unknown as { ended: () => number }).ended = () => {
    port1.close()
    return longest
  }
}

/** In the page: press, and answer the longest while once the cover has said that these words do not open it. */
async function refused(name: string): Promise<number> {
  const button = [...document.querySelectorAll('button')].find(one => one.textContent?.trim() === name)
  if (!button) throw new Error(`no button ${name}`)
  button.click()
  while (!document.querySelector('[role="alert"]')?.textContent)
    await new Promise(resolve => setTimeout(resolve, 20))
  return (window as unknown as { ended: () => number }).ended()
}

async function longestTask(electron: string, profile: string): Promise<number> {
  await using started = await start(
    electron,
    [PROGRAM, ...sandbox, '--kinfold-interfaces=loopback', `--user-data-dir=${profile}`],
    'app://kinfold/',
  )
  await new Promise(resolve => setTimeout(resolve, 2000))
  await started.tell(`(${typed})(${JSON.stringify([words('cover.passphrase'), `not ${BENCH_PASSPHRASE}`])})`)
  await started.tell(`(${watchThread})()`)
  return Number(await started.tell(`(${refused})(${JSON.stringify(words('cover.open'))})`))
}

export const figure: Figure = {
  id: 'B7',
  async take(dir, say) {
    const kdf = await calibrate(derive, () => performance.now())
    say(`Argon2id with ${kdf.memory / 1024} MiB and ${kdf.passes} passes`)
    const price = await compare(LARGE, ours(kdf), nodes(kdf))
    const profile = join(dir, 'profile')
    fs.mkdirSync(profile)
    const made = await create({
      dir: join(profile, 'vault'),
      passphrase: BENCH_PASSPHRASE,
      derive,
      migrations: MIGRATIONS,
      kdf,
    })
    if (!made.ok) throw new Error(made.fault)
    made.value.db.close()
    made.value.release()
    const longest: number[] = []
    for (let round = 0; round < LARGE; round++) longest.push(await longestTask(electronHere(), profile))
    return [
      {
        what: 'Argon2id, wall, over Node’s own at the same parameters',
        goal: { most: 1.1 },
        figure: price.wall,
      },
      {
        what: 'longest task of the face while a key is derived, ms',
        goal: { most: 16 },
        figure: spread(longest),
      },
    ]
  },
}
