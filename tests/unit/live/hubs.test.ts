import BetterSqlite from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { Hubs } from '../../../src/main/vault/circle/live/hubs.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import { circleOf, Device, Net, until } from './world.ts'

type CircleId = Parameters<Hubs['remember']>[0]

beforeAll(() => sodiumReady)

describe('where hubs were last known to answer', () => {
  const open = () => {
    const db = new BetterSqlite(':memory:')
    migrate(db, MIGRATIONS)
    const clock = { time: 0, now: () => clock.time++ }
    return { db, clock, hubs: new Hubs(db, clock) }
  }

  it('is what each device last said of its own, and nobody can make it forget another’s', () => {
    const { db, clock, hubs } = open()
    const [circle, other] = [random(32), random(32)] as CircleId[] as [CircleId, CircleId]
    const [ben, eve] = [random(32), random(32)]
    hubs.remember(circle, ['10.0.0.1'])
    hubs.remember(circle, ['10.0.0.2', '[fd00::2]'], ben)
    hubs.remember(other, ['10.0.0.3'], eve)
    hubs.remember(circle, ['10.0.0.4'], eve)
    expect(hubs.remember(circle, ['10.0.0.5', 'no address', 'example.org:1'], eve)).toBe(true)
    expect(hubs.remember(circle, ['10.0.0.5:48132'], eve)).toBe(false)
    expect(hubs.remember(circle, [], eve)).toBe(true)
    const left = ['10.0.0.1:48132', '10.0.0.2:48132', '10.0.0.3:48132', '[fd00::2]:48132']
    expect(hubs.all().sort()).toEqual(left)
    expect(new Hubs(db, clock).all().sort()).toEqual(left)
  })
})

describe('a hub that is known', () => {
  const open = () => {
    const db = new BetterSqlite(':memory:')
    migrate(db, MIGRATIONS)
    const clock = { time: 0, now: () => clock.time++ }
    return new Hubs(db, clock)
  }
  const circle = random(32) as CircleId

  it('is dialled as long as it is heard of, however many others come and go', () => {
    const hubs = open()
    const ben = random(32)
    hubs.remember(circle, ['10.0.0.1'], ben)
    for (let i = 0; i < 40; i++) {
      hubs.remember(circle, [`10.0.1.${i}`], random(32))
      hubs.remember(circle, ['10.0.0.1'], ben)
    }
    expect(hubs.all()).toHaveLength(32)
    expect(hubs.all()).toContain('10.0.0.1:48132')
  })

  it('is dialled whatever one of another circle, or of this one, says of many computers', () => {
    const hubs = open()
    const other = random(32) as CircleId
    hubs.remember(circle, ['10.0.0.77'], random(32))
    hubs.remember(other, ['10.0.0.78'], random(32))
    for (let d = 0; d < 8; d++)
      hubs.remember(
        other,
        [1, 2, 3, 4].map(i => `192.168.${d}.${i}`),
        random(32),
      )
    expect(hubs.all()).toHaveLength(32)
    expect(hubs.all()).toEqual(expect.arrayContaining(['10.0.0.77:48132', '10.0.0.78:48132']))
  })

  it('is not forgotten for a code that names none, and not dialled for a circle that nobody looks for', () => {
    const hubs = open()
    hubs.remember(circle, ['10.0.0.1'])
    hubs.remember(circle, [])
    expect(hubs.all()).toEqual(['10.0.0.1:48132'])
    expect(hubs.all(() => false)).toEqual([])
  })

  it('by the link of an invitation is, when its code is typed later', async () => {
    const net = new Net()
    const [ana, ben] = [new Device('ana', net), new Device('ben', net)]
    const { circle } = await ana.call('circle.found', { name: 'Thursday table', ownName: 'Juniper' })
    const { link, code, addresses } = await ana.call('circle.invite', { circle })
    net.cut(ben)
    ben.live.onShell({ kind: 'hub', addresses: ['10.0.0.2:48132'] })
    await ben.call('circle.join', { invitation: link, ownName: 'Ben' })
    expect(ben.wish?.dial).toEqual(addresses)
    await ben.call('circle.join', { invitation: code, ownName: 'Ben' })
    expect(ben.wish?.dial).toEqual(addresses)
  })
})

describe('what another device says may be dialled', () => {
  const HERE = [
    '127.0.0.1:22',
    '127.8.9.10:22',
    'localhost:22',
    ' 127.0.0.1:22',
    '[::1]:22',
    '::1',
    '[::1%lo]:22',
    '[0:0:0:0:0:0:0:1]:22',
    '[0::0001]:22',
    '[::ffff:127.0.0.1]:22',
    '[::FFFF:127.0.0.1]:22',
    '[0:0:0:0:0:ffff:127.0.0.1]:22',
    '[::ffff:7f00:1]:22',
    '[0:0:0:0:0:ffff:7f00::]:22',
    '[::ffff:0:0]:22',
    '0.0.0.0:22',
  ]

  it('is never a program of this computer, however its address is spelled', async () => {
    const { net, devices } = await circleOf(3)
    const [ana, ben, cleo] = devices as [Device, Device, Device]
    // Ana hears it from Ben, and Cleo from Ana what Ben said.
    net.meddle = (bytes, from, to) => (from === ana || to === ana ? bytes : undefined)
    for (const [i, here] of HERE.entries()) {
      const hub = `10.1.0.${i + 1}:48132`
      cleo.clock.skew += 20_000
      ben.live.onShell({ kind: 'hub', addresses: [here, hub] })
      for (const device of [ana, cleo])
        await until(() => device.wish?.dial.includes(hub) === true, `what Ben says beside ${here}`)
      for (const device of [ana, cleo])
        expect(device.wish?.dial.filter(address => !address.startsWith('10.'))).toEqual([])
    }
  })

  it('is one while this computer’s own hub answers here alone, and never that hub itself', async () => {
    const { devices } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    ana.live.onShell({ kind: 'hub', addresses: ['127.0.0.1:5001'] })
    ben.live.onShell({ kind: 'hub', addresses: ['localhost:5001', '127.0.0.1:5002'] })
    await until(() => ana.wish?.dial.includes('127.0.0.1:5002') === true, 'Ben’s hub')
    expect(ana.wish?.dial).toEqual(['127.0.0.1:5002'])
  })
})
