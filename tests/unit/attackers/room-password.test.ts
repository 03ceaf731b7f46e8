/**
 * Somebody who has a room's name and password, as the courier and every hub's operator may, and nothing else. Alone in the
 * room: live/live.test.ts ("a stranger on the network"); in a code's room: live/computers.test.ts; with an old room's key
 * as well: live/patched.test.ts.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../../src/main/vault/circle/link/message.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { circleOf, type Device, settle, stranger, until } from '../live/world.ts'

beforeAll(() => sodiumReady)

const links = async (device: Device, circle: string): Promise<number> =>
  (await device.call('circle.read', { circle })).sync.links
const kinds = (heard: readonly Message[]): string[] => heard.map(({ t }) => t)

describe('somebody with the room’s name and password alone', () => {
  it('who stands between two, and hands each the other’s proof, is known to neither', async () => {
    const { net, devices, circle } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    net.cut(ben)
    await settle()
    const [toAna, toBen] = [stranger(net, ana), stranger(net, ben)]
    await until(() => toAna.heard.length > 0 && toBen.heard.length > 0, 'both have shown themselves')
    for (const message of toAna.heard.slice()) toBen.say(message)
    for (const message of toBen.heard.slice()) toAna.say(message)
    await until(() => toAna.dropped() && toBen.dropped(), 'both have left')
    expect([kinds(toAna.heard), kinds(toBen.heard)]).toEqual([['auth'], ['auth']])
    expect([await links(ana, circle), await links(ben, circle)]).toEqual([0, 0])
  })

  it('who stands between one who called and one who was called, and hands on all that each says, is known to neither', async () => {
    const { net, devices, circle } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    net.cut(ben)
    await settle()
    const toAna = stranger(net, ana)
    const toBen = stranger(net, ben, undefined, 'initiator')
    await until(() => toAna.heard.length > 0, 'Ana, who called, has shown herself')
    for (const message of toAna.heard.slice()) toBen.say(message)
    await settle(100)
    for (const message of toBen.heard.slice()) toAna.say(message)
    await settle(25_000)
    // Nobody who was called answers a proof that is of another link: the first who shows themselves is the last.
    expect([kinds(toAna.heard), kinds(toBen.heard)]).toEqual([['auth'], []])
    expect([toAna.dropped(), toBen.dropped()]).toEqual([true, true])
    expect([await links(ana, circle), await links(ben, circle)]).toEqual([0, 0])
  })

  it('who hands a proof back to whoever gave it is not taken for them', async () => {
    const { net, devices } = await circleOf(2)
    const [ana] = devices as [Device, Device]
    const eve = stranger(net, ana)
    await until(() => eve.heard.length > 0, 'a first word')
    eve.say(eve.heard[0]!)
    await until(() => eve.dropped(), 'left')
    expect(kinds(eve.heard)).toEqual(['auth'])
  })

  it('who comes a hundred times and says nothing is left each time, and keeps nobody out', async () => {
    const { net, devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const eves = Array.from({ length: 100 }, () => stranger(net, ana))
    const before = await links(ana, circle)
    await (await ana.openNote(circle, note)).write('In spite of it.')
    await ben.openNote(circle, note)
    await until(() => ben.text(note) === 'In spite of it.', 'Ben has it')
    await settle(21_000)
    expect(eves.filter(eve => !eve.dropped())).toEqual([])
    expect(await links(ana, circle)).toBe(before)
  })

  it('is given nothing for whatever it says first', async () => {
    const { net, devices, circle } = await circleOf(2)
    const [ana] = devices as [Device, Device]
    const seen = async () => ({ ...(await ana.call('circle.read', { circle })), sync: null })
    const before = await seen()
    const none = new Uint8Array(32)
    const first: Message[] = [
      { t: 'keys', epochs: [none] },
      { t: 'heads', heads: none },
      { t: 'envelopes', list: [none] },
      { t: 'entries', list: [none], more: false },
      { t: 'boxes', list: [] },
      { t: 'hubs', list: ['10.6.6.6:1'], near: [] },
      { t: 'out', list: [none] },
      { t: 'who', proof: none },
    ]
    for (const message of first) {
      const eve = stranger(net, ana)
      await until(() => eve.heard.length > 0, 'a first word')
      eve.say(message)
      await settle(21_000)
      expect([message.t, kinds(eve.heard), eve.dropped()]).toEqual([message.t, ['auth'], true])
    }
    expect(await seen()).toEqual(before)
    expect(ana.wish?.dial).not.toContain('10.6.6.6:1')
  })
})
