import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { day, founded, home, id, type Running, reopened, says } from '../house.ts'
import { cutPower } from './undo.ts'

const SOURCE = fileURLToPath(new URL('power-loss.c', import.meta.url))
const RELAXED = fileURLToPath(new URL('relaxed.ts', import.meta.url))
/** The shim is Linux's dynamic linker at work. */
const linux = process.platform === 'linux' ? describe : () => {}

function shim(dir: string): string {
  const library = join(dir, 'power-loss.so')
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-w', '-o', library, SOURCE, '-ldl'])
  return library
}

/** So many saves are acknowledged, then the power goes while the next is under way. A count, since computers differ. */
const SAVES = 40

async function saveUntilDark(ana: Running): Promise<number> {
  let acknowledged = 0
  const save = (n: number) =>
    ana.face.ask('journal.save', { id: id(n), day: day('2026-11-22'), writing: says(`line ${n}`) })
  while (acknowledged < SAVES) if ((await save(acknowledged + 1)).ok) acknowledged++
  const last = save(acknowledged + 1)
  ana.process.kill('SIGKILL')
  await ana.ended
  return (await last).ok ? acknowledged + 1 : acknowledged
}

/** One notebook, one evening, one power cut: how many acknowledged entries are gone. */
async function evening(relaxed: boolean): Promise<{ acknowledged: number; gone: number; undone: number }> {
  using place = home()
  using tools = home()
  const first = await founded(place.dir)
  await first.lock()
  const journal = join(tools.dir, 'journal')
  const env = { LD_PRELOAD: shim(tools.dir), POWER_JOURNAL: journal, POWER_DIR: place.dir }
  const ana = await reopened(place.dir, { env, execArgv: relaxed ? ['--import', RELAXED] : [] })
  const acknowledged = await saveUntilDark(ana)
  const undone = cutPower(journal)
  const again = await reopened(place.dir)
  let gone = 0
  for (let n = 1; n <= acknowledged; n++) {
    const read = await again.face.ask('journal.read', { id: id(n) })
    if (!read.ok) gone++
    else expect(read.value.writing).toEqual(says(`line ${n}`))
  }
  await again.lock()
  return { acknowledged, gone, undone }
}

linux('a power cut while Ana writes', () => {
  it('takes nothing that was acknowledged', async () => {
    for (let cut = 0; cut < 2; cut++) {
      const { acknowledged, gone } = await evening(false)
      expect(acknowledged).toBeGreaterThanOrEqual(SAVES)
      expect(gone).toBe(0)
    }
  })

  it('would take words if the database synced less: the test can see a loss', async () => {
    const { acknowledged, gone, undone } = await evening(true)
    expect(acknowledged).toBeGreaterThanOrEqual(SAVES)
    expect(undone).toBeGreaterThan(0)
    expect(gone).toBeGreaterThan(0)
  })

  it('keeps a journal of what was written, so that the test does not pass for want of one', () => {
    using tools = home()
    fs.writeFileSync(join(tools.dir, 'watched'), 'before')
    const journal = join(tools.dir, 'journal')
    const env = { LD_PRELOAD: shim(tools.dir), POWER_JOURNAL: journal, POWER_DIR: join(tools.dir, 'watched') }
    const write = `require('fs').writeSync(require('fs').openSync('${join(tools.dir, 'watched')}', 'r+'), 'AFTER')`
    execFileSync(process.execPath, ['-e', write], { env })
    expect(fs.readFileSync(join(tools.dir, 'watched'), 'utf8')).toBe('AFTERe')
    expect(cutPower(journal)).toBe(1)
    expect(fs.readFileSync(join(tools.dir, 'watched'), 'utf8')).toBe('before')
  })
})
