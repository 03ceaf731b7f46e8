/**
 * Two people type a trace into one shared note, on two real screens. Each goes on alone as long as the trace lets them,
 * and waits for the other's words where it says that they had them. Line breaks are made while both screens agree, since
 * splitting a paragraph that somebody else is writing in moves words (docs/protocol.md, "Merging people's words").
 */
import type { Edit, Writer } from './trace.ts'
import { type Keys, Writers } from './writers.ts'

/** A screen with the note open on it. */
export type Screen = {
  noteText(): Promise<string>
  /** Type `before`, then select if the screen shows `text`; the answer is what it shows. */
  select(text: string, at: number, remove: number, before?: string): Promise<string>
  type(text: string): Promise<void>
  erase(): Promise<void>
  rest(): Promise<void>
}

export type Typed = {
  readonly edits: number
  readonly waits: number
  readonly runs: number
  readonly again: number
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
export class Typing {
  readonly #screens: readonly [Screen, Screen]
  readonly #writers = new Writers()
  readonly #patience: number
  /** What is typed in one go: text that follows on. */
  #run: { writer: Writer; text: string; end: number } | undefined
  #last: Writer | undefined
  #counts = { edits: 0, waits: 0, runs: 0, again: 0 }

  /** `patience`: ms to wait for the other's words before it is a failure. */
  constructor(screens: readonly [Screen, Screen], patience = 30_000) {
    this.#screens = screens
    this.#patience = patience
  }

  async type(edits: readonly Edit[]): Promise<Typed> {
    for (const edit of edits) await this.#edit(edit)
    await this.#finish()
    await this.agree()
    return { ...this.#counts }
  }

  /** Both rest their hands until both screens show all that was typed. */
  async agree(): Promise<string> {
    await this.#finish()
    for (const screen of this.#screens) await screen.rest()
    for (const writer of [0, 1] as const)
      await this.#await(writer, this.#writers.seen(writer) + this.#writers.lag(writer))
    return this.#writers.text(0)
  }

  async #edit(edit: Edit): Promise<void> {
    const { writer } = edit
    if (this.#last !== undefined && this.#last !== writer) {
      await this.#finish()
      await this.#screens[this.#last].rest()
    }
    this.#last = writer
    if (this.#writers.seen(writer) < edit.seen) {
      await this.#finish()
      this.#counts.waits++
      await this.#await(writer, edit.seen)
    }
    const breaks = edit.insert.includes('\n') || this.#removes(edit).includes('\n')
    if (breaks) await this.agree()
    const shown = this.#run ? this.#writers.text(writer) : await this.#look(writer)
    const keys = this.#writers.make(edit)
    this.#counts.edits++
    const [only, ...rest] = keys
    if (this.#run && only && rest.length === 0 && only.remove === 0 && only.at === this.#run.end && !breaks) {
      this.#run.text += only.insert
      this.#run.end += only.insert.length
      return
    }
    await this.#press(writer, shown, keys, breaks)
  }

  /** The characters that the edit takes away, on the writer's own paper. */
  #removes(edit: Edit): string {
    return edit.remove > 0 ? this.#writers.paper(edit.writer).slice(edit.at, edit.at + edit.remove) : ''
  }

  async #press(writer: Writer, shown: string, keys: Keys[], breaks: boolean): Promise<void> {
    const screen = this.#screens[writer]
    let text = shown
    let wish = [...keys]
    for (let next = wish.shift(); next; next = wish.shift()) {
      const before = this.#run?.text
      this.#run = undefined
      const seen = await screen.select(text, next.at, next.remove, before)
      if (seen !== text) {
        wish = this.#again(writer, seen)
        text = seen
        continue
      }
      if (next.remove > 0) {
        await screen.erase()
        text = text.slice(0, next.at) + text.slice(next.at + next.remove)
      }
      if (next.insert !== '') {
        this.#counts.runs++
        this.#run = { writer, text: next.insert, end: next.at + next.insert.length }
        text = text.slice(0, next.at) + next.insert + text.slice(next.at)
        if (wish.length > 0 || breaks) await this.#finish()
      }
    }
    if (breaks) await this.agree()
  }

  /** The other's words came in between looking and pressing: the same edit, at its new place. */
  #again(writer: Writer, seen: string): Keys[] {
    this.#counts.again++
    const keys = this.#writers.remake(writer, seen)
    if (!keys)
      throw new Error(
        `the screen of writer ${writer} shows what nobody typed:\n${diff(this.#writers.text(writer), seen)}`,
      )
    return keys
  }

  /** Type what has gathered. */
  async #finish(): Promise<void> {
    const run = this.#run
    if (!run) return
    this.#run = undefined
    await this.#screens[run.writer].type(run.text)
  }

  async #look(writer: Writer): Promise<string> {
    const shown = await this.#screens[writer].noteText()
    if (!this.#writers.catchUp(writer, shown)) await this.#await(writer, 0)
    return this.#writers.text(writer)
  }

  /** Wait until at least `least` of the other's edits stand on the screen. */
  async #await(writer: Writer, least: number): Promise<void> {
    const until = performance.now() + this.#patience
    for (;;) {
      const shown = await this.#screens[writer].noteText()
      if (this.#writers.catchUp(writer, shown, least)) return
      if (performance.now() > until)
        throw new Error(
          `writer ${writer} waits in vain for ${least} edits:\n${diff(this.#writers.text(writer), shown)}`,
        )
      await pause(15)
    }
  }
}

/** Where two texts part, for a failure that can be read. */
function diff(expected: string, shown: string): string {
  let at = 0
  while (at < expected.length && expected[at] === shown[at]) at++
  const around = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 40), at + 60))
  return `from ${at}: expected ${around(expected)}, shown ${around(shown)}`
}
