/** The new computer's side of a linking: show the code, compare words, say yes, and take in the log and the keys. */
import { concat, equal } from '../../../../shared/bytes.ts'
import type { BoxPublic, CircleId, DeviceId, MemberId, SignPublic } from '../../crypto/keys.ts'
import { sign, verify } from '../../crypto/sign.ts'
import { linkingWords } from '../invite/words.ts'
import type { LateBox } from '../late.ts'
import type { Message } from '../link/message.ts'
import { actOf } from '../log/act.ts'
import { proveDevice } from '../log/device.ts'
import { readEntry } from '../log/entry.ts'
import { reduce } from '../log/reduce.ts'
import { type DeviceKeys, deviceId } from '../names/device.ts'
import { hex } from '../names/hex.ts'
import { answerProof, knockProof } from '../names/linking.ts'
import { plainName } from '../names/plain.ts'
import { ComingLog } from './coming-log.ts'
import { handOverClaim, takeUpClaim } from './hand-over.ts'
import { ANEW, type KnockEvents } from './knock.ts'
import type { Speaker, Talk } from './links.ts'

type First = { circle: CircleId; member: MemberId; name: string; id: DeviceId }

/** Keys of epochs that are taken from one's other computer. */
const MOST_KEYS = 1024

export class TakeUp implements Talk {
  readonly #on: KnockEvents
  readonly #speaker: Speaker
  readonly #keys: DeviceKeys
  #first: First | undefined
  #over = false
  #matched = false
  /** With this very device the words were compared before: it may have said its yes, and says so at once. */
  #known = false
  #words: ReturnType<typeof setTimeout> | undefined
  /** It says that we are in. A yes that was lost on the way comes again. */
  readonly #log = new ComingLog()
  readonly #boxes: LateBox[] = []

  constructor(on: KnockEvents, speaker: Speaker) {
    this.#on = on
    this.#speaker = speaker
    this.#keys = on.store.joinKeys(on.attempt.salt)
    speaker.say({ t: 'device-knock', proof: knockProof(on.attempt.seed, speaker.transcript) })
  }

  hear(message: Message): void {
    if (this.#over) return
    // Two computers with one code meet each other here, too: neither has anything to hand over.
    if (message.t === 'device-knock') return
    if (message.t === 'device-host' && !this.#first) return this.#meet(message)
    if (message.t === 'closed') return this.#end(message.why)
    if (message.t === 'boxes' && this.#first) return this.#take(message.list as LateBox[])
    if (message.t === 'welcome' && this.#first && !this.#log.whole) return this.#welcome(message)
    this.#speaker.drop()
  }

  gone(): void {
    clearTimeout(this.#words)
    if (!this.#over) this.#on.step('looking', {})
  }

  /** A person's yes on this side. Before it nothing that could be used anywhere has been signed. */
  match(): void {
    const first = this.#first
    if (this.#matched || this.#over || !first) return
    this.#matched = true
    this.#on.matched(concat(first.circle, first.id))
    const device = { sign: this.#keys.sign.publicKey, box: this.#keys.box.publicKey }
    const claim = { circle: first.circle, by: first.id, device, transcript: this.#speaker.transcript }
    this.#speaker.say({ t: 'device-yes', proof: proveDevice(claim, this.#keys) })
    this.#enter()
  }

  #end(step: 'expired' | 'used' | 'declined' | 'withdrawn' | 'other-circle' | 'crowded'): void {
    this.#over = true
    clearTimeout(this.#words)
    this.#on.step(step, {})
    this.#speaker.drop()
  }

  #meet(host: Extract<Message, { t: 'device-host' }>): void {
    const { attempt, store } = this.#on
    const { transcript } = this.#speaker
    const id = deviceId(host.sign as SignPublic, host.box as BoxPublic)
    const circle = host.circle as CircleId
    const signed = handOverClaim(circle, host.member, transcript)
    if (!equal(host.proof, answerProof(attempt.seed, transcript, id))) return this.#speaker.drop()
    if (!verify('kinfold/device-host/1', signed, host.sig, host.sign as SignPublic))
      return this.#speaker.drop()
    if (attempt.circle && !equal(attempt.circle, circle)) return this.#end('other-circle')
    if (store.isIn(circle)) return this.#end('other-circle')
    this.#first = { circle, member: host.member as MemberId, name: plainName(host.circleName), id }
    this.#speaker.say({
      t: 'device-mine',
      sign: this.#keys.sign.publicKey,
      box: this.#keys.box.publicKey,
      sig: sign('kinfold/device-mine/1', takeUpClaim(circle, id, transcript), this.#keys.sign.secretKey),
    })
    const compare = () =>
      this.#on.step('compare', {
        circleName: plainName(host.circleName),
        name: plainName(host.name),
        words: linkingWords(transcript, id, this.#keys.id),
      })
    // Nobody can add these keys in the name of that device, so what was compared with it holds. When it has not added
    // them it asks anew, and so does this side.
    this.#known = attempt.matched !== undefined && equal(attempt.matched, concat(circle, id))
    if (this.#known)
      this.#words = setTimeout(() => {
        this.#known = false
        compare()
      }, ANEW)
    else compare()
  }

  #take(list: readonly LateBox[]): void {
    if (this.#boxes.length + list.length > MOST_KEYS) return this.#speaker.drop()
    this.#boxes.push(...list)
  }

  #welcome(page: Extract<Message, { t: 'welcome' }>): void {
    if (!this.#log.take(page)) return this.#end('crowded')
    this.#enter()
  }

  /**
   * The log has to say what was compared: the device that spoke to us is an active one of that member, and it was the one
   * to add these keys, in this session or an earlier one of this code. The keys are checked against their commitments.
   */
  #enter(): void {
    const first = this.#first
    if (this.#over || !first || !this.#log.whole || !(this.#matched || this.#known)) return
    clearTimeout(this.#words)
    const { store, attempt } = this.#on
    const entries = this.#log.entries.map(readEntry).flatMap(entry => (entry.ok ? [entry.value] : []))
    const state = reduce(first.circle, entries)
    const spoke = state.devices.get(hex(first.id))
    const mine = state.devices.get(hex(this.#keys.id))
    const brought = mine && entries.find(({ id }) => equal(id, mine.since))
    const act = brought && actOf(brought)
    const theirs = spoke?.status === 'active' && equal(spoke.member, first.member)
    const added =
      act &&
      act !== 'kept' &&
      act !== 'malformed' &&
      act.type === 'DEVICE_ADD' &&
      equal(brought.author, first.id)
    const { circle, member } = first
    const { salt, signalling } = attempt
    const entered =
      theirs && added
        ? store.adopt({ circle, salt, member, entries: this.#log.entries, signalling })
        : undefined
    if (!entered?.ok) return this.#end('other-circle')
    store.takeLate(circle, this.#boxes)
    this.#over = true
    this.#on.step('joined', { circle, circleName: first.name })
  }
}
