import { describe, expect, it } from 'vitest'
import { openLink } from '../../../src/renderer/courier/link.ts'
import { CREDIT, FRAME, type FromCourier } from '../../../src/shared/contract/courier.ts'
import { asChannel, pair } from './channel.ts'

function linked(offer = true) {
  const [near, far] = pair()
  const told: FromCourier[] = []
  let spent = 0
  const connection = { localDescription: { type: offer ? 'offer' : 'answer' } } as RTCPeerConnection
  const link = openLink({
    name: 'link',
    room: 'room',
    connection,
    channel: asChannel(near),
    tell: message => told.push(message),
    spent: () => {
      spent += 1
    },
  })
  const open = () => near.onopen?.(new Event('open'))
  const of = <K extends FromCourier['kind']>(kind: K) => told.filter(one => one.kind === kind)
  const credit = () => told.reduce((sum, one) => sum + (one.kind === 'credit' ? one.frames : 0), 0)
  return { near, far, told, link, open, of, credit, spent: () => spent }
}

describe('a link', () => {
  it('is told once it is open, and whose offer stood', () => {
    for (const offer of [true, false]) {
      const { told, open } = linked(offer)
      expect(told).toEqual([])
      open()
      open()
      expect(told).toEqual([{ kind: 'opened', link: 'link', room: 'room', initiator: offer }])
    }
  })

  it('sends nothing before it is open', () => {
    const { near, link } = linked()
    link.send(new Uint8Array(3))
    expect(near.bufferedAmount).toBe(0)
  })

  it('gives a credit back for each frame that has left, and holds the rest while the network is slow', () => {
    const { near, link, open, credit } = linked()
    open()
    for (let i = 0; i < CREDIT; i++) link.send(new Uint8Array(FRAME))
    expect(near.bufferedAmount).toBeLessThanOrEqual(256 * 1024)
    expect(credit()).toBe(16)
    while (near.flow(3) > 0);
    expect(credit()).toBe(CREDIT)
    expect(near.bufferedAmount).toBe(0)
  })

  it('ends when the vault forgets what credit is, or sends more than a frame', () => {
    for (const misuse of ['much', 'large']) {
      const { link, open, of } = linked()
      open()
      if (misuse === 'large') link.send(new Uint8Array(FRAME + 1))
      else for (let i = 0; i < CREDIT * 4; i++) link.send(new Uint8Array(FRAME))
      expect(of('closed')).toHaveLength(1)
    }
  })

  it.each([
    ['text', 'hello'],
    ['more than a frame', new ArrayBuffer(FRAME + 1)],
  ])('ends when the far end sends %s', (_what, data) => {
    const { near, open, of, spent } = linked()
    open()
    near.onmessage?.({ data })
    expect([of('frame').length, of('closed').length, spent()]).toEqual([0, 1, 1])
  })

  it('tells its end exactly once, however many times it ends', () => {
    const { near, link, open, of, spent } = linked()
    open()
    near.close()
    near.onerror?.(new Event('error'))
    link.end()
    link.send(new Uint8Array(1))
    expect([of('closed').length, spent()]).toEqual([1, 1])
  })

  it('tells no end where there was no beginning', () => {
    const { link, told, spent } = linked()
    link.end()
    expect([told.length, spent()]).toEqual([0, 1])
  })
})
