/**
 * A host below the founder whose program makes keys that are none: boxes that hold something else for everybody, or for
 * some. Nobody can tell from the log. Who may make keys at all: attackers/facilitator.test.ts.
 */
import { describe, expect, it } from 'vitest'
import { makeEpochKey, rekey } from '../../../src/main/vault/circle/epoch/epoch.ts'
import { activeDevices } from '../../../src/main/vault/circle/log/judge.ts'
import type { CircleState } from '../../../src/main/vault/circle/log/state.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId, EntryId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { does, memberOf, promote } from '../circle/acts.ts'
import { ring } from '../circle/forge.ts'
import { deviceAddOf } from '../circle/history.ts'
import { join, NOON, note, type Person, person, send, sync, wordsOf } from '../circle/people.ts'
import { meet, one, says, write } from './circle.ts'

const DAY = 24 * 3600_000

/** Alice founded it; Bob and Cleo became hosts, in this order; Dan is in. */
function hosts(history: CircleState['history'] = 'everything') {
  const alice = person()
  const circle = alice.store.found({ name: 'Tuesday', ownName: 'Alice', needsTwo: false, history })
  const [bob, cleo, dan] = ['Bob', 'Cleo', 'Dan'].map(name => join(alice, circle, name)) as [
    Person,
    Person,
    Person,
  ]
  meet([alice, bob, cleo, dan], circle)
  for (const who of [bob, cleo]) promote(alice, circle, memberOf(who, circle, alice))
  const doc = note(alice, circle)
  write(alice, circle, doc, 'Long ago.')
  meet([alice, bob, cleo, dan], circle)
  return { alice, bob, cleo, dan, circle, doc }
}

/** Bob makes new keys: in the boxes of `without` is noise. Everybody takes the entry. */
function poison(bob: Person, circle: CircleId, without: readonly Person[], all: readonly Person[]): EntryId {
  const state = bob.store.state(circle)
  const made = rekey(
    circle,
    makeEpochKey(),
    activeDevices(state),
    state.epochHeads,
    ring(bob, circle),
    state.history,
  )
  if (!made) throw new Error('no keys')
  const noise = new Set(without.map(who => hex(who.store.me(circle).device)))
  const boxes = made.boxes.map(({ device, box }) => ({
    device,
    box: noise.has(hex(device)) ? random(80) : box,
  }))
  const { refused, id } = says(bob, circle, { ...made, boxes }, all)
  expect(refused).toBe(0)
  return id
}

const canWrite = (
  who: Person,
  circle: CircleId,
  doc: Parameters<typeof write>[2],
  words: string,
): boolean => {
  try {
    write(who, circle, doc, words)
    return true
  } catch {
    return false
  }
}

describe('a host below the founder who makes keys that nobody can open', () => {
  it('holds up nobody: the next host’s computer makes others by itself, and newcomers read all there is', () => {
    const { alice, bob, cleo, dan, circle, doc } = hosts()
    const poisoned = poison(bob, circle, [alice, cleo, dan], [alice, cleo, dan, bob])
    expect(alice.store.state(circle).epochHeads.map(hex)).toEqual([hex(poisoned)])
    for (const who of [alice, cleo, dan]) expect(canWrite(who, circle, doc, 'No.')).toBe(false)
    expect(alice.store.due(circle)?.turn).toBe(0)
    expect(alice.store.tend(circle)).toHaveLength(1)
    expect(alice.store.due(circle)).toBeUndefined()
    meet([alice, cleo, dan], circle)
    expect(cleo.store.due(circle)).toBeUndefined()
    for (const [who, words] of [
      [alice, 'Alice.'],
      [cleo, 'Cleo.'],
      [dan, 'Dan.'],
    ] as const) {
      expect(canWrite(who, circle, doc, words)).toBe(true)
      meet([alice, cleo, dan], circle)
    }
    expect(alice.store.remove(circle, memberOf(bob, circle, alice).id, false).ok).toBe(true)
    meet([alice, cleo, dan], circle)
    const eve = join(cleo, circle, 'Eve')
    for (const words of ['Long ago.', 'Alice.', 'Cleo.', 'Dan.'])
      expect(wordsOf(eve, circle, doc)).toContain(words)
    sync(cleo, alice, circle)
    sync(alice, dan, circle)
    one([alice, cleo, dan, eve], circle)
  })

  it('is named to whoever found no key, and nothing of it where there was one', () => {
    const { alice, bob, cleo, dan, circle } = hosts()
    poison(bob, circle, [alice], [alice, cleo, dan, bob])
    const told = (who: Person) =>
      who.store.refusals(circle).map(({ reason, from }) => [reason, from && hex(from)])
    expect(told(alice)).toEqual([['no-key', hex(bob.store.me(circle).member)]])
    expect(told(cleo)).toEqual([])
  })

  it('keeps no words from the one they left out: a host who has the key puts it into the next one', () => {
    const { alice, bob, cleo, dan, circle, doc } = hosts()
    poison(bob, circle, [alice], [alice, cleo, dan, bob])
    write(dan, circle, doc, 'Dan, under these keys.')
    meet([dan, cleo, alice], circle)
    expect(wordsOf(alice, circle, doc)).not.toContain('Dan, under these keys.')
    expect(cleo.store.due(circle)).toBeUndefined()
    expect(alice.store.tend(circle)).toHaveLength(1)
    meet([dan, cleo, alice], circle)
    // By files and keepers alone: nobody is asked for anything.
    expect(cleo.store.tend(circle)).toHaveLength(1)
    meet([dan, cleo, alice], circle)
    for (const who of [alice, alice.again(), join(alice, circle, 'Eve')])
      expect(wordsOf(who, circle, doc)).toContain('Dan, under these keys.')
    for (const who of [alice, cleo]) expect(who.store.due(circle)).toBeUndefined()
  })

  it('keeps none where they left out every other host: whoever has the key gives it', () => {
    const { alice, bob, cleo, dan, circle, doc } = hosts()
    const poisoned = poison(bob, circle, [alice, cleo], [alice, cleo, dan, bob])
    write(dan, circle, doc, 'Dan, under these keys.')
    expect(alice.store.tend(circle)).toHaveLength(1)
    meet([dan, cleo, alice], circle)
    write(dan, circle, doc, 'And after.')
    meet([dan, cleo, alice], circle)
    expect(wordsOf(alice, circle, doc)).not.toContain('And after.')
    expect(alice.store.lacking(circle).map(hex)).toEqual([hex(poisoned)])
    const boxes = dan.store.sealAgain(circle, alice.store.me(circle).device, [poisoned])
    expect(alice.store.takeLate(circle, boxes)?.accepted.length).toBeGreaterThan(0)
    for (const words of ['Dan, under these keys.', 'And after.'])
      expect(wordsOf(alice, circle, doc)).toContain(words)
    // And from now on it is in the log.
    expect(alice.store.tend(circle)).toHaveLength(1)
    meet([dan, cleo, alice], circle)
    expect(wordsOf(cleo, circle, doc)).toContain('And after.')
  })

  it('nor where history is from joining on', () => {
    const { alice, bob, cleo, dan, circle, doc } = hosts('from-joining')
    for (const who of [alice, cleo]) if (who.store.due(circle)) who.store.tend(circle)
    meet([alice, bob, cleo, dan], circle)
    poison(bob, circle, [alice, cleo, dan], [alice, cleo, dan, bob])
    expect(canWrite(alice, circle, doc, 'No.')).toBe(false)
    expect(alice.store.tend(circle)).toHaveLength(1)
    meet([alice, cleo, dan], circle)
    for (const who of [alice, cleo, dan]) expect(canWrite(who, circle, doc, 'Yes.')).toBe(true)
  })

  it('holds up no circle by saying it again and again, beside each other too', () => {
    const { alice, bob, cleo, dan, circle, doc } = hosts()
    const all = [alice, cleo, dan, bob]
    for (let n = 0; n < 3; n++) poison(bob, circle, [alice, cleo, dan], all)
    const state = bob.store.state(circle)
    const parents = bob.store.logHeads(circle)
    for (let n = 0; n < 17; n++) {
      const made = rekey(circle, makeEpochKey(), activeDevices(state), state.epochHeads, ring(bob, circle))!
      const boxes = made.boxes.map(({ device }) => ({ device, box: random(80) }))
      expect(says(bob, circle, { ...made, boxes }, [alice, cleo, dan], parents).refused).toBe(0)
    }
    for (let n = 0; n < 4 && alice.store.due(circle); n++) alice.store.tend(circle)
    expect(alice.store.due(circle)).toBeUndefined()
    meet([alice, cleo, dan], circle)
    for (const who of [alice, cleo, dan]) expect(canWrite(who, circle, doc, 'Yes.')).toBe(true)
    meet([alice, cleo, dan], circle)
    expect(wordsOf(join(alice, circle, 'Eve'), circle, doc)).toContain('Long ago.')
  })

  it('whose wraps are none keeps newcomers from nothing either', () => {
    const { alice, bob, cleo, dan, circle, doc } = hosts()
    const state = bob.store.state(circle)
    const made = rekey(circle, makeEpochKey(), activeDevices(state), state.epochHeads, ring(bob, circle))!
    const wraps = made.wraps.map(({ epoch }) => ({ epoch, key: random(72) }))
    expect(says(bob, circle, { ...made, wraps }, [alice, cleo, dan, bob]).refused).toBe(0)
    expect(wordsOf(join(alice, circle, 'Eve'), circle, doc)).toBeUndefined()
    expect(alice.store.tend(circle)).toHaveLength(1)
    expect(wordsOf(join(alice, circle, 'Finn'), circle, doc)).toContain('Long ago.')
    expect(alice.store.due(circle)).toBeUndefined()
  })
})

describe('a host’s computer without a key', () => {
  it('leaves it to others where it got no box, and makes keys without it after a day of use', () => {
    const { alice, bob, cleo, dan, circle, doc } = hosts()
    const others = [bob, cleo, dan]
    // Cleo makes keys before she hears of Alice’s new computer, and is gone.
    const laptop = person()
    const { salt, keys } = laptop.store.prepareJoin()
    const { keys: own, member } = alice.store.me(circle)
    does(alice, circle, deviceAddOf(circle, own, keys))
    expect(laptop.store.adopt({ circle, salt, member, entries: alice.store.missingLog(circle, []) }).ok).toBe(
      true,
    )
    laptop.store.takeLate(circle, alice.store.ringFor(circle, keys.id))
    const made = cleo.store.rekey(circle)
    if (!made.ok) throw new Error('no keys')
    send(cleo, laptop, circle)
    expect(laptop.store.state(circle).epochHeads).toHaveLength(1)
    expect(laptop.store.tend(circle)).toEqual([])
    expect(laptop.store.due(circle)).toBeUndefined()
    laptop.clock.now = () => NOON + DAY
    expect(laptop.store.tend(circle)).toHaveLength(1)
    expect(canWrite(laptop, circle, doc, 'It goes on.')).toBe(true)
    for (const who of others) send(laptop, who, circle)
    expect(wordsOf(dan, circle, doc)).toContain('It goes on.')
    // Cleo is there again, and has what is missing.
    send(laptop, cleo, circle)
    expect(cleo.store.tend(circle)).toHaveLength(1)
    send(cleo, laptop, circle)
    expect(laptop.store.lacking(circle)).toEqual([])
  })
})
