/** tests/vectors/together.json as the program itself says it; by hand: second-reader.test.ts. */
import { expect, it, vi } from 'vitest'
import type { Message } from '../../../src/main/vault/circle/link/message.ts'
import { type DeviceKeys, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { type Own, Side } from '../../../src/main/vault/circle/together/side.ts'
import type { CircleId, DocId, EpochKey, Hash } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { fromHex } from '../../../src/shared/bytes.ts'
import { vectors } from './second-reader.ts'

/** What the next point is multiplied by. */
const given = vi.hoisted(() => [] as Uint8Array[])
vi.mock(import('../../../src/main/vault/crypto/random.ts'), async original => {
  const { random } = await original()
  return { random: length => given.shift() ?? random(length) }
})

await sodiumReady

const filled = (byte: number, length = 32): Uint8Array => new Uint8Array(length).fill(byte)

it('two who find out that they mean one note, and what the first of them says then', () => {
  const vector = vectors<{ note: string; secrets: [string, string]; points: [string, string] }>('together')
  const { transcript, epochKey } = vectors<{ transcript: string; epochKey: string }>('link')
  const all = vectors<{ message: { t: string }; bytes: string }[]>('messages')
  const known = (t: string) => all.find(({ message }) => message.t === t)?.message
  const note = fromHex(vector.note) as DocId
  const [one, other] = [deviceKeys(filled(1), filled(2, 16)), deviceKeys(filled(4), filled(5, 16))]
  const begin = (keys: DeviceKeys, theirs: DeviceKeys, at: Uint8Array | null) => {
    const said: Message[] = []
    const own: Own = { circle: filled(3) as CircleId, note, at }
    const side: Side = new Side(
      {
        circle: own.circle,
        key: fromHex(epochKey) as EpochKey,
        transcript: fromHex(transcript) as Hash,
        other: { id: theirs.id, sign: theirs.sign.publicKey },
        keys,
        fits: () => true,
        say: word => said.push(word),
        pump: () => {
          const word = side.next()
          if (word) said.push(word)
        },
        drop: () => {
          throw new Error('dropped')
        },
      },
      () => own,
      { now: () => 0 },
      () => {},
    )
    return { side, said }
  }
  given.push(...vector.secrets.map(fromHex))
  const place = (known('together') as unknown as { at: { hex: string } }).at.hex
  const [first, second] = [begin(one, other, fromHex(place)), begin(other, one, null)]
  first.side.begin()
  second.side.begin()
  expect([first.said[0], second.said[0]]).toEqual(
    vector.points.map(point => ({ t: 'together-ask', point: fromHex(point) })),
  )
  first.side.hear(second.said[0] as never)
  second.side.hear(first.said[0] as never)
  first.side.hear(second.said[1] as never)
  const told = first.said.map(word =>
    JSON.parse(
      JSON.stringify(word, (_, value) =>
        value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value,
      ),
    ),
  )
  expect(told).toEqual(['together-ask', 'together-same', 'together'].map(known))
  first.side.end()
  second.side.end()
})
