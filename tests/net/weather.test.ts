/** The switch that stands between hosts does what the tests by it believe. */
import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Hosts, openHosts } from './world/hosts.ts'
import { openWeather, type Weather } from './world/weather.ts'

let hosts: Hosts | undefined
let weather: Weather | undefined

/** Datagrams that were sent from one host to another: how many came, and after how many ms the first. */
async function sent(from: number, to: number, count: number): Promise<{ came: number; first: number }> {
  const run = (host: number, code: string) => {
    const child = spawn('ip', ['netns', 'exec', hosts?.names[host] ?? '', process.execPath, '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', text => {
      said += text
    })
    const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
    return { said: () => said, ended, kill: () => child.kill() }
  }
  const ear = run(
    to,
    `const s = require('dgram').createSocket('udp4'); let came = 0, first = 0
     s.on('message', text => { first ||= Date.now() - Number(text); came++ })
     s.bind(9000, () => console.log('ready'))
     process.once('SIGTERM', () => { console.log(came, first); process.exit() })`,
  )
  await expect.poll(ear.said).toContain('ready')
  const mouth = run(
    from,
    `const s = require('dgram').createSocket('udp4'); let n = 0
     const next = () => n++ < ${count} ? s.send(String(Date.now()), 9000, '${hosts?.addresses[to]}', () => setTimeout(next, 1)) : s.close()
     next()`,
  )
  await mouth.ended
  await new Promise(resolve => setTimeout(resolve, 700))
  ear.kill()
  await ear.ended
  const [came = 0, first = 0] = (ear.said().split('\n')[1] ?? '').split(' ').map(Number)
  return { came, first }
}

beforeAll(async () => {
  hosts = openHosts(3)
  weather = hosts && (await openWeather(hosts))
})

afterAll(async () => {
  await weather?.end()
  hosts?.end()
})

describe('a switch of our own', () => {
  it('loses nothing when it is calm, a fifth when told to, and nothing the other way', async () => {
    if (!weather) return
    expect((await sent(0, 1, 300)).came).toBe(300)
    await weather.loss(0.2, 0, 1)
    const { came } = await sent(0, 1, 300)
    expect(came).toBeGreaterThan(200)
    expect(came).toBeLessThan(280)
    await weather.loss(1, 0, 1)
    expect((await sent(0, 1, 20)).came).toBe(0)
    expect((await sent(0, 2, 20)).came).toBe(20)
    await weather.calm()
    expect((await sent(0, 1, 20)).came).toBe(20)
  })

  it('holds frames back, and keeps islands apart', async () => {
    if (!weather) return
    await weather.delay(300)
    expect((await sent(0, 1, 20)).first).toBeGreaterThanOrEqual(295)
    await weather.calm()
    await weather.islands([0], [1, 2])
    expect([(await sent(0, 1, 20)).came, (await sent(1, 2, 20)).came]).toEqual([0, 20])
    await weather.calm()
  })
})
