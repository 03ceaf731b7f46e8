/** Spelling: whether words are marked, and the words that are a person's own. Both stay in the vault. */
import * as v from 'valibot'
import { call } from './wire.ts'

const nothing = v.object({})
/** One word as it was written. */
export const OwnWord = v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.regex(/^\S+$/))

/** More would be a dictionary, not somebody's own words. */
export const MOST_OWN_WORDS = 5000

export const spellingCalls = {
  /** `words` in the order of the alphabet. */
  'spelling.read': call(nothing, v.object({ on: v.boolean(), words: v.array(OwnWord) })),
  'spelling.choose': call(v.object({ on: v.boolean() }), nothing),
  /** A word that is there already stays there once. faults: too-large (beyond 5,000 words) */
  'spelling.learn': call(v.object({ word: OwnWord }), nothing),
  'spelling.forget': call(v.object({ word: OwnWord }), nothing),
}
