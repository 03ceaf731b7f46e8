import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { circleOf, type Device, founded, stranger } from './world.ts'

beforeAll(() => sodiumReady)
afterEach(() => {
  vi.useRealTimers()
})

/** Frames travel by setImmediate, which stays real: let all that is on its way arrive. */
async function arrive(): Promise<void> {
  for (let i = 0; i < 50; i++) await new Promise(resolve => setImmediate(resolve))
}

const holdTime = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })

describe('a link in a circle’s room', () => {
  it('ends when the other side has not shown in 20 seconds who it is', async () => {
    const { net, ana } = await founded()
    holdTime()
    const eve = stranger(net, ana)
    await arrive()
    expect(eve.heard.map(({ t }) => t)).toEqual(['auth'])
    vi.advanceTimersByTime(19_999)
    expect(eve.dropped()).toBe(false)
    vi.advanceTimersByTime(1)
    expect(eve.dropped()).toBe(true)
  })

  it('stays when the other side has', async () => {
    const { net, devices, circle } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const linked = async () => (await ana.call('circle.read', { circle })).sync.links
    net.cut(ben)
    await arrive()
    expect(await linked()).toBe(0)
    holdTime()
    net.plug(ben)
    await arrive()
    vi.advanceTimersByTime(60_000)
    await arrive()
    expect(await linked()).toBe(1)
  })

  it('brings word of a third hub, even when it comes too soon to be taken at once', async () => {
    const { net, devices } = await circleOf(3)
    const [ana, ben, cleo] = devices as [Device, Device, Device]
    // Ben and Cleo hear nothing of each other but what Ana says.
    net.meddle = (bytes, from, to) => (from === ana || to === ana ? bytes : undefined)
    holdTime()
    for (const hub of ['10.0.0.70:48132', '10.0.0.71:48132']) {
      ben.live.onShell({ kind: 'hub', addresses: [hub] })
      await arrive()
    }
    expect(cleo.wish?.dial).not.toContain('10.0.0.71:48132')
    cleo.clock.skew += 10_000
    vi.advanceTimersByTime(10_000)
    expect(cleo.wish?.dial).toContain('10.0.0.71:48132')
    expect(cleo.wish?.dial).not.toContain('10.0.0.70:48132')
  })
})
