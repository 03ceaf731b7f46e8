/** Time that passes only when told to: weeks in a second, and the same each time. */

type Task = { readonly at: number; readonly n: number; readonly run: () => void }

const real = { set: globalThis.setTimeout, clear: globalThis.clearTimeout }
/** Lets every promise that can go on do so. */
const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** While `borrowed`, every `setTimeout` of this process is of this time. */
export class Time {
  #now: number
  #n = 0
  #tasks: Task[] = []

  /** UTC ms. */
  constructor(now: number) {
    this.#now = now
  }

  readonly now = (): number => Math.floor(this.#now)

  after = (ms: number, run: () => void): (() => void) => this.at(this.#now + ms, run)

  /** At this instant, or now when it has passed; of several at one instant in the order in which they were asked for. */
  at = (instant: number, run: () => void): (() => void) => {
    const task: Task = { at: Math.max(this.#now, instant), n: this.#n++, run }
    const at = this.#tasks.findIndex(other => other.at > task.at)
    this.#tasks.splice(at < 0 ? this.#tasks.length : at, 0, task)
    return () => {
      this.#tasks = this.#tasks.filter(other => other !== task)
    }
  }

  /** What is due until then happens in its order. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await settle()
    for (let next = this.#tasks[0]; next && next.at <= end; next = this.#tasks[0]) {
      this.#tasks.shift()
      this.#now = Math.max(this.#now, next.at)
      next.run()
      await settle()
    }
    this.#now = end
  }

  /** Gives the real timers back with what it answers. */
  borrow(): () => void {
    const running = new Map<object, () => void>()
    const set = (run: () => void, ms = 0): object => {
      const own = { ref: () => own, unref: () => own, hasRef: () => false }
      running.set(
        own,
        this.after(ms, () => {
          running.delete(own)
          run()
        }),
      )
      return own
    }
    const clear = (own: object): void => {
      running.get(own)?.()
      running.delete(own)
    }
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear })
    return () => void Object.assign(globalThis, { setTimeout: real.set, clearTimeout: real.clear })
  }
}
