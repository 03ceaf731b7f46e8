/**
 * One socket for multicast DNS on one interface, in the shape that multicast-dns takes it.
 *
 * What comes in is a stranger's: only what its own subnet sent from the port of multicast DNS, that is short and speaks of
 * us, is handed on, and so much a second. What the libraries behind it throw at a packet ends here.
 */
import { createSocket } from 'node:dgram'
import { EventEmitter } from 'node:events'
import { type Own, subnetOf } from './network.ts'
import { pace } from './pace.ts'

/** RFC 6762, 3 and 5. */
export const MULTICAST = { port: 5353, 4: '224.0.0.251', 6: 'ff02::fb' } as const

/** The word without which a packet is not worth reading. */
const WORD = Buffer.from('_kinfold')
/** Bytes: ours have less than 300. */
const LONGEST = 1500
/** Packets a second from one address, and from all. */
const ONE = { rate: 10, burst: 40 }
const ALL = { rate: 200, burst: 400 }
/** Addresses whose pace is remembered. */
const SOURCES = 256
/** What we say in a second, whatever we are asked. */
const SAID = { rate: 2, burst: 10 }

export type AirNews = {
  /** Another computer spoke, of whatever: the one at this address. */
  readonly heard: (host: string) => void
  /** The system refuses it, or (null) does no longer. */
  readonly blocked: (error: string | null) => void
}

export class Air extends EventEmitter {
  readonly #own: Own
  readonly #isNear: (host: string) => boolean
  readonly #news: AirNews
  readonly #now: () => number
  readonly #socket: ReturnType<typeof createSocket>
  readonly #sources = new Map<string, () => boolean>()
  readonly #mayHear: () => boolean
  readonly #maySay: () => boolean
  #closed = false

  constructor(own: Own, news: AirNews, now: () => number) {
    super()
    this.#own = own
    this.#isNear = subnetOf(own)
    this.#news = news
    this.#now = now
    this.#mayHear = pace(ALL, now)
    this.#maySay = pace(SAID, now)
    this.#socket = createSocket({
      type: own.family === 4 ? 'udp4' : 'udp6',
      reuseAddr: true,
      ipv6Only: own.family === 6,
    })
    this.#socket.on('error', error => this.#refused(error))
    this.#socket.on('message', (bytes, from) => this.#hear(bytes, from))
  }

  /** Resolves when it may be spoken through; false where the system refuses. */
  open(): Promise<boolean> {
    const { family, address, zone } = this.#own
    const way = family === 4 ? address : `::%${zone}`
    return new Promise(resolve => {
      this.#socket.once('error', () => resolve(false))
      this.#socket.bind({ port: MULTICAST.port, address: family === 4 ? '0.0.0.0' : '::' }, () => {
        try {
          this.#socket.addMembership(MULTICAST[family], way)
          this.#socket.setMulticastInterface(way)
          this.#socket.setMulticastTTL(255)
          this.#socket.setMulticastLoopback(true)
          resolve(!this.#closed)
        } catch (error) {
          this.#refused(error)
          resolve(false)
        }
      })
    })
  }

  /** As multicast-dns calls it. */
  send(bytes: Buffer, offset: number, length: number, port: number, address: string, done: () => void): void {
    if (this.#closed || !this.#maySay()) return done()
    const to = this.#own.family === 4 ? address : `${address}%${this.#own.zone}`
    this.#socket.send(bytes, offset, length, port, to, error => {
      if (error) this.#refused(error)
      else if (!this.#closed) this.#news.blocked(null)
      done()
    })
  }

  close(done?: () => void): void {
    if (this.#closed) return done?.()
    this.#closed = true
    this.#socket.close(done)
  }

  #refused(error: unknown): void {
    if (!this.#closed) this.#news.blocked(String((error as { code?: unknown }).code ?? 'EIO'))
  }

  #hear(bytes: Buffer, from: { address: string; port: number }): void {
    if (this.#closed || from.port !== MULTICAST.port || !this.#isNear(from.address)) return
    if (from.address !== this.#own.address) this.#news.heard(from.address)
    if (bytes.length > LONGEST || !bytes.includes(WORD)) return
    if (!this.#paceOf(from.address)() || !this.#mayHear()) return
    try {
      this.emit('message', bytes, from)
    } catch {
      // A packet that is none: whoever sent it is told nothing.
    }
  }

  #paceOf(address: string): () => boolean {
    const known = this.#sources.get(address)
    if (known) return known
    const [oldest] = this.#sources.keys()
    if (this.#sources.size >= SOURCES && oldest !== undefined) this.#sources.delete(oldest)
    const fresh = pace(ONE, this.#now)
    this.#sources.set(address, fresh)
    return fresh
  }
}
