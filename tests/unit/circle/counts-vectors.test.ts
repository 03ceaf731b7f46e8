/**
 * tests/vectors/counts.json as the program reads it: which envelopes count, how far each device is heard, and why one is
 * refused; by hand, as far as it goes: second-reader.test.ts. Where a rule has changed, it is made anew by `MAKE_VECTORS=1`
 * before this test, with other keys and so other bytes, and what it says then is looked through.
 */
import { writeFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId, MemberId } from '../../../src/main/vault/crypto/keys.ts'
import { fromHex } from '../../../src/shared/bytes.ts'
import { four, meet, write } from '../attackers/circle.ts'
import { demote, memberOf, promote, remove } from './acts.ts'
import { cidOf, forge } from './forge.ts'
import { type Person, person, send, wordsOf } from './people.ts'
import { vectors } from './second-reader.ts'

type Heard = {
  readonly what: string
  readonly circle: string
  /** Who reads it, and wrote nothing: the device's root and salt. */
  readonly reader: { readonly root: string; readonly salt: string; readonly member: string }
  readonly entries: readonly string[]
  readonly envelopes: readonly string[]
  readonly means: ReturnType<typeof meaningOf>
}
type Circle = ReturnType<typeof four>

const twin = (of: Person): Person => person(new Sqlite(of.db.serialize()), of.clock)
/** A paragraph under a client id of one's choice. */
function updateAs(client: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getXmlFragment('body').push([new Y.XmlElement('block')])
  return Y.encodeStateAsUpdateV2(doc)
}

/** Dan reads, and writes nothing. Each tells what happened; what it gives is heard by nobody else. */
const STORIES: Readonly<Record<string, (it: Circle) => readonly Uint8Array[]>> = {
  'all write, and all counts': ({ alice, bob, cleo, circle, doc }) => {
    for (const who of [alice, bob, cleo]) {
      write(who, circle, doc, 'Words.')
      meet([alice, bob, cleo], circle)
    }
    return []
  },
  'a removal cuts off what the remover did not have': ({ alice, bob, circle, doc }) => {
    write(bob, circle, doc, 'Bob, in time.')
    send(bob, alice, circle)
    const late = [write(bob, circle, doc, 'Bob, late.'), write(bob, circle, doc, 'Bob, later.')]
    remove(alice, circle, memberOf(bob, circle, alice))
    write(alice, circle, doc, 'Alice goes on.')
    return late
  },
  'what somebody had built on counts, and no more': ({ alice, bob, cleo, circle, doc }) => {
    write(bob, circle, doc, 'Bob, sixth.')
    send(bob, cleo, circle)
    remove(alice, circle, memberOf(bob, circle, alice))
    const answer = write(cleo, circle, doc, 'Cleo answers.')
    const after = write(bob, circle, doc, 'Bob, seventh.')
    send(bob, alice, circle)
    return [answer, after]
  },
  'two who are out hold each other not up': ({ alice, bob, cleo, circle, doc }) => {
    const words: Uint8Array[] = []
    for (const who of [bob, cleo, bob, cleo]) {
      words.push(write(who, circle, doc, 'Between us.'))
      meet([bob, cleo], circle)
    }
    for (const who of [bob, cleo]) remove(alice, circle, memberOf(who, circle, alice))
    write(alice, circle, doc, 'It is quiet.')
    return words
  },
  'of a host who is demoted, what hosts alone write': ({ alice, bob, cleo, circle, doc }) => {
    promote(alice, circle, memberOf(bob, circle, alice))
    meet([alice, bob, cleo], circle)
    const [own] = alice.store.documents(circle, 'circle')
    const named = (name: string) => {
      const written = bob.store.edit(circle, own!.docId, d => void d.getMap('circle').set('name', name))
      if (!written?.ok) throw new Error('not written')
      return written.value.envelope
    }
    const early = named('By Bob')
    send(bob, alice, circle)
    demote(alice, circle, memberOf(bob, circle, alice))
    return [early, named('By Bob, late'), write(bob, circle, doc, 'Bob, as a member.')]
  },
  'a device that forked is heard on the branch on which more built': ({ alice, bob, cleo, circle, doc }) => {
    const copy = twin(bob)
    const left = [write(bob, circle, doc, 'left one'), write(bob, circle, doc, 'left two')]
    const right = [write(copy, circle, doc, 'right one'), write(copy, circle, doc, 'right two')]
    alice.store.receive(circle, [left[0]!])
    cleo.store.receive(circle, [left[0]!])
    const built = [write(alice, circle, doc, 'Alice builds.'), write(cleo, circle, doc, 'Cleo builds.')]
    return [...right, ...left, ...built]
  },
  'a second history on which nobody built': ({ alice, bob, circle, doc }) => {
    const copy = twin(bob)
    for (let n = 0; n < 3; n++) write(bob, circle, doc, `Bob ${n}`)
    send(bob, alice, circle)
    write(alice, circle, doc, 'Alice builds.')
    return [write(copy, circle, doc, 'another story'), write(copy, circle, doc, 'and on')]
  },
  'words under the client of another': ({ alice, bob, circle, doc }) => [
    forge(bob, circle, doc, updateAs(cidOf(alice, circle, doc))).bytes,
  ],
  'words that begin behind a gap': ({ bob, circle, doc }) => {
    const later = new Y.Doc()
    later.clientID = cidOf(bob, circle, doc)
    later.getXmlFragment('body').push([new Y.XmlElement('block')])
    const before = Y.encodeStateVector(later)
    later.getXmlFragment('body').push([new Y.XmlElement('block')])
    return [forge(bob, circle, doc, Y.encodeStateAsUpdateV2(later, before)).bytes]
  },
  'words that open under no key, that are none, and of a document that nobody began': it => {
    const { bob, cleo, alice, circle, doc } = it
    return [
      forge(bob, circle, doc, updateAs(1), { key: new Uint8Array(32) }).bytes,
      forge(cleo, circle, doc, new Uint8Array([1, 2, 3])).bytes,
      forge(alice, circle, new Uint8Array(32).fill(5) as typeof doc, updateAs(1)).bytes,
    ]
  },
  'heads that are not those of then, and a log that goes back': ({ alice, bob, circle, doc }) => {
    const before = bob.store.state(circle)
    alice.store.rekey(circle)
    send(alice, bob, circle)
    const update = () => updateAs(cidOf(bob, circle, doc))
    const wrong = forge(bob, circle, doc, update(), { epochHeads: before.epochHeads })
    return [
      wrong.bytes,
      forge(bob, circle, doc, update(), {
        seq: wrong.header.seq + 1,
        prev: wrong.id,
        deps: [],
        epochHeads: before.epochHeads,
        logHeads: before.heads,
      }).bytes,
    ]
  },
  'what is named twice': ({ alice, bob, circle, doc }) => {
    write(bob, circle, doc, 'Bob.')
    const deps = alice.store
      .have(circle)
      .filter(({ device }) => hex(device) === hex(alice.store.me(circle).device))
    send(bob, alice, circle)
    return [forge(bob, circle, doc, updateAs(cidOf(bob, circle, doc)), { deps }).bytes]
  },
}

function told(what: string): Heard {
  const it = four()
  const { alice, dan, circle } = it
  const { root } = dan.db.prepare('SELECT root FROM device').get() as { root: Uint8Array }
  const { salt, member } = dan.db.prepare('SELECT salt, member FROM circles').get() as {
    salt: Uint8Array
    member: Uint8Array
  }
  const more = STORIES[what]!(it)
  const vector = {
    what,
    circle: hex(circle),
    reader: { root: hex(root), salt: hex(salt), member: hex(member) },
    entries: alice.store.missingLog(circle, []).map(hex),
    envelopes: [...[...alice.store.missing(circle, [])].map(({ bytes }) => bytes), ...more].map(hex),
  }
  return { ...vector, means: meaningOf(hears(vector), circle) }
}

/** Somebody who has that device, and is told all of it in this order. */
function hears({ circle, reader, entries, envelopes }: Omit<Heard, 'means' | 'what'>): Person {
  const who = person()
  who.db.prepare('INSERT INTO device (id, root) VALUES (1, ?)').run(fromHex(reader.root))
  const came = who.store.adopt({
    circle: fromHex(circle) as CircleId,
    salt: fromHex(reader.salt),
    member: fromHex(reader.member) as MemberId,
    entries: entries.map(fromHex),
  })
  if (!came.ok) throw new Error(came.fault)
  for (const bytes of envelopes) who.store.receive(came.value, [fromHex(bytes)])
  return who
}

/** `fault`: what no later word changes. Ids by hex. */
function meaningOf(who: Person, circle: CircleId) {
  const rows = who.db.prepare('SELECT id, status, fault, side FROM envelopes').all() as {
    id: Uint8Array
    status: string
    fault: string | null
    side: number
  }[]
  const chains = who.db.prepare('SELECT device, seq, hash, frozen, upto, upto_circle FROM chains').all() as {
    device: Uint8Array
    seq: number
    hash: Uint8Array | null
    frozen: number
    upto: number | null
    upto_circle: number | null
  }[]
  const { devices } = who.store.state(circle)
  const sorted = <T>(list: [string, T][]) => Object.fromEntries(list.sort(([a], [b]) => (a < b ? -1 : 1)))
  return {
    envelopes: sorted(
      rows.map(({ id, status, fault, side }) => [hex(id), { status, fault, aside: side === 1 }]),
    ),
    devices: sorted(
      chains.map(one => {
        const { member, cut, facilitatorCut } = devices.get(hex(one.device))!
        return [
          hex(one.device),
          {
            member: hex(member),
            cut: cut?.seq ?? null,
            hostsCut: facilitatorCut?.seq ?? null,
            end: [one.seq, one.hash && hex(one.hash)],
            forked: one.frozen === 1,
            reach: one.upto,
            hostsReach: one.upto_circle,
          },
        ]
      }),
    ),
    refused: [...new Set(who.store.refusals(circle).map(({ what, reason }) => `${what}: ${reason}`))].sort(),
    words: sorted(
      who.store.documents(circle, 'note').map(({ docId }) => [hex(docId), wordsOf(who, circle, docId) ?? '']),
    ),
    name: who.store.name(circle),
  }
}

if (process.env['MAKE_VECTORS'])
  writeFileSync(
    new URL('../../vectors/counts.json', import.meta.url),
    `[\n${Object.keys(STORIES)
      .map(what => JSON.stringify(told(what)))
      .join(',\n')}\n]\n`,
  )

describe('counts.json', () => {
  const all = vectors<Heard[]>('counts')

  it('has all that is told, and a refusal of each sort', () => {
    expect(all.map(({ what }) => what)).toEqual(Object.keys(STORIES))
    const reasons = all.flatMap(({ means }) => means.refused)
    for (const reason of ['foreign-client', 'clock-gap', 'undecryptable', 'no-update', 'unknown-document'])
      expect(reasons).toContain(`refused: ${reason}`)
    for (const reason of ['epoch', 'log-went-back', 'deps']) expect(reasons).toContain(`refused: ${reason}`)
    expect(reasons).toContain('fork: fork')
  })

  for (const { means, ...vector } of all)
    it(`${vector.what}: is heard as it says, in either order, and after a restart`, () => {
      const circle = fromHex(vector.circle) as CircleId
      const who = hears(vector)
      expect(meaningOf(who, circle)).toEqual(means)
      expect(meaningOf(who.again(), circle)).toEqual(means)
      const other = meaningOf(hears({ ...vector, envelopes: vector.envelopes.toReversed() }), circle)
      expect({ ...other, refused: means.refused }).toEqual(means)
    })

  it('means what a story of today means', () => {
    for (const [i, what] of Object.keys(STORIES).entries()) {
      const { means } = told(what)
      const shape = ({ envelopes, refused, name }: typeof means) => ({
        statuses: Object.values(envelopes)
          .map(({ status, fault, aside }) => `${status} ${fault} ${aside}`)
          .sort(),
        refused,
        name,
      })
      // Of two branches of one length the one that stands is chosen by ids, which chance makes.
      expect(shape(means), what).toEqual(shape(all[i]!.means))
    }
  })
})
