/**
 * B16: from a key to the picture of its letter in a note of 20,000 words, beside a bare contenteditable that holds the
 * same paragraphs. Event Timing is what a browser says of itself, in steps of 8 ms and from 16 ms on; the second line is
 * the same way by the page's own clock, from the key to the frame after its letter.
 *
 * Keys come by the DevTools protocol: the page takes them for a keyboard's. They go into the middle of the note.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { readTrace } from '../../trace/trace.ts'
import { compare, type Figure, LARGE, type Side } from '../harness.ts'
import { person, plainWindows } from '../people.ts'

const PASSPHRASE = 'a passphrase for measuring'
const WORDS = 20_000
const IN_A_PARAGRAPH = 100
/** Keys of one round. With an even hand: no two fall into one frame. */
const KEYS = 60
const PACE = 50

/** English that people really typed, over and over. */
function paragraphs(): string[] {
  const typed = readTrace().endContent.split(/\s+/).filter(Boolean)
  const word = (n: number): string => typed[n % typed.length] ?? ''
  return Array.from({ length: WORDS / IN_A_PARAGRAPH }, (_, p) =>
    Array.from({ length: IN_A_PARAGRAPH }, (_, n) => word(p * IN_A_PARAGRAPH + n)).join(' '),
  )
}

declare global {
  interface Window {
    /** Of each key since the last time it was asked, in ms. */
    keys: () => { timing: number[]; frame: number[] }
  }
}

/** In the page. */
function watchKeys(): void {
  let timing: number[] = []
  let frame: number[] = []
  const hear = (list: PerformanceObserverEntryList): void => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') timing.push(duration)
  }
  const observer = new PerformanceObserver(hear)
  observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  addEventListener(
    'keydown',
    ({ timeStamp }) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => frame.push(performance.now() - timeStamp)
        port2.postMessage(0)
      }),
    true,
  )
  window.keys = () => {
    const taken = { timing, frame }
    ;[timing, frame] = [[], []]
    return taken
  }
}

/** In the page: the cursor at the end of the middle paragraph, which is brought into sight. */
function toTheMiddle(editor: HTMLElement): void {
  editor.focus()
  const middle = editor.children[Math.floor(editor.children.length / 2)]
  if (!middle) throw new Error('there is no paragraph')
  middle.scrollIntoView({ block: 'center' })
  getSelection()?.selectAllChildren(middle)
  getSelection()?.collapseToEnd()
}

const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0

/** One round of keys on each page; `of` says which clock is read. The harness compares `wall`. */
const typing =
  (page: Page, editor: string, of: 'timing' | 'frame'): Side =>
  async () => {
    await page.locator(editor).first().evaluate(toTheMiddle)
    await page.waitForTimeout(300)
    await page.evaluate(() => void window.keys())
    for (const letter of 'a cup of tea and then some words '.repeat(KEYS).slice(0, KEYS)) {
      await page.keyboard.press(letter === ' ' ? 'Space' : letter)
      await page.waitForTimeout(PACE)
    }
    // Entries come late.
    await page.waitForTimeout(500)
    const { timing, frame } = await page.evaluate(() => window.keys())
    if (frame.length < KEYS) throw new Error(`only ${frame.length} keys arrived`)
    // What is not told of was quicker than 16 ms.
    const quick = Array.from({ length: KEYS - timing.length }, () => 8)
    const taken = p95(of === 'timing' ? [...timing, ...quick] : frame)
    return { wall: taken, cpu: taken }
  }

export const figure: Figure = {
  id: 'B16',
  async take(dir, say) {
    const text = paragraphs()
    const profile = join(dir, 'ana')
    fs.mkdirSync(profile)
    const ana = person(profile)
    await ana.sitDown()
    await ana.makeVault(PASSPHRASE)
    await ana.foundCircle('Thursday table', 'Juniper')
    await ana.beginNote('Long')
    await ana.note.evaluate((editor, lines) => {
      ;(editor as HTMLElement).focus()
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', lines.join('\n\n'))
      editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
    const there = await ana.note.evaluate(
      editor =>
        [...editor.children]
          .map(block => block.textContent ?? '')
          .join(' ')
          .split(/\s+/).length,
    )
    say(`a note of ${there} words`)
    const app = await plainWindows(dir, 1)
    const bare = app.windows()[0] ?? (await app.waitForEvent('window'))
    await bare.waitForLoadState()
    await bare.evaluate(lines => {
      const editor = document.createElement('div')
      editor.contentEditable = 'true'
      editor.spellcheck = false
      editor.append(...lines.map(line => Object.assign(document.createElement('p'), { textContent: line })))
      document.body.replaceChildren(editor)
    }, text)
    try {
      for (const page of [ana.page, bare]) await page.evaluate(watchKeys)
      const EDITOR = '[contenteditable="true"]'
      const told =
        (name: string, side: Side): Side =>
        async () => {
          const taken = await side()
          say(`${name}: ${taken.wall.toFixed(1)} ms`)
          return taken
        }
      const both = (of: 'timing' | 'frame') =>
        compare(
          LARGE,
          told(`a note, ${of}`, typing(ana.page, EDITOR, of)),
          told(`bare, ${of}`, typing(bare, EDITOR, of)),
        )
      const timing = await both('timing')
      const frame = await both('frame')
      const at = `a note of ${WORDS.toLocaleString('en')} words, p95, over a bare contenteditable`
      return [
        { what: `key to paint in ${at}`, goal: { most: 2 }, figure: timing.wall },
        { what: 'the same by the page’s own clock', goal: { most: 1.5 }, figure: frame.wall },
      ]
    } finally {
      await app.close()
      await ana.kill()
    }
  },
}
