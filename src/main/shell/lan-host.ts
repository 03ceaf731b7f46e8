/** Keeps the hub's process, which reads strangers' bytes: it may fall and be started again without any window noticing. */
import type { MessagePortMain } from 'electron'
import * as v from 'valibot'
import type { Clock } from '../../shared/clock.ts'
import { FromLan, type ToLan } from '../../shared/contract/lan.ts'
import { startRoom } from './room-process.ts'

export type LanPlan = {
  readonly bundles: string
  /** What of the command line is the hub's business, handed on as it stands. */
  readonly args: readonly string[]
  readonly clock: Clock
  readonly trace: boolean
  readonly configure: () => ToLan
  /** A fresh port to the vault, for what lies with keepers. */
  readonly vault: () => MessagePortMain | undefined
  readonly heard: (message: FromLan) => void
  readonly gone: () => void
}

export type LanHost = {
  readonly tell: (message: ToLan) => void
  readonly pid: () => number | undefined
  readonly close: () => Promise<void>
}

const PATIENCE = 1000

export function startLan(plan: LanPlan): LanHost {
  const room = startRoom({
    serviceName: 'kinfold lan',
    module: `${plan.bundles}/lan.cjs`,
    args: plan.args,
    clock: plan.clock,
    trace: plan.trace,
    started: () => {
      room.post(plan.configure())
      const port = plan.vault()
      if (port) room.post({ kind: 'vault' } satisfies ToLan, [port])
    },
    heard: data => {
      const message = v.safeParse(FromLan, data)
      if (message.success) plan.heard(message.output)
    },
    fell: plan.gone,
  })
  return {
    tell: message => room.post(message),
    pid: room.pid,
    close: () => room.end(() => room.post({ kind: 'stop' } satisfies ToLan), PATIENCE),
  }
}
