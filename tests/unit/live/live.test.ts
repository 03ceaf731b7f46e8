import { beforeAll, describe, expect, it } from 'vitest'
import { readInvitation, writeLink } from '../../../src/main/vault/circle/invite/link.ts'
import { unhex } from '../../../src/main/vault/circle/names/hex.ts'
import { openCircles } from '../../../src/main/vault/circle/store.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { circleOf, Device, founded, knock, letIn, settle, stranger, until } from './world.ts'

beforeAll(() => sodiumReady)

describe('somebody who was away', () => {
  it('learns from a newcomer alone who that is, whichever of them called', async () => {
    for (const first of [false, true]) {
      const { net, ana, strangers, circle } = await founded('ben', 'cleo')
      const [ben, cleo] = strangers
      await letIn(ana, ben, circle, 'Moss')
      net.cut(ben)
      await letIn(ana, cleo, circle, 'Fern')
      const { note } = await cleo.call('note.create', { circle })
      net.cut(ana)
      // The order of devices says who calls.
      if (first) net.devices.reverse()
      net.plug(ben)
      await until(
        async () => (await ben.call('circle.read', { circle })).notes.some(({ id }) => id === note),
        'the newcomer’s note',
      )
      expect((await ben.call('circle.read', { circle })).members.map(({ name }) => name)).toContain('Fern')
    }
  })
})

describe('a circle of two', () => {
  it('lets Ana and Ben write one note, and both end with the same words', async () => {
    const { devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const [a, b] = [await ana.openNote(circle, note), await ben.openNote(circle, note)]
    expect(await a.write('By Ana. ')).toBe('')
    await until(() => ben.text(note).includes('By Ana.'), 'Ana’s words at Ben’s')
    expect(await b.write('By Ben.')).toBe('')
    await until(() => ana.text(note) === ben.text(note) && ana.text(note).includes('By Ben.'), 'equal')
    await until(
      async () => (await ana.call('circle.read', { circle })).sync.reached === 2,
      'both people’s devices',
    )
  })

  it('lets each go on alone, and brings only what is missing after the link is back', async () => {
    const { net, devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const [a, b] = [await ana.openNote(circle, note), await ben.openNote(circle, note)]
    await a.write('x'.repeat(200_000))
    await until(() => ben.text(note).length === 200_000, 'a long text')
    await settle(600)
    net.cut(ben)
    await settle()
    await a.write(' ana alone')
    await b.write(' ben alone')
    net.frames = []
    net.plug(ben)
    await until(() => ana.text(note).includes('ben alone') && ben.text(note).includes('ana alone'), 'both')
    expect(ana.text(note)).toBe(ben.text(note))
    await settle(600)
    expect(net.bytes()).toBeLessThan(8_000)
  })

  it('keeps everything over a restart, before any network', async () => {
    const { net, devices, circle, note } = await circleOf(2)
    const ben = devices[1] as Device
    await (await ben.openNote(circle, note)).write('Ben was here.')
    net.cut(ben)
    ben.live.close()
    ben.open()
    await ben.openNote(circle, note)
    expect(ben.text(note)).toBe('Ben was here.')
  })
})

describe('a circle of four', () => {
  it('sends an edit once to each of the others, and passes it on to nobody who has it', async () => {
    const { net, devices, circle, note } = await circleOf(4)
    const [ana] = devices as [Device]
    const a = await ana.openNote(circle, note)
    for (const other of devices.slice(1)) await other.openNote(circle, note)
    await settle(2500)
    net.frames = []
    // Longer than any HEADS, so that envelopes can be told from them by size.
    await a.write('m'.repeat(5000))
    await until(() => devices.every(device => device.text(note).length === 5000), 'everywhere')
    await settle(2500)
    const large = net.frames.filter(({ bytes }) => bytes.length > 5000)
    expect(large).toHaveLength(3)
    expect(new Set(large.map(({ from }) => from))).toEqual(new Set([ana]))
  })

  it('passes words on to somebody whose author they cannot reach', async () => {
    const { net, devices, circle, note } = await circleOf(3)
    const [ana, ben, cleo] = devices as [Device, Device, Device]
    for (const device of devices) await device.openNote(circle, note)
    await settle(600)
    // Cleo hears nothing of Ana's, and Ana nothing of Cleo's.
    net.meddle = (bytes, from, to) => (new Set([from, to, ana, cleo]).size === 2 ? undefined : bytes)
    await (await ana.openNote(circle, note)).write('by way of Ben')
    await until(() => ben.text(note).includes('by way of Ben'), 'Ben')
    await until(() => cleo.text(note).includes('by way of Ben'), 'Cleo', 6000)
  })
})

describe('the door', () => {
  it('lets one person in by one invitation, and tells the next that it was used', async () => {
    const { ana, strangers, circle } = await founded('ben', 'eve')
    const [ben, eve] = strangers
    const { code } = await ana.call('circle.invite', { circle })
    const request = await knock(ana, ben, circle, {
      invitation: code,
      address: '192.168.1.20',
      ownName: 'Moss',
    })
    expect(await ana.call('circle.doors', {})).toEqual([{ circle, join: request.id }])
    await ana.call('circle.answer', { circle, join: request.id, admit: true })
    await settle()
    expect(await ana.call('circle.doors', {})).toEqual([])
    expect(ben.joining()?.step).toBe('compare')
    await ben.call('circle.wordsMatch', { join: ben.joining()?.id ?? '' })
    await until(() => ben.joining()?.step === 'joined', 'Ben is in')
    await eve.call('circle.join', { invitation: code, address: '192.168.1.20', ownName: 'Eve' })
    await until(() => eve.joining()?.step === 'used', 'Eve is told')
    expect(await eve.call('circle.list', {})).toEqual([])
    const { members } = await ana.call('circle.read', { circle })
    expect(members.map(({ name }) => name).sort()).toEqual(['Juniper', 'Moss'])
  })

  it('turns away somebody with an invitation that has run out', async () => {
    const { ana, strangers, circle } = await founded('ben')
    const [ben] = strangers
    const invitation = await ana.call('circle.invite', { circle })
    ana.clock.skew = 8 * 24 * 3600_000
    await ben.call('circle.join', { invitation: invitation.code, address: '192.168.1.20', ownName: 'Moss' })
    await until(() => ben.joining()?.step === 'expired', 'Ben is told')
    ben.clock.skew = 8 * 24 * 3600_000
    expect(await ben.fault('circle.join', { invitation: invitation.link, ownName: 'Moss' })).toBe(
      'invitation-expired',
    )
  })

  it('keeps out somebody who was told that their invitation has run out and asks all the same', async () => {
    const { ana, strangers, circle } = await founded('eve')
    const [eve] = strangers
    const { link } = await ana.call('circle.invite', { circle })
    const request = await knock(ana, eve, circle, { invitation: link, ownName: 'Eve' })
    ana.clock.skew = 8 * 24 * 3600_000
    expect(await ana.fault('circle.answer', { circle, join: request.id, admit: true })).toBe(
      'invitation-over',
    )
    expect((await ana.call('circle.read', { circle })).members).toHaveLength(1)
  })

  it('tells a person who was told no, and closes that invitation', async () => {
    const { ana, strangers, circle } = await founded('eve')
    const [eve] = strangers
    const { link } = await ana.call('circle.invite', { circle })
    const request = await knock(ana, eve, circle, { invitation: link, ownName: 'Eve' })
    await ana.call('circle.answer', { circle, join: request.id, admit: false })
    await until(() => eve.joining()?.step === 'declined', 'Eve is told')
    expect((await ana.call('circle.read', { circle })).members).toHaveLength(1)
    // Whoever has the code must not simply knock again; and it says so of the invitation, not of them.
    await eve.call('circle.join', { invitation: link, ownName: 'Eve' })
    await until(() => eve.joining()?.step === 'withdrawn', 'Eve is told of the invitation')
    expect((await ana.call('circle.read', { circle })).requests).toEqual([])
  })

  it('says of an invitation that was taken back that it holds no more, and nothing of who brings it', async () => {
    const { ana, strangers, circle } = await founded('ben')
    const [ben] = strangers
    const { id, link } = await ana.call('circle.invite', { circle })
    await ana.call('circle.uninvite', { circle, invite: id })
    await ben.call('circle.join', { invitation: link, ownName: 'Moss' })
    await until(() => ben.joining()?.step === 'withdrawn', 'Ben is told')
  })

  it('says so too to one who is at the door while it is taken back', async () => {
    const { ana, strangers, circle } = await founded('ben')
    const [ben] = strangers
    const { id, link } = await ana.call('circle.invite', { circle })
    const request = await knock(ana, ben, circle, { invitation: link, ownName: 'Moss' })
    await ana.call('circle.uninvite', { circle, invite: id })
    expect(await ana.fault('circle.answer', { circle, join: request.id, admit: true })).toBe(
      'invitation-withdrawn',
    )
    await until(() => ben.joining()?.step === 'withdrawn', 'Ben is told')
  })

  it('says of the twenty-first invitation that many are open', async () => {
    const { ana, circle } = await founded('ben')
    for (let i = 0; i < 20; i++) await ana.call('circle.invite', { circle })
    expect(await ana.fault('circle.invite', { circle })).toBe('too-many-invitations')
    // Each can be seen and taken back.
    const { invitations } = await ana.call('circle.read', { circle })
    expect(invitations).toHaveLength(20)
    await ana.call('circle.uninvite', { circle, invite: invitations[7]?.id ?? '' })
    await ana.call('circle.invite', { circle })
  })

  it('and lets those that ran out be in nobody’s way', async () => {
    const { ana, strangers, circle } = await founded('ben')
    const [ben] = strangers
    for (let i = 0; i < 19; i++) await ana.call('circle.invite', { circle })
    ana.clock.skew = 6 * 24 * 3600_000
    const { link } = await ana.call('circle.invite', { circle })
    ana.clock.skew = 8 * 24 * 3600_000
    await letIn(ana, ben, circle, 'Ben')
    const state = openCircles(ana.db, ana.clock).state(unhex(circle) as CircleId)
    const standing = [...state.invites.values()].map(({ status }) => status)
    expect(standing.filter(status => status === 'revoked')).toHaveLength(19)
    expect(standing.filter(status => status === 'used')).toHaveLength(1)
    // The one that holds still is left alone.
    expect(standing.filter(status => status === 'open')).toHaveLength(1)
    expect(link).toContain('kinfold:join#')
  })

  it('says so when an invitation is for one circle and another answers', async () => {
    const { ana, strangers, circle } = await founded('ben')
    const [ben] = strangers
    const { link } = await ana.call('circle.invite', { circle })
    const read = readInvitation(link)
    if (!read.ok) throw new Error(read.fault)
    const { seed, addresses, expires = 0 } = read.value
    const wrong = writeLink({
      seed,
      addresses,
      expires,
      circleId: new Uint8Array(32).fill(1),
      inviteId: new Uint8Array(32).fill(2),
    })
    await ben.call('circle.join', { invitation: wrong, ownName: 'Moss' })
    await until(() => ben.joining()?.step === 'other-circle', 'Ben is told')
    expect(await ben.call('circle.list', {})).toEqual([])
  })

  it('answers one who already is in, and what cannot be read', async () => {
    const { ana, circle } = await founded()
    const { link, code } = await ana.call('circle.invite', { circle })
    expect(await ana.fault('circle.join', { invitation: link, ownName: 'Again' })).toBe('already-a-member')
    const wrong = code.replace(/.$/, last => (last === 'A' ? 'B' : 'A'))
    expect(await ana.fault('circle.join', { invitation: wrong, address: '10.0.0.1', ownName: 'Ana' })).toBe(
      'invitation-unreadable',
    )
    expect(await ana.fault('circle.join', { invitation: code, address: '???', ownName: 'Ana' })).toBe(
      'address-unreadable',
    )
  })

  it('gives the yes again to the same keys when the link broke before it arrived', async () => {
    const { net, ana, strangers, circle } = await founded('ben')
    const [ben] = strangers
    const { link } = await ana.call('circle.invite', { circle })
    const request = await knock(ana, ben, circle, { invitation: link, ownName: 'Moss' })
    net.meddle = (bytes, from) => (from === ana ? undefined : bytes)
    await ana.call('circle.answer', { circle, join: request.id, admit: true })
    net.cut(ben)
    await settle()
    ben.live.close()
    net.meddle = bytes => bytes
    ben.open()
    net.plug(ben)
    await until(() => ben.joining()?.step === 'compare', 'words again')
    await ben.call('circle.wordsMatch', { join: ben.joining()?.id ?? '' })
    await until(() => ben.joining()?.step === 'joined', 'Ben is in after all')
  })
})

describe('a stranger on the network', () => {
  it('who has the room’s name and password, as the courier has, but not the epoch’s key, is told no name', async () => {
    const { net, devices } = await circleOf(2)
    const eve = stranger(net, devices[0] as Device)
    await until(() => eve.heard.length > 0, 'a first word')
    eve.say({ t: 'who', proof: new Uint8Array(32) })
    await settle(50)
    expect(eve.heard.map(({ t }) => t)).toEqual(['auth'])
    expect(eve.dropped()).toBe(true)
  })

  it('who holds the room but no device of the circle learns nothing and changes nothing', async () => {
    const { net, devices, circle } = await circleOf(2)
    const [ana] = devices as [Device]
    const eve = new Device('eve', net)
    const before = JSON.stringify(await ana.call('circle.read', { circle }))
    // Eve opens a circle of her own, and listens in the other one's room.
    await eve.call('circle.found', { name: 'Not yours', ownName: 'Eve' })
    net.frames = []
    eve.hear({ kind: 'opened', link: 'nowhere', room: ana.rooms[0] ?? '', initiator: true })
    ana.hear({ kind: 'opened', link: 'eve', room: ana.rooms[0] ?? '', initiator: false })
    for (let i = 0; i < 50; i++) ana.hear({ kind: 'frame', link: 'eve', bytes: new Uint8Array(100).fill(i) })
    ana.hear({ kind: 'frame', link: 'eve', bytes: new Uint8Array(70_000) } as never)
    await settle()
    expect(JSON.stringify(await ana.call('circle.read', { circle }))).toBe(before)
  })
})
