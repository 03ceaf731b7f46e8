/** What the fake vault knows of keys: a passphrase, recovery words, and a new key that takes as long as a test wants. */
import type { Key, Rekeying } from '../../src/shared/contract/keys.ts'
import type { VaultContract } from '../../src/shared/contract/vault.ts'
import type { Handlers } from '../../src/shared/contract/wire.ts'
import type { Fault } from '../../src/shared/fault.ts'
import { err, ok, type Result } from '../../src/shared/result.ts'

type KeysCall = Extract<keyof VaultContract['calls'], `keys.${string}`>

/** The list's last word 24 times would have no right checksum; the fake asks for none. */
export const FAKE_WORDS = Array.from({ length: 24 }, (_, i) => `word${String.fromCharCode(97 + i)}`)
export const FAKE_PLACES = [4, 11, 20]

/** As in fake-vault.ts. */
const MARK = 'a stand-in for keys, for component tests alone'

export function fakeKeys() {
  const state = {
    mark: MARK,
    passphrase: '',
    words: null as readonly string[] | null,
    voided: false,
    waiting: false,
    /** Ends a new key under way. */
    end: null as ((end: 'done' | 'stopped') => void) | null,
  }
  const opens = (key: Key): Result<true, Fault> => {
    if ('passphrase' in key) return key.passphrase === state.passphrase ? ok(true) : err('wrong-passphrase')
    const typed = key.words.toLowerCase().split(/\s+/).filter(Boolean)
    if (typed.length !== 24) return err('words-unreadable')
    return state.words && typed.join(' ') === state.words.join(' ') ? ok(true) : err('wrong-words')
  }
  const after = <T>(by: Key, act: () => T) => {
    const proof = opens(by)
    return proof.ok ? act() : proof
  }
  const handlers = (tell: (rekeying: Rekeying) => void): Pick<Handlers<VaultContract>, KeysCall> => ({
    'keys.list': () => ok({ words: state.words !== null, voided: state.voided }),
    'keys.change': ({ by, passphrase }) =>
      after(by, () => {
        state.passphrase = passphrase
        return ok({})
      }),
    'keys.newWords': ({ by }) =>
      after(by, () => {
        state.waiting = true
        return ok({ words: [...FAKE_WORDS], places: [...FAKE_PLACES] })
      }),
    'keys.keepWords': ({ answers }) => {
      if (!state.waiting) return err('not-found')
      if (!FAKE_PLACES.every((place, i) => answers[i] === FAKE_WORDS[place - 1])) return err('words-differ')
      Object.assign(state, { words: FAKE_WORDS, voided: false, waiting: false })
      return ok({})
    },
    'keys.removeWords': ({ passphrase }) =>
      after({ passphrase }, () => {
        state.words = null
        return ok({})
      }),
    'keys.rekey': ({ passphrase }) =>
      after({ passphrase }, () => {
        tell({ step: 'copying', part: 0.25 })
        return new Promise<{ ok: true; value: { end: 'done' | 'stopped' } }>(resolve => {
          state.end = end => resolve(ok({ end }))
        })
      }),
    'keys.stopRekey': () => {
      state.end?.('stopped')
      return ok({})
    },
  })
  return { state, opens, handlers }
}
