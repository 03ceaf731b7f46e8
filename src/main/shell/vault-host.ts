/** Keeps the vault's process, and hands out ports to it. No word passes through here: only ports, and what ToVault says. */
import { MessageChannelMain, type MessagePortMain } from 'electron'
import * as v from 'valibot'
import type { Clock } from '../../shared/clock.ts'
import { FromVault, type ToVault } from '../../shared/contract/shell.ts'
import { type RoomProcess, startRoom } from './room-process.ts'
import { vaultModule } from './runtime.ts'

export type VaultPlan = {
  /** Folder of the bundles. */
  readonly bundles: string
  /** Folder of the profile. */
  readonly profile: string
  /** The Node of the dependencies, for where Electron's own is too old. */
  readonly node: string | undefined
  readonly clock: Clock
  readonly trace: boolean
  /** A vault is there: closed, and ready for ports. */
  readonly there: () => void
  readonly gone: () => void
  readonly heard: (message: FromVault) => void
}

export type VaultHost = {
  /** The other end of a fresh channel, to be handed to a window. The newest of a name wins. */
  readonly connect: (name: 'face' | 'courier' | 'keeper') => MessagePortMain
  readonly tell: (message: ToVault) => void
  readonly pid: () => number | undefined
  /** Commit, wipe, end. Resolves when the process has ended. */
  readonly close: () => Promise<void>
}

/** A vault that has been told to close may take this long, in ms, to write down what it has. */
const PATIENCE = 5000

export function startVault(plan: VaultPlan): VaultHost {
  let own: MessagePortMain | undefined
  let closing = false
  const farewell = (): void => own?.postMessage({ kind: 'close' } satisfies ToVault)

  const connect = (name: 'face' | 'courier' | 'keeper' | 'shell'): MessagePortMain => {
    const { port1, port2 } = new MessageChannelMain()
    room.post({ port: name }, [port1])
    return port2
  }

  const room: RoomProcess = startRoom({
    serviceName: 'kinfold vault',
    module: `${plan.bundles}/${vaultModule(process.versions)}`,
    args: [`--profile=${plan.profile}`, ...(plan.node ? [`--node=${plan.node}`] : [])],
    clock: plan.clock,
    trace: plan.trace,
    heard: () => {},
    started: () => {
      own = connect('shell')
      own.on('message', ({ data }) => {
        const message = v.safeParse(FromVault, data)
        if (message.success) plan.heard(message.output)
      })
      own.start()
      // Told to close before it was there to hear it.
      if (closing) farewell()
      else plan.there()
    },
    fell: () => {
      own?.close()
      own = undefined
      plan.gone()
    },
  })

  return {
    connect,
    tell: message => own?.postMessage(message),
    pid: room.pid,
    close: () => {
      closing = true
      return room.end(farewell, PATIENCE)
    },
  }
}
