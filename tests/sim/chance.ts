/** One seed for everything that is left to chance in a process, keys and nonces too: a story can be told again. */
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { sodiumReady } from '../../src/main/vault/crypto/sodium.ts'
import { dice } from '../bench/corpus.ts'

const real = {
  fill: crypto.randomFillSync,
  get: globalThis.crypto.getRandomValues.bind(globalThis.crypto),
  math: Math.random,
}
/** Libsodium keeps the generator that it wakes up with: so there is one for all stories, and only its seed changes. */
let bytes: (() => number) | undefined

function fill<T extends ArrayBufferView>(view: T): T {
  if (!bytes) return real.get(view as never) as T
  const into = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  for (let i = 0; i < into.length; i++) into[i] = Math.floor(bytes() * 256)
  return view
}

globalThis.crypto.getRandomValues = fill as typeof globalThis.crypto.getRandomValues
await sodiumReady

/** Answers the dice, and how to give real chance back. */
export function chance(seed: number): { roll: () => number; end: () => void } {
  bytes = dice(seed ^ 0x5eed)
  crypto.randomFillSync = fill as typeof crypto.randomFillSync
  Math.random = dice(seed ^ 0x9a77)
  syncBuiltinESMExports()
  return {
    roll: dice(seed),
    end() {
      bytes = undefined
      crypto.randomFillSync = real.fill
      Math.random = real.math
      syncBuiltinESMExports()
    },
  }
}
