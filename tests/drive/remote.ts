/** A person in another process, maybe at another host: the same acts, told over IPC. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Person, Seat } from './person.ts'

type Acts = {
  [K in keyof Person as Person[K] extends (...args: never[]) => Promise<unknown> ? K : never]: Person[K]
}
/** What a person can do, and `end`: their process is over. */
export type RemotePerson = Acts & { end(): Promise<void>; readonly process: ChildProcess }

const SEAT = fileURLToPath(new URL('./seat.ts', import.meta.url))

/** `host`: a network namespace, or none for this computer's own network. */
export async function seatPerson(seat: Seat, host?: string): Promise<RemotePerson> {
  const command = [process.execPath, SEAT, JSON.stringify(seat)]
  const [program = '', ...args] = host ? ['ip', 'netns', 'exec', host, ...command] : command
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const waiting = new Map<number, { done: (value: unknown) => void; broke: (error: Error) => void }>()
  let next = 1
  await new Promise<void>((resolve, reject) => {
    waiting.set(0, { done: () => resolve(), broke: reject })
    child.on('message', (reply: { id: number; value?: unknown; error?: string }) => {
      const asked = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (reply.error === undefined) asked?.done(reply.value)
      else asked?.broke(new Error(reply.error))
    })
    child.once('exit', code => {
      for (const { broke } of waiting.values()) broke(new Error(`the seat ended (${code})`))
      waiting.clear()
    })
  })
  const order = (act: string, args: unknown[]): Promise<unknown> =>
    new Promise((done, broke) => {
      const id = next++
      waiting.set(id, { done, broke })
      child.send({ id, act, args })
    })
  /** Politely, so that the program is ended too; after three seconds not politely any more. */
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
    child.kill()
    const late = setTimeout(() => child.kill('SIGKILL'), 3000)
    await gone
    clearTimeout(late)
  }
  const own = { end, process: child }
  return new Proxy(own as RemotePerson, {
    get: (_, name: string) => {
      if (name in own) return own[name as keyof typeof own]
      // A promise is no act: `await person` must not order one.
      return name === 'then' ? undefined : (...args: unknown[]) => order(name, args)
    },
  })
}
