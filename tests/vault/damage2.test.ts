/** Harm in the write-ahead log of a notebook that was killed: it is named, and a torn end is not taken for it. */
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import { openJournal } from '../../src/main/vault/journal/open.ts'
import { create } from '../../src/main/vault/storage/create.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { open as connect } from '../../src/main/vault/storage/open.ts'
import { unlock } from '../../src/main/vault/storage/unlock.ts'
import { smallDisk } from './backups.ts'
import { day, home, id, PASSPHRASE, says } from './house.ts'
import { contents, type Files, restore, room } from './room.ts'

const CLI = fileURLToPath(new URL('../../src/main/vault/cli.ts', import.meta.url))
const today = day('2026-11-22')
const writing = (n: number) => says(`entry ${n}`, 'the lamp by the window '.repeat(20 * (n % 5)))
const HEAD = 32
const FRAME = 24 + 4096

type Notebook = {
  readonly files: Files
  /** The database's name. */
  readonly name: string
  /** Number of the last frame after each step, from 0. */
  readonly ends: readonly number[]
}

/**
 * As a kill leaves it, after these steps: an entry saved, or what is committed merged, as far as nobody reads. `index`: a
 * power cut leaves the index as it is now.
 */
async function killed(steps: readonly ('save' | 'read' | 'merge' | 'index')[]): Promise<Notebook> {
  using place = home()
  const made = await create({
    dir: place.vault,
    passphrase: PASSPHRASE,
    derive,
    migrations: MIGRATIONS,
    kdf: TEST_KDF,
  })
  if (!made.ok) throw new Error(made.fault)
  const { db, how, release } = made.value
  // Of what came after somebody began to read, nothing is merged.
  const reader = connect(db.name, how)
  const journal = openJournal({ db, clock: { now: Date.now }, erased: () => {} })
  db.pragma('wal_checkpoint(TRUNCATE)')
  const size = () => fs.statSync(`${db.name}-wal`).size
  const ends: number[] = []
  let index: Files = {}
  let n = 0
  for (const step of steps) {
    if (step === 'index') index = { [`${basename(db.name)}-shm`]: fs.readFileSync(`${db.name}-shm`) }
    else if (step === 'merge') db.pragma('wal_checkpoint(PASSIVE)')
    else if (step === 'read') {
      reader.exec('BEGIN')
      reader.prepare('SELECT count(*) FROM entry').get()
    } else
      expect((await journal['journal.save']({ id: id(n), day: today, writing: writing(n++) })).ok).toBe(true)
    ends.push(Math.floor((size() - HEAD) / FRAME))
  }
  const files = { ...contents(place.vault), ...index }
  const name = basename(db.name)
  reader.close()
  db.close()
  release()
  return { files, name, ends }
}

/** How many of the entries are there, each with its own words, from the first on; undefined: damaged. */
async function open(dir: string, entries: number) {
  const ana = room(dir)
  const opened = await ana.ask['vault.unlock']({ passphrase: PASSPHRASE })
  if (!opened.ok) return { fault: opened.fault, notices: [], kept: -1 }
  let kept = 0
  for (let n = 0; n < entries; n++) {
    const read = await ana.ask['journal.read']({ id: id(n) })
    if (!read.ok) continue
    expect(read.value.writing).toEqual(writing(n))
    kept++
  }
  expect((await ana.ask['journal.save']({ id: id(99), day: today, writing: writing(1) })).ok).toBe(true)
  ana.close()
  return { fault: null, notices: opened.value.notices, kept }
}
/** What SQLite finds in it. */
async function checked(dir: string): Promise<unknown> {
  const opened = await unlock({ dir, passphrase: PASSPHRASE, derive, migrations: MIGRATIONS })
  if (!opened.ok) return opened.fault
  const found = opened.value.db.pragma('integrity_check(1)', { simple: true })
  opened.value.db.close()
  opened.value.release()
  return found
}
const keptLogs = (dir: string) => fs.readdirSync(dir).filter(name => name.includes('-wal.kept-'))

const SAVES = 6
let whole: Notebook
beforeAll(async () => {
  whole = await killed(Array.from({ length: SAVES }, () => 'save' as const))
})
const log = () => whole.files[`${whole.name}-wal`] as Buffer
const withLog = ({ files, name }: Notebook, bytes: Buffer, index = true): Files => {
  const { [`${name}-shm`]: shm, ...rest } = files
  return { ...rest, [`${name}-wal`]: bytes, ...(index && shm ? { [`${name}-shm`]: shm } : {}) }
}
const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 0x10
  return copy
}
/** Every field of the header, and in each frame page, size, salts, checksums and somewhere in the page. */
const spots = (bytes: Buffer, within = [1, 6, 9, 14, 17, 22, 1500]): number[] => {
  const frames = Math.floor((bytes.length - HEAD) / FRAME)
  return [
    ...Array.from({ length: HEAD / 4 }, (_, i) => 4 * i + 1),
    ...Array.from({ length: frames }, (_, i) => within.map(at => HEAD + i * FRAME + at)).flat(),
  ]
}

describe('one flipped byte in the log of a killed notebook', () => {
  it('takes no word away without saying so, wherever it is, and what was there is kept', async () => {
    using place = home()
    let lost = 0
    for (const at of spots(log())) {
      const bytes = flipped(log(), at)
      restore(place.vault, withLog(whole, bytes))
      const { fault, notices, kept } = await open(place.vault, SAVES)
      if (fault) {
        expect(fault, `byte ${at}`).toBe('damaged')
        continue
      }
      expect([at, kept === SAVES ? [] : ['log-harmed']]).toEqual([at, notices])
      if (kept === SAVES) continue
      lost++
      const [copy = ''] = keptLogs(place.vault)
      expect(fs.readFileSync(join(place.vault, copy)).equals(bytes), `byte ${at}`).toBe(true)
    }
    expect(lost).toBeGreaterThan(50)
  })

  it('is named without the index beside it, too, where a later change shows that it was there', async () => {
    using place = home()
    const before = HEAD + (whole.ends.at(-2) ?? 0) * FRAME
    let named = 0
    for (const at of spots(log(), [9, 17, 1500])) {
      if (at >= before) continue
      restore(place.vault, withLog(whole, flipped(log(), at), false))
      const { fault, notices, kept } = await open(place.vault, SAVES)
      if (fault || kept === SAVES) continue
      expect([at, notices]).toEqual([at, ['log-harmed']])
      named++
    }
    expect(named).toBeGreaterThan(20)
  })

  it('that leaves old pages over new ones is not laid over them: what was merged is all there', async () => {
    using place = home()
    const five = ['save', 'save', 'save', 'save', 'save'] as const
    const all = await killed([...five, 'merge'])
    const part = await killed([...five, 'read', 'save', 'merge', 'save'])
    const harmed = ({ files, name, ends }: Notebook, step: number) =>
      flipped(files[`${name}-wal`] as Buffer, HEAD + (ends[step] ?? 0) * FRAME + 2000)
    for (const step of [0, 1, 3]) {
      restore(place.vault, withLog(all, harmed(all, step)))
      expect(await open(place.vault, 5)).toEqual({ fault: null, notices: [], kept: 5 })
      // Some of it merged, some not: what is left does not belong together, and is called damaged, at each try.
      restore(place.vault, withLog(part, harmed(part, step)))
      for (const _try of [1, 2]) {
        const { fault, notices } = await open(place.vault, 7)
        expect([step, fault ?? notices]).toEqual([step, fault ? 'damaged' : ['log-harmed']])
        if (!fault) break
      }
    }
  })

  it('is heeded by whoever saves what can be read before any opening, too: nothing old is taken for new', async () => {
    const all = await killed(['save', 'save', 'save', 'save', 'save', 'merge'])
    const bytes = flipped(all.files[`${all.name}-wal`] as Buffer, HEAD + (all.ends[1] ?? 0) * FRAME + 2000)
    using place = home()
    restore(place.vault, withLog(all, bytes))
    const ana = room(place.vault)
    const saved = await ana.ask['backup.salvage']({ key: { passphrase: PASSPHRASE } })
    expect(saved).toMatchObject({ ok: true, value: { entries: 5, earlier: 0 } })
    const [aside = 'none'] = fs.readdirSync(place.dir).filter(name => name !== 'vault')
    expect(keptLogs(join(place.dir, aside))).toHaveLength(1)
    expect(await open(place.vault, 5)).toEqual({ fault: null, notices: [], kept: 5 })
  })

  it('is named beside an index of before the power went, which knows of nothing that is missing', async () => {
    using place = home()
    const nb = await killed(['save', 'save', 'read', 'merge', 'index', 'save', 'save', 'save', 'save'])
    const harmed = (step: number) =>
      flipped(nb.files[`${nb.name}-wal`] as Buffer, HEAD + (nb.ends[step] ?? 0) * FRAME + 2000)
    // Behind what the index knows, where a whole change of it is left; and before, where the database alone has the two.
    for (const [step, kept] of [
      [5, 3],
      [0, 2],
    ] as const) {
      restore(place.vault, withLog(nb, harmed(step)))
      expect([step, await open(place.vault, 6)]).toEqual([
        step,
        { fault: null, notices: ['log-harmed'], kept },
      ])
      expect(keptLogs(place.vault)).toHaveLength(1)
    }
  })

  it('is named at the next opening where one was cut short after the log was emptied', async () => {
    using place = home()
    restore(place.vault, withLog(whole, flipped(log(), HEAD + 2000)))
    const full = {
      id: MIGRATIONS.length + 1,
      name: 'full',
      up: () => {
        throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' })
      },
    }
    const cut = room(place.vault, { migrations: [...MIGRATIONS, full] })
    expect(await cut.ask['vault.unlock']({ passphrase: PASSPHRASE })).toEqual({
      ok: false,
      fault: 'disk-full',
    })
    expect((await open(place.vault, SAVES)).notices).toEqual(['log-harmed'])
    expect((await open(place.vault, SAVES)).notices).toEqual([])
  })

  it('is named where the database is a link to another place, and its log stands there', async () => {
    using place = home()
    const { 'header.kinfold': header, ...far } = withLog(whole, flipped(log(), HEAD + 2000))
    restore(join(place.dir, 'far'), far)
    restore(place.vault, { 'header.kinfold': header as Buffer })
    fs.symlinkSync(join(place.dir, 'far', whole.name), join(place.vault, whole.name))
    expect((await open(place.vault, SAVES)).notices).toEqual(['log-harmed'])
    expect(keptLogs(join(place.dir, 'far'))).toHaveLength(1)
  })

  it('is kept beside a dangling link and a folder under the name that it would have', async () => {
    using place = home()
    restore(place.vault, withLog(whole, flipped(log(), HEAD + 2000)))
    const kept = join(place.vault, `${whole.name}-wal.kept-`)
    fs.symlinkSync(join(place.dir, 'nowhere'), `${kept}1`)
    fs.mkdirSync(`${kept}2`)
    expect((await open(place.vault, SAVES)).notices).toEqual(['log-harmed'])
    expect(fs.statSync(`${kept}3`).isFile()).toBe(true)
  })

  it('in the last change, merged, and without the index: never a notebook of old and new pages', async () => {
    using place = home()
    let damaged = 0
    for (const saves of [5, 6]) {
      const nb = await killed([...Array.from({ length: saves }, () => 'save' as const), 'merge'])
      const at = HEAD + (nb.ends[saves - 2] ?? 0) * FRAME + 2000
      restore(place.vault, withLog(nb, flipped(nb.files[`${nb.name}-wal`] as Buffer, at), false))
      const { fault } = await open(place.vault, saves)
      if (fault) damaged++
      else expect(await checked(place.vault)).toBe('ok')
    }
    expect(damaged).toBeGreaterThan(0)
  })

  it('is said by an export and a backup from a terminal, and by the opening after them', async () => {
    using place = home()
    restore(place.vault, withLog(whole, flipped(log(), HEAD + 2000)))
    fs.mkdirSync(join(place.dir, 'stick'))
    for (const args of [
      ['export', place.dir, join(place.dir, 'journal.json'), '--plain'],
      ['backup', place.dir, join(place.dir, 'stick')],
    ]) {
      const told = spawnSync(process.execPath, [CLI, ...args], { input: `${PASSPHRASE}\n`, encoding: 'utf8' })
      expect(told).toMatchObject({ status: 0, stdout: expect.stringMatching(/^notice: log-harmed\n/) })
    }
    expect((await open(place.vault, SAVES)).notices).toEqual(['log-harmed'])
    expect(keptLogs(place.vault)).toHaveLength(1)
  })

  it('is kept only once, and said at the next try again, when the disk had no room for it', async () => {
    using place = home()
    using disk = smallDisk(place.dir, 'size=4m')
    if (!disk) return console.log('A disk of our own needs root: a full one did not meet a harmed log here.')
    const bytes = flipped(log(), HEAD + 2000)
    restore(place.vault, withLog(whole, bytes))
    const free = () => {
      const { bavail, bsize } = fs.statfsSync(place.dir)
      return bavail * bsize
    }
    fs.writeFileSync(join(place.dir, 'ballast'), Buffer.alloc(free() - 40_000))
    expect((await open(place.vault, SAVES)).fault).toBe('disk-full')
    expect(fs.readFileSync(join(place.vault, `${whole.name}-wal`)).equals(bytes)).toBe(true)
    fs.rmSync(join(place.dir, 'ballast'))
    expect((await open(place.vault, SAVES)).notices).toEqual(['log-harmed'])
    expect((await open(place.vault, SAVES)).notices).toEqual([])
    expect(keptLogs(place.vault)).toHaveLength(1)
  })
})

describe('the torn end of a power cut', () => {
  /** The last change before the power went was never acknowledged: the index had not heard of it. */
  const first = () => HEAD + (whole.ends.at(-2) ?? 0) * FRAME

  it('is no harm, wherever the writing stopped', async () => {
    using place = home()
    const { length } = log()
    for (let end = first(); end < length; end += 509) {
      restore(place.vault, withLog(whole, log().subarray(0, end), false))
      expect([end, await open(place.vault, SAVES)]).toEqual([
        end,
        { fault: null, notices: [], kept: SAVES - 1 },
      ])
    }
    expect(keptLogs(place.vault)).toEqual([])
  })

  it('is no harm where its pages came to the disk in another order, or in pieces', async () => {
    using place = home()
    const frames = (log().length - first()) / FRAME
    expect(frames).toBeGreaterThan(2)
    for (let hole = 0; hole < frames; hole++)
      for (const [from, to] of [
        [0, FRAME],
        [0, 512],
        [512, FRAME],
      ] as const) {
        const bytes = Buffer.from(log())
        const at = first() + hole * FRAME
        bytes.fill(0, at + from, at + to)
        restore(place.vault, withLog(whole, bytes, false))
        expect([hole, from, await open(place.vault, SAVES)]).toEqual([
          hole,
          from,
          { fault: null, notices: [], kept: SAVES - 1 },
        ])
      }
  })

  it('leaves nothing that a later one could take for harm', async () => {
    using place = home()
    const bytes = Buffer.from(log())
    bytes.fill(0, first(), first() + 512)
    restore(place.vault, withLog(whole, bytes, false))
    const ana = room(place.vault)
    expect(await ana.ask['vault.unlock']({ passphrase: PASSPHRASE })).toEqual({
      ok: true,
      value: { notices: [] },
    })
    expect(fs.statSync(join(place.vault, `${whole.name}-wal`)).size).toBeLessThan(bytes.length)
    ana.close()
  })

  /** Where the second change of a log that was begun anew begins: after the first commit that has the salt of its head. */
  const inSecond = (log: Buffer): number => {
    const salt = log.subarray(16, 24)
    let at = HEAD
    const isOfIt = () => log.subarray(at + 8, at + 16).equals(salt)
    while (isOfIt() && log.readUInt32BE(at + 4) === 0) at += FRAME
    expect(isOfIt()).toBe(true)
    at += FRAME
    expect(isOfIt()).toBe(true)
    return at
  }

  it('is no harm before what is left of a longer log, which was begun anew', async () => {
    using place = home()
    const anew = await killed(['save', 'save', 'save', 'save', 'merge', 'save', 'save'])
    const bytes = anew.files[`${anew.name}-wal`] as Buffer
    expect(anew.ends.at(-1)).toBe(anew.ends[3])
    for (const index of [true, false]) {
      restore(place.vault, withLog(anew, bytes, index))
      expect(await open(place.vault, 6)).toEqual({ fault: null, notices: [], kept: 6 })
    }
    // Torn in the second change of the new log.
    const at = inSecond(bytes)
    const torn = Buffer.from(bytes).fill(0, at, at + 512)
    restore(place.vault, withLog(anew, torn, false))
    expect(await open(place.vault, 6)).toEqual({ fault: null, notices: [], kept: 5 })
  })

  it('has all of the database read before anybody writes in it: a page that came to harm, too, is found then', async () => {
    const nb = await killed(['save', 'save', 'save', 'save', 'merge', 'save', 'save'])
    const torn = withLog(nb, Buffer.from(nb.files[`${nb.name}-wal`] as Buffer), false)
    const at = inSecond(nb.files[`${nb.name}-wal`] as Buffer)
    torn[`${nb.name}-wal`]?.fill(0, at, at + 512)
    const database = torn[nb.name] as Buffer
    const seen = { damaged: 0, ok: 0 }
    using place = home()
    for (let page = 2; page <= database.length / 4096; page++) {
      const harmed = Buffer.from(database).fill(0x55, (page - 1) * 4096, page * 4096)
      restore(place.vault, { ...torn, [nb.name]: harmed })
      const answer = await checked(place.vault)
      expect(['damaged', 'ok'], `page ${page}`).toContain(answer)
      seen[answer as keyof typeof seen]++
    }
    // What the log has anew is not read in the database.
    expect([seen.damaged > 10, seen.ok > 0]).toEqual([true, true])
  })

  it('is no harm beside an index of an earlier moment, or of another log', async () => {
    using place = home()
    const earlier = await killed(['save'])
    const shm = earlier.files[`${earlier.name}-shm`] as Buffer
    const torn = withLog(whole, log().subarray(0, first() + 1000), false)
    for (const index of [shm, Buffer.alloc(0), Buffer.alloc(32768), Buffer.alloc(32768, 0x5a)]) {
      restore(place.vault, { ...torn, [`${whole.name}-shm`]: index })
      expect(await open(place.vault, SAVES)).toEqual({ fault: null, notices: [], kept: SAVES - 1 })
    }
  })
})
