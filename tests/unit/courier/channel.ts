/** A pair of data channels without a network: ordered, with a buffer that empties only when told to. */

export class FakeChannel {
  readyState: RTCDataChannelState = 'open'
  readonly label = 'fake'
  binaryType = 'blob'
  bufferedAmount = 0
  bufferedAmountLowThreshold = 0
  largest = 0
  most = 0
  onopen: ((event: Event) => void) | null = null
  onclose: ((event: Event) => void) | null = null
  onerror: ((event: Event) => void) | null = null
  onbufferedamountlow: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  other: FakeChannel | undefined
  readonly #under: Uint8Array[] = []

  send(bytes: Uint8Array): void {
    // As Chromium does, and without the grace of an exception (network.md, defect 1).
    if (bytes.length > 262_144) throw new TypeError('too large')
    this.largest = Math.max(this.largest, bytes.length)
    this.bufferedAmount += bytes.length
    this.most = Math.max(this.most, this.bufferedAmount)
    this.#under.push(bytes.slice())
  }

  /** Delivers what is under way, at most `frames` of it. */
  flow(frames = Number.POSITIVE_INFINITY): number {
    let done = 0
    while (done < frames) {
      const next = this.#under.shift()
      if (!next) break
      done += 1
      const before = this.bufferedAmount
      this.bufferedAmount -= next.length
      this.other?.onmessage?.({ data: next.buffer })
      if (before > this.bufferedAmountLowThreshold && this.bufferedAmount <= this.bufferedAmountLowThreshold)
        this.onbufferedamountlow?.()
    }
    return done
  }

  close(): void {
    if (this.readyState === 'closed') return
    this.readyState = 'closed'
    this.onclose?.(new Event('close'))
  }
}

export function pair(): [FakeChannel, FakeChannel] {
  const [one, two] = [new FakeChannel(), new FakeChannel()]
  one.other = two
  two.other = one
  return [one, two]
}

export const asChannel = (fake: FakeChannel): RTCDataChannel => fake as unknown as RTCDataChannel
