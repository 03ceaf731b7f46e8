import * as fs from 'node:fs'
import { join } from 'node:path'
import sodium from 'libsodium-wrappers'
import { beforeAll, describe, expect, it } from 'vitest'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import { session } from '../../src/main/vault/session.ts'
import { HEADER_FILE, isDatabaseFile, read, unwrap, write } from '../../src/main/vault/storage/header.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { open } from '../../src/main/vault/storage/open.ts'
import { passphrase } from '../../src/main/vault/storage/typed.ts'
import { noCircles } from './alone.ts'
import { day, founded, home, id, PASSPHRASE, reopened, says, start } from './house.ts'

/** The same session as in the process, without the process: hundreds of openings in a few seconds. */
function room(dir: string) {
  return session({
    dir,
    clock: { now: Date.now },
    derive,
    migrations: MIGRATIONS,
    openCircles: noCircles,
    tell: () => {},
    toShell: () => {},
    kdf: TEST_KDF,
  })
}

type Files = Record<string, Buffer>
const contents = (dir: string): Files =>
  Object.fromEntries(fs.readdirSync(dir).map(name => [name, fs.readFileSync(join(dir, name))]))

const ENTRIES = 12
const writing = (n: number) => says(`entry ${n}`, 'words '.repeat(40 * n))
let original: Files
let older: Buffer

async function rewriteHeader(dir: string, change: (generation: number) => number): Promise<void> {
  const file = join(dir, HEADER_FILE)
  const found = read(fs.readFileSync(file))
  if (!found.ok) throw new Error(found.fault)
  const key = await unwrap(found.value, passphrase(PASSPHRASE), derive)
  if (!key.ok) throw new Error(key.fault)
  const { header } = found.value
  fs.writeFileSync(file, write({ ...header, generation: change(header.generation) }, key.value.bytes))
}

beforeAll(async () => {
  using place = home()
  const ana = room(place.dir)
  const made = await ana.handlers['vault.create']({ passphrase: PASSPHRASE })
  expect(made.ok).toBe(true)
  for (let n = 0; n < ENTRIES; n++)
    await ana.handlers['journal.save']({ id: id(n), day: day('2026-11-22'), writing: writing(n) })
  ana.close()
  original = contents(place.dir)
  older = original[HEADER_FILE] as Buffer
})

function restore(dir: string, files: Files = original): void {
  for (const name of fs.readdirSync(dir)) fs.rmSync(join(dir, name))
  for (const [name, bytes] of Object.entries(files)) fs.writeFileSync(join(dir, name), bytes, { mode: 0o600 })
}

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 0x10
  return copy
}

it('opens though the file of the lock holds noise: nothing of the notebook is in it', async () => {
  using place = home()
  const ana = await founded(place.dir)
  await ana.face.ask('journal.save', { id: id(1), day: day('2026-11-22'), writing: says('The kettle') })
  await ana.lock()
  fs.writeFileSync(join(place.vault, 'in-use'), Buffer.alloc(4096, 0xa7))
  const again = await reopened(place.dir)
  expect(await again.face.ask('journal.read', { id: id(1) })).toMatchObject({ ok: true })
  const second = start(place.dir)
  expect(await second.face.ask('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
    fault: 'vault-in-use',
  })
  await second.lock()
  await again.lock()
})

describe('a notebook that came to harm', () => {
  it('says damaged, and never wrong passphrase, wherever a byte of the header is flipped', async () => {
    using place = home()
    for (let at = 0; at < older.length; at++) {
      restore(place.dir, { ...original, [HEADER_FILE]: flipped(older, at) })
      const before = contents(place.dir)
      const opened = await room(place.dir).handlers['vault.unlock']({ passphrase: PASSPHRASE })
      expect(opened, `byte ${at}`).toEqual({ ok: false, fault: 'damaged' })
      if (at % 16 === 0) expect({ ...contents(place.dir), 'in-use': before['in-use'] }).toEqual(before)
    }
  })

  it('says damaged when the header is cut short, empty or gone, and never starts a new notebook over it', async () => {
    using place = home()
    for (const length of [0, 1, 5, 35, 100, older.length - 1]) {
      restore(place.dir, { ...original, [HEADER_FILE]: older.subarray(0, length) })
      const opened = await room(place.dir).handlers['vault.unlock']({ passphrase: PASSPHRASE })
      expect(opened, `${length} bytes`).toEqual({ ok: false, fault: 'damaged' })
    }
    fs.rmSync(join(place.dir, HEADER_FILE))
    const left = room(place.dir)
    expect(left.state()).toBe('closed')
    expect(await left.handlers['vault.unlock']({ passphrase: PASSPHRASE })).toEqual({
      ok: false,
      fault: 'damaged',
    })
    expect(await left.handlers['vault.create']({ passphrase: PASSPHRASE })).toEqual({
      ok: false,
      fault: 'vault-exists',
    })
  })

  it('gives back the true words or says damaged, wherever a byte of the database is flipped', async () => {
    using place = home()
    const name = Object.keys(original).find(isDatabaseFile) ?? 'none'
    const database = original[name] as Buffer
    const answers = { words: 0, damaged: 0 }
    // Every page, and the first one closely.
    const spots = [
      ...Array.from({ length: 64 }, (_, i) => i),
      ...Array.from({ length: Math.floor(database.length / 1361) }, (_, i) => i * 1361 + 70),
    ].filter(at => at < database.length)
    for (const at of spots) {
      restore(place.dir, { ...original, [name]: flipped(database, at) })
      const ana = room(place.dir)
      const opened = await ana.handlers['vault.unlock']({ passphrase: PASSPHRASE })
      if (!opened.ok) {
        expect(opened.fault, `byte ${at}`).toBe('damaged')
        answers.damaged++
        continue
      }
      for (let n = 0; n < ENTRIES; n++) {
        const found = await ana.handlers['journal.read']({ id: id(n) })
        if (found.ok) expect(found.value.writing, `byte ${at}`).toEqual(writing(n))
        else expect(found.fault, `byte ${at}`).toBe('damaged')
        answers[found.ok ? 'words' : 'damaged']++
      }
      ana.close()
    }
    expect(answers.damaged).toBeGreaterThan(20)
    expect(answers.words).toBeGreaterThan(20)
  })

  it('opens with an older header put back, and says so', async () => {
    using place = home()
    restore(place.dir)
    await rewriteHeader(place.dir, generation => generation + 1)
    const ana = room(place.dir)
    expect(await ana.handlers['vault.unlock']({ passphrase: PASSPHRASE })).toEqual({
      ok: true,
      value: { notices: [] },
    })
    ana.close()
    fs.writeFileSync(join(place.dir, HEADER_FILE), older)
    const again = room(place.dir)
    expect(await again.handlers['vault.unlock']({ passphrase: PASSPHRASE })).toEqual({
      ok: true,
      value: { notices: ['header-older'] },
    })
    again.close()
  })

  it('leaves a notebook of a newer Kinfold alone, header or database', async () => {
    using place = home()
    restore(place.dir)
    await sodium.ready
    const body = Buffer.from(older.subarray(0, -32))
    body.writeUInt16BE(2, 4)
    const newer = Buffer.concat([body, sodium.crypto_generichash(32, body, null)])
    fs.writeFileSync(join(place.dir, HEADER_FILE), newer)
    expect(await room(place.dir).handlers['vault.unlock']({ passphrase: PASSPHRASE })).toEqual({
      ok: false,
      fault: 'newer-version',
    })

    restore(place.dir)
    const found = read(older)
    if (!found.ok) throw new Error(found.fault)
    const key = await unwrap(found.value, passphrase(PASSPHRASE), derive)
    if (!key.ok) throw new Error(key.fault)
    const name = Object.keys(original).find(isDatabaseFile) ?? 'none'
    const how = { cipher: found.value.header.cipher, key: key.value.bytes }
    const db = open(join(place.dir, name), how)
    db.pragma('user_version = 99')
    db.close()
    const before = contents(place.dir)
    expect(await room(place.dir).handlers['vault.unlock']({ passphrase: PASSPHRASE })).toEqual({
      ok: false,
      fault: 'newer-version',
    })
    expect(contents(place.dir)[name]).toEqual(before[name])
  })

  it('is byte for byte what it was after a wrong passphrase', async () => {
    using place = home()
    restore(place.dir)
    const before = contents(place.dir)
    for (const passphrase of ['', 'wrong', `${PASSPHRASE} `, PASSPHRASE.toUpperCase()])
      expect(await room(place.dir).handlers['vault.unlock']({ passphrase })).toEqual({
        ok: false,
        fault: 'wrong-passphrase',
      })
    expect(contents(place.dir)).toEqual(before)
  })

  it('asks a new window for the passphrase, too, while it is open', async () => {
    using place = home()
    restore(place.dir)
    const ana = room(place.dir)
    expect((await ana.handlers['vault.unlock']({ passphrase: PASSPHRASE })).ok).toBe(true)
    expect(await ana.handlers['vault.unlock']({ passphrase: 'wrong' })).toEqual({
      ok: false,
      fault: 'wrong-passphrase',
    })
    expect((await ana.handlers['vault.unlock']({ passphrase: PASSPHRASE })).ok).toBe(true)
    expect((await ana.handlers['journal.read']({ id: id(1) })).ok).toBe(true)
    ana.close()
  })

  it('says damaged when the header names a database that is another vault’s or is gone', async () => {
    using place = home()
    using other = home()
    const eve = room(other.dir)
    await eve.handlers['vault.create']({ passphrase: PASSPHRASE })
    eve.close()
    const theirs = Object.entries(contents(other.dir)).find(([name]) => isDatabaseFile(name))?.[1] as Buffer
    const name = Object.keys(original).find(isDatabaseFile) ?? 'none'
    restore(place.dir, { ...original, [name]: theirs })
    expect(await room(place.dir).handlers['vault.unlock']({ passphrase: PASSPHRASE })).toEqual({
      ok: false,
      fault: 'damaged',
    })
    restore(place.dir)
    fs.rmSync(join(place.dir, name))
    expect(await room(place.dir).handlers['vault.unlock']({ passphrase: PASSPHRASE })).toEqual({
      ok: false,
      fault: 'damaged',
    })
    expect(fs.existsSync(join(place.dir, name))).toBe(false)
  })

  it('finishes a creation that the power cut between its header and its database', async () => {
    using place = home()
    restore(place.dir)
    const name = Object.keys(original).find(isDatabaseFile) ?? 'none'
    fs.renameSync(join(place.dir, name), join(place.dir, `${name}.new`))
    const ana = room(place.dir)
    expect((await ana.handlers['vault.unlock']({ passphrase: PASSPHRASE })).ok).toBe(true)
    expect((await ana.handlers['journal.read']({ id: id(1) })).ok).toBe(true)
    ana.close()
  })
})
