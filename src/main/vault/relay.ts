/**
 * Where Electron's own Node is too old for the database's module, this utility process forks the Node that came with
 * the dependencies and pipes: ports on this side, numbered channels on the other. No word is looked at here.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { MessagePortLike, ParentPort, Piped } from './port.ts'

const parent = (process as unknown as { parentPort: ParentPort }).parentPort
const node = process.argv.find(arg => arg.startsWith('--node='))?.slice('--node='.length)
const vault = join(__dirname, 'vault.cjs')
const passed = process.argv.slice(2).filter(arg => !arg.startsWith('--node='))

/** What Node needs to start on Windows; elsewhere nothing. A vault has no use for a person's environment. */
const env = Object.fromEntries(
  ['SystemRoot', 'TEMP'].flatMap(name => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  }),
)

/** No core dump of a process that holds keys: the limit is inherited, so a shell sets it and becomes the vault. */
function start(): ChildProcess {
  if (!node) throw new Error('relay: --node=<path> is missing')
  const stdio: ('ignore' | 'pipe' | 'ipc')[] = ['ignore', 'ignore', 'pipe', 'ipc']
  if (process.platform === 'win32')
    return fork(vault, passed, { execPath: node, execArgv: [], env, stdio, serialization: 'advanced' })
  const limited = ['-c', 'ulimit -c 0; exec "$0" "$@"', node, vault, ...passed]
  return spawn('/bin/sh', limited, { env, stdio, serialization: 'advanced' })
}

const child = start()
const ports = new Map<number, MessagePortLike>()
let next = 1

const send = (piped: Piped): void => {
  if (child.connected) child.send(piped, () => {})
}

parent.on('message', ({ data, ports: [port] }) => {
  const name = (data as { port?: Piped['name'] } | null)?.port
  if (!port || !name) return
  const channel = next++
  ports.set(channel, port)
  send({ channel, name })
  port.on('message', event => send({ channel, message: event.data }))
  port.on('close', () => {
    if (ports.delete(channel)) send({ channel, closed: true })
  })
  port.start()
})

child.on('message', data => {
  const { channel, message, closed } = data as unknown as Piped
  const port = ports.get(channel)
  if (!closed) return port?.postMessage(message)
  ports.delete(channel)
  port?.close()
})

// The vault's own reports begin so and carry no words; of anything else only its length is told.
child.stderr?.setEncoding('utf8').on('data', (text: string) => {
  for (const line of text.split('\n'))
    if (line !== '')
      process.stderr.write(line.startsWith('vault: ') ? `${line}\n` : `relay: ${line.length} characters\n`)
})

child.on('error', () => process.exit(71))
// What the vault said last may still be in the pipe when it has ended: the pipe's own end comes after it.
child.on('exit', code => {
  const leave = (): void => void setImmediate(() => process.exit(code ?? 72))
  if (child.connected) child.once('disconnect', leave)
  else leave()
})

// What tells every process at once to end is the shell's business. The vault ends when the pipe to it does.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
