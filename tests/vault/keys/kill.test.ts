import * as fs from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { HEADER_FILE, isDatabaseFile } from '../../../src/main/vault/storage/header.ts'
import { findWords } from '../../scan.ts'
import { day, home, id, PASSPHRASE, reopened, says, start } from '../house.ts'
import { type Files, restore, room } from '../room.ts'
import { notebook } from './notebook.ts'

const NEXT = 'a lamp behind the rain'
const WORDS = ['Zephyrine', 'marigold']
const writing = (n: number) => says(`entry ${n}`, 'Zephyrine brought a marigold '.repeat(40))
const ENTRIES = 30
const DYING = new URL('dying.ts', import.meta.url)
/** Processes that are started, killed and looked at together. */
const AT_ONCE = 3

let original: Files
beforeAll(async () => {
  original = await notebook(ENTRIES, writing)
  // One that ends by itself leaves its compiled sources to those that are killed.
  using place = home()
  restore(place.vault, original)
  await (await dying(place.dir, 'none')).lock()
})

/** A real process with the notebook open; dies before `at`. */
const dying = (profile: string, at: string) =>
  reopened(profile, { execArgv: ['--import', `${DYING.href}?at=${at}`] })

type Act = (ana: Awaited<ReturnType<typeof dying>>) => Promise<{ ok: boolean }>

/** Each step of `act` at which something on the disk is about to change, as `dying.ts` names them. */
async function stepsOf(act: Act): Promise<string[]> {
  using place = home()
  restore(place.vault, original)
  const ana = await dying(place.dir, 'none')
  const steps = () => ana.stderr().match(/step \w+:\d+ \w+/g) ?? []
  await expect.poll(() => steps().length).toBeGreaterThan(0)
  const before = steps().length
  expect(await act(ana)).toMatchObject({ ok: true })
  // Until the last line of it has come through the pipe.
  const said = new Promise(resolve => ana.process.stderr?.once('close', resolve))
  await ana.kill()
  await said
  return steps()
    .slice(before)
    .map(line => line.split(' ')[1] ?? '')
}

/** What is there after the kill at this step, looked at as files and by opening it. */
async function killedAt<T>(step: string, act: Act, look: (dir: string) => Promise<T>): Promise<T> {
  using place = home()
  restore(place.vault, original)
  const ana = await dying(place.dir, step)
  await act(ana)
  await ana.ended
  expect(ana.process.signalCode, `killed at ${step}`).toBe('SIGKILL')
  expect(findWords(place.vault, WORDS), `in the files after ${step}`).toEqual([])
  return await look(place.vault)
}

/** All of them, a few at a time: a process that starts waits more than it works. What each found, in their order. */
async function killedAtEach<T>(
  steps: readonly string[],
  act: Act,
  look: (dir: string, step: string) => Promise<T>,
): Promise<T[]> {
  const found: T[] = []
  const left = [...steps.entries()]
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [i, step] = next
      found[i] = await killedAt(step, act, dir => look(dir, step))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return found
}

async function whole(dir: string, passphrase: string): Promise<'opens' | 'refuses'> {
  const ana = room(dir)
  const opened = await ana.ask['vault.unlock']({ passphrase })
  if (!opened.ok) {
    expect(opened.fault).toBe('wrong-passphrase')
    return 'refuses'
  }
  expect(opened.value.notices).toEqual([])
  for (let n = 0; n < ENTRIES; n++) {
    const read = await ana.ask['journal.read']({ id: id(n) })
    expect(read.ok && read.value.writing).toEqual(writing(n))
  }
  const saved = await ana.ask['journal.save']({ id: id(0), day: day('2026-11-22'), writing: writing(0) })
  expect(saved.ok).toBe(true)
  ana.close()
  return 'opens'
}
const nameOf = (dir: string) => fs.readdirSync(dir).filter(isDatabaseFile)

describe('a vault that is killed', () => {
  it('while its passphrase changes, opens with exactly one of the two, wherever it happens', async () => {
    const change: Act = ana =>
      ana.face.ask('keys.change', { by: { passphrase: PASSPHRASE }, passphrase: NEXT })
    const steps = await stepsOf(change)
    expect(steps.length).toBeGreaterThan(4)
    const seen = await killedAtEach(steps, change, async (dir, step) => {
      const answers = [await whole(dir, PASSPHRASE), await whole(dir, NEXT)]
      expect([...answers].sort(), step).toEqual(['opens', 'refuses'])
      expect(fs.readdirSync(dir).filter(name => name.includes('.new'))).toEqual([])
      return answers[0] === 'opens' ? 'old' : 'new'
    })
    // First the old one, from one moment on the new one.
    expect(seen.join(' ')).toMatch(/^(old )+(new ?)+$/)
  }, 400_000)

  it('while the whole notebook gets a new key, opens with its passphrase and every word, old or new', async () => {
    const rekey: Act = ana => ana.face.ask('keys.rekey', { passphrase: PASSPHRASE })
    const steps = await stepsOf(rekey)
    expect(steps.filter(step => step.startsWith('thread')).length).toBeGreaterThanOrEqual(6)
    expect(steps.filter(step => step.startsWith('main')).length).toBeGreaterThanOrEqual(8)
    const [old] = Object.keys(original).filter(isDatabaseFile)
    const seen = await killedAtEach(steps, rekey, async (dir, step) => {
      expect(await whole(dir, PASSPHRASE), step).toBe('opens')
      // What was cut short is gone after the next opening, and so is what was replaced.
      expect(nameOf(dir), step).toHaveLength(1)
      expect(fs.readdirSync(dir).sort(), step).toEqual([HEADER_FILE, 'in-use', ...nameOf(dir)].sort())
      const stands = nameOf(dir)[0] === old ? 'old' : 'new'
      await whole(dir, PASSPHRASE)
      return stands
    })
    expect([...new Set(seen)].sort()).toEqual(['new', 'old'])
  }, 900_000)

  it('in the middle of copying and sealing, opens with every word', async () => {
    for (const [step, ms] of [
      ['copying', 5],
      ['sealing', 2],
    ] as const) {
      using place = home()
      restore(place.vault, original)
      const ana = start(place.dir)
      await ana.face.ask('vault.unlock', { passphrase: PASSPHRASE })
      ana.face.on('keys.rekeying', told => {
        if (told.step === step) setTimeout(() => ana.process.kill('SIGKILL'), ms)
      })
      await ana.face.ask('keys.rekey', { passphrase: PASSPHRASE })
      await ana.ended
      expect(ana.process.signalCode).toBe('SIGKILL')
      expect(findWords(place.vault, WORDS)).toEqual([])
      expect(await whole(place.vault, PASSPHRASE)).toBe('opens')
      expect(nameOf(place.vault)).toHaveLength(1)
    }
  })

  it('by nobody, ends as on a lock after its new key, and opens again', async () => {
    using place = home()
    restore(place.vault, original)
    const ana = await reopened(place.dir)
    expect(await ana.face.ask('keys.rekey', { passphrase: PASSPHRASE })).toEqual({
      ok: true,
      value: { end: 'done' },
    })
    await expect.poll(() => ana.fromVault.at(-1)).toEqual({ kind: 'lock' })
    expect(await ana.lock()).toBe(0)
    expect(ana.stderr()).toBe('')
    expect(await whole(place.vault, PASSPHRASE)).toBe('opens')
  })
})
