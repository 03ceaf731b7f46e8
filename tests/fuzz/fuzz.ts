/** Every reader of strangers' bytes, fed with nearly right ones for a time: none may throw, and what it takes must hold. */
import { chanceFrom, mutate, retell, retellJson } from './mutate.ts'
import type { Target } from './target.ts'

export type Fed = { readonly name: string; readonly tried: number; readonly taken: number }

/** What went wrong, so that it can be done again: the seed, the reader, and the bytes. */
export class Stumbled extends Error {
  constructor(name: string, seed: number, bytes: Uint8Array, cause: unknown) {
    super(`${name} stumbled (seed ${seed}) over ${Buffer.from(bytes).toString('hex')}`, { cause })
  }
}

/** In turns, so that a short time is shared by all. `now` in ms. @throws Stumbled */
export async function fuzz(
  targets: readonly Target[],
  seed: number,
  ms: number,
  now: () => number,
): Promise<Fed[]> {
  const chance = chanceFrom(seed)
  const counts = targets.map(() => ({ tried: 0, taken: 0 }))
  for (const { name, good, take } of targets)
    for (const bytes of good) if (!(await take(bytes))) throw new Error(`${name} refuses what is good`)
  const end = now() + ms
  while (now() < end)
    for (const [i, { name, good, take, cbor, json, slow }] of targets.entries()) {
      const count = counts[i]
      if (!count) continue
      for (let turn = 0; turn < (slow ? 1 : 20); turn++) {
        const retold = (cbor || json) && turn % 2 === 0 ? good[Math.floor(chance() * good.length)] : undefined
        const bytes = retold ? (cbor ? retell : retellJson)(retold, chance) : mutate(good, chance)
        try {
          // Most answer at once: only those that do not are waited for.
          const taken = take(bytes)
          if (typeof taken === 'boolean' ? taken : await taken) count.taken++
        } catch (cause) {
          throw new Stumbled(name, seed, bytes, cause)
        }
        count.tried++
      }
    }
  return targets.map(({ name }, i) => ({ name, ...(counts[i] ?? { tried: 0, taken: 0 }) }))
}
