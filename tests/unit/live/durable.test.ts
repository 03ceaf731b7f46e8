/** A joining outlives both programs, at every step, and says what it waits for. */
import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import type { Joining, JoinRequest } from '../../../src/shared/circle/circle.ts'
import { agree, circleOf, Device, knock, type Net, restart, settle, until } from './world.ts'

beforeAll(() => sodiumReady)

const PATIENCE = 20_000
const who = { 'the host': ['ana'], 'the joiner': ['dana'], both: ['ana', 'dana'] } as const
type Who = keyof typeof who

/** Dana stands at Ana's door, and words are on both screens. */
async function atDoor(people: number) {
  const { net, devices, circle } = await circleOf(people)
  const [ana, ben] = devices as [Device, Device]
  const dana = new Device('dana', net)
  const { link } = await ana.call('circle.invite', { circle })
  const request = await knock(ana, dana, circle, { invitation: link, ownName: 'Dana' })
  await until(() => dana.joining()?.step === 'compare', 'words to compare', PATIENCE)
  return { net, ana, ben, dana, circle, request }
}
type AtDoor = Awaited<ReturnType<typeof atDoor>>

const close = async (all: AtDoor, which: Who): Promise<void> => {
  all.dana.news.splice(0)
  await restart(all.net, ...who[which].map(name => all[name]))
}
const standing = async ({ dana }: AtDoor): Promise<Joining | undefined> =>
  (await dana.call('circle.joining', {}))[0]
const match = async ({ dana }: AtDoor): Promise<void> => {
  await dana.call('circle.wordsMatch', { join: (await dana.call('circle.joining', {}))[0]?.id ?? '' })
}
const says = async ({ ana, circle }: AtDoor, { id }: JoinRequest): Promise<void> =>
  void (await ana.call('circle.answer', { circle, join: id, admit: true }))
const asking = async ({ ana, circle }: AtDoor): Promise<JoinRequest | undefined> =>
  (await ana.call('circle.read', { circle })).requests[0]
const askedAgain = ({ dana }: AtDoor): boolean =>
  dana.news.some(({ value }) => (value as { step?: string }).step === 'compare')
const isIn = ({ dana }: AtDoor) => until(() => dana.joining()?.step === 'joined', 'Dana is in', PATIENCE)

/** Words are on both screens anew, and are the same. */
async function comparedAnew(all: AtDoor): Promise<JoinRequest> {
  await until(async () => (await standing(all))?.step === 'compare', 'words again', PATIENCE)
  const request = await asking(all)
  expect(request?.words).toEqual((await standing(all))?.words)
  return request!
}

const lost = (net: Net, from: Device): void => {
  net.meddle = (bytes, by) => (by === from ? undefined : bytes)
}

describe.each(Object.keys(who) as Who[])('a joining during which %s was closed', which => {
  it('before anybody said yes compares new words', async () => {
    const all = await atDoor(1)
    const before = all.request.words
    await close(all, which)
    const request = await comparedAnew(all)
    expect(request.words).not.toEqual(before)
    await match(all)
    await says(all, request)
    await isIn(all)
  }, 60_000)

  it('after the joiner’s yes alone waits for the host, and compares words anew', async () => {
    const all = await atDoor(1)
    await match(all)
    await close(all, which)
    expect((await standing(all))?.step).toBe('looking')
    const request = await comparedAnew(all)
    await match(all)
    await says(all, request)
    await isIn(all)
  }, 60_000)

  it('between both yeses and what follows from them asks for nothing again', async () => {
    const all = await atDoor(1)
    await match(all)
    lost(all.net, all.ana)
    await says(all, all.request)
    await settle(50)
    await close(all, which)
    all.net.meddle = bytes => bytes
    // What was on its way is gone with the link.
    all.net.cut(all.dana)
    all.net.plug(all.dana)
    await isIn(all)
    expect(askedAgain(all)).toBe(false)
    expect(await asking(all)).toBeUndefined()
  }, 60_000)

  it('while a second person was waited for says so, and needs nobody but that person', async () => {
    const all = await atDoor(3)
    await match(all)
    await says(all, all.request)
    await until(() => all.dana.joining()?.step === 'second', 'a second person is waited for', PATIENCE)
    await close(all, which)
    expect(await standing(all)).toMatchObject({ step: 'second', circleName: 'Thursday table' })
    expect((await all.ana.call('circle.read', { circle: all.circle })).waiting).toMatchObject([
      { what: 'admit', name: 'Dana' },
    ])
    await agree(all.ben, all.circle)
    await isIn(all)
    expect(askedAgain(all)).toBe(false)
  }, 60_000)

  it('after the second yes, before it was heard, comes in', async () => {
    const all = await atDoor(3)
    await match(all)
    await says(all, all.request)
    await until(() => all.dana.joining()?.step === 'second', 'a second person is waited for', PATIENCE)
    all.net.cut(all.dana)
    await agree(all.ben, all.circle)
    await until(
      async () => (await all.ana.call('circle.read', { circle: all.circle })).members.length === 4,
      'Ana has heard of it',
      PATIENCE,
    )
    await close(all, which)
    expect((await standing(all))?.step).toBe('second')
    all.net.plug(all.dana)
    await isIn(all)
    expect(askedAgain(all)).toBe(false)
  }, 60_000)
})
