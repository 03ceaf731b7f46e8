/**
 * Long messages over a data channel, whole and in order.
 *
 * A message above 262,144 bytes is lost without a word in Chromium (network.md, defect 1). Here each goes as frames of at
 * most FRAME bytes: one byte that says whether it is the last, then a piece. Frames wait while the channel's own buffer is
 * full; a message that grows past the cap on arrival closes the channel.
 */
import { FRAME } from '../../shared/contract/courier.ts'

const MORE = 0
const LAST = 1
/** Bytes in the channel's own buffer above which frames wait, and below which they go on. */
const HIGH = 1024 * 1024
const LOW = 256 * 1024

/** What simple-peer uses of a data channel. */
export class FramedChannel {
  readonly #channel: RTCDataChannel
  readonly #cap: number
  readonly #deaf: boolean
  readonly #waiting: Uint8Array<ArrayBuffer>[] = []
  #waitingBytes = 0
  #pieces: Uint8Array[] = []
  #length = 0

  onopen: ((event: Event) => void) | null = null
  onclose: ((event: Event) => void) | null = null
  onerror: ((event: Event) => void) | null = null
  onbufferedamountlow: (() => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null

  /** `cap`: bytes of the longest message taken in. `deaf`: messages are taken in and thrown away. */
  constructor(channel: RTCDataChannel, cap: number, deaf = false) {
    this.#channel = channel
    this.#cap = cap
    this.#deaf = deaf
    channel.binaryType = 'arraybuffer'
    channel.bufferedAmountLowThreshold = LOW
    channel.onopen = event => this.onopen?.(event)
    channel.onclose = event => this.onclose?.(event)
    channel.onerror = event => this.onerror?.(event)
    channel.onbufferedamountlow = () => {
      this.#pump()
      if (this.#waiting.length === 0) this.onbufferedamountlow?.()
    }
    channel.onmessage = event => this.#take(event.data)
  }

  get label(): string {
    return this.#channel.label
  }
  get readyState(): RTCDataChannelState {
    return this.#channel.readyState
  }
  get bufferedAmount(): number {
    return this.#channel.bufferedAmount + this.#waitingBytes
  }
  get binaryType(): BinaryType {
    return 'arraybuffer'
  }
  /** simple-peer sets both; the frames need them as they are. */
  set binaryType(_: BinaryType) {}
  get bufferedAmountLowThreshold(): number {
    return LOW
  }
  set bufferedAmountLowThreshold(_: number) {}

  send(message: string | ArrayBuffer | ArrayBufferView): void {
    if (this.#channel.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError')
    const bytes = asBytes(message)
    const step = FRAME - 1
    for (let at = 0; at === 0 || at < bytes.length; at += step) {
      const piece = bytes.subarray(at, at + step)
      const frame = new Uint8Array(piece.length + 1)
      frame[0] = at + step >= bytes.length ? LAST : MORE
      frame.set(piece, 1)
      this.#waiting.push(frame)
      this.#waitingBytes += frame.length
    }
    this.#pump()
  }

  close(): void {
    this.#channel.close()
  }

  #pump(): void {
    while (this.#channel.readyState === 'open' && this.#channel.bufferedAmount < HIGH) {
      const frame = this.#waiting.shift()
      if (!frame) return
      this.#waitingBytes -= frame.length
      this.#channel.send(frame)
    }
  }

  #take(data: unknown): void {
    const frame = data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array()
    const piece = frame.subarray(1)
    this.#length += piece.length
    const sound = (frame[0] === MORE && piece.length > 0) || frame[0] === LAST
    if (!sound || frame.length > FRAME || this.#length > this.#cap) {
      this.#pieces = []
      this.#length = 0
      this.#channel.close()
      return
    }
    this.#pieces.push(piece)
    if (frame[0] === MORE) return
    const whole = new Uint8Array(this.#length)
    let at = 0
    for (const part of this.#pieces) {
      whole.set(part, at)
      at += part.length
    }
    this.#pieces = []
    this.#length = 0
    if (!this.#deaf) this.onmessage?.({ data: whole.buffer })
  }
}

function asBytes(message: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof message === 'string') return new TextEncoder().encode(message)
  if (message instanceof ArrayBuffer) return new Uint8Array(message)
  return new Uint8Array(message.buffer, message.byteOffset, message.byteLength)
}

/** The label and the number of our own channel, agreed on both ends beforehand (RFC 8832 is not needed for it). */
const CHANNEL = 'kinfold/1'
const CHANNEL_ID = 100

export type Framing = {
  /** Bytes of the longest message taken in. */
  readonly cap: number
  /** Takes messages in and throws them away: for a carrier whose own words nobody needs. */
  readonly deaf: boolean
  /** Our own channel beside the framed one, opened on each connection. */
  readonly beside: (connection: RTCPeerConnection, channel: RTCDataChannel) => void
}

/** What simple-peer takes as `wrtc`. */
export type Wrtc = {
  readonly RTCPeerConnection: typeof RTCPeerConnection
  readonly RTCSessionDescription: typeof RTCSessionDescription
  readonly RTCIceCandidate: typeof RTCIceCandidate
}

type HearChannel = (event: { channel: FramedChannel }) => void

/** The realm's WebRTC, with every channel framed and our own one beside it. */
export function framed(realm: Wrtc, { cap, deaf, beside }: Framing): Wrtc {
  class FramedConnection extends realm.RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      beside(this, super.createDataChannel(CHANNEL, { negotiated: true, id: CHANNEL_ID }))
      // simple-peer takes the other end's channel by setting this property.
      let hear: HearChannel | null = null
      Object.defineProperty(this, 'ondatachannel', {
        get: () => hear,
        set(next: HearChannel | null) {
          hear = next
        },
      })
      this.addEventListener('datachannel', event => {
        hear?.({ channel: new FramedChannel(event.channel, cap, deaf) })
      })
    }
    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      return new FramedChannel(
        super.createDataChannel(label, options),
        cap,
        deaf,
      ) as unknown as RTCDataChannel
    }
  }
  return {
    RTCPeerConnection: FramedConnection,
    RTCSessionDescription: realm.RTCSessionDescription,
    RTCIceCandidate: realm.RTCIceCandidate,
  }
}
