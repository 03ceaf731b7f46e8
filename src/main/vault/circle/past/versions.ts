/** What a shared note said before: at a few moments, each made anew from the envelopes that count. */
import * as Y from 'yjs'
import { opening } from '../../journal/excerpt.ts'
import { emptyDoc } from '../document.ts'
import { breath } from './breath.ts'
import type { Step } from './history.ts'
import { type Change, type Moment, momentsOf } from './moments.ts'
import { titleOf, wordsOf } from './words.ts'

/** `n`: the envelope after which it stood so. `by`: who had written since the version before. `at`: UTC ms. */
export type VersionLine = Moment & { readonly opening: string }

/** Newest first. Those without a word are left out, and of equal ones in a row the later. */
export async function versions(history: () => Iterable<Step[]>): Promise<VersionLine[]> {
  const changes: Change[] = []
  for (const steps of history()) {
    for (const step of steps) changes.push(measure(step))
    await breath()
  }
  const moments = momentsOf(changes)
  const last = moments.at(-1)
  const lines: VersionLine[] = []
  if (!last) return lines
  const doc = emptyDoc('note')
  let said = ''
  let next = 0
  for (const steps of history()) {
    for (const { n, update } of steps) {
      Y.applyUpdateV2(doc, update)
      const moment = moments[next]
      if (moment?.n !== n) continue
      next++
      const [title, words] = [titleOf(doc), wordsOf(doc)]
      const now = `${title}\n${words}`
      if (now.trim() === '' || now === said) continue
      said = now
      lines.push({ ...moment, opening: opening(words) || opening(title) })
    }
    if (next === moments.length) break
    await breath()
  }
  doc.destroy()
  return lines.reverse()
}

/** How it stood after envelope `n`: Yjs, V2. Undefined: that is no envelope of this note which counts. */
export async function version(
  history: Iterable<Step[]>,
  n: number,
): Promise<{ at: number; state: Uint8Array } | undefined> {
  const doc = emptyDoc('note')
  try {
    for (const steps of history) {
      for (const step of steps) {
        if (step.n > n) return undefined
        Y.applyUpdateV2(doc, step.update)
        if (step.n === n) return { at: step.at, state: Y.encodeStateAsUpdateV2(doc) }
      }
      await breath()
    }
    return undefined
  } finally {
    doc.destroy()
  }
}

function measure({ n, by, at, update }: Step): Change {
  const { structs, ds } = Y.decodeUpdateV2(update)
  let added = 0
  for (const struct of structs)
    if (struct instanceof Y.Item && !(struct.content instanceof Y.ContentDeleted)) added += struct.length
  let gone = 0
  for (const ranges of ds.clients.values()) for (const { len } of ranges) gone += len
  return { n, by, at, gone, added }
}
