/** Gives every port that is handed over its partner: faces the contract, the courier and the shell their messages. */
import * as v from 'valibot'
import { bundled } from '../../shared/contract/bundled.ts'
import { type FromVault, ToVault } from '../../shared/contract/shell.ts'
import { vaultContract } from '../../shared/contract/vault.ts'
import { type Bug, type Port, serve as serveContract } from '../../shared/contract/wire.ts'
import { absurd } from '../../shared/result.ts'
import type { Tell } from './circle/live/reach.ts'
import type { Talking } from './port.ts'
import { type Session, type SessionDeps, session } from './session.ts'

export type Serving = {
  readonly deps: Omit<SessionDeps, 'tell' | 'toShell'>
  readonly talking: Talking
  readonly bug: Bug
  /** After the session has closed. */
  readonly end: () => void
}

/** The newest port of each name is the one in use. */
export function serve({ deps, talking, bug, end }: Serving): Session {
  let face: { port: Port; tell: Tell } | undefined
  let courier: Port | undefined
  let keeper: Port | undefined
  let shell: Port | undefined
  const post = (message: FromVault): void => shell?.post(message)
  const self = session({ ...deps, tell: (news, value) => face?.tell(news, value), toShell: post })

  talking.onPort((name, port) => {
    switch (name) {
      case 'face': {
        face?.port.close()
        const { tell } = serveContract(vaultContract, self.handlers, port, bug)
        face = { port, tell }
        return
      }
      case 'courier':
        courier?.close()
        courier = port
        self.onCourier(bundled(port))
        return
      case 'keeper':
        keeper?.close()
        keeper = port
        self.onKeeper(port)
        return
      case 'shell':
        shell?.close()
        shell = port
        port.listen(data => {
          const message = v.safeParse(ToVault, data)
          if (!message.success) return
          if (message.output.kind !== 'close') return self.onShell(message.output)
          // Answers to what came just before stand in the queue: they go first.
          setImmediate(() => {
            self.close()
            talking.afterLast(end)
          })
        })
        self.greetShell()
        return
      default:
        absurd(name)
    }
  })
  return self
}
