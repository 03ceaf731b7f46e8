/** A circle of four for attackers to try: Alice founded it; Bob, Cleo and Dan are in, and all have one note. */

import { circleView } from '../../../src/main/vault/circle/live/view.ts'
import { type Act, payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import type { CircleId, DocId, EntryId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { say } from '../circle/forge.ts'
import { everything, Face, join, note, type Person, pair, send, sync } from '../circle/people.ts'

await sodiumReady

/** Who lets in whom takes one, so that what is tried is not held up by a second yes that is missing. */
export function four() {
  const { alice, bob, circle } = pair({ needsTwo: false })
  const cleo = join(alice, circle, 'Cleo')
  const dan = join(alice, circle, 'Dan')
  const doc = note(alice, circle)
  const all = [alice, bob, cleo, dan]
  for (const one of all.slice(1)) sync(alice, one, circle)
  return { alice, bob, cleo, dan, all, circle, doc }
}

export const write = (who: Person, circle: CircleId, doc: DocId, words: string): Uint8Array =>
  new Face(who, circle, doc).write(words)

/** Everybody in step with everybody. */
export function meet(people: readonly Person[], circle: CircleId): void {
  for (let round = 0; round < 3; round++)
    for (const a of people) for (const b of people) if (a !== b) send(a, b, circle)
}

/** What each of them has is one thing, also for a program that starts now. The first one's answer. */
export function one(people: readonly Person[], circle: CircleId): ReturnType<typeof everything> {
  const [first, ...rest] = people.flatMap(who => [everything(who, circle), everything(who.again(), circle)])
  for (const other of rest)
    if (JSON.stringify(other) !== JSON.stringify(first))
      throw new Error(`they differ:\n${JSON.stringify(first)}\n${JSON.stringify(other)}`)
  return first!
}

/** An entry that this person's patched program says whatever the rules are, and how many of `others` refuse it. */
export function says(
  who: Person,
  circle: CircleId,
  act: Act,
  others: readonly Person[],
  parents: readonly EntryId[] = who.store.logHeads(circle),
): { refused: number; id: EntryId } {
  const entry = say(who, circle, act.type, payloadOf(act), parents)
  const refused = others.filter(other => other.store.importLog(circle, [entry.bytes]).refused > 0).length
  return { refused, id: entry.id }
}

/** What this person's screen would say of the circle, with nobody at the door. */
export const viewOf = (who: Person, circle: CircleId) =>
  circleView(who.store, circle, {
    requests: [],
    newcomers: [],
    links: 0,
    ways: [],
    files: { wrote: null, took: null },
    paused: false,
    off: false,
  })
