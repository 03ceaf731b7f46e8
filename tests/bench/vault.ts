/** A vault's own process, as the relay starts it, asked over its pipe. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { vaultContract } from '../../src/shared/contract/vault.ts'
import { type Asking, ask } from '../../src/shared/contract/wire.ts'
import { PROGRAM } from './people.ts'

type Piped = { channel: number; name?: 'face'; message?: unknown }

export type VaultProcess = Asking<typeof vaultContract> & { readonly pid: number } & AsyncDisposable

export function startVault(profile: string): VaultProcess {
  const child = spawn(process.execPath, [join(PROGRAM, 'out/main/vault.cjs'), `--profile=${profile}`], {
    env: {},
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  })
  const send = (piped: Piped): void => void child.send(piped)
  send({ channel: 1, name: 'face' })
  const asking = ask(vaultContract, {
    post: message => send({ channel: 1, message }),
    listen: hear =>
      void child.on('message', piped => {
        const { channel, message } = piped as Piped
        if (channel === 1) hear(message)
      }),
    close: () => {},
  })
  return {
    ...asking,
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.disconnect()
      await ended
    },
  }
}
