/**
 * The wall around the face: whatever a script in it tries, no packet, no connection and no question for a name leaves.
 * The app runs in a network namespace of its own, with a wire to nowhere on which every packet is seen.
 */
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Aim } from './wall/attempts.ts'

const run = promisify(execFile)
const driver = fileURLToPath(new URL('wall/driver.ts', import.meta.url))
const ip = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8' })

const SPACE = `kfwall${process.pid}`
const OTHER = `kffar${process.pid}`
const FAR: Aim = {
  far: '10.79.0.254',
  near: '127.0.0.1',
  name: 'somebody.example.org',
  tcp: 8765,
  udp: 3478,
  wired: true,
}
/** Where nobody may make a namespace, nothing is aimed beyond this computer. */
const NEAR: Aim = { ...FAR, far: '127.0.0.2', name: 'localhost', wired: false }
let aim = FAR

type Seen = { wire: string[]; names: string[]; near: number }
type Report = { idle: Seen; listening: string[]; got: Seen & { through: string[] } }

beforeAll(() => {
  try {
    for (const space of [SPACE, OTHER]) ip('netns', 'add', space)
  } catch {
    aim = NEAR
    console.log(
      'No network namespaces here (they need root): looked at loopback alone, not at packets and names.',
    )
    return
  }
  ip('link', 'add', 'near', 'netns', SPACE, 'type', 'veth', 'peer', 'name', 'far', 'netns', OTHER)
  for (const [space, device, address] of [
    [SPACE, 'near', '10.79.0.1/24'],
    [OTHER, 'far', '10.79.0.254/24'],
  ] as const) {
    // What the system itself says on a new wire in IPv6 would drown what the app says.
    ip('netns', 'exec', space, 'sysctl', '-qw', `net.ipv6.conf.${device}.disable_ipv6=1`)
    ip('-n', space, 'addr', 'add', address, 'dev', device)
    for (const each of ['lo', device]) ip('-n', space, 'link', 'set', each, 'up')
  }
  ip('-n', SPACE, 'route', 'add', 'default', 'via', '10.79.0.254')
  ip('-n', SPACE, 'route', 'add', '224.0.0.0/4', 'dev', 'near')
  // Whoever asks for a name, asks over the wire.
  mkdirSync(`/etc/netns/${SPACE}`, { recursive: true })
  writeFileSync(`/etc/netns/${SPACE}/resolv.conf`, 'nameserver 10.79.0.254\n')
})

afterAll(() => {
  if (!aim.wired) return
  for (const space of [SPACE, OTHER]) ip('netns', 'del', space)
  rmSync(`/etc/netns/${SPACE}`, { recursive: true, force: true })
})

async function attempt(mode: string): Promise<Report> {
  const args = [process.execPath, driver, mode, JSON.stringify(aim)]
  const [command = '', ...rest] = aim.wired ? ['ip', 'netns', 'exec', SPACE, ...args] : args
  const { stdout } = await run(command, rest, { timeout: 90_000 })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Report
}

describe('an app with a vault and no circle', () => {
  it('sends nothing, asks for no name and waits for nobody; nor does anything a script in the face tries', async () => {
    const { idle, listening, got } = await attempt('face')
    expect(idle).toEqual({ wire: [], names: [], near: 0 })
    // Only what the driver of this test opened to look inside.
    expect(listening.filter(address => !/^127\.0\.0\.1:\d+$/.test(address))).toEqual([])
    expect(got).toEqual({ wire: [], names: [], near: 0, through: [] })
  })
})

describe('a script in the face', () => {
  it('reaches nothing even where the page’s own policy has fallen', async () => {
    const { got } = await attempt('face-without-csp')
    expect(got).toEqual({ wire: [], names: [], near: 0, through: [] })
  })

  it('would reach everything, were the wall not there', async () => {
    const { got } = await attempt('no-wall')
    if (aim.wired) {
      const wire = got.wire.join('\n')
      expect(wire).toMatch(/> 10\.79\.0\.254\.53: /)
      expect(wire).toMatch(/> 10\.79\.0\.254\.3478: UDP/)
      expect(wire).toMatch(/> 10\.79\.0\.254\.8765: tcp/)
    }
    expect(got.near).toBeGreaterThan(3)
    expect(got.through.join('\n')).toMatch(/candidate .* typ host/)
  })
})
