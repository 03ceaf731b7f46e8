import { beforeEach, describe, expect, it } from 'vitest'
import { type Found, NEIGHBOURS, openNeighbours } from '../../../src/main/lan/neighbours.ts'

const OURS = '8'.repeat(32)
const LESSER = '1'.repeat(32)
const GREATER = 'f'.repeat(32)

let at: number
let linked: Set<string>
let allowed: (host: string) => boolean
let dialled: {
  text: string
  say: (standing: 'up' | 'failed' | 'ourselves') => void
  stopped: boolean
  stirred: number
}[]
let all: ReturnType<typeof openNeighbours>

const text = ({ host, port }: Found) => `${host}:${port}`
const standing = () => dialled.filter(one => !one.stopped).map(one => one.text)
const pass = (ms: number) => {
  at += ms
  all.tend()
}
/** A stranger's id that is lesser than ours: we are the one to dial. */
const stranger = (i: number) => i.toString(16).padStart(32, '0')

beforeEach(() => {
  at = 0
  linked = new Set()
  allowed = () => true
  dialled = []
  all = openNeighbours({
    id: OURS,
    now: () => at,
    isLinked: (id, host) => linked.has(`${id} ${host}`),
    mayDial: host => allowed(host),
    dial(found, tell) {
      const one = { text: text(found), say: tell, stopped: false, stirred: 0 }
      dialled.push(one)
      return {
        again() {},
        anew() {},
        stir: () => {
          one.stirred++
        },
        stop: () => {
          one.stopped = true
        },
      }
    },
  })
})

describe('a hub that announced itself', () => {
  it('is dialled at once by the one with the greater id, and later by the other', () => {
    all.heard({ id: LESSER, host: '10.0.0.1', port: 1 })
    expect(standing()).toEqual(['10.0.0.1:1'])
    all.heard({ id: GREATER, host: '10.0.0.2', port: 1 })
    pass(NEIGHBOURS.patience - 1)
    expect(standing()).toEqual(['10.0.0.1:1'])
    pass(1)
    expect(standing()).toEqual(['10.0.0.1:1', '10.0.0.2:1'])
  })

  it('is not dialled when it came to us, and is when it has gone again', () => {
    linked.add(`${GREATER} 10.0.0.2`)
    all.heard({ id: GREATER, host: '10.0.0.2', port: 1 })
    pass(60_000)
    expect(dialled).toEqual([])
    linked.clear()
    pass(NEIGHBOURS.patience)
    expect(standing()).toEqual(['10.0.0.2:1'])
  })

  it('is dialled though somebody at another address claims its id', () => {
    linked.add(`${LESSER} 10.0.0.66`)
    all.heard({ id: LESSER, host: '10.0.0.1', port: 1 })
    expect(standing()).toEqual(['10.0.0.1:1'])
  })

  it('is told of a sign of life at its own address, and of no other', () => {
    all.heard({ id: LESSER, host: '10.0.0.1', port: 1 })
    all.heard({ id: stranger(2), host: '10.0.0.3', port: 1 })
    all.stir('10.0.0.3')
    all.stir('10.0.0.4')
    expect(dialled.map(one => [one.text, one.stirred])).toEqual([
      ['10.0.0.1:1', 0],
      ['10.0.0.3:1', 1],
    ])
  })

  it('is dialled once, however often it says so', () => {
    for (let i = 0; i < 100; i++) all.heard({ id: LESSER, host: '10.0.0.1', port: 1 })
    pass(1000)
    expect(dialled).toHaveLength(1)
  })

  it('is dialled anew when it started anew at the same port', () => {
    all.heard({ id: stranger(1), host: '10.0.0.1', port: 1 })
    all.heard({ id: stranger(2), host: '10.0.0.1', port: 1 })
    expect(dialled.map(one => one.stopped)).toEqual([true, false])
  })

  it('is none of ours, and nothing across the internet', () => {
    all.heard({ id: OURS, host: '10.0.0.1', port: 1 })
    all.heard({ id: LESSER, host: '203.0.113.1', port: 1 })
    expect(all.size()).toBe(0)
  })

  it('is not dialled over an interface that may not be used, and is when it may', () => {
    allowed = () => false
    all.heard({ id: LESSER, host: '10.0.0.1', port: 1 })
    expect(dialled).toEqual([])
    allowed = () => true
    pass(1000)
    expect(standing()).toEqual(['10.0.0.1:1'])
    allowed = () => false
    pass(1000)
    expect(standing()).toEqual([])
  })
})

describe('a hub is forgotten', () => {
  beforeEach(() => all.heard({ id: LESSER, host: '10.0.0.1', port: 1 }))

  it('when it says goodbye itself, and nobody else can say it', () => {
    all.left(LESSER, '10.0.0.66')
    all.left(GREATER, '10.0.0.1')
    expect(standing()).toHaveLength(1)
    all.left(LESSER, '10.0.0.1')
    expect([standing(), all.size()]).toEqual([[], 0])
  })

  it('after a goodbye only when what stands has ended', () => {
    dialled[0]?.say('up')
    all.left(LESSER, '10.0.0.1')
    expect(standing()).toHaveLength(1)
    dialled[0]?.say('failed')
    expect([standing(), all.size()]).toEqual([[], 0])
  })

  it('when it has not answered for long, and not while it is there', () => {
    dialled[0]?.say('up')
    pass(10 * NEIGHBOURS.forget)
    dialled[0]?.say('failed')
    pass(NEIGHBOURS.forget)
    expect(all.size()).toBe(1)
    pass(1)
    expect([standing(), all.size()]).toEqual([[], 0])
  })

  it('when it turns out to be ourselves', () => {
    dialled[0]?.say('ourselves')
    expect(all.size()).toBe(0)
  })
})

describe('a flood of announcements', () => {
  it('from everywhere is remembered to a bound and dialled slowly', () => {
    for (let i = 0; i < 10_000; i++)
      all.heard({ id: stranger(i), host: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, port: 1 })
    expect(all.size()).toBe(NEIGHBOURS.most)
    expect(dialled).toHaveLength(NEIGHBOURS.dials.burst)
    pass(1000)
    expect(dialled).toHaveLength(NEIGHBOURS.dials.burst + NEIGHBOURS.dials.rate)
  })

  it('from one address takes only the places of one', () => {
    for (let port = 1; port <= 10_000; port++) all.heard({ id: stranger(port), host: '10.0.0.66', port })
    expect(all.size()).toBe(NEIGHBOURS.perAddress)
    all.heard({ id: LESSER, host: '10.0.0.1', port: 1 })
    expect(standing()).toContain('10.0.0.1:1')
  })

  it('makes way for who is there, once those were tried and were not', () => {
    for (let i = 0; i < NEIGHBOURS.most; i++) all.heard({ id: stranger(i), host: `10.0.1.${i}`, port: 1 })
    for (let i = 0; i < 60; i++) pass(1000)
    for (const one of dialled) one.say('failed')
    all.heard({ id: LESSER, host: '10.0.0.1', port: 1 })
    pass(1000)
    expect(standing()).toContain('10.0.0.1:1')
    expect(all.size()).toBe(NEIGHBOURS.most)
  })
})
