/** The way out: the hub's process and the courier's window, there while the vault wishes for them and no longer. */
import type { BrowserWindow, MessagePortMain } from 'electron'
import type { Clock } from '../../shared/clock.ts'
import type { FromLan } from '../../shared/contract/lan.ts'
import { type Carried, type NetworkWish, OFFLINE, type ToVault } from '../../shared/contract/shell.ts'
import { absurd } from '../../shared/result.ts'
import { openCourier } from './courier-window.ts'
import { type LanHost, startLan } from './lan-host.ts'
import { BLIND, configure, hubOrigin, type Interfaces, stateOf, wantsHub } from './network-wish.ts'
import { postTo } from './post.ts'
import { backOff, fallsInARow } from './restart.ts'
import type { Sessions } from './sessions.ts'

export type CarryPlan = {
  readonly sessions: Sessions
  readonly clock: Clock
  readonly bundles: string
  readonly preloads: string
  readonly devTools: boolean
  readonly trace: boolean
  readonly interfaces: Interfaces
  readonly hubArgs: readonly string[]
  readonly hubAt: (origin: string | undefined) => void
  /** A fresh port to the vault. */
  readonly connect: (name: 'courier' | 'keeper') => MessagePortMain | undefined
  readonly tell: (message: ToVault) => void
}

export type Carrier = {
  /** `undefined`: offline. */
  readonly wish: (wish: NetworkWish | undefined) => void
  /** Look for others at once. */
  readonly again: () => void
  /** These hubs were heard of from somebody who is linked to them. */
  readonly alive: (hubs: string[]) => void
  readonly pid: () => number | undefined
  readonly end: () => Promise<void>
}

export function carry(plan: CarryPlan): Carrier {
  let wanted: NetworkWish = OFFLINE
  let lan: LanHost | undefined
  let courier: BrowserWindow | undefined
  let hub: string | undefined
  let falls = 0
  const fell = { hub: false, courier: false }
  let told = ''

  /** How both stand, when it is otherwise than it was told. */
  const tellCarried = (): void => {
    const carried: Carried = {
      hub: stateOf({ wanted: wantsHub(wanted), there: hub !== undefined, fell: fell.hub }),
      courier: stateOf({ wanted: wanted.courier, there: courier !== undefined, fell: fell.courier }),
    }
    const news = JSON.stringify(carried)
    if (news !== told) plan.tell({ kind: 'carried', ...carried })
    told = news
  }

  const dropCourier = (): void => {
    if (courier && !courier.isDestroyed()) courier.destroy()
    courier = undefined
  }

  const hubGone = (): void => {
    hub = undefined
    dropCourier()
    plan.hubAt(undefined)
    plan.tell({ kind: 'hub', addresses: [] })
    plan.tell({ kind: 'seen', network: BLIND })
  }

  const heard = (message: FromLan): void => {
    switch (message.kind) {
      case 'ready':
        hubCame(message.url)
        break
      case 'listening':
        plan.tell({ kind: 'hub', addresses: message.addresses })
        break
      case 'seen':
      case 'dialled':
        plan.tell(message)
        break
      default:
        absurd(message)
    }
  }

  const hubCame = (url: string): void => {
    const origin = hubOrigin(url)
    if (!origin) return
    dropCourier()
    hub = url
    plan.hubAt(origin)
    fell.hub = false
    keepCourier()
    tellCarried()
  }

  const keepCourier = (): void => {
    if (!wanted.courier) dropCourier()
    if (!wanted.courier || !hub || courier) return
    const born = plan.clock.now()
    const opened = openCourier({
      session: plan.sessions.courier,
      preload: `${plan.preloads}/courier.cjs`,
      devTools: plan.devTools,
      hub,
      ready: () => {
        const port = plan.connect('courier')
        if (port && !opened.isDestroyed()) postTo(opened.webContents, 'vault', null, [port])
        fell.courier = false
        tellCarried()
      },
    })
    courier = opened
    opened.webContents.on('render-process-gone', () => {
      if (courier !== opened) return
      falls = fallsInARow(falls, plan.clock.now() - born)
      fell.courier = true
      tellCarried()
      setTimeout(() => {
        if (courier !== opened) return
        dropCourier()
        keepCourier()
      }, backOff(falls))
    })
  }

  const stopLan = async (): Promise<void> => {
    const last = lan
    lan = undefined
    if (!last) return
    hubGone()
    await last.close()
  }

  const keepLan = (): void => {
    if (!wantsHub(wanted)) void stopLan()
    else if (lan) lan.tell(configure(wanted, plan.interfaces))
    else newLan()
  }

  const newLan = (): void => {
    const started = startLan({
      bundles: plan.bundles,
      args: plan.hubArgs,
      clock: plan.clock,
      trace: plan.trace,
      configure: () => configure(wanted, plan.interfaces),
      vault: () => plan.connect('keeper'),
      // What a hub that was told to stop still says is no longer heard.
      heard: message => {
        if (lan === started) heard(message)
      },
      gone: () => {
        hubGone()
        fell.hub = true
        tellCarried()
      },
    })
    lan = started
  }

  return {
    wish: wish => {
      wanted = wish ?? OFFLINE
      if (!wantsHub(wanted)) fell.hub = false
      if (!wanted.courier) fell.courier = false
      keepLan()
      keepCourier()
      // Whoever wishes may be a vault that was told nothing yet.
      told = ''
      tellCarried()
    },
    again: () => lan?.tell({ kind: 'again' }),
    alive: hubs => lan?.tell({ kind: 'alive', hubs }),
    pid: () => lan?.pid(),
    end: async () => {
      wanted = OFFLINE
      dropCourier()
      await stopLan()
    },
  }
}
