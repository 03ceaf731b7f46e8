/**
 * Two hands at a shared note, in a page: types this writer's turns of a plan, each stroke a transaction of its own as an
 * editor makes them, and waits in between for the other's words. What is made leaves in batches, as the face sends it.
 * There is no editor here: both sides of a comparison would pay for the same one, and it would only hide the difference.
 */
import * as Y from 'yjs'
import type { Plan } from '../plan.ts'

/** Milliseconds after the first unsent stroke at which it leaves: the face's own (features/note/binding.ts). */
const SEND_AFTER = 300
const ARRIVED = Symbol('arrived')

export type Wire = {
  /** One update on its way at a time: answered when the next may follow. */
  readonly send: (update: Uint8Array) => Promise<void>
}

export type Typed = { readonly text: string; readonly ms: number; readonly batches: number }

export type Hands = {
  arrive(update: Uint8Array): void
  /** `eager`: what a turn has made leaves at its end, without waiting for the 300 ms to pass. */
  type(plan: Plan, writer: 0 | 1, eager: boolean): Promise<Typed>
  /** `lines` more blocks in one change; answers the milliseconds until they were on their way for good. */
  paste(lines: number): Promise<{ ms: number; bytes: number }>
  /** Resolves when the note has this many blocks. */
  blocks(count: number): Promise<void>
  /** In an empty note: `edits` blocks by `writers` people who take turns, of whom this is number `writer`. Resolves when all are here. */
  round(writer: number, writers: number, edits: number): Promise<void>
  /** The first writer begins the note's one paragraph; the second waits for it. */
  begin(first: boolean): Promise<void>
}

declare global {
  interface Window {
    /** At the note that is open now. */
    hands: Hands
  }
}

export function hands(doc: Y.Doc, wire: Wire): Hands {
  const body = doc.getXmlFragment('body')
  let pending: Uint8Array[] = []
  let sending: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let batches = 0
  const waiting: { so: () => boolean; go: () => void }[] = []

  const look = (): void => {
    for (const one of [...waiting]) {
      if (!one.so()) continue
      waiting.splice(waiting.indexOf(one), 1)
      one.go()
    }
  }
  const until = (so: () => boolean): Promise<void> =>
    so() ? Promise.resolve() : new Promise(go => waiting.push({ so, go }))

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    while (sending) await sending
    if (pending.length === 0) return
    const update = pending.length === 1 ? (pending[0] as Uint8Array) : Y.mergeUpdatesV2(pending)
    pending = []
    batches++
    sending = wire.send(update).finally(() => {
      sending = undefined
    })
    await sending
  }

  doc.on('updateV2', (update: Uint8Array, origin: unknown) => {
    if (origin === ARRIVED) return
    pending.push(update)
    timer ??= setTimeout(() => void flush(), SEND_AFTER)
  })

  const words = (): Y.XmlText => (body.get(0) as Y.XmlElement).get(0) as Y.XmlText
  const block = (text: string): Y.XmlElement => {
    const element = new Y.XmlElement('block')
    for (const [name, value] of [
      ['kind', 'paragraph'],
      ['depth', 0],
      ['checked', false],
    ] as const)
      element.setAttribute(name, value as string)
    const inside = new Y.XmlText()
    if (text !== '') inside.insert(0, text)
    element.insert(0, [inside])
    return element
  }
  /** What others have written so far, in clock units. */
  const others = (): number => {
    let sum = 0
    for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc)))
      if (client !== doc.clientID) sum += clock
    return sum
  }

  return {
    arrive(update) {
      Y.applyUpdateV2(doc, update, ARRIVED)
      look()
    },
    async begin(first) {
      if (first) {
        doc.transact(() => body.insert(0, [block('')]))
        await flush()
      } else await until(() => body.length === 1)
    },
    async type({ turns }, writer, eager) {
      const start = performance.now()
      let length = 0
      let theirs = others()
      batches = 0
      for (const turn of turns) {
        for (const { remove, insert } of turn.strokes) length += insert.length - remove
        if (turn.writer !== writer) {
          for (const { insert } of turn.strokes) theirs += insert.length
          const [count, so] = [theirs, length]
          await until(() => others() >= count && words().length === so)
          continue
        }
        for (const { at, remove, insert } of turn.strokes)
          doc.transact(() => {
            if (remove > 0) words().delete(at, remove)
            if (insert !== '') words().insert(at, insert)
          })
        if (eager) await flush()
      }
      await flush()
      const text = words()
        .toDelta()
        .map(({ insert }: { insert: string }) => insert)
        .join('')
      return { text, ms: performance.now() - start, batches }
    },
    async paste(lines) {
      const blocks = Array.from({ length: lines }, (_, i) => block(`line ${i} `.padEnd(60, 'lorem ipsum ')))
      doc.transact(() => body.insert(body.length, blocks))
      const bytes = pending.reduce((sum, { length }) => sum + length, 0)
      const start = performance.now()
      await flush()
      return { ms: performance.now() - start, bytes }
    },
    blocks: count => until(() => body.length >= count),
    async round(writer, writers, edits) {
      for (let turn = 0; turn < edits; turn++) {
        await until(() => body.length >= turn)
        if (turn % writers !== writer) continue
        doc.transact(() => body.insert(body.length, [block(`turn ${turn} `.padEnd(60, 'lorem ipsum '))]))
        await flush()
      }
      await until(() => body.length === edits)
    },
  }
}
