/** How this process talks to the one that started it: as an Electron utility process, or as a plain fork. Nothing else knows. */
import type { Port } from '../../shared/contract/wire.ts'

type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', hear: (event: { data: unknown }) => void): void
}

/** A process whose starter has gone ends: a hub must not outlive its app. */
export function openPort(): Port {
  // What tells every process at once to end is its starter's business.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  const { parentPort } = process as unknown as { parentPort?: ParentPort }
  if (parentPort) {
    return {
      post: message => parentPort.postMessage(message),
      listen: receive => parentPort.on('message', event => receive(event.data)),
      close: () => process.exit(0),
    }
  }
  process.on('disconnect', () => process.exit(0))
  return {
    post: message => void process.send?.(message),
    listen: receive => void process.on('message', receive),
    close: () => process.exit(0),
  }
}
