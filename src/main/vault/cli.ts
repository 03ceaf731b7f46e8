/** The vault from a terminal, over the code of the app: check, back up, restore, export, sync files, imports. Only an export shows words. */
import * as fs from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Fault } from '../../shared/fault.ts'
import { faultWords, t } from '../../shared/locales/speak.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { copy } from './backup/copy.ts'
import { type Entered, enter } from './backup/enter.ts'
import { examine } from './backup/examine.ts'
import { exportJournal } from './backup/export.ts'
import { isFolder } from './backup/files.ts'
import { fileInNotebook, takesBackups } from './backup/fit.ts'
import { headerOf } from './backup/found.ts'
import { backupName, madeAt } from './backup/name.ts'
import { finish, finishNow, stage } from './backup/restore.ts'
import { readSyncFile, writeSyncFile } from './circle/file/command.ts'
import { derive, TEST_KDF } from './crypto/passphrase.ts'
import { detect } from './import/detect.ts'
import { open } from './import/source/open.ts'
import { truncateLog } from './storage/checkpoint.ts'
import { create } from './storage/create.ts'
import { faultOf } from './storage/fault.ts'
import { databaseFile, HEADER_FILE, ready } from './storage/header.ts'
import { MIGRATIONS } from './storage/migrations/all.ts'
import { heedAtRest } from './storage/rest.ts'
import { standing } from './storage/standing.ts'
import { type Notice, type Opened, unlock } from './storage/unlock.ts'

const USAGE = `npm run vault -- check <folder>               opens the notebook and checks every page of it; a backup is only read
npm run vault -- backup <folder> <to>         makes a checked backup in the folder <to>
npm run vault -- restore <backup> <profile>   puts a backup where there is no notebook yet
npm run vault -- export <folder> <file> --plain
                                              writes the journal as JSON. Everybody can read that file
npm run vault -- create <folder>              makes a new, empty one
npm run vault -- sync-file write <folder> <file> [--circle=NAME] [--to=NAME,NAME]
                                              writes what the people of a circle lack into a sealed file
npm run vault -- sync-file read <folder> <file>
                                              takes such a file in
npm run vault -- look <file-or-folder> [--zone=NAME]
                                              says what journal of another program it is. Writes nothing

<folder> is a profile, the vault/ folder in it, or a backup. The passphrase is read from the keyboard.
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

/** Where the sentence that the window says means a window. */
const IN_A_TERMINAL: Partial<Record<Fault, string>> = {
  'no-folder':
    'This is a file and no folder. Nothing was changed. Name a profile, the vault folder in it, or a backup.',
  'no-vault':
    'There is no notebook in this folder. Nothing was changed. Name a profile, the vault folder in it, or a backup.',
  'not-found':
    'There is no such circle in this notebook, or nobody of that name in it. Nothing was changed. Say --circle=NAME where there are several.',
  'disk-full': 'The disk is full. What was there before is as it was. Make some room, then try again.',
  'not-saved':
    'The disk refuses to be read or written there. What was there before is as it was. Look at the folder and whose it is, then try again.',
}

/** The code is for scripts, the sentence for people. */
function fail(fault: Fault, what = 'not opened'): number {
  say(`${what}: ${fault}`)
  process.stderr.write(`${IN_A_TERMINAL[fault] ?? faultWords(fault)}\n`)
  return 1
}

function note(notice: Notice): void {
  say(`notice: ${notice}`)
  process.stderr.write(`${t(`notice.${notice}`)}\n`)
}

function check({ db, notices, told, release }: Opened): number {
  try {
    for (const notice of notices) note(notice)
    told()
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

const KNOWN = MIGRATIONS.length

/** Changes that are gone out of a notebook: whoever reads it now would make the proof of it vanish. */
function heed(dir: string, { header }: Entered): Result<true, Fault> {
  try {
    if (heedAtRest(dir, join(dir, databaseFile(header)))?.lost) note('log-harmed')
    return ok(true)
  } catch (error) {
    const fault = faultOf(error)
    if (fault) return err(fault)
    throw error
  }
}

/** With its key, and nothing of it is written. */
async function within(
  folder: string,
  what: string,
  use: (dir: string, entered: Entered) => number,
): Promise<number> {
  const dir = vaultDir(folder)
  if (standing(dir) === 'none') return fail('no-vault')
  const passphrase = await ask('Passphrase: ')
  const entered = await enter(headerOf(dir), { passphrase }, derive)
  if (!entered.ok) return fail(entered.fault, what)
  using own = entered.value
  return use(dir, own)
}

/** A notebook that is read where it stands. A log that came to harm is kept beside it first. */
const atRest = (
  folder: string,
  what: string,
  use: (dir: string, entered: Entered) => number,
): Promise<number> =>
  within(folder, what, (dir, entered) => {
    const heeded = heed(dir, entered)
    return heeded.ok ? use(dir, entered) : fail(heeded.fault, what)
  })

const checkBackup = (folder: string): Promise<number> =>
  within(folder, 'not opened', (dir, { header, how }) => {
    const contents = examine(dir, header, how, KNOWN)
    if (!contents.ok) return fail(contents.fault)
    say(`whole: every page authenticates, ${contents.value.entries} entries`)
    return 0
  })

const backUp = (folder: string, to: string): Promise<number> =>
  atRest(folder, 'no backup', (dir, { how }) => {
    const fits = takesBackups(resolve(to), dir)
    if (!fits.ok) return fail(fits.fault, 'no backup')
    const name = backupName(Date.now())
    const made = copy({ dir, how, to: resolve(to), name, known: KNOWN })
    if (!made.ok) return fail(made.fault, 'no backup')
    say(`made and checked: ${name}, ${made.value.entries} entries`)
    return 0
  })

async function restore(backup: string, profile: string): Promise<number> {
  const to = join(resolve(profile), 'vault')
  // What was decided earlier comes first; while somebody has the notebook open, it waits.
  if (finish(to, Date.now())) return fail('vault-in-use', 'not restored')
  if (standing(to) !== 'none') return fail('vault-exists', 'not restored')
  return within(backup, 'not restored', (dir, { header, how }) => {
    const staged = stage(dir, header, how, to, KNOWN)
    if (!staged.ok) return fail(staged.fault, 'not restored')
    const finished = finishNow(to, Date.now())
    if (!finished.ok) return fail(finished.fault, 'not restored')
    say(`restored: ${staged.value.entries} entries`)
    return 0
  })
}

const exportTo = (folder: string, file: string): Promise<number> =>
  atRest(folder, 'not exported', (dir, entered) => {
    if (fs.existsSync(file)) {
      say('not exported: there is such a file already')
      return 1
    }
    if (isFolder(dirname(file)) && fileInNotebook(file, dir)) {
      say('not exported: that place is inside the notebook or a backup. Choose another folder')
      return 1
    }
    const written = exportJournal(dir, entered, file, KNOWN, Date.now())
    if (!written.ok) return fail(written.fault, 'not exported')
    say(`exported: ${written.value} entries, readable by everybody who has the file`)
    return 0
  })

async function checkVault(folder: string): Promise<number> {
  const dir = vaultDir(folder)
  finish(dir, Date.now())
  const passphrase = await ask('Passphrase: ')
  const opened = await unlock({ passphrase, derive, migrations: MIGRATIONS, dir })
  return opened.ok ? check(opened.value) : fail(opened.fault)
}

async function make(folder: string, weak: boolean): Promise<number> {
  const passphrase = await ask('Passphrase: ')
  const kdf = weak ? { kdf: TEST_KDF } : {}
  const made = await create({
    passphrase,
    derive,
    migrations: MIGRATIONS,
    ...kdf,
    dir: join(folder, 'vault'),
  })
  if (!made.ok) return fail(made.fault)
  made.value.db.close()
  made.value.release()
  say('made')
  return 0
}

/** As the window does it; not while the window has the notebook open. */
async function syncFile(act: string, folder: string, file: string, args: readonly string[]): Promise<number> {
  const what = act === 'read' ? 'not read' : 'not written'
  const dir = vaultDir(folder)
  finish(dir, Date.now())
  const passphrase = await ask('Passphrase: ')
  const opened = await unlock({ passphrase, derive, migrations: MIGRATIONS, dir })
  if (!opened.ok) return fail(opened.fault, what)
  const { db, notices, told, release } = opened.value
  try {
    for (const notice of notices) note(notice)
    told()
    const asked = { db, clock: { now: Date.now }, dir, file: resolve(file) }
    const option = (name: string): string | undefined =>
      args.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
    const to = option('to')?.split(',') ?? []
    const done =
      act === 'read'
        ? await readSyncFile(asked)
        : await writeSyncFile(asked, { circle: option('circle'), to })
    truncateLog(db)
    if (!done.ok) return fail(done.fault, what)
    say(done.value)
    return 0
  } finally {
    db.close()
    release()
  }
}

/** What an import would bring. A diary that is closed with a password asks for it. */
async function look(path: string, zone: string | undefined): Promise<number> {
  const opened = await open(resolve(path))
  if (!opened.ok) return fail(opened.fault, 'not read')
  const source = opened.value
  try {
    const asked = zone === undefined ? {} : { zone }
    let found = await detect(source, asked)
    if (!found.ok && found.fault === 'import-sealed')
      found = await detect(source, { ...asked, password: await ask('Password: ') })
    if (!found.ok) return fail(found.fault, 'not read')
    const { format, entries, from, to, files, unread, remarks } = found.value
    say(`format: ${format}`)
    say(`entries: ${entries}${from === null ? '' : `, from ${from} to ${to}`}`)
    say(`files: ${files}`)
    for (const [what, count] of remarks) say(`remark: ${what}, ${count}`)
    for (const { where, why } of unread) say(`unread: ${where.replace(/\p{Cc}/gu, '_')}, ${why}`)
    return 0
  } finally {
    source.close()
  }
}

function usage(): number {
  process.stderr.write(USAGE)
  return 64
}

/** The exit code. */
async function run(args: readonly string[]): Promise<number> {
  const [command, ...named] = args.filter(arg => !arg.startsWith('--'))
  const [act = '', ...more] = command === 'sync-file' ? named : ['', ...named]
  const [folder, second] = more
  if (!folder) return usage()
  const zone = args.find(arg => arg.startsWith('--zone='))?.slice('--zone='.length)
  if (command === 'look') return look(folder, zone)
  if (fs.existsSync(folder) && !isFolder(folder)) return fail('no-folder', 'not done')
  await ready()
  switch (command) {
    case 'check':
      return madeAt(basename(resolve(folder))) === null ? checkVault(folder) : checkBackup(folder)
    case 'create':
      return make(folder, args.includes('--kdf=test'))
    case 'backup':
      return second ? backUp(folder, second) : usage()
    case 'restore':
      return second ? restore(folder, second) : usage()
    case 'sync-file':
      return second && ['read', 'write'].includes(act) ? syncFile(act, folder, second, args) : usage()
    case 'export':
      return second && args.includes('--plain') ? exportTo(folder, resolve(second)) : usage()
    default:
      return usage()
  }
}

/** What the disk refuses anywhere else is said in words, too. A bug is thrown on. */
async function main(): Promise<number> {
  try {
    return await run(process.argv.slice(2))
  } catch (error) {
    const fault = faultOf(error)
    if (!fault) throw error
    return fail(fault, 'not done')
  }
}

process.exitCode = await main()
