/** Joining by two files, with no network at all; and what is said of files that let nobody in. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type Asked,
  type Asking,
  askingTranscript,
  claimOf,
  readAsking,
  writeAsking,
} from '../../../src/main/vault/circle/file/asking.ts'
import { writeHead } from '../../../src/main/vault/circle/file/head.ts'
import { writeStream } from '../../../src/main/vault/circle/file/stream.ts'
import { readInvitation } from '../../../src/main/vault/circle/invite/link.ts'
import { safetyWords } from '../../../src/main/vault/circle/invite/words.ts'
import { checkJoin, proveJoin } from '../../../src/main/vault/circle/log/join.ts'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { unhex } from '../../../src/main/vault/circle/names/hex.ts'
import { inviteKeys, inviteRendezvous } from '../../../src/main/vault/circle/names/invite.ts'
import { openCircles } from '../../../src/main/vault/circle/store.ts'
import type { CircleId, EntryId, MemberId, SignPublic } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { concat } from '../../../src/shared/bytes.ts'
import type { Circle, Invitation, JoinRequest } from '../../../src/shared/circle/circle.ts'
import { agree, circleOf, Device, founded, type Net, restart, settle, until } from './world.ts'

beforeAll(() => sodiumReady)

const place = join(dirname(new URL(import.meta.url).pathname), `../../../out/tests/by-file-${process.pid}`)
let serial = 0
const at = (file: string): string => join(place, file)
/** A file that the shell's dialog named. */
function named(device: Device, file: string): string {
  const token = (++serial).toString(16).padStart(32, '0')
  device.places.add(token, at(file))
  return token
}
const opens = (by: Device, file: string) => by.call('circle.fileRead', { file: named(by, file) })
const refuses = (by: Device, file: string) => by.fault('circle.fileRead', { file: named(by, file) })
const read = (device: Device, circle: string): Promise<Circle> => device.call('circle.read', { circle })
const standing = async (device: Device) => (await device.call('circle.joining', {}))[0]

beforeEach(() => mkdirSync(place, { recursive: true }))
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** Somebody who has no network, and never will. */
function apart(net: Net, name: string): Device {
  const device = new Device(name, net)
  net.cut(device)
  mkdirSync(device.dir, { recursive: true })
  return device
}

/** `joiner` asks by a file. */
async function asks(joiner: Device, { link }: Invitation, ownName: string, file: string): Promise<string> {
  const { id } = await joiner.call('circle.joinByFile', { invitation: link, ownName })
  await joiner.call('circle.joinFile', { join: id, file: named(joiner, file) })
  return id
}

/** The host opens the file and sees who asks. */
async function atDoor(host: Device, circle: string, file: string): Promise<JoinRequest> {
  const opened = await opens(host, file)
  if (opened.is !== 'asking') throw new Error(opened.is)
  const request = (await read(host, circle)).requests.find(({ id }) => id === opened.door.join)
  if (!request) throw new Error('nobody at the door')
  return request
}

async function writes(from: Device, circle: string, file: string): Promise<void> {
  const newcomer = (await read(from, circle)).newcomers[0]
  await from.call('circle.fileWrite', { circle, to: [newcomer?.member ?? ''], file: named(from, file) })
}

/** Ana's circle with a note, an invitation of hers, and Dana, who is in no network with anybody. */
async function asked(people = 1) {
  const { net, devices, circle, note } = await circleOf(people)
  const [ana, ben] = devices as [Device, Device]
  mkdirSync(ana.dir, { recursive: true })
  const invitation = await ana.call('circle.invite', { circle })
  return { net, ana, ben, circle, note, invitation, dana: apart(net, 'dana') }
}

describe('joining by two files', () => {
  it('takes somebody in who never asks for a network, and what was written there comes along', async () => {
    const { ana, dana, circle, note, invitation } = await asked()
    const { write } = await ana.openNote(circle, note)
    await write('Soup at seven.')
    const id = await asks(dana, invitation, 'Dana', 'ask.kinfold-join')
    const step = await standing(dana)
    expect(step).toMatchObject({ id, step: 'file', own: false })
    expect(step?.words).toHaveLength(6)
    const request = await atDoor(ana, circle, 'ask.kinfold-join')
    expect(request).toMatchObject({ name: 'Dana', byFile: true, words: step?.words })
    expect(await ana.call('circle.doors', {})).toEqual([{ circle, join: request.id }])
    await dana.call('circle.wordsMatch', { join: id })
    expect((await standing(dana))?.step).toBe('agreed')
    await ana.call('circle.answer', { circle, join: request.id, admit: true })
    expect((await read(ana, circle)).requests).toEqual([])
    expect((await read(ana, circle)).newcomers).toMatchObject([{ name: 'Dana', waits: 'answer' }])
    await writes(ana, circle, 'answer.kinfold-sync')
    expect(dana.rooms).toEqual([])
    expect(dana.wish).toMatchObject({ courier: false, listen: false, dial: [], signalling: [] })
    expect(await opens(dana, 'answer.kinfold-sync')).toMatchObject({
      is: 'answer',
      joining: { step: 'joined', circle, circleName: 'Thursday table' },
    })
    expect(await dana.call('circle.joining', {})).toMatchObject([{ step: 'joined' }])
    const hers = await dana.openNote(circle, note)
    expect(dana.text(note)).toBe('Soup at seven.')
    expect((await read(dana, circle)).members.map(({ name, compared }) => [name, compared])).toEqual([
      ['Juniper', 'yes'],
      ['Dana', null],
    ])
    // She writes, and her first file takes her off the list of those who wait.
    expect(await hers.write(' I bring bread.')).toBe('')
    await dana.call('circle.fileWrite', { circle, to: [], file: named(dana, 'back.kinfold-sync') })
    expect(await opens(ana, 'back.kinfold-sync')).toMatchObject({ is: 'words', came: { updates: 1 } })
    expect(ana.text(note)).toBe('Soup at seven. I bring bread.')
    expect((await read(ana, circle)).newcomers).toEqual([])
    expect(await opens(dana, 'answer.kinfold-sync')).toMatchObject({ is: 'words', came: { updates: 0 } })
  }, 60_000)

  it.each([
    ['before', true],
    ['after', false],
  ])(
    'takes in who tried the same link by network under a fuller name meanwhile, and compared words %s',
    async (_, before) => {
      const { ana, dana, circle, invitation } = await asked()
      const id = await asks(dana, invitation, 'Dana', 'both.kinfold-join')
      const { words = [] } = (await standing(dana)) ?? {}
      if (before) await dana.call('circle.wordsMatch', { join: id })
      const request = await atDoor(ana, circle, 'both.kinfold-join')
      await ana.call('circle.answer', { circle, join: request.id, admit: true })
      await writes(ana, circle, 'both.kinfold-sync')
      await dana.call('circle.join', { invitation: invitation.link, ownName: 'Dana M.' })
      const opened = await opens(dana, 'both.kinfold-sync')
      if (!before) {
        expect(opened).toMatchObject({ is: 'answer', joining: { id, step: 'answered', words } })
        await dana.call('circle.wordsMatch', { join: id })
      }
      expect(await standing(dana)).toMatchObject({ id, step: 'joined', circle })
      expect((await read(dana, circle)).members.map(({ name }) => name)).toEqual(['Juniper', 'Dana'])
    },
  )

  it('waits for a second person where one is needed, over restarts of everybody at every step', async () => {
    const { net, ana, ben, dana, circle, note, invitation } = await asked(3)
    const id = await asks(dana, invitation, 'Dana', 'two.kinfold-join')
    const { words = [] } = (await standing(dana)) ?? {}
    await restart(net, dana)
    expect(await standing(dana)).toMatchObject({ id, step: 'file', words })
    // Lost on the way, and written again: the same file in other noise.
    await dana.call('circle.joinFile', { join: id, file: named(dana, 'two-again.kinfold-join') })
    const request = await atDoor(ana, circle, 'two-again.kinfold-join')
    expect((await atDoor(ana, circle, 'two.kinfold-join')).id).toBe(request.id)
    await restart(net, ana)
    expect((await read(ana, circle)).requests).toMatchObject([{ id: request.id, words, byFile: true }])
    await dana.call('circle.wordsMatch', { join: id })
    await restart(net, dana)
    expect(await standing(dana)).toMatchObject({ step: 'agreed', words })
    await ana.call('circle.answer', { circle, join: request.id, admit: true })
    await restart(net, ana)
    expect((await read(ana, circle)).newcomers).toMatchObject([{ name: 'Dana', waits: 'second' }])
    expect((await read(ana, circle)).waiting).toMatchObject([{ what: 'admit', name: 'Dana' }])
    // No answer can be written before: it would let her in.
    expect(
      await ana.fault('circle.fileWrite', {
        circle,
        to: [(await read(ana, circle)).newcomers[0]?.member ?? ''],
        file: named(ana, 'early.kinfold-sync'),
      }),
    ).toBe('sync-nobody')
    await agree(ben, circle)
    await until(async () => (await read(ana, circle)).newcomers[0]?.waits === 'answer', 'a key', 10_000)
    await restart(net, ana)
    await writes(ana, circle, 'two.kinfold-sync')
    await restart(net, ana, dana)
    expect(await opens(dana, 'two.kinfold-sync')).toMatchObject({ is: 'answer', joining: { step: 'joined' } })
    await restart(net, dana)
    await dana.openNote(circle, note)
    expect((await read(dana, circle)).members).toHaveLength(4)
    expect((await read(dana, circle)).keyless).toBe(false)
    // Once she is in a network she is heard, and nobody waits for a file any more.
    net.plug(dana)
    await until(async () => (await read(ana, circle)).newcomers.length === 0, 'she is heard', 10_000)
  }, 60_000)

  it('asks for the words first when the answer comes before they were compared', async () => {
    const { net, ana, dana, circle, invitation } = await asked()
    const id = await asks(dana, invitation, 'Dana', 'first.kinfold-join')
    const request = await atDoor(ana, circle, 'first.kinfold-join')
    await ana.call('circle.answer', { circle, join: request.id, admit: true })
    await writes(ana, circle, 'first.kinfold-sync')
    for (let i = 0; i < 2; i++) {
      expect(await opens(dana, 'first.kinfold-sync')).toMatchObject({
        is: 'answer',
        joining: { step: 'answered', words: request.words, circleName: 'Thursday table' },
      })
      expect(await dana.call('circle.list', {})).toEqual([])
      // The answer is a file: after a restart it is opened again.
      if (i === 0) await restart(net, dana)
    }
    await dana.call('circle.wordsMatch', { join: id })
    expect((await dana.call('circle.list', {})).map(({ id: one }) => one)).toEqual([circle])
    expect(dana.joining()?.step).toBe('joined')
  }, 60_000)

  it('is answered by any host', async () => {
    const { net, ana, ben, dana, circle, invitation } = await asked(2)
    mkdirSync(ben.dir, { recursive: true })
    const id = await asks(dana, invitation, 'Dana', 'any.kinfold-join')
    await settle()
    expect(await refuses(ben, 'any.kinfold-join')).toBe('join-not-host')
    const me = (await read(ana, circle)).members.find(({ you }) => !you)
    await ana.call('circle.promote', { circle, member: me?.id ?? '' })
    await until(
      async () => (await read(ben, circle)).members.every(one => one.facilitator),
      'Ben is a host',
      10_000,
    )
    net.cut(ana)
    const request = await atDoor(ben, circle, 'any.kinfold-join')
    await ben.call('circle.answer', { circle, join: request.id, admit: true })
    expect((await read(ben, circle)).newcomers).toMatchObject([{ waits: 'answer' }])
    await writes(ben, circle, 'any.kinfold-sync')
    await dana.call('circle.wordsMatch', { join: id })
    expect(await opens(dana, 'any.kinfold-sync')).toMatchObject({ joining: { step: 'joined' } })
  }, 60_000)

  it('goes on over a network when both are in one after all, and asks for no words anew', async () => {
    const { net, ana, dana, circle, invitation } = await asked()
    const id = await asks(dana, invitation, 'Dana', 'net.kinfold-join')
    const request = await atDoor(ana, circle, 'net.kinfold-join')
    await dana.call('circle.wordsMatch', { join: id })
    await ana.call('circle.answer', { circle, join: request.id, admit: true })
    net.plug(dana)
    await settle(100)
    expect(dana.rooms).toEqual([])
    await dana.call('circle.join', { invitation: invitation.link, ownName: 'Dana' })
    await until(() => dana.joining()?.step === 'joined', 'she is in', 10_000)
    expect(dana.news.some(({ value }) => (value as { step?: string }).step === 'compare')).toBe(false)
    expect((await read(dana, circle)).members).toHaveLength(2)
  }, 60_000)

  it('says what it needs: a whole link that still holds, to a circle that one is not in', async () => {
    const { ana, dana, circle, invitation } = await asked()
    const ask = (device: Device, link: string) =>
      device.fault('circle.joinByFile', { invitation: link, ownName: 'Dana' })
    expect(await ask(dana, invitation.code)).toBe('join-link')
    expect(await ask(dana, `${invitation.link.slice(0, -4)}`)).toBe('invitation-unreadable')
    expect(await ask(ana, invitation.link)).toBe('already-a-member')
    dana.clock.skew = 8 * 24 * 3600_000
    expect(await ask(dana, invitation.link)).toBe('invitation-expired')
    expect(await dana.call('circle.joining', {})).toEqual([])
    expect(await dana.fault('circle.joinFile', { join: '00'.repeat(16), file: named(dana, 'x') })).toBe(
      'not-found',
    )
    expect(await ana.fault('circle.answer', { circle, join: '00'.repeat(16), admit: true })).toBe('not-found')
  })

  it('ends with a no, which ends the invitation too, and when she stops', async () => {
    const { ana, dana, circle, invitation } = await asked()
    const id = await asks(dana, invitation, 'Dana', 'no.kinfold-join')
    const request = await atDoor(ana, circle, 'no.kinfold-join')
    await ana.call('circle.answer', { circle, join: request.id, admit: false })
    expect(await read(ana, circle)).toMatchObject({ requests: [], newcomers: [] })
    expect(await refuses(ana, 'no.kinfold-join')).toBe('join-withdrawn')
    await dana.call('circle.stopJoining', { join: id })
    expect(await dana.call('circle.joining', {})).toEqual([])
  })
})

/** What the seed gives whoever has it. */
function seedOf({ link }: Invitation) {
  const invited = readInvitation(link)
  if (!invited.ok || !invited.value.circleId || !invited.value.inviteId) throw new Error('no link')
  const { seed, circleId, inviteId } = invited.value
  return { seed, circle: circleId as CircleId, invite: inviteId as EntryId, secret: inviteRendezvous(seed) }
}
const contentOf = (file: string, invitation: Invitation): Asked => {
  const { seed, secret } = seedOf(invitation)
  const asked = readAsking(new Uint8Array(readFileSync(at(file))), secret, inviteKeys(seed).publicKey)
  if (!asked) throw new Error('it cannot be read')
  return asked
}
const put = (file: string, bytes: Uint8Array): string => {
  writeFileSync(at(file), bytes)
  return file
}

describe('a joining file that lets nobody in', () => {
  it('is cut short, longer than it was, changed anywhere, or from a newer Kinfold', async () => {
    const { ana, dana, circle, invitation } = await asked()
    await asks(dana, invitation, 'Dana', 'whole.kinfold-join')
    const whole = new Uint8Array(readFileSync(at('whole.kinfold-join')))
    expect(whole).toHaveLength(2133)
    for (const length of [9, 12, 13, 44, 45, 600, whole.length - 1])
      expect(await refuses(ana, put('part.kinfold-join', whole.slice(0, length)))).toBe('sync-cut')
    expect(await refuses(ana, put('longer.kinfold-join', concat(whole, Uint8Array.of(0))))).toBe(
      'sync-harmed',
    )
    for (const [i, fault] of [
      [12, 'sync-newer'],
      [13, 'join-foreign'],
      [44, 'join-foreign'],
      [45, 'sync-harmed'],
      [69, 'sync-harmed'],
      [1500, 'sync-harmed'],
      [whole.length - 1, 'sync-harmed'],
    ] as const) {
      const changed = whole.slice()
      changed[i]! ^= 0x42
      expect(await refuses(ana, put('changed.kinfold-join', changed)), `byte ${i}`).toBe(fault)
    }
    expect((await read(ana, circle)).requests).toEqual([])
    await atDoor(ana, circle, 'whole.kinfold-join')
  })

  it('is for another circle, taken back, run out, or used by somebody else meanwhile', async () => {
    const { net, ana, dana, circle, invitation } = await asked()
    await asks(dana, invitation, 'Dana', 'theirs.kinfold-join')
    const { ana: other } = await founded()
    expect(await refuses(other, 'theirs.kinfold-join')).toBe('join-foreign')
    // Her own, opened by herself.
    expect(await refuses(dana, 'theirs.kinfold-join')).toBe('join-foreign')
    const request = await atDoor(ana, circle, 'theirs.kinfold-join')
    ana.clock.skew = 8 * 24 * 3600_000
    expect(await refuses(ana, 'theirs.kinfold-join')).toBe('join-expired')
    expect(await ana.fault('circle.answer', { circle, join: request.id, admit: true })).toBe('join-expired')
    ana.clock.skew = 0
    const mallory = apart(net, 'mallory')
    await asks(mallory, invitation, 'Dana', 'eve.kinfold-join')
    const second = await atDoor(ana, circle, 'eve.kinfold-join')
    // The same name and the same invitation; the words tell them apart.
    expect(second.name).toBe(request.name)
    expect(second.words).not.toEqual(request.words)
    await ana.call('circle.answer', { circle, join: request.id, admit: true })
    expect((await read(ana, circle)).requests).toEqual([])
    expect(await ana.fault('circle.answer', { circle, join: second.id, admit: true })).toBe('not-found')
    expect(await refuses(ana, 'eve.kinfold-join')).toBe('join-used')
    // The one who came in by it may be answered again, however often her file is brought.
    expect(await opens(ana, 'theirs.kinfold-join')).toMatchObject({ is: 'asking' })
    expect((await read(ana, circle)).members).toHaveLength(2)
    await writes(ana, circle, 'theirs.kinfold-sync')
    expect(await refuses(mallory, 'theirs.kinfold-sync')).toBe('sync-not-ours')
    const fresh = await ana.call('circle.invite', { circle })
    await asks(apart(net, 'cleo'), fresh, 'Cleo', 'back.kinfold-join')
    await ana.call('circle.uninvite', { circle, invite: fresh.id })
    expect(await refuses(ana, 'back.kinfold-join')).toBe('join-withdrawn')
  }, 60_000)

  it('holds a proof for other keys, another person, another name, circle or invitation, or of a link', async () => {
    const { ana, dana, circle, invitation } = await asked()
    const other = await ana.call('circle.invite', { circle })
    await asks(dana, invitation, 'Dana', 'true.kinfold-join')
    const true_ = contentOf('true.kinfold-join', invitation)
    const eve = deviceKeys(random(32), random(16))
    const device = { sign: eve.sign.publicKey, box: eve.box.publicKey }
    const { secret } = seedOf(invitation)
    const lies: Record<string, Partial<Asked>> = {
      keys: { devices: [device] },
      'one key more': { devices: [...true_.devices, device] },
      person: { member: random(16) as MemberId },
      name: { name: 'Eve' },
      circle: { circle: random(32) as CircleId },
      invitation: { invite: unhex(other.id) as EntryId },
      'another file': { nonce: random(32) },
    }
    for (const [what, lie] of Object.entries(lies)) {
      const file = put('lie.kinfold-join', writeAsking({ ...true_, ...lie }, secret))
      expect(await refuses(ana, file), what).toBe('sync-harmed')
    }
    // Signed over a link's transcript, as one who listened there would have it.
    const claim = { ...claimOf(true_), transcript: random(32) }
    const proof = proveJoin(claim, inviteKeys(seedOf(invitation).seed).secretKey, [
      openCircles(dana.db, dana.clock).joinKeys(
        dana.db.prepare<[], Uint8Array>('SELECT salt FROM joining').pluck().get()!,
      ),
    ])
    expect(checkJoin(claim, proof, inviteKeys(seedOf(invitation).seed).publicKey)).toBe(true)
    expect(await refuses(ana, put('live.kinfold-join', writeAsking({ ...true_, proof }, secret)))).toBe(
      'sync-harmed',
    )
    // Under another invitation's secret, which Eve has as well.
    const moved = writeAsking(true_, seedOf(other).secret)
    expect(await refuses(ana, put('moved.kinfold-join', moved))).toBe('sync-harmed')
    expect((await read(ana, circle)).requests).toEqual([])
    await atDoor(ana, circle, 'true.kinfold-join')
    // And no file's proof holds on a link: a link's transcript is never that of a file.
    expect(checkJoin({ ...claimOf(true_), transcript: random(32) }, true_.proof, seedPk(invitation))).toBe(
      false,
    )
  })

  it('of a person whose name has blanks at its ends, or who is nobody, is refused', async () => {
    const { ana, invitation } = await asked()
    const { seed, circle, invite, secret } = seedOf(invitation)
    const eve = deviceKeys(random(32), random(16))
    const sealed = (change: Partial<Asking>): Uint8Array => {
      const asking: Asking = {
        circle,
        invite,
        member: random(16) as MemberId,
        name: 'Eve',
        devices: [{ sign: eve.sign.publicKey, box: eve.box.publicKey }],
        nonce: random(32),
        ...change,
      }
      const proof = proveJoin(claimOf(asking), inviteKeys(seed).secretKey, [eve])
      return writeAsking({ ...asking, proof }, secret)
    }
    for (const name of [' Eve', 'Eve\n', '', 'E'.repeat(81)])
      expect(await refuses(ana, put('name.kinfold-join', sealed({ name })))).toBe('sync-harmed')
    expect(await refuses(ana, put('none.kinfold-join', sealed({ devices: [] })))).toBe('sync-harmed')
    expect(await opens(ana, put('good.kinfold-join', sealed({})))).toMatchObject({ is: 'asking' })
  })

  it('of a person whose name would turn the words around it about shows it plainly, at the door and after', async () => {
    const { ana, dana, circle, invitation } = await asked()
    await asks(dana, invitation, 'Dana\u202e \u2066.ni\u0007 em teL', 'turned.kinfold-join')
    const request = await atDoor(ana, circle, 'turned.kinfold-join')
    expect(request.name).toBe('Dana .ni em teL')
    await ana.call('circle.answer', { circle, join: request.id, admit: true })
    expect((await read(ana, circle)).members.map(({ name }) => name)).toEqual(['Juniper', 'Dana .ni em teL'])
    expect((await read(ana, circle)).newcomers).toMatchObject([{ name: 'Dana .ni em teL' }])
  })

  it('is one of twenty: more at a door push out the oldest', async () => {
    const { net, ana, circle, invitation } = await asked()
    const eve = apart(net, 'eve')
    for (let i = 0; i < 22; i++) {
      ana.clock.skew = i
      await asks(eve, invitation, `Eve ${i}`, `many.kinfold-join`)
      await opens(ana, 'many.kinfold-join')
    }
    const { requests } = await read(ana, circle)
    expect(requests).toHaveLength(20)
    expect(requests.at(-1)?.name).toBe('Eve 21')
  }, 60_000)
})

const seedPk = (invitation: Invitation): SignPublic => inviteKeys(seedOf(invitation).seed).publicKey

describe('an answer that takes nobody in', () => {
  it('is cut short, changed, for somebody else, or of another circle', async () => {
    const { net, ana, dana, circle, invitation } = await asked()
    const id = await asks(dana, invitation, 'Dana', 'q.kinfold-join')
    const request = await atDoor(ana, circle, 'q.kinfold-join')
    await ana.call('circle.answer', { circle, join: request.id, admit: true })
    await writes(ana, circle, 'q.kinfold-sync')
    await dana.call('circle.wordsMatch', { join: id })
    const whole = new Uint8Array(readFileSync(at('q.kinfold-sync')))
    for (const [length, fault] of [
      [10, 'sync-cut'],
      [300, 'sync-cut'],
      [whole.length - 1, 'sync-cut'],
    ] as const)
      expect(await refuses(dana, put('q-part.kinfold-sync', whole.slice(0, length)))).toBe(fault)
    const changed = whole.slice()
    changed[900]! ^= 1
    expect(await refuses(dana, put('q-changed.kinfold-sync', changed))).toMatch(/^sync-(cut|harmed)$/)
    expect(await refuses(apart(net, 'nobody'), 'q.kinfold-sync')).toBe('sync-not-ours')
    // Eve seals a circle of hers to the keys that Dana showed.
    const { ana: eve, circle: hers } = await founded()
    const store = openCircles(eve.db, eve.clock)
    const me = store.me(unhex(hers) as CircleId)
    const { devices } = contentOf('q.kinfold-join', invitation)
    const head = writeHead([devices[0]!.box])!
    const forge = (of: Uint8Array) =>
      concat(
        ...writeStream(head.head, head.key, of as CircleId, me.keys, {
          heads: store.ownHeads(unhex(hers) as CircleId),
          entries: store.missingLog(unhex(hers) as CircleId, []),
          envelopes: [],
        }),
      )
    expect(await refuses(dana, put('q-eve.kinfold-sync', forge(unhex(hers))))).toBe(
      'invitation-of-another-circle',
    )
    // It calls itself Dana's circle, and its log is not that one's.
    expect(await refuses(dana, put('q-lie.kinfold-sync', forge(unhex(circle))))).toBe(
      'invitation-of-another-circle',
    )
    expect(await dana.call('circle.list', {})).toEqual([])
    expect((await standing(dana))?.step).toBe('agreed')
    expect(await opens(dana, 'q.kinfold-sync')).toMatchObject({ joining: { step: 'joined' } })
  }, 60_000)

  it('is old: she was let out again before she opened it', async () => {
    const { ana, dana, circle, invitation } = await asked()
    const id = await asks(dana, invitation, 'Dana', 'old.kinfold-join')
    const request = await atDoor(ana, circle, 'old.kinfold-join')
    await ana.call('circle.answer', { circle, join: request.id, admit: true })
    await writes(ana, circle, 'old.kinfold-sync')
    await dana.call('circle.wordsMatch', { join: id })
    const { members } = await read(ana, circle)
    const her = members.find(({ you }) => !you)?.id ?? ''
    await ana.call('circle.remove', { circle, member: her, now: true })
    expect((await read(ana, circle)).newcomers).toEqual([])
    expect(await refuses(ana, 'old.kinfold-join')).toBe('join-used')
    expect(
      await ana.fault('circle.fileWrite', { circle, to: [her], file: named(ana, 'out.kinfold-sync') }),
    ).toBe('sync-nobody')
    // What was written before says that she is in; it opens what she might read then, and nothing newer.
    expect(await opens(dana, 'old.kinfold-sync')).toMatchObject({ joining: { step: 'joined' } })
  }, 60_000)
})

it('six words that stand for all that is asked', async () => {
  const { dana, invitation } = await asked()
  await asks(dana, invitation, 'Dana', 'w.kinfold-join')
  const true_ = contentOf('w.kinfold-join', invitation)
  const { words = [] } = (await standing(dana)) ?? {}
  // Not four of one hash, which could be looked for at leisure.
  expect(words.slice(0, 4)).not.toEqual(safetyWords(askingTranscript(true_), random(32) as never, []))
  for (const change of [{ name: 'Dane' }, { nonce: random(32) }, { circle: random(32) as CircleId }])
    expect(askingTranscript({ ...true_, ...change })).not.toEqual(askingTranscript(true_))
})
