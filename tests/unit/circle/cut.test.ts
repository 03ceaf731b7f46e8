import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { cid, docId } from '../../../src/main/vault/circle/names/doc.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId, DocId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { compare, equal } from '../../../src/shared/bytes.ts'
import { cutsOf, demote, does, memberOf, promote, remove } from './acts.ts'
import { forge } from './forge.ts'
import { deviceAddOf } from './history.ts'
import {
  addBlock,
  everything,
  Face,
  join,
  note,
  type Person,
  pair,
  person,
  send,
  sync,
  wordsOf,
} from './people.ts'
import { signQuickly } from './quick.ts'

await sodiumReady
signQuickly()

/** Alice, who founded it, Bob, Cleo and Dan, all in step, with a note that Alice began. */
function four() {
  const { alice, bob, circle } = pair({ needsTwo: false })
  const cleo = join(alice, circle, 'Cleo')
  const dan = join(alice, circle, 'Dan')
  const doc = note(alice, circle)
  const all = [alice, bob, cleo, dan]
  for (const one of all.slice(1)) sync(alice, one, circle)
  return { alice, bob, cleo, dan, all, circle, doc }
}

/** An update made under a client id of one's choice. */
function updateAs(client: number, change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.transact(() => change(doc))
  return Y.encodeStateAsUpdateV2(doc)
}

/** Everybody in step with everybody. */
function settle(people: readonly Person[], circle: CircleId): void {
  for (let round = 0; round < 3; round++)
    for (const a of people) for (const b of people) if (a !== b) send(a, b, circle)
}

const twin = (of: Person): Person => person(new Sqlite(of.db.serialize()), of.clock)
const write = (who: Person, circle: CircleId, doc: DocId, words: string): Uint8Array =>
  new Face(who, circle, doc).write(words)
const logOnly = (from: Person, to: Person, circle: CircleId) =>
  to.store.importLog(circle, from.store.missingLog(circle, to.store.logHeads(circle)))

/** Which envelopes count, as the rows have it. */
const standing = (who: Person) =>
  who.db
    .prepare<[], { id: Uint8Array; status: string; side: number }>('SELECT id, status, side FROM envelopes')
    .all()
    .map(({ id, status, side }) => `${hex(id)} ${status} ${side}`)
    .sort()

/** The same documents, the same envelopes that count, before and after a restart. */
function same(people: readonly Person[], circle: CircleId): void {
  const [first, ...rest] = people
  const wanted = { ...everything(first!, circle), standing: standing(first!) }
  for (const one of rest) expect({ ...everything(one, circle), standing: standing(one) }).toEqual(wanted)
  for (const one of people)
    expect({ ...everything(one.again(), circle), standing: standing(one) }).toEqual(wanted)
}

const refusedFor = ({ db }: Person): string[] =>
  db.prepare<[], string>('SELECT fault FROM envelopes WHERE fault IS NOT NULL').pluck().all()

const orders = <T>(all: readonly T[]): T[][] =>
  all.length < 2
    ? [[...all]]
    : all.flatMap((one, i) => orders([...all.slice(0, i), ...all.slice(i + 1)]).map(rest => [one, ...rest]))

describe('a removal', () => {
  it('cuts off what the remover did not have, whatever comes first', () => {
    const { alice, bob, cleo, circle, doc } = four()
    write(bob, circle, doc, 'Bob, before.')
    send(bob, alice, circle)
    const late = [write(bob, circle, doc, 'Bob, late.'), write(bob, circle, doc, 'Bob, later.')]
    remove(alice, circle, memberOf(bob, circle, alice))
    const after = write(alice, circle, doc, 'Alice goes on.')
    const early = [...alice.store.missing(circle, cleo.store.have(circle))].map(({ bytes }) => bytes)
    const log = alice.store.missingLog(circle, cleo.store.logHeads(circle))
    type Step = (to: Person) => void
    const steps: Step[] = [
      to => void to.store.importLog(circle, log),
      to => void to.store.receive(circle, [late[0]!]),
      to => void to.store.receive(circle, [late[1]!]),
      to => void to.store.receive(circle, [after]),
    ]
    const before: Step = to => void to.store.receive(circle, early)
    for (const [i, order] of orders(steps).entries()) {
      const to = twin(cleo)
      for (const step of order.toSpliced(i % 5, 0, before)) step(to)
      expect(wordsOf(to, circle, doc)).toBe(wordsOf(alice, circle, doc))
      expect(to.store.refusals(circle)).toEqual([])
    }
    expect(wordsOf(alice, circle, doc)).toContain('Bob, before.')
    expect(wordsOf(alice, circle, doc)).not.toContain('late')
    const to = twin(cleo)
    for (const step of [before, ...steps]) step(to)
    send(to, alice, circle)
    same([alice, to], circle)
  })

  it('lists no note that was begun past it, and has it again when it comes to count', () => {
    const { alice, bob, cleo, circle } = four()
    const begun = note(bob, circle)
    write(bob, circle, begun, 'A new note.')
    send(bob, cleo, circle)
    expect(cleo.store.documents(circle, 'note')).toHaveLength(2)
    remove(alice, circle, memberOf(bob, circle, alice))
    logOnly(alice, cleo, circle)
    expect(cleo.store.documents(circle, 'note')).toHaveLength(1)
    expect(cleo.store.open(circle, begun)).toBeUndefined()
    send(cleo, alice, circle)
    same([alice, cleo], circle)
  })

  it('leaves what somebody else had built on already, and that alone', () => {
    const { alice, bob, cleo, dan, circle, doc } = four()
    write(bob, circle, doc, 'Bob, sixth.')
    send(bob, cleo, circle)
    remove(alice, circle, memberOf(bob, circle, alice))
    write(cleo, circle, doc, 'Cleo answers.')
    write(bob, circle, doc, 'Bob, seventh.')
    send(bob, cleo, circle)
    // Dan hears of the removal first, then of Bob's words, then of Cleo's answer.
    logOnly(alice, dan, circle)
    send(bob, dan, circle)
    expect(wordsOf(dan, circle, doc)).not.toContain('Bob')
    settle([alice, cleo, dan], circle)
    same([alice, cleo, dan], circle)
    for (const one of [alice, cleo, dan]) {
      expect(wordsOf(one, circle, doc)).toContain('Bob, sixth.')
      expect(wordsOf(one, circle, doc)).not.toContain('Bob, seventh.')
      expect(wordsOf(one, circle, doc)).toContain('Cleo answers.')
    }
  })

  it('of whoever built on it lets it fall again (X is removed, Y adopts X6, Y is removed below that)', () => {
    const { alice, bob, cleo, dan, circle, doc } = four()
    write(bob, circle, doc, 'X6')
    send(bob, cleo, circle)
    remove(alice, circle, memberOf(bob, circle, alice))
    const below = memberOf(cleo, circle, alice)
    write(cleo, circle, doc, 'Y on X6')
    logOnly(alice, dan, circle)
    send(cleo, dan, circle)
    expect(wordsOf(dan, circle, doc)).toMatch(/X6.*Y on X6/)
    // Alice has not heard of it.
    remove(alice, circle, below)
    logOnly(alice, dan, circle)
    expect(wordsOf(dan, circle, doc)).not.toMatch(/X6/)
    send(dan, alice, circle)
    same([alice, dan], circle)
  })

  it('is known to whoever writes next: they name nothing that does not count', () => {
    const { alice, bob, dan, circle, doc } = four()
    write(bob, circle, doc, 'late')
    remove(alice, circle, memberOf(bob, circle, alice))
    logOnly(alice, dan, circle)
    send(bob, dan, circle)
    write(dan, circle, doc, 'Dan goes on.')
    send(dan, alice, circle)
    expect(wordsOf(alice, circle, doc)).toContain('Dan goes on.')
    expect(wordsOf(alice, circle, doc)).not.toContain('late')
    same([alice, dan], circle)
  })

  it('does not count what only another device of the same member built on', () => {
    const { alice, bob, cleo, circle, doc } = four()
    const second = deviceKeys(random(32), random(16))
    does(bob, circle, deviceAddOf(circle, bob.store.me(circle).keys, second))
    send(bob, alice, circle)
    alice.store.rekey(circle)
    for (const one of [bob, cleo]) sync(alice, one, circle)
    const cuts = cutsOf(alice, circle, memberOf(bob, circle, alice))
    write(bob, circle, doc, 'late, from the one')
    const begun = docId(circle, second.id, 1)
    const named = forge(
      bob,
      circle,
      begun,
      updateAs(cid(circle, begun, second.id, 0), d => addBlock(d, 'x')),
      {
        keys: second,
        deps: bob.store.have(circle).sort((a, b) => compare(a.device, b.device)),
      },
    )
    bob.store.receive(circle, [named.bytes])
    expect(bob.store.documents(circle, 'note')).toHaveLength(2)
    const both = cuts.map(cut => (equal(cut.device, second.id) ? { ...cut, seq: 1, hash: named.id } : cut))
    remove(alice, circle, memberOf(bob, circle, alice), both)
    // Cleo hears of the removal last, Alice first.
    send(bob, cleo, circle)
    settle([cleo, alice], circle)
    same([alice, cleo], circle)
    expect(wordsOf(cleo, circle, begun)).toContain('x')
    expect(wordsOf(cleo, circle, doc)).not.toContain('late')
  })
})

describe('a demotion', () => {
  it('cuts off what facilitators alone write, and nothing else', () => {
    const { alice, bob, cleo, circle, doc } = four()
    promote(alice, circle, memberOf(bob, circle, alice))
    sync(alice, bob, circle)
    sync(alice, cleo, circle)
    const name = alice.store.documents(circle, 'circle')[0]!.docId
    const rename = (who: Person, to: string) =>
      who.store.edit(circle, name, d => void d.getMap('circle').set('name', to))
    rename(bob, 'By Bob')
    send(bob, alice, circle)
    demote(alice, circle, memberOf(bob, circle, alice))
    rename(bob, 'By Bob, late')
    write(bob, circle, doc, 'Words of Bob')
    send(bob, cleo, circle)
    expect(cleo.store.name(circle)).toBe('By Bob, late')
    settle([alice, bob, cleo], circle)
    same([alice, bob, cleo], circle)
    for (const one of [alice, bob, cleo]) {
      expect(one.store.name(circle)).toBe('By Bob')
      expect(wordsOf(one, circle, doc)).toContain('Words of Bob')
    }
    // One who knows names Bob's chain for his words, and lifts nothing else by it.
    write(alice, circle, doc, 'Alice answers.')
    promote(alice, circle, memberOf(bob, circle, alice))
    settle([alice, bob, cleo], circle)
    rename(bob, 'By Bob, again')
    settle([alice, bob, cleo], circle)
    same([alice, bob, cleo], circle)
    expect(cleo.store.name(circle)).toBe('By Bob, again')
    // Found anew, all of it stands as it stood.
    const before = standing(alice)
    write(cleo, circle, doc, 'Cleo, last.')
    send(cleo, alice, circle)
    remove(alice, circle, memberOf(cleo, circle, alice))
    expect(standing(alice).filter(line => before.includes(line))).toEqual(before)
    expect(alice.store.name(circle)).toBe('By Bob, again')
  })
})

describe('a device that says two things under one number', () => {
  /** Bob's device, and a copy of it; each has said something else in the same note. */
  function copied() {
    const { alice, bob, cleo, dan, circle, doc } = four()
    const copy = twin(bob)
    const left = [write(bob, circle, doc, 'left one'), write(bob, circle, doc, 'left two')]
    const right = [write(copy, circle, doc, 'right one'), write(copy, circle, doc, 'right two')]
    return { alice, bob, copy, cleo, dan, circle, doc, left, right }
  }

  it('is heard as far as others built on it, on the branch on which more did', () => {
    for (const first of ['left', 'right'] as const) {
      const { alice, cleo, dan, circle, doc, left, right } = copied()
      const [mine, theirs] = first === 'left' ? [left, right] : [right, left]
      alice.store.receive(circle, [mine[0]!])
      write(alice, circle, doc, 'Alice builds.')
      cleo.store.receive(circle, [mine[0]!])
      write(cleo, circle, doc, 'Cleo builds.')
      dan.store.receive(circle, theirs)
      write(dan, circle, doc, 'Dan builds.')
      const { cid } = dan.store.open(circle, doc)!
      alice.store.receive(circle, [mine[1]!])
      settle([alice, cleo, dan], circle)
      same([alice, cleo, dan], circle)
      const words = wordsOf(alice, circle, doc)
      expect(words).toContain(`${first} one`)
      expect(words).not.toContain('two')
      expect(words).not.toContain(first === 'left' ? 'right' : 'left')
      for (const who of ['Alice', 'Cleo']) expect(words).toContain(`${who} builds.`)
      // His words stood on the other branch: he goes on under another client id.
      expect(words).not.toContain('Dan builds.')
      expect(dan.store.open(circle, doc)!.cid).not.toBe(cid)
      write(dan, circle, doc, 'Dan goes on.')
      settle([dan, alice, cleo], circle)
      same([alice, cleo, dan], circle)
      expect(wordsOf(cleo, circle, doc)).toContain('Dan goes on.')
    }
  })

  it('is built on along the branch that stands by those who had named more of the other one', () => {
    for (const [first, anew] of [
      [false, false],
      [false, true],
      [true, false],
    ]) {
      const { alice, bob, cleo, dan: before, circle, doc } = four()
      const eve = join(alice, circle, 'Eve')
      if (!first) write(bob, circle, doc, 'Before the copy.')
      settle([alice, bob, cleo, before, eve], circle)
      const copy = twin(bob)
      const begun = note(bob, circle)
      for (const who of [alice, cleo]) {
        send(bob, who, circle)
        write(who, circle, begun, 'Built on Bob. ')
      }
      write(copy, circle, doc, 'The copy.')
      write(copy, circle, doc, 'And on.')
      send(copy, before, circle)
      write(before, circle, doc, 'Built on the copy. ')
      settle([alice, cleo, before], circle)
      const dan = anew ? before.again() : before
      write(dan, circle, begun, 'By Dan.')
      settle([alice, cleo, dan], circle)
      // She hears it all at once, in another order: those of the other branch first.
      for (const from of [copy, dan, alice]) send(from, eve, circle)
      settle([alice, cleo, dan, eve], circle)
      same([alice, cleo, dan, eve], circle)
      expect(wordsOf(eve, circle, begun)).toContain('By Dan.')
      // Once is enough.
      const bobs = ({ device }: { device: Uint8Array }) => equal(device, bob.store.me(circle).device)
      expect(refusedFor(alice)).toEqual([])
      const again = forge(dan, circle, begun, new Uint8Array(0), {
        deps: alice.store.have(circle).filter(bobs),
      })
      alice.store.receive(circle, [again.bytes])
      expect(refusedFor(alice)).toEqual(['deps'])
    }
  })

  it('lets nobody’s words fall by a second history on which nobody built', () => {
    const { alice, bob, cleo, dan, circle, doc } = four()
    const copy = twin(bob)
    for (let i = 0; i < 5; i++) write(bob, circle, doc, `Bob ${i}`)
    send(bob, alice, circle)
    write(alice, circle, doc, 'Alice builds.')
    settle([alice, cleo, dan], circle)
    const before = wordsOf(cleo, circle, doc)
    const forged = [write(copy, circle, doc, 'another story'), write(copy, circle, doc, 'and on')]
    cleo.store.receive(circle, forged)
    settle([alice, cleo, dan], circle)
    same([alice, cleo, dan], circle)
    expect(wordsOf(dan, circle, doc)).toBe(before)
  })

  it('stops, when it is shown what it has not said itself', () => {
    const { bob, copy, circle } = copied()
    send(copy, bob, circle)
    expect(bob.store.me(circle).stopped).toBe(true)
  })
})

describe('an admission that is void beside a removal', () => {
  it('brings nobody’s words in, unless somebody built on them; a fresh one brings them back', () => {
    const { alice, bob, cleo, circle, doc } = four()
    promote(alice, circle, memberOf(bob, circle, alice))
    sync(alice, bob, circle)
    const eve = join(bob, circle, 'Eve')
    write(eve, circle, doc, 'Eve was here.')
    sync(eve, bob, circle)
    remove(alice, circle, memberOf(bob, circle, alice))
    send(bob, cleo, circle)
    expect(wordsOf(cleo, circle, doc)).toContain('Eve was here.')
    settle([alice, cleo], circle)
    same([alice, cleo], circle)
    expect(wordsOf(alice, circle, doc)).not.toContain('Eve was here.')
    expect(alice.store.state(circle).devices.has(hex(eve.store.me(circle).device))).toBe(false)
  })
})
