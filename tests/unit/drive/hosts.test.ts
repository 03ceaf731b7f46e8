/** Hosts of a test's own go with whoever made them, however that ends. Where they cannot be made, there is nothing to look at. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { hostsAllowed, makeHosts } from '../../drive/hosts.ts'

const HOSTS = new URL('../../drive/hosts.ts', import.meta.url).href
const left = (pid: number | undefined): string[] =>
  (spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout ?? '')
    .split('\n')
    .filter(line => line.startsWith(`kf${pid}`))

/** A process that makes two hosts and stays. */
async function maker() {
  const script = `const { makeHosts } = await import(${JSON.stringify(HOSTS)})
    makeHosts(2)
    console.log('made')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

const whereAllowed = hostsAllowed() ? it : () => {}

whereAllowed('are gone when a run is cut short', async () => {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    const child = await maker()
    expect(left(child.pid)).toHaveLength(3)
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([code, null])
    expect(left(child.pid)).toEqual([])
  }
})

whereAllowed('are cleared by the next run when nothing could be done before the end', async () => {
  const child = await maker()
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(left(child.pid)).toHaveLength(3)
  const hosts = makeHosts(1)
  hosts.end()
  expect(left(child.pid)).toEqual([])
})

it('leave nothing where it was only asked whether they can be made', () => {
  hostsAllowed()
  expect(left(process.pid)).toEqual([])
})
