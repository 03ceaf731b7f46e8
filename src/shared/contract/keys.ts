/** What opens a notebook: its passphrase and its recovery words, and what may be done about them. */
import * as v from 'valibot'
import { call } from './wire.ts'

const nothing = v.object({})
/** Passphrases are any text; what is asked for when one is made is its length, never its make-up. */
export const Passphrase = v.pipe(v.string(), v.maxLength(1024))

/** What somebody types to open a notebook. Words in any case, with any spaces, or the first four letters of each. */
export const Key = v.union([
  v.strictObject({ passphrase: Passphrase }),
  v.strictObject({ words: v.pipe(v.string(), v.maxLength(2048)) }),
])
export type Key = v.InferOutput<typeof Key>

/** How far a new key for the whole notebook has come. `part`: 0 to 1 of this step. */
export const Rekeying = v.object({
  step: v.picklist(['copying', 'sealing', 'checking']),
  part: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
})
export type Rekeying = v.InferOutput<typeof Rekeying>

export const keyCalls = {
  /** `words`: whether there are recovery words. `voided`: there were, until the whole notebook got a new key. */
  'keys.list': call(nothing, v.object({ words: v.boolean(), voided: v.boolean() })),
  /** faults: wrong-passphrase, wrong-words, words-unreadable, passphrase-too-short, damaged, disk-full, not-saved */
  'keys.change': call(v.object({ by: Key, passphrase: Passphrase }), nothing),
  /**
   * 24 new words, shown once and worth nothing yet; `places` (from 1) are asked afterwards. Another call forgets them.
   * faults: wrong-passphrase, wrong-words, words-unreadable
   */
  'keys.newWords': call(
    v.object({ by: Key }),
    v.object({
      words: v.pipe(v.array(v.string()), v.length(24)),
      places: v.pipe(v.array(v.number()), v.length(3)),
    }),
  ),
  /**
   * The words at the three places: from now on the new words open the notebook, and earlier ones no longer do.
   * faults: words-differ (ask again), not-found (none are waiting), damaged, disk-full, not-saved
   */
  'keys.keepWords': call(
    v.object({ answers: v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.length(3)) }),
    nothing,
  ),
  /** faults: wrong-passphrase, damaged, disk-full, not-saved. Nothing to remove is no fault. */
  'keys.removeWords': call(v.object({ passphrase: Passphrase }), nothing),
  /**
   * A new key for the whole notebook. It takes as long as copying it, and nothing is written meanwhile. `done`: the vault
   * has closed, the recovery words are void. `stopped`: `keys.stopRekey` came in time, and nothing has changed.
   * faults: wrong-passphrase, damaged, disk-full, not-saved
   */
  'keys.rekey': call(
    v.object({ passphrase: Passphrase }),
    v.object({ end: v.picklist(['done', 'stopped']) }),
  ),
  /** Harmless when nothing is under way. */
  'keys.stopRekey': call(nothing, nothing),
}
export const keyNews = {
  'keys.rekeying': Rekeying,
}
