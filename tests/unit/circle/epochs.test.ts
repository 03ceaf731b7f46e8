/** Keys of a circle whose people come and go: who can read what, and who may say which keys there are. */

import { describe, expect, it } from 'vitest'
import { writeHeads } from '../../../src/main/vault/circle/envelope/heads.ts'
import { commitment, makeEpochKey, wrap, writingKey } from '../../../src/main/vault/circle/epoch/epoch.ts'
import { payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import { type Entry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import type { CircleState } from '../../../src/main/vault/circle/log/state.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { sealTo } from '../../../src/main/vault/crypto/box.ts'
import type { CircleId, EntryId, EpochKey, MemberId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { compare } from '../../../src/shared/bytes.ts'
import { asking, Face, join, note, type Person, person, send, sync, wordsOf } from './people.ts'

const DAY = 24 * 3600_000

const memberOf = (who: Person, circle: CircleId): MemberId => who.store.me(circle).member
const state = (who: Person, circle: CircleId): CircleState => who.store.state(circle)
const ringOf = (who: Person, circle: CircleId): Map<string, EpochKey> =>
  new Map(
    who.db
      .prepare<[Uint8Array], { epoch: Uint8Array; key: EpochKey }>(
        'SELECT epoch, key FROM epoch_keys WHERE circle = ?',
      )
      .all(circle)
      .map(({ epoch, key }) => [hex(epoch), key]),
  )
const done = <T>(answer: { ok: true; value: T } | { ok: false; fault: string }): T => {
  if (!answer.ok) throw new Error(answer.fault)
  return answer.value
}

/** Lets somebody in where a second member has to agree: `second` does, and `host` makes the keys. */
function joinBySecond(host: Person, second: Person, circle: CircleId, name: string): Person {
  const { guest, salt, member, claim, proof } = asking(host, circle)
  done(host.store.admit(circle, { claim, proof, name }))
  sync(host, second, circle)
  const [waiting] = [...state(second, circle).pending.values()]
  done(second.store.consent(circle, waiting!.id))
  sync(host, second, circle)
  host.store.tend(circle)
  sync(host, second, circle)
  done(guest.store.adopt({ circle, salt, member, entries: host.store.missingLog(circle, []) }))
  sync(host, guest, circle)
  return guest
}

/** Alice, who founded it; Bob, a facilitator; Xena and Yuri. */
function four() {
  const alice = person()
  const circle = alice.store.found({ name: 'Tuesday', ownName: 'Alice' })
  const bob = join(alice, circle, 'Bob')
  done(alice.store.promote(circle, memberOf(bob, circle)))
  sync(alice, bob, circle)
  const xena = join(alice, circle, 'Xena')
  sync(alice, bob, circle)
  const yuri = joinBySecond(alice, bob, circle, 'Yuri')
  const all = [alice, bob, xena, yuri]
  for (let round = 0; round < 2; round++)
    for (const a of all) for (const b of all) if (a !== b) send(a, b, circle)
  return { alice, bob, xena, yuri, circle }
}

describe('concurrent removals of two people', () => {
  it('leave each of them without what is written before the keys are merged, and after', () => {
    const { alice, bob, xena, yuri, circle } = four()
    const id = note(alice, circle)
    for (const other of [bob, xena, yuri]) sync(alice, other, circle)
    done(alice.store.remove(circle, memberOf(xena, circle), true))
    done(bob.store.remove(circle, memberOf(yuri, circle), true))
    sync(alice, bob, circle)
    const { epochHeads } = state(alice, circle)
    expect(epochHeads).toHaveLength(2)
    expect(alice.store.rekeyNeeded(circle)).toBe(true)
    new Face(alice, circle, id).write('Between.')
    sync(alice, bob, circle)
    expect(wordsOf(bob, circle, id)).toContain('Between.')

    // Each of the two has a box in the epoch of the other's removal, and so all that one key can give.
    for (const [gone, others] of [
      [xena, 1],
      [yuri, 1],
    ] as const) {
      send(alice, gone, circle)
      const ring = ringOf(gone, circle)
      expect(epochHeads.filter(epoch => ring.has(hex(epoch)))).toHaveLength(others)
      expect(writingKey(epochHeads, ring)).toBeUndefined()
      expect(wordsOf(gone, circle, id)).not.toContain('Between.')
    }
    expect(writingKey(epochHeads, ringOf(alice, circle))).toBeDefined()

    expect(alice.store.tend(circle)).toHaveLength(1)
    sync(alice, bob, circle)
    const merged = state(bob, circle).epochHeads
    expect(merged).toHaveLength(1)
    expect(bob.store.rekeyNeeded(circle)).toBe(false)
    for (const gone of [xena, yuri]) {
      send(alice, gone, circle)
      expect(merged.some(epoch => ringOf(gone, circle).has(hex(epoch)))).toBe(false)
    }
  })

  it('converge when both facilitators merge at once: no epoch wins by its place, the next one joins them', () => {
    const { alice, bob, xena, yuri, circle } = four()
    done(alice.store.remove(circle, memberOf(xena, circle), true))
    done(bob.store.remove(circle, memberOf(yuri, circle), true))
    sync(alice, bob, circle)
    // Bob makes three more generations than Alice before they meet again.
    for (let i = 0; i < 3; i++) done(bob.store.rekey(circle))
    done(alice.store.rekey(circle))
    const [alices] = state(alice, circle).epochHeads
    const [bobs] = state(bob, circle).epochHeads
    sync(alice, bob, circle)
    for (const who of [alice, bob])
      expect(state(who, circle).epochHeads.map(hex).sort()).toEqual([hex(alices!), hex(bobs!)].sort())
    expect(bob.store.tend(circle)).toHaveLength(1)
    sync(alice, bob, circle)
    for (const who of [alice, bob]) expect(state(who, circle).epochHeads).toHaveLength(1)
    expect(alice.store.tend(circle)).toEqual([])
  })
})

describe('a removal', () => {
  it('in an emergency brings keys for exactly the devices that stay; by two it brings none, and they follow', () => {
    const { alice, bob, xena, yuri, circle } = four()
    done(alice.store.remove(circle, memberOf(xena, circle), true))
    const [head] = state(alice, circle).epochHeads
    const stay = [alice, bob, yuri].map(who => hex(who.store.me(circle).device)).sort()
    expect([...state(alice, circle).epochs.get(hex(head!))!.boxes.keys()].sort()).toEqual(stay)

    const removal = done(alice.store.remove(circle, memberOf(yuri, circle), false))
    expect(removal.length).toBeLessThan(1000)
    expect(alice.store.due(circle)).toBeUndefined()
    sync(alice, bob, circle)
    const asked = [...state(bob, circle).pending.values()].find(({ type, member }) => {
      return type === 'REMOVE' && member !== null && hex(member) === hex(memberOf(yuri, circle))
    })
    done(bob.store.consent(circle, asked!.id))
    sync(alice, bob, circle)
    expect(alice.store.due(circle)).toEqual({ turn: 0 })
    expect(bob.store.due(circle)).toEqual({ turn: 1 })
    alice.store.tend(circle)
    const [after] = state(alice, circle).epochHeads
    const left = [alice, bob].map(who => hex(who.store.me(circle).device)).sort()
    expect([...state(alice, circle).epochs.get(hex(after!))!.boxes.keys()].sort()).toEqual(left)
  })

  it('in a circle of two needs nobody else, and brings its keys', () => {
    const alice = person()
    const circle = alice.store.found({ name: 'Tuesday', ownName: 'Alice' })
    const bob = join(alice, circle, 'Bob')
    expect(bob.store.remove(circle, memberOf(alice, circle), true)).toEqual({
      ok: false,
      fault: 'not-allowed',
    })
    done(alice.store.remove(circle, memberOf(bob, circle), false))
    expect(state(alice, circle).members.get(hex(memberOf(bob, circle)))?.status).toBe('removed')
    expect(state(alice, circle).pending.size).toBe(0)
    expect(alice.store.rekeyNeeded(circle)).toBe(false)
    send(alice, bob, circle)
    const [head] = state(alice, circle).epochHeads
    expect(ringOf(bob, circle).has(hex(head!))).toBe(false)
  })

  it('cuts where the remover stood', () => {
    const { alice, xena, circle } = four()
    const id = note(xena, circle)
    send(xena, alice, circle)
    new Face(xena, circle, id).write('Not sent.')
    done(alice.store.remove(circle, memberOf(xena, circle), true))
    const device = xena.store.me(circle).device
    expect(state(alice, circle).devices.get(hex(device))?.cut).toMatchObject({ seq: 1 })
  })
})

describe('what a removed facilitator says', () => {
  it('about keys is worth nothing: not as an entry, and not with a higher generation', () => {
    const { alice, bob, xena, circle } = four()
    sync(alice, xena, circle)
    done(alice.store.remove(circle, memberOf(bob, circle), true))
    // Bob has not heard of it, or does as if not, and makes one epoch after the other.
    for (let i = 0; i < 5; i++) done(bob.store.rekey(circle))
    const bobs = state(bob, circle).epochHeads
    send(bob, alice, circle)
    const after = state(alice, circle).epochHeads
    expect(after).toHaveLength(1)
    expect(after.some(epoch => bobs.some(theirs => hex(theirs) === hex(epoch)))).toBe(false)
    // Nor when he knows of it: then nobody keeps it.
    const forged = payloadOf(rekeyBy(alice, circle))
    const entry = writeEntry(
      {
        circle,
        parents: state(alice, circle).heads,
        type: 'REKEY',
        payload: forged,
        wallTime: 0,
      },
      bob.store.me(circle).keys,
    )
    expect(alice.store.importLog(circle, [entry.bytes])).toMatchObject({ added: [], refused: 1 })
    expect(state(alice, circle).epochHeads.map(hex)).toEqual(after.map(hex))
    // What is written now goes by Alice's epoch.
    const id = note(alice, circle)
    new Face(alice, circle, id).write('After Bob.')
    send(alice, bob, circle)
    expect(wordsOf(bob, circle, id)).toBeUndefined()
    send(alice, xena, circle)
    expect(wordsOf(xena, circle, id)).toContain('After Bob.')
  })

  it('at a door lets nobody in', () => {
    const { alice, bob, circle } = four()
    done(alice.store.remove(circle, memberOf(bob, circle), true))
    const { salt, member, guest, claim, proof } = asking(bob, circle)
    done(bob.store.admit(circle, { claim, proof, name: 'Eve' }))
    send(bob, alice, circle)
    const devices = state(alice, circle).devices
    for (const { sign } of claim.devices)
      expect([...devices.values()].some(device => hex(device.sign) === hex(sign))).toBe(false)
    // And somebody who asks there, and has the circle's real log, is not admitted in it.
    const entries = alice.store.missingLog(circle, [])
    expect(guest.store.adopt({ circle, salt, member, entries })).toEqual({
      ok: false,
      fault: 'not-admitted',
    })
  })
})

/** Keys for exactly those who belong, as a facilitator would say them. */
function rekeyBy(who: Person, circle: CircleId) {
  const { devices, epochHeads } = state(who, circle)
  const key = makeEpochKey()
  return {
    type: 'REKEY' as const,
    commit: commitment(key),
    boxes: [...devices.values()]
      .filter(({ status }) => status === 'active')
      .sort((a, b) => (hex(a.id) < hex(b.id) ? -1 : 1))
      .map(({ id, box }) => ({ device: id, box: sealTo(key, box) })),
    wraps: epochHeads.map(epoch => ({ epoch, key: new Uint8Array(72) })),
  }
}

describe('a device without a key that it may have', () => {
  /** Bob makes an epoch in which Xena's box holds something else, and Alice's holds the key. */
  function withoutKey() {
    const { alice, bob, xena, yuri, circle } = four()
    const key = makeEpochKey()
    const { devices, epochHeads } = state(bob, circle)
    const xenas = hex(xena.store.me(circle).device)
    const boxes = [...devices.values()]
      .sort((a, b) => (hex(a.id) < hex(b.id) ? -1 : 1))
      .map(({ id, box }) => ({ device: id, box: sealTo(hex(id) === xenas ? makeEpochKey() : key, box) }))
    const older = ringOf(bob, circle).get(hex(epochHeads[0]!))!
    const wraps = [{ epoch: epochHeads[0]!, key: wrap(circle, epochHeads[0]!, older, key) }]
    const act = { type: 'REKEY' as const, commit: commitment(key), boxes, wraps }
    const parents = state(bob, circle).heads
    const said = { circle, parents, type: 'REKEY', payload: payloadOf(act), wallTime: 0 }
    const entry = writeEntry(said, bob.store.me(circle).keys)
    for (const who of [alice, bob, xena, yuri])
      expect(who.store.importLog(circle, [entry.bytes]).added).toHaveLength(1)
    return { alice, bob, xena, yuri, circle, epoch: entry.id, key }
  }

  it('asks for it, is given it by whoever has it, and then reads what waited', () => {
    const { alice, xena, yuri, circle, epoch } = withoutKey()
    const id = note(alice, circle)
    new Face(alice, circle, id).write('Under the new key.')
    send(alice, xena, circle)
    expect(wordsOf(xena, circle, id)).toBeUndefined()
    expect(xena.store.lacking(circle).map(hex)).toEqual([hex(epoch)])
    expect(alice.store.lacking(circle)).toEqual([])
    // Yuri is no host.
    const boxes = yuri.store.sealAgain(circle, xena.store.me(circle).device, [epoch])
    expect(xena.store.takeLate(circle, boxes)?.accepted).toHaveLength(2)
    expect(wordsOf(xena, circle, id)).toContain('Under the new key.')
    expect(xena.store.lacking(circle)).toEqual([])
    expect(wordsOf(xena.again(), circle, id)).toContain('Under the new key.')
  })

  it('is in the room of the newest epoch that it has a key of, and says so', () => {
    const { alice, xena, circle, epoch } = withoutKey()
    const before = [...state(xena, circle).epochs.values()].at(-2)!.id
    const rooms = (who: Person) => who.store.rooms(circle).map(({ key }) => hex(commitment(key)))
    const room = hex(commitment(ringOf(alice, circle).get(hex(before))!))
    const heads = done(alice.store.readHeads(circle, xena.store.ownHeads(circle)))
    expect(heads.epochs.map(hex)).toEqual([hex(before)])
    expect(heads.epochs.map(hex)).not.toContain(hex(epoch))
    expect(rooms(xena)[0]).toBe(room)
    expect(rooms(alice)).toContain(room)
  })

  it('takes no other key than the one all were told of', () => {
    const { xena, circle, epoch } = withoutKey()
    const { keys } = xena.store.me(circle)
    const other = sealTo(makeEpochKey(), keys.box.publicKey)
    expect(xena.store.takeLate(circle, [{ epoch, box: other }])).toBeUndefined()
    expect(xena.store.lacking(circle).map(hex)).toEqual([hex(epoch)])
  })

  it('is given none when it is out', () => {
    const { alice, xena, circle, epoch } = withoutKey()
    const device = xena.store.me(circle).device
    expect(alice.store.sealAgain(circle, device, [epoch])).toHaveLength(1)
    done(alice.store.remove(circle, memberOf(xena, circle), true))
    expect(alice.store.sealAgain(circle, device, [epoch])).toEqual([])
  })
})

describe('word that one is out, where the log cannot judge it', () => {
  const removal = (by: Person, of: Person, circle: CircleId, emergency: boolean, parents: EntryId[]) =>
    writeEntry(
      {
        circle,
        parents,
        type: 'REMOVE',
        payload: payloadOf({
          type: 'REMOVE',
          member: memberOf(of, circle),
          cuts: [{ device: of.store.me(circle).device, seq: 0, hash: null }],
          emergency,
          rekey: null,
        }),
        wallTime: 0,
      },
      by.store.me(circle).keys,
    )
  const consent = (by: Person, circle: CircleId, entry: EntryId, parents: EntryId[]) =>
    writeEntry(
      { circle, parents, type: 'CONSENT', payload: payloadOf({ type: 'CONSENT', entry }), wallTime: 0 },
      by.store.me(circle).keys,
    )
  const elsewhere = [random(32) as EntryId]

  it('is believed of a host above one, at once or with a second person, and changes no log', () => {
    const { alice, yuri, xena, circle } = four()
    const heads = state(xena, circle).heads
    const asked = removal(alice, xena, circle, false, elsewhere)
    const second = consent(yuri, circle, asked.id, [asked.id])
    expect(xena.store.parted(circle, [asked.bytes])).toBe(false)
    expect(xena.store.me(circle).parted).toBe(false)
    expect(xena.store.parted(circle, [asked.bytes, second.bytes])).toBe(true)
    expect(state(xena, circle).heads).toEqual(heads)
    expect(xena.again().store.me(circle)).toMatchObject({ parted: true, active: true })
    const urgent = removal(alice, yuri, circle, true, elsewhere)
    expect(yuri.store.parted(circle, [urgent.bytes])).toBe(true)
  })

  it('is not believed of a member, of a host below, of oneself, of a stranger, or about somebody else', () => {
    const { alice, bob, xena, yuri, circle } = four()
    const said: [Person, Entry[]][] = [
      [xena, [removal(yuri, xena, circle, true, elsewhere)]],
      [alice, [removal(bob, alice, circle, true, elsewhere)]],
      [xena, [removal(alice, yuri, circle, true, elsewhere)]],
    ]
    const asked = removal(alice, xena, circle, false, elsewhere)
    for (const second of [alice, xena])
      said.push([xena, [asked, consent(second, circle, asked.id, [asked.id])]])
    const other = removal(alice, yuri, circle, false, elsewhere)
    said.push([xena, [asked, consent(yuri, circle, other.id, [other.id])]])
    for (const [who, entries] of said) {
      const parted = who.store.parted(
        circle,
        entries.map(({ bytes }) => bytes),
      )
      expect(parted).toBe(false)
      expect(who.store.me(circle).parted).toBe(false)
    }
    // Signed by Yuri in Alice's name.
    const forged = removal(yuri, xena, circle, true, elsewhere)
    const bytes = Uint8Array.from(forged.bytes)
    const [from, to] = [yuri, alice].map(who => who.store.me(circle).device)
    const at = Buffer.from(bytes).indexOf(Buffer.from(from!))
    bytes.set(to!, at)
    expect(xena.store.parted(circle, [bytes])).toBe(false)
    expect(xena.store.parted(circle, [random(80)])).toBe(false)
  })
})

describe('days of use', () => {
  const later = (who: Person, days: number): void => {
    for (let day = 0; day < days; day++) {
      const before = who.clock.now()
      who.clock.now = () => before + DAY
      who.store.due(someCircle(who))
    }
  }
  const someCircle = (who: Person): CircleId => who.store.list()[0]!

  it('make an epoch old after 90, whatever the date says in one jump', () => {
    const alice = person()
    const circle = alice.store.found({ name: 'Tuesday', ownName: 'Alice' })
    expect(alice.store.due(circle)).toBeUndefined()
    const before = alice.clock.now()
    alice.clock.now = () => before + 3650 * DAY
    expect(alice.store.due(circle)).toBeUndefined()
    later(alice, 88)
    expect(alice.store.due(circle)).toBeUndefined()
    later(alice, 1)
    const [old] = state(alice, circle).epochHeads
    expect(alice.store.due(circle)).toEqual({ turn: 0 })
    expect(alice.store.tend(circle)).toHaveLength(1)
    expect(state(alice, circle).epochHeads.map(hex)).not.toEqual([hex(old!)])
    expect(alice.store.due(circle)).toBeUndefined()
    // It was counted across a restart.
    expect(alice.again().store.due(circle)).toBeUndefined()
  })

  it('end the asking about an emergency after 14, by an entry, and bring nobody back', () => {
    const { alice, bob, xena, circle } = four()
    const removal = done(alice.store.remove(circle, memberOf(xena, circle), true))
    expect(removal.length).toBeGreaterThan(0)
    expect(alice.store.due(circle)).toBeUndefined()
    later(alice, 13)
    expect(alice.store.due(circle)).toBeUndefined()
    later(alice, 1)
    expect(alice.store.tend(circle)).toHaveLength(1)
    sync(alice, bob, circle)
    for (const who of [alice, bob]) {
      const [found] = [...state(who, circle).removals.values()]
      expect(found?.status).toBe('lapsed')
      expect(state(who, circle).members.get(hex(memberOf(xena, circle)))?.status).toBe('removed')
    }
  })
})

describe('the rooms of a circle', () => {
  it('are those of now, and of whoever has not been heard in them, for 60 days of use', () => {
    const { alice, bob, xena, circle } = four()
    const [before] = state(alice, circle).epochHeads
    const rooms = (who: Person) => who.store.rooms(circle).map(({ key }) => hex(commitment(key)))
    const room = (who: Person, epoch: EntryId) => hex(commitment(ringOf(who, circle).get(hex(epoch))!))
    done(alice.store.remove(circle, memberOf(xena, circle), true))
    const [now] = state(alice, circle).epochHeads
    expect(rooms(alice)[0]).toBe(room(alice, now!))
    expect(alice.store.rooms(circle).map(({ newest }) => newest)[0]).toBe(true)
    expect(rooms(alice)).toContain(room(alice, before!))
    expect(alice.store.rooms(circle).filter(({ newest }) => newest)).toHaveLength(1)
    sync(alice, bob, circle)
    for (let day = 0; day < 61; day++) {
      const at = alice.clock.now()
      alice.clock.now = () => at + DAY
      alice.store.rooms(circle)
    }
    expect(rooms(alice)).toEqual([room(alice, now!)])
  })

  it('are also that in which somebody came in who was never heard since', () => {
    const { alice, bob, circle } = four()
    const [before] = state(bob, circle).epochHeads
    alice.db.prepare('DELETE FROM acks').run()
    for (let i = 0; i < 2; i++) done(alice.store.rekey(circle))
    const rooms = (who: Person) => who.store.rooms(circle).map(({ key }) => hex(commitment(key)))
    expect(rooms(bob)).toContain(hex(commitment(ringOf(bob, circle).get(hex(before!))!)))
    expect(rooms(alice).some(room => rooms(bob)[0] === room)).toBe(true)
  })

  it('are at most eight, however many somebody says that they are in', () => {
    const { alice, bob, circle } = four()
    for (let i = 0; i < 12; i++) done(alice.store.rekey(circle))
    send(alice, bob, circle)
    const epochs = [...state(bob, circle).epochs.values()].map(({ id }) => id).sort(compare)
    expect(epochs.length).toBeGreaterThan(12)
    const said = { have: bob.store.have(circle), log: bob.store.logHeads(circle), epochs }
    done(alice.store.readHeads(circle, writeHeads(circle, said, bob.store.me(circle).keys)))
    expect(alice.store.rooms(circle)).toHaveLength(8)
  })
})
