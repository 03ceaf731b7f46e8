/** Joining by files, on the side of whoever asks: the joining file is written, and the answer to it opened. */
import { equal } from '../../../../shared/bytes.ts'
import type { Joining } from '../../../../shared/circle/circle.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { type Asking, askingTranscript, askingWords, claimOf, writeAsking } from '../file/asking.ts'
import { readIn } from '../file/disk.ts'
import { type Answer, readAnswer } from '../file/enter.ts'
import type { Source } from '../file/take.ts'
import { readInvitation } from '../invite/link.ts'
import { safetyWords } from '../invite/words.ts'
import { proveJoin } from '../log/join.ts'
import { hex } from '../names/hex.ts'
import { inviteKeys, inviteRendezvous } from '../names/invite.ts'
import type { CircleStore } from '../store.ts'
import type { Joinings } from './joinings.ts'
import type { Attempt } from './knock.ts'

export type LettersDeps = {
  readonly clock: Clock
  readonly store: CircleStore
  readonly joinings: Joinings
  readonly open: () => boolean
  /** The rest of the file: what others wrote, by the one way in. */
  readonly take: (source: Source) => Promise<Result<unknown, Fault>>
  /** The person's yes to words of a link that is there now. False: there is none. */
  readonly knocked: (join: string) => boolean
  /** A circle is here now. */
  readonly entered: (circle: CircleId, attempt: Attempt) => void
}

const askingOf = (
  store: CircleStore,
  { circle, invite, nonce, member, name, salt }: Attempt,
): Asking | undefined => {
  if (!circle || !invite || !nonce) return undefined
  const { sign, box } = store.joinKeys(salt)
  const devices = [{ sign: sign.publicKey, box: box.publicKey }]
  return { circle: circle as CircleId, invite, member, name, devices, nonce }
}

/** Those of the file that was written; none where none can be. */
export function wordsOf(store: CircleStore, attempt: Attempt): string[] {
  const asking = askingOf(store, attempt)
  return asking ? askingWords(askingTranscript(asking)) : []
}

export class Letters {
  readonly #deps: LettersDeps
  /** Answers that were opened before the words were compared: where they lie, by the joining. */
  readonly #waiting = new Map<string, string>()

  constructor(deps: LettersDeps) {
    this.#deps = deps
  }

  /** faults: invitation-unreadable, join-link (a typed code does not say which circle), invitation-expired */
  begin(invitation: string, ownName: string): Result<Joining, Fault> {
    const { clock, joinings, store } = this.#deps
    const invited = readInvitation(invitation)
    if (!invited.ok) return invited
    const { circleId, inviteId, expires = 0 } = invited.value
    if (!circleId || !inviteId) return err('join-link')
    const circle = circleId as CircleId
    if (store.isIn(circle)) return err('already-a-member')
    if (expires < clock.now()) return err('invitation-expired')
    const attempt = joinings.begin(invited.value, ownName, store, { byFile: true })
    return this.#standing(attempt)
  }

  /** The bytes of a joining file, the same ones but for their sealing however often. faults: not-found */
  file(join: string): Result<Uint8Array, 'not-found'> {
    const { joinings, store } = this.#deps
    const attempt = joinings.attempts().find(({ id }) => hex(id) === join)
    const asking = attempt && askingOf(store, attempt)
    if (!attempt?.byFile || !asking) return err('not-found')
    const keys = store.joinKeys(attempt.salt)
    const proof = proveJoin(claimOf(asking), inviteKeys(attempt.seed).secretKey, [keys])
    return ok(writeAsking({ ...asking, proof }, inviteRendezvous(attempt.seed)))
  }

  /** An answer that a person opened. Before the words were compared it waits, and the page asks for them. */
  async answer(source: Source, path: string): Promise<Result<Joining, Fault>> {
    const { joinings } = this.#deps
    // Also of those that were tried again by network meanwhile: they are let in under the same keys.
    const askers = joinings.attempts().filter(({ own, circle }) => !own && circle !== undefined)
    const answer = await readAnswer({ ...this.#deps, source }, askers)
    if (!answer.ok) return answer
    const { asker, circleName, admitted } = answer.value
    if (isMatched(asker)) return this.#enter(answer.value, source)
    this.#waiting.set(hex(asker.id), path)
    joinings.step(asker.id, 'answered', { circleName, words: this.#compared(asker, admitted) })
    return this.#standing(asker)
  }

  /** What the host had on the screen: the words of a joining file, under whichever name it was, or those of a link. */
  #compared(asker: Attempt, { by, name, transcript }: Answer<Attempt>['admitted']): string[] {
    const { store } = this.#deps
    const asking = askingOf(store, { ...asker, name })
    return asking && equal(askingTranscript(asking), transcript)
      ? askingWords(transcript)
      : safetyWords(transcript, by, [store.joinKeys(asker.salt).id])
  }

  /** A person's yes to the words, by files or on a link. */
  async match(join: string): Promise<Result<Record<never, never>, Fault>> {
    const { joinings, knocked } = this.#deps
    const attempt = joinings.attempts().find(({ id }) => hex(id) === join)
    const path = this.#waiting.get(join)
    if (!attempt?.circle || !(attempt.byFile || path !== undefined))
      return knocked(join) ? ok({}) : err('not-found')
    joinings.matched(attempt.id, attempt.circle)
    this.#waiting.delete(join)
    joinings.step(attempt.id, 'agreed', {})
    if (path === undefined) return ok({})
    const entered = await readIn(path, source => this.answer(source, path))
    return entered.ok ? ok({}) : entered
  }

  async #enter(
    { asker, circle, circleName, entries }: Answer<Attempt>,
    source: Source,
  ): Promise<Result<Joining, Fault>> {
    const { joinings, store, open, entered, take } = this.#deps
    if (!open()) return err('locked')
    const { salt, member, signalling } = asker
    const adopted = store.adopt({ circle, salt, member, entries, signalling })
    if (!adopted.ok) return err('sync-harmed')
    joinings.step(asker.id, 'joined', { circle: hex(circle), circleName })
    const standing = this.#standing(asker)
    entered(circle, asker)
    const rest = await take(source)
    return rest.ok ? standing : rest
  }

  #standing(attempt: Attempt): Result<Joining, 'not-found'> {
    const standing = this.#deps.joinings.list().find(({ id }) => id === hex(attempt.id))
    return standing ? ok(standing) : err('not-found')
  }
}

const isMatched = ({ circle, matched }: Attempt): boolean =>
  circle !== undefined && matched !== undefined && equal(circle, matched)
