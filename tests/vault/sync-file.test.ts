import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join as at } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { CircleId } from '../../src/main/vault/crypto/keys.ts'
import { derive } from '../../src/main/vault/crypto/passphrase.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { unlock } from '../../src/main/vault/storage/unlock.ts'
import { everything, Face, join, note, type Person, person } from '../unit/circle/people.ts'
import { home, PASSPHRASE, reopened } from './house.ts'

const CLI = fileURLToPath(new URL('../../src/main/vault/cli.ts', import.meta.url))
/** Dozens of processes read the same sources: Node keeps what it compiled. */
const COMPILED = fileURLToPath(new URL('../../out/tests/compiled', import.meta.url))
const command = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    input: `${PASSPHRASE}\n`,
    encoding: 'utf8',
    env: { NODE_COMPILE_CACHE: COMPILED },
  })
  return { status, stdout, stderr }
}

/** The circles of a real notebook, as long as `use` runs. */
async function inside<T>(vault: string, use: (person: Person) => T): Promise<T> {
  const opened = await unlock({ dir: vault, passphrase: PASSPHRASE, derive, migrations: MIGRATIONS })
  if (!opened.ok) throw new Error(opened.fault)
  const { db, release } = opened.value
  try {
    const here = person(db as never)
    const value = use(here)
    here.store.close()
    return value
  } finally {
    db.close()
    release()
  }
}

/** Two notebooks on the disk in one circle; Alice has written a note that Bob does not have. */
async function apart(dir: string) {
  const homes = ['alice', 'bob'].map(name => at(dir, name))
  for (const one of homes) expect(command('create', one, '--kdf=test').status).toBe(0)
  const [alice, bob] = homes.map(one => at(one, 'vault')) as [string, string]
  const other = await unlock({ dir: bob, passphrase: PASSPHRASE, derive, migrations: MIGRATIONS })
  if (!other.ok) throw new Error(other.fault)
  const circle = await inside(alice, here => {
    const circle = here.store.found({ name: 'Tuesday', ownName: 'Alice' })
    const guest = join(here, circle, 'Bob', person(other.value.db as never))
    guest.store.close()
    const face = new Face(here, circle, note(here, circle))
    for (let i = 0; i < 30; i++) face.write(`Line ${i}. ${'It rains. '.repeat(50)}`)
    return circle
  })
  other.value.db.close()
  other.value.release()
  return { alice, bob, circle }
}
const all = (vault: string, circle: CircleId) => inside(vault, here => everything(here, circle))

it('carries a circle from one encrypted notebook to another and back by two files, from a terminal', async () => {
  using place = home()
  const { alice, bob, circle } = await apart(place.dir)
  const [there, back] = [at(place.dir, 'one.kinfold-sync'), at(place.dir, 'two.kinfold-sync')]
  expect(command('sync-file', 'write', alice, there)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^written: 32 updates, for 1 people, \d+ bytes\n$/),
  })
  expect(fs.statSync(there).mode & 0o077).toBe(0)
  expect(fs.readdirSync(place.dir).sort()).toEqual(['alice', 'bob', 'one.kinfold-sync'])
  expect(command('sync-file', 'read', bob, there).stdout).toBe(
    'read: 31 updates from 1 people, 0 of the log; 0 refused, 0 missing, 0 to reply\n',
  )
  expect(await all(bob, circle)).toEqual(await all(alice, circle))
  await inside(bob, here => {
    const [line] = here.store.documents(circle, 'note')
    if (line) new Face(here, circle, line.docId).write('From Bob.')
  })
  expect(command('sync-file', 'write', bob, back, '--circle=Tuesday', '--to=Alice').stdout).toMatch(
    /^written: 1 updates/,
  )
  expect(command('sync-file', 'read', alice, back).stdout).toMatch(/^read: 1 updates from 1 people/)
  expect(await all(bob, circle)).toEqual(await all(alice, circle))
  expect(command('sync-file', 'read', bob, there).stdout).toMatch(/^read: 0 updates/)

  // What is no whole file, and what there is nothing of.
  const bytes = fs.readFileSync(there)
  const odd = at(place.dir, 'odd')
  for (const [made, fault] of [
    [() => fs.writeFileSync(odd, bytes.subarray(0, -1)), 'sync-cut'],
    [() => fs.mkdirSync(odd), 'sync-unreadable'],
    [() => {}, 'sync-gone'],
  ] as const) {
    made()
    const said = command('sync-file', 'read', bob, odd)
    expect(said).toMatchObject({ status: 1, stdout: `not read: ${fault}\n` })
    expect(said.stderr).toMatch(/Nothing (of it )?was (changed|taken in)\. /)
    fs.rmSync(odd, { recursive: true, force: true })
  }
  expect(command('sync-file', 'write', bob, odd, '--to=Nobody').stdout).toBe('not written: not-found\n')
  expect(command('sync-file', 'write', bob, at(bob, 'odd')).stdout).toBe('not written: sync-refused\n')
  expect(command('sync-file', 'write', bob, at(place.dir, 'nowhere', 'odd')).stdout).toBe(
    'not written: sync-refused\n',
  )
  expect(command('sync-file', 'sing', bob, odd).status).toBe(64)
  expect(fs.existsSync(odd)).toBe(false)
  expect(await all(bob, circle)).toEqual(await all(alice, circle))
}, 120_000)

it('writes and reads at places that the shell names, and keeps whole what was at a full place', async () => {
  using place = home()
  const { alice, bob, circle } = await apart(place.dir)
  const disk = at(place.dir, 'stick')
  fs.mkdirSync(disk)
  const one = await reopened(at(alice, '..'))
  const other = await reopened(at(bob, '..'))
  const token = (n: number) => n.toString(16).padStart(32, '0')
  const write = async (path: string, n: number) => {
    one.toVault({ kind: 'place', place: token(n), path })
    const id = Buffer.from(circle).toString('hex')
    return one.face.ask('circle.fileWrite', { circle: id, to: [], file: token(n) })
  }
  const file = at(place.dir, 'words.kinfold-sync')
  expect(await write(file, 1)).toMatchObject({ ok: true, value: { updates: 32, people: 1 } })

  other.toVault({ kind: 'place', place: token(7), path: file })
  // Twice at once: in turn, and the second brings nothing.
  const both = await Promise.all([0, 1].map(() => other.face.ask('circle.fileRead', { file: token(7) })))
  expect(both).toMatchObject([
    { ok: true, value: { is: 'words', came: { updates: 31, people: 1, missing: 0 } } },
    { ok: true, value: { is: 'words', came: { updates: 0, people: 0, missing: 0 } } },
  ])

  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8k,mode=700', 'kinfold-test', disk])
  if (status === 0)
    try {
      fs.writeFileSync(at(disk, 'words.kinfold-sync'), 'what was there')
      expect(await write(at(disk, 'words.kinfold-sync'), 2)).toEqual({ ok: false, fault: 'sync-full' })
      expect(fs.readdirSync(disk)).toEqual(['words.kinfold-sync'])
      expect(fs.readFileSync(at(disk, 'words.kinfold-sync'), 'utf8')).toBe('what was there')
    } finally {
      spawnSync('umount', ['-l', disk])
    }
  await Promise.all([one.lock(), other.lock()])
  expect(await all(bob, circle)).toEqual(await all(alice, circle))
}, 120_000)
