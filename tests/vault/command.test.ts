import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isDatabaseFile } from '../../src/main/vault/storage/header.ts'
import { takeLock } from '../../src/main/vault/storage/lock.ts'
import { attachBytes, bytesOf, shows } from './files.ts'
import { day, founded, home, id, PASSPHRASE, says } from './house.ts'

/** A disk of a megabyte and a half, where this computer lets a test have one. */
function smallDisk(dir: string): Disposable | undefined {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1500k,mode=700', 'kinfold-test', dir])
  return status === 0 ? { [Symbol.dispose]: () => void spawnSync('umount', ['-l', dir]) } : undefined
}

const CLI = fileURLToPath(new URL('../../src/main/vault/cli.ts', import.meta.url))
/** Dozens of processes read the same sources: Node keeps what it compiled. */
const COMPILED = fileURLToPath(new URL('../../out/tests/compiled', import.meta.url))
const command = (input: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    input,
    encoding: 'utf8',
    env: { NODE_COMPILE_CACHE: COMPILED },
  })
  return { status, stdout, stderr }
}

/** Every name below a folder. */
const findFiles = (dir: string): string[] => (fs.readdirSync(dir, { recursive: true }) as string[]).sort()

describe('the vault from a terminal', () => {
  it('makes a notebook, finds it whole, and finds harm in it', () => {
    using place = home()
    expect(command(`${PASSPHRASE}\n`, 'create', place.dir, '--kdf=test')).toMatchObject({
      status: 0,
      stdout: 'made\n',
    })
    for (const folder of [place.dir, place.vault])
      expect(command(`${PASSPHRASE}\n`, 'check', folder)).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^whole/),
      })
    expect(command('not this\n', 'check', place.dir)).toMatchObject({
      status: 1,
      stdout: 'not opened: wrong-passphrase\n',
    })
    const database = join(place.vault, fs.readdirSync(place.vault).find(isDatabaseFile) ?? 'none')
    const bytes = fs.readFileSync(database)
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
    fs.writeFileSync(database, bytes)
    const harmed = command(`${PASSPHRASE}\n`, 'check', place.dir)
    expect(harmed.status).toBe(1)
    expect(harmed.stdout).toMatch(/damaged/)
  })

  it('says what journal of another program something is, and writes nothing', () => {
    using place = home()
    const file = join(place.dir, 'diary.json')
    const entries = { '2019-01-03': { title: 'T', text: 'secret words' }, '2019-02-30': { text: '' } }
    fs.writeFileSync(
      file,
      JSON.stringify({ metadata: { application: 'Mini Diary', version: '3.3.0' }, entries }),
    )
    const before = findFiles(place.dir)
    expect(command('', 'look', file)).toEqual({
      status: 0,
      stdout:
        'format: mini-diary\nentries: 1, from 2019-01-03 to 2019-01-03\nfiles: 0\nunread: 2019-02-30, no-date\n',
      stderr: '',
    })
    expect(command('', 'look', place.dir)).toMatchObject({ status: 0 })
    expect(command('', 'look', join(place.dir, 'nowhere'))).toMatchObject({
      status: 1,
      stdout: 'not read: import-gone\n',
    })
    expect(findFiles(place.dir)).toEqual(before)
  })

  it('says so where a file is named instead of a folder', () => {
    using place = home()
    const file = join(place.dir, 'a-file')
    fs.writeFileSync(file, 'as it was')
    expect(command(`${PASSPHRASE}\n`, 'check', file)).toEqual({
      status: 1,
      stdout: 'not done: no-folder\n',
      stderr: expect.stringMatching(/^This is a file and no folder\. /),
    })
  })

  it('says in words what it refuses, beside the code for scripts', () => {
    using place = home()
    for (const act of [
      ['check'],
      ['export', join(place.dir, 'out.json'), '--plain'],
      ['backup', place.dir],
    ]) {
      const [name = '', ...more] = act
      const refused = command('no matter\n', name, place.dir, ...more)
      expect(refused).toMatchObject({ status: 1, stdout: expect.stringMatching(/^no[a-z ]+: no-vault\n$/) })
      expect(refused.stderr).toMatch(
        /There is no notebook in this folder\. Nothing was changed\. Name a profile/,
      )
    }
    fs.symlinkSync('vault', place.vault)
    const looped = command('lamplight and rain\n', 'create', place.dir, '--kdf=test')
    expect(looped).toMatchObject({ status: 1, stdout: 'not opened: vault-exists\n' })
    expect(looped.stderr).toMatch(/It was not touched\./)
    expect(looped.stderr).not.toMatch(/ at .*:\d+/)
  })

  it('explains itself when asked for nothing it knows', () => {
    expect(command('', 'sing').status).toBe(64)
    expect(command('').stderr).toMatch(/check <folder>/)
  })

  it('backs up, restores where there is nothing, and exports only what it was told to show', () => {
    using place = home()
    const typed = `${PASSPHRASE}\n`
    command(typed, 'create', place.dir, '--kdf=test')
    const stick = join(place.dir, 'stick')
    fs.mkdirSync(stick)
    const made = command(typed, 'backup', place.dir, stick)
    expect(made).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^made and checked: Kinfold backup/),
    })
    const backup = join(stick, fs.readdirSync(stick)[0] ?? 'none')
    const bytes = () => fs.readdirSync(backup).map(name => [name, fs.readFileSync(join(backup, name))])
    const before = bytes()
    expect(command(typed, 'check', backup)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^whole/),
    })
    expect(bytes()).toEqual(before)
    expect(command('not this\n', 'backup', place.dir, stick).stdout).toBe('no backup: wrong-passphrase\n')
    expect(command(typed, 'backup', place.dir, join(stick, 'nowhere')).stdout).toBe(
      'no backup: folder-gone\n',
    )

    expect(command(typed, 'restore', backup, place.dir).stdout).toBe('not restored: vault-exists\n')
    const other = join(place.dir, 'other')
    expect(command(typed, 'restore', backup, other)).toMatchObject({
      status: 0,
      stdout: 'restored: 0 entries\n',
    })
    expect(command(typed, 'check', other)).toMatchObject({ status: 0 })

    const file = join(place.dir, 'journal.json')
    expect(command(typed, 'export', other, file).status).toBe(64)
    expect(fs.existsSync(file)).toBe(false)
    expect(command(typed, 'export', other, file, '--plain').status).toBe(0)
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({
      format: 'kinfold-journal',
      version: 1,
      entries: [],
    })
    expect((fs.statSync(file).mode & 0o777).toString(8)).toBe('600')
    expect(command(typed, 'export', other, file, '--plain').status).toBe(1)
  })

  it('puts nothing into the notebook or a backup, links resolved', () => {
    using place = home()
    const typed = `${PASSPHRASE}\n`
    const profile = join(place.dir, 'profile')
    const stick = join(place.dir, 'stick')
    const linked = join(place.dir, 'linked')
    const vault = join(profile, 'vault')
    for (const dir of [profile, stick]) fs.mkdirSync(dir)
    command(typed, 'create', profile, '--kdf=test')
    command(typed, 'backup', profile, stick)
    const backup = join(stick, fs.readdirSync(stick)[0] ?? 'none')
    fs.symlinkSync(vault, linked)
    const before = findFiles(place.dir)
    const files = [join(linked, 'journal.json'), join(backup, 'journal.json'), join(profile, 'vault.json')]
    for (const file of files) {
      const refused = command(typed, 'export', profile, file, '--plain')
      expect(refused.stdout, file).toBe(
        'not exported: that place is inside the notebook or a backup. Choose another folder\n',
      )
      expect(refused.status).toBe(1)
    }
    expect(command(typed, 'backup', profile, linked).stdout).toBe('no backup: folder-refuses\n')
    expect(findFiles(place.dir)).toEqual(before)
    expect(command(typed, 'export', profile, join(place.dir, 'journal.json'), '--plain').status).toBe(0)
  })

  it('takes back a restore that it was refused, and settles an earlier one that was cut short', () => {
    using place = home()
    const typed = `${PASSPHRASE}\n`
    const [one, other, third, stick] = ['one', 'other', 'third', 'stick'].map(name => join(place.dir, name))
    if (!one || !other || !third || !stick) throw new Error('unreachable')
    for (const dir of [one, other, third, stick]) fs.mkdirSync(dir)
    command(typed, 'create', one, '--kdf=test')
    command(typed, 'backup', one, stick)
    const backup = join(stick, fs.readdirSync(stick)[0] ?? 'none')
    const vault = join(other, 'vault')
    fs.mkdirSync(vault)
    {
      // Somebody is about to make a notebook there.
      using _held = takeLock(vault)
      expect(command(typed, 'restore', backup, other).stdout).toBe('not restored: vault-in-use\n')
      expect(fs.readdirSync(other)).toEqual(['vault'])
    }
    expect(command(typed, 'restore', backup, other).stdout).toBe('restored: 0 entries\n')
    expect(fs.readdirSync(other)).toEqual(['vault'])

    // The power went after the decision.
    fs.renameSync(vault, join(third, 'vault.restored'))
    expect(command(typed, 'restore', backup, third).stdout).toBe('not restored: vault-exists\n')
    expect(fs.readdirSync(third)).toEqual(['vault'])
    expect(command(typed, 'check', third).stdout).toMatch(/^whole/)
  })

  it('leaves what somebody decided in the app to the app, while it has the notebook open', () => {
    using place = home()
    const typed = `${PASSPHRASE}\n`
    const [one, other, stick] = ['one', 'other', 'stick'].map(name => join(place.dir, name))
    if (!one || !other || !stick) throw new Error('unreachable')
    for (const dir of [one, other, stick]) fs.mkdirSync(dir)
    command(typed, 'create', one, '--kdf=test')
    command(typed, 'backup', one, stick)
    const backup = join(stick, fs.readdirSync(stick)[0] ?? 'none')
    fs.mkdirSync(join(other, 'vault'))
    fs.renameSync(join(one, 'vault'), join(other, 'vault.restored'))
    const decided = findFiles(join(other, 'vault.restored'))
    using _held = takeLock(join(other, 'vault'))
    expect(command(typed, 'restore', backup, other).stdout).toBe('not restored: vault-in-use\n')
    expect(findFiles(join(other, 'vault.restored'))).toEqual(decided)
  })

  it('says that the disk was too small for an export, and leaves no half of it', async () => {
    using place = home()
    using small = home()
    const ana = await founded(place.dir)
    const long = says('a line of many words '.repeat(2000))
    for (let n = 1; n <= 40; n++)
      await ana.face.ask('journal.save', { id: id(n), day: day('2026-11-22'), writing: long })
    await ana.lock()
    using disk = smallDisk(small.dir)
    if (!disk) return console.log('A disk of our own needs root: this export was not tried on a full one.')
    const file = join(small.dir, 'journal.json')
    expect(command(`${PASSPHRASE}\n`, 'export', place.dir, file, '--plain').status).toBe(1)
    expect(fs.readdirSync(small.dir)).toEqual([])
  })

  it('exports every entry in words and as it was written, the bin among them', async () => {
    using place = home()
    const ana = await founded(place.dir)
    const today = day('2026-11-22')
    await ana.face.ask('journal.save', { id: id(1), day: today, writing: says('The kettle', 'clicked') })
    await ana.face.ask('journal.save', { id: id(2), day: today, writing: says('結婚記念日') })
    await ana.face.ask('journal.bin', { id: id(2) })
    await ana.lock()
    const file = join(place.dir, 'journal.json')
    expect(command(`${PASSPHRASE}\n`, 'export', place.dir, file, '--plain').status).toBe(0)
    const { entries } = JSON.parse(fs.readFileSync(file, 'utf8'))
    expect(entries).toMatchObject([
      {
        id: id(1),
        day: today,
        binned: null,
        text: 'The kettle\nclicked',
        writing: says('The kettle', 'clicked'),
      },
      { id: id(2), text: '結婚記念日', binned: expect.stringMatching(/^20\d\d-/) },
    ])
  })

  it('exports attached files into a folder beside it, each once, under names that the entries say', async () => {
    using place = home()
    const ana = await founded(place.dir)
    const today = day('2026-11-22')
    const bytes = bytesOf(1, 0, 1_500_000)
    const blob = await attachBytes(ana.face, bytes)
    for (const [n, name] of ['../quay.jpg', 'again.jpg'].entries())
      await ana.face.ask('journal.save', { id: id(n + 1), day: today, writing: shows(blob, name) })
    await ana.face.ask('journal.save', { id: id(3), day: today, writing: shows('cd'.repeat(32), 'lost.jpg') })
    await ana.lock()
    const file = join(place.dir, 'journal.json')
    expect(command(`${PASSPHRASE}\n`, 'export', place.dir, file, '--plain').status).toBe(0)
    const { entries } = JSON.parse(fs.readFileSync(file, 'utf8'))
    const called = `${blob.slice(0, 16)} _quay.jpg`
    expect(entries.map((entry: { files: unknown }) => entry.files)).toEqual([
      [{ name: '../quay.jpg', file: called }],
      [{ name: 'again.jpg', file: called }],
      [{ name: 'lost.jpg', file: null }],
    ])
    expect(fs.readdirSync(`${file}.files`)).toEqual([called])
    expect(fs.readFileSync(join(`${file}.files`, called)).equals(bytes)).toBe(true)
    fs.rmSync(file)
    expect(command(`${PASSPHRASE}\n`, 'export', place.dir, file, '--plain').status).toBe(1)
    expect(fs.existsSync(file)).toBe(false)
    expect(fs.readdirSync(`${file}.files`)).toEqual([called])
  })
})
