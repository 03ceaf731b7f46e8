/** Whether words are marked, which words are somebody's own, and which the dictionary is known not to know. */
import { create } from 'zustand'
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Asking } from '../../../shared/contract/wire.ts'
import type { Fault } from '../../../shared/fault.ts'
import type { Speller } from './speller.ts'

type Spelling = {
  readonly on: boolean
  /** A person's own words, which are never marked. */
  readonly own: readonly string[]
  /** Goes up by one whenever marks may have changed. */
  readonly turn: number
}
export const useSpelling = create<Spelling>(() => ({ on: false, own: [], turn: 0 }))

export type SpellingKeeper = {
  /** After opening: what the vault keeps. */
  begin(): Promise<void>
  choose(on: boolean): Promise<Fault | undefined>
  learn(word: string): Promise<Fault | undefined>
  forget(word: string): Promise<Fault | undefined>
  /** Known to be unknown. What is asked for the first time is not: it is looked up, and `turn` goes up. */
  marked(word: string): boolean
  suggest(word: string): Promise<readonly string[]>
}

export function keepSpelling(vault: Asking<VaultContract>, start: () => Speller): SpellingKeeper {
  let speller: Speller | undefined
  /** What the dictionary said of each word so far. */
  const known = new Map<string, boolean>()
  const asking = new Set<string>()
  let due = false
  const turned = (change: Partial<Spelling>): void =>
    useSpelling.setState(({ turn }) => ({ ...change, turn: turn + 1 }))

  const look = async (): Promise<void> => {
    due = false
    const words = [...asking]
    asking.clear()
    speller ??= start()
    const unknown = new Set(await speller.unknown(words))
    for (const word of words) known.set(word, !unknown.has(word))
    if (unknown.size > 0) turned({})
  }

  const after = async (
    answer: Promise<{ ok: true } | { ok: false; fault: Fault }>,
    change: Partial<Spelling>,
  ) => {
    const kept = await answer
    if (!kept.ok) return kept.fault
    turned(change)
    return undefined
  }

  return {
    begin: async () => {
      const read = await vault.ask('spelling.read', {})
      if (read.ok) turned({ on: read.value.on, own: read.value.words })
    },
    choose: on => after(vault.ask('spelling.choose', { on }), { on }),
    learn: word =>
      after(vault.ask('spelling.learn', { word }), {
        own: [...new Set([...useSpelling.getState().own, word])],
      }),
    forget: word =>
      after(vault.ask('spelling.forget', { word }), {
        own: useSpelling.getState().own.filter(one => one !== word),
      }),
    marked: word => {
      const { on, own } = useSpelling.getState()
      if (!on || own.includes(word)) return false
      const told = known.get(word)
      if (told !== undefined) return !told
      asking.add(word)
      if (!due) {
        due = true
        setTimeout(() => void look())
      }
      return false
    },
    suggest: async word => {
      speller ??= start()
      return speller.suggest(word)
    },
  }
}
