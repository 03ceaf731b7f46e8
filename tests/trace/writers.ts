/**
 * The two writers of a trace, with what each has on the screen. Each writer's own document replays the trace to the
 * letter; a second one mirrors the screen, where more of the other's words may already stand. An edit made in the first
 * and merged into the second says where its keys belong on the screen.
 */
import * as Y from 'yjs'
import type { Edit, Writer } from './trace.ts'

/** Keys to press: `remove` characters from `at` on, then `insert`; UTF-16 units of the screen's text. */
export type Keys = { readonly at: number; readonly remove: number; readonly insert: string }

class Replica {
  readonly doc = new Y.Doc()
  readonly text = this.doc.getText('t')
  /** How many of the other's edits are in. */
  seen = 0

  copy(): Replica {
    const copy = new Replica()
    Y.applyUpdateV2(copy.doc, Y.encodeStateAsUpdateV2(this.doc))
    copy.seen = this.seen
    return copy
  }
}

export class Writers {
  readonly #replay = [new Replica(), new Replica()] as const
  readonly #screen: [Replica, Replica] = [new Replica(), new Replica()]
  /** The screen before the last edit, and that edit: kept while the other's words may be on their way. */
  private before: { writer: Writer; screen: Replica } | undefined
  private made: Uint8Array | undefined
  /** The Yjs update of each edit, by writer, in order. */
  readonly #made: [Uint8Array[], Uint8Array[]] = [[], []]

  constructor() {
    for (const writer of [0, 1] as const) this.#replay[writer].doc.clientID = writer + 1
  }

  /** What the mirror of this writer's screen shows. */
  text(writer: Writer): string {
    return this.#screen[writer].text.toString()
  }

  /** The writer's own document, as the trace has it before their next edit. */
  paper(writer: Writer): string {
    return this.#replay[writer].text.toString()
  }

  /** The other's edits that are already typed but not in this mirror. */
  lag(writer: Writer): number {
    return this.#made[1 - writer]!.length - this.#screen[writer].seen
  }

  /** How many of the other's edits the mirror holds. */
  seen(writer: Writer): number {
    return this.#screen[writer].seen
  }

  /**
   * Let the mirror take in the other's edits, at least `least` of them, until it shows `text`. False when it never does:
   * then the mirror is as before, and so the screen must be waited for.
   */
  catchUp(writer: Writer, text: string, least = 0): boolean {
    const now = this.#screen[writer]
    if (now.seen >= least && now.text.toString() === text) return true
    const trial = now.copy()
    for (const update of this.#made[1 - writer]!.slice(trial.seen)) {
      Y.applyUpdate(trial.doc, update)
      trial.seen++
      if (trial.seen >= least && trial.text.toString() === text) {
        this.#screen[writer] = trial
        return true
      }
    }
    return false
  }

  /** The last edit of this writer was not typed after all: their screen has moved on. `make` answers anew. */
  remake(writer: Writer, text: string): Keys[] | undefined {
    const { before, made } = this
    const update = made
    if (!before || !update || before.writer !== writer) throw new Error('nothing to make again')
    this.#screen[writer] = before.screen.copy()
    if (!this.catchUp(writer, text)) return undefined
    return this.#mirror(writer, update)
  }

  /** Make the edit; the answer is what to press on a screen that shows `text(writer)`. */
  make(edit: Edit): Keys[] {
    const { writer } = edit
    const replay = this.#replay[writer]
    for (; replay.seen < edit.seen; replay.seen++) {
      const update = this.#made[1 - writer]![replay.seen]
      if (!update) throw new Error(`edit ${edit.index} was made after one that is not made yet`)
      Y.applyUpdate(replay.doc, update)
    }
    let update: Uint8Array | undefined
    const keep = (bytes: Uint8Array): void => {
      update = bytes
    }
    replay.doc.on('update', keep)
    replay.doc.transact(() => {
      if (edit.remove > 0) replay.text.delete(edit.at, edit.remove)
      if (edit.insert !== '') replay.text.insert(edit.at, edit.insert)
    })
    replay.doc.off('update', keep)
    this.#made[writer].push(update ?? Y.encodeStateAsUpdate(new Y.Doc()))
    this.before = this.lag(writer) > 0 ? { writer, screen: this.#screen[writer].copy() } : undefined
    this.made = update
    return update ? this.#mirror(writer, update) : []
  }

  #mirror(writer: Writer, update: Uint8Array): Keys[] {
    const screen = this.#screen[writer]
    const keys: Keys[] = []
    const watch = (event: Y.YTextEvent): void => {
      let at = 0
      for (const step of event.delta) {
        if (step.retain !== undefined) at += step.retain
        else if (step.delete !== undefined) keys.push({ at, remove: step.delete, insert: '' })
        else if (typeof step.insert === 'string') {
          keys.push({ at, remove: 0, insert: step.insert })
          at += step.insert.length
        }
      }
    }
    screen.text.observe(watch)
    Y.applyUpdate(screen.doc, update)
    screen.text.unobserve(watch)
    return keys
  }
}
