/**
 * How this process talks: the one file that knows. As Electron's utility process it is handed message ports; as the
 * child of the relay everything comes over one pipe, `{channel, name?, message}`, a channel a port.
 */
import * as v from 'valibot'
import type { Port } from '../../shared/contract/wire.ts'

export const PortName = v.picklist(['face', 'courier', 'keeper', 'shell'])
export type PortName = v.InferOutput<typeof PortName>

/** Over the relay's pipe, both ways. `name` opens a channel, `closed` ends it. */
export const Piped = v.object({
  channel: v.pipe(v.number(), v.integer()),
  name: v.optional(PortName),
  message: v.optional(v.unknown()),
  closed: v.optional(v.literal(true)),
})
export type Piped = v.InferOutput<typeof Piped>

export const Handed = v.object({ port: PortName })

/** What this file needs of Electron's MessagePortMain; no room of ours but the shell imports Electron. */
export type MessagePortLike = {
  postMessage(message: unknown): void
  on(event: 'message', hear: (event: { data: unknown }) => void): unknown
  on(event: 'close', hear: () => void): unknown
  start(): void
  close(): void
}
export type ParentPort = {
  on(event: 'message', hear: (event: { data: unknown; ports: MessagePortLike[] }) => void): unknown
}
export const parentPort = (): ParentPort | undefined =>
  (process as unknown as { parentPort?: ParentPort | null }).parentPort ?? undefined

export type Talking = {
  /** Called for every port handed over; a new port of the same name replaces the old one. */
  onPort(hear: (name: PortName, port: Port) => void): void
  /** The parent is gone: nobody is left to talk to. */
  onOrphaned(hear: () => void): void
  /** Calls back once what was posted before has left this process. */
  afterLast(then: () => void): void
}

function overMessagePorts(parent: ParentPort): Talking {
  return {
    onPort: hear => {
      parent.on('message', ({ data, ports: [port] }) => {
        const handed = v.safeParse(Handed, data)
        if (!handed.success || !port) return
        hear(handed.output.port, {
          post: message => port.postMessage(message),
          listen: receive => {
            port.on('message', event => receive(event.data))
            port.start()
          },
          close: () => port.close(),
        })
      })
    },
    // Electron ends its utility processes itself.
    onOrphaned: () => {},
    afterLast: then => void setImmediate(then),
  }
}

function overPipe(): Talking {
  const channels = new Map<number, (message: unknown) => void>()
  const send = (piped: Piped): void => {
    if (process.connected) process.send?.(piped, undefined, undefined, () => {})
  }
  const port = (channel: number): Port => {
    // What arrives before anybody listens waits, as in a message port.
    const early: unknown[] = []
    channels.set(channel, message => early.push(message))
    return {
      post: message => send({ channel, message }),
      listen: receive => {
        channels.set(channel, receive)
        for (const message of early.splice(0)) receive(message)
      },
      close: () => {
        channels.delete(channel)
        send({ channel, closed: true })
      },
    }
  }
  return {
    onPort: hear => {
      process.on('message', data => {
        const piped = v.safeParse(Piped, data)
        if (!piped.success) return
        const { channel, name, message, closed } = piped.output
        if (closed) channels.delete(channel)
        else if (name) hear(name, port(channel))
        else channels.get(channel)?.(message)
      })
    },
    onOrphaned: hear => void process.once('disconnect', hear),
    // The pipe is in order: when this one has been written, so have all before it.
    afterLast: then => {
      if (process.connected)
        process.send?.({ channel: 0 } satisfies Piped, undefined, undefined, () => then())
      else then()
    },
  }
}

/** Undefined when nobody started this process to talk to it. */
export function talking(): Talking | undefined {
  const parent = parentPort()
  if (parent) return overMessagePorts(parent)
  return process.connected ? overPipe() : undefined
}
