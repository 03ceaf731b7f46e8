/** The house: which rooms stand, and what happens when one opens, falls, is locked or left. */
import { randomBytes } from 'node:crypto'
import { app, type BrowserWindow, clipboard, dialog, screen } from 'electron'
import type { Clock } from '../../shared/clock.ts'
import type { FromVault } from '../../shared/contract/shell.ts'
import { t } from '../../shared/locales/speak.ts'
import type { Bounds } from '../../shared/look.ts'
import { absurd } from '../../shared/result.ts'
import { answers } from './answer.ts'
import { fitting, followBounds, standing } from './bounds.ts'
import { carry } from './carry.ts'
import { closing } from './closing.ts'
import { copying } from './copying.ts'
import { type Face, openFace, TITLE } from './face-window.ts'
import { hiding } from './hide.ts'
import { idle } from './idle.ts'
import { mayLeave } from './leave.ts'
import { type Locking, lock } from './lock.ts'
import { keepLook } from './look.ts'
import { marking, selectionOf } from './marking.ts'
import type { MenuKeys } from './menu.ts'
import type { Interfaces } from './network-wish.ts'
import { postTo } from './post.ts'
import { backOff, fallsInARow } from './restart.ts'
import type { Sessions } from './sessions.ts'
import { timers } from './timers.ts'
import { startVault, type VaultHost } from './vault-host.ts'
import { appear, vanish } from './window.ts'

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
  /** The language somebody chose, a BCP 47 tag: at the start, and whenever it changes. */
  readonly speaks: (language: string | undefined) => void
  /** Keys that somebody chose for what the menu does, whenever they change. */
  readonly keys: (keys: MenuKeys) => void
  /** ws://127.0.0.1:port of the hub, whenever it changes. */
  readonly hubAt: (origin: string | undefined) => void
}

export type House = {
  /** Nothing to do if the vault is not open, or while it is being locked. */
  readonly lock: () => Promise<void>
  /** Quick hide: off the screen at once. */
  readonly hide: () => void
  /** False: some words could not be saved, and the person would rather stay. */
  readonly mayLeave: () => Promise<boolean>
  /** Saves, ends every room. Resolves when no process of ours is left. `asked`: mayLeave was; else the face has longer. */
  readonly leave: (asked: boolean) => Promise<void>
  /** To the front, as a second start asks for. */
  readonly show: () => void
  readonly invitation: (link: string) => void
  /** A sync file from outside; opened as soon as the notebook is. */
  readonly file: (path: string) => void
  /** For the test that compares processes. */
  readonly pids: () => { vault: number | undefined; face: number | undefined; lan: number | undefined }
}

/** How long a face that nobody has asked before has to save, in ms, when the program is told to end. */
const UNASKED = 3000
/** More files at once a person does not mean; the oldest is left out. */
const MOST_FILES = 8
/** How long the first picture is waited for, in ms. */
const UNDRAWN = 3000

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
  /** Asked for by the notebook that was open last: what stands on its closed cover stays out of screenshots, too. */
  let shield = false
  /** It was closed because a part of it cannot be read: the cover looks for a backup before it opens it again. */
  let harmed = false
  const flushed = new WeakMap<BrowserWindow, (unsent: boolean) => void>()
  /** Windows with words that are not saved. */
  const holding = new WeakSet<BrowserWindow>()
  const look = keepLook(plan.profile)
  const clip = copying(clipboard, timers)
  const mark = marking(process.platform === 'linux' ? selectionOf(clipboard) : undefined)
  const still = idle(timers, () => void locked())
  const away = hiding(timers, {
    vanish: () => {
      void mark.clear()
      if (!face || face.window.isDestroyed()) return
      face.tell('veil', { drawn: true })
      vanish(face.window, t('window.hidden'))
    },
    appear: () => {
      if (!face || face.window.isDestroyed()) return
      face.tell('veil', { drawn: false })
      appear(face.window, TITLE)
    },
    lock: () => void locked(),
  })
  const closes = closing({
    open: () => open === true && there,
    ask: () => face?.tell('closing', {}),
    leave: () => app.quit(),
    stay: () => {
      away.hide()
      void locked()
    },
  })

  const carrier = carry({
    ...plan,
    connect: name => (there ? vault?.connect(name) : undefined),
    tell: message => vault?.tell(message),
  })

  /** Sync files that wait for the notebook to be open. */
  const files: string[] = []
  const handFiles = (): void => {
    if (!open || !there || !vault || !face || face.window.isDestroyed()) return
    for (const path of files.splice(0)) {
      const file = randomBytes(16).toString('hex')
      vault.tell({ kind: 'place', place: file, path })
      face.tell('file', { file })
    }
  }
  const comes = (path: string): void => {
    files.push(path)
    files.splice(0, files.length - MOST_FILES)
    handFiles()
  }

  const handVault = (): void => {
    if (!face || face.window.isDestroyed()) return
    if (there && vault) postTo(face.window.webContents, 'vault', null, [vault.connect('face')])
  }

  const vaultFell = (): void => {
    there = false
    open = undefined
    still.limit(undefined)
    carrier.wish(undefined)
    if (face && !face.window.isDestroyed()) {
      postTo(face.window.webContents, 'vault', null)
      face.tell('vault', { there: false })
    }
  }

  const heard = (message: FromVault): void => {
    switch (message.kind) {
      case 'network':
        carrier.wish(message)
        break
      case 'again':
        carrier.again()
        break
      case 'alive':
        carrier.alive(message.hubs)
        break
      case 'state':
        open = message.state === 'open'
        if (open) harmed = false
        handFiles()
        break
      case 'care':
        still.limit(message.lockAfter)
        closes.means(message.closing)
        shield = message.shield
        if (face && !face.window.isDestroyed()) face.window.setContentProtection(shield)
        break
      case 'working':
        still.busy('work', message.on)
        break
      case 'lock':
        void locked()
        break
      case 'erased':
        look.forget()
        plan.speaks(undefined)
        void locked(true)
        break
      default:
        absurd(message)
    }
  }

  /** `fellBefore`: the face has met one that is gone. */
  const newVault = (fellBefore = false): void => {
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
      heard,
    })
  }

  /** The first one starts when something is on the screen: together they would keep the cover waiting. */
  const firstVault = (): void => {
    if (!vault && !busy && !leaving) newVault()
  }

  const newFace = (bounds?: Bounds): Face => {
    closes.anew()
    // What the page before showed, this one does not.
    still.busy('words', false)
    const born = clock.now()
    const opened: Face = openFace({
      session: sessions.faces[turn++ % 2 === 0 ? 0 : 1],
      preload: `${plan.preloads}/face.cjs`,
      devTools: plan.devTools,
      bounds,
      look: look.read(),
      title: away.hidden() ? t('window.hidden') : TITLE,
      drawn: () => {
        firstVault()
        if (!away.hidden()) return bounds?.maximized ? opened.window.maximize() : opened.window.show()
        // Into the task bar, so that there is a way back.
        away.stir()
        vanish(opened.window, t('window.hidden'))
      },
      touched: still.touched,
      plays: on => {
        if (face === opened) still.busy('sound', on)
      },
      handlers: answers({
        window: () => opened.window,
        lock: why => {
          harmed ||= why
          void locked()
        },
        harmed: () => harmed,
        hide: away.hide,
        close: closes.answer,
        flushed: unsent => flushed.get(opened.window)?.(unsent),
        holds: words => void (words ? holding.add(opened.window) : holding.delete(opened.window)),
        writesDown: on => {
          if (face === opened) still.busy('words', on)
        },
        copy: clip.copy,
        marked: on => void (on ? mark.marked() : mark.clear(true)),
        chose: (folder, path) => vault?.tell({ kind: 'folder', folder, path }),
        placed: (place, path) => vault?.tell({ kind: 'place', place, path }),
        look: chosen => {
          plan.speaks(chosen.language)
          return look.keep(chosen)
        },
        keys: plan.keys,
      }),
      dropped: comes,
      ready: () => {
        if (face === opened) handVault()
      },
    })
    opened.window.setContentProtection(shield)
    opened.window.on('blur', () => void mark.left())
    for (const event of ['restore', 'show', 'focus'] as const)
      opened.window.on(event as 'restore', () => {
        if (face === opened) away.back()
      })
    opened.window.on('close', event => {
      if (leaving) return
      event.preventDefault()
      if (face === opened) closes.close()
    })
    followBounds(opened.window, timers, stood => {
      if (face === opened) look.keepWindow(stood)
    })
    // A page that crashed takes no words with it that the vault does not have or the next page cannot be told.
    opened.window.webContents.on('render-process-gone', () => {
      holding.delete(opened.window)
      flushed.get(opened.window)?.(false)
      if (face !== opened || leaving) return
      faceFalls = fallsInARow(faceFalls, clock.now() - born)
      setTimeout(() => {
        if (face !== opened || leaving) return
        const where = standing(opened.window)
        opened.window.destroy()
        face = newFace(where)
      }, backOff(faceFalls))
    })
    return opened
  }

  /** Resolves when this face has sent what it has. True: some of it is not saved. */
  const flush = (old: Face | undefined): Promise<boolean> =>
    new Promise(resolve => {
      if (!old || old.window.isDestroyed()) return resolve(false)
      flushed.set(old.window, resolve)
      old.tell('flush', {})
      if (old.gone()) resolve(false)
    })

  /** The steps of locking for the rooms as they stand now; `cover` takes the words off the screen. */
  const stepsOf = (cover: (old: BrowserWindow) => void, keep: (old: Face) => void): Locking => {
    const [oldFace, oldVault] = [face, vault]
    return {
      cover: () => {
        there = false
        open = undefined
        vault = undefined
        still.limit(undefined)
        void mark.clear()
        if (oldFace && !oldFace.window.isDestroyed()) cover(oldFace.window)
      },
      flush: () => flush(oldFace),
      holds: () => oldFace !== undefined && holding.has(oldFace.window),
      closeVault: async () => oldVault?.close(),
      endCourier: () => carrier.wish(undefined),
      endFace: () => {
        if (!oldFace || oldFace.window.isDestroyed()) return
        const { session } = oldFace.window.webContents
        oldFace.window.destroy()
        void session.clearStorageData()
      },
      keepFace: () => {
        if (oldFace && !oldFace.window.isDestroyed()) keep(oldFace)
      },
      wait,
    }
  }

  /** `erased`: there is nothing to be saved into any more. */
  const locked = (erased = false): Promise<void> => {
    if (busy || leaving || open === false) return busy ?? Promise.resolve()
    let kept = false
    const steps = stepsOf(
      old => {
        const bounds = standing(old)
        face = newFace(bounds)
        if (old.isVisible() && !away.hidden()) bounds.maximized ? face.window.maximize() : face.window.show()
        old.hide()
      },
      old => {
        kept = true
        const fresh = face?.window
        face = old
        postTo(old.window.webContents, 'vault', null)
        old.tell('vault', { there: false })
        if (!away.hidden()) old.window.show()
        fresh?.destroy()
      },
    )
    busy = lock(erased ? { ...steps, flush: async () => false } : steps).then(() => {
      busy = undefined
      if (!leaving) newVault(kept)
    })
    return busy
  }

  const askToLeave = async (): Promise<boolean> => {
    if (!face || face.window.isDestroyed()) return true
    const { response } = await dialog.showMessageBox(face.window, {
      type: 'warning',
      message: t('leave.title'),
      detail: t('leave.detail'),
      buttons: [t('leave.stay'), t('leave.go')],
      defaultId: 0,
      cancelId: 0,
    })
    return response === 1
  }

  const leave = async (asked: boolean): Promise<void> => {
    leaving = true
    await busy
    if (!asked) await Promise.race([flush(face), wait(UNASKED)])
    await clip.clear()
    await mark.clear()
    await lock(
      stepsOf(
        old => old.hide(),
        old => old.window.destroy(),
      ),
    )
    await carrier.end()
  }

  // A screen that never says that it was drawn keeps nobody from the notebook.
  setTimeout(firstVault, UNDRAWN)
  face = newFace(
    fitting(
      look.window(),
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
  )
  // Its menu is made while the page's own process starts.
  plan.speaks(look.read().language)

  return {
    lock: () => locked(),
    hide: away.hide,
    mayLeave: async () => {
      // A page that is being locked may yet turn out to stay.
      await busy
      const asked = face
      return mayLeave({
        flush: () => flush(asked),
        holds: () => asked !== undefined && holding.has(asked.window),
        ask: askToLeave,
        wait,
      })
    },
    leave,
    show: () => {
      away.back(true)
      if (!face || face.window.isDestroyed()) return
      if (face.window.isMinimized()) face.window.restore()
      face.window.show()
      face.window.focus()
    },
    invitation: link => face?.tell('invitation', { link }),
    file: comes,
    pids: () => ({
      vault: vault?.pid(),
      face: face && !face.window.isDestroyed() ? face.window.webContents.getOSProcessId() : undefined,
      lan: carrier.pid(),
    }),
  }
}
