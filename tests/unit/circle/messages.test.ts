/** tests/vectors/messages.json: what is said on a link to those who come, go and lack a key, and between one person's computers, byte by byte. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type Message, readMessage, writeMessage } from '../../../src/main/vault/circle/link/message.ts'
import { fromHex } from '../../../src/shared/bytes.ts'

type Json = boolean | string | readonly Json[] | { readonly [key: string]: Json }
type Vector = { readonly message: Json; readonly bytes: string }
const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/messages.json', import.meta.url), 'utf8'),
) as Vector[]

/** `{ "hex": … }` is a byte string. */
const made = (value: Json): unknown => {
  if (Array.isArray(value)) return value.map(made)
  if (typeof value !== 'object') return value
  if ('hex' in value) return fromHex(value['hex'] as string)
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, made(of as Json)]))
}
/** RFC 8949, 4.2.1, for what these messages hold: shorter keys first, then byte order. */
function byHand(value: Json): Buffer {
  const head = (major: number, count: number): Buffer =>
    count < 24
      ? Buffer.from([(major << 5) | count])
      : Buffer.from(count < 256 ? [(major << 5) | 24, count] : [(major << 5) | 25, count >> 8, count & 255])
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(byHand)])
  if ('hex' in value) {
    const bytes = Buffer.from(value['hex'] as string, 'hex')
    return Buffer.concat([head(2, bytes.length), bytes])
  }
  const entries = Object.entries(value as { [key: string]: Json })
    .map(([key, of]) => [byHand(key), byHand(of)] as const)
    .sort(([a], [b]) => Buffer.compare(a, b))
  return Buffer.concat([head(5, entries.length), ...entries.flat()])
}

for (const { message, bytes } of vectors) {
  const { t } = message as { t: string }
  it(`${t} is these bytes, by hand and by the program, and nothing longer is read`, () => {
    expect(byHand(message).toString('hex')).toBe(bytes)
    expect(Buffer.from(writeMessage(made(message) as Message)).toString('hex')).toBe(bytes)
    expect(readMessage(fromHex(bytes))).toEqual(made(message))
    expect(readMessage(fromHex(`${bytes}00`))).toBeUndefined()
    const more = { ...(made(message) as object), why: 'declined' } as unknown as Message
    expect(readMessage(writeMessage(more))).toBeUndefined()
  })
}

it('all of them are there', () => {
  expect(vectors.map(({ message }) => (message as { t: string }).t)).toEqual([
    'out',
    'second',
    'keys',
    'boxes',
    'device-knock',
    'device-host',
    'device-mine',
    'device-yes',
  ])
})
