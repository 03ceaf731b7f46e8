/**
 * Starting a program and seeing it paint, without anything in between that would slow it down or wait for it: the
 * DevTools protocol, bare, since a driver of browsers asks for more than an Electron has.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { spent, type Taken } from './harness.ts'

export type Started = {
  /** The value of an expression in the page; of what it resolves to, when it is a promise. */
  readonly tell: (expression: string) => Promise<unknown>
  /** Until the page's first contentful paint, by the page's own clock; CPU of all processes by then or a little later. */
  readonly painted: Taken
  readonly pid: number
} & AsyncDisposable

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
/** When it was painted, in ms since 1970; 0 until then. */
const PAINTED = `(() => {
  const [paint] = performance.getEntriesByName('first-contentful-paint')
  return paint ? performance.timeOrigin + paint.startTime : 0
})()`

/** `url`: how the address of the page begins that is looked at. */
export async function start(electron: string, args: readonly string[], url: string): Promise<Started> {
  const begun = Date.now()
  const child = spawn(electron, ['--remote-debugging-port=0', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const end = async (): Promise<void> => {
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    // What it leaves behind ends by itself: the next round is not to share the machine with it.
    await pause(700)
  }
  const tell = await reach(await inspector(child), url)
  for (let tries = 0; tries < 1000; tries++) {
    const at = Number(await tell(PAINTED))
    if (at > 0) {
      const painted = { wall: at - begun, cpu: spent([child.pid ?? 0]) }
      return { tell, painted, pid: child.pid ?? 0, [Symbol.asyncDispose]: end }
    }
    await pause(10)
  }
  await end()
  throw new Error('nothing was painted')
}

type Target = { type: string; url: string; webSocketDebuggerUrl: string }
type Reply = { id?: number; result?: { result?: { value?: unknown }; exceptionDetails?: unknown } }

async function reach(port: number, url: string): Promise<Started['tell']> {
  for (let tries = 0; tries < 1000; tries++) {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[]
    const page = targets.find(target => target.type === 'page' && target.url.startsWith(url))
    if (page) return speak(new WebSocket(page.webSocketDebuggerUrl))
    await pause(10)
  }
  throw new Error(`no page came at ${url}`)
}

async function speak(socket: WebSocket): Promise<Started['tell']> {
  const waiting = new Map<number, (reply: Reply) => void>()
  let next = 1
  socket.onmessage = ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply
    waiting.get(reply.id ?? 0)?.(reply)
    waiting.delete(reply.id ?? 0)
  }
  await new Promise(resolve => {
    socket.onopen = resolve
  })
  return async expression => {
    const id = next++
    const replied = new Promise<Reply>(resolve => waiting.set(id, resolve))
    const params = { expression, awaitPromise: true, returnByValue: true }
    socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }))
    const { result } = await replied
    if (result?.exceptionDetails) throw new Error(JSON.stringify(result.exceptionDetails))
    return result?.result?.value
  }
}

function inspector(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('exit', code => reject(new Error(`ended at once (${code}): ${said}`)))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1]
      if (port) resolve(Number(port))
    })
  })
}
