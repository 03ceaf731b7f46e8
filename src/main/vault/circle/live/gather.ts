/**
 * Who is told by whom what a device has, in a circle of many.
 *
 * If each told each, an edit among N would be followed by N(N - 1) HEADS. So from FEWEST others on one gathers: the device
 * with the least id among those it is linked to, and itself. It passes the signed HEADS that it hears on to all of them, and
 * says whom it tells; who is told by it is told by nobody else. It can forge nothing, and who is not linked to it, or hears
 * nothing of it, tells each as among few.
 */
import { equal } from '../../../../shared/bytes.ts'
import type { DeviceId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'

/** So many others one has to be linked to before one gathers: among fewer it would save little. */
export const FEWEST = 4
/** What was told to the one who gathers comes back from it within this time, in ms; else everybody is told. */
export const ECHO = 1000

/** Somebody on a link, who was shown to be of the circle. */
export type Told = {
  readonly device: DeviceId | undefined
  /** Whom they tell what they hear from others, by hex of the device; empty when they do not gather. */
  readonly tells: ReadonlySet<string>
  /** Says HEADS, unless they are what was last said there. True when they were said. */
  announce(heads: Uint8Array): boolean
  /** Says what others said, and `own` among it. */
  pass(list: readonly Uint8Array[], among: readonly DeviceId[], own: Uint8Array): void
}

export class Gather {
  readonly #own: () => DeviceId
  readonly #heads: () => Uint8Array
  readonly #others: () => Iterable<Told>
  /** HEADS that are to be passed on, by hex of the device that said them here. */
  readonly #fresh = new Map<string, Uint8Array>()
  #among: readonly DeviceId[] = []
  #passed: Uint8Array | undefined
  #echo: ReturnType<typeof setTimeout> | undefined
  /** Who gathers and was not heard in time. */
  #silent: Told | undefined

  constructor(own: () => DeviceId, heads: () => Uint8Array, others: () => Iterable<Told>) {
    this.#own = own
    this.#heads = heads
    this.#others = others
  }

  /** That device said these here. True when others are to be told. */
  hear(device: DeviceId, heads: Uint8Array): boolean {
    if (this.#among.length === 0) return false
    this.#fresh.set(hex(device), heads)
    return true
  }

  /** Somebody who gathers was heard. True when somebody may not have been told what is here. */
  heard(from: Told, before: ReadonlySet<string>): boolean {
    clearTimeout(this.#echo)
    this.#echo = undefined
    if (this.#silent === from) this.#silent = undefined
    return [...before].some(device => !from.tells.has(device))
  }

  /** Tells what is here, and what was heard, to whoever has to hear it from this device. */
  tell(): void {
    const others = [...this.#others()].filter(({ device }) => device !== undefined)
    const devices = new Map(others.flatMap(({ device }) => (device ? [[hex(device), device]] : [])))
    const own = this.#heads()
    const me = hex(this.#own())
    const gathers = devices.size >= FEWEST && [...devices.keys()].every(id => id > me)
    if (gathers || this.#among.length > 0) return this.#pass(gathers ? devices : new Map(), others, own)
    const gatherer = this.#gathererOf(others)
    for (const one of others) {
      if (one.device && gatherer?.tells.has(hex(one.device))) continue
      if (one.announce(own) && one === gatherer) this.#await(gatherer)
    }
  }

  end(): void {
    clearTimeout(this.#echo)
  }

  #pass(devices: ReadonlyMap<string, DeviceId>, others: readonly Told[], own: Uint8Array): void {
    const among = [...devices.values()]
    const same = among.map(hex).sort().join() === this.#among.map(hex).sort().join()
    const list = [...this.#fresh.values()]
    if (!this.#passed || !equal(this.#passed, own)) list.unshift(own)
    this.#fresh.clear()
    this.#among = among
    this.#passed = among.length > 0 ? own : undefined
    if (list.length > 0 || !same) for (const one of others) one.pass(list, among, own)
  }

  #gathererOf(others: readonly Told[]): Told | undefined {
    const own = hex(this.#own())
    const able = others.filter(
      one => one !== this.#silent && one.tells.has(own) && one.device !== undefined && hex(one.device) < own,
    )
    return able.sort((a, b) => (a.device && b.device && hex(a.device) < hex(b.device) ? -1 : 1))[0]
  }

  #await(gatherer: Told): void {
    this.#echo ??= setTimeout(() => {
      this.#echo = undefined
      this.#silent = gatherer
      this.tell()
    }, ECHO)
  }
}
