/**
 * One link's part in writing together. A device finds out that the other has it on in the same note, or nothing; only then
 * does it say that it is there, and where its cursor stands.
 */
import { equal } from '../../../../shared/bytes.ts'
import type { Clock } from '../../../../shared/clock.ts'
import { absurd } from '../../../../shared/result.ts'
import { type Blind, meet } from '../../crypto/blind.ts'
import type { CircleId, DeviceId, DocId, EpochKey, Hash, SignPublic } from '../../crypto/keys.ts'
import { wipe } from '../../crypto/keys.ts'
import { sign, verify } from '../../crypto/sign.ts'
import type { Message } from '../link/message.ts'
import type { DeviceKeys } from '../names/device.ts'
import { claimOf, pointOf, proofOf } from './claim.ts'
import { readPlace } from './place.ts'

/** Somebody who gave no sign for so long, in ms, is not shown. */
export const STALE = 10_000
/** So many messages are taken from one device in so long, in ms. More are dropped, unread, and the link stays. */
export const TAKEN = { most: 60, within: 5000 } as const

export type Word = Extract<Message, { t: 'together-ask' | 'together-same' | 'together' }>

/** A link to another member's device, as this needs it. */
export type Line = {
  readonly circle: CircleId
  /** K of the epoch in whose room the link is. */
  readonly key: EpochKey
  readonly transcript: Hash
  readonly other: { readonly id: DeviceId; readonly sign: SignPublic }
  /** Of this device. */
  readonly keys: DeviceKeys
  /** The room is one of now, and the other device somebody else's. */
  readonly fits: () => boolean
  readonly say: (word: Word) => void
  /** `next` has something. */
  readonly pump: () => void
  readonly drop: () => void
}

/** The note that this person turned it on in, and where their cursor stands in it. */
export type Own = { readonly circle: CircleId; readonly note: DocId; readonly at: Uint8Array | null }

export class Side {
  readonly line: Line
  readonly #own: () => Own | undefined
  readonly #clock: Clock
  readonly #changed: () => void
  /** Said to the other, and for which note. */
  #mine: (Blind & { readonly note: DocId }) | undefined
  /** The other's point: of some note. Kept while nothing is on here, since it is not said again. */
  #theirs: Uint8Array | undefined
  /** Both mean one note, and each knows it. */
  #same = false
  #said = 0
  #heard = 0
  #unsaid = false
  #seen: { readonly at: Uint8Array | null } | undefined
  #stale: ReturnType<typeof setTimeout> | undefined
  #taken = 0
  #since = Number.NEGATIVE_INFINITY

  constructor(line: Line, own: () => Own | undefined, clock: Clock, changed: () => void) {
    this.line = line
    this.#own = own
    this.#clock = clock
    this.#changed = changed
  }

  /** Where the other's cursor stands, null for nowhere; undefined: they are not there. */
  get seen(): { readonly at: Uint8Array | null } | undefined {
    return this.#seen
  }

  /** It is on in some note, or may be said on this link only now. */
  begin(): void {
    const own = this.#own()
    if (this.#mine || !own || !equal(own.circle, this.line.circle) || !this.line.fits()) return
    this.#mine = { ...pointOf(own.circle, own.note), note: own.note }
    this.line.say({ t: 'together-ask', point: this.#mine.point })
    this.#prove()
  }

  /** It is off here. Who knew that it was on is told. */
  leave(): void {
    if (this.#same) this.line.say(this.#word(false, null))
    this.#apart()
    if (this.#mine) wipe(this.#mine.secret)
    this.#mine = undefined
  }

  /** Nothing more is said or heard on this link. */
  end(): void {
    this.#same = false
    this.leave()
    this.#theirs = undefined
  }

  /** The log has grown: the room may be one of before now, or one of now. */
  look(): void {
    if (this.line.fits()) return this.begin()
    this.leave()
    this.#theirs = undefined
  }

  /** There is something new of this device's to say, or it is time for a sign of life. */
  freshen(): void {
    if (!this.#same) return
    this.#unsaid = true
    this.line.pump()
  }

  /** What stands where when the network has room for it: what was before that is never said. */
  next(): Word | undefined {
    const own = this.#own()
    if (!this.#unsaid || !this.#same || !own) return undefined
    this.#unsaid = false
    return this.#word(true, own.at)
  }

  hear(word: Word): void {
    if (this.#crowded()) return
    switch (word.t) {
      case 'together-ask':
        if (!this.line.fits()) return
        this.#apart()
        this.#theirs = word.point
        return this.#prove()
      case 'together-same':
        return this.#proved(word.proof)
      case 'together':
        return this.#take(word)
      default:
        return absurd(word)
    }
  }

  #crowded(): boolean {
    const now = this.#clock.now()
    if (Math.abs(now - this.#since) >= TAKEN.within) {
      this.#since = now
      this.#taken = 0
    }
    return ++this.#taken > TAKEN.most
  }

  #prove(): void {
    if (!this.#mine || !this.#theirs) return
    const shared = meet(this.#mine.secret, this.#theirs)
    if (!shared) return this.line.drop()
    const { transcript, keys } = this.line
    const proof = proofOf(shared, transcript, keys.id, this.#mine.point, this.#theirs)
    this.line.say({ t: 'together-same', proof })
  }

  /** One that does not fit is of another note, or of one that was left since: nothing is to be learned from it. */
  #proved(proof: Uint8Array): void {
    const shared = this.#mine && this.#theirs && meet(this.#mine.secret, this.#theirs)
    if (!shared || !this.#mine || !this.#theirs) return
    const { transcript, other } = this.line
    if (!equal(proof, proofOf(shared, transcript, other.id, this.#theirs, this.#mine.point))) return
    this.#same = true
    this.freshen()
  }

  #word(here: boolean, at: Uint8Array | null): Word {
    const { keys, say: _say, ...about } = this.line
    const said = { n: ++this.#said, here, at }
    const claim = claimOf({ ...about, note: this.#note(), device: keys.id }, said)
    return { t: 'together', ...said, sig: sign('kinfold/together/1', claim, keys.sign.secretKey) }
  }

  #note(): DocId {
    if (!this.#mine) throw new Error('unreachable: in the same note without one')
    return this.#mine.note
  }

  #take({ n, here, at, sig }: Extract<Word, { t: 'together' }>): void {
    // On its way while it was turned off here.
    if (!this.#same) return
    const { other } = this.line
    const claim = claimOf({ ...this.line, note: this.#note(), device: other.id }, { n, here, at })
    const good = n > this.#heard && verify('kinfold/together/1', claim, sig, other.sign)
    if (!good || (at && !readPlace(at))) return this.line.drop()
    this.#heard = n
    if (!here) {
      this.#theirs = undefined
      return this.#apart()
    }
    clearTimeout(this.#stale)
    this.#stale = setTimeout(() => this.#show(undefined), STALE)
    this.#show({ at })
  }

  #apart(): void {
    this.#same = false
    this.#unsaid = false
    clearTimeout(this.#stale)
    this.#show(undefined)
  }

  #show(seen: { readonly at: Uint8Array | null } | undefined): void {
    const before = this.#seen
    this.#seen = seen
    if (before === seen || (before && seen && sameAt(before.at, seen.at))) return
    this.#changed()
  }
}

export const sameAt = (one: Uint8Array | null, other: Uint8Array | null): boolean =>
  one === other || (one !== null && other !== null && equal(one, other))
