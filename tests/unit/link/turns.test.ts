/** One scheduler for all links: whose turn it is, what may be on its way, and what waits for what. */
import { describe, expect, it } from 'vitest'
import {
  CALM,
  MOST_FLYING,
  type Outbox,
  OWN_FLYING,
  Turns,
} from '../../../src/main/vault/circle/link/outbox.ts'
import { CREDIT, FRAME } from '../../../src/shared/contract/courier.ts'

const MB = 1024 * 1024
const frame = (): Uint8Array => new Uint8Array(1)

/** Frames that wait, how many a message has, and who hears when something is begun in the background. */
type Wait = { next?: number; later?: number; each?: number; asked?: () => void }

/** Links whose courier gives credit back in the order in which frames came, as fast as a test says. */
function house() {
  const turns = new Turns()
  /** Every frame that left, in order, by the name of its link. */
  const left: string[] = []
  const flying: string[] = []
  const boxes = new Map<string, Outbox>()
  const stuck = new Set<string>()
  const link = (circle: string, name: string, ways: Wait = {}) => {
    const take = (way: 'next' | 'later') => () => {
      const wait = ways[way] ?? 0
      if (wait === 0) return undefined
      if (way === 'later') ways.asked?.()
      const some = Math.min(wait, ways.each ?? 5)
      ways[way] = wait - some
      return Array.from({ length: some }, frame)
    }
    const box = turns.join(circle, {
      send: () => {
        left.push(name)
        flying.push(name)
      },
      next: take('next'),
      later: take('later'),
    })
    boxes.set(name, box)
    return { box, ways }
  }
  /** One frame reaches the network: of the links that take any, the one that has waited longest. */
  const land = (): boolean => {
    const at = flying.findIndex(name => !stuck.has(name))
    const [name] = at < 0 ? [] : flying.splice(at, 1)
    if (name) boxes.get(name)?.credit(1)
    return name !== undefined
  }
  return { turns, left, flying, stuck, link, land }
}

describe('links of several circles', () => {
  it('a backlog of 100 MB in one circle lets an envelope of another go at once, behind no more than may fly', () => {
    const { left, flying, link, land } = house()
    const frames = (100 * MB) / FRAME
    const links = Array.from({ length: 10 }, (_, i) => link('large', `large ${i}`, { next: frames / 10 }))
    for (const { box } of links) box.flow()
    for (let i = 0; i < 500; i++) land()
    const { box } = link('small', 'small')
    const before = left.length
    expect(flying.length).toBeLessThanOrEqual(MOST_FLYING)
    box.put([frame()])
    expect(left.slice(before)).toEqual(['small'])
    // And with everything taken by others, too.
    const again = left.length
    box.put(Array.from({ length: OWN_FLYING - 1 }, frame))
    expect(left.slice(again)).toEqual(Array.from({ length: OWN_FLYING - 1 }, () => 'small'))
    expect(flying.length).toBeLessThanOrEqual(MOST_FLYING + 11 * OWN_FLYING)
  })

  it('take turns, a frame each, while all have something', () => {
    const { left, link, land } = house()
    const many = Array.from({ length: 10 }, (_, i) => link('ten', `ten ${i}`, { next: 1000 }))
    const { box } = link('one', 'one', { next: 1000 })
    for (const one of many) one.box.flow()
    box.flow()
    for (let i = 0; i < 1000; i++) land()
    const later = left.slice(-600)
    const own = later.filter(name => name === 'one').length
    // Half of what goes, but for the few that each of the ten may have whatever the others have.
    expect(own).toBeGreaterThan(200)
    expect(own).toBeLessThan(400)
    const each = many.map((_, i) => later.filter(name => name === `ten ${i}`).length)
    expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(4)
  })

  it('go on beside links that take nothing, however many', () => {
    const { left, flying, stuck, link, land } = house()
    for (let i = 0; i < 20; i++) {
      stuck.add(`stuck ${i}`)
      link(`stuck ${i % 4}`, `stuck ${i}`, { next: 1000 }).box.flow()
    }
    const held = flying.length
    expect(held).toBeLessThanOrEqual(MOST_FLYING + 20 * OWN_FLYING)
    link('live', 'live', { next: 300 }).box.flow()
    while (land());
    expect(left.filter(name => name === 'live')).toHaveLength(300)
    expect(flying).toHaveLength(held)
  })

  it('give back what an ended link had on its way', () => {
    const { turns, left, stuck, link } = house()
    const gone = ['a', 'b'].map(name => {
      stuck.add(name)
      const one = link(name, name, { next: 1000 })
      one.box.flow()
      return one.box
    })
    expect(left).toHaveLength(2 * CREDIT)
    const { box } = link('c', 'c', { next: 1000 })
    box.flow()
    expect(left.filter(name => name === 'c')).toHaveLength(OWN_FLYING)
    for (const one of gone) turns.leave(one)
    expect(left.filter(name => name === 'c')).toHaveLength(CREDIT)
  })
})

describe('a file in the background', () => {
  /** Frames of a chunk of 64 KiB. */
  const CHUNK = 5

  it('goes when nothing else waits, and an envelope waits for no more than the chunk that is begun', () => {
    const { left, link, land } = house()
    const { box, ways } = link('circle', 'chunk', { later: 20 * CHUNK })
    box.flow()
    // No more chunks are begun than leave the way free for what is said next.
    expect(left.length).toBeLessThan(CALM + CHUNK)
    land()
    const before = left.length
    ways.next = 1
    ways.each = 1
    box.flow()
    let between = 0
    while (ways.next > 0) {
      expect(land()).toBe(true)
      between++
    }
    expect(left.length - before - 1).toBeLessThanOrEqual(CHUNK - 1)
    expect(between).toBeLessThanOrEqual(CHUNK)
  })

  it('comes after the words of another circle when both come to wait at once', () => {
    const turns = new Turns()
    const left: string[] = []
    const waits = { words: 0, file: 0 }
    const some = (of: keyof typeof waits) => () => (waits[of]-- > 0 ? [frame()] : undefined)
    const nothing = () => undefined
    const file = turns.join('files', { send: () => left.push('chunk'), next: nothing, later: some('file') })
    const words = turns.join('words', { send: () => left.push('words'), next: some('words'), later: nothing })
    const third = turns.join('third', {
      send: () => {
        Object.assign(waits, { words: 3, file: 3 })
        file.flow()
        words.flow()
      },
      next: nothing,
      later: nothing,
    })
    third.put([frame()])
    expect(left).toEqual(['words', 'words', 'words', 'chunk', 'chunk', 'chunk'])
  })

  it('is begun only when no words of any circle can go', () => {
    const { left, link, land } = house()
    const words = link('words', 'words', { next: 400 })
    const begun: boolean[] = []
    const file = link('files', 'file', {
      later: 400,
      asked: () => begun.push(words.box.flying === CREDIT || words.ways.next === 0),
    })
    words.box.flow()
    file.box.flow()
    while (land());
    expect(left.filter(name => name === 'file')).toHaveLength(400)
    expect(begun.length).toBeGreaterThan(10)
    expect(begun).not.toContain(false)
  })
})
