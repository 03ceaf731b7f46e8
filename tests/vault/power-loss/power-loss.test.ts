import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { home } from '../house.ts'
import { cutPower } from './undo.ts'

const SOURCE = fileURLToPath(new URL('power-loss.c', import.meta.url))
/** The shim is Linux's dynamic linker at work. */
const linux = process.platform === 'linux' ? describe : () => {}

function shim(dir: string): string {
  const library = join(dir, 'power-loss.so')
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-w', '-o', library, SOURCE, '-ldl'])
  return library
}

linux('the shim that stands for a power cut', () => {
  it('keeps a journal of what was written, so that no test passes for want of one', () => {
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
