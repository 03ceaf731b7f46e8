/** The house: which rooms stand, and what happens when one opens, falls, is locked or left. */
import { app, type BrowserWindow, type Rectangle } from 'electron'
import type { Clock } from '../../shared/clock.ts'
import { answers } from './answer.ts'
import { carry } from './carry.ts'
import { type Face, openFace } from './face-window.ts'
import { type Locking, lock } from './lock.ts'
import type { Interfaces } from './network-wish.ts'
import { backOff, fallsInARow } from './restart.ts'
import type { Sessions } from './sessions.ts'
import { startVault, type VaultHost } from './vault-host.ts'

export type HousePlan = {
  readonly sessions: Sessions
  readonly clock: Clock
  /** Folders of the main bundles and of the preloads. */
  readonly bundles: string
  readonly preloads: string
  readonly profile: string
  readonly node: string | undefined
  readonly devTools: boolean
  readonly trace: boolean
  readonly interfaces: Interfaces
  /** Of the command line, for the hub. */
  readonly hubArgs: readonly string[]
  /** ws://127.0.0.1:port of the hub, whenever it changes. */
  readonly hubAt: (origin: string | undefined) => void
}

export type House = {
  /** Nothing to do if the vault is not open, or while it is being locked. */
  readonly lock: () => Promise<void>
  /** Saves, ends every room. Resolves when no process of ours is left. */
  readonly leave: () => Promise<void>
  /** To the front, as a second start asks for. */
  readonly show: () => void
  readonly invitation: (link: string) => void
  /** For the test that compares processes. */
  readonly pids: () => { vault: number | undefined; face: number | undefined; lan: number | undefined }
}

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

export function openHouse(plan: HousePlan): House {
  const { clock, sessions } = plan
  let turn = 0
  let faceFalls = 0
  let face: Face | undefined
  let vault: VaultHost | undefined
  /** A vault's process is there to be handed ports. */
  let there = false
  let open: boolean | undefined
  let busy: Promise<void> | undefined
  let leaving = false
  const flushed = new WeakMap<BrowserWindow, () => void>()

  const carrier = carry({
    ...plan,
    connect: () => (there ? vault?.connect('courier') : undefined),
    tell: message => vault?.tell(message),
  })

  const handVault = (): void => {
    const { webContents } = face?.window ?? {}
    if (!webContents || webContents.isDestroyed()) return
    if (there && vault) webContents.postMessage('vault', null, [vault.connect('face')])
  }

  const vaultFell = (): void => {
    there = false
    open = undefined
    carrier.wish(undefined)
    if (face && !face.window.isDestroyed()) {
      face.window.webContents.postMessage('vault', null)
      face.tell('vault', { there: false })
    }
  }

  const newVault = (): void => {
    let fellBefore = false
    vault = startVault({
      ...plan,
      there: () => {
        there = true
        handVault()
        if (fellBefore) face?.tell('vault', { there: true })
      },
      gone: () => {
        fellBefore = true
        vaultFell()
      },
      heard: message => {
        if (message.kind === 'network') carrier.wish(message)
        else open = message.state === 'open'
      },
    })
  }

  const newFace = (bounds?: Rectangle): Face => {
    const born = clock.now()
    const opened: Face = openFace({
      session: sessions.faces[turn++ % 2 === 0 ? 0 : 1],
      preload: `${plan.preloads}/face.cjs`,
      devTools: plan.devTools,
      bounds,
      handlers: answers({
        window: () => opened.window,
        lock: () => void locked(),
        flushed: () => flushed.get(opened.window)?.(),
      }),
      ready: () => {
        if (face === opened) handVault()
      },
    })
    opened.window.on('close', event => {
      if (leaving) return
      event.preventDefault()
      app.quit()
    })
    // A page that crashed takes no words with it that the vault does not have or the next page cannot be told.
    opened.window.webContents.on('render-process-gone', () => {
      if (face !== opened || leaving) return
      faceFalls = fallsInARow(faceFalls, clock.now() - born)
      setTimeout(() => {
        if (face !== opened || leaving) return
        const where = opened.window.getBounds()
        opened.window.destroy()
        face = newFace(where)
      }, backOff(faceFalls))
    })
    return opened
  }

  /** The steps of locking for the rooms as they stand now; `cover` takes the words off the screen. */
  const stepsOf = (cover: (old: BrowserWindow) => void): Locking => {
    const [oldFace, oldVault] = [face, vault]
    return {
      cover: () => {
        there = false
        open = undefined
        vault = undefined
        if (oldFace && !oldFace.window.isDestroyed()) cover(oldFace.window)
      },
      flush: () =>
        new Promise(resolve => {
          if (!oldFace || oldFace.window.isDestroyed()) return resolve()
          flushed.set(oldFace.window, resolve)
          oldFace.tell('flush', {})
        }),
      closeVault: async () => oldVault?.close(),
      endCourier: () => carrier.wish(undefined),
      endFace: () => {
        if (!oldFace || oldFace.window.isDestroyed()) return
        const { session } = oldFace.window.webContents
        oldFace.window.destroy()
        void session.clearStorageData()
      },
      wait,
    }
  }

  const locked = (): Promise<void> => {
    if (busy || leaving || open === false) return busy ?? Promise.resolve()
    const steps = stepsOf(old => {
      const bounds = old.getNormalBounds()
      face = newFace(bounds)
      if (old.isVisible()) face.window.show()
      old.hide()
    })
    busy = lock(steps).then(() => {
      busy = undefined
      if (!leaving) newVault()
    })
    return busy
  }

  const leave = async (): Promise<void> => {
    leaving = true
    await busy
    await lock(stepsOf(old => old.hide()))
    await carrier.end()
  }

  newVault()
  face = newFace()

  return {
    lock: locked,
    leave,
    show: () => {
      if (!face || face.window.isDestroyed()) return
      if (face.window.isMinimized()) face.window.restore()
      face.window.show()
      face.window.focus()
    },
    invitation: link => face?.tell('invitation', { link }),
    pids: () => ({
      vault: vault?.pid(),
      face: face && !face.window.isDestroyed() ? face.window.webContents.getOSProcessId() : undefined,
      lan: carrier.pid(),
    }),
  }
}
