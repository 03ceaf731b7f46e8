/**
 * Somebody whose patched program says more than anyone can name, beside itself: epochs, computers, entries, chains. By
 * chance, against all laws of the log: circle/histories.test.ts. Many ends of the log alone: attackers/heads.test.ts.
 */
import { describe, expect, it } from 'vitest'
import { readHeader } from '../../../src/main/vault/circle/envelope/header.ts'
import { readHeads, writeHeads } from '../../../src/main/vault/circle/envelope/heads.ts'
import { readEnvelope } from '../../../src/main/vault/circle/envelope/seal.ts'
import { commitment, makeEpochKey, rekey } from '../../../src/main/vault/circle/epoch/epoch.ts'
import { type Act, payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import { chooseHeads } from '../../../src/main/vault/circle/log/apply.ts'
import { readEntry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { activeDevices } from '../../../src/main/vault/circle/log/judge.ts'
import { type DeviceKeys, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { docId } from '../../../src/main/vault/circle/names/doc.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId, DocId, EntryId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { compare } from '../../../src/shared/bytes.ts'
import { LAST_INSTANT } from '../../../src/shared/clock.ts'
import { refusalKey } from '../../../src/shared/locales/refusals.ts'
import { memberOf, promote } from '../circle/acts.ts'
import { forge, ring, say } from '../circle/forge.ts'
import { deviceAddOf } from '../circle/history.ts'
import { Face, join, type Person, wordsOf } from '../circle/people.ts'
import { four, meet, one, says, write } from './circle.ts'

const statusOf = (who: Person, circle: CircleId, seer: Person) => memberOf(who, circle, seer).status
const idOf = (who: Person, circle: CircleId) => who.store.me(circle).member
const newKeys = () => deviceKeys(random(32), random(16))

/** Bob is a host with two computers, and says so many REKEYs beside each other. */
function shouted(times: number) {
  const it = four()
  const { alice, bob, cleo, dan, all, circle } = it
  promote(alice, circle, memberOf(bob, circle, alice))
  meet(all, circle)
  const second = newKeys()
  says(bob, circle, deviceAddOf(circle, bob.store.me(circle).keys, second), all)
  alice.store.rekey(circle)
  meet(all, circle)
  const shout = (): EntryId[] => {
    const state = bob.store.state(circle)
    const parents = bob.store.logHeads(circle)
    return Array.from({ length: times }, () => {
      const made = rekey(circle, makeEpochKey(), activeDevices(state), state.epochHeads, ring(bob, circle))!
      const { refused, id } = says(bob, circle, made, [alice, cleo, dan], parents)
      expect(refused).toBe(0)
      return id
    })
  }
  return { ...it, second, shout }
}

describe('a host who makes more epochs beside each other than a header can name', () => {
  it('keeps nobody’s words from anybody, and can be let out', () => {
    const { alice, bob, cleo, dan, circle, doc, shout } = shouted(17)
    write(bob, circle, doc, 'Bob, before.')
    meet([alice, bob, cleo, dan], circle)
    shout()
    expect(alice.store.state(circle).epochEnds).toHaveLength(17)
    expect(alice.store.state(circle).epochHeads).toHaveLength(16)
    write(alice, circle, doc, 'The worst day.')
    meet([alice, cleo, dan], circle)
    // One entry names 16 ends: the first has all but one of them, the next one the rest.
    for (const left of [2, 1]) {
      expect(alice.store.rekey(circle).ok).toBe(true)
      expect(alice.store.state(circle).epochHeads).toHaveLength(left)
    }
    expect(alice.store.remove(circle, idOf(bob, circle), false).ok).toBe(true)
    write(alice, circle, doc, 'Alice goes on.')
    meet([alice, cleo, dan], circle)
    write(cleo, circle, doc, 'So does Cleo.')
    meet([alice, cleo, dan], circle)
    for (const who of [alice, cleo, dan, alice.again()]) {
      expect(statusOf(bob, circle, who)).toBe('removed')
      for (const words of ['Bob, before.', 'The worst day.', 'Alice goes on.', 'So does Cleo.'])
        expect(wordsOf(who, circle, doc)).toContain(words)
    }
  }, 60_000)

  it('nor where a second computer names them all, one after the other', () => {
    const { alice, bob, cleo, dan, circle, doc, second, shout } = shouted(40)
    const rest = shout()
    let last: EntryId[] = []
    while (rest.length > 0) {
      const some = rest.splice(0, 16 - last.length)
      const cover = say(bob, circle, 'PROFILE', { name: 'Bob' }, [...last, ...some], second)
      for (const who of [alice, cleo, dan])
        expect(who.store.importLog(circle, [cover.bytes])).toMatchObject({ refused: 0, waiting: 0 })
      last = [cover.id]
    }
    expect(alice.store.state(circle).epochEnds).toHaveLength(40)
    write(alice, circle, doc, 'The worst day.')
    expect(alice.store.rekey(circle).ok).toBe(true)
    expect(alice.store.state(circle).epochHeads).toHaveLength(1)
    expect(alice.store.remove(circle, idOf(bob, circle), false).ok).toBe(true)
    write(alice, circle, doc, 'It is quiet.')
    meet([alice, cleo, dan], circle)
    expect(wordsOf(cleo, circle, doc)).toContain('It is quiet.')
    expect(statusOf(bob, circle, dan)).toBe('removed')
  }, 60_000)

  it('opens nothing to somebody who was let out beside them', () => {
    const { alice, dan, circle, shout } = shouted(0)
    const gone = alice.store.remove(circle, idOf(dan, circle), false)
    if (!gone.ok) throw new Error(gone.fault)
    expect(shout()).toEqual([])
    const state = structuredClone(alice.store.state(circle))
    const [closed] = state.epochHeads.map(id => state.epochs.get(hex(id))!)
    const open = [...state.epochs.values()].find(({ boxes }) => boxes.has(hex(dan.store.me(circle).device)))!
    // Twenty hosts, each with an epoch that Dan can open; the one that he cannot is by whoever was promoted last.
    state.epochEnds = [closed!.id]
    for (const id of Array.from({ length: 20 }, () => random(32) as EntryId)) {
      const keys = newKeys()
      const member = random(16) as ReturnType<typeof idOf>
      state.devices.set(hex(keys.id), { ...state.devices.get(hex(closed!.author))!, id: keys.id, member })
      state.members.set(hex(member), { ...memberOf(alice, circle), id: member, rank: -1 })
      state.epochs.set(hex(id), { ...open, id, author: keys.id })
      state.epochEnds = [...state.epochEnds, id].sort(compare)
    }
    chooseHeads(state)
    expect(state.epochHeads).toHaveLength(16)
    expect(state.epochHeads.map(hex)).toContain(hex(closed!.id))
  }, 60_000)

  it('and what nobody could read is not written', () => {
    const { alice, circle, doc, shout } = shouted(17)
    shout()
    const face = new Face(alice, circle, doc)
    const update = face.update(one => one.getMap('head').set('title', 'The worst day'))
    const state = alice.store.state(circle)
    // As if the rule did not hold.
    state.epochHeads = state.epochEnds
    expect(alice.store.author(circle, doc, 'note', update)).toEqual({ ok: false, fault: 'read-only' })
    state.epochHeads = state.epochEnds.slice(0, 16)
    expect(alice.store.author(circle, doc, 'note', update).ok).toBe(true)
  }, 60_000)
})

/** So many more computers, each of which signs itself out again. Those that nobody takes are said as well. */
function computers(who: Person, circle: CircleId, others: readonly Person[], times: number): DeviceKeys[] {
  const made = Array.from({ length: times }, newKeys)
  const entries: Uint8Array[] = []
  let last = who.store.logHeads(circle)
  const { keys: own } = who.store.me(circle)
  for (const keys of made) {
    const add = say(who, circle, 'DEVICE_ADD', payloadOf(deviceAddOf(circle, own, keys)), last)
    const out = say(who, circle, 'DEVICE_REVOKE', { device: keys.id, seq: 0, hash: null }, [add.id], keys)
    entries.push(add.bytes, out.bytes)
    last = [out.id]
  }
  for (const one of others) one.store.importLog(circle, entries)
  return made
}

describe('a member with very many computers', () => {
  it('has 24 besides those they came with, ever, and can be let out', () => {
    const { alice, bob, cleo, dan, all, circle } = four()
    computers(bob, circle, all, 30)
    expect(alice.store.refusals(circle)[0]?.reason).toContain('log: too-much')
    expect(memberOf(bob, circle, alice).devices).toHaveLength(25)
    expect(alice.store.remove(circle, idOf(bob, circle), false).ok).toBe(true)
    meet([alice, cleo, dan], circle)
    expect(statusOf(bob, circle, dan)).toBe('removed')
  }, 60_000)

  it('and no more where they are added beside each other: the first in the log’s order stand', () => {
    const { alice, bob, cleo, dan, all, circle } = four()
    const parents = bob.store.logHeads(circle)
    const { keys } = bob.store.me(circle)
    const adds = Array.from({ length: 60 }, () => deviceAddOf(circle, keys, newKeys()))
    for (const add of adds) says(bob, circle, add, all, parents)
    for (const who of [alice, alice.again(), cleo])
      expect(memberOf(bob, circle, who).devices).toHaveLength(25)
    expect([...alice.store.state(circle).voided.values()].every(why => why === 'too-much')).toBe(true)
    expect(alice.store.remove(circle, idOf(bob, circle), false).ok).toBe(true)
    meet([alice, cleo, dan], circle)
    expect(statusOf(bob, circle, dan)).toBe('removed')
  }, 60_000)

  it('finds room in the longest removal that the rules admit', () => {
    const ids = (count: number, length = 32) =>
      Array.from({ length: count }, () => random(length)).sort(compare)
    const { alice, bob, circle } = four()
    const entry = writeEntry(
      {
        circle,
        parents: ids(16) as EntryId[],
        type: 'REMOVE',
        payload: {
          member: idOf(bob, circle),
          cuts: ids(32).map(device => ({ device, seq: 2 ** 53 - 1, hash: random(32) })),
          emergency: true,
          rekey: {
            commit: random(32),
            boxes: ids(400).map(device => ({ device, box: random(80) })),
            wraps: ids(16).map(epoch => ({ epoch, key: random(72) })),
          },
        },
        wallTime: LAST_INSTANT,
      },
      alice.store.me(circle).keys,
    )
    expect(entry.bytes.length).toBeGreaterThan(56_000)
    expect(readEntry(entry.bytes).ok).toBe(true)
  })
})

it('says HEADS that all can read, and writes on, with more chains here than can be named', () => {
  const { alice, bob, cleo, circle, doc } = four()
  const all = [alice, bob, cleo, ...Array.from({ length: 15 }, (_, i) => join(alice, circle, `P${i}`))]
  const [, ...members] = all
  for (const one of members) one.store.importLog(circle, alice.store.missingLog(circle, []))
  const chains: Uint8Array[] = []
  for (const who of members) {
    for (const keys of computers(who, circle, [alice], 24)) {
      const begun = docId(circle, keys.id, 1)
      chains.push(forge(who, circle, begun, new Uint8Array(4), { keys, deps: [] }).bytes)
    }
    const [next] = members.slice(members.indexOf(who) + 1)
    for (const one of [cleo, ...(next ? [next] : [])])
      one.store.importLog(circle, alice.store.missingLog(circle, one.store.logHeads(circle)))
  }
  const half = Math.ceil(chains.length / 2)
  const take = (some: readonly Uint8Array[]): void => {
    for (let i = 0; i < some.length; i += 64)
      for (const who of [alice, cleo]) who.store.receive(circle, some.slice(i, i + 64))
  }
  // Whoever came in last is heard first, and finds no place any more beside the rest.
  take(chains.slice(half))
  expect(cleo.store.readHeads(circle, alice.store.ownHeads(circle)).ok).toBe(true)
  take(chains.slice(0, half))
  write(alice, circle, doc, 'Alice goes on.')
  expect(alice.store.have(circle).length).toBeGreaterThan(400)
  const heads = readHeads(alice.store.ownHeads(circle))
  if (!heads.ok) throw new Error(heads.fault)
  expect(heads.value.have).toHaveLength(400)
  // Active devices are among them, and it is kept although it cannot say all that was said before.
  const { device } = alice.store.me(circle)
  expect(heads.value.have.some(end => compare(end.device, device) === 0)).toBe(true)
  expect(cleo.store.readHeads(circle, alice.store.ownHeads(circle)).ok).toBe(true)
  const kept = cleo.store.acks(circle).find(ack => compare(ack.device, device) === 0)
  expect(kept?.have).toEqual(heads.value.have)
  meet([alice, cleo], circle)
  const words = readEnvelope(write(cleo, circle, doc, 'So does Cleo.'))
  if (!words.ok) throw new Error(words.fault)
  const header = readHeader(words.value.headerBytes)
  if (!header.ok || header.value.kind === null) throw new Error('malformed')
  expect(header.value.deps.some(dep => compare(dep.device, device) === 0)).toBe(true)
  meet([alice, cleo], circle)
  expect(wordsOf(alice, circle, doc)).toContain('So does Cleo.')
}, 120_000)

describe('a member who fills the log', () => {
  const beside = (who: Person, circle: CircleId, times: number, parents = who.store.logHeads(circle)) =>
    Array.from({ length: times }, (_, i) => say(who, circle, 'PROFILE', { name: `Bob ${i}` }, parents).bytes)

  it('beside themselves is heard twice and a little more, and holds up no removal', () => {
    const { alice, bob, cleo, dan, circle } = four()
    for (const [i, who] of [alice, cleo].entries())
      expect(who.store.importLog(circle, beside(bob, circle, 300 + i)).added).toHaveLength(66)
    expect(refusalKey(alice.store.refusals(circle)[0]!.reason)).toBe('refusal.no-room')
    for (let i = 0; i < 20; i++) expect(alice.store.rename(circle, `Alice ${i}`).ok).toBe(true)
    expect(alice.store.remove(circle, idOf(bob, circle), false).ok).toBe(true)
    for (const who of [cleo, dan]) {
      who.store.importLog(circle, alice.store.missingLog(circle, who.store.logHeads(circle)))
      expect(statusOf(bob, circle, who)).toBe('removed')
    }
  }, 60_000)

  it('with one computer after another has said 200 things, and is out for all', () => {
    const { alice, bob, cleo, dan, circle } = four()
    const entries: Uint8Array[] = []
    let last = bob.store.logHeads(circle)
    let by: DeviceKeys = bob.store.me(circle).keys
    const put = (type: string, payload: Parameters<typeof say>[3]): void => {
      const entry = say(bob, circle, type, payload, last, by)
      entries.push(entry.bytes)
      last = [entry.id]
    }
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 99; i++) put('PROFILE', { name: `Bob ${i}` })
      const keys = newKeys()
      put('DEVICE_ADD', payloadOf(deviceAddOf(circle, by, keys)))
      by = keys
    }
    expect(alice.store.importLog(circle, entries).added).toHaveLength(200)
    cleo.store.importLog(circle, entries)
    expect(alice.store.remove(circle, idOf(bob, circle), false).ok).toBe(true)
    for (const who of [cleo, dan]) {
      who.store.importLog(circle, alice.store.missingLog(circle, who.store.logHeads(circle)))
      expect(statusOf(bob, circle, who)).toBe('removed')
    }
  }, 60_000)

  it('and tells one person another thing than the rest: her words and her log reach everybody', () => {
    const { alice, bob, cleo, dan, circle, doc } = four()
    const parents = bob.store.logHeads(circle)
    // One that is not among the two that stand by their ids alone.
    const [apart, ...rest] = beside(bob, circle, 200, parents)
      .flatMap(bytes => {
        const entry = readEntry(bytes)
        return entry.ok ? [entry.value] : []
      })
      .sort((one, other) => compare(other.id, one.id))
      .map(({ bytes }) => bytes)
    cleo.store.importLog(circle, [apart!])
    const words = write(cleo, circle, doc, 'Cleo, the worst day.')
    expect(cleo.store.rename(circle, 'Cleo, still here').ok).toBe(true)
    for (const who of [alice, dan]) {
      who.store.importLog(circle, rest)
      // There is no room for the one that she named, until she is heard.
      expect(who.store.importLog(circle, [apart!]).added).toEqual([])
      expect(who.store.receive(circle, [words]).buffered).toBe(1)
      expect(wordsOf(who, circle, doc)).toContain('Cleo, the worst day.')
      who.store.importLog(circle, cleo.store.missingLog(circle, who.store.logHeads(circle)))
      expect(memberOf(cleo, circle, who).name).toBe('Cleo, still here')
    }
    expect(alice.store.remove(circle, idOf(bob, circle), false).ok).toBe(true)
    meet([alice, cleo, dan], circle)
    expect(statusOf(bob, circle, cleo)).toBe('removed')
  }, 60_000)

  it('as a host who was let out has no more room than anybody, whatever is dated back', () => {
    const { alice, bob, cleo, all, circle } = four()
    promote(alice, circle, memberOf(bob, circle, alice))
    meet(all, circle)
    const parents = bob.store.logHeads(circle)
    expect(alice.store.remove(circle, idOf(bob, circle), false).ok).toBe(true)
    meet([alice, cleo], circle)
    const act = payloadOf({ type: 'HOST_ACTION', action: 'here', doc: null, member: null, words: '' })
    const names = beside(bob, circle, 150, parents)
    const said = names.map((name, i) =>
      i % 2
        ? name
        : writeEntry(
            { circle, parents, type: 'HOST_ACTION', payload: act, wallTime: i },
            bob.store.me(circle).keys,
          ).bytes,
    )
    for (const who of [alice, cleo]) expect(who.store.importLog(circle, said).added.length).toBeLessThan(70)
  }, 60_000)

  it('as a host who is let out leaves whoever built on those words in good faith as free to speak as before', () => {
    const { alice, bob, cleo, dan, all, circle } = four()
    promote(alice, circle, memberOf(bob, circle, alice))
    meet(all, circle)
    const parents = bob.store.logHeads(circle)
    for (const doc of Array.from({ length: 6 }, () => random(32) as DocId)) {
      const act: Act = { type: 'HOST_ACTION', action: 'hide', doc, member: null, words: '' }
      expect(says(bob, circle, act, [cleo], parents).refused).toBe(0)
    }
    expect(alice.store.remove(circle, idOf(bob, circle), false).ok).toBe(true)
    for (let i = 0; i < 90; i++) expect(cleo.store.rename(circle, `Cleo ${i}`).ok).toBe(true)
    meet([alice, cleo, dan], circle)
    for (const who of [alice, cleo, dan]) expect(memberOf(cleo, circle, who).name).toBe('Cleo 89')
    expect(alice.store.rename(circle, 'Alice, who follows').ok).toBe(true)
    for (let i = 90; i < 150; i++) expect(cleo.store.rename(circle, `Cleo ${i}`).ok).toBe(true)
    meet([alice, cleo, dan], circle)
    for (const who of [alice, dan, alice.again()]) expect(memberOf(cleo, circle, who).name).toBe('Cleo 149')
    expect(statusOf(bob, circle, cleo)).toBe('removed')
    one([alice, cleo, dan], circle)
  }, 60_000)

  it.each(['removed', 'demoted', 'left'])(
    'as a host who %s has no more room for what stands all the same',
    how => {
      const { alice, bob, circle } = four()
      promote(alice, circle, memberOf(bob, circle, alice))
      meet([alice, bob], circle)
      const said = beside(bob, circle, 150)
      if (how === 'left') {
        expect(bob.store.leave(circle).ok).toBe(true)
        alice.store.importLog(circle, bob.store.missingLog(circle, []))
      } else if (how === 'demoted') expect(alice.store.demote(circle, idOf(bob, circle)).ok).toBe(true)
      else expect(alice.store.remove(circle, idOf(bob, circle), false).ok).toBe(true)
      const { added } = alice.store.importLog(circle, said)
      expect(added.length).toBeGreaterThan(60)
      expect(added.length).toBeLessThan(70)
      const { voided } = alice.store.state(circle)
      for (const id of added) expect(voided.has(hex(id))).toBe(false)
    },
    60_000,
  )

  it('as a host who is let out costs nobody the words of those who followed 1,100 of theirs', () => {
    const { alice, bob, cleo, dan, all, circle, doc } = four()
    promote(alice, circle, memberOf(bob, circle, alice))
    meet(all, circle)
    const { keys } = bob.store.me(circle)
    const here = payloadOf({ type: 'HOST_ACTION', action: 'here', doc: null, member: null, words: '' })
    let last = bob.store.logHeads(circle)
    const said = Array.from({ length: 1100 }, (_, i) => {
      const fields = { circle, parents: last, type: 'HOST_ACTION', payload: here, wallTime: i }
      const entry = writeEntry(fields, keys)
      last = [entry.id]
      return entry.bytes
    })
    for (const who of [cleo, dan]) expect(who.store.importLog(circle, said).added).toHaveLength(1100)
    write(cleo, circle, doc, 'Cleo, the worst day.')
    expect(cleo.store.rename(circle, 'Cleo, still here').ok).toBe(true)
    expect(alice.store.remove(circle, idOf(bob, circle), false).ok).toBe(true)
    // Nobody who is there brings them in: they have the room of one member.
    expect(alice.store.importLog(circle, said).added.length).toBeLessThanOrEqual(1000)
    meet([alice, cleo, dan], circle)
    for (const who of [alice, alice.again(), dan]) {
      expect(wordsOf(who, circle, doc)).toContain('Cleo, the worst day.')
      expect(memberOf(cleo, circle, who).name).toBe('Cleo, still here')
    }
  }, 200_000)

  it('is named by nobody beyond two ends of each computer, so nothing hangs on the rest', () => {
    const { alice, bob, cleo, dan, circle, doc } = four()
    alice.store.importLog(circle, beside(bob, circle, 60))
    const words: Uint8Array = write(alice, circle, doc as DocId, 'Alice goes on.')
    const read = readEnvelope(words)
    const header = read.ok ? readHeader(read.value.headerBytes) : undefined
    if (!header?.ok || header.value.kind === null) throw new Error('malformed')
    expect(header.value.logHeads).toHaveLength(2)
    for (const who of [cleo, dan])
      who.store.importLog(circle, alice.store.missingLog(circle, who.store.logHeads(circle)))
    expect(cleo.store.receive(circle, [words]).accepted).toHaveLength(1)
  }, 60_000)
})

it('lets a host of many words who stepped down speak, and a member of many still shut out a lost computer', () => {
  const { alice, bob, circle, all } = four()
  promote(alice, circle, memberOf(bob, circle, alice))
  meet(all, circle)
  for (let i = 0; i < 210; i++) expect(bob.store.rename(circle, `Bob ${i}`).ok).toBe(true)
  meet([alice, bob], circle)
  expect(alice.store.demote(circle, idOf(bob, circle)).ok).toBe(true)
  meet([alice, bob], circle)
  for (let i = 0; i < 200; i++) expect(bob.store.rename(circle, `Bob ${i}`).ok).toBe(true)
  expect(bob.store.rename(circle, 'Bob again').ok).toBe(false)
  expect(bob.store.revoke(circle, bob.store.me(circle).device).ok).toBe(true)
}, 120_000)

describe('the rooms in which a circle meets', () => {
  const rooms = (who: Person, circle: CircleId) =>
    who.store.rooms(circle).map(({ key }) => hex(commitment(key)))
  const shared = (a: Person, b: Person, circle: CircleId) =>
    rooms(a, circle).filter(room => rooms(b, circle).includes(room)).length
  /** Everybody has heard everybody's HEADS. */
  const hear = (people: readonly Person[], circle: CircleId) => {
    for (const a of people)
      for (const b of people) if (a !== b) a.store.readHeads(circle, b.store.ownHeads(circle))
  }

  it('leave a place for whoever is late, whatever epochs somebody else says that they are in', () => {
    const { alice, bob, cleo, dan, all, circle } = four()
    hear(all, circle)
    for (let n = 0; n < 9; n++) alice.store.rekey(circle)
    meet([alice, bob, dan], circle)
    hear([alice, bob, dan], circle)
    expect(rooms(cleo, circle)).toHaveLength(1)
    const epochs = [...bob.store.state(circle).epochs.values()].map(({ id }) => id)
    const lying = writeHeads(
      circle,
      {
        have: bob.store.have(circle),
        log: bob.store.logHeads(circle),
        epochs: epochs.slice(-8).sort(compare),
      },
      bob.store.me(circle).keys,
    )
    for (const who of [alice, dan])
      expect(who.store.readHeads(circle, lying, bob.store.me(circle).device).ok).toBe(true)
    for (const who of [alice, dan]) expect(shared(who, cleo, circle)).toBe(1)
    expect(alice.store.remove(circle, idOf(bob, circle), false).ok).toBe(true)
    expect(shared(alice, cleo, circle)).toBe(1)
    expect(rooms(alice, circle)).toHaveLength(8)
  })

  it('leave it also where a host makes sixteen epochs beside each other', () => {
    const { alice, bob, cleo, dan, all, circle } = four()
    promote(alice, circle, memberOf(bob, circle, alice))
    meet(all, circle)
    hear(all, circle)
    const state = bob.store.state(circle)
    const parents = bob.store.logHeads(circle)
    for (let n = 0; n < 16; n++) {
      const epoch = rekey(circle, makeEpochKey(), activeDevices(state), state.epochHeads, ring(bob, circle))!
      expect(says(bob, circle, epoch, n % 2 === 0 ? [alice, dan] : [alice], parents).refused).toBe(0)
    }
    expect(alice.store.state(circle).epochHeads).toHaveLength(16)
    expect(dan.store.state(circle).epochHeads).toHaveLength(8)
    // Cleo has heard of none of them, Dan of half.
    expect(shared(alice, cleo, circle)).toBe(1)
    expect(shared(alice, dan, circle)).toBeGreaterThan(0)
    expect(shared(dan, cleo, circle)).toBe(1)
  })
})
