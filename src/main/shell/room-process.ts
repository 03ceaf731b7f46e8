/** A room that is a process of its own: started with nothing it does not need, started again when it falls, ended on purpose. */
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import type { Clock } from '../../shared/clock.ts'
import { forgetCore } from './core-dump.ts'
import { environment } from './environment.ts'
import { backOff, fallsInARow } from './restart.ts'

export type RoomPlan = {
  /** As the system's list of processes shows it. */
  readonly serviceName: string
  /** Absolute path of the bundle. */
  readonly module: string
  readonly args: readonly string[]
  readonly clock: Clock
  /** What the room says on its error stream, for development alone: a sentence there may hold a person's words. */
  readonly trace: boolean
  /** The process is there and may be posted to. */
  readonly started: () => void
  readonly heard: (message: unknown) => void
  /** It ended though nobody asked it to; it is started again by itself. */
  readonly fell: () => void
}

export type RoomProcess = {
  readonly post: (message: unknown, ports?: MessagePortMain[]) => void
  readonly pid: () => number | undefined
  /** Says goodbye through `farewell`, waits `patience` ms for the end, then ends it. Not started again. */
  readonly end: (farewell: () => void, patience: number) => Promise<void>
}

export function startRoom(plan: RoomPlan): RoomProcess {
  let child: UtilityProcess | undefined
  let falls = 0
  let ending = false
  let again: NodeJS.Timeout | undefined

  const start = (): void => {
    const born = plan.clock.now()
    const made = utilityProcess.fork(plan.module, [...plan.args], {
      serviceName: plan.serviceName,
      env: environment(process.env),
      execArgv: [],
      stdio: 'pipe',
    })
    child = made
    made.stdout?.resume()
    if (plan.trace) made.stderr?.on('data', bytes => process.stderr.write(`${plan.serviceName}: ${bytes}`))
    else made.stderr?.resume()
    made.once('spawn', () => {
      if (made.pid) forgetCore(made.pid)
      plan.started()
    })
    made.on('message', message => plan.heard(message))
    made.once('exit', () => {
      if (child === made) child = undefined
      if (ending) return
      falls = fallsInARow(falls, plan.clock.now() - born)
      again = setTimeout(start, backOff(falls))
      plan.fell()
    })
  }
  start()

  return {
    post: (message, ports = []) => child?.postMessage(message, ports),
    pid: () => child?.pid,
    end: (farewell, patience) => {
      ending = true
      clearTimeout(again)
      const last = child
      if (!last) return Promise.resolve()
      return new Promise(resolve => {
        const end = setTimeout(() => last.kill(), patience)
        last.once('exit', () => {
          clearTimeout(end)
          resolve()
        })
        farewell()
      })
    },
  }
}
