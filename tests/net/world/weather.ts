/** What may befall the frames between hosts: loss one way or both, delay, islands. A switch of our own stands in the middle (weather.c). */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Hosts } from '../../drive/hosts.ts'

export type Weather = {
  /** A share of the frames is lost, `from` one host `to` another; without them, between all. */
  loss(share: number, from?: number, to?: number): Promise<void>
  /** Every frame comes so many ms late. */
  delay(ms: number): Promise<void>
  /** Only hosts of one island reach each other. */
  islands(...islands: readonly (readonly number[])[]): Promise<void>
  calm(): Promise<void>
  end(): Promise<void>
}

const SOURCE = fileURLToPath(new URL('weather.c', import.meta.url))

/** Takes the place of the hosts' bridge. Needs gcc and Linux's own headers: undefined, said aloud, where there are none. */
export async function openWeather({ names, middle }: Hosts, seed = 1): Promise<Weather | undefined> {
  const dir = mkdtempSync(join(tmpdir(), 'kinfold-weather-'))
  const program = join(dir, 'weather')
  const made = spawnSync('gcc', ['-O1', '-o', program, SOURCE], { encoding: 'utf8' })
  if (made.status !== 0) {
    rmSync(dir, { recursive: true, force: true })
    console.info(
      `SKIPPED loss, delay and islands: no switch of our own here (${(made.stderr ?? String(made.error)).split('\n')[0]})`,
    )
    return undefined
  }
  const ports = names.map((_, i) => `port${i}`)
  for (const port of ports) execFileSync('ip', ['-n', middle, 'link', 'set', port, 'nomaster'])
  const child = spawn('ip', ['netns', 'exec', middle, program, String(seed), ...ports], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const heard: (() => void)[] = []
  let early = 0
  child.stdout.on('data', text => {
    for (let i = String(text).split('\n').length - 1; i > 0; i--) {
      const next = heard.shift()
      if (next) next()
      else early++
    }
  })
  const ok = (): Promise<void> =>
    new Promise((resolve, reject) => {
      if (early-- > 0) return resolve()
      early = 0
      heard.push(resolve)
      void gone.then(() => reject(new Error('the switch is gone')))
    })
  await ok()

  const paths = new Map<string, { loss: number; delay: number }>()
  async function set(from: number, to: number, what: { loss?: number; delay?: number }): Promise<void> {
    const path = { loss: 0, delay: 0, ...paths.get(`${from} ${to}`), ...what }
    paths.set(`${from} ${to}`, path)
    child.stdin.write(`${from} ${to} ${Math.round(path.loss * 1000)} ${path.delay}\n`)
    await ok()
  }
  async function each(what: (from: number, to: number) => { loss?: number; delay?: number }): Promise<void> {
    for (const from of names.keys())
      for (const to of names.keys()) if (from !== to) await set(from, to, what(from, to))
  }
  return {
    loss: (share, from, to) =>
      from === undefined || to === undefined ? each(() => ({ loss: share })) : set(from, to, { loss: share }),
    delay: ms => each(() => ({ delay: ms })),
    islands: (...islands) =>
      each((from, to) => ({
        loss: islands.some(one => one.includes(from) && one.includes(to)) ? 0 : 1,
      })),
    calm: () => each(() => ({ loss: 0, delay: 0 })),
    async end() {
      child.stdin.end()
      await gone
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
