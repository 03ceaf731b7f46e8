/** Several computers of one person: linked with both yeses, lost and shut out, put back from a copy; and what strangers get. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { signNothing } from '../../../src/main/vault/backup/copy.ts'
import { readInvitation } from '../../../src/main/vault/circle/invite/link.ts'
import type { Message } from '../../../src/main/vault/circle/link/message.ts'
import { handOverClaim, takeUpClaim } from '../../../src/main/vault/circle/live/hand-over.ts'
import { proveDevice } from '../../../src/main/vault/circle/log/device.ts'
import { type DeviceKeys, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { unhex } from '../../../src/main/vault/circle/names/hex.ts'
import { answerProof, knockProof } from '../../../src/main/vault/circle/names/linking.ts'
import { openCircles } from '../../../src/main/vault/circle/store.ts'
import type { CircleId, DeviceId, Hash, Signature, SignPublic } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { sign } from '../../../src/main/vault/crypto/sign.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import type { Circle, Computers } from '../../../src/shared/circle/circle.ts'
import { agree, circleOf, Device, letIn, type Net, restart, settle, stranger, until } from './world.ts'

beforeAll(() => sodiumReady)

const PATIENCE = 20_000
const read = (device: Device, circle: string): Promise<Circle> => device.call('circle.read', { circle })
const computers = (device: Device, circle: string): Promise<Computers> =>
  device.call('circle.computers', { circle })
const entries = (device: Device): number =>
  Number(device.db.prepare('SELECT count(*) FROM log_entries').pluck().get())
const seedOf = (code: string): Uint8Array => {
  const invited = readInvitation(code, undefined, 'device')
  if (!invited.ok) throw new Error(invited.fault)
  return invited.value.seed
}

/** Keys are agreed on both ends: what is said from now on is heard. */
async function linked(eve: ReturnType<typeof stranger>): Promise<void> {
  await until(() => eve.transcript() !== undefined, 'a link', PATIENCE)
  await settle()
}

const proposals = async (device: Device, circle: string): Promise<number> =>
  (await device.call('circle.agreements', { circle })).open.length

/** Nothing is on its way any more. */
async function quiet(net: Net): Promise<number> {
  for (let before = -1; before !== net.frames.length; ) {
    before = net.frames.length
    await settle(700)
  }
  return net.frames.length
}

/** Up to the words on both screens. */
async function meet(first: Device, second: Device, circle: string, typed = false): Promise<string> {
  const { link, code, addresses } = await first.call('circle.linkCode', { circle })
  await second.call('circle.takeUp', typed ? { code, address: addresses[0] } : { code: link })
  let asking: Computers['asking'] = []
  await until(
    async () => {
      asking = (await computers(first, circle)).asking
      return asking.length === 1 && second.joining()?.step === 'compare'
    },
    'words on both screens',
    PATIENCE,
  )
  expect(asking[0]?.words).toHaveLength(4)
  expect(asking[0]?.words).toEqual(second.joining()?.words)
  return asking[0]!.id
}

async function link(first: Device, second: Device, circle: string): Promise<void> {
  const id = await meet(first, second, circle)
  await first.call('circle.linkAnswer', { circle, link: id, same: true })
  await second.call('circle.wordsMatch', { join: second.joining()?.id ?? '' })
  await until(() => second.joining()?.step === 'joined', 'linked', PATIENCE)
}

/** Ana, the host, and Ben, who has a second computer that is nobody yet. */
async function two(count = 2) {
  const { net, devices, circle, note } = await circleOf(count)
  const [ana, ben, cleo] = devices as [Device, Device, Device]
  return { net, ana, ben, cleo, laptop: new Device('laptop', net), circle, note }
}
const writes = async (device: Device, circle: string, note: string, text: string): Promise<string> =>
  (await device.openNote(circle, note)).write(text)

describe('another computer of one’s own', () => {
  it('is the same person’s, reads what is there, and writes once a host has made new keys', async () => {
    const { ana, ben, laptop, circle, note } = await two()
    await writes(ana, circle, note, 'Begun. ')
    await link(ben, laptop, circle)
    expect(laptop.joining()).toMatchObject({ own: true, name: 'Member 0', circleName: 'Thursday table' })
    await until(async () => !(await read(laptop, circle)).keyless, 'keys to write with', PATIENCE)
    expect((await read(laptop, circle)).members.map(({ name, you }) => [name, you])).toEqual([
      ['Juniper', false],
      ['Member 0', true],
    ])
    await until(async () => (await read(laptop, circle)).notes.length === 1, 'the note', PATIENCE)
    await laptop.openNote(circle, note)
    await until(() => laptop.text(note) === 'Begun. ', 'what Ana wrote', PATIENCE)
    await ana.openNote(circle, note)
    expect(await writes(laptop, circle, note, 'From the laptop.')).toBe('')
    await until(() => ana.text(note).includes('From the laptop.'), 'Ana has it', PATIENCE)
    const mine = await computers(ben, circle)
    expect(mine.computers.map(({ this: here, state, mayShutOut }) => [here, state, mayShutOut])).toEqual([
      [true, 'in', false],
      [false, 'in', true],
    ])
    expect(mine).toMatchObject({ hosts: 1, code: null, asking: [] })
  }, 60_000)

  it('is met by a host who never heard it, when it was shut before the new keys came and the first computer is gone', async () => {
    const { net, ana, ben, laptop, circle, note } = await two()
    await writes(ana, circle, note, 'Begun. ')
    const id = await meet(ben, laptop, circle)
    // Nothing but the linking itself comes through.
    net.cut(ana)
    await ben.call('circle.linkAnswer', { circle, link: id, same: true })
    await laptop.call('circle.wordsMatch', { join: laptop.joining()?.id ?? '' })
    await until(() => laptop.joining()?.step === 'joined', 'linked', PATIENCE)
    net.cut(laptop)
    net.plug(ana)
    await settle(120_000)
    expect(entries(ana)).toBe(entries(ben))
    expect(entries(laptop)).toBeLessThan(entries(ana))
    await restart(net, ana, ben)
    net.cut(ben)
    net.plug(laptop)
    await until(async () => !(await read(laptop, circle)).keyless, 'keys to write with', PATIENCE)
    expect(await writes(laptop, circle, note, 'From the laptop.')).toBe('')
    await until(() => entries(laptop) === entries(ana), 'the same log', PATIENCE)
  }, 60_000)

  it('reads before any host was in reach, and says that it cannot write yet', async () => {
    const { net, ana, ben, laptop, circle, note } = await two()
    net.cut(ana)
    await settle()
    await writes(ben, circle, note, 'Alone. ')
    await link(ben, laptop, circle)
    await until(async () => (await read(laptop, circle)).notes.length === 1, 'the note', PATIENCE)
    await laptop.openNote(circle, note)
    await until(() => laptop.text(note) === 'Alone. ', 'what Ben wrote', PATIENCE)
    expect((await read(laptop, circle)).keyless).toBe(true)
    expect(await writes(laptop, circle, note, 'No.')).toBe('read-only')
    net.plug(ana)
    await until(async () => !(await read(laptop, circle)).keyless, 'new keys', PATIENCE)
    expect(await writes(laptop, circle, note, 'Now.')).toBe('')
  }, 60_000)

  it('comes in by the typed code too, and a code of one kind is not taken for the other', async () => {
    const { ana, ben, laptop, circle } = await two()
    const { code, link: url } = await ben.call('circle.linkCode', { circle })
    for (const invitation of [code, url])
      expect(await laptop.fault('circle.join', { invitation, ownName: 'Eve' })).toBe('invitation-unreadable')
    const invited = await ana.call('circle.invite', { circle })
    for (const wrong of [invited.code, invited.link])
      expect(await laptop.fault('circle.takeUp', { code: wrong })).toBe('invitation-unreadable')
    expect(await ana.fault('circle.takeUp', { code: url })).toBe('already-a-member')
    await meet(ben, laptop, circle, true)
  }, 60_000)

  it('is added by neither yes alone, and a no ends the code', async () => {
    const { ben, laptop, circle } = await two()
    const id = await meet(ben, laptop, circle)
    const before = entries(ben)
    await laptop.call('circle.wordsMatch', { join: laptop.joining()?.id ?? '' })
    await settle(200)
    expect(entries(ben)).toBe(before)
    await ben.call('circle.linkAnswer', { circle, link: id, same: false })
    await until(() => laptop.joining()?.step === 'declined', 'the laptop is told', PATIENCE)
    expect((await computers(ben, circle)).code).toBeNull()
    const withdrawn = await meet(ben, laptop, circle)
    await ben.call('circle.unlink', { circle })
    await until(() => laptop.joining()?.step === 'withdrawn', 'the code is taken back', PATIENCE)
    expect(await ben.fault('circle.linkAnswer', { circle, link: withdrawn, same: true })).toBe('not-found')
    const again = await meet(ben, laptop, circle)
    await ben.call('circle.linkAnswer', { circle, link: again, same: true })
    await settle(200)
    expect(entries(ben)).toBe(before)
    expect((await computers(ben, circle)).asking).toMatchObject([{ agreed: true }])
    expect(await laptop.call('circle.list', {})).toEqual([])
  }, 60_000)

  /** Both have said yes, and nothing of Ben's arrives any more. */
  async function yesLost() {
    const all = await two()
    const { net, ben, laptop, circle } = all
    const id = await meet(ben, laptop, circle)
    const before = entries(ben)
    await laptop.call('circle.wordsMatch', { join: laptop.joining()?.id ?? '' })
    await settle(100)
    net.meddle = (bytes, from) => (from === ben ? undefined : bytes)
    await ben.call('circle.linkAnswer', { circle, link: id, same: true })
    await until(() => entries(ben) > before, 'Ben has said it', PATIENCE)
    net.cut(laptop)
    await settle(50)
    net.meddle = bytes => bytes
    laptop.news.splice(0)
    return all
  }
  const asksAgain = (device: Device): boolean =>
    device.news.some(({ value }) => (value as { step?: string }).step === 'compare')

  for (const [who, of] of [
    ['nobody', () => []],
    ['the first computer', ({ ben }) => [ben]],
    ['the new one', ({ laptop }) => [laptop]],
    ['each of the two', ({ ben, laptop }) => [ben, laptop]],
  ] as const satisfies readonly (readonly [string, (all: { ben: Device; laptop: Device }) => Device[]])[])
    it(`hears the yes again when it was lost on the way and ${who} was closed in between`, async () => {
      const all = await yesLost()
      const { net, ben, laptop, circle } = all
      await restart(net, ...of(all))
      if (who !== 'nobody') ben.clock.skew = 2 * 3600_000
      net.plug(laptop)
      await until(() => laptop.joining()?.step === 'joined', 'linked', PATIENCE)
      expect(asksAgain(laptop)).toBe(false)
      expect((await computers(ben, circle)).computers).toHaveLength(2)
      const kept = () => Number(ben.db.prepare('SELECT count(*) FROM linking').pluck().get())
      await until(async () => (await read(laptop, circle)).members.length === 2, 'the log', PATIENCE)
      await until(async () => (await read(laptop, circle)).sync.links > 0, 'a link', PATIENCE)
      await restart(net, ben)
      await until(() => kept() === 0, 'the code is forgotten', PATIENCE)
    }, 60_000)

  it('is handed over even when another code was shown meanwhile, and that code is another’s', async () => {
    const { net, ben, laptop, circle } = await yesLost()
    await restart(net, ben)
    const { link: url } = await ben.call('circle.linkCode', { circle })
    const tablet = new Device('tablet', net)
    await tablet.call('circle.takeUp', { code: url })
    await until(() => tablet.joining()?.step === 'compare', 'words', PATIENCE)
    net.plug(laptop)
    await until(() => laptop.joining()?.step === 'joined', 'linked', PATIENCE)
    expect(tablet.joining()?.step).toBe('compare')
    expect((await computers(ben, circle)).asking).toHaveLength(1)
  }, 60_000)

  it('compares words anew when the first computer has said nothing yet and the new one was closed', async () => {
    const { net, ben, laptop, circle } = await two()
    await meet(ben, laptop, circle)
    await laptop.call('circle.wordsMatch', { join: laptop.joining()?.id ?? '' })
    await settle(100)
    await restart(net, laptop)
    expect(await laptop.call('circle.joining', {})).toMatchObject([{ step: 'looking', own: true }])
    await until(() => laptop.joining()?.step === 'compare', 'words again', PATIENCE)
    const [asking] = (await computers(ben, circle)).asking
    expect(asking).toMatchObject({ words: laptop.joining()?.words, agreed: false })
    await ben.call('circle.linkAnswer', { circle, link: asking!.id, same: true })
    await settle(100)
    expect(laptop.joining()?.step).toBe('compare')
    await laptop.call('circle.wordsMatch', { join: laptop.joining()?.id ?? '' })
    await until(() => laptop.joining()?.step === 'joined', 'linked', PATIENCE)
  }, 60_000)

  it('of which the log never heard leaves no code behind', async () => {
    const { net, ben, circle } = await two()
    // The power went between the row and the entry.
    ben.db
      .prepare('INSERT INTO linking (device, circle, seed, expires) VALUES (?, ?, ?, ?)')
      .run(random(32), unhex(circle), random(16), Date.now())
    const rooms = ben.rooms.length
    await restart(net, ben)
    expect(ben.db.prepare('SELECT count(*) FROM linking').pluck().get()).toBe(0)
    expect(ben.rooms).toHaveLength(rooms)
  })

  it('runs out after an hour', async () => {
    const { ben, laptop, circle } = await two()
    const { link: url } = await ben.call('circle.linkCode', { circle })
    for (const one of [ben, laptop]) one.clock.skew = 3601_000
    expect(await laptop.fault('circle.takeUp', { code: url })).toBe('invitation-expired')
    expect((await computers(ben, circle)).code).toBeNull()
  })
})

describe('a computer that was lost', () => {
  it('is shut out when a host agrees, gets nothing more, and everyone reads that it was', async () => {
    const { ana, ben, laptop, circle, note } = await two()
    await link(ben, laptop, circle)
    await until(async () => !(await read(laptop, circle)).keyless, 'keys', PATIENCE)
    const lost = (await computers(ben, circle)).computers.find(one => !one.this)!
    await ben.call('circle.shutOut', { circle, device: lost.id })
    expect((await computers(ben, circle)).computers[1]).toMatchObject({ state: 'asked', mayShutOut: false })
    expect((await read(ben, circle)).waiting).toMatchObject([
      { what: 'computer', yours: true, mayAgree: false },
    ])
    await agree(ana, circle)
    await until(async () => (await read(laptop, circle)).standing === 'removed', 'it is told', PATIENCE)
    await until(() => laptop.rooms.length === 0, 'it is in no room', PATIENCE)
    for (const one of [ana, ben])
      await until(async () => (await read(one, circle)).shutOut.length === 1, 'a line for all', PATIENCE)
    expect((await read(ana, circle)).shutOut).toMatchObject([{ name: 'Member 0', you: false }])
    expect((await computers(ben, circle)).computers[1]).toMatchObject({ state: 'out' })
    await until(async () => !(await read(ben, circle)).keyless, 'new keys', PATIENCE)
    const had = laptop.db.prepare('SELECT count(*) FROM envelopes').pluck().get()
    expect(await writes(ben, circle, note, 'Without it.')).toBe('')
    await ana.openNote(circle, note)
    await until(() => ana.text(note).includes('Without it.'), 'Ana has it', PATIENCE)
    expect(laptop.db.prepare('SELECT count(*) FROM envelopes').pluck().get()).toBe(had)
    expect(
      await ben.fault('circle.shutOut', { circle, device: (await computers(ben, circle)).computers[0]!.id }),
    ).toBe('not-allowed')
  }, 60_000)

  it('of the only host waits for somebody who is not there yet', async () => {
    const { ana, ben, laptop, circle } = await two()
    await link(ana, laptop, circle)
    const mine = await computers(ana, circle)
    expect(mine.hosts).toBe(0)
    await ana.call('circle.shutOut', { circle, device: mine.computers[1]!.id })
    await until(async () => (await read(ben, circle)).waiting.length === 1, 'Ben reads of it', PATIENCE)
    expect((await read(ben, circle)).waiting).toMatchObject([
      {
        what: 'computer',
        mayAgree: false,
        which: { lost: mine.computers[1]?.since, asks: mine.computers[0]?.since },
      },
    ])
  }, 60_000)
})

describe('a notebook that was put back from a copy', () => {
  it('is read only, and goes on as a new computer by a code from another one', async () => {
    const { ana, ben, laptop, circle, note } = await two()
    await writes(ben, circle, note, 'Before. ')
    await link(ben, laptop, circle)
    await until(async () => !(await read(laptop, circle)).keyless, 'keys', PATIENCE)
    ben.live.close()
    signNothing(ben.db)
    ben.open()
    expect((await read(ben, circle)).standing).toBe('restored')
    expect(await writes(ben, circle, note, 'No.')).toBe('read-only')
    ben.docs.delete(note)
    expect((await ben.openNote(circle, note)).doc.getXmlFragment('body').toString()).toContain('Before.')
    expect(await ben.fault('circle.linkCode', { circle })).toBe('not-allowed')
    await link(laptop, ben, circle)
    await until(async () => !(await read(ben, circle)).keyless, 'keys', PATIENCE)
    expect((await read(ben, circle)).standing).toBe('in')
    await ana.openNote(circle, note)
    expect(await writes(ben, circle, note, 'After.')).toBe('')
    await until(() => ana.text(note).includes('After.'), 'Ana has it', PATIENCE)
    const { computers: mine } = await computers(ben, circle)
    expect(mine).toHaveLength(3)
    expect(mine.filter(one => one.this)).toHaveLength(1)
  }, 60_000)

  it('comes back by a fresh invitation as well, as somebody new', async () => {
    const { ana, ben, circle, note } = await two()
    await writes(ben, circle, note, 'Before. ')
    ben.live.close()
    signNothing(ben.db)
    ben.open()
    await letIn(ana, ben, circle, 'Ben again')
    await until(async () => (await read(ben, circle)).standing === 'in', 'in again', PATIENCE)
    ben.docs.delete(note)
    expect((await ben.openNote(circle, note)).doc.getXmlFragment('body').toString()).toContain('Before.')
  }, 60_000)
})

describe('words that two people compare', () => {
  it('are the same on both screens, kept here alone, and changed by a new computer', async () => {
    const { net, ana, ben, cleo, laptop, circle } = await two(3)
    const idOf = async (on: Device, name: string) =>
      (await read(on, circle)).members.find(one => one.name === name)!.id
    const benId = await idOf(cleo, 'Member 0')
    const atCleo = await cleo.call('circle.pairWords', { circle, member: benId })
    const atBen = await ben.call('circle.pairWords', { circle, member: await idOf(ben, 'Member 1') })
    expect(atCleo.halves.map(({ name, words }) => [name, words])).toEqual(
      atBen.halves.map(({ name, words }) => [name, words]),
    )
    expect(atCleo.halves.map(({ words }) => words.length)).toEqual([5, 5])
    expect(atCleo.state).toBe('no')
    const frames = await quiet(net)
    const words = atCleo.halves.flatMap(half => half.words)
    await cleo.call('circle.compared', { circle, member: benId, words, same: true })
    expect(await quiet(net)).toBe(frames)
    const seen = async () => (await read(cleo, circle)).members.find(({ id }) => id === benId)?.compared
    expect(await seen()).toBe('yes')
    expect((await read(ben, circle)).members.find(({ name }) => name === 'Member 1')?.compared).toBe('no')
    cleo.live.close()
    cleo.open()
    expect(await seen()).toBe('yes')
    await link(ben, laptop, circle)
    await until(async () => (await seen()) === 'changed', 'Cleo reads that it changed', PATIENCE)
    // What was on the screen before is not what is said yes to.
    expect(await cleo.fault('circle.compared', { circle, member: benId, words, same: true })).toBe(
      'out-of-step',
    )
    const now = await cleo.call('circle.pairWords', { circle, member: benId })
    const fresh = now.halves.flatMap(half => half.words)
    await cleo.call('circle.compared', { circle, member: benId, words: fresh, same: true })
    expect(await seen()).toBe('yes')
    await cleo.call('circle.compared', { circle, member: benId, words: fresh, same: false })
    expect(await seen()).toBe('no')
    expect(await ana.call('circle.words', { circle })).toEqual(await cleo.call('circle.words', { circle }))
  }, 60_000)
})

describe('somebody else with the code, or without it', () => {
  const roomOf = (before: readonly string[], now: readonly string[]): string =>
    now.find(room => !before.includes(room)) ?? ''

  /** Somebody in the room of Ben's code, with keys of their own. */
  async function atTheCode(net: Net, ben: Device, circle: string) {
    const before = ben.rooms
    const { link: url } = await ben.call('circle.linkCode', { circle })
    await until(() => roomOf(before, ben.rooms) !== '', 'the room of the code', PATIENCE)
    const eve = stranger(net, ben, roomOf(before, ben.rooms))
    await linked(eve)
    return { eve, seed: seedOf(url), keys: deviceKeys(random(32), random(16)) }
  }
  const host = (heard: readonly Message[]) =>
    heard.find((one): one is Extract<Message, { t: 'device-host' }> => one.t === 'device-host')
  type Eve = ReturnType<typeof stranger>
  const knock = async (eve: Eve, seed: Uint8Array) => {
    eve.say({ t: 'device-knock', proof: knockProof(seed, eve.transcript()!) })
    await until(() => host(eve.heard) !== undefined, 'an answer', PATIENCE)
    return host(eve.heard)!
  }
  const mine = (keys: DeviceKeys, circle: Uint8Array, first: Uint8Array, transcript: Hash): Message => ({
    t: 'device-mine',
    sign: keys.sign.publicKey,
    box: keys.box.publicKey,
    sig: sign('kinfold/device-mine/1', takeUpClaim(circle, first, transcript), keys.sign.secretKey),
  })

  it('is told nothing who knows the room and not the code', async () => {
    const { net, ben, circle } = await two()
    const { eve } = await atTheCode(net, ben, circle)
    eve.say({ t: 'device-knock', proof: knockProof(random(16), eve.transcript()!) })
    await until(() => eve.dropped(), 'left', PATIENCE)
    expect(eve.heard).toEqual([])
  })

  it('is not answered to a knock that was caught on another link', async () => {
    const { net, ben, circle } = await two()
    const { eve, seed } = await atTheCode(net, ben, circle)
    eve.say({ t: 'device-knock', proof: knockProof(seed, random(32)) })
    await until(() => eve.dropped(), 'left', PATIENCE)
    expect(eve.heard).toEqual([])
  })

  it('shows no keys that it does not hold on this link', async () => {
    const { net, ben, circle } = await two()
    const { eve, seed, keys } = await atTheCode(net, ben, circle)
    await knock(eve, seed)
    eve.say(
      mine(
        keys,
        unhex(circle),
        openCircles(ben.db, ben.clock).me(unhex(circle) as CircleId).device,
        random(32) as Hash,
      ),
    )
    await until(() => eve.dropped(), 'left', PATIENCE)
    expect((await computers(ben, circle)).asking).toEqual([])
  })

  const other = {
    keys: 'other keys',
    circle: 'another circle',
    session: 'another session',
    by: 'another first',
  }
  for (const [what, of] of Object.entries(other))
    it(`adds nothing by a proof for ${of}, whatever the person says`, async () => {
      const { net, ben, circle } = await two()
      const { eve, seed, keys } = await atTheCode(net, ben, circle)
      await knock(eve, seed)
      const first = openCircles(ben.db, ben.clock).me(unhex(circle) as CircleId).device
      eve.say(mine(keys, unhex(circle), first, eve.transcript()!))
      let asking: Computers['asking'] = []
      await until(
        async () => {
          asking = (await computers(ben, circle)).asking
          return asking.length === 1
        },
        'words',
        PATIENCE,
      )
      await ben.call('circle.linkAnswer', { circle, link: asking[0]!.id, same: true })
      const before = entries(ben)
      const signer = what === 'keys' ? deviceKeys(random(32), random(16)) : keys
      const claim = {
        circle: (what === 'circle' ? random(32) : unhex(circle)) as CircleId,
        by: what === 'by' ? (random(32) as Uint8Array as DeviceId) : first,
        device: { sign: signer.sign.publicKey as SignPublic, box: signer.box.publicKey },
        transcript: what === 'session' ? random(32) : eve.transcript()!,
      }
      eve.say({ t: 'device-yes', proof: proveDevice(claim, signer) as Signature })
      await until(() => eve.dropped(), 'left', PATIENCE)
      expect(entries(ben)).toBe(before)
      expect((await computers(ben, circle)).computers).toHaveLength(1)
    })

  /** A patched first computer, Ana's, which says that it is Ben's; or which says the truth. */
  for (const truth of [false, true])
    it(`${truth ? 'takes up a computer' : 'registers no device'} under ${truth ? 'the name it said' : 'another member’s name'}`, async () => {
      const { net, ana, laptop, ben, circle } = await two()
      net.cut(ben)
      const id = unhex(circle) as CircleId
      const { link: url } = await ana.call('circle.linkCode', { circle })
      net.cut(ana)
      const seed = seedOf(url)
      await laptop.call('circle.takeUp', { code: url })
      const eve = stranger(net, laptop)
      await linked(eve)
      const store = openCircles(ana.db, ana.clock)
      const me = store.me(id)
      const member = truth ? me.member : [...store.state(id).members.values()][1]!.id
      const transcript = eve.transcript()!
      eve.say({
        t: 'device-host',
        circle: id,
        member,
        circleName: 'Thursday table',
        name: 'Ben',
        sign: me.keys.sign.publicKey,
        box: me.keys.box.publicKey,
        proof: answerProof(seed, transcript, me.keys.id),
        sig: sign('kinfold/device-host/1', handOverClaim(id, member, transcript), me.keys.sign.secretKey),
      })
      await until(() => laptop.joining()?.step === 'compare', 'words', PATIENCE)
      await laptop.call('circle.wordsMatch', { join: laptop.joining()?.id ?? '' })
      const said = <T extends Message['t']>(t: T) =>
        eve.heard.find((one): one is Extract<Message, { t: T }> => one.t === t)
      await until(() => said('device-yes') !== undefined, 'a yes', PATIENCE)
      const device = said('device-mine')!
      const keys = { sign: device.sign as SignPublic, box: device.box as typeof me.keys.box.publicKey }
      const added = store.addDevice(
        id,
        { circle: id, by: me.keys.id, device: keys, transcript },
        said('device-yes')!.proof as Signature,
      )
      expect(added.ok).toBe(true)
      eve.say({ t: 'welcome', log: store.missingLog(id, []), more: false })
      await until(() => laptop.joining()?.step === (truth ? 'joined' : 'other-circle'), 'an end', PATIENCE)
      expect(await laptop.call('circle.list', {})).toHaveLength(truth ? 1 : 0)
    })
})

describe('two computers of one person that shut each other out', () => {
  it('wait for a host, say so, and the one that stays goes on as before', async () => {
    const { net, ana, ben, laptop, circle, note } = await two()
    await link(ben, laptop, circle)
    await until(async () => !(await read(laptop, circle)).keyless, 'keys to write with', PATIENCE)
    await until(async () => !(await read(ben, circle)).keyless, 'keys for both', PATIENCE)
    net.cut(ben)
    net.cut(laptop)
    await settle()
    for (const [one, other] of [
      [ben, laptop],
      [laptop, ben],
    ] as const) {
      const { computers: mine } = await computers(one, circle)
      await one.call('circle.shutOut', { circle, device: mine.find(({ this: here }) => !here)!.id })
      expect(await writes(one, circle, note, `${other.name}? `)).toBe('')
    }
    net.plug(ben)
    await until(async () => (await read(ana, circle)).waiting.length === 1, 'Ana hears of one', PATIENCE)
    const [bens] = (await read(ana, circle)).waiting
    net.plug(laptop)
    for (const one of [ben, laptop])
      await until(async () => (await read(one, circle)).standing === 'held', `${one.name} is told`, PATIENCE)
    expect(await writes(ben, circle, note, 'No.')).toBe('read-only')
    await restart(net, ben, laptop)
    await settle(3000)
    for (const one of [ben, laptop]) {
      expect((await read(one, circle)).standing).toBe('held')
      expect(one.rooms).not.toEqual([])
    }
    // Ana agrees to what Ben's first computer asked.
    expect((await read(ana, circle)).waiting).toHaveLength(2)
    await ana.call('circle.agree', { circle, waiting: bens!.id })
    await until(async () => (await read(ben, circle)).standing === 'in', 'Ben is back', PATIENCE)
    await until(
      async () => (await read(laptop, circle)).standing === 'removed',
      'the laptop is out',
      PATIENCE,
    )
    await until(() => laptop.rooms.length === 0, 'and in no room', PATIENCE)
    await until(async () => !(await read(ben, circle)).notes[0]?.readOnly, 'new keys', PATIENCE)
    expect(await writes(ben, circle, note, 'Here I am.')).toBe('')
    await ana.openNote(circle, note)
    await until(() => ana.text(note).includes('Here I am.'), 'Ana has it', PATIENCE)
  }, 60_000)
})

describe('a stolen computer that asks first', () => {
  it('does not silence the other: what it asks in answer reaches the host, also by a file', async () => {
    const { net, ana, ben, laptop, circle } = await two()
    await link(ben, laptop, circle)
    await until(async () => !(await read(laptop, circle)).keyless, 'keys', PATIENCE)
    await until(async () => !(await read(ben, circle)).keyless, 'keys for both', PATIENCE)
    const other = async (one: Device) =>
      (await computers(one, circle)).computers.find(({ this: here }) => !here)!
    net.cut(ben)
    await settle()
    const thief = await other(ben)
    await ben.call('circle.shutOut', { circle, device: thief.id })
    const path = join(mkdtempSync(join(tmpdir(), 'kinfold-stolen-')), 'from-ben.kinfold-sync')
    mkdirSync(ben.dir, { recursive: true })
    const [from, to] = ['1', '2'].map(n => n.padStart(32, '0')) as [string, string]
    ben.places.add(from, path)
    ana.places.add(to, path)
    await ben.call('circle.fileWrite', { circle, to: [], file: from })
    await laptop.call('circle.shutOut', { circle, device: (await other(laptop)).id })
    await until(
      async () => (await read(ana, circle)).waiting.length === 1,
      'Ana hears of the thief’s',
      PATIENCE,
    )
    const thiefs = (await read(ana, circle)).waiting[0]!.id
    expect(await ana.call('circle.fileRead', { file: to })).toMatchObject({ is: 'words' })
    rmSync(dirname(path), { recursive: true })
    const bens = (await read(ana, circle)).waiting.find(({ id }) => id !== thiefs)!
    await ana.call('circle.agree', { circle, waiting: bens.id })
    net.plug(ben)
    await until(async () => (await read(laptop, circle)).standing === 'removed', 'it is out', PATIENCE)
    await until(async () => (await read(ben, circle)).standing === 'in', 'Ben is in', PATIENCE)
  }, 60_000)
})

describe('a computer and an old copy of it that both go on', () => {
  it('are told that one was put back from a copy, and come in again as new ones', async () => {
    const { net, ana, ben, cleo, laptop: copy, circle, note } = await two(3)
    const only = async (...here: Device[]): Promise<void> => {
      for (const one of [ana, ben, cleo, copy]) net.cut(one)
      await settle()
      for (const one of here) net.plug(one)
    }
    const heard = (one: Device, count: number) =>
      until(async () => (await proposals(one, circle)) === count, `${one.name} hears`, PATIENCE)
    await only()
    copy.live.close()
    Object.assign(copy, { db: new BetterSqlite(ben.db.serialize()) })
    copy.db.pragma('foreign_keys = ON')
    copy.open()
    await ben.call('circle.propose', { circle, lines: ['By Ben.'], after: null })
    await copy.call('circle.propose', { circle, lines: ['By the copy.'], after: null })
    await only(ana, ben)
    await heard(ana, 1)
    await only(cleo, copy)
    await heard(cleo, 1)
    await only(ana, cleo)
    await heard(ana, 2)
    await only(ana, cleo, ben)
    await until(async () => (await read(ben, circle)).standing === 'restored', 'Ben is told', PATIENCE)
    await only(ana, cleo, copy)
    await until(async () => (await read(copy, circle)).standing === 'restored', 'so is the copy', PATIENCE)
    await only(ana, cleo, ben)
    expect(ben.rooms).toEqual([])
    expect(await writes(ben, circle, note, 'No.')).toBe('read-only')
    await letIn(ana, ben, circle, 'Ben again', cleo)
    await until(async () => (await read(ben, circle)).standing === 'in', 'Ben is in again', PATIENCE)
    await until(async () => !(await read(ben, circle)).notes[0]?.readOnly, 'keys', PATIENCE)
    expect(await writes(ben, circle, note, 'Here.')).toBe('')
  }, 60_000)
})
