/**
 * The host's side of an invitation: somebody with the seed knocks, says who they want to be here, and waits. Whether they
 * come in is a person's yes, after the words on both screens were compared. Expiry is judged here, never by the log.
 */
import { concat } from '../../../../shared/bytes.ts'
import type { JoinRequest } from '../../../../shared/circle/circle.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type {
  BoxPublic,
  CircleId,
  DeviceId,
  EntryId,
  MemberId,
  Signature,
  SignPublic,
} from '../../crypto/keys.ts'
import { random } from '../../crypto/random.ts'
import { sign, verify } from '../../crypto/sign.ts'
import { safetyWords } from '../invite/words.ts'
import { type Message, pagesOf } from '../link/message.ts'
import { checkJoin, type JoinClaim, type JoinProof } from '../log/join.ts'
import { deviceId } from '../names/device.ts'
import { hex } from '../names/hex.ts'
import { plainName } from '../names/plain.ts'
import type { CircleStore } from '../store.ts'
import type { Speaker, Talk } from './links.ts'

export type DoorEvents = {
  readonly store: CircleStore
  readonly clock: Clock
  readonly circle: CircleId
  readonly invite: EntryId
  /** Somebody waits at the door, or no longer does. */
  readonly changed: (circle: CircleId) => void
  /** The log has a new member: tell the devices in reach. */
  readonly admitted: (circle: CircleId, entry: Uint8Array) => void
}

/** What is signed to show that this device answers this invitation: H-free bytes, bound to one link by its transcript. */
export const hostClaim = (circle: Uint8Array, invite: Uint8Array, transcript: Uint8Array): Uint8Array =>
  concat(circle, invite, transcript)

type Ended = 'used' | 'expired' | 'withdrawn'
/** As the host is told. */
const HOLDS_NO_MORE = {
  used: 'invitation-used',
  expired: 'invitation-over',
  withdrawn: 'invitation-withdrawn',
} as const

/** Whoever has knocked says who they want to be within this time, or the link ends, in ms: no person is asked for it. */
export const ASK = 20_000

/**
 * One person at the door, on one link. Another host's device stands in the same room and says nothing: so silence alone
 * ends no link, and reach.ts counts those who keep it.
 */
export class Door implements Talk {
  /** 16 random bytes as hex: what the face answers to. */
  readonly id = hex(random(16))
  readonly #on: DoorEvents
  readonly #speaker: Speaker
  #knocked = false
  #late: ReturnType<typeof setTimeout> | undefined
  /** Whom the log has let in and who is not welcomed yet: a second person has to agree, or the key is on its way. */
  #inside: readonly DeviceId[] | undefined
  #saidSecond = false
  /** What they are welcomed with and has not left yet. */
  #pages: Message[] = []
  #asked: { claim: JoinClaim; proof: JoinProof; name: string; words: string[] } | undefined

  constructor(on: DoorEvents, speaker: Speaker) {
    this.#on = on
    this.#speaker = speaker
  }

  get circle(): CircleId {
    return this.#on.circle
  }

  get invite(): EntryId {
    return this.#on.invite
  }

  /** Undefined until they have said who they want to be, and when they are gone. */
  get request(): JoinRequest | undefined {
    return this.#asked && { id: this.id, name: plainName(this.#asked.name), words: this.#asked.words }
  }

  /** Who is at the other end has said nothing yet. */
  get silent(): boolean {
    return this.#late === undefined
  }

  hear(message: Message): void {
    this.#late ??= setTimeout(() => this.#speaker.drop(), ASK)
    if (message.t === 'knock' && !this.#knocked) return this.#open(message.sig)
    if (message.t === 'request' && this.#knocked && !this.#asked) return this.#ask(message)
    this.#speaker.drop()
  }

  /** The log goes as the network takes it: said at once, a long one would be more than a link holds. */
  next(): Message | undefined {
    return this.#pages.shift()
  }

  drop(): void {
    this.#speaker.drop()
  }

  gone(): void {
    clearTimeout(this.#late)
    this.#inside = undefined
    this.#pages = []
    if (!this.#asked) return
    this.#asked = undefined
    this.#on.changed(this.#on.circle)
  }

  /** A person's answer. A no also closes the invitation, and the page says so before: docs/decisions/0016. */
  answer(admit: boolean): 'admitted' | 'declined' | (typeof HOLDS_NO_MORE)[Ended] | 'not-allowed' {
    const asked = this.#asked
    if (!asked) return 'not-allowed'
    const { store, circle, invite } = this.#on
    if (!admit) {
      this.#asked = undefined
      const closed = store.uninvite(circle, invite)
      if (closed.ok) this.#on.admitted(circle, closed.value)
      this.#speaker.say({ t: 'closed', why: 'declined' })
      return 'declined'
    }
    const standing = this.#standing()
    if (standing !== 'open') {
      this.#asked = undefined
      this.#speaker.say({ t: 'closed', why: standing ?? 'used' })
      return HOLDS_NO_MORE[standing ?? 'used']
    }
    const { claim, proof, name } = asked
    const entry = store.admit(circle, { claim, proof, name })
    if (!entry.ok) {
      this.#speaker.say({ t: 'closed', why: 'used' })
      return entry.fault === 'not-allowed' ? 'not-allowed' : 'invitation-used'
    }
    this.#asked = undefined
    this.#inside = claim.devices.map(({ sign, box }) => deviceId(sign, box))
    this.look()
    this.#on.admitted(circle, entry.value)
    return 'admitted'
  }

  /** Whoever was let in and waits is welcomed as soon as the circle has agreed and they have its key. */
  look(): void {
    const ids = this.#inside
    if (!ids) return
    const { devices, epochs, epochHeads } = this.#on.store.state(this.#on.circle)
    const standing = ids.map(id => devices.get(hex(id))?.status)
    const active = standing.every(status => status === 'active')
    const keyed = epochHeads.every(epoch => ids.every(id => epochs.get(hex(epoch))?.boxes.has(hex(id))))
    if (active && keyed) {
      this.#inside = undefined
      return this.#welcome()
    }
    if (!active && !standing.every(status => status === 'pending')) {
      this.#inside = undefined
      return this.#speaker.say({ t: 'closed', why: 'used' })
    }
    if (!this.#saidSecond) this.#speaker.say({ t: 'second' })
    this.#saidSecond = true
  }

  #invitation() {
    return this.#on.store.state(this.#on.circle).invites.get(hex(this.#on.invite))
  }

  /** Whether the invitation still lets somebody in: by the log, and by this computer's clock. */
  #standing(): 'open' | Ended | undefined {
    const invitation = this.#invitation()
    if (!invitation) return undefined
    if (invitation.status === 'used') return 'used'
    if (invitation.status === 'revoked') return 'withdrawn'
    return invitation.expiry < this.#on.clock.now() ? 'expired' : 'open'
  }

  #open(sig: Uint8Array): void {
    const invitation = this.#invitation()
    if (!invitation || !verify('kinfold/knock/1', this.#speaker.transcript, sig, invitation.pk))
      return this.#speaker.drop()
    const standing = this.#standing()
    if (standing === 'expired' || standing === 'withdrawn')
      return this.#speaker.say({ t: 'closed', why: standing })
    this.#knocked = true
    const { store, circle, invite } = this.#on
    const { keys } = store.me(circle)
    const claim = hostClaim(circle, invite, this.#speaker.transcript)
    this.#speaker.say({
      t: 'host',
      circle,
      invite,
      name: store.name(circle),
      sign: keys.sign.publicKey,
      box: keys.box.publicKey,
      sig: sign('kinfold/host/1', claim, keys.sign.secretKey),
    })
  }

  #ask(request: Extract<Message, { t: 'request' }>): void {
    const { store, circle, invite } = this.#on
    const invitation = this.#invitation()
    if (!invitation) return this.#speaker.drop()
    const devices = request.devices.map(({ sign, box }) => ({
      sign: sign as SignPublic,
      box: box as BoxPublic,
    }))
    const claim: JoinClaim = {
      circle,
      invite,
      member: request.member as MemberId,
      devices,
      transcript: this.#speaker.transcript,
    }
    const proof: JoinProof = { invite: request.invite as Signature, devices: request.proofs as Signature[] }
    if (devices.length !== proof.devices.length || !checkJoin(claim, proof, invitation.pk))
      return this.#speaker.drop()
    const ids: DeviceId[] = devices.map(({ sign, box }) => deviceId(sign, box))
    // The yes was given, but the link broke before it arrived: the same keys may hear it again, nobody else.
    const standing = this.#standing()
    if (standing === 'expired' || standing === 'withdrawn')
      return this.#speaker.say({ t: 'closed', why: standing })
    clearTimeout(this.#late)
    if (standing === 'used') {
      this.#inside = ids
      return this.look()
    }
    const words = safetyWords(this.#speaker.transcript, store.me(circle).keys.id, ids)
    this.#asked = { claim, proof, name: request.name, words }
    this.#on.changed(circle)
  }

  #welcome(): void {
    const pages = pagesOf(this.#on.store.missingLog(this.#on.circle, []))
    this.#pages = pages.map(({ list, more }) => ({ t: 'welcome', log: list, more }))
    this.#speaker.pump()
  }
}
