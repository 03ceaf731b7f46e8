/** tests/vectors/messages.json: all that is said on a link, byte by byte. */
import { expect, it } from 'vitest'
import { Message, readMessage, writeMessage } from '../../../src/main/vault/circle/link/message.ts'
import { fromHex } from '../../../src/shared/bytes.ts'
import { type Json, vectors as readVectors } from './second-reader.ts'

const vectors = readVectors<{ readonly message: Json; readonly bytes: string }[]>('messages')

/** `{ "hex": … }` is a byte string. */
const made = (value: Json): unknown => {
  if (Array.isArray(value)) return value.map(made)
  if (typeof value !== 'object' || value === null) return value
  if ('hex' in value) return fromHex(value['hex'] as string)
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, made(of as Json)]))
}
for (const { message, bytes } of vectors) {
  const { t } = message as { t: string }
  it(`${t} is these bytes, and nothing longer is read`, () => {
    expect(Buffer.from(writeMessage(made(message) as Message)).toString('hex')).toBe(bytes)
    expect(readMessage(fromHex(bytes))).toEqual(made(message))
    expect(readMessage(fromHex(`${bytes}00`))).toBeUndefined()
    const more = { ...(made(message) as object), beside: 'declined' } as unknown as Message
    expect(readMessage(writeMessage(more))).toBeUndefined()
  })
}

it('every one of them is there', () => {
  const known = Message.options.map(({ entries }) => entries.t.literal)
  expect(vectors.map(({ message }) => (message as { t: string }).t).sort()).toEqual([...known].sort())
})
