/** The vault from a terminal: is this notebook whole? It counts nothing and shows no word. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Fault } from '../../shared/fault.ts'
import { derive, TEST_KDF } from './crypto/passphrase.ts'
import { truncateLog } from './storage/checkpoint.ts'
import { create } from './storage/create.ts'
import { faultOf } from './storage/fault.ts'
import { HEADER_FILE } from './storage/header.ts'
import { MIGRATIONS } from './storage/migrations/all.ts'
import { type Opened, unlock } from './storage/unlock.ts'

const USAGE = `npm run vault -- check <folder>    opens the notebook and checks every page of it
npm run vault -- create <folder>   makes a new, empty one

<folder> is a profile or the vault/ folder in it. The passphrase is read from the keyboard.
--kdf=test makes a new one with a worthless, fast key derivation: for tests.
`

/** One line of standard input; a terminal does not show what is typed. */
async function ask(question: string): Promise<string> {
  const { stdin, stderr } = process
  stderr.write(question)
  const hide = stdin.isTTY
  const lines = createInterface({ input: stdin, terminal: hide, ...(hide ? { output: silence() } : {}) })
  for await (const line of lines) {
    lines.close()
    if (hide) stderr.write('\n')
    return line
  }
  return ''
}

const silence = () => fs.createWriteStream(process.platform === 'win32' ? '\\\\.\\nul' : '/dev/null')

/** The vault's own folder, whichever of the two was named. */
const vaultDir = (folder: string): string =>
  fs.existsSync(join(folder, HEADER_FILE)) ? folder : join(folder, 'vault')

const say = (line: string): void => void process.stdout.write(`${line}\n`)

function fail(fault: Fault): number {
  say(`not opened: ${fault}`)
  return 1
}

function check({ db, notices, release }: Opened): number {
  try {
    for (const notice of notices) say(`notice: ${notice}`)
    const found = db.pragma('integrity_check(5)', { simple: true })
    db.prepare("INSERT INTO entry_words (entry_words, rank) VALUES ('integrity-check', 1)").run()
    const loose = db.pragma('foreign_key_check') as unknown[]
    const whole = found === 'ok' && loose.length === 0
    say(whole ? 'whole: every page authenticates, the index agrees with the words' : 'damaged')
    truncateLog(db)
    return whole ? 0 : 1
  } catch (error) {
    if (!faultOf(error)) throw error
    say(`damaged: ${faultOf(error)}`)
    return 1
  } finally {
    db.close()
    release()
  }
}

/** The exit code. */
async function run(args: readonly string[]): Promise<number> {
  const [command, folder] = args.filter(arg => !arg.startsWith('--'))
  if (!folder || (command !== 'check' && command !== 'create')) {
    process.stderr.write(USAGE)
    return 64
  }
  const passphrase = await ask('Passphrase: ')
  const common = { passphrase, derive, migrations: MIGRATIONS }
  if (command === 'check') {
    const opened = await unlock({ ...common, dir: vaultDir(folder) })
    return opened.ok ? check(opened.value) : fail(opened.fault)
  }
  const kdf = args.includes('--kdf=test') ? { kdf: TEST_KDF } : {}
  const made = await create({ ...common, ...kdf, dir: join(folder, 'vault') })
  if (!made.ok) return fail(made.fault)
  made.value.db.close()
  made.value.release()
  say('made')
  return 0
}

process.exitCode = await run(process.argv.slice(2))
