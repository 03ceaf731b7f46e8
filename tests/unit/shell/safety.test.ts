/** What keeps a notebook from curious eyes, without Electron and with the clock in hand. */

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { copying, KEPT } from '../../../src/main/shell/copying.ts'
import { hiding, SHORT } from '../../../src/main/shell/hide.ts'
import { idle, LONGEST } from '../../../src/main/shell/idle.ts'
import { mayLeave, SAVING } from '../../../src/main/shell/leave.ts'
import { FLUSH } from '../../../src/main/shell/lock.ts'
import { keepLook, LOOK_FILE } from '../../../src/main/shell/look.ts'
import { marking } from '../../../src/main/shell/marking.ts'

/** Until everything that waited for nothing else is done. */
const rest = () => new Promise(resolve => setImmediate(resolve))

/** A monotonic clock that moves when it is told to, and the timers on it. */
function heldClock() {
  let at = 0
  const waiting = new Set<{ due: number; run: () => void }>()
  return {
    timers: {
      now: () => at,
      after: (ms: number, run: () => void) => {
        const one = { due: at + ms, run }
        waiting.add(one)
        return () => void waiting.delete(one)
      },
    },
    pass(ms: number) {
      const end = at + ms
      for (;;) {
        const next = [...waiting].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0]
        if (!next) break
        waiting.delete(next)
        at = next.due
        next.run()
      }
      at = end
    },
    /** The computer slept: time went by, and no timer ran. */
    sleep(ms: number) {
      at += ms
    },
  }
}

describe('a notebook that nobody touches', () => {
  const start = (minutes?: number) => {
    const clock = heldClock()
    const locks: number[] = []
    const it = idle(clock.timers, () => locks.push(clock.timers.now()))
    it.limit(minutes)
    return { ...clock, ...it, locks }
  }
  it('locks after the minutes that were chosen, once', () => {
    const book = start(5)
    book.pass(5 * 60_000 - 1)
    expect(book.locks).toEqual([])
    book.pass(60 * 60_000)
    expect(book.locks).toEqual([5 * 60_000])
  })
  it('stays open while somebody is there, and counts from the last touch', () => {
    const book = start(1)
    for (let n = 0; n < 10; n++) {
      book.pass(59_000)
      book.touched()
    }
    expect(book.locks).toEqual([])
    book.pass(60_000)
    expect(book.locks).toEqual([650_000])
  })
  it('never locks where nobody wants it, or once it is locked', () => {
    const book = start(0)
    book.pass(1e9)
    book.limit(1)
    book.limit(undefined)
    book.pass(1e9)
    expect(book.locks).toEqual([])
  })
  it.each(['sound', 'work', 'words'] as const)('stays open over %s, and counts from its end', by => {
    const book = start(1)
    book.pass(30_000)
    book.busy(by, true)
    book.pass(20 * 60_000)
    expect(book.locks).toEqual([])
    book.busy(by, false)
    book.pass(59_999)
    expect(book.locks).toEqual([])
    book.pass(1)
    expect(book.locks).toEqual([30_000 + 21 * 60_000])
  })
  it('waits for both, and for neither longer than three hours', () => {
    const book = start(1)
    book.busy('sound', true)
    book.busy('work', true)
    book.busy('sound', false)
    book.pass(LONGEST - 1)
    expect(book.locks).toEqual([])
    book.pass(1)
    expect(book.locks).toEqual([LONGEST])
  })
  it('owes a notebook that is closed nothing', () => {
    const book = start(1)
    book.busy('work', true)
    book.limit(undefined)
    book.limit(1)
    book.pass(60_000)
    expect(book.locks).toEqual([60_000])
  })
  it('locks when it wakes from a sleep that was longer', () => {
    const book = start(1)
    book.sleep(10 * 60_000)
    book.pass(1)
    expect(book.locks).toHaveLength(1)
  })
})

describe('quick hide', () => {
  const start = () => {
    const clock = heldClock()
    const done: string[] = []
    const it = hiding(clock.timers, {
      vanish: () => done.push('vanish'),
      appear: () => done.push('appear'),
      lock: () => done.push('lock'),
    })
    return { ...clock, ...it, done }
  }
  it('is back as it was within a short while', () => {
    const window = start()
    window.hide()
    window.hide()
    expect(window.done).toEqual(['vanish'])
    window.pass(SHORT - 1)
    window.back()
    expect(window.done).toEqual(['vanish', 'appear'])
    window.pass(10 * SHORT)
    expect(window.done).toEqual(['vanish', 'appear'])
  })
  it('locks out of sight when nobody comes back, and appears locked', () => {
    const window = start()
    window.hide()
    window.pass(SHORT)
    expect(window.done).toEqual(['vanish', 'lock'])
    expect(window.hidden()).toBe(true)
    window.pass(SHORT)
    window.back(true)
    expect(window.done.at(-1)).toBe('appear')
  })
  it('locks before it appears when the computer slept over it', () => {
    const window = start()
    window.hide()
    window.sleep(SHORT + 1)
    window.back(true)
    expect(window.done).toEqual(['vanish', 'lock', 'appear'])
  })
  it('takes no window’s own noise at going for a person coming back', () => {
    const window = start()
    window.back()
    window.hide()
    window.back()
    expect(window.done).toEqual(['vanish'])
  })
})

describe('closing the window for good', () => {
  /** `flushed`: what the face answers, and after how many ms; null: never. */
  const start = (flushed: { unsent: boolean; after: number } | null, holds = false, person = false) => {
    const clock = heldClock()
    const asked: number[] = []
    const waits = (ms: number) => new Promise<void>(done => void clock.timers.after(ms, done))
    const may = mayLeave({
      flush: () => (flushed ? waits(flushed.after).then(() => flushed.unsent) : new Promise(() => {})),
      holds: () => holds,
      ask: async () => {
        asked.push(clock.timers.now())
        return person
      },
      wait: waits,
    })
    return { ...clock, may, asked }
  }
  it('asks nothing when everything is saved', async () => {
    const { may, asked, pass } = start({ unsent: false, after: 10 })
    pass(10)
    expect(await may).toBe(true)
    expect(asked).toEqual([])
  })
  it('asks when some words are not, and stays if the person would rather', async () => {
    const { may, asked, pass } = start({ unsent: true, after: 10 })
    pass(10)
    expect(await may).toBe(false)
    expect(asked).toHaveLength(1)
  })
  it('goes without them when the person says so', async () => {
    const { may, pass } = start({ unsent: true, after: 10 }, true, true)
    pass(10)
    expect(await may).toBe(true)
  })
  it('goes when a face that held no words does not answer', async () => {
    const { may, asked, pass } = start(null, false)
    pass(FLUSH)
    expect(await may).toBe(true)
    expect(asked).toEqual([])
  })
  it('gives words that are being saved longer, and asks about those that still are', async () => {
    for (const [after, wants] of [
      [SAVING - 1, 0],
      [SAVING + 1, 1],
    ] as const) {
      const { may, asked, pass } = start({ unsent: false, after }, true)
      pass(FLUSH)
      await rest()
      pass(SAVING - FLUSH - 1)
      await rest()
      expect(asked).toEqual([])
      pass(1)
      expect(await may).toBe(wants === 0)
      expect(asked).toHaveLength(wants)
    }
  })
  it('does not ask again when the face answers after it was given up', async () => {
    const { may, asked, pass } = start({ unsent: true, after: FLUSH + 100 }, false)
    pass(FLUSH)
    expect(await may).toBe(true)
    pass(200)
    expect(asked).toEqual([])
  })
})

describe('the clipboard', () => {
  const start = () => {
    const clock = heldClock()
    let text = ''
    const board = {
      readText: () => text,
      writeText: (next: string) => {
        text = next
      },
      clear: () => {
        text = ''
      },
    }
    return { ...clock, board, ...copying(board, clock.timers) }
  }
  it('holds an invitation for a minute', async () => {
    const { copy, pass, board } = start()
    await copy('kinfold:join')
    pass(KEPT - 1)
    await rest()
    expect(board.readText()).toBe('kinfold:join')
    pass(1)
    await rest()
    expect(board.readText()).toBe('')
  })
  it('keeps what a person put there since', async () => {
    const { copy, clear, pass, board } = start()
    await copy('kinfold:join')
    board.writeText('milk and bread')
    pass(2 * KEPT)
    await clear()
    expect(board.readText()).toBe('milk and bread')
  })
  it('counts from the last copy, and is cleared when the program ends', async () => {
    const { copy, clear, pass, board } = start()
    await copy('one')
    pass(KEPT - 1)
    await copy('two')
    pass(KEPT - 1)
    await rest()
    expect(board.readText()).toBe('two')
    await clear()
    expect(board.readText()).toBe('')
  })
})

describe('what is marked with the mouse', () => {
  const start = () => {
    let text = ''
    const board = {
      readText: () => text,
      clear: () => {
        text = ''
      },
    }
    const here = marking(board)
    return {
      ...here,
      text: () => text,
      mark: (words: string) => {
        text = words
        here.marked()
      },
      elsewhere: (words: string) => {
        text = words
      },
    }
  }
  it('is pasted by nobody after a lock, whichever window was in front', async () => {
    for (const leaves of [false, true]) {
      const { mark, left, clear, text } = start()
      mark('word')
      if (leaves) await left()
      await clear()
      expect(text()).toBe('')
    }
  })
  it('is let be when it was marked in another window, before or after', async () => {
    const { mark, elsewhere, left, clear, text } = start()
    elsewhere('milk')
    await clear()
    expect(text()).toBe('milk')
    mark('word')
    await left()
    elsewhere('bread')
    await clear()
    expect(text()).toBe('bread')
  })
  it('goes again where more was marked in the window that stayed in front', async () => {
    const { mark, elsewhere, clear, text } = start()
    mark('word')
    await clear(true)
    expect(text()).toBe('')
    // The page says it once.
    elsewhere('another word')
    await clear()
    expect(text()).toBe('')
    elsewhere('milk')
    await clear()
    expect(text()).toBe('milk')
  })
})

describe('the one file outside the vault', () => {
  const folders: string[] = []
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })
  const start = () => {
    const profile = mkdtempSync(join(tmpdir(), 'kinfold-look-'))
    folders.push(profile)
    return { profile, file: join(profile, LOOK_FILE), ...keepLook(profile) }
  }
  it('holds what was chosen and nothing else, for its owner alone', () => {
    const { file, keep, read } = start()
    expect(keep({ theme: 'dark', text: 100 })).toBe(true)
    expect(readFileSync(file, 'utf8')).toBe('{"theme":"dark"}')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(read()).toEqual({ theme: 'dark' })
  })
  it('is gone when the choice is taken back', () => {
    const { file, keep, read } = start()
    keep({ theme: 'dark', text: 150 })
    keep({ theme: 'system', text: 100 })
    expect(existsSync(file)).toBe(false)
    expect(read()).toEqual({})
  })
  it.each([
    '',
    '{',
    '[]',
    '{"theme":"pink"}',
    '{"theme":"dark","diary":"Ana"}',
    `{"text":${'1'.repeat(99)}}`,
  ])('is as the computer has it when it holds %s', bytes => {
    const { file, read } = start()
    writeFileSync(file, bytes)
    expect(read()).toEqual({})
  })
  it('says when it could not be written, and goes on', () => {
    if (process.getuid?.() === 0) {
      // Root writes anywhere but into a folder that is none.
      const { keep, profile } = start()
      rmSync(profile, { recursive: true })
      return expect(keep({ theme: 'dark' })).toBe(false)
    }
    const { keep, profile, file } = start()
    chmodSync(profile, 0o500)
    expect(keep({ theme: 'dark' })).toBe(false)
    expect(existsSync(file)).toBe(false)
  })
})
