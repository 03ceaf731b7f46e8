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
import type { Fetching } from '../blob/fetch.ts'
import type { BlobLink } from '../blob/link.ts'
import type { Heads } from '../envelope/heads.ts'
import type { End, Known, Missing } from '../exchange.ts'
import {
  BATCH,
  type Message,
  MOST_GATHERED,
  MOST_HUBS,
  MOST_LATE,
  MOST_NEAR,
  MOST_OUT,
  pagesOf,
} from '../link/message.ts'
import { ROOM } from '../log/room.ts'
import type { DeviceState } from '../log/state.ts'
import { deviceId } from '../names/device.ts'
import { hex } from '../names/hex.ts'
import type { CircleStore, Received } from '../store.ts'
import type { Line, Side } from '../together/side.ts'
import type { Together } from '../together/together.ts'
import type { Told } from './gather.ts'
import type { Speaker, Talk } from './links.ts'

/** How long a device may be silent about having other people's envelopes before they are passed on to it, in ms. */
const GRACE = 1500
/** Whether they still lack what was here so long ago is looked at so often, in ms. */
const LOOK = 500
const WHO = new TextEncoder().encode('who')
/** A device shows who it is within this time, or the link ends, in ms. */
const SHOW = 20_000
/** Addresses are taken from a device at most so often, in ms, unless its own are new. */
const DIAL_PACE = 10_000
/** Somebody who is out is given this long to take in what they are told, in ms; then the link ends. */
const PARTING = 5000
/** A batch of the backlog, in bytes: about a second on a slow link. */
const BATCH_BYTES = 256 * 1024
/** Pages of the log that are said at once; more of them wait until the network takes them, since a link holds no more than 16 MiB. */
const AT_ONCE = 8
/** What may come before one knows who the other side is, and how many of them. */
const EARLY: readonly Message['t'][] = ['heads', 'gathered', 'hubs', 'keys', 'envelopes', 'together-ask']
const MOST_EARLY = 16

export type StepEvents = {
  readonly store: CircleStore
  readonly clock: Clock
  readonly circle: CircleId
  /** K of the epoch in whose room this link is. */
  readonly key: EpochKey
  /** Whether it is one of now, whose key nobody has who is out. */
  readonly newest: () => boolean
  /** Somebody says that this device is out of the circle. `news`: something is otherwise here than it was before. */
  readonly parted: (circle: CircleId, news: boolean) => void
  /** Files of notes: this link takes part. */
  readonly files: Pick<Fetching, 'join' | 'leave'>
  /** Addresses of this computer's hub, as other hubs may dial them. */
  readonly hubs: () => readonly string[]
  /** Those of the other devices of this circle in reach, as each says itself. */
  readonly near: () => readonly string[]
  /** That device said these HEADS on this link: whoever gathers passes them on. */
  readonly said: (circle: CircleId, device: DeviceId, heads: Uint8Array) => void
  /** Of those whom this link's other side told so before, some may be told no more. */
  readonly gathered: (step: Step, heads: readonly Heads[], before: ReadonlySet<string>) => void
  /** Envelopes came, or log entries, or HEADS. */
  readonly received: (circle: CircleId, received: Received) => void
  readonly grew: (circle: CircleId) => void
  readonly heard: (circle: CircleId) => void
  /** `own`: where that device's hub answers; `near`: where it says others' do. */
  readonly dial: (circle: CircleId, device: DeviceId, own: readonly string[], near: readonly string[]) => void
  /** The other side's hub is somewhere new: the others in reach may want to know. */
  readonly moved: () => void
  readonly together: Together
}

const seqs = (store: CircleStore, circle: CircleId): Map<string, number> =>
  new Map(store.have(circle).map(({ device, seq }) => [hex(device), seq]))

/** A device of this circle on a link. Becomes `known` once it has proved which device it is and my log has it active. */
export class Step implements Talk, Told {
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
  /** Envelopes of forked devices that were sent, and how many such there were then: each goes once over a link. */
  readonly #asides = new Set<string>()
  /** Of the log, and what follows it. */
  readonly #pages: Message[] = []
  #behindLog: Message | undefined
  #sides = 0
  #held: Missing | undefined
  #gap: ReturnType<typeof setTimeout> | undefined
  /** What was here at each look, by device, the oldest first. */
  #looks: ReadonlyMap<string, number>[] = []
  /** Devices whose words had to be passed on here, and were not shown to come another way since. */
  readonly #apart = new Set<string>()
  #logGap: ReturnType<typeof setTimeout> | undefined
  /** The other side's log heads, when they said them last. */
  #theirLog: readonly EntryId[] | undefined
  #late: ReturnType<typeof setTimeout> | undefined
  #soon: ReturnType<typeof setTimeout> | undefined
  /** Entries that a device which is not known said here, and for which there was no room. */
  #crowded = 0
  #over = false
  /** The other side is out of the circle and was told so: nothing more is heard. */
  #parting: ReturnType<typeof setTimeout> | undefined
  /** The other side may say nothing until the log says otherwise. */
  #holding = false
  /** This device was let out: it gives nothing, and takes log entries alone. When that changes the link begins anew. */
  readonly #out: boolean
  /** What the other side, who knows us, says at once, while its log is still asked for. */
  #early: Message[] | undefined
  /** Our log heads when the other side was last told what it lacks. */
  #told = ''
  /** The epochs whose keys were asked for on this link. */
  readonly #asked = new Set<string>()
  #dialled = Number.NEGATIVE_INFINITY
  #files: BlobLink | undefined
  #side: Side | undefined
  /** Our HEADS, as they were last said here. */
  #said: Uint8Array | undefined
  #tells: ReadonlySet<string> = new Set()

  constructor(on: StepEvents, speaker: Speaker) {
    this.#on = on
    this.#speaker = speaker
    this.#out = this.#amOut()
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

  /** Whom the other side tells what it hears from others, by hex of the device. */
  get tells(): ReadonlySet<string> {
    return this.#tells
  }

  hear(message: Message): void {
    if (this.#parting || (this.#holding && message.t !== 'entries')) return
    if (this.#out && !['auth', 'entries', 'out'].includes(message.t)) return
    if (this.#early && EARLY.includes(message.t)) {
      if (this.#early.push(message) > MOST_EARLY) this.#speaker.drop()
      return
    }
    switch (message.t) {
      case 'auth':
        return this.#recognise(message)
      case 'who':
        if (!this.#shown || this.#saidWho || !equal(message.proof, this.#proof(WHO)))
          return this.#speaker.drop()
        // In the room of an epoch that has passed, those who are out hold the key too.
        if (!this.#known && !this.#on.newest()) return this.#speaker.drop()
        this.#saidWho = true
        return this.log(this.#on.store.missingLog(this.#on.circle, []))
      case 'entries':
        return this.#entries(message)
      case 'heads':
        return this.#known ? this.#heads(message.heads) : this.#speaker.drop()
      case 'gathered':
        return this.#known ? this.#gathered(message) : this.#speaker.drop()
      case 'envelopes':
        return this.#known ? this.#envelopes(message.list) : this.#speaker.drop()
      case 'hubs':
        return this.#known ? this.#dial(message) : this.#speaker.drop()
      case 'keys':
        return this.#known ? this.#sealAgain(message.epochs as EntryId[]) : this.#speaker.drop()
      case 'boxes':
        return this.#known ? this.#takeLate(message) : this.#speaker.drop()
      case 'out':
        return this.#hearOut(message.list)
      case 'file-list':
      case 'file-hashes':
      case 'file-want':
      case 'file-chunk':
      case 'file-none':
        if (!this.#known || !this.#files?.hear(message)) this.#speaker.drop()
        return
      case 'together-ask':
      case 'together-same':
      case 'together':
        return this.#side ? this.#side.hear(message) : this.#speaker.drop()
      case 'knock':
      case 'host':
      case 'request':
      case 'welcome':
      case 'second':
      case 'device-knock':
      case 'device-host':
      case 'device-mine':
      case 'device-yes':
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
    clearTimeout(this.#logGap)
    clearTimeout(this.#late)
    clearTimeout(this.#soon)
    clearTimeout(this.#parting)
    this.#unknown()
    this.#over = true
    if (this.#files) this.#on.files.leave(this.#files)
  }

  /** The log has grown: whoever is not of the circle any more is told so, and nothing else. True when they were. */
  look(): boolean {
    if (this.#over) return false
    if (this.#amOut() !== this.#out) {
      this.#speaker.drop()
      return true
    }
    if (this.#out) return true
    if (!this.#other) return false
    if (!this.#parting && this.#isHeld(this.#other.id)) {
      if (!this.#holding) this.#hold()
      return false
    }
    if (!this.#parting && !this.#isOut(this.#other.id)) {
      if (this.#holding) {
        this.#holding = false
        this.log(this.#on.store.missingLog(this.#on.circle, []))
        this.#admit()
      }
      this.#askKeys()
      this.#watchLog()
      this.#side?.look()
      return false
    }
    if (!this.#parting) this.#part(this.#other.id)
    return true
  }

  #amOut(): boolean {
    return this.#on.store.me(this.#on.circle).putOut
  }

  #hearOut(list: readonly Uint8Array[]): void {
    const { store, circle } = this.#on
    const now = (): string => {
      const { active, parted } = store.me(circle)
      return [active, parted, ...store.logHeads(circle).map(hex)].join()
    }
    const before = now()
    store.parted(circle, list)
    this.#on.parted(circle, now() !== before)
    // Whoever is out and hears it again waits for the other side to end it: they would meet again at once.
    if (!this.#out) this.#speaker.drop()
  }

  #status(id: DeviceId): DeviceState['status'] | undefined {
    return this.#on.store.state(this.#on.circle).devices.get(hex(id))?.status
  }

  #isOut(id: DeviceId): boolean {
    const status = this.#status(id)
    return status !== undefined && status !== 'active' && status !== 'pending' && !this.#isHeld(id)
  }

  #isHeld(id: DeviceId): boolean {
    const status = this.#status(id)
    return status === 'suspended' || status === 'forked'
  }

  /**
   * A device that may say nothing just now, and does not have to know it: it is shown the log, and nothing else. Of two that
   * ask to shut each other out the one that stays hears so here, and goes on.
   */
  #hold(): void {
    this.#holding = true
    this.#unknown()
    clearTimeout(this.#late)
    this.#show()
    this.log(this.#on.store.missingLog(this.#on.circle, []))
  }

  /** Nothing more of what is only for those who are in. */
  #unknown(): void {
    this.#known = false
    this.#said = undefined
    this.#tells = new Set()
    if (this.#side) this.#on.together.part(this.#side)
    this.#side = undefined
  }

  #part(id: DeviceId): void {
    this.#unknown()
    clearTimeout(this.#late)
    this.#parting = setTimeout(() => this.#speaker.drop(), PARTING)
    const list = this.#on.store.parting(this.#on.circle, id).slice(0, MOST_OUT)
    if (list.length > 0) this.#speaker.say({ t: 'out', list })
    else this.#speaker.drop()
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
      device: have.device,
      seq: equal(have.device, device) ? (this.#sent.get(hex(device)) ?? 0) : have.seq,
    }))
    this.#begin(theirs, 'all')
  }

  /** Say what we have: after something came, and at the start. False where it was said already. */
  announce(heads: Uint8Array): boolean {
    if (!this.#known || (this.#said && equal(this.#said, heads))) return false
    this.#said = heads
    this.#speaker.say({ t: 'heads', heads })
    return true
  }

  /** Say what others said, and `own` among it. */
  pass(list: readonly Uint8Array[], among: readonly DeviceId[], own: Uint8Array): void {
    if (!this.#known) return
    this.#said = own
    for (let at = 0; at === 0 || at < list.length; at += MOST_GATHERED)
      this.#speaker.say({
        t: 'gathered',
        list: list.slice(at, at + MOST_GATHERED),
        among: among.slice(0, MOST_GATHERED),
      })
  }

  /** What was said here last is said again when it is asked for. */
  forgetSaid(): void {
    this.#said = undefined
  }

  hubs(): void {
    const list = [...this.#on.hubs()].slice(0, MOST_HUBS)
    const near = [...new Set(this.#on.near())].filter(address => !this.#addresses.includes(address))
    if (this.#known && list.length + near.length > 0)
      this.#speaker.say({ t: 'hubs', list, near: near.slice(0, MOST_NEAR) })
  }

  /** Log entries the other side may lack, in pages. */
  log(entries: readonly Uint8Array[]): void {
    if (this.#over || this.#parting || entries.length === 0) return
    const pages = pagesOf(entries).map(page => ({ t: 'entries' as const, ...page }))
    if (this.#pages.length === 0 && pages.length <= AT_ONCE) {
      for (const page of pages) this.#speaker.say(page)
      return
    }
    this.#pages.push(...pages)
    this.#speaker.pump()
  }

  later(): Message | undefined {
    return this.#known ? this.#files?.later() : undefined
  }

  next(): Message | undefined {
    // Where somebody's cursor is now goes before words of long ago.
    const here = this.#side?.next()
    if (here) return here
    const page = this.#pages.shift()
    if (page) return page
    const batch = this.#behindLog ?? this.#batch()
    this.#behindLog = undefined
    if (batch || !this.#more) return batch
    const device = this.#more
    this.#more = undefined
    this.own(device)
    return this.#batch()
  }

  #batch(): Message | undefined {
    const backlog = this.#backlog
    if (!this.#known || !backlog) return undefined
    const own = this.#on.store.me(this.#on.circle).keys.id
    const list: Uint8Array[] = []
    let bytes = 0
    let others = false
    while (list.length < BATCH) {
      const item = this.#held ?? (backlog.next().value as Missing | undefined)
      this.#held = undefined
      if (!item) {
        this.#backlog = undefined
        break
      }
      if (item.aside ? this.#asides.has(item.aside) : item.seq <= (this.#sent.get(hex(item.device)) ?? 0))
        continue
      if (list.length > 0 && bytes + item.bytes.length > BATCH_BYTES) {
        this.#held = item
        break
      }
      list.push(item.bytes)
      bytes += item.bytes.length
      others ||= !equal(item.device, own)
      if (item.aside) this.#asides.add(item.aside)
      this.#sent.set(hex(item.device), Math.max(item.seq, this.#sent.get(hex(item.device)) ?? 0))
    }
    if (list.length === 0) return undefined
    // Words of a device that they never heard of would be a stranger's to them: what the log says of it goes first.
    if (others && this.#theirLog) this.#tellLog(this.#theirLog)
    const page = this.#pages.shift()
    if (page) this.#behindLog = { t: 'envelopes', list }
    return page ?? { t: 'envelopes', list }
  }

  #start(theirs: readonly End[]): void {
    this.#sides = this.#on.store.sides(this.#on.circle)
    this.#begin(theirs, this.#asides)
  }

  #begin(theirs: readonly End[], known: Known): void {
    this.#backlog = this.#on.store.missing(this.#on.circle, theirs, known)[Symbol.iterator]()
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
    if (this.#out) {
      // It stays: two who are both out tell each other nothing, and would meet for ever.
      clearTimeout(this.#late)
      return this.#ask()
    }
    if (this.#isOut(id)) return this.#part(id)
    if (this.#isHeld(id)) return this.#hold()
    if (!this.#admit()) this.#ask()
  }

  /** For the log. Whoever is asked wants to know who asks. */
  #ask(): void {
    this.#show()
    this.#speaker.say({ t: 'who', proof: this.#proof(WHO) })
    this.#early = []
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
    this.announce(this.#on.store.ownHeads(this.#on.circle))
    this.hubs()
    this.#askKeys()
    this.#join(this.#other)
    this.#on.heard(this.#on.circle)
    this.#files ??= this.#on.files.join({
      circle: this.#on.circle,
      device: this.#other.id,
      open: () => this.#known && this.#on.newest(),
      say: message => this.#speaker.say(message),
      pump: () => this.#speaker.pump(),
    })
    const early = this.#early ?? []
    this.#early = undefined
    for (const message of early) this.hear(message)
    return true
  }

  #join({ id, sign }: Line['other']): void {
    const { store, circle, key, newest, together } = this.#on
    const { transcript, say, pump, drop } = this.#speaker
    const { keys, member } = store.me(circle)
    const theirs = store.state(circle).devices.get(hex(id))?.member
    // One's own other computer is nobody to write together with.
    const fits = (): boolean => newest() && theirs !== undefined && !equal(theirs, member)
    const line: Line = { circle, key, transcript, other: { id, sign }, keys, fits, say, pump, drop }
    this.#side = together.join(line)
  }

  #entries({ list, more }: Extract<Message, { t: 'entries' }>): void {
    const { store, circle } = this.#on
    if (!this.#other) return this.#speaker.drop()
    const imported = store.importLog(circle, list)
    if (imported.added.length > 0) this.#on.grew(circle)
    // Nobody's log holds such: whoever is not known yet says it to keep this device busy.
    if (!this.#known && imported.invalid.length > 0) return this.#speaker.drop()
    if (this.look() || this.#holding) return
    if (this.#known || this.#admit()) return
    // An honest log holds what one member said beside themselves, and no more of it than finds room in one.
    this.#crowded += imported.crowded
    if (!more || this.#crowded > ROOM.spare) this.#speaker.drop()
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
    const heads = store.readHeads(circle, bytes, this.#other?.id)
    if (!heads.ok || !this.#other || !equal(heads.value.device, this.#other.id)) return this.#speaker.drop()
    this.#on.said(circle, this.#other.id, bytes)
    this.#take(heads.value)
    this.#on.heard(circle)
  }

  /** Its own as over this link from that device; others' as far as they are signed. */
  #gathered({ list, among }: Extract<Message, { t: 'gathered' }>): void {
    const { store, circle } = this.#on
    const before = this.#tells
    this.#tells = new Set(among.map(hex))
    const read = store.readGathered(circle, list)
    if (read.some(heads => !heads.ok && heads.fault !== 'unknown-device')) return this.#speaker.drop()
    this.#on.gathered(
      this,
      read.flatMap(heads => (heads.ok ? [heads.value] : [])),
      before,
    )
    this.#on.heard(circle)
  }

  /** What the other side says that it has, as somebody else heard it. Over this link it was said at its beginning. */
  learn(heads: Heads): void {
    if (this.#known && this.#sent.size > 0) this.#take(heads)
  }

  #take(heads: Heads): void {
    const { store, circle } = this.#on
    const first = this.#sent.size === 0
    const { devices } = store.state(circle)
    for (const { device, seq } of heads.have) {
      const key = hex(device)
      if (!devices.has(key)) continue
      if (!first && seq > (this.#sent.get(key) ?? 0)) this.#apart.delete(key)
      this.#sent.set(key, first ? seq : Math.max(seq, this.#sent.get(key) ?? 0))
    }
    this.#theirLog = heads.log
    this.#tellLog(heads.log)
    this.#askKeys()
    if (first || store.differs(circle, heads.have)) return this.#start(heads.have)
    this.watch()
  }

  /**
   * Where there is one that was not asked for on this link: such ones, and with them others again. Whoever has none of them
   * says nothing, so keys that nobody has keep nobody from the rest.
   */
  #askKeys(): void {
    if (!this.#known) return
    const lacking = this.#on.store.lacking(this.#on.circle)
    const fresh = lacking.filter(epoch => !this.#asked.has(hex(epoch)))
    if (fresh.length === 0) return
    const epochs = [...fresh, ...lacking.filter(epoch => this.#asked.has(hex(epoch)))].slice(0, MOST_LATE)
    for (const epoch of epochs) this.#asked.add(hex(epoch))
    this.#speaker.say({ t: 'keys', epochs })
  }

  #sealAgain(epochs: readonly EntryId[]): void {
    if (!this.#other) return
    const list = this.#on.store.sealAgain(this.#on.circle, this.#other.id, epochs)
    if (list.length > 0) this.#speaker.say({ t: 'boxes', list })
  }

  #takeLate({ list }: Extract<Message, { t: 'boxes' }>): void {
    const { store, circle } = this.#on
    const received = store.takeLate(
      circle,
      list.map(({ epoch, box }) => ({ epoch: epoch as EntryId, box })),
    )
    if (!received) return
    this.#on.received(circle, received)
    this.#on.grew(circle)
  }

  /** Once for what we have: whoever asks again for the same has it on the way already. */
  #tellLog(theirs: readonly EntryId[]): void {
    const { store, circle } = this.#on
    const ours = store.logHeads(circle).map(hex).join()
    if (ours === this.#told) return
    this.#told = ours
    this.log(store.missingLog(circle, theirs))
  }

  /** What they lack of the log is probably on its way from its author, as words are: else it is passed on. */
  #watchLog(): void {
    if (this.#logGap || !this.#known) return
    this.#logGap = setTimeout(() => {
      this.#logGap = undefined
      if (this.#known && this.#theirLog) this.#tellLog(this.#theirLog)
    }, GRACE)
  }

  /**
   * What they lack of others' words is probably on its way from its author: what they still lack of it after GRACE is passed
   * on. Where words are written all the time there is always something that they were not heard to have yet.
   */
  watch(): void {
    if (this.#gap || !this.#known || !this.#behind()) return
    this.#looks = []
    this.#look()
  }

  #look(): void {
    const { store, circle } = this.#on
    this.#looks.push(seqs(store, circle))
    this.#gap = setTimeout(() => {
      this.#gap = undefined
      if (!this.#known) return
      this.#fill(this.#looks.length * LOOK < GRACE ? undefined : this.#looks.shift())
      if (this.#behind()) this.#look()
    }, LOOK)
  }

  #behind(): boolean {
    const { store, circle } = this.#on
    if (this.#newSides()) return true
    return [...seqs(store, circle)].some(([device, seq]) => seq > (this.#sent.get(device) ?? 0))
  }

  /** `then`: what was here when there was still time; unset while there is. Who is known to get it no other way gets it now. */
  #fill(then: ReadonlyMap<string, number> | undefined): void {
    if (this.#backlog) return
    const { store, circle } = this.#on
    const sent = (device: string): number => this.#sent.get(device) ?? 0
    for (const [device, seq] of then ?? []) if (seq > sent(device)) this.#apart.add(device)
    const have = store.have(circle)
    const theirs = have.map(({ device, seq }) => {
      const key = hex(device)
      return { device, seq: this.#apart.has(key) ? Math.min(seq, sent(key)) : seq }
    })
    const late = theirs.some(({ seq }, i) => seq < (have[i]?.seq ?? 0))
    if (late || (then && this.#newSides())) this.#start(theirs)
  }

  #newSides(): boolean {
    return this.#on.store.sides(this.#on.circle) > this.#sides
  }

  #envelopes(list: Uint8Array[]): void {
    const { store, circle } = this.#on
    const received = store.receive(circle, list)
    this.#on.received(circle, received)
  }
}
