/**
 * The codes this computer shows for another one of the same person: in memory alone, one for a circle, gone after an hour.
 * One that has added a computer is a row until that computer was heard, so that no restart leaves it without log and keys.
 */
import type { Database } from 'better-sqlite3'
import { equal } from '../../../../shared/bytes.ts'
import type { LinkCode } from '../../../../shared/circle/circle.ts'
import type { Clock } from '../../../../shared/clock.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { CircleId, DeviceId } from '../../crypto/keys.ts'
import { random } from '../../crypto/random.ts'
import { writeCode } from '../invite/code.ts'
import { writeLink } from '../invite/link.ts'
import { hex, unhex } from '../names/hex.ts'
import type { CircleStore } from '../store.ts'
import { computersView } from './computers.ts'
import { HandOver, type Offer } from './hand-over.ts'
import type { Speaker } from './links.ts'

/** A code for one's own computer lives for an hour, in ms. */
export const OFFER_LIFE = 3600_000

/** As long as the new computer goes on asking, in ms. */
const AGAIN = 14 * 24 * 3600_000

export type OffersDeps = {
  readonly db: Database
  readonly store: CircleStore
  readonly clock: Clock
  /** This computer's hub, and servers for signalling, as the circle meets. */
  readonly addresses: (circle: CircleId) => Promise<readonly string[]>
  readonly signalling: (circle: CircleId) => readonly string[]
  /** The rooms have changed. */
  readonly network: () => void
  readonly changed: (circle: CircleId) => void
  readonly added: (circle: CircleId, entry: Uint8Array) => void
}

type Open = Offer & { readonly hands: Set<HandOver>; readonly timer: ReturnType<typeof setTimeout> }
type Row = { device: Uint8Array; circle: Uint8Array; seed: Uint8Array; expires: number }

const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes)

export class Offers {
  readonly #deps: OffersDeps
  readonly #open = new Map<string, Open>()
  /** Those that have added a computer, by its id. */
  readonly #added = new Map<string, Offer>()

  constructor(deps: OffersDeps) {
    this.#deps = deps
    for (const { device, circle, seed, expires } of deps.db.prepare<[], Row>('SELECT * FROM linking').all()) {
      const added = plain(device) as DeviceId
      const offer = {
        circle: plain(circle) as CircleId,
        seed: plain(seed),
        expires,
        addresses: [],
        signalling: [],
        added,
      }
      this.#added.set(hex(added), offer)
    }
  }

  /** Whose rooms to be in. */
  all(): readonly Offer[] {
    for (const [device, offer] of this.#added) if (this.#isDone(offer)) this.#forget(device)
    const open = [...this.#open.values()]
    const again = [...this.#added.values()].filter(({ seed }) => !open.some(one => equal(one.seed, seed)))
    return [...open, ...again]
  }

  /** It was heard, or is out again; or this computer stopped between its word and the entry. */
  #isDone({ circle, added, expires }: Offer): boolean {
    const { store, clock } = this.#deps
    if (!added || !store.has(circle) || expires + AGAIN < clock.now()) return true
    if (store.state(circle).devices.get(hex(added))?.status !== 'active') return true
    return store.acks(circle).some(({ device }) => equal(device, added))
  }

  #forget(device: string): void {
    this.#added.delete(device)
    this.#deps.db.prepare('DELETE FROM linking WHERE device = ?').run(unhex(device))
  }

  #keep(offer: Offer, device: DeviceId): void {
    this.#added.set(hex(device), { ...offer, added: device })
    this.#deps.db
      .prepare('INSERT OR REPLACE INTO linking (device, circle, seed, expires) VALUES (?, ?, ?, ?)')
      .run(device, offer.circle, offer.seed, offer.expires)
  }

  async begin(circle: CircleId): Promise<Result<LinkCode, 'not-allowed'>> {
    const { store, clock, network, changed } = this.#deps
    const addresses = await this.#deps.addresses(circle)
    if (!store.has(circle) || !computersView(store, circle).mayLink) return err('not-allowed')
    const before = this.#open.get(hex(circle))
    if (before && !before.added && before.expires > clock.now()) return ok(codeOf(before))
    this.end(circle, 'used')
    const timer = setTimeout(() => this.end(circle, 'expired'), OFFER_LIFE)
    timer.unref()
    const offer: Open = {
      circle,
      seed: random(16),
      expires: clock.now() + OFFER_LIFE,
      addresses,
      signalling: this.#deps.signalling(circle),
      hands: new Set(),
      timer,
    }
    this.#open.set(hex(circle), offer)
    network()
    changed(circle)
    return ok(codeOf(offer))
  }

  /** The code on the screen; null: there is none, or it was used. */
  code(circle: CircleId): LinkCode | null {
    const offer = this.#open.get(hex(circle))
    return offer && !offer.added && offer.expires > this.#deps.clock.now() ? codeOf(offer) : null
  }

  asking(circle: CircleId): { id: string; words: string[]; agreed: boolean }[] {
    return [...(this.#open.get(hex(circle))?.hands ?? [])].flatMap(({ request }) => request ?? [])
  }

  /** False: nobody waits under that name. */
  answer(circle: CircleId, id: string, same: boolean): boolean {
    const hand = [...(this.#open.get(hex(circle))?.hands ?? [])].find(one => one.request?.id === id)
    if (!hand) return false
    if (same) hand.agree()
    else this.end(circle, 'declined')
    return true
  }

  end(circle: CircleId, why: 'declined' | 'expired' | 'used' | 'withdrawn'): void {
    const offer = this.#open.get(hex(circle))
    if (!offer) return
    clearTimeout(offer.timer)
    this.#open.delete(hex(circle))
    // A computer that was added goes on until it has all that is its own.
    if (!offer.added) for (const hand of [...offer.hands]) hand.close(why)
    this.#deps.changed(circle)
    // What was just said has to arrive before the room is left.
    setTimeout(this.#deps.network, LAST_WORDS).unref()
  }

  talk(of: Offer, speaker: Speaker): HandOver {
    const open = this.#open.get(hex(of.circle))
    const hands = open && equal(open.seed, of.seed) ? open.hands : new Set<HandOver>()
    const { store, changed, added } = this.#deps
    const hand: HandOver = new HandOver(
      {
        store,
        clock: this.#deps.clock,
        offer: of,
        changed,
        added,
        adding: device => this.#keep(of, device),
        left: () => hands.delete(hand),
      },
      speaker,
    )
    hands.add(hand)
    return hand
  }

  close(): void {
    for (const { timer } of this.#open.values()) clearTimeout(timer)
    this.#open.clear()
  }
}

const LAST_WORDS = 1000

const codeOf = ({ seed, circle, expires, addresses, signalling }: Offer): LinkCode => ({
  link: writeLink({ seed, circleId: circle, expires, addresses, signalling }, 'device'),
  code: writeCode(seed, 'device'),
  addresses: [...addresses],
  expires,
})
