/** Asking the dictionary's thread. */
import { threadsOf } from '../bridge/thread.ts'
import type { Answer, Question } from './question.ts'
import threadAt from './worker.ts?worker&url'

export type Speller = {
  unknown(words: readonly string[]): Promise<readonly string[]>
  suggest(word: string): Promise<readonly string[]>
  end(): void
}

const threads = threadsOf('kinfold-spelling', threadAt)

/** Starts the thread. A page without threads knows every word. */
export function startSpeller(): Speller {
  const thread = threads()
  const waiting = new Map<number, (words: readonly string[]) => void>()
  let next = 1
  thread.onmessage = ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data.words)
    waiting.delete(data.id)
  }
  const ask = (what: Question['ask'], words: readonly string[]): Promise<readonly string[]> =>
    new Promise(resolve => {
      const id = next++
      waiting.set(id, resolve)
      thread.postMessage({ id, ask: what, words } satisfies Question)
    })
  const end = (): void => {
    thread.terminate()
    for (const resolve of waiting.values()) resolve([])
    waiting.clear()
  }
  // It did not start: nothing is marked, and nobody waits for it.
  thread.onerror = end
  return { unknown: words => ask('unknown', words), suggest: async word => ask('suggest', [word]), end }
}
