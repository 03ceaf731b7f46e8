/**
 * The first computer's side of a linking: whoever has the code shows its keys, the person compares four words on their two
 * screens, and after both yeses this device says DEVICE_ADD and hands over the log and every key it has.
 */
import { concat, equal } from '../../../../shared/bytes.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { BoxPublic, CircleId, DeviceId, Signature, SignPublic } from '../../crypto/keys.ts'
import { random } from '../../crypto/random.ts'
import { sign, verify } from '../../crypto/sign.ts'
import { linkingWords } from '../invite/words.ts'
import { type Message, MOST_LATE, pagesOf } from '../link/message.ts'
import { checkDevice, type DeviceClaim } from '../log/device.ts'
import { deviceId } from '../names/device.ts'
import { hex } from '../names/hex.ts'
import { answerProof, knockProof } from '../names/linking.ts'
import type { CircleStore } from '../store.ts'
import { ASK } from './door.ts'
import type { Speaker, Talk } from './links.ts'

/** A code that this computer shows, for one circle and one computer: in memory alone until it added one (offers.ts). */
export type Offer = {
  readonly circle: CircleId
  readonly seed: Uint8Array
  /** UTC ms */
  readonly expires: number
  readonly addresses: readonly string[]
  /** Servers for signalling, where the circle meets by them. */
  readonly signalling: readonly string[]
  /** The one that was added by it: it alone may hear the yes again. */
  added?: DeviceId
}

export type HandOverEvents = {
  readonly store: CircleStore
  readonly clock: Clock
  readonly offer: Offer
  /** Somebody with the code is here, has said yes, or is gone. */
  readonly changed: (circle: CircleId) => void
  /** The log is about to have this device; said before it has, so that a crash in between hands over nothing less. */
  readonly adding: (device: DeviceId) => void
  /** The log has a new device: tell those in reach. */
  readonly added: (circle: CircleId, entry: Uint8Array) => void
  /** This link is over. */
  readonly left: () => void
}

/** What the first computer signs: circle, member and link. */
export const handOverClaim = (circle: Uint8Array, member: Uint8Array, transcript: Uint8Array): Uint8Array =>
  concat(circle, member, transcript)
/** What the new one signs: circle, whom it speaks to, and link. */
export const takeUpClaim = (circle: Uint8Array, first: Uint8Array, transcript: Uint8Array): Uint8Array =>
  concat(circle, first, transcript)

export class HandOver implements Talk {
  /** 16 random bytes as hex: what the face answers to. */
  readonly id = hex(random(16))
  readonly #on: HandOverEvents
  readonly #speaker: Speaker
  #knocked = false
  #claim: DeviceClaim | undefined
  #proof: Signature | undefined
  #agreed = false
  /** What is handed over and has not left yet. */
  #pages: Message[] = []
  /** Whoever has the code shows their keys at once. */
  readonly #late: ReturnType<typeof setTimeout>

  constructor(on: HandOverEvents, speaker: Speaker) {
    this.#on = on
    this.#speaker = speaker
    this.#late = setTimeout(() => speaker.drop(), ASK)
  }

  /** `agreed`: the yes on this side is given, and the one on the other is waited for. */
  get request(): { id: string; words: string[]; agreed: boolean } | undefined {
    const claim = this.#claim
    if (!claim || this.#on.offer.added) return undefined
    const { device, by } = claim
    const words = linkingWords(this.#speaker.transcript, by, deviceId(device.sign, device.box))
    return { id: this.id, words, agreed: this.#agreed }
  }

  hear(message: Message): void {
    if (message.t === 'device-knock' && !this.#knocked) return this.#open(message.proof)
    if (message.t === 'device-mine' && this.#knocked && !this.#claim) return this.#meet(message)
    if (message.t === 'device-yes' && this.#claim && !this.#proof)
      return this.#yes(message.proof as Signature)
    this.#speaker.drop()
  }

  /** As the network takes it: said at once, a long log would be more than a link holds. */
  next(): Message | undefined {
    return this.#pages.shift()
  }

  gone(): void {
    clearTimeout(this.#late)
    this.#pages = []
    this.#claim = undefined
    this.#on.left()
    this.#on.changed(this.#on.offer.circle)
  }

  /** The offer has ended: taken back, answered with a no, or used by another computer. */
  close(why: 'declined' | 'expired' | 'used' | 'withdrawn'): void {
    this.#claim = undefined
    this.#speaker.say({ t: 'closed', why })
  }

  /** A person's yes on this side. */
  agree(): void {
    this.#agreed = true
    this.#add()
    this.#on.changed(this.#on.offer.circle)
  }

  #open(proof: Uint8Array): void {
    const { store, offer } = this.#on
    const { transcript } = this.#speaker
    if (!equal(proof, knockProof(offer.seed, transcript))) return this.#speaker.drop()
    this.#knocked = true
    if (!offer.added && offer.expires < this.#on.clock.now()) return this.close('expired')
    const { keys, member } = store.me(offer.circle)
    this.#speaker.say({
      t: 'device-host',
      circle: offer.circle,
      member,
      circleName: store.name(offer.circle),
      name: store.state(offer.circle).members.get(hex(member))?.name ?? '',
      sign: keys.sign.publicKey,
      box: keys.box.publicKey,
      proof: answerProof(offer.seed, transcript, keys.id),
      sig: sign(
        'kinfold/device-host/1',
        handOverClaim(offer.circle, member, transcript),
        keys.sign.secretKey,
      ),
    })
  }

  #meet(mine: Extract<Message, { t: 'device-mine' }>): void {
    const { store, offer } = this.#on
    const { transcript } = this.#speaker
    const device = { sign: mine.sign as SignPublic, box: mine.box as BoxPublic }
    const by = store.me(offer.circle).keys.id
    const signed = takeUpClaim(offer.circle, by, transcript)
    if (!verify('kinfold/device-mine/1', signed, mine.sig, device.sign)) return this.#speaker.drop()
    clearTimeout(this.#late)
    this.#claim = { circle: offer.circle, by, device, transcript }
    const id = deviceId(device.sign, device.box)
    // The link broke before the yes arrived: the same keys may hear it again, nobody else.
    if (offer.added) return equal(offer.added, id) ? this.#welcome(id) : this.close('used')
    this.#on.changed(offer.circle)
  }

  #yes(proof: Signature): void {
    const claim = this.#claim
    if (!claim || !checkDevice(claim, proof)) return this.#speaker.drop()
    this.#proof = proof
    this.#add()
  }

  #add(): void {
    const [claim, proof] = [this.#claim, this.#proof]
    const { store, offer } = this.#on
    if (!this.#agreed || !claim || !proof || offer.added) return
    const id = deviceId(claim.device.sign, claim.device.box)
    this.#on.adding(id)
    const entry = store.addDevice(offer.circle, claim, proof)
    if (!entry.ok) return this.close('used')
    offer.added = id
    this.#welcome(id)
    this.#on.added(offer.circle, entry.value)
  }

  /** Keys first: with the last page of the log the other side begins. */
  #welcome(id: DeviceId): void {
    const { store, offer } = this.#on
    const keys = store.ringFor(offer.circle, id)
    for (let i = 0; i < keys.length; i += MOST_LATE)
      this.#pages.push({ t: 'boxes', list: keys.slice(i, i + MOST_LATE) })
    for (const { list, more } of pagesOf(store.missingLog(offer.circle, [])))
      this.#pages.push({ t: 'welcome', log: list, more })
    this.#speaker.pump()
  }
}
