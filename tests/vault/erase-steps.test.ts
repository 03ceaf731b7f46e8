/** Erasing a whole vault, cut short at every step: either nothing was begun, or nothing can be opened and all of it goes. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import { NOTE } from '../../src/main/vault/erase/marker.ts'
import {
  beside,
  clearAway,
  destroyKeys,
  finishErasing,
  leaveNothing,
} from '../../src/main/vault/erase/vault.ts'
import { create } from '../../src/main/vault/storage/create.ts'
import { HEADER_FILE, read } from '../../src/main/vault/storage/header.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { standing } from '../../src/main/vault/storage/standing.ts'
import { unlock } from '../../src/main/vault/storage/unlock.ts'
import { home, PASSPHRASE } from './house.ts'
import { room } from './room.ts'

const CHANGING = ['writeFileSync', 'writeSync', 'fsyncSync', 'unlinkSync', 'rmSync', 'rmdirSync'] as const
const real = Object.fromEntries(CHANGING.map(name => [name, fs[name]]))
class PowerCut extends Error {}

/**
 * From the `n`-th change on, nothing reaches the disk any more. Returns how many there were. `full`: a new file can be
 * made, and no byte goes into it.
 */
function cutAt(n: number, full = false): { steps: () => number } & Disposable {
  let steps = 0
  for (const name of CHANGING)
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        if (steps++ >= n) throw new PowerCut()
        if (full && name === 'writeFileSync') {
          fs.closeSync(
            typeof args[0] === 'string' ? fs.openSync(args[0], 'w') : fs.openSync('/dev/null', 'r'),
          )
          throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
        }
        return (real[name] as (...all: unknown[]) => unknown)(...args)
      },
    })
  syncBuiltinESMExports()
  return {
    steps: () => steps,
    [Symbol.dispose]: () => {
      Object.assign(fs, real)
      syncBuiltinESMExports()
    },
  }
}

/** The disk changes nothing at or below this path, whoever asks; it still may be read. */
function refusing(path: string): Disposable {
  const all = { ...real, openSync: fs.openSync }
  for (const [name, does] of Object.entries(all))
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        if (String(args[0]).startsWith(path) && (name !== 'openSync' || args[1] !== 'r'))
          throw Object.assign(new Error('EACCES'), { code: 'EACCES' })
        return (does as (...all: unknown[]) => unknown)(...args)
      },
    })
  syncBuiltinESMExports()
  return {
    [Symbol.dispose]: () => {
      Object.assign(fs, all)
      syncBuiltinESMExports()
    },
  }
}
afterEach(() => {
  Object.assign(fs, real)
  syncBuiltinESMExports()
})

async function made(dir: string): Promise<void> {
  const vault = await create({
    dir,
    passphrase: PASSPHRASE,
    derive,
    migrations: MIGRATIONS,
    kdf: TEST_KDF,
  })
  if (!vault.ok) throw new Error(vault.fault)
  vault.value.db.close()
  vault.value.release()
  // As a restore puts aside what was there before.
  fs.cpSync(dir, `${dir}.before-1`, { recursive: true })
}
const opens = async (dir: string): Promise<boolean> => {
  const opened = await unlock({ dir, passphrase: PASSPHRASE, derive, migrations: MIGRATIONS })
  if (!opened.ok) return false
  opened.value.db.close()
  opened.value.release()
  return true
}
async function erase(dir: string): Promise<void> {
  const destroyed = await destroyKeys(dir, beside(dir))
  if (!destroyed.ok) throw new Error(destroyed.fault)
  clearAway(dir, beside(dir))
  leaveNothing(dir)
}

describe('erasing a vault', () => {
  it('is followed through at the next start, wherever it was cut short', async () => {
    let steps = 0
    {
      using place = home()
      await made(place.vault)
      using cut = cutAt(Number.POSITIVE_INFINITY)
      await erase(place.vault)
      steps = cut.steps()
      expect(fs.existsSync(place.vault)).toBe(false)
    }
    expect(steps).toBeGreaterThan(6)
    let begun = 0
    // The last step takes an empty folder away, and nothing depends on it.
    for (let n = 0; n < steps - 1; n++) {
      using place = home()
      await made(place.vault)
      {
        using _cut = cutAt(n)
        await expect(erase(place.vault), `step ${n}`).rejects.toThrow(PowerCut)
      }
      // The note is what an erasing begins with: before it stands whole, nothing has happened.
      const note = join(place.vault, NOTE)
      const noted = fs.existsSync(note) && fs.statSync(note).size === 32
      const untouched = !noted && fs.existsSync(join(place.vault, HEADER_FILE))
      if (!untouched) begun++
      await finishErasing(place.vault)
      if (untouched) expect(await opens(place.vault)).toBe(true)
      else {
        const left = fs.existsSync(place.vault)
          ? fs.readdirSync(place.vault).filter(name => name !== 'in-use')
          : []
        expect([n, standing(place.vault), left, beside(place.vault)]).toEqual([n, 'none', [], []])
      }
    }
    expect(begun).toBeGreaterThan(steps - 4)
  })

  it('is followed through where there is no room for any note, wherever it was cut short', async () => {
    let begun = 0
    for (let n = 0, cutShort = true; cutShort; n++) {
      using place = home()
      await made(place.vault)
      // Its name comes after the header's in every listing: the header is the note, and goes last all the same.
      fs.writeFileSync(join(place.vault, 'words'), '')
      {
        using _cut = cutAt(n, true)
        cutShort = await erase(place.vault).then(
          () => false,
          error => {
            expect(error, `step ${n}`).toBeInstanceOf(PowerCut)
            return true
          },
        )
      }
      const header = join(place.vault, HEADER_FILE)
      const untouched = fs.existsSync(header) && read(fs.readFileSync(header)).ok
      if (!untouched) begun++
      await finishErasing(place.vault)
      if (untouched) expect(await opens(place.vault)).toBe(true)
      else {
        const left = fs.existsSync(place.vault)
          ? fs.readdirSync(place.vault).filter(name => name !== 'in-use')
          : []
        expect([n, standing(place.vault), left, beside(place.vault)]).toEqual([n, 'none', [], []])
      }
    }
    expect(begun).toBeGreaterThan(8)
  })

  it('is not begun by half a note, nor by the note of another vault', async () => {
    for (const note of [new Uint8Array(0), new Uint8Array(20).fill(3), new Uint8Array(32).fill(7)]) {
      using place = home()
      await made(place.vault)
      fs.writeFileSync(join(place.vault, NOTE), note)
      await finishErasing(place.vault)
      expect(fs.existsSync(join(place.vault, NOTE))).toBe(false)
      expect(await opens(place.vault)).toBe(true)
    }
  })

  it('destroys every header there is, those half written and those of copies among them', async () => {
    using place = home()
    await made(place.vault)
    const header = fs.readFileSync(join(place.vault, HEADER_FILE))
    fs.writeFileSync(join(place.vault, `${HEADER_FILE}.new`), header)
    fs.mkdirSync(join(place.vault, 'put-back'))
    fs.writeFileSync(join(place.vault, 'put-back', HEADER_FILE), header)
    const files = [`${HEADER_FILE}.new`, join('put-back', HEADER_FILE), HEADER_FILE]
    files.push(join('..', 'vault.before-1', HEADER_FILE))
    const held = files.map(name => fs.openSync(join(place.vault, name), 'r'))
    await erase(place.vault)
    for (const fd of held) {
      const left = Buffer.alloc(header.length)
      fs.readSync(fd, left, 0, left.length, 0)
      fs.closeSync(fd)
      expect(left.includes(header.subarray(36, 80))).toBe(false)
    }
    expect(fs.existsSync(place.vault)).toBe(false)
  })

  it('says that a copy beside it stands, and takes that too as soon as the disk lets it', async () => {
    for (const again of ['at the second try', 'at the next start']) {
      using place = home()
      await made(place.vault)
      const copy = `${place.vault}.before-1`
      const ana = room(place.vault)
      expect((await ana.ask['vault.unlock']({ passphrase: PASSPHRASE })).ok).toBe(true)
      {
        using _disk = refusing(copy)
        expect(await ana.ask['vault.erase']({})).toEqual({ ok: false, fault: 'partly-erased' })
      }
      expect(fs.readdirSync(copy)).toContain(HEADER_FILE)
      expect(fs.existsSync(place.vault)).toBe(false)
      expect(fs.readdirSync(place.dir).sort()).toEqual(['vault.before-1', 'vault.erasing'])
      expect(ana.toShell).not.toContainEqual({ kind: 'erased' })
      expect(ana.toShell.at(-1)).toEqual({ kind: 'state', state: 'none' })
      if (again === 'at the second try') {
        expect((await ana.ask['vault.erase']({})).ok).toBe(true)
        expect(ana.toShell.at(-1)).toEqual({ kind: 'erased' })
        expect(await ana.ask['vault.erase']({})).toEqual({ ok: false, fault: 'locked' })
      } else await finishErasing(place.vault)
      expect([again, fs.readdirSync(place.dir)]).toEqual([again, []])
    }
  })

  it('is not forgotten by a new notebook, which is not touched by it', async () => {
    using place = home()
    await made(place.vault)
    const copy = `${place.vault}.before-1`
    const ana = room(place.vault)
    await ana.ask['vault.unlock']({ passphrase: PASSPHRASE })
    const next = { passphrase: 'quite another one' }
    {
      using _disk = refusing(copy)
      expect(await ana.ask['vault.erase']({})).toEqual({ ok: false, fault: 'partly-erased' })
      expect((await ana.ask['vault.create'](next)).ok).toBe(true)
      ana.close()
      // Locked: nobody erases the new one who cannot open it.
      expect(await ana.ask['vault.erase']({})).toEqual({ ok: false, fault: 'locked' })
      expect((await room(place.vault).ask['vault.state']({})).ok).toBe(true)
      expect(fs.readdirSync(place.dir).sort()).toEqual(['vault', 'vault.before-1', 'vault.erasing'])
    }
    const again = room(place.vault)
    expect((await again.ask['vault.unlock'](next)).ok).toBe(true)
    expect(fs.readdirSync(place.dir)).toEqual(['vault'])
    again.close()
  })

  it('leaves another notebook alone that came to stand under the name of what was to go', async () => {
    using place = home()
    await made(place.vault)
    const copy = `${place.vault}.before-1`
    const ana = room(place.vault)
    await ana.ask['vault.unlock']({ passphrase: PASSPHRASE })
    {
      using _disk = refusing(copy)
      expect(await ana.ask['vault.erase']({})).toEqual({ ok: false, fault: 'partly-erased' })
    }
    fs.rmSync(copy, { recursive: true })
    await made(join(place.dir, 'other'))
    fs.renameSync(join(place.dir, 'other'), copy)
    await finishErasing(place.vault)
    expect(await opens(copy)).toBe(true)
    expect(fs.existsSync(`${place.vault}.erasing`)).toBe(false)
  })

  it('takes no notebook away whose name is given again, where it never saw which one was to go', async () => {
    for (const [name, stays] of [
      ['vault.restoring', true],
      ['vault.restored', true],
      ['vault.before-migration-3', true],
      ['vault.before-2026-11-22 17.30.05', false],
    ] as const) {
      using place = home()
      const other = join(place.dir, name)
      await made(join(place.dir, 'other'))
      fs.renameSync(join(place.dir, 'other'), other)
      fs.rmSync(join(place.dir, 'other.before-1'), { recursive: true })
      fs.writeFileSync(`${place.vault}.erasing`, JSON.stringify({ [name]: null }))
      await finishErasing(place.vault)
      expect([name, fs.readdirSync(place.dir)]).toEqual([name, stays ? [name] : []])
      if (stays) expect(await opens(other)).toBe(true)
    }
  })

  it('lets nothing be made where a key still stands in the folder itself, and says why', async () => {
    using place = home()
    await made(place.vault)
    fs.mkdirSync(join(place.vault, 'put-back'))
    fs.copyFileSync(join(place.vault, HEADER_FILE), join(place.vault, 'put-back', HEADER_FILE))
    const ana = room(place.vault)
    await ana.ask['vault.unlock']({ passphrase: PASSPHRASE })
    {
      using _disk = refusing(join(place.vault, 'put-back'))
      expect(await ana.ask['vault.erase']({})).toEqual({ ok: false, fault: 'partly-erased' })
      expect(fs.readdirSync(place.vault).sort()).toEqual([NOTE, 'in-use', 'put-back'].sort())
      expect(await ana.ask['vault.create']({ passphrase: PASSPHRASE })).toEqual({
        ok: false,
        fault: 'partly-erased',
      })
    }
    expect((await ana.ask['vault.create']({ passphrase: PASSPHRASE })).ok).toBe(true)
    expect(fs.readdirSync(place.vault)).not.toContain('put-back')
    ana.close()
  })

  it('is not begun where the header cannot be written to, and everything still opens', async () => {
    using place = home()
    await made(place.vault)
    {
      using _disk = refusing(join(place.vault, HEADER_FILE))
      expect(await destroyKeys(place.vault, beside(place.vault))).toEqual({ ok: false, fault: 'not-erased' })
    }
    expect(fs.existsSync(join(place.vault, NOTE))).toBe(false)
    await finishErasing(place.vault)
    expect([await opens(place.vault), await opens(`${place.vault}.before-1`)]).toEqual([true, true])
  })
})
