import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { sodium, sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { compare } from '../../../src/shared/bytes.ts'
import { everything, Face, join, note, type Person, pair, person, send, sync } from './people.ts'
import { signQuickly } from './quick.ts'

await sodiumReady
signQuickly()

/** As if one of them had ground their keys until it is so: these devices have the same first client id in a document. */
function collide(devices: readonly Uint8Array[]): void {
  const digest = sodium.crypto_generichash
  Object.assign(sodium, {
    crypto_generichash: (length: number, message: Uint8Array, key: Uint8Array | null) => {
      // [circle, doc, device, cidN]: the device's 32 bytes, and one.
      const device = message.subarray(-33, -1)
      const same = Uint8Array.from(message)
      if (message.at(-1) === 0 && devices.some(one => compare(one, device) === 0)) same.fill(0, -33, -1)
      return digest(length, same, key)
    },
  })
}

const title = (
  who: Person,
  circle: Parameters<Person['store']['read']>[0],
  doc: Parameters<Person['store']['read']>[1],
) => who.store.read(circle, doc, d => d.getMap('head').get('title'))

it('lets the lower of two devices under one client id stand and the other move on, for everybody alike', () => {
  const { alice, bob, circle } = pair({ needsTwo: false })
  const cleo = join(alice, circle, 'Cleo')
  const doc = note(alice, circle)
  for (const one of [bob, cleo]) sync(alice, one, circle)
  const deviceOf = ({ store }: Person) => store.me(circle).device
  collide([deviceOf(bob), deviceOf(cleo)])
  const [low, high] = [bob, cleo].sort((a, b) => compare(deviceOf(a), deviceOf(b))) as [Person, Person]
  const name = (who: Person, to: string) =>
    who.store.author(
      circle,
      doc,
      'note',
      new Face(who, circle, doc).update(d => d.getMap('head').set('title', to)),
    )
  expect(name(low, 'the lower one').ok && name(high, 'the higher one').ok).toBe(true)
  for (const order of [
    [low, high],
    [high, low],
  ]) {
    const to = person(new Sqlite(alice.db.serialize()), alice.clock)
    for (const from of order) send(from, to, circle)
    expect(title(to, circle, doc)).toBe('the lower one')
    expect(to.store.refusals(circle).map(({ reason }) => reason)).toEqual(['client-taken'])
  }
  send(low, high, circle)
  expect(title(high, circle, doc)).toBe('the lower one')
  expect(name(high, 'and on').ok).toBe(true)
  for (const from of [high, low]) sync(from, alice, circle)
  sync(high, low, circle)
  expect(title(alice, circle, doc)).toBe('and on')
  for (const one of [low, high]) expect(everything(one, circle)).toEqual(everything(alice, circle))
})
