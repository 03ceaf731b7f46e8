import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { circleOf, type Device, founded, settle, stranger } from './world.ts'

beforeAll(() => sodiumReady)

/** Lets all that is on its way arrive, without any time passing. */
const arrive = (): Promise<void> => settle(0)

describe('a link in a circle’s room', () => {
  it('ends when the other side has not shown in 20 seconds who it is', async () => {
    const { net, ana } = await founded()
    const eve = stranger(net, ana)
    await arrive()
    expect(eve.heard.map(({ t }) => t)).toEqual(['auth'])
    await settle(19_999)
    expect(eve.dropped()).toBe(false)
    await settle(1)
    expect(eve.dropped()).toBe(true)
  })

  it('stays when the other side has', async () => {
    const { net, devices, circle } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const linked = async () => (await ana.call('circle.read', { circle })).sync.links
    net.cut(ben)
    await arrive()
    expect(await linked()).toBe(0)
    net.plug(ben)
    await arrive()
    await settle(60_000)
    expect(await linked()).toBe(1)
  })

  it('passes on what the log says to somebody whom its author does not reach', async () => {
    const { net, devices, circle } = await circleOf(3)
    const [ana, , cleo] = devices as [Device, Device, Device]
    const entries = () => cleo.db.prepare('SELECT count(*) FROM log_entries').pluck().get() as number
    net.meddle = (bytes, from, to) =>
      [from, to].includes(ana) && [from, to].includes(cleo) ? undefined : bytes
    await arrive()
    await settle(5000)
    const before = entries()
    await ana.call('circle.invite', { circle })
    await arrive()
    expect(entries()).toBe(before)
    for (let i = 0; i < 5; i++) {
      await settle(1000)
    }
    expect(entries()).toBe(before + 1)
  })

  it('brings word of a third hub, even when it comes too soon to be taken at once', async () => {
    const { net, devices } = await circleOf(3)
    const [ana, ben, cleo] = devices as [Device, Device, Device]
    // Ben and Cleo hear nothing of each other but what Ana says.
    net.meddle = (bytes, from, to) => (from === ana || to === ana ? bytes : undefined)
    for (const hub of ['10.0.0.70:48132', '10.0.0.71:48132']) {
      ben.live.onShell({ kind: 'hub', addresses: [hub] })
      await arrive()
    }
    expect(cleo.wish?.dial).not.toContain('10.0.0.71:48132')
    cleo.clock.skew += 10_000
    await settle(10_000)
    expect(cleo.wish?.dial).toContain('10.0.0.71:48132')
    expect(cleo.wish?.dial).not.toContain('10.0.0.70:48132')
  })

  it('says whose hubs somebody is linked to, each time they say so: they may have been given up', async () => {
    const { net, devices } = await circleOf(3)
    const [ana, ben, cleo] = devices as [Device, Device, Device]
    for (const [i, device] of devices.entries())
      device.live.onShell({ kind: 'hub', addresses: [`10.0.0.7${i}:48132`] })
    await settle(15_000)
    net.cut(cleo)
    net.cut(ben)
    await settle(15_000)
    ana.alive.length = 0
    net.meddle = (bytes, from, to) => (new Set([from, to, ana, cleo]).size === 2 ? undefined : bytes)
    net.plug(cleo)
    net.plug(ben)
    await settle(30_000)
    expect(ana.alive).toContain('10.0.0.72:48132')
    expect(ana.alive).not.toContain('10.0.0.70:48132')
  })
})
