/** Rooms there is a reason to be in, and never more than a hub takes: whoever makes many takes none from another circle. */
import { beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/main/lan/message.ts'
import { answered, INVITE_LIFE } from '../../../src/main/vault/circle/live/answered.ts'
import { inTurns } from '../../../src/main/vault/circle/live/turns.ts'
import type { InviteState } from '../../../src/main/vault/circle/log/state.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { circleOf, founded, settle, until } from './world.ts'

beforeAll(() => sodiumReady)

const invite = (name: string, status: InviteState['status'], more: Partial<InviteState> = {}) =>
  ({ id: name, status, at: 0, expiry: INVITE_LIFE, ...more }) as unknown as InviteState
const named = (invites: readonly InviteState[]) => invites.map(({ id }) => id as unknown as string)

describe('the invitations a host’s computer answers', () => {
  it('are the open ones first and the newest of each kind, twenty at most', () => {
    const many = Array.from({ length: 30 }, (_, i) => invite(`taken back ${i}`, 'revoked'))
    const all = [invite('used', 'used'), invite('old', 'open'), ...many, invite('new', 'open')]
    expect(named(answered(all, 1))).toEqual([
      ...['new', 'old', 'used'],
      ...Array.from({ length: 17 }, (_, i) => `taken back ${29 - i}`),
    ])
  })

  it('end two weeks after they were made, whatever they say themselves', () => {
    const all = [
      invite('endless', 'open', { expiry: Number.MAX_SAFE_INTEGER }),
      invite('short', 'open', { expiry: 1 }),
    ]
    expect(named(answered(all, INVITE_LIFE))).toEqual(['short', 'endless'])
    expect(named(answered(all, INVITE_LIFE + 1))).toEqual(['endless'])
    expect(named(answered(all, 2 * INVITE_LIFE))).toEqual([])
  })
})

it('takes one of each before a second of any', () => {
  expect(inTurns([['a', 'b', 'c'], [], ['d'], ['e', 'f']])).toEqual(['a', 'd', 'e', 'b', 'f', 'c'])
})

describe('a host who invites and takes back, again and again', () => {
  it('leaves another host’s computer in the rooms of its other circles, and at its door', async () => {
    const { devices, circle } = await circleOf(2)
    const [ana, ben] = devices as [(typeof devices)[0], (typeof devices)[0]]
    const own = await ben.call('circle.found', { name: 'Quite another circle', ownName: 'Ben' })
    const before = ben.rooms.length
    const { members } = await ana.call('circle.read', { circle })
    await ana.call('circle.promote', { circle, member: members.find(({ you }) => !you)?.id ?? '' })
    const isHost = async () =>
      (await ben.call('circle.read', { circle })).members.some(({ you, facilitator }) => you && facilitator)
    await until(isHost, 'Ben is a host')
    const open = await ana.call('circle.invite', { circle })
    for (let i = 0; i < 30; i++) {
      const { id } = await ana.call('circle.invite', { circle })
      await ana.call('circle.uninvite', { circle, invite: id })
    }
    await until(() => ben.rooms.length >= before + 20, 'the rooms of invitations at Ben’s')
    await settle(5000)
    expect(ben.rooms.length).toBe(before + 20)
    expect(open.link).not.toBe('')
    expect(own.circle).not.toBe(circle)
  }, 60_000)
})

it('is in as many rooms as a hub takes, where there is reason for more', async () => {
  const { ana } = await founded()
  for (let i = 0; i < 13; i++) {
    const { circle } = await ana.call('circle.found', { name: `Circle ${i}`, ownName: 'Juniper' })
    for (let j = 0; j < 20; j++) await ana.call('circle.invite', { circle })
  }
  const rooms = new Set(ana.rooms)
  expect(rooms.size).toBe(LIMITS.topics)
  // Whoever comes last has a place before the others' last invitations.
  await ana.call('circle.found', { name: 'The newest', ownName: 'Juniper' })
  expect(ana.rooms).toHaveLength(LIMITS.topics)
  expect(ana.rooms.filter(name => !rooms.has(name))).toHaveLength(1)
}, 60_000)
