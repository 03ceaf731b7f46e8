/** The joiner's side of an invitation: knock, compare words, wait for the yes, and take in the log that says it. */
import { equal } from '../../../../shared/bytes.ts'
import type { Joining } from '../../../../shared/circle/circle.ts'
import type { BoxPublic, CircleId, EntryId, MemberId, SignPublic } from '../../crypto/keys.ts'
import { sign, verify } from '../../crypto/sign.ts'
import { safetyWords } from '../invite/words.ts'
import type { Message } from '../link/message.ts'
import { readEntry } from '../log/entry.ts'
import { proveJoin } from '../log/join.ts'
import { reduce } from '../log/reduce.ts'
import { type DeviceKeys, deviceId } from '../names/device.ts'
import { hex } from '../names/hex.ts'
import { inviteKeys } from '../names/invite.ts'
import { plainName } from '../names/plain.ts'
import type { CircleStore } from '../store.ts'
import { ComingLog } from './coming-log.ts'
import { hostClaim } from './door.ts'
import type { Speaker, Talk } from './links.ts'

/** A joining under way, as its row remembers it. */
export type Attempt = {
  /** 16 bytes */
  readonly id: Uint8Array
  readonly seed: Uint8Array
  readonly circle: Uint8Array | undefined
  readonly expires: number | undefined
  readonly addresses: readonly string[]
  /** Servers by which it is looked for, as the invitation named them; null: what is kept of them does not read. */
  readonly signalling: readonly string[] | null
  readonly name: string
  readonly salt: Uint8Array
  readonly member: MemberId
  /** Both have said yes in this circle, and a second person of it is to agree. */
  readonly second: CircleId | undefined
  readonly circleName: string | undefined
  /** The person's yes to the words: of which circle, and with one's own code of which device there. */
  readonly matched: Uint8Array | undefined
  /** The INVITE, when the link named it. */
  readonly invite: EntryId | undefined
  /** 32 bytes of the joining file that was written. */
  readonly nonce: Uint8Array | undefined
  /** Goes by files, and asks for no network (letters.ts). */
  readonly byFile: boolean
  /** By the code of one's other computer (take-up.ts). */
  readonly own: boolean
}

export type KnockEvents = {
  readonly store: CircleStore
  readonly attempt: Attempt
  /** The person has said that the words are the same: it is remembered. */
  readonly matched: (about: Uint8Array) => void
  readonly step: (
    step: Joining['step'],
    seen: { circleName?: string; name?: string; words?: string[]; circle?: CircleId },
  ) => void
}

type Host = { circle: CircleId; name: string; sign: SignPublic; box: BoxPublic }

/** A host who knows of the yes says so at once; else words are compared anew, after this long, in ms. */
export const ANEW = 5000

export class Knock implements Talk {
  readonly #on: KnockEvents
  readonly #speaker: Speaker
  readonly #keys: DeviceKeys
  #host: Host | undefined
  #over = false
  /** It says that we are in. */
  readonly #log = new ComingLog()
  #matched = false
  #second = false
  #words: ReturnType<typeof setTimeout> | undefined

  constructor(on: KnockEvents, speaker: Speaker) {
    this.#on = on
    this.#speaker = speaker
    this.#keys = on.store.joinKeys(on.attempt.salt)
    const { secretKey } = inviteKeys(on.attempt.seed)
    speaker.say({ t: 'knock', sig: sign('kinfold/knock/1', speaker.transcript, secretKey) })
  }

  hear(message: Message): void {
    if (this.#over) return
    // Two people with one code meet each other here, too: neither can let the other in.
    if (message.t === 'knock') return
    if (message.t === 'host' && !this.#host) return this.#request(message)
    if (message.t === 'closed') return this.#closed(message.why)
    if (message.t === 'welcome' && this.#host) return this.#welcome(message)
    if (message.t === 'second' && this.#host) {
      this.#second = true
      return this.#wait()
    }
    this.#speaker.drop()
  }

  gone(): void {
    clearTimeout(this.#words)
    const both = this.#on.attempt.second !== undefined || (this.#second && this.#matched)
    if (!this.#over) this.#on.step(both ? 'second' : 'looking', {})
  }

  /** A person's yes on this side: the words are the same on both screens. */
  match(): void {
    this.#matched = true
    if (this.#host) this.#on.matched(this.#host.circle)
    this.#wait()
    this.#enter()
  }

  /** Both people have said yes: from here on it waits for a second one of the circle, whatever is closed meanwhile. */
  #wait(): void {
    const host = this.#host
    if (this.#over || !host || !this.#second || !this.#matched) return
    clearTimeout(this.#words)
    this.#on.step('second', { circle: host.circle, circleName: host.name })
  }

  #welcome(page: Extract<Message, { t: 'welcome' }>): void {
    if (this.#log.whole) return this.#speaker.drop()
    if (!this.#log.take(page)) return this.#closed('crowded')
    this.#enter()
  }

  #closed(why: 'expired' | 'used' | 'declined' | 'withdrawn' | 'crowded'): void {
    clearTimeout(this.#words)
    this.#over = true
    this.#on.step(why, {})
    this.#speaker.drop()
  }

  #request(host: Extract<Message, { t: 'host' }>): void {
    const { attempt } = this.#on
    const { transcript } = this.#speaker
    if (attempt.circle && !equal(attempt.circle, host.circle)) {
      this.#over = true
      this.#on.step('other-circle', {})
      return this.#speaker.drop()
    }
    const claimed = hostClaim(host.circle, host.invite, transcript)
    if (!verify('kinfold/host/1', claimed, host.sig, host.sign as SignPublic)) return this.#speaker.drop()
    const circle = host.circle as CircleId
    this.#host = {
      circle,
      name: plainName(host.name),
      sign: host.sign as SignPublic,
      box: host.box as BoxPublic,
    }
    const device = { sign: this.#keys.sign.publicKey, box: this.#keys.box.publicKey }
    const proof = proveJoin(
      { circle, invite: host.invite as EntryId, member: attempt.member, devices: [device], transcript },
      inviteKeys(attempt.seed).secretKey,
      [this.#keys],
    )
    this.#speaker.say({
      t: 'request',
      member: attempt.member,
      name: attempt.name,
      devices: [device],
      invite: proof.invite,
      proofs: [...proof.devices],
    })
    const hostId = deviceId(this.#host.sign, this.#host.box)
    const words = safetyWords(transcript, hostId, [this.#keys.id])
    const compare = () => this.#on.step('compare', { circleName: plainName(host.name), words })
    // Of this circle the words were compared before, and nobody but its own can say in its log that we are in. When the
    // yes did not last, the host asks anew, and so does this side.
    this.#matched = [attempt.second, attempt.matched].some(known => known && equal(known, circle))
    if (this.#matched)
      this.#words = setTimeout(() => {
        this.#matched = false
        compare()
      }, ANEW)
    else compare()
  }

  /**
   * The log proves the rest: its GENESIS is the circle that was named, an INVITE in it has the key of our seed, and the
   * device that spoke to us is an active facilitator's. The store checks that we are in. Otherwise nothing is kept. And
   * not before a person has said that the words match: a code alone does not say whose circle it is.
   */
  #enter(): void {
    const host = this.#host
    if (this.#over || !host || !this.#log.whole || !this.#matched) return
    const { store, attempt } = this.#on
    this.#over = true
    clearTimeout(this.#words)
    const entries = this.#log.entries.map(readEntry).flatMap(entry => (entry.ok ? [entry.value] : []))
    const state = reduce(host.circle, entries)
    const { publicKey } = inviteKeys(attempt.seed)
    const invited = [...state.invites.values()].some(({ pk }) => equal(pk, publicKey))
    const device = state.devices.get(hex(deviceId(host.sign, host.box)))
    const facilitator = device?.status === 'active' && state.members.get(hex(device.member))?.rank !== null
    const entered =
      invited && facilitator
        ? store.adopt({
            circle: host.circle,
            salt: attempt.salt,
            member: attempt.member,
            entries: this.#log.entries,
            signalling: attempt.signalling,
          })
        : undefined
    if (!entered?.ok) {
      this.#on.step('other-circle', {})
      return this.#speaker.drop()
    }
    this.#on.step('joined', { circle: host.circle, circleName: host.name })
  }
}
