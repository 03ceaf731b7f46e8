/**
 * Two devices of one circle, in step: each shows who it is, signed over the link's transcript; then signed HEADS say what
 * each has, and only what is missing travels, once.
 *
 * One's own new envelopes go out at once to every device in reach. Other people's are passed on only to a device whose
 * HEADS show that it lacks them, so in a full mesh of N an edit is N-1 envelopes, and in a chain it still arrives.
 */

import { concat, equal } from '../../../../shared/bytes.ts'
import type { Clock } from '../../../../shared/clock.ts'
import { absurd } from '../../../../shared/result.ts'
import { keyed } from '../../crypto/hash.ts'
import type { BoxPublic, CircleId, DeviceId, EntryId, EpochKey, SignPublic } from '../../crypto/keys.ts'
import { sign, verify } from '../../crypto/sign.ts'
import type { Have } from '../envelope/header.ts'
import type { Missing } from '../exchange.ts'
import { BATCH, type Message, MOST_HUBS, MOST_NEAR, pagesOf } from '../link/message.ts'
import { deviceId } from '../names/device.ts'
import { hex } from '../names/hex.ts'
import type { CircleStore, Received } from '../store.ts'
import type { Speaker, Talk } from './links.ts'

/** How long a device may be silent about having other people's envelopes before they are passed on to it, in ms. */
const GRACE = 1500
const WHO = new TextEncoder().encode('who')
/** A device shows who it is within this time, or the link ends, in ms. */
const SHOW = 20_000
/** Addresses are taken from a device at most so often, in ms, unless its own are new. */
const DIAL_PACE = 10_000
/** A batch of the backlog, in bytes: about a second on a slow link. */
const BATCH_BYTES = 256 * 1024

export type StepEvents = {
  readonly store: CircleStore
  readonly clock: Clock
  readonly circle: CircleId
  /** K of the epoch in whose room this link is. */
  readonly key: EpochKey
  /** Addresses of this computer's hub, as other hubs may dial them. */
  readonly hubs: () => readonly string[]
  /** Those of the other devices of this circle in reach, as each says itself. */
  readonly near: () => readonly string[]
  /** Envelopes came, or log entries, or HEADS. */
  readonly received: (circle: CircleId, received: Received) => void
  readonly grew: (circle: CircleId) => void
  readonly heard: (circle: CircleId) => void
  /** `own`: where that device's hub answers; `near`: where it says others' do. */
  readonly dial: (circle: CircleId, device: DeviceId, own: readonly string[], near: readonly string[]) => void
  /** The other side's hub is somewhere new: the others in reach may want to know. */
  readonly moved: () => void
}

const seqs = (store: CircleStore, circle: CircleId): Map<string, number> =>
  new Map(store.have(circle).map(({ device, seq }) => [hex(device), seq]))

/** A device of this circle on a link. Becomes `known` once it has proved which device it is and my log has it active. */
export class Step implements Talk {
  readonly #on: StepEvents
  readonly #speaker: Speaker
  #other: { id: DeviceId; sign: SignPublic; box: BoxPublic } | undefined
  #addresses: readonly string[] = []
  #known = false
  #saidWho = false
  #shown = false
  /** What the other side has, by device: from its HEADS, and from what was sent since. */
  readonly #sent = new Map<string, number>()
  #backlog: Iterator<Missing> | undefined
  /** Own words were committed while the backlog was being sent. */
  #more: DeviceId | undefined
  #held: Missing | undefined
  #gap: ReturnType<typeof setTimeout> | undefined
  #late: ReturnType<typeof setTimeout> | undefined
  #soon: ReturnType<typeof setTimeout> | undefined
  #over = false
  /** Our log heads when the other side was last told what it lacks. */
  #told = ''
  #dialled = Number.NEGATIVE_INFINITY

  constructor(on: StepEvents, speaker: Speaker) {
    this.#on = on
    this.#speaker = speaker
    this.#late = setTimeout(() => {
      if (!this.#known) speaker.drop()
    }, SHOW)
    if (speaker.end === 'initiator') this.#show()
  }

  /** Where the other side says that its own hub can be dialled: what may be passed on, once. */
  get addresses(): readonly string[] {
    return this.#known ? this.#addresses : []
  }

  get known(): boolean {
    return this.#known
  }

  get device(): DeviceId | undefined {
    return this.#known ? this.#other?.id : undefined
  }

  hear(message: Message): void {
    switch (message.t) {
      case 'auth':
        return this.#recognise(message)
      case 'who':
        if (!this.#shown || this.#saidWho || !equal(message.proof, this.#proof(WHO)))
          return this.#speaker.drop()
        this.#saidWho = true
        return this.log(this.#on.store.missingLog(this.#on.circle, []))
      case 'entries':
        return this.#entries(message)
      case 'heads':
        return this.#known ? this.#heads(message.heads) : this.#speaker.drop()
      case 'envelopes':
        return this.#known ? this.#envelopes(message.list) : this.#speaker.drop()
      case 'hubs':
        return this.#known ? this.#dial(message) : this.#speaker.drop()
      case 'knock':
      case 'host':
      case 'request':
      case 'welcome':
      case 'closed':
        return this.#speaker.drop()
      default:
        return absurd(message)
    }
  }

  drop(): void {
    this.#speaker.drop()
  }

  gone(): void {
    clearTimeout(this.#gap)
    clearTimeout(this.#late)
    clearTimeout(this.#soon)
    this.#known = false
    this.#over = true
  }

  /** Own words were committed: send them at once. */
  own(device: DeviceId): void {
    if (!this.#known) return
    if (this.#backlog) {
      this.#more = device
      return
    }
    const { store, circle } = this.#on
    const theirs = store.have(circle).map(have => ({
      ...have,
      seq: equal(have.device, device) ? (this.#sent.get(hex(device)) ?? 0) : have.seq,
    }))
    this.#start(theirs)
  }

  /** Say what we have: after something came, and at the start. */
  announce(): void {
    if (this.#known) this.#speaker.say({ t: 'heads', heads: this.#on.store.ownHeads(this.#on.circle) })
  }

  hubs(): void {
    const list = [...this.#on.hubs()].slice(0, MOST_HUBS)
    const near = [...new Set(this.#on.near())].filter(address => !this.#addresses.includes(address))
    if (this.#known && list.length + near.length > 0)
      this.#speaker.say({ t: 'hubs', list, near: near.slice(0, MOST_NEAR) })
  }

  /** Log entries the other side may lack, in pages. */
  log(entries: readonly Uint8Array[]): void {
    if (this.#over || entries.length === 0) return
    for (const page of pagesOf(entries)) this.#speaker.say({ t: 'entries', ...page })
  }

  next(): Message | undefined {
    const batch = this.#batch()
    if (batch || !this.#more) return batch
    const device = this.#more
    this.#more = undefined
    this.own(device)
    return this.#batch()
  }

  #batch(): Message | undefined {
    const backlog = this.#backlog
    if (!this.#known || !backlog) return undefined
    const list: Uint8Array[] = []
    let bytes = 0
    while (list.length < BATCH) {
      const item = this.#held ?? (backlog.next().value as Missing | undefined)
      this.#held = undefined
      if (!item) {
        this.#backlog = undefined
        break
      }
      if (item.seq <= (this.#sent.get(hex(item.device)) ?? 0)) continue
      if (list.length > 0 && bytes + item.bytes.length > BATCH_BYTES) {
        this.#held = item
        break
      }
      list.push(item.bytes)
      bytes += item.bytes.length
      this.#sent.set(hex(item.device), item.seq)
    }
    return list.length > 0 ? { t: 'envelopes', list } : undefined
  }

  #start(theirs: readonly Have[]): void {
    this.#backlog = this.#on.store.missing(this.#on.circle, theirs)[Symbol.iterator]()
    this.#speaker.pump()
  }

  /** initiator: H(circle | 'initiator' | own id | transcript). responder: the initiator's id as well. */
  #claim(end: 'initiator' | 'responder', own: DeviceId, initiator: DeviceId | undefined): Uint8Array {
    const role = new TextEncoder().encode(end)
    return concat(this.#on.circle, role, own, initiator ?? new Uint8Array(), this.#speaker.transcript)
  }

  #show(): void {
    if (this.#shown) return
    this.#shown = true
    const { keys } = this.#on.store.me(this.#on.circle)
    const claim = this.#claim(
      this.#speaker.end,
      keys.id,
      this.#speaker.end === 'responder' ? this.#other?.id : undefined,
    )
    const sig = sign('kinfold/hs/1', claim, keys.sign.secretKey)
    this.#speaker.say({
      t: 'auth',
      sign: keys.sign.publicKey,
      box: keys.box.publicKey,
      sig,
      proof: this.#proof(keys.id),
    })
  }

  /** That whoever speaks holds the epoch's key, on this link; of a deviceId, or of the question who one is. */
  #proof(of: Uint8Array): Uint8Array {
    return keyed(this.#on.key, 'kinfold/room-proof/1', this.#speaker.transcript, of)
  }

  #recognise(auth: Extract<Message, { t: 'auth' }>): void {
    if (this.#other) return this.#speaker.drop()
    const theirEnd = this.#speaker.end === 'initiator' ? 'responder' : 'initiator'
    const id = deviceId(auth.sign as SignPublic, auth.box as BoxPublic)
    const me = this.#on.store.me(this.#on.circle)
    const claim = this.#claim(theirEnd, id, theirEnd === 'responder' ? me.keys.id : undefined)
    if (!equal(auth.proof, this.#proof(id))) return this.#speaker.drop()
    if (equal(id, me.keys.id) || !verify('kinfold/hs/1', claim, auth.sig, auth.sign as SignPublic))
      return this.#speaker.drop()
    this.#other = { id, sign: auth.sign as SignPublic, box: auth.box as BoxPublic }
    if (!this.#admit()) this.#speaker.say({ t: 'who', proof: this.#proof(WHO) })
  }

  /** True when the device on the other end is active in my log; then it is told who I am, and what I have. */
  #admit(): boolean {
    if (this.#known || !this.#other) return this.#known
    const device = this.#on.store.state(this.#on.circle).devices.get(hex(this.#other.id))
    if (device?.status !== 'active') return false
    this.#known = true
    clearTimeout(this.#late)
    this.#speaker.trust()
    this.#show()
    this.announce()
    this.hubs()
    this.#on.heard(this.#on.circle)
    return true
  }

  #entries({ list, more }: Extract<Message, { t: 'entries' }>): void {
    const { store, circle } = this.#on
    if (!this.#other) return this.#speaker.drop()
    const imported = store.importLog(circle, list)
    if (imported.added.length > 0) this.#on.grew(circle)
    if (!this.#known && !this.#admit() && !more) this.#speaker.drop()
  }

  /** What comes too soon waits, and the last of it is taken: nobody says it twice. */
  #dial(said: Extract<Message, { t: 'hubs' }>): void {
    const { list, near } = said
    const now = this.#on.clock.now()
    const moved = list.join() !== this.#addresses.join()
    const early = DIAL_PACE - Math.abs(now - this.#dialled)
    clearTimeout(this.#soon)
    if (early > 0 && !moved) {
      this.#soon = setTimeout(() => this.#dial(said), early)
      return
    }
    this.#dialled = now
    this.#addresses = list
    if (this.#other) this.#on.dial(this.#on.circle, this.#other.id, list, near)
    if (moved) this.#on.moved()
  }

  #heads(bytes: Uint8Array): void {
    const { store, circle } = this.#on
    const heads = store.readHeads(circle, bytes)
    if (!heads.ok || !this.#other || !equal(heads.value.device, this.#other.id)) return this.#speaker.drop()
    const first = this.#sent.size === 0
    const { devices } = store.state(circle)
    for (const { device, seq } of heads.value.have) {
      const key = hex(device)
      if (!devices.has(key)) continue
      this.#sent.set(key, first ? seq : Math.max(seq, this.#sent.get(key) ?? 0))
    }
    this.#tellLog(heads.value.log)
    this.#on.heard(circle)
    if (first) return this.#start(heads.value.have)
    this.watch()
  }

  /** Once for what we have: whoever asks again for the same has it on the way already. */
  #tellLog(theirs: readonly EntryId[]): void {
    const { store, circle } = this.#on
    const ours = store.logHeads(circle).map(hex).join()
    if (ours === this.#told) return
    this.#told = ours
    this.log(store.missingLog(circle, theirs))
  }

  /** What they lack of others' words is probably on its way from its author: wait, look again, then pass it on. */
  watch(): void {
    if (this.#gap || !this.#known || !this.#behind()) return
    this.#gap = setTimeout(() => {
      this.#gap = undefined
      if (this.#known) this.#fill()
    }, GRACE)
  }

  #behind(): boolean {
    return [...seqs(this.#on.store, this.#on.circle)].some(
      ([device, seq]) => seq > (this.#sent.get(device) ?? 0),
    )
  }

  #fill(): void {
    if (this.#backlog || !this.#behind()) return
    const { store, circle } = this.#on
    this.#start(store.have(circle).map(have => ({ ...have, seq: this.#sent.get(hex(have.device)) ?? 0 })))
  }

  #envelopes(list: Uint8Array[]): void {
    const { store, circle } = this.#on
    const received = store.receive(circle, list)
    this.#on.received(circle, received)
  }
}
