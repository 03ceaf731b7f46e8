/** The end of a room's port that stays in the preload: the page gets plain data and two functions, never the port. */
import { ipcRenderer } from 'electron'

export type Pipe = {
  readonly post: (message: unknown) => void
  readonly listen: (receive: (message: unknown) => void) => void
}

/**
 * A pipe to the vault. What is posted while there is no port waits for the next one: before the first, and from the moment
 * the shell says that the vault has gone. A new port replaces the old one silently.
 */
export function vaultPipe(): Pipe {
  let port: MessagePort | undefined
  let receive: ((message: unknown) => void) | undefined
  const waiting: unknown[] = []
  // Until somebody listens, what has come stays in the port.
  const open = (): void => {
    if (!port || !receive) return
    const hear = receive
    port.onmessage = event => hear(event.data)
  }
  ipcRenderer.on('vault', event => {
    port?.close()
    port = event.ports[0]
    open()
    if (port) for (const message of waiting.splice(0)) port.postMessage(message)
  })
  return Object.freeze({
    post: (message: unknown) => {
      if (port) port.postMessage(message)
      else waiting.push(message)
    },
    listen: (hear: (message: unknown) => void) => {
      receive = hear
      open()
    },
  })
}

/** The face's calls to the shell and the shell's answers and news. */
export function shellPipe(): Pipe {
  let receive: ((message: unknown) => void) | undefined
  const early: unknown[] = []
  ipcRenderer.on('shell', (_event, message: unknown) => {
    if (receive) receive(message)
    else early.push(message)
  })
  return Object.freeze({
    post: (message: unknown) => ipcRenderer.send('shell', message),
    listen: (hear: (message: unknown) => void) => {
      receive = hear
      for (const message of early.splice(0)) hear(message)
    },
  })
}

/** The path of a sync file that a hand dropped onto the page. */
export const dropped = (path: string): void => ipcRenderer.send('dropped', path)

/** Last: everything is in place, the shell may hand the port over. */
export const ready = (): void => ipcRenderer.send('ready')
