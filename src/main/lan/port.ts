/** How this process talks to the one that started it: as an Electron utility process, or as a plain fork. Nothing else knows. */
import type { Port } from '../../shared/contract/wire.ts'

type Handed = {
  postMessage(message: unknown): void
  on(event: 'message', hear: (event: { data: unknown }) => void): void
  start(): void
  close(): void
}
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', hear: (event: { data: unknown; ports: Handed[] }) => void): void
}

/** `onHanded`: ports to others that came with a message, which is told with them. */
export type OwnPort = Port & { onHanded(hear: (message: unknown, port: Port) => void): void }

/** A process whose starter has gone ends: a hub must not outlive its app. */
export function openPort(): OwnPort {
  // What tells every process at once to end is its starter's business.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  const { parentPort } = process as unknown as { parentPort?: ParentPort }
  if (parentPort) {
    return {
      post: message => parentPort.postMessage(message),
      listen: receive => parentPort.on('message', event => receive(event.data)),
      close: () => process.exit(0),
      onHanded: hear =>
        parentPort.on('message', ({ data, ports: [handed] }) => {
          if (!handed) return
          hear(data, {
            post: message => handed.postMessage(message),
            listen: receive => {
              handed.on('message', event => receive(event.data))
              handed.start()
            },
            close: () => handed.close(),
          })
        }),
    }
  }
  process.on('disconnect', () => process.exit(0))
  return {
    post: message => void process.send?.(message),
    listen: receive => void process.on('message', receive),
    close: () => process.exit(0),
    // A fork is handed no ports: what is for one comes wrapped, and there is one at most.
    onHanded: hear => {
      let receive: ((message: unknown) => void) | undefined
      process.on('message', (message: { over?: unknown } | null) => {
        if (message && 'over' in message) return receive?.(message.over)
        hear(message, {
          post: over => void process.send?.({ over }),
          listen: to => {
            receive = to
          },
          close: () => {},
        })
      })
    },
  }
}
