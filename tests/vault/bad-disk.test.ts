/** A disk that is full, that may only be read, or that is gone: each kind of write gets its answer, and nothing is lost. */
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NOTE } from '../../src/main/vault/erase/marker.ts'
import { beside, destroyKeys } from '../../src/main/vault/erase/vault.ts'
import { isDatabaseFile } from '../../src/main/vault/storage/header.ts'
import { day, founded, home, id, PASSPHRASE, type Running, reopened, says, start } from './house.ts'

const today = day('2026-11-22')
const save = (ana: Running, n: number, text: string) =>
  ana.face.ask('journal.save', { id: id(n), day: today, writing: says(text) })
const read = async (ana: Running, n: number) => {
  const answer = await ana.face.ask('journal.read', { id: id(n) })
  return answer.ok ? JSON.stringify(answer.value.writing) : answer.fault
}

/** A disk of a test's own, where this computer lets it have one. `size` as tmpfs writes it. */
function disk(dir: string, size: string): (Disposable & { readOnly(yes: boolean): void }) | undefined {
  const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'ignore' })
  try {
    mount('-t', 'tmpfs', '-o', `size=${size},mode=700`, 'kinfold-test', dir)
  } catch {
    return undefined
  }
  return {
    readOnly: yes => void mount('-o', `remount,${yes ? 'ro' : 'rw'}`, dir),
    [Symbol.dispose]: () => void execFileSync('umount', ['-l', dir]),
  }
}
const mountable = (() => {
  using place = home()
  using one = disk(place.dir, '1m')
  return one !== undefined
})()
if (!mountable) console.log('A disk of our own needs root: full and read-only ones are not looked at here.')
// A test that was skipped counts as failed; who may mount nothing has none to run.
const onADisk: (name: string, test: () => Promise<void>, ms?: number) => void = mountable ? it : () => {}

/** Until not a byte more goes in. */
function fill(file: string): void {
  for (let size = 2 ** 20; size >= 64; size /= 2)
    for (;;) {
      try {
        fs.writeFileSync(file, Buffer.alloc(size, 1), { flag: 'a' })
      } catch {
        break
      }
    }
}

describe('a full disk', () => {
  onADisk(
    'makes no half a notebook: creating says so, leaves nothing, and works once there is room',
    async () => {
      for (const room of ['16k', '40k', '80k', '160k']) {
        using place = home()
        using _disk = disk(place.dir, '2m')
        fill(join(place.dir, 'ballast'))
        fs.truncateSync(
          join(place.dir, 'ballast'),
          fs.statSync(join(place.dir, 'ballast')).size - Number.parseInt(room, 10) * 1024,
        )
        const ana = start(place.dir)
        const made = await ana.face.ask('vault.create', { passphrase: PASSPHRASE })
        expect([room, made]).toEqual([room, { ok: false, fault: 'disk-full' }])
        expect(await ana.face.ask('vault.state', {})).toEqual({ ok: true, value: { state: 'none' } })
        fs.rmSync(join(place.dir, 'ballast'))
        expect(await ana.face.ask('vault.create', { passphrase: PASSPHRASE })).toMatchObject({ ok: true })
        expect((await save(ana, 1, 'room')).ok).toBe(true)
        expect(await ana.lock()).toBe(0)
        expect(ana.stderr()).toBe('')
      }
    },
  )

  onADisk('lets a notebook be opened or says so, and takes nothing from it', async () => {
    using place = home()
    using _disk = disk(place.dir, '4m')
    const ana = await founded(place.dir)
    await save(ana, 1, 'before')
    await ana.lock()
    fill(join(place.dir, 'ballast'))
    const again = start(place.dir)
    const opened = await again.face.ask('vault.unlock', { passphrase: PASSPHRASE })
    if (opened.ok) {
      expect(await read(again, 1)).toContain('before')
      expect(await save(again, 2, 'no room '.repeat(20_000))).toEqual({ ok: false, fault: 'disk-full' })
    } else expect(opened.fault).toBe('disk-full')
    fs.rmSync(join(place.dir, 'ballast'))
    const once = await again.face.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect(once.ok).toBe(true)
    expect(await read(again, 1)).toContain('before')
    expect(await again.lock()).toBe(0)
    expect(again.stderr()).toBe('')
  })

  onADisk('answers every kind of change, and each stands whole or not at all', async () => {
    using place = home()
    using _disk = disk(place.dir, '4m')
    const ana = await founded(place.dir)
    const long = 'words that fill the disk '.repeat(4000)
    for (const n of [1, 2, 3]) await save(ana, n, `${n} ${long}`)
    await ana.face.ask('journal.bin', { id: id(3) })
    const circle = await ana.face.ask('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
    if (!circle.ok) throw new Error(circle.fault)
    fill(join(place.dir, 'ballast'))

    const asked = [
      await save(ana, 9, long),
      await ana.face.ask('journal.bin', { id: id(2) }),
      await ana.face.ask('journal.unbin', { id: id(3) }),
      await ana.face.ask('bin.erase', { id: id(3) }),
      await ana.face.ask('bin.empty', {}),
      await ana.face.ask('care.choose', { emptyBin: true, lockAfter: 1 }),
      await ana.face.ask('circle.found', { name: 'Second', ownName: 'Juniper' }),
      await ana.face.ask('note.create', { circle: circle.value.circle }),
      await ana.face.ask('circle.erase', { circle: circle.value.circle }),
    ]
    for (const answer of asked) if (!answer.ok) expect(['disk-full', 'not-found']).toContain(answer.fault)
    expect(asked[0]).toEqual({ ok: false, fault: 'disk-full' })
    expect(await read(ana, 1)).toContain('1 words')
    fs.rmSync(join(place.dir, 'ballast'))
    expect((await save(ana, 4, 'room again')).ok).toBe(true)
    const kept = await Promise.all([1, 2, 3, 4, 9].map(n => read(ana, n)))
    await ana.kill()
    const again = await reopened(place.dir)
    expect(await Promise.all([1, 2, 3, 4, 9].map(n => read(again, n)))).toEqual(kept)
    expect(await again.lock()).toBe(0)
    expect(again.stderr() + ana.stderr()).toBe('')
  })

  onADisk('does not keep a notebook from being erased', async () => {
    using place = home()
    using _disk = disk(place.dir, '4m')
    const ana = await founded(place.dir)
    await save(ana, 1, 'Zephyrine')
    fill(join(place.dir, 'ballast'))
    expect(await ana.face.ask('vault.erase', {})).toEqual({ ok: true, value: {} })
    expect(fs.readdirSync(place.dir)).toEqual(['ballast'])
    await ana.lock()
    expect(ana.stderr()).toBe('')
  })

  onADisk(
    'has no room for a note, and an erasing that is killed there is followed through all the same',
    async () => {
      const header = (vault: string) => join(vault, 'header.kinfold')
      for (const last of ['the key', 'all but the note'] as const) {
        using place = home()
        using _disk = disk(place.dir, '4m')
        const ana = await founded(place.dir)
        await save(ana, 1, 'Zephyrine')
        await ana.kill()
        const key = fs.readFileSync(header(place.vault))
        fill(join(place.dir, 'ballast'))
        const { bavail } = fs.statfsSync(place.dir)
        expect(bavail).toBe(0)
        // As the process does it, up to where it is killed.
        expect(await destroyKeys(place.vault, beside(place.vault))).toEqual({ ok: true, value: true })
        if (last === 'all but the note')
          for (const name of fs.readdirSync(place.vault))
            if (name !== 'header.kinfold') fs.rmSync(join(place.vault, name))
        expect(fs.existsSync(join(place.vault, NOTE))).toBe(false)
        expect(fs.readFileSync(header(place.vault)).includes(key.subarray(36, 80))).toBe(false)
        const again = start(place.dir)
        expect([last, await again.face.ask('vault.state', {})]).toEqual([
          last,
          { ok: true, value: { state: 'none' } },
        ])
        expect(fs.readdirSync(place.dir)).toEqual(['ballast'])
        expect(await again.lock()).toBe(0)
        expect(again.stderr()).toBe('')
      }
    },
  )

  onADisk(
    'keeps the truth about a copy that it does not let go of, over a new notebook and its restart',
    async () => {
      using place = home()
      using _disk = disk(place.dir, '12m')
      const ana = await founded(place.dir)
      await save(ana, 1, 'Zephyrine')
      const copy = join(place.dir, 'vault.before-1')
      fs.mkdirSync(copy)
      const own = disk(copy, '4m')
      fs.cpSync(place.vault, copy, { recursive: true })
      own?.readOnly(true)
      fill(join(place.dir, 'ballast'))
      try {
        expect(await ana.face.ask('vault.erase', {})).toEqual({ ok: false, fault: 'partly-erased' })
        expect(fs.readdirSync(place.dir).sort()).toEqual(['ballast', 'vault.before-1', 'vault.erasing'])
        fs.rmSync(join(place.dir, 'ballast'))
        expect(await ana.face.ask('vault.create', { passphrase: 'quite another one' })).toEqual({
          ok: true,
          value: {},
        })
        await save(ana, 1, 'a new beginning')
        await ana.kill()
        const key = { passphrase: 'quite another one' }
        const again = start(place.dir)
        expect((await again.face.ask('vault.unlock', key)).ok).toBe(true)
        expect(await read(again, 1)).toContain('a new beginning')
        await again.lock()
        expect(fs.existsSync(join(copy, 'header.kinfold'))).toBe(true)

        own?.readOnly(false)
        const third = start(place.dir)
        expect(await third.face.ask('vault.unlock', key)).toMatchObject({ ok: true })
        // The place of the disk itself cannot be taken away.
        expect(fs.readdirSync(copy)).toEqual([])
        expect(await read(third, 1)).toContain('a new beginning')
        expect(await third.lock()).toBe(0)
        expect(ana.stderr() + again.stderr() + third.stderr()).toBe('')
      } finally {
        own?.[Symbol.dispose]()
      }
    },
  )
})

describe('a folder that may only be read', () => {
  onADisk(
    'is said at every change, keeps every word readable, and goes on when it may be written to',
    async () => {
      using place = home()
      using own = disk(place.dir, '8m')
      const ana = await founded(place.dir)
      await save(ana, 1, 'before')
      await ana.lock()
      own?.readOnly(true)
      const none = start(join(place.dir, 'nobody'))
      expect(await none.face.ask('vault.create', { passphrase: PASSPHRASE })).toEqual({
        ok: false,
        fault: 'not-saved',
      })
      await none.lock()
      const eve = start(place.dir)
      expect(await eve.face.ask('vault.unlock', { passphrase: PASSPHRASE })).toEqual({
        ok: false,
        fault: 'not-saved',
      })
      own?.readOnly(false)
      expect(await eve.face.ask('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({ ok: true })
      expect(await read(eve, 1)).toContain('before')
      expect(await eve.lock()).toBe(0)
      expect(eve.stderr() + none.stderr()).toBe('')
    },
  )
})

describe('a folder that goes away while the notebook is open', () => {
  const rename = (from: string, to: string) => fs.renameSync(from, to)

  it('is said at the next change; when it is back, everything is saved', async () => {
    using place = home()
    const ana = await founded(place.dir)
    await save(ana, 1, 'before')
    rename(place.vault, `${place.vault}-away`)
    expect(await save(ana, 2, 'into nowhere')).toEqual({ ok: false, fault: 'moved-away' })
    expect(await read(ana, 1)).toContain('before')
    rename(`${place.vault}-away`, place.vault)
    expect((await save(ana, 2, 'into nowhere')).ok).toBe(true)
    expect((await save(ana, 3, 'after')).ok).toBe(true)
    await ana.kill()
    const again = await reopened(place.dir)
    expect(await read(again, 2)).toContain('into nowhere')
    await again.lock()
    expect(again.stderr() + ana.stderr()).toBe('')
  })

  it('is said when it was removed for good, and ends without a bug', async () => {
    using place = home()
    const ana = await founded(place.dir)
    await save(ana, 1, 'before')
    fs.rmSync(place.vault, { recursive: true })
    for (const n of [1, 2]) expect(await save(ana, n, 'no place')).toEqual({ ok: false, fault: 'moved-away' })
    expect(await ana.face.ask('journal.bin', { id: id(1) })).toMatchObject({ ok: false })
    const code = await ana.lock()
    expect([code, ana.stderr()]).toEqual([0, ''])
    expect(fs.existsSync(place.vault)).toBe(false)
    expect(ana.stderr()).toBe('')
  })

  it('is said when another notebook stands there', async () => {
    using place = home()
    using other = home()
    await (await founded(other.dir)).lock()
    const ana = await founded(place.dir)
    rename(place.vault, `${place.vault}-away`)
    fs.cpSync(other.vault, place.vault, { recursive: true })
    expect(await save(ana, 2, 'into nowhere')).toEqual({ ok: false, fault: 'moved-away' })
    await ana.lock()
    expect(fs.readdirSync(place.vault).filter(isDatabaseFile)).toEqual(
      fs.readdirSync(other.vault).filter(isDatabaseFile),
    )
    await (await reopened(place.dir)).lock()
  })
})

describe('what is no file where one should be', () => {
  const pipe = (path: string) => execFileSync('mkfifo', [path])
  const databaseIn = (vault: string) => join(vault, fs.readdirSync(vault).find(isDatabaseFile) ?? 'none')
  const inPlace = (path: string, make: (path: string) => void) => {
    fs.rmSync(path, { force: true })
    make(path)
  }
  /** A pipe is opened for ever by whoever does not look first: then no answer comes. */
  const answers: Record<string, [plant: (vault: string) => void, opened: unknown]> = {
    'a pipe for the database': [vault => inPlace(databaseIn(vault), pipe), 'damaged'],
    'a pipe for its journal': [vault => pipe(`${databaseIn(vault)}-journal`), 'damaged'],
    'a pipe for its log': [vault => pipe(`${databaseIn(vault)}-wal`), 'damaged'],
    'a folder for its log': [vault => fs.mkdirSync(`${databaseIn(vault)}-wal`), 'damaged'],
    'a pipe for the header': [vault => inPlace(join(vault, 'header.kinfold'), pipe), 'damaged'],
    'a pipe for the note of erasing': [vault => pipe(join(vault, NOTE)), true],
    'a folder for the note of erasing': [vault => fs.mkdirSync(join(vault, NOTE)), true],
    'a pipe for the note beside it': [vault => pipe(`${vault}.erasing`), true],
    'a folder for the note beside it': [vault => fs.mkdirSync(`${vault}.erasing`), true],
    'a folder for something unfinished': [vault => fs.mkdirSync(join(vault, 'header.kinfold.new')), true],
  }
  it('is never waited for, and takes no notebook away', async () => {
    using first = home()
    const ana = await founded(first.dir)
    await save(ana, 1, 'Zephyrine')
    await ana.lock()
    for (const [name, [plant, opens]] of Object.entries(answers)) {
      using place = home()
      fs.cpSync(first.vault, place.vault, { recursive: true })
      plant(place.vault)
      const one = start(place.dir)
      // A pipe that is waited for never answers; a busy computer does.
      const late = new Promise<'no answer'>(say => setTimeout(say, 30_000, 'no answer').unref())
      const opened = await Promise.race([one.face.ask('vault.unlock', { passphrase: PASSPHRASE }), late])
      expect([name, opened === 'no answer' ? opened : opened.ok || opened.fault]).toEqual([name, opens])
      if (opens === true) {
        expect(await read(one, 1)).toMatch('Zephyrine')
        // And it can still be erased.
        expect([name, await one.face.ask('vault.erase', {})]).toEqual([name, { ok: true, value: {} }])
        expect(fs.existsSync(join(place.vault, 'header.kinfold'))).toBe(false)
      }
      one.process.kill('SIGKILL')
      await one.ended
      expect([name, one.stderr()]).toEqual([name, ''])
    }
  }, 240_000)

  it('is no place for a new notebook: a link to itself, and one to nowhere', async () => {
    for (const to of ['vault', join('nowhere', 'at', 'all')]) {
      using place = home()
      fs.symlinkSync(to, place.vault)
      const ana = start(place.dir)
      expect([to, await ana.face.ask('vault.create', { passphrase: PASSPHRASE })]).toEqual([
        to,
        { ok: false, fault: 'vault-exists' },
      ])
      // A notebook on a stick that is not plugged in, perhaps: what is asked for is the stick, and no new passphrase.
      expect(await ana.face.ask('vault.state', {})).toEqual({ ok: true, value: { state: 'closed' } })
      expect(await ana.face.ask('vault.unlock', { passphrase: PASSPHRASE })).toEqual({
        ok: false,
        fault: 'nothing-there',
      })
      await ana.lock()
      expect(ana.stderr()).toBe('')
      expect(fs.readlinkSync(place.vault)).toBe(to)
    }
  })
})
