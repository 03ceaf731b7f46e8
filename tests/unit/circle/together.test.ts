/** What one link says about writing together, held against somebody at its other end who says what they should not. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { type DeviceKeys, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { claimOf, type Said } from '../../../src/main/vault/circle/together/claim.ts'
import {
  type Line,
  type Own,
  Side,
  STALE,
  TAKEN,
  type Word,
} from '../../../src/main/vault/circle/together/side.ts'
import type { CircleId, DocId, EpochKey, Hash } from '../../../src/main/vault/crypto/keys.ts'
import { sign } from '../../../src/main/vault/crypto/sign.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'

await sodiumReady

const filled = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
const circle = filled(3) as CircleId
const key = filled(9) as EpochKey
const transcript = filled(8) as Hash
const [note, another] = [filled(6), filled(7)] as [DocId, DocId]
const [anas, bens] = [1, 4].map(root => deviceKeys(filled(root), filled(2).slice(0, 16))) as [
  DeviceKeys,
  DeviceKeys,
]
const doc = new Y.Doc()
doc.getText('body').insert(0, 'rain')
const at = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(doc.getText('body'), 2))

const clock = { now: () => Date.now() }
beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** One end: what it says, what it shows, and whether it ended the link. */
function end(keys: DeviceKeys, other: DeviceKeys, about: Partial<Line> = {}) {
  const said: Word[] = []
  let dropped = false
  let changes = 0
  const state: { own: Own | undefined; fits: boolean } = { own: undefined, fits: true }
  const line: Line = {
    circle,
    key,
    transcript,
    other: { id: other.id, sign: other.sign.publicKey },
    keys,
    fits: () => state.fits,
    say: word => said.push(word),
    pump: () => {
      const word = side.next()
      if (word) said.push(word)
    },
    drop: () => {
      dropped = true
    },
    ...about,
  }
  const side: Side = new Side(
    line,
    () => state.own,
    clock,
    () => {
      changes++
    },
  )
  return {
    side,
    said,
    state,
    dropped: () => dropped,
    changes: () => changes,
    on(inNote: DocId, where: Uint8Array | null = null) {
      state.own = { circle, note: inNote, at: where }
      side.begin()
    },
    off() {
      state.own = undefined
      side.leave()
    },
    kinds: () => said.map(({ t }) => t),
  }
}
type End = ReturnType<typeof end>

/** All that both have said goes over, until nobody says more. */
function carry(a: End, b: End): void {
  while (a.said.length + b.said.length > 0) {
    for (const word of a.said.splice(0)) b.side.hear(word)
    for (const word of b.said.splice(0)) a.side.hear(word)
  }
}
const pair = (): [End, End] => [end(anas, bens), end(bens, anas)]

/** Ben, as his program would say it, or nearly: `about` is what his signature is over. */
const forged = (said: Said, about: Partial<Parameters<typeof claimOf>[0]> = {}, keys = bens): Word => ({
  t: 'together',
  ...said,
  sig: sign(
    'kinfold/together/1',
    claimOf({ circle, key, note, device: bens.id, transcript, ...about }, said),
    keys.sign.secretKey,
  ),
})

/** Ana and Ben have found each other, and Ben says his next word by hand. */
function met(): { ana: End; ben: End } {
  const [ana, ben] = pair()
  ana.on(note)
  ben.on(note)
  carry(ana, ben)
  expect([ana.side.seen, ben.side.seen]).toEqual([{ at: null }, { at: null }])
  return { ana, ben }
}

describe('two ends of a link', () => {
  it('find out that it is one note by a point and a proof each, whoever begins', () => {
    for (const together of [true, false]) {
      const [ana, ben] = pair()
      ana.on(note, at)
      if (!together) carry(ana, ben)
      ben.on(note)
      carry(ana, ben)
      expect([ana.side.seen, ben.side.seen]).toEqual([{ at: null }, { at }])
    }
  })

  it('say nothing that would tell one note from another to whoever does not mean it', () => {
    const [ana, ben] = pair()
    ana.on(note, at)
    ben.on(another, at)
    const [asked] = ana.said
    expect(asked?.t === 'together-ask' && asked.point.length).toBe(32)
    carry(ana, ben)
    expect([ana.side.seen, ben.side.seen]).toEqual([undefined, undefined])
    ana.side.freshen()
    expect(ana.said).toEqual([])
    // Another point each time, so that two of them cannot be held against each other.
    ana.off()
    ana.on(note)
    const [again] = ana.said
    expect(again?.t).toBe('together-ask')
    expect(again).not.toEqual(asked)
  })

  it('go on after one was off for a while, and not on what was said before', () => {
    const { ana, ben } = met()
    ben.off()
    expect(ben.kinds()).toEqual(['together'])
    const late = forged({ n: 9, here: true, at })
    carry(ana, ben)
    expect(ana.side.seen).toBeUndefined()
    ana.side.hear(late)
    expect([ana.side.seen, ana.dropped()]).toEqual([undefined, false])
    ben.on(note, at)
    carry(ana, ben)
    expect([ana.side.seen, ben.side.seen]).toEqual([{ at }, { at: null }])
  })

  it('part when the room is one of before now', () => {
    const { ana, ben } = met()
    ana.state.fits = false
    ana.side.look()
    expect(ana.kinds()).toEqual(['together'])
    carry(ana, ben)
    expect([ana.side.seen, ben.side.seen]).toEqual([undefined, undefined])
    ben.off()
    ben.on(note)
    carry(ana, ben)
    expect(ana.side.seen).toBeUndefined()
  })
})

describe('a word about where somebody is', () => {
  it('is believed when it is signed over this circle, epoch, note, device, link and number', () => {
    const { ana } = met()
    ana.side.hear(forged({ n: 9, here: true, at }))
    expect([ana.side.seen, ana.dropped()]).toEqual([{ at }, false])
  })

  const others = {
    circle: { circle: filled(30) as CircleId },
    epoch: { key: filled(31) as EpochKey },
    note: { note: another },
    device: { device: anas.id },
    link: { transcript: filled(32) as Hash },
  }
  for (const [what, about] of Object.entries(others))
    it(`ends the link when it is signed over another ${what}`, () => {
      const { ana } = met()
      ana.side.hear(forged({ n: 9, here: true, at }, about))
      expect([ana.side.seen, ana.dropped()]).toEqual([{ at: null }, true])
    })

  it('ends the link when it is signed by another device, or says another number or place than was signed', () => {
    for (const word of [
      forged({ n: 9, here: true, at }, {}, anas),
      { ...forged({ n: 9, here: true, at }), n: 10 },
      { ...forged({ n: 9, here: true, at }), at: null },
      { ...forged({ n: 9, here: true, at: null }), here: false },
    ] as Word[]) {
      const { ana } = met()
      ana.side.hear(word)
      expect([ana.side.seen, ana.dropped()]).toEqual([{ at: null }, true])
    }
  })

  it('ends the link when it comes again', () => {
    const { ana } = met()
    const word = forged({ n: 9, here: true, at })
    ana.side.hear(word)
    ana.side.hear(forged({ n: 10, here: true, at: null }))
    expect(ana.dropped()).toBe(false)
    ana.side.hear(word)
    expect([ana.side.seen, ana.dropped()]).toEqual([{ at: null }, true])
  })

  it('ends the link when its place is none', () => {
    for (const bad of [new Uint8Array(), Uint8Array.of(7, 7), Uint8Array.of(...at, 0)]) {
      const { ana } = met()
      ana.side.hear(forged({ n: 9, here: true, at: bad }))
      expect([ana.side.seen, ana.dropped()]).toEqual([{ at: null }, true])
    }
  })

  it('is not heard from somebody who never showed that they mean the note, or showed it of another link', () => {
    const [ana, ben] = pair()
    ana.on(note)
    ana.side.hear(forged({ n: 1, here: true, at }))
    expect([ana.side.seen, ana.dropped()]).toEqual([undefined, false])
    const elsewhere = end(bens, anas, { transcript: filled(33) as Hash })
    elsewhere.on(note)
    carry(ana, elsewhere)
    expect([ana.side.seen, elsewhere.side.seen]).toEqual([undefined, undefined])
    ben.on(note)
    carry(ana, ben)
  })

  it('does not come of one’s own proof sent back', () => {
    const [ana] = pair()
    ana.on(note)
    const [ask] = ana.said.splice(0)
    ana.side.hear(ask!)
    for (const word of ana.said.splice(0)) ana.side.hear(word)
    expect([ana.said, ana.side.seen]).toEqual([[], undefined])
  })

  it('ends the link when the point is none', () => {
    for (const point of [new Uint8Array(32), filled(255)]) {
      const [ana] = pair()
      ana.on(note)
      ana.side.hear({ t: 'together-ask', point })
      expect(ana.dropped()).toBe(true)
    }
  })
})

it('takes so many words in a while and drops the rest unread, without ending the link', () => {
  const { ana } = met()
  for (let n = 10; n < 10 + 2 * TAKEN.most; n++)
    ana.side.hear(forged({ n, here: true, at: n % 2 ? at : null }))
  expect(ana.changes()).toBeLessThanOrEqual(TAKEN.most)
  expect(ana.dropped()).toBe(false)
  // Unread: not even one that is forged is noticed.
  ana.side.hear(forged({ n: 999, here: true, at }, { note: another }))
  expect(ana.dropped()).toBe(false)
  vi.advanceTimersByTime(TAKEN.within)
  ana.side.hear(forged({ n: 1000, here: true, at }))
  expect(ana.side.seen).toEqual({ at })
})

it('shows nobody who gave no sign of life for ten seconds, and them again with the next', () => {
  const { ana } = met()
  ana.side.hear(forged({ n: 9, here: true, at }))
  vi.advanceTimersByTime(STALE - 1)
  expect(ana.side.seen).toEqual({ at })
  vi.advanceTimersByTime(1)
  expect(ana.side.seen).toBeUndefined()
  ana.side.hear(forged({ n: 10, here: true, at }))
  expect(ana.side.seen).toEqual({ at })
  ana.side.end()
  expect([ana.side.seen, ana.said]).toEqual([undefined, []])
})
