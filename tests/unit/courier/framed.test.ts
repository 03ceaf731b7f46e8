import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FramedChannel } from '../../../src/renderer/courier/framed.ts'
import { equal } from '../../../src/shared/bytes.ts'
import { FRAME } from '../../../src/shared/contract/courier.ts'
import { asChannel, pair } from './channel.ts'

const MEGA = 1_000_000

function framedPair(cap: number, deaf = false) {
  const [a, b] = pair()
  const [alice, bob] = [new FramedChannel(asChannel(a), cap), new FramedChannel(asChannel(b), cap, deaf)]
  const heard: Uint8Array[] = []
  bob.onmessage = event => heard.push(new Uint8Array(event.data))
  return { a, b, alice, bob, heard }
}

function pattern(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + (i >> 8) * seed) & 255
  return bytes
}

describe('a long message', () => {
  it.each([0.1, 0.3, 1, 5, 20])(
    'of %f MB arrives whole, in frames of 16 KiB, waiting while the buffer is full',
    size => {
      const { a, alice, heard } = framedPair(64 * MEGA)
      const message = pattern(size * MEGA)
      alice.send(message)
      expect(alice.bufferedAmount).toBeGreaterThanOrEqual(message.length)
      while (a.flow(7) > 0);
      expect(heard).toHaveLength(1)
      expect(equal(heard[0] ?? new Uint8Array(), message)).toBe(true)
      expect(a.largest).toBeLessThanOrEqual(FRAME)
      expect(a.most).toBeLessThan(1024 * 1024 + FRAME)
      expect(alice.bufferedAmount).toBe(0)
    },
  )

  it('keeps its place among others, however long or short they are', () => {
    const lengths = fc.array(
      fc.oneof(fc.constantFrom(0, 1, FRAME - 1, FRAME, 2 * (FRAME - 1)), fc.nat(70_000)),
      {
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 9 }), (sizes, step) => {
        const { a, alice, heard } = framedPair(MEGA)
        const messages = sizes.map((size, i) => pattern(size, i + 1))
        for (const message of messages) alice.send(message)
        while (a.flow(step) > 0);
        expect(heard.length).toBe(messages.length)
        expect(heard.every((one, i) => equal(one, messages[i] ?? one))).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('that grows past the cap closes the channel, and nothing of it is kept or told', () => {
    const { a, b, alice, heard } = framedPair(100_000)
    alice.send(pattern(100_000))
    a.flow()
    expect(heard).toHaveLength(1)
    alice.send(pattern(100_001))
    a.flow()
    expect(heard).toHaveLength(1)
    expect(b.readyState).toBe('closed')
  })

  it.each([
    ['a frame longer than a frame', new Uint8Array(FRAME + 1).fill(1)],
    ['an empty one', new Uint8Array()],
    ['one of no known kind', new Uint8Array([7, 1, 2])],
    ['pieces without end and without content', new Uint8Array([0])],
  ])('%s closes the channel', (_what, frame) => {
    const { a, b, heard } = framedPair(MEGA)
    a.send(frame)
    a.flow()
    expect([b.readyState, heard.length]).toEqual(['closed', 0])
  })

  it('is thrown away by the deaf, who stay connected', () => {
    const { a, b, alice, heard } = framedPair(MEGA, true)
    alice.send(pattern(50_000))
    a.flow()
    expect([b.readyState, heard.length]).toEqual(['open', 0])
  })

  it('is not sent on a channel that is closed, and says so', () => {
    const { alice } = framedPair(MEGA)
    alice.close()
    expect(() => alice.send('words')).toThrow('not open')
  })
})
