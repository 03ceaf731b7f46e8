import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Secure, secureLink } from '../../../src/main/vault/circle/link/secure.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { toHex } from '../../../src/shared/bytes.ts'
import { FRAME } from '../../../src/shared/contract/courier.ts'

beforeAll(() => sodiumReady)

type End = { secure: Secure; transcript: string; heard: Uint8Array[]; failed: string[]; out: Uint8Array[] }

/** Two ends whose frames lie in `out` until they are carried over; `meddle` sees each first. */
function pair(): [End, End] {
  const make = (end: 'initiator' | 'responder'): End => {
    const state = { transcript: '', heard: [], failed: [], out: [] } as unknown as End
    state.secure = secureLink(end, {
      send: frame => state.out.push(frame),
      ready: transcript => {
        state.transcript = toHex(transcript)
      },
      message: message => state.heard.push(message),
      fail: why => state.failed.push(why),
    })
    return state
  }
  return [make('initiator'), make('responder')]
}

function carry(a: End, b: End, meddle: (frame: Uint8Array, from: End) => Uint8Array = frame => frame): void {
  while (a.out.length + b.out.length > 0) {
    for (const frame of a.out.splice(0)) b.secure.receive(meddle(frame, a))
    for (const frame of b.out.splice(0)) a.secure.receive(meddle(frame, b))
  }
}

describe('a secure link', () => {
  it('gives both ends one transcript, and another one each time', () => {
    const [a, b] = pair()
    carry(a, b)
    const [c, d] = pair()
    carry(c, d)
    expect(a.transcript).toHaveLength(64)
    expect(a.transcript).toBe(b.transcript)
    expect(c.transcript).toBe(d.transcript)
    expect(a.transcript).not.toBe(c.transcript)
  })

  it('carries messages of any size up to its limit, in order, in frames no larger than a frame', () => {
    const [a, b] = pair()
    carry(a, b)
    b.secure.trust()
    const sizes = [0, 1, 16_000, 16_365, 16_366, 16_367, 300_000, 5_000_000]
    for (const size of sizes) {
      const frames = a.secure.frames(new Uint8Array(size).fill(size % 251))
      expect(Math.max(...frames.map(frame => frame.length))).toBeLessThanOrEqual(FRAME)
      a.out.push(...frames)
    }
    carry(a, b)
    expect(b.heard.map(message => message.length)).toEqual(sizes)
    expect(b.heard.at(-1)?.every(byte => byte === 5_000_000 % 251)).toBe(true)
    expect(b.failed).toEqual([])
  })

  it('ends when a byte anywhere was changed, and one direction at least is dead', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), fc.nat(4), (where, by, which) => {
        const [a, b] = pair()
        let n = 0
        carry(a, b, frame => {
          if (n++ !== which) return frame
          const changed = frame.slice()
          const at = where % changed.length
          changed[at] = changed[at]! ^ by
          return changed
        })
        const broken = a.failed.length + b.failed.length > 0
        if (!broken) {
          // Keys were changed on the way: the ends do not agree, and nothing sent can be read.
          a.out.push(...a.secure.frames(Uint8Array.of(1, 2, 3)))
          carry(a, b)
          b.out.push(...b.secure.frames(Uint8Array.of(1, 2, 3)))
          carry(a, b)
        }
        expect(a.failed.length + b.failed.length).toBeGreaterThan(0)
        expect(a.heard.length + b.heard.length).toBeLessThan(2)
      }),
      { numRuns: 60 },
    )
  })

  it('shows different transcripts to two people with somebody between them', () => {
    const [ana, eveToAna] = pair()
    const [eveToBen, ben] = pair()
    carry(ana, eveToAna)
    carry(eveToBen, ben)
    expect(ana.transcript).not.toBe(ben.transcript)
  })

  it('refuses a reveal that is not what was committed to', () => {
    const [a, b] = pair()
    const [other] = pair()
    const commit = other.out.splice(0)[0]!
    carry(a, b, frame => (frame[0] === 0 ? commit : frame))
    expect(b.failed).toEqual(['reveal'])
  })

  it('takes no frame twice, none out of order, and no garbage', () => {
    const [a, b] = pair()
    carry(a, b)
    const [first, second] = [a.secure.frames(Uint8Array.of(1)), a.secure.frames(Uint8Array.of(2))].flat()
    b.secure.receive(second!)
    b.secure.receive(first!)
    expect(b.heard).toEqual([])
    expect(b.failed).toEqual(['cipher'])
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const [, end] = pair()
        end.secure.receive(bytes)
        expect(end.heard).toEqual([])
      }),
    )
  })

  it('holds a stranger to a megabyte', () => {
    const [a, b] = pair()
    carry(a, b)
    a.out.push(...a.secure.frames(new Uint8Array(1024 * 1024 + 1)))
    carry(a, b)
    expect(b.failed).toEqual(['size'])
    expect(b.heard).toEqual([])
  })
})
