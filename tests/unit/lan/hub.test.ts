import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openHub } from '../../../src/main/lan/hub.ts'
import {
  FromClient,
  FromHub,
  FromServer,
  Hello,
  LIMITS,
  read,
  type ToClient,
  type ToServer,
} from '../../../src/main/lan/message.ts'
import { tagOf } from '../../../src/main/lan/tag.ts'

type Hub = ReturnType<typeof openHub>

function client(hub: Hub) {
  const heard: ToClient[] = []
  return { heard, ...hub.seatClient(message => heard.push(message)) }
}

/** Two hubs joined by a wire that delivers at once. */
function join(one: Hub, two: Hub) {
  const by = (speaker: 'dialler' | 'answerer') => (topic: string) => tagOf(speaker, 'a', 'b', topic)
  const [dialler, answerer] = [by('dialler'), by('answerer')]
  const crossed: FromHub[] = []
  const late: FromHub[] = []
  let seatTwo: ReturnType<Hub['seatHub']> | undefined
  const seatOne = one.seatHub(
    message => {
      crossed.push(message)
      if (seatTwo) seatTwo.hear(message)
      else late.push(message)
    },
    { ours: dialler, theirs: answerer },
  )
  seatTwo = two.seatHub(
    message => {
      crossed.push(message)
      seatOne.hear(message)
    },
    { ours: answerer, theirs: dialler },
  )
  for (const message of late) seatTwo.hear(message)
  return { crossed }
}

/** A hub beyond, that hears of those topics alone; and what it was told. */
function beyond(hub: Hub, topics: Set<string>, met?: () => void) {
  const told: FromHub[] = []
  const seat = hub.seatHub(
    message => told.push(message),
    { ours: topic => `our tag of ${topic}`, theirs: topic => `tag of ${topic}` },
    topic => topics.has(topic),
    met,
  )
  return { told, seat }
}

const said = (heard: ToClient[]) => heard.flatMap(one => (one.type === 'publish' ? [one.data] : []))

describe('a hub', () => {
  it('tells those who asked for a topic, and not the one who spoke', () => {
    const hub = openHub()
    const [alice, bob, carol] = [client(hub), client(hub), client(hub)]
    alice.hear({ type: 'subscribe', topics: ['room'] })
    bob.hear({ type: 'subscribe', topics: ['room'] })
    carol.hear({ type: 'subscribe', topics: ['another'] })
    alice.hear({ type: 'publish', topic: 'room', data: 'hello' })
    expect([alice, bob, carol].map(one => said(one.heard))).toEqual([[], ['hello'], []])
  })

  it('knows whether another hub ever wanted a topic that is wanted here, whoever said so first', () => {
    const hub = openHub()
    const [near, stranger, late] = [
      beyond(hub, new Set(['room'])),
      beyond(hub, new Set()),
      beyond(hub, new Set(['room'])),
    ]
    let times = 0
    const often = beyond(hub, new Set(['room']), () => times++)
    often.seat.hear({ kind: 'want', tags: ['tag of room'] })
    const met = (): boolean[] => [near, stranger, late].map(({ seat }) => seat.hasMet())
    near.seat.hear({ kind: 'want', tags: ['tag of room', 'tag of elsewhere'] })
    stranger.seat.hear({ kind: 'want', tags: ['tag of room', 'f'.repeat(32)] })
    expect(met()).toEqual([false, false, false])
    const alice = client(hub)
    alice.hear({ type: 'subscribe', topics: ['room'] })
    expect(met()).toEqual([true, false, false])
    late.seat.hear({ kind: 'want', tags: ['tag of room'] })
    alice.leave()
    near.seat.hear({ kind: 'unwant', tags: ['tag of room'] })
    expect(met()).toEqual([true, false, true])
    expect([often.seat.hasMet(), times]).toEqual([true, 1])
  })

  it('takes nobody who says back what they heard for somebody in the room', () => {
    const hub = openHub()
    const alice = client(hub)
    const told: FromHub[] = []
    const by = (speaker: 'dialler' | 'answerer') => (topic: string) => tagOf(speaker, 'a', 'b', topic)
    const eve = hub.seatHub(message => told.push(message), { ours: by('answerer'), theirs: by('dialler') })
    alice.hear({ type: 'subscribe', topics: ['room'] })
    for (const message of [...told]) eve.hear(message)
    const tag = told.flatMap(one => (one.kind === 'want' ? one.tags : []))[0] ?? ''
    eve.hear({ kind: 'publish', id: 'f'.repeat(32), tag, data: 'recorded yesterday' })
    alice.hear({ type: 'publish', topic: 'room', data: 'for the room alone' })
    expect(tag).toMatch(/^[0-9a-f]{32}$/)
    expect(eve.hasMet()).toBe(false)
    expect(alice.heard).toEqual([])
    expect(JSON.stringify(told)).not.toContain('for the room alone')
  })

  it('forgets who left, and what they asked for', () => {
    const hub = openHub()
    const [alice, bob] = [client(hub), client(hub)]
    bob.hear({ type: 'subscribe', topics: ['room'] })
    bob.leave()
    alice.hear({ type: 'publish', topic: 'room', data: 'hello' })
    expect(bob.heard).toEqual([])
  })

  it('carries a word one hop, and no further', () => {
    const hubs = [openHub(), openHub(), openHub()] as const
    const [alice, bob, carol] = [client(hubs[0]), client(hubs[1]), client(hubs[2])]
    join(hubs[0], hubs[1])
    join(hubs[1], hubs[2])
    for (const one of [alice, bob, carol]) one.hear({ type: 'subscribe', topics: ['room'] })
    alice.hear({ type: 'publish', topic: 'room', data: 'hello' })
    expect([alice, bob, carol].map(one => said(one.heard))).toEqual([[], ['hello'], []])
  })

  it('passes a word on once, though it came by two ways', () => {
    const [here, there] = [openHub(), openHub()]
    const [alice, bob] = [client(here), client(there)]
    join(here, there)
    join(here, there)
    for (const one of [alice, bob]) one.hear({ type: 'subscribe', topics: ['room'] })
    alice.hear({ type: 'publish', topic: 'room', data: 'hello' })
    expect(said(bob.heard)).toEqual(['hello'])
  })

  it('lets no topic cross to another hub, and no word nobody there asked for', () => {
    const [here, there] = [openHub(), openHub()]
    const [alice, bob] = [client(here), client(there)]
    const { crossed } = join(here, there)
    alice.hear({ type: 'subscribe', topics: ['a-secret-room'] })
    bob.hear({ type: 'subscribe', topics: ['another-room'] })
    alice.hear({ type: 'publish', topic: 'a-secret-room', data: 'hello' })
    expect(JSON.stringify(crossed)).not.toMatch(/room|hello/)
  })

  it('tells Alice that somebody arrived, whether Bob or the hubs came first', () => {
    for (const bobFirst of [true, false]) {
      const [here, there] = [openHub(), openHub()]
      const [alice, bob] = [client(here), client(there)]
      alice.hear({ type: 'subscribe', topics: ['room'] })
      if (bobFirst) bob.hear({ type: 'subscribe', topics: ['room'] })
      join(here, there)
      if (!bobFirst) bob.hear({ type: 'subscribe', topics: ['room'] })
      expect(alice.heard).toEqual([{ type: 'arrived', topic: 'room' }])
    }
  })

  it('stops passing on when the last one there has left the topic', () => {
    const [here, there] = [openHub(), openHub()]
    const [alice, bob] = [client(here), client(there)]
    const { crossed } = join(here, there)
    for (const one of [alice, bob]) one.hear({ type: 'subscribe', topics: ['room'] })
    bob.hear({ type: 'unsubscribe', topics: ['room', 'never asked for'] })
    const before = crossed.length
    alice.hear({ type: 'publish', topic: 'room', data: 'hello' })
    expect(crossed.length).toBe(before)
  })

  it('shows the door to who wants more topics than there may be, all at once or one by one', () => {
    const hub = openHub()
    const greedy = client(hub)
    for (let i = 0; i < LIMITS.topics; i++)
      expect(greedy.hear({ type: 'subscribe', topics: [`${i}`] })).toBe(true)
    expect(greedy.hear({ type: 'subscribe', topics: ['0'] })).toBe(true)
    expect(greedy.hear({ type: 'subscribe', topics: ['one more'] })).toBe(false)
  })

  it('answers any order of well-formed messages without a throw', () => {
    const topic = fc.constantFrom('a', 'b', 'c')
    const message: fc.Arbitrary<FromClient> = fc.oneof(
      fc.record({ type: fc.constant('subscribe' as const), topics: fc.array(topic) }),
      fc.record({ type: fc.constant('unsubscribe' as const), topics: fc.array(topic) }),
      fc.record({ type: fc.constant('publish' as const), topic, data: fc.string() }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), message)), turns => {
        const [here, there] = [openHub(), openHub()]
        const [alice, bob] = [client(here), client(there)]
        join(here, there)
        for (const [first, one] of turns) (first ? alice : bob).hear(one)
        for (const one of [alice, bob]) one.hear({ type: 'subscribe', topics: ['end'] })
        alice.hear({ type: 'publish', topic: 'end', data: 'the end' })
        expect(said(bob.heard).at(-1)).toBe('the end')
      }),
    )
  })
})

describe('a server that a circle configured', () => {
  function server(hub: Hub, ...topics: string[]) {
    const told: ToServer[] = []
    const seat = hub.seatServer(message => told.push(message))
    seat.be(topics)
    return { told, ...seat }
  }

  it('hears of its own topics while a client wants them, and of no other', () => {
    const hub = openHub()
    const alice = client(hub)
    alice.hear({ type: 'subscribe', topics: ['far', 'near'] })
    const { told, be } = server(hub, 'far', 'later')
    alice.hear({ type: 'publish', topic: 'far', data: 'one' })
    alice.hear({ type: 'publish', topic: 'near', data: 'two' })
    alice.hear({ type: 'subscribe', topics: ['later', 'nearer'] })
    alice.hear({ type: 'unsubscribe', topics: ['far', 'near'] })
    be(['near'])
    alice.hear({ type: 'subscribe', topics: ['near'] })
    be([])
    expect(told).toEqual([
      { type: 'subscribe', topics: ['far'] },
      { type: 'publish', topic: 'far', data: 'one' },
      { type: 'subscribe', topics: ['later'] },
      { type: 'unsubscribe', topics: ['far'] },
      { type: 'unsubscribe', topics: ['later'] },
      { type: 'subscribe', topics: ['near'] },
      { type: 'unsubscribe', topics: ['near'] },
    ])
  })

  it('makes Alice announce herself when it is there, and brings her what is said there', () => {
    const hub = openHub()
    const alice = client(hub)
    alice.hear({ type: 'subscribe', topics: ['far', 'near'] })
    const { hear } = server(hub, 'far')
    expect(alice.heard).toEqual([{ type: 'arrived', topic: 'far' }])
    hear({ type: 'publish', topic: 'far', data: 'hello' })
    hear({ type: 'publish', topic: 'near', data: 'not for this server' })
    hear({ type: 'pong' })
    expect(said(alice.heard)).toEqual(['hello'])
  })

  it('gives Alice nothing back of her own, and nothing that came by another way', () => {
    const [here, there] = [openHub(), openHub()]
    const [alice, bob] = [client(here), client(there)]
    join(here, there)
    for (const one of [alice, bob]) one.hear({ type: 'subscribe', topics: ['room'] })
    const [ofAlice, ofBob] = [server(here, 'room'), server(there, 'room')]
    alice.hear({ type: 'publish', topic: 'room', data: 'hello' })
    for (const one of [ofAlice, ofBob]) one.hear({ type: 'publish', topic: 'room', data: 'hello' })
    expect([said(alice.heard), said(bob.heard)]).toEqual([[], ['hello']])
  })

  it('is told nothing that came from a hub or from another server', () => {
    const [here, there] = [openHub(), openHub()]
    const [alice, bob] = [client(here), client(there)]
    join(here, there)
    for (const one of [alice, bob]) one.hear({ type: 'subscribe', topics: ['room'] })
    const [one, other] = [server(here, 'room'), server(here, 'room')]
    bob.hear({ type: 'publish', topic: 'room', data: 'from a hub' })
    one.hear({ type: 'publish', topic: 'room', data: 'from a server' })
    expect(JSON.stringify([one.told, other.told])).not.toContain('from a')
    expect(said(alice.heard)).toEqual(['from a hub', 'from a server'])
    one.leave()
    alice.hear({ type: 'publish', topic: 'room', data: 'hello' })
    expect([JSON.stringify(one.told), JSON.stringify(other.told)].map(t => t.includes('hello'))).toEqual([
      false,
      true,
    ])
  })
})

describe('a message from a stranger', () => {
  it('is read or refused, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map(value => JSON.stringify(value)),
        ),
        text => {
          for (const schema of [FromClient, FromHub, FromServer, Hello]) void read(schema, text)
        },
      ),
    )
  })

  it('may not hold more than its limits', () => {
    const topics = (count: number, length = 1) =>
      JSON.stringify({ type: 'subscribe', topics: Array.from({ length: count }, () => 'x'.repeat(length)) })
    expect(read(FromClient, topics(LIMITS.topics, LIMITS.topicLength)).ok).toBe(true)
    expect(read(FromClient, topics(LIMITS.topics + 1)).ok).toBe(false)
    expect(read(FromClient, topics(1, LIMITS.topicLength + 1)).ok).toBe(false)
    expect(read(FromClient, topics(1, 0)).ok).toBe(false)
    expect(read(FromClient, '{"type":"publish","topic":"t","data":{"from":"x"}}').ok).toBe(false)
  })
})

describe('a hub beyond this network', () => {
  const near = 'a room on this network'
  const wide = 'a room in the wide area'

  it('hears of the rooms that are for it, and never of another', () => {
    const hub = openHub()
    const alice = client(hub)
    alice.hear({ type: 'subscribe', topics: [near] })
    const { told, seat } = beyond(hub, new Set([wide]))
    expect(told).toEqual([])
    alice.hear({ type: 'subscribe', topics: [wide] })
    expect(told).toEqual([{ kind: 'want', tags: [`our tag of ${wide}`] }])
    // It knows the other's name, from somebody, and asks for it.
    seat.hear({ kind: 'want', tags: [`tag of ${near}`, `tag of ${wide}`] })
    for (const topic of [near, wide]) alice.hear({ type: 'publish', topic, data: `in ${topic}` })
    seat.hear({ kind: 'publish', id: 'a', tag: `tag of ${near}`, data: 'from beyond' })
    expect(told.slice(1)).toMatchObject([{ kind: 'publish', tag: `our tag of ${wide}`, data: `in ${wide}` }])
    expect(alice.heard).toEqual([{ type: 'arrived', topic: wide }])
    alice.hear({ type: 'unsubscribe', topics: [near] })
    expect(told).toHaveLength(2)
  })

  it('hears no more of one that is for it no longer, and of one that is from now on', () => {
    const hub = openHub()
    client(hub).hear({ type: 'subscribe', topics: [near, wide] })
    const may = new Set([wide])
    const { told } = beyond(hub, may)
    may.delete(wide)
    may.add(near)
    hub.look()
    hub.look()
    expect(told.slice(1)).toEqual([
      { kind: 'unwant', tags: [`our tag of ${wide}`] },
      { kind: 'want', tags: [`our tag of ${near}`] },
    ])
  })
})
