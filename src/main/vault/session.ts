/** The life of a vault in this process: none or closed, then open, then over. Locking ends the process itself. */
import type { Clock } from '../../shared/clock.ts'
import { type FromVault, type NetworkWish, OFFLINE, type ToVault } from '../../shared/contract/shell.ts'
import { type VaultContract, type VaultState, vaultContract } from '../../shared/contract/vault.ts'
import type { Handlers, Port } from '../../shared/contract/wire.ts'
import type { Fault } from '../../shared/fault.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Around } from './around.ts'
import { type Attachments, openAttachments } from './attachments/open.ts'
import { type Chosen, chosenFolders } from './backup/chosen.ts'
import { openCover } from './backup/cover.ts'
import { type Run, runHere } from './backup/job.ts'
import { type Backups, type CoverCall, openBackups } from './backup/open.ts'
import { finish, isDecided } from './backup/restore.ts'
import { underWay } from './backup/under-way.ts'
import type { Tell } from './circle/live/reach.ts'
import type { Derive, Kdf } from './crypto/passphrase.ts'
import { openDesk } from './desk/open.ts'
import { isErasing } from './erase/marker.ts'
import { type Erasing, openErasing } from './erase/open.ts'
import { beside, clearAway, destroyKeys, finishErasing, leaveNothing } from './erase/vault.ts'
import { openFeelings } from './feelings/open.ts'
import { openChosen } from './import/chosen.ts'
import { type Imports, openImports } from './import/open.ts'
import { openJournal } from './journal/open.ts'
import { settle } from './journal/settle.ts'
import { type CopyDatabase, copyHere } from './keys/copy.ts'
import { openKeys } from './keys/open.ts'
import { openShortcuts } from './shortcuts/open.ts'
import { openSpelling } from './spelling/open.ts'
import { type Checkpoints, checkpoints, truncateLog } from './storage/checkpoint.ts'
import { create } from './storage/create.ts'
import { faultOf } from './storage/fault.ts'
import type { Migration } from './storage/migrate.ts'
import type { Database } from './storage/open.ts'
import { prove } from './storage/prove.ts'
import { standing } from './storage/standing.ts'
import { type Watch, watch } from './storage/stands.ts'
import { type Opened, unlock } from './storage/unlock.ts'

type Calls = Handlers<VaultContract>
type VaultCall = Extract<keyof Calls, `vault.${string}`> | CoverCall
export type CircleCall = Extract<
  keyof Calls,
  `circle.${string}` | `note.${string}` | `network.${string}` | `keeper.${string}`
>
export type CircleHandlers = Pick<Calls, CircleCall>

/** What the circles of an open vault are given, and what they give. */
export type CircleDeps = {
  readonly dir: string
  /** Files that the person chose in a dialog. */
  readonly places: Pick<Chosen, 'path'>
  readonly db: Database
  readonly clock: Clock
  readonly tell: Tell
  readonly network: (wish: NetworkWish) => void
  /** Others are to be looked for at once. */
  readonly again: () => void
  readonly alive: (hubs: string[]) => void
  /** Something was taken away: the log is emptied soon. */
  readonly erased: () => void
  /** A file that came in is in a note now. */
  readonly given: (blob: string) => void
}
export type Circles = {
  readonly handlers: CircleHandlers
  /** A new courier: its port, not yet listened to. */
  onCourier(port: Port): void
  onKeeper(port: Port): void
  /** Everything but `close`; the last of each kind that is in LASTING is told again after opening. */
  onShell(message: ToVault): void
  close(): void
}
export type OpenCircles = (deps: CircleDeps) => Circles

export type SessionDeps = {
  /** The folder of header and database; made at creation. */
  readonly dir: string
  readonly clock: Clock
  readonly derive: Derive
  readonly migrations: readonly Migration[]
  readonly openCircles: OpenCircles
  /** News for the newest face. */
  readonly tell: Tell
  readonly toShell: (message: FromVault) => void
  /** Tests alone. */
  readonly kdf?: Kdf
  /** How a new key gets its copy of the database; in this thread, if not said. */
  readonly copy?: CopyDatabase
  /** How the long work of backups is done; in this thread, if not said. */
  readonly run?: Run
}

export type Session = {
  readonly handlers: Calls
  state(): VaultState
  /** What the shell should know when it connects. */
  greetShell(): void
  onShell(message: ToVault): void
  onCourier(port: Port): void
  onKeeper(port: Port): void
  /** Commits are done already; merges the log, closes the database, wipes the key. Harmless when nothing is open. */
  close(): void
}

type Open = Opened & {
  calls: Omit<Calls, VaultCall>
  circles: Circles
  erasing: Erasing
  watch: Watch
  backups: Backups
  attachments: Attachments
  imports: Imports
  log: Checkpoints
  settle: (most: number) => void
}

/** Entries taken into the index while somebody waits for the lock; the rest waits for the next opening. */
const SETTLED_AT_CLOSE = 5

/** What holds until it is told otherwise: a notebook that opens later has to know it. */
const LASTING: ReadonlySet<ToVault['kind']> = new Set(['hub', 'seen', 'carried'])

/** What may take minutes, and whoever asked for it presses nothing meanwhile. */
const LONG: ReadonlySet<string> = new Set<keyof Calls>([
  'keys.rekey',
  'attachment.begin',
  'attachment.piece',
  'attachment.end',
  'attachment.copy',
  'note.fileAdd',
  'note.fileCopy',
  'circle.export',
  'circle.goOn',
  'circle.fileWrite',
  'circle.fileRead',
  'import.look',
  'import.take',
  'import.undo',
  'backup.make',
  'backup.try',
  'backup.bringBack',
  'backup.restore',
])

export function session(deps: SessionDeps): Session {
  const { dir, clock, derive, migrations } = deps
  let open: Open | undefined
  let courier: Port | undefined
  let keeper: Port | undefined
  const lasting = new Map<ToVault['kind'], ToVault>()
  let wish = OFFLINE
  /** The notebook is getting a new key: nothing else is asked of it, and nothing arrives. */
  let held = false
  /** Of LONG, now. */
  let working = 0
  /** Nobody opens the notebook again, but of a copy beside it a key still stands: it may be tried again. */
  let partlyErased = false
  /** One attempt after the other: a second click waits for the first. */
  let turn: Promise<unknown> = finishErasing(dir).then(() => finish(dir, clock.now()))
  const begun = turn

  const chosen = chosenFolders()
  const places = chosenFolders()
  const backing = underWay(deps.run ?? runHere, going => deps.tell('backup.going', going))

  const state = (): VaultState => {
    if (open) return 'open'
    return isDecided(dir) ? 'closed' : standing(dir)
  }
  const network = (next: NetworkWish): void => {
    wish = next
    deps.toShell({ kind: 'network', ...next })
  }
  const again = (): void => deps.toShell({ kind: 'again' })
  const alive = (hubs: string[]): void => deps.toShell({ kind: 'alive', hubs })

  /** What a new key for the whole notebook needs of the rest: that it is quiet, and then that it ends. */
  const holding = {
    hold: () => {
      if (!open) return
      held = true
      open.circles.close()
      open.db.pragma('query_only = ON')
      courier = undefined
      keeper = undefined
      network(OFFLINE)
    },
    letGo: () => {
      held = false
      if (!open) return
      open.db.pragma('query_only = OFF')
      const { db, log, attachments } = open
      open.circles = deps.openCircles({
        ...deps,
        places,
        db,
        network,
        again,
        alive,
        erased: log.erased,
        given: attachments.given,
      })
      open.calls = { ...open.calls, ...open.circles.handlers }
      for (const message of lasting.values()) open.circles.onShell(message)
      if (courier) open.circles.onCourier(courier)
      if (keeper) open.circles.onKeeper(keeper)
    },
    over: () => {
      end(() => {})
      // The answer to the face goes first.
      setImmediate(() => deps.toShell({ kind: 'lock' }))
    },
  }

  function begin(opened: Opened): void {
    const { db } = opened
    const settled = settle({ db })
    const log = checkpoints(db, () => settled())
    const attachments = openAttachments({
      dir,
      db,
      places,
      erased: log.erased,
      copying: part => deps.tell('attachment.copying', { part }),
    })
    const erased = (): void => {
      log.erased()
      attachments.entriesErased()
    }
    const around: Around = {
      ...deps,
      db,
      how: opened.how,
      erased,
      mentioned: attachments.mentioned,
      bursts: new Map(),
    }
    const circles = deps.openCircles({ ...around, places, network, again, alive, given: attachments.given })
    const journal = openJournal(around)
    const imports = openImports({
      ...around,
      places,
      coming: attachments.handlers,
      openSource: openChosen,
    })
    const erasing = openErasing(around)
    const kdf = deps.kdf ? { kdf: deps.kdf } : {}
    const keys = openKeys({ ...around, ...kdf, copy: deps.copy ?? copyHere, ...holding })
    const backups = openBackups({
      ...around,
      run: backing.run,
      underWay: backing,
      chosen,
      coming: attachments.handlers,
    })
    const calls = {
      ...journal,
      ...imports.handlers,
      ...openFeelings(around),
      ...circles.handlers,
      ...erasing.handlers,
      ...keys,
      ...backups.handlers,
      ...attachments.handlers,
      ...openSpelling(around),
      ...openDesk(around),
      ...openShortcuts(around),
    }
    open = {
      ...opened,
      circles,
      erasing,
      watch: watch(db),
      backups,
      attachments,
      imports,
      log,
      settle: settled,
      calls,
    }
    // What an earlier life left unsettled is due after the same pause.
    log.committed()
    for (const message of lasting.values()) circles.onShell(message)
    if (courier) circles.onCourier(courier)
    if (keeper) circles.onKeeper(keeper)
    partlyErased = false
    deps.toShell({ kind: 'state', state: 'open' })
  }

  const attempt = <T>(
    enter: () => Promise<Result<Opened, Fault>>,
    answer: (opened: Opened) => T,
  ): Promise<Result<T, Fault>> => {
    const mine = turn.then(async (): Promise<Result<T, Fault>> => {
      try {
        // A notebook that was put back and waits: nothing is opened or made in its place.
        if (!open && finish(dir, clock.now())) return err('vault-in-use')
        const opened = await enter()
        if (!opened.ok) return opened
        begin(opened.value)
        return ok(answer(opened.value))
      } catch (error) {
        const fault = faultOf(error)
        if (fault) return err(fault)
        throw error
      }
    })
    turn = mine.catch(() => {})
    return mine
  }

  const cover = openCover({
    ...deps,
    run: backing.run,
    underWay: backing,
    chosen,
    openFolder: () => open?.backups.folder(),
    inTurn: work => {
      const mine = turn.then(work)
      turn = mine.catch(() => {})
      return mine
    },
    restart: () => setImmediate(() => deps.toShell({ kind: 'lock' })),
  })

  const vault: Pick<Calls, VaultCall> = {
    ...cover,
    'vault.state': async () => {
      await begun
      return ok({ state: state() })
    },
    'vault.create': ({ passphrase }) =>
      attempt(
        async () => {
          if (open) return err('vault-exists')
          // A new header would say that nothing is left to erase here.
          await finishErasing(dir)
          if (isErasing(dir)) return err('partly-erased')
          return create({ dir, passphrase, derive, migrations, ...(deps.kdf ? { kdf: deps.kdf } : {}) })
        },
        () => ({}),
      ),
    'vault.unlock': async key => {
      await turn
      if (open) {
        const proved = await prove({ dir, key: open.how.key }, key, derive)
        return proved.ok ? ok({ notices: [] }) : proved
      }
      return attempt(
        () => unlock({ ...key, dir, derive, migrations }),
        ({ notices, told }) => {
          told()
          return { notices: [...notices] }
        },
      )
    },
    'vault.erase': async () => {
      await turn
      if (!open && !partlyErased) return err('locked')
      if (held) return err('rekeying')
      // Here nothing stands to be erased, and where it was moved to everything still does.
      if (open && !open.watch.stands()) return err('nothing-there')
      const destroyed = await destroyKeys(dir, beside(dir))
      if (!destroyed.ok && destroyed.fault === 'not-erased') return destroyed
      end(() => {})
      clearAway(dir, beside(dir))
      partlyErased = !destroyed.ok
      if (!isErasing(dir)) leaveNothing(dir)
      if (!destroyed.ok) {
        deps.toShell({ kind: 'state', state: state() })
        return destroyed
      }
      deps.toShell({ kind: 'erased' })
      return ok({})
    },
  }

  /** Lets go of everything that is open; `last` is done while the database still is, and a disk that refuses it stops nothing. */
  function end(last: (ending: Open) => void): void {
    const ending = open
    open = undefined
    if (!ending) return
    using _key = { [Symbol.dispose]: ending.release }
    ending.log.stop()
    ending.erasing.close()
    ending.backups.close()
    ending.imports.close()
    try {
      ending.attachments.close()
      if (!held) ending.circles.close()
      last(ending)
    } catch (error) {
      // A full or failing disk: every acknowledged word is in the log already, and the next opening merges it.
      if (!faultOf(error)) throw error
    } finally {
      held = false
      ending.db.close()
    }
  }

  const guarded = (name: keyof Open['calls']) => async (args: never) => {
    if (!open) return err('locked')
    if (held && !name.startsWith('keys.')) return err('rekeying')
    const { changes, stands } = open.watch
    try {
      const before = changes()
      const answer = await open.calls[name](args)
      // Written into a file that is no longer where the notebook is looked for: it is not saved.
      return open && changes() !== before && !stands() ? err('moved-away') : answer
    } catch (error) {
      const fault = faultOf(error)
      if (fault) return err(fault)
      throw error
    } finally {
      open?.log.committed()
    }
  }
  const rest = Object.keys(vaultContract.calls)
    .filter(name => !Object.hasOwn(vault, name))
    .map(name => [name, guarded(name as keyof Open['calls'])])
  const handlers = { ...vault, ...(Object.fromEntries(rest) as Open['calls']) }
  /** The shell is told while it goes on: nobody is locked out of what they wait for. */
  const waited = (name: keyof Calls) => async (args: never) => {
    if (working++ === 0) deps.toShell({ kind: 'working', on: true })
    try {
      return await handlers[name](args)
    } finally {
      if (--working === 0) deps.toShell({ kind: 'working', on: false })
    }
  }
  const long = Object.fromEntries([...LONG].map(name => [name, waited(name as keyof Calls)]))

  return {
    handlers: { ...handlers, ...(long as Partial<Calls>) } as Calls,
    state,
    greetShell() {
      deps.toShell({ kind: 'state', state: state() })
      deps.toShell({ kind: 'network', ...wish })
    },
    onShell(message) {
      if (LASTING.has(message.kind)) lasting.set(message.kind, message)
      if (message.kind === 'folder') return chosen.add(message.folder, message.path)
      if (message.kind === 'place') return places.add(message.place, message.path)
      if (!held) open?.circles.onShell(message)
    },
    onCourier(port) {
      courier = port
      if (!held) open?.circles.onCourier(port)
    },
    onKeeper(port) {
      keeper = port
      if (!held) open?.circles.onKeeper(port)
    },
    close: () =>
      end(({ db, settle }) => {
        settle(SETTLED_AT_CLOSE)
        db.pragma('optimize')
        truncateLog(db)
      }),
  }
}
