/** Answers the keys.* calls of an open vault. Whoever changes what opens it proves first that they can open it. */
import { randomInt } from 'node:crypto'
import type { Key } from '../../../shared/contract/keys.ts'
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Around } from '../around.ts'
import { calibrate, type Kdf } from '../crypto/passphrase.ts'
import { newWords, sameWord } from '../crypto/words.ts'
import { PASSPHRASE, RECOVERY_WORDS, type Slot, type Typed, wrap } from '../storage/header.ts'
import { prove } from '../storage/prove.ts'
import { ownHeader, rewrite, standingIn, withoutKind, withSlot, wordsVoid } from '../storage/rewrite.ts'
import { tooShort, passphrase as typedPassphrase } from '../storage/typed.ts'
import type { CopyDatabase } from './copy.ts'
import { rekey } from './rekey.ts'

export type KeysDeps = Around & {
  /** Tests alone: fixed, weak parameters for new slots. */
  readonly kdf?: Kdf
  readonly copy: CopyDatabase
  /** From now on nothing is written and nothing arrives, until `letGo`. */
  readonly hold: () => void
  readonly letGo: () => void
  /** Closes the vault: another key is the one that opens it. */
  readonly over: () => void
}

export type KeysCall = Extract<keyof VaultContract['calls'], `keys.${string}`>
type Calls = Pick<Handlers<VaultContract>, KeysCall>

/** How many of the words are asked for, before they become a key. */
const ASKED = 3

/** Different places of a list of `length`, from 1, in ascending order. */
function somePlaces(length: number): number[] {
  const places = new Set<number>()
  while (places.size < ASKED) places.add(randomInt(1, length + 1))
  return [...places].sort((a, b) => a - b)
}

const dearness = ({ memory, passes }: Kdf): number => memory * passes

export function openKeys(deps: KeysDeps): Calls {
  const { dir, db, how, derive, tell } = deps
  const vault = standingIn(dir, db, how.key)
  let waiting: { readonly slot: Slot; readonly asked: readonly string[] } | undefined
  let stop: (() => void) | undefined
  /** One after the other. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(act: () => Promise<Result<T, Fault>>): Promise<Result<T, Fault>> => {
    const mine = turn.then(act)
    turn = mine.catch(() => {})
    return mine
  }

  /** As dear as this computer bears now, and never cheaper than the passphrase was. */
  async function newSlot(typed: Typed): Promise<Result<Slot, Fault>> {
    const header = ownHeader(vault)
    if (!header.ok) return header
    const { slots, vaultId } = header.value
    const now = deps.kdf ?? (await calibrate(derive, () => performance.now()))
    const before = slots.find(({ kind }) => kind === PASSPHRASE)?.kdf
    const kdf = before && dearness(before) > dearness(now) ? before : now
    return ok(await wrap(how.key, vaultId, typed, kdf, derive))
  }

  const proved = <T>(by: Key, act: () => Promise<Result<T, Fault>>): Promise<Result<T, Fault>> =>
    inTurn(async () => {
      const proof = await prove(vault, by, derive)
      return proof.ok ? act() : proof
    })

  return {
    'keys.list': () => {
      const header = ownHeader(vault)
      if (!header.ok) return header
      const words = header.value.slots.some(({ kind }) => kind === RECOVERY_WORDS)
      return ok({ words, voided: wordsVoid(db) !== 'no' })
    },

    'keys.change': ({ by, passphrase }) => {
      if (tooShort(passphrase)) return err('passphrase-too-short')
      return proved(by, async () => {
        const slot = await newSlot(typedPassphrase(passphrase))
        if (!slot.ok) return slot
        const written = rewrite(vault, slots => withSlot(slots, slot.value))
        return written.ok ? ok({}) : written
      })
    },

    'keys.newWords': ({ by }) =>
      proved(by, async () => {
        const words = newWords()
        const slot = await newSlot({ kind: RECOVERY_WORDS, text: words.join(' ') })
        if (!slot.ok) return slot
        const places = somePlaces(words.length)
        waiting = { slot: slot.value, asked: places.map(place => words[place - 1] ?? '') }
        return ok({ words, places })
      }),

    'keys.keepWords': ({ answers }) =>
      inTurn(async () => {
        if (!waiting) return err('not-found')
        const { slot, asked } = waiting
        if (!asked.every((word, i) => sameWord(answers[i] ?? '', word))) return err('words-differ')
        const written = rewrite(vault, slots => withSlot(slots, slot))
        if (!written.ok) return written
        waiting = undefined
        return ok({})
      }),

    'keys.removeWords': ({ passphrase }) =>
      proved({ passphrase }, async () => {
        waiting = undefined
        const header = ownHeader(vault)
        if (!header.ok) return header
        if (header.value.slots.every(({ kind }) => kind !== RECOVERY_WORDS)) return ok({})
        const written = rewrite(vault, slots => withoutKind(slots, RECOVERY_WORDS))
        return written.ok ? ok({}) : written
      }),

    'keys.rekey': ({ passphrase }) =>
      proved({ passphrase }, async () => {
        waiting = undefined
        let closed = false
        deps.hold()
        try {
          const end = await rekey({
            vault: { ...vault, how },
            passphrase,
            derive,
            copy: deps.copy,
            told: rekeying => tell('keys.rekeying', rekeying),
            begun: stopping => {
              stop = stopping
            },
            over: () => {
              closed = true
              deps.over()
            },
          })
          return end.ok ? ok({ end: end.value }) : end
        } finally {
          stop = undefined
          if (!closed) deps.letGo()
        }
      }),

    'keys.stopRekey': () => {
      stop?.()
      return ok({})
    },
  }
}
