/** How each circle meets, as a person chose it on this computer: never wider, and off where that cannot be read. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { carry } from '../../../src/main/vault/backup/carry.ts'
import { unhex } from '../../../src/main/vault/circle/names/hex.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import type { CourierRoom } from '../../../src/shared/contract/courier.ts'
import { circleOf, Device, founded, knock, letIn, Net, settle, until } from './world.ts'

beforeAll(() => sodiumReady)

const SERVER = 'wss://signal.example'
const TURN = { url: 'turn:203.0.113.9:3478', username: 'kin', password: 'lamplight and rain' }
const NOTHING = { signalling: [], ice: [], relay: false }

/** The rooms that the device's courier is in. */
const rooms = (device: Device): CourierRoom[] =>
  JSON.parse(device.posted.findLast(said => said.startsWith('[')) ?? '[]')
const set = (device: Device, circle: string, change: object) =>
  device.fault('circle.setNetwork', { circle, mode: 'local', ...NOTHING, ...change })

describe('a circle', () => {
  it('is on one’s own network unless somebody says otherwise', async () => {
    const { ana, circle } = await founded()
    expect(await ana.call('circle.network', { circle })).toEqual({
      ...{ circle: 'Thursday table', mode: 'local', ...NOTHING, harmed: false },
    })
    expect(rooms(ana)).toMatchObject([{ reach: 'local', ice: [], relay: false }])
    expect(ana.wish).toMatchObject({ courier: true, listen: true, discover: true, signalling: [] })
  })

  it('that somebody has left, and who has heard it, asks for no network any more', async () => {
    const { devices, circle } = await circleOf(2)
    const [, ben] = devices as [Device, Device]
    expect(ben.wish).toMatchObject({ listen: true, discover: true })
    await ben.call('circle.leave', { circle })
    await settle(60_000)
    expect(ben.rooms).toEqual([])
    expect(ben.wish).toMatchObject({ courier: false, listen: false, discover: false, dial: [] })
  })

  it('that is off is in no room, dials nobody and listens for nobody, and its sync file works', async () => {
    const { net, devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    expect(rooms(ana)).not.toEqual([])
    ben.live.onShell({ kind: 'hub', addresses: ['10.1.0.2:48132'] })
    await until(() => ana.wish?.dial.length === 1, 'Ben’s hub')
    expect(await set(ana, circle, { mode: 'off', signalling: [SERVER], ice: [TURN] })).toBe('')
    const silent = {
      ...{ courier: false, listen: false, discover: false, only: null, dial: [], signalling: [] },
      ...{ wide: { hubs: [], topics: [] }, hidden: [] },
    }
    expect(rooms(ana)).toEqual([])
    expect(ana.wish).toEqual(silent)
    await settle(5000)
    expect((await ana.call('circle.read', { circle })).sync.links).toBe(0)
    // Nor for its invitations, nor for another computer of hers, nor after a restart.
    const { link, addresses } = await ana.call('circle.invite', { circle })
    expect([link.length > 0, addresses]).toEqual([true, []])
    await ana.call('circle.linkCode', { circle })
    ana.live.close()
    ana.open()
    expect([rooms(ana), ana.wish]).toEqual([[], silent])

    const dir = mkdtempSync(join(tmpdir(), 'kinfold-off-'))
    try {
      mkdirSync(ana.dir, { recursive: true })
      const token = 'ab'.repeat(16)
      for (const device of [ana, ben]) device.places.add(token, join(dir, 'words.kinfold-sync'))
      net.cut(ben)
      await (await ana.openNote(circle, note)).write('Carried.')
      await ana.call('circle.fileWrite', { circle, to: [], file: token })
      await ben.openNote(circle, note)
      await ben.call('circle.fileRead', { file: token })
      await until(() => ben.text(note) === 'Carried.', 'Ana’s words')
    } finally {
      rmSync(dir, { recursive: true })
    }
  })

  it('is off where what was kept does not read, and no other circle with it', async () => {
    const { ana, circle } = await founded()
    const hers = rooms(ana).map(({ name }) => name)
    const other = await ana.call('circle.found', { name: 'Mondays', ownName: 'Juniper' })
    const theirs = rooms(ana).find(({ name }) => !hers.includes(name))
    const harms = [
      `DELETE FROM network WHERE circle = ?`,
      `UPDATE network SET mode = 'everywhere' WHERE circle = ?`,
      `UPDATE network SET mode = '' WHERE circle = ?`,
      `UPDATE network SET mode = 'wide', signalling = 'wss://signal.example' WHERE circle = ?`,
      `UPDATE network SET signalling = '["http://signal.example"]' WHERE circle = ?`,
      `UPDATE network SET mode = 'wide', signalling = '["ws://203.0.113.9"]' WHERE circle = ?`,
      `UPDATE network SET ice = '[{"url":"stun:example.org","username":null,"credential":null}]' WHERE circle = ?`,
      `UPDATE network SET ice = '[{"url":"turn:203.0.113.9","username":"kin","credential":null}]' WHERE circle = ?`,
      `UPDATE network SET ice = '[{"url":"stun:203.0.113.9"}]' WHERE circle = ?`,
      `UPDATE network SET ice = 'null' WHERE circle = ?`,
      `UPDATE network SET relay = 2 WHERE circle = ?`,
      `UPDATE network SET mode = 'wide', relay = 1 WHERE circle = ?`,
    ]
    for (const harm of harms) {
      expect(await set(ana, circle, {})).toBe('')
      expect(rooms(ana)).toHaveLength(2)
      ana.db.prepare(harm).run(unhex(circle))
      ana.live.close()
      ana.open()
      expect([harm, rooms(ana)]).toEqual([harm, [theirs]])
      expect(await ana.call('circle.network', { circle })).toMatchObject({ mode: 'off', harmed: true })
      expect(await ana.call('circle.network', other)).toMatchObject({ mode: 'local', harmed: false })
    }
  })

  it('dials hubs of its own networks, those of the world when it is wide, and nobody when it is hidden', async () => {
    const near = ['10.1.0.2:48132', '192.168.7.7:48132', '[fd00::7]:48132']
    const far = ['203.0.113.7:48132', '[2001:db8::7]:48132', '100.64.0.7:48132']
    const { devices, circle } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    ben.live.onShell({ kind: 'hub', addresses: [...near, ...far] })
    await until(() => ana.wish?.dial.includes('10.1.0.2:48132') === true, 'Ben’s hub')
    // Ben tells the others of his circle what they may dial in it, and no more.
    expect(new Set(ana.wish?.dial)).toEqual(new Set(near))
    ana.db
      .prepare('INSERT INTO hub (circle, device, address, seen) VALUES (?, ?, ?, 0)')
      .run(unhex(circle), new Uint8Array(1), far[0])
    await set(ana, circle, {})
    expect(ana.wish?.dial).not.toContain(far[0])
    await set(ana, circle, { mode: 'wide' })
    expect(ana.wish).toMatchObject({ listen: true, discover: true })
    expect(ana.wish?.dial).toContain(far[0])
    await set(ana, circle, { mode: 'wide', signalling: [SERVER], ice: [TURN], relay: true })
    expect(ana.wish).toMatchObject({ courier: true, listen: false, discover: false, dial: [] })
    // Nor is anybody told where Ana's own hub is.
    expect((await ana.call('circle.invite', { circle })).addresses).toEqual([])
  })

  it('tells a server its own rooms and no other circle’s, and the TURN password to the courier alone', async () => {
    const { ana, circle } = await founded()
    const other = await ana.call('circle.found', { name: 'Mondays', ownName: 'Juniper' })
    await ana.call('circle.invite', { circle })
    await set(ana, other.circle, { mode: 'wide', signalling: ['WSS://Other.Example/', SERVER] })
    const before = rooms(ana).map(({ name }) => name)
    expect(await set(ana, circle, { mode: 'wide', signalling: [SERVER, SERVER], ice: [TURN] })).toBe('')
    const wide = rooms(ana)
    expect(wide.map(({ name }) => name)).toEqual(before)
    // Circles of one instant stand in the order of their ids.
    const theirs = wide.find(one => one.ice.length === 0)
    const hers = wide.filter(one => one !== theirs)
    const ice = [{ urls: [TURN.url], username: 'kin', credential: TURN.password }]
    expect(hers).toMatchObject([
      { reach: 'wide', ice },
      { reach: 'wide', ice },
    ])
    const asked = () => new Map(ana.wish?.signalling.map(({ url, topics }) => [url, topics]))
    expect(asked()).toEqual(
      new Map([
        [SERVER, before],
        ['wss://other.example', [theirs?.name]],
      ]),
    )
    const shown = await ana.call('circle.network', { circle })
    expect(shown).toMatchObject({ mode: 'wide', ice: [{ url: TURN.url, username: 'kin' }] })
    for (const told of [shown, ana.wish, ana.news]) expect(JSON.stringify(told)).not.toContain(TURN.password)
    // Who chooses something else does not type it again.
    expect(
      await set(ana, circle, {
        ...{ mode: 'wide', signalling: [SERVER], relay: true },
        ice: [
          { ...TURN, password: null },
          { url: 'stun:203.0.113.9', username: null, password: null },
        ],
      }),
    ).toBe('')
    const room = () => rooms(ana).find(({ name }) => name === hers[0]?.name)
    expect(room()).toMatchObject({ ice, relay: true })
    await set(ana, circle, { signalling: [SERVER], ice: [{ ...TURN, password: null }] })
    expect(room()).toMatchObject({ reach: 'local', ice: [], relay: false })
    expect(asked()).toEqual(
      new Map([
        [SERVER, [theirs?.name]],
        ['wss://other.example', [theirs?.name]],
      ]),
    )
  })

  it('ends what is open when it is chosen anew', async () => {
    const { devices, circle } = await circleOf(2)
    const [ana] = devices as [Device]
    const links = async () => (await ana.call('circle.read', { circle })).sync.links
    await until(async () => (await links()) === 1, 'a link')
    await set(ana, circle, { mode: 'off' })
    expect(await links()).toBe(0)
  })
})

describe('what is typed', () => {
  it.each([
    ['server-unreadable', { signalling: ['signal.example'] }],
    ['server-unreadable', { signalling: ['https://signal.example'] }],
    ['server-unreadable', { signalling: ['wss://ana:secret@signal.example'] }],
    ['server-unreadable', { signalling: ['wss://2130706433'] }],
    ['server-unreadable', { signalling: ['wss://0x7f.1'] }],
    ['server-unreadable', { signalling: ['wss://signal.example:0'] }],
    ['server-unreadable', { signalling: ['wss://signal.example/a b'] }],
    ['server-open', { signalling: ['ws://signal.example'] }],
    ['server-open', { signalling: ['ws://203.0.113.9:4444'] }],
    ['server-open', { signalling: ['ws://10.0.0.1.example'] }],
    ['server-open', { signalling: ['ws://[2001:db8::1]'] }],
    ['server-named', { ice: [{ ...TURN, url: 'turn:turn.example:3478' }] }],
    ['server-unreadable', { ice: [{ ...TURN, url: 'turns:203.0.113.9' }] }],
    ['server-unreadable', { ice: [{ ...TURN, url: 'turn:203.0.113.9?transport=tcp' }] }],
    ['server-unreadable', { ice: [{ ...TURN, url: 'turn:2001:db8::1:3478' }] }],
    ['server-unreadable', { ice: [{ ...TURN, url: 'turn:224.0.0.1' }] }],
    ['server-password', { ice: [{ ...TURN, password: null }] }],
    ['server-password', { ice: [{ ...TURN, username: null }] }],
    ['relay-alone', { relay: true, signalling: [SERVER] }],
    ['relay-alone', { relay: true, ice: [TURN] }],
  ])('is answered with %s, and nothing is changed: %j', async (fault, change) => {
    const { ana, circle } = await founded()
    await set(ana, circle, { mode: 'off' })
    expect(await set(ana, circle, { mode: 'wide', ...change })).toBe(fault)
    expect(await ana.call('circle.network', { circle })).toMatchObject({ mode: 'off', harmed: false })
  })

  it('is kept as it can be used', async () => {
    const { ana, circle } = await founded()
    const signalling = [
      'wss://signal.example:4444/room',
      'ws://192.168.1.20:4444',
      'ws://localhost',
      'ws://[::1]:9',
    ]
    const urls = ['stun:203.0.113.9', 'TURN:[2001:DB8::9]', ' turn:203.0.113.9:99?transport=udp ']
    const ice = urls.map(url => ({ ...TURN, url }))
    expect(await set(ana, circle, { mode: 'wide', signalling, ice })).toBe('')
    expect(await ana.call('circle.network', { circle })).toMatchObject({
      signalling,
      ice: [
        { url: 'stun:203.0.113.9:3478', username: null },
        { url: 'turn:[2001:db8::9]:3478', username: 'kin' },
        { url: 'turn:203.0.113.9:99', username: 'kin' },
      ],
    })
  })
})

describe('an invitation', () => {
  it('of a circle that is wide names its servers and no password, and the newcomer’s circle begins with them', async () => {
    const { ana, strangers, circle } = await founded('ben')
    const [ben] = strangers
    const signalling = [SERVER, 'wss://two.example', 'wss://three.example', 'wss://four.example']
    await set(ana, circle, { mode: 'wide', signalling, ice: [TURN] })
    const { link } = await ana.call('circle.invite', { circle })
    const body = Buffer.from(link.replace(/^.*#/, ''), 'base64url').toString('latin1')
    expect(body).toContain(SERVER)
    for (const secret of [TURN.password, '203.0.113.9']) expect(body).not.toContain(secret)
    const named = signalling.slice(0, 3)
    expect(await ben.call('circle.way', { invitation: link, own: false })).toEqual({ servers: named })
    // Nothing was begun by asking.
    expect([rooms(ben), ben.wish?.signalling]).toEqual([[], []])

    const { id, words } = await knock(ana, ben, circle, { invitation: link, ownName: 'Ben' })
    expect(rooms(ben)).toMatchObject([{ reach: 'wide', ice: [], relay: false }])
    const [room] = rooms(ben)
    expect(ben.wish?.signalling).toEqual(named.map(url => ({ url, topics: [room?.name] })))
    await until(() => ben.joining()?.step === 'compare', 'words')
    expect(ben.joining()?.words).toEqual(words)
    await ben.call('circle.wordsMatch', { join: ben.joining()?.id ?? '' })
    await ana.call('circle.answer', { circle, join: id, admit: true })
    await until(() => ben.joining()?.step === 'joined', 'Ben is in')
    expect(await ben.call('circle.network', { circle })).toMatchObject({
      ...{ mode: 'wide', signalling: named, ice: [], relay: false, harmed: false },
    })
  })

  it('of any other names none, and the newcomer’s circle begins on their own network', async () => {
    const { ana, strangers, circle } = await founded('ben')
    const [ben] = strangers
    await set(ana, circle, { signalling: [SERVER] })
    const { link } = await ana.call('circle.invite', { circle })
    expect(await ben.call('circle.way', { invitation: link, own: false })).toEqual({ servers: [] })
    await letIn(ana, ben, circle, 'Ben')
    expect(await ben.call('circle.network', { circle })).toMatchObject({ mode: 'local', signalling: [] })
  })

  it('of any other lets the newcomer be found on their own network, and one by servers asks those alone', async () => {
    const { net, ana, strangers, circle } = await founded('ben', 'cleo')
    const [ben, cleo] = strangers
    for (const one of [ben, cleo]) net.cut(one)
    const { link } = await ana.call('circle.invite', { circle })
    await ben.call('circle.join', { invitation: link, ownName: 'Ben' })
    expect(ben.wish).toMatchObject({ courier: true, listen: true, discover: true })
    await set(ana, circle, { mode: 'wide', signalling: ['wss://signal.example'] })
    const wide = await ana.call('circle.invite', { circle })
    await cleo.call('circle.join', { invitation: wide.link, ownName: 'Cleo' })
    expect(cleo.wish).toMatchObject({ courier: true, listen: false, discover: false })
    expect(cleo.wish?.signalling).toHaveLength(1)
  })

  it('whose servers came to harm here is looked for nowhere', async () => {
    const { net, ana, strangers, circle } = await founded('ben')
    const [ben] = strangers
    await set(ana, circle, { mode: 'wide', signalling: [SERVER] })
    const { link } = await ana.call('circle.invite', { circle })
    net.cut(ben)
    await ben.call('circle.join', { invitation: link, ownName: 'Ben' })
    expect(rooms(ben)).toHaveLength(1)
    for (const harm of ['wss://signal.example', '["wss://a b"]', '[7]']) {
      ben.db.prepare('UPDATE joining SET signalling = ?').run(harm)
      ben.live.close()
      ben.open()
      expect(rooms(ben)).toEqual([])
      expect(ben.wish).toMatchObject({ courier: false, discover: false, dial: [], signalling: [] })
    }
  })

  it('as a code with an address of the world is refused before anything is sent', async () => {
    const { ana, strangers, circle } = await founded('ben')
    const [ben] = strangers
    const { code } = await ana.call('circle.invite', { circle })
    const asked = { invitation: code, ownName: 'Ben' }
    for (const address of ['203.0.113.9', '[2001:db8::1]:48132'])
      expect(await ben.fault('circle.join', { ...asked, address })).toBe('address-far')
    expect(rooms(ben)).toEqual([])
    expect(await ben.fault('circle.join', { ...asked, address: '192.168.1.20' })).toBe('')
  })

  it('for one’s other computer names them too', async () => {
    const net = new Net()
    const [ana, second] = [new Device('ana', net), new Device('second', net)]
    const { circle } = await ana.call('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
    await set(ana, circle, { mode: 'wide', signalling: [SERVER], ice: [TURN] })
    const { link } = await ana.call('circle.linkCode', { circle })
    expect(await second.call('circle.way', { invitation: link, own: true })).toEqual({ servers: [SERVER] })
    await second.call('circle.takeUp', { code: link })
    await until(() => second.joining()?.step === 'compare', 'words')
    await second.call('circle.wordsMatch', { join: second.joining()?.id ?? '' })
    const [asking] = (await ana.call('circle.computers', { circle })).asking
    await ana.call('circle.linkAnswer', { circle, link: asking?.id ?? '', same: true })
    await until(() => second.joining()?.step === 'joined', 'it is in')
    expect(await second.call('circle.network', { circle })).toMatchObject({
      ...{ mode: 'wide', signalling: [SERVER], ice: [] },
    })
  })
})

describe('this computer', () => {
  const chosen = async (device: Device) => (await device.call('network.read', {})).interfaces

  it('uses all its networks until somebody chooses, and then those alone, over a restart', async () => {
    const { ana } = await founded()
    expect(await chosen(ana)).toEqual({ here: ['eth0', 'wlan0'], only: null, harmed: false })
    expect(ana.wish?.only).toBe(null)
    await ana.call('network.use', { only: ['wlan0', 'wlan0'] })
    expect(ana.wish?.only).toEqual(['wlan0'])
    ana.live.close()
    ana.open()
    expect(ana.wish?.only).toEqual(['wlan0'])
    expect(await chosen(ana)).toMatchObject({ only: ['wlan0'], harmed: false })
    await ana.call('network.use', { only: [] })
    expect(ana.wish?.only).toEqual([])
    await ana.call('network.use', { only: null })
    expect(ana.wish?.only).toBe(null)
  })

  it('uses none of them where what was chosen does not read', async () => {
    const { ana } = await founded()
    const row = `WHERE name = 'network.interfaces'`
    for (const harm of [
      `DELETE FROM setting ${row}`,
      ...['', 'all', '"all"', '{}', '["eth0", 3]', '[""]', 'undefined', '["eth0"'].map(
        value => `UPDATE setting SET value = '${value}' ${row}`,
      ),
    ]) {
      await ana.call('network.use', { only: ['eth0'] })
      ana.db.prepare(harm).run()
      ana.live.close()
      ana.open()
      expect([harm, ana.wish?.only]).toEqual([harm, []])
      expect(await chosen(ana)).toMatchObject({ only: [], harmed: true })
    }
    await ana.call('network.use', { only: null })
    expect(await chosen(ana)).toMatchObject({ only: null, harmed: false })
  })

  it('carries the choice through a salvage, and uses none of them where it was lost', async () => {
    const { net, ana } = await founded()
    const salvaged = (): string[] | null => {
      const fresh = new Device('after', net)
      fresh.db.transaction(() => carry(ana.db, fresh.db))()
      fresh.live.close()
      fresh.open()
      return fresh.wish?.only?.slice() ?? null
    }
    await ana.call('network.use', { only: ['eth0'] })
    expect(salvaged()).toEqual(['eth0'])
    ana.db.prepare(`DELETE FROM setting WHERE name = 'network.interfaces'`).run()
    expect(salvaged()).toEqual([])
  })

  it('lets hubs that are dialled for circles in the wide area hear of their rooms alone, and none of hidden ones', async () => {
    const { ana, circle } = await founded()
    const near = rooms(ana).map(({ name }) => name)
    const { circle: far } = await ana.call('circle.found', { name: 'Mondays', ownName: 'Juniper' })
    const theirs = rooms(ana).flatMap(({ name }) => (near.includes(name) ? [] : name))
    const hub = ana.db.prepare('INSERT INTO hub (circle, device, address, seen) VALUES (?, ?, ?, 0)')
    for (const [of, address] of [
      [circle, '10.1.0.2:48132'],
      [circle, '10.1.0.3:48132'],
      [far, '10.1.0.3:48132'],
      [far, '10.1.0.4:48132'],
      [far, '203.0.113.7:48132'],
    ] as const)
      hub.run(unhex(of), new TextEncoder().encode(address), address)
    expect(ana.wish?.wide).toEqual({ hubs: [], topics: [] })
    await set(ana, far, { mode: 'wide', signalling: [SERVER] })
    expect(new Set(ana.wish?.wide.hubs)).toEqual(new Set(['10.1.0.4:48132', '203.0.113.7:48132']))
    expect(ana.wish).toMatchObject({ wide: { topics: theirs }, hidden: [] })
    await set(ana, far, { mode: 'wide', signalling: [SERVER], ice: [TURN], relay: true })
    expect(ana.wish).toMatchObject({ wide: { hubs: [], topics: [] }, hidden: theirs })
  })
})
