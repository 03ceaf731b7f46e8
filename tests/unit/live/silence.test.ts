/** Somebody who has a room and says nothing in it, or begins and does not end: for how long, and for how much, they are kept. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readInvitation } from '../../../src/main/vault/circle/invite/link.ts'
import { ASK } from '../../../src/main/vault/circle/live/door.ts'
import { AGREE } from '../../../src/main/vault/circle/live/links.ts'
import { inviteKeys } from '../../../src/main/vault/circle/names/invite.ts'
import { sign } from '../../../src/main/vault/crypto/sign.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { founded, settle, stranger } from './world.ts'

beforeAll(() => sodiumReady)

/** Ana, and the room of an invitation of hers. */
async function door() {
  const { net, ana, circle } = await founded()
  const before = ana.rooms
  const { link } = await ana.call('circle.invite', { circle })
  const room = ana.rooms.find(name => !before.includes(name)) ?? ''
  return { net, ana, link, room, eve: () => stranger(net, ana, room) }
}

describe('a link on which nothing is said', () => {
  it('ends when no keys are agreed in time, in whichever room', async () => {
    const { net, ana } = await door()
    const dropped: string[] = []
    for (const room of ana.rooms) {
      net.strangers.set(room, ({ kind }) => {
        if (kind === 'drop') dropped.push(room)
      })
      ana.hear({ kind: 'opened', link: room, room, initiator: false })
    }
    await settle(AGREE - 1000)
    expect(dropped).toEqual([])
    await settle(2000)
    expect(dropped).toEqual(ana.rooms)
  })

  it('stays at a door, as another host’s does, unless there are more than hosts have', async () => {
    const { eve } = await door()
    const first = eve()
    await settle(24 * 3600_000)
    expect(first.dropped()).toBe(false)
    const many = Array.from({ length: 32 }, eve)
    await settle(1000)
    expect(first.dropped()).toBe(true)
    expect(many.map(({ dropped }) => dropped())).not.toContain(true)
  })

  it('ends after a knock that nobody follows up', async () => {
    const { eve, link } = await door()
    const one = eve()
    await settle()
    const read = readInvitation(link)
    const transcript = one.transcript()
    if (!read.ok || !transcript) throw new Error('no link')
    const { secretKey } = inviteKeys(read.value.seed)
    one.say({ t: 'knock', sig: sign('kinfold/knock/1', transcript, secretKey) })
    await settle(ASK - 1000)
    expect([one.heard.map(({ t }) => t), one.dropped()]).toEqual([['host'], false])
    await settle(2000)
    expect(one.dropped()).toBe(true)
  })

  it('ends with a longer message than anybody has to say at a door, before it is whole', async () => {
    const { eve } = await door()
    const one = eve()
    await settle()
    one.goOn()
    expect(one.dropped()).toBe(false)
    one.goOn()
    expect(one.dropped()).toBe(true)
  })

  it('ends when nobody shows keys to a code for another computer', async () => {
    const { net, ana, circle } = await founded()
    const before = ana.rooms
    await ana.call('circle.linkCode', { circle })
    const eve = stranger(
      net,
      ana,
      ana.rooms.find(name => !before.includes(name)),
    )
    await settle(ASK - 1000)
    expect(eve.dropped()).toBe(false)
    await settle(2000)
    expect(eve.dropped()).toBe(true)
  })
})
