/** One computer of the tests: a real lan process and a real courier page in a real Electron, and the test as its vault. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { concat } from '../../../src/shared/bytes.ts'
import {
  type CourierRoom,
  CREDIT,
  FRAME,
  type FromCourier,
  type ToCourier,
} from '../../../src/shared/contract/courier.ts'
import type { FromLan, Signalling, ToLan } from '../../../src/shared/contract/lan.ts'
import { built } from './electron.ts'

export type Setting = {
  readonly electron: string
  readonly display: string
  /** Name of the network namespace it stands in, made by hosts.ts. */
  readonly host?: string
  readonly interfaces?: 'all' | 'loopback'
  /** V8's flags, for all of its processes: `--expose-gc`. */
  readonly flags?: string
}

type Configuration = Extract<ToLan, { kind: 'configure' }>
type Opened = Extract<FromCourier, { kind: 'opened' }>
export type OpenLink = Opened & { credit: number; frames: Uint8Array[]; at: number }

export type Device = Awaited<ReturnType<typeof openDevice>>

export async function openDevice({ electron, display, host, interfaces = 'loopback', flags = '' }: Setting) {
  const profile = mkdtempSync(join(tmpdir(), 'kinfold-net-'))
  const args = [`--user-data-dir=${profile}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  if (flags !== '') args.push(`--js-flags=${flags}`, '--enable-precise-memory-info')
  const command = host ? ['ip', 'netns', 'exec', host, electron, ...args] : [electron, ...args]
  const child = spawn(command[0] ?? electron, command.slice(1), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      ...process.env,
      DISPLAY: display,
      KINFOLD_TEST_OUT: built,
      KINFOLD_TEST_INTERFACES: interfaces,
      KINFOLD_TEST_FLAGS: flags,
    },
  })

  const links = new Map<string, OpenLink>()
  const closed: string[] = []
  const console: string[] = []
  const lan: FromLan[] = []
  /** Whoever else wants to hear what its hub and its courier say. */
  const heard: { lan?: (news: FromLan) => void; courier?: (news: FromCourier) => void } = {}
  const answers = new Map<number, (value: unknown) => void>()
  let hub = ''
  let pids = { shell: 0, lan: 0, page: 0 }
  let addresses: readonly string[] = []
  let asked = 0

  const post = (to: 'lan' | 'courier' | 'page', message: unknown): void => {
    if (child.connected) child.send({ to, message })
  }
  const toCourier = (order: ToCourier): void => {
    if (order.kind !== 'frame') post('courier', order)
    else
      post('courier', {
        kind: 'frame',
        link: order.link,
        base64: Buffer.from(order.bytes).toString('base64'),
      })
  }

  child.on('message', (parcel: { from: string; message: never }) => {
    if (parcel.from === 'console') console.push(parcel.message)
    else if (parcel.from === 'shell') pids = parcel.message
    else if (parcel.from === 'page') {
      const { id, value } = parcel.message as { id: number; value: unknown }
      answers.get(id)?.(value)
    } else if (parcel.from === 'lan') {
      const news = parcel.message as FromLan
      lan.push(news)
      if (news.kind === 'ready') hub = news.url
      if (news.kind === 'listening') addresses = news.addresses
      heard.lan?.(news)
    } else hear(parcel.message)
  })

  function hear(news: FromCourier & { base64?: string }): void {
    const link = links.get(news.link)
    if (news.kind === 'opened')
      links.set(news.link, { ...news, credit: CREDIT, frames: [], at: performance.now() })
    else if (news.kind === 'closed') {
      closed.push(news.link)
      links.delete(news.link)
    } else if (news.kind === 'credit' && link) link.credit += news.frames
    else if (news.kind === 'frame' && link && !heard.courier)
      link.frames.push(new Uint8Array(Buffer.from(news.base64 ?? '', 'base64')))
    heard.courier?.(
      news.kind === 'frame'
        ? { kind: 'frame', link: news.link, bytes: new Uint8Array(Buffer.from(news.base64 ?? '', 'base64')) }
        : news,
    )
  }

  await until(() => pids.page > 0, 30_000, 'the courier page to open')

  return {
    links,
    closed,
    console,
    lan,
    heard,
    tell: toCourier,
    tellLan: (order: ToLan) => post('lan', order),
    hub: () => hub,
    pids: () => pids,
    addresses: () => addresses,
    open: (): OpenLink[] => [...links.values()],
    configure: (
      dial: readonly string[],
      listen = false,
      signalling: readonly Signalling[] = [],
      more: Partial<Pick<Configuration, 'only' | 'discover' | 'wide' | 'hidden'>> = {},
    ) =>
      post('lan', {
        kind: 'configure',
        listen,
        interfaces,
        only: null,
        discover: false,
        dial: [...dial],
        signalling: [...signalling],
        wide: { hubs: [], topics: [] },
        hidden: [],
        ...more,
      } satisfies ToLan),
    rooms: (...rooms: (Partial<CourierRoom> & { name: string; password: string })[]) =>
      toCourier({
        kind: 'rooms',
        rooms: rooms.map(room => ({ reach: 'local', ice: [], relay: false, ...room })),
      }),
    drop: (link: string) => toCourier({ kind: 'drop', link }),
    /** As the vault sends: in frames, never more than the credit. */
    async send(link: OpenLink, bytes: Uint8Array): Promise<void> {
      for (let at = 0; at < bytes.length; at += FRAME) {
        await until(() => link.credit > 0, 20_000, 'credit')
        link.credit -= 1
        toCourier({ kind: 'frame', link: link.link, bytes: bytes.subarray(at, at + FRAME) })
      }
    },
    /** Runs an expression in the courier page. */
    async evaluate(code: string): Promise<unknown> {
      const id = ++asked
      return await new Promise(resolve => {
        answers.set(id, resolve)
        post('page', { id, code })
      })
    },
    async close(): Promise<void> {
      await end(child)
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

export const received = (link: OpenLink): Uint8Array => concat(...link.frames)

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  if (child.connected) child.disconnect()
  const late = setTimeout(() => child.kill('SIGKILL'), 5000)
  await gone
  clearTimeout(late)
}

/** Looks every 20 ms until it is so. @throws with the words of what was awaited. */
export async function until(so: () => boolean, milliseconds: number, what: string): Promise<number> {
  const start = performance.now()
  while (!so()) {
    if (performance.now() - start > milliseconds)
      throw new Error(`waited ${milliseconds} ms in vain for ${what}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return performance.now() - start
}
