/**
 * What is said in one breath goes as one message. An edit among many is a frame for each link and a credit for each frame, and
 * every message wakes two processes.
 */
import type { Port } from './wire.ts'

/** On both ends. In the order in which it was posted; what is said later in the same turn of the loop goes along. */
export function bundled<P extends Pick<Port, 'post' | 'listen'>>(port: P): P {
  let waiting: unknown[] = []
  const go = (): void => {
    const list = waiting
    waiting = []
    port.post(list.length === 1 ? list[0] : list)
  }
  return {
    ...port,
    post(message: unknown) {
      if (waiting.push(message) === 1) void Promise.resolve().then(go)
    },
    listen(receive: (message: unknown) => void) {
      port.listen(message => {
        for (const one of Array.isArray(message) ? message : [message]) receive(one)
      })
    },
  }
}
