/**
 * Writing together: who has turned it on in the note that is open here, and where their cursors stand. Off until a person
 * turns it on, in one note at a time; nothing of it is stored (docs/protocol.md, "Writing together").
 */
import { equal } from '../../../../shared/bytes.ts'
import type { Other } from '../../../../shared/circle/circle.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { CircleId, DocId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'
import { type Line, type Own, Side, sameAt } from './side.ts'

/** A cursor that moves is said at most so often, in ms; one that does not, so often as a sign of life. */
export const PACE = 250
export const ALIVE = 4000

export type TogetherDeps = {
  readonly clock: Clock
  /** Whether this person may still write in that circle. */
  readonly may: (circle: CircleId) => boolean
  /** Whose device it is. Undefined: nobody's who is in. */
  readonly who: (circle: CircleId, device: Line['other']['id']) => Pick<Other, 'name' | 'seat'> | undefined
  readonly tell: (note: DocId, others: Other[]) => void
}

export class Together {
  readonly #deps: TogetherDeps
  readonly #sides = new Set<Side>()
  #own: Own | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #last = Number.NEGATIVE_INFINITY

  constructor(deps: TogetherDeps) {
    this.#deps = deps
  }

  /** A link to somebody's device. Whoever has it calls `end` on it when nothing more may be said there. */
  join(line: Line): Side {
    const side: Side = new Side(
      line,
      () => this.#own,
      this.#deps.clock,
      () => this.#changed(line.circle),
    )
    this.#sides.add(side)
    side.begin()
    return side
  }

  part(side: Side): void {
    this.#sides.delete(side)
    side.end()
  }

  /** It is on in this note, and in no other; `at`: where the cursor stands. */
  set(circle: CircleId, note: DocId, at: Uint8Array | null): void {
    const before = this.#own
    if (before && equal(before.note, note)) {
      this.#own = { ...before, at }
      if (!sameAt(before.at, at)) this.#soon(PACE)
      return
    }
    this.end()
    this.#own = { circle, note, at }
    for (const side of this.#sides) side.begin()
    this.#soon(ALIVE)
  }

  /** It is off; in `note`, if it is that one, or wherever it is on. */
  end(note?: DocId): void {
    if (!this.#own || (note && !equal(this.#own.note, note))) return
    clearTimeout(this.#timer)
    // The others first: nothing that they say is told any more.
    this.#own = undefined
    for (const side of this.#sides) side.leave()
  }

  endIn(circle: CircleId): void {
    if (this.#own && equal(this.#own.circle, circle)) this.end()
  }

  #soon(after: number): void {
    clearTimeout(this.#timer)
    const passed = Math.abs(this.#deps.clock.now() - this.#last)
    this.#timer = setTimeout(() => this.#say(), Math.max(0, after - passed))
  }

  #say(): void {
    if (!this.#own) return
    if (!this.#deps.may(this.#own.circle)) return this.end()
    this.#last = this.#deps.clock.now()
    for (const side of this.#sides) side.freshen()
    this.#soon(ALIVE)
  }

  #changed(circle: CircleId): void {
    const own = this.#own
    if (!own || !equal(own.circle, circle)) return
    const others = new Map<string, Other>()
    for (const { line, seen } of this.#sides) {
      const who = seen && equal(line.circle, circle) && this.#deps.who(circle, line.other.id)
      if (seen && who) others.set(hex(line.other.id), { device: hex(line.other.id), ...who, at: seen.at })
    }
    this.#deps.tell(own.note, [...others.values()])
  }
}
