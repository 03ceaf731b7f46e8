/** The life of a vault in this process: none or closed, then open, then over. Locking ends the process itself. */
import type { Clock } from '../../shared/clock.ts'
import type { FromVault, ToVault } from '../../shared/contract/shell.ts'
import { type VaultContract, type VaultState, vaultContract } from '../../shared/contract/vault.ts'
import type { Handlers, Port } from '../../shared/contract/wire.ts'
import type { Fault } from '../../shared/fault.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Around } from './around.ts'
import type { NetworkWish, Tell } from './circle/live/reach.ts'
import type { Derive, Kdf } from './crypto/passphrase.ts'
import { openJournal } from './journal/open.ts'
import { settle } from './journal/settle.ts'
import { type Checkpoints, checkpoints, truncateLog } from './storage/checkpoint.ts'
import { create } from './storage/create.ts'
import { faultOf } from './storage/fault.ts'
import type { Migration } from './storage/migrate.ts'
import type { Database } from './storage/open.ts'
import { prove } from './storage/prove.ts'
import { standing } from './storage/standing.ts'
import { type Opened, unlock } from './storage/unlock.ts'

type Calls = Handlers<VaultContract>
type VaultCall = Extract<keyof Calls, `vault.${string}`>
export type CircleCall = Extract<keyof Calls, `circle.${string}` | `note.${string}`>
export type CircleHandlers = Pick<Calls, CircleCall>

/** What the circles of an open vault are given, and what they give. */
export type CircleDeps = {
  readonly db: Database
  readonly clock: Clock
  readonly tell: Tell
  readonly network: (wish: NetworkWish) => void
}
export type Circles = {
  readonly handlers: CircleHandlers
  /** A new courier: its port, not yet listened to. */
  onCourier(port: Port): void
  /** Everything but `close`; the last `hub` known is told again after opening. */
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
}

export type Session = {
  readonly handlers: Calls
  state(): VaultState
  /** What the shell should know when it connects. */
  greetShell(): void
  onShell(message: ToVault): void
  onCourier(port: Port): void
  /** Commits are done already; merges the log, closes the database, wipes the key. Harmless when nothing is open. */
  close(): void
}

type Open = Opened & {
  readonly calls: Omit<Calls, VaultCall>
  circles: Circles
  log: Checkpoints
  settle: (most: number) => void
}

/** Entries taken into the index while somebody waits for the lock; the rest waits for the next opening. */
const SETTLED_AT_CLOSE = 5

const OFFLINE: NetworkWish = { courier: false, listen: false, dial: [] }

export function session(deps: SessionDeps): Session {
  const { dir, clock, derive, migrations } = deps
  let open: Open | undefined
  let courier: Port | undefined
  let hub: ToVault | undefined
  let wish = OFFLINE
  /** One attempt after the other: a second click waits for the first. */
  let turn: Promise<unknown> = Promise.resolve()

  const state = (): VaultState => (open ? 'open' : standing(dir))
  const network = (next: NetworkWish): void => {
    wish = next
    deps.toShell({ kind: 'network', ...next })
  }

  function begin(opened: Opened): void {
    const { db } = opened
    const settled = settle({ db })
    const log = checkpoints(db, () => settled())
    const around: Around = { ...deps, db, how: opened.how, erased: log.erased }
    const circles = deps.openCircles({ ...around, network })
    const journal = openJournal(around)
    open = { ...opened, circles, log, settle: settled, calls: { ...journal, ...circles.handlers } }
    // What an earlier life left unsettled is due after the same pause.
    log.committed()
    if (hub) circles.onShell(hub)
    if (courier) circles.onCourier(courier)
    deps.toShell({ kind: 'state', state: 'open' })
  }

  const attempt = <T>(
    enter: () => Promise<Result<Opened, Fault>>,
    answer: (opened: Opened) => T,
  ): Promise<Result<T, Fault>> => {
    const mine = turn.then(async () => {
      try {
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

  const vault: Pick<Calls, VaultCall> = {
    'vault.state': () => ok({ state: state() }),
    'vault.create': ({ passphrase }) =>
      attempt(
        async () =>
          open
            ? err('vault-exists')
            : create({ dir, passphrase, derive, migrations, ...(deps.kdf ? { kdf: deps.kdf } : {}) }),
        () => ({}),
      ),
    'vault.unlock': async ({ passphrase }) => {
      await turn
      if (open) {
        const proved = await prove(dir, passphrase, derive)
        return proved.ok ? ok({ notices: [] }) : proved
      }
      return attempt(
        () => unlock({ dir, passphrase, derive, migrations }),
        ({ notices }) => ({ notices: [...notices] }),
      )
    },
  }

  const guarded = (name: keyof Open['calls']) => async (args: never) => {
    if (!open) return err('locked')
    try {
      return await open.calls[name](args)
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

  return {
    handlers: { ...vault, ...(Object.fromEntries(rest) as Open['calls']) },
    state,
    greetShell() {
      deps.toShell({ kind: 'state', state: state() })
      deps.toShell({ kind: 'network', ...wish })
    },
    onShell(message) {
      if (message.kind === 'hub') hub = message
      open?.circles.onShell(message)
    },
    onCourier(port) {
      courier = port
      open?.circles.onCourier(port)
    },
    close() {
      const ending = open
      open = undefined
      if (!ending) return
      using _key = { [Symbol.dispose]: ending.release }
      ending.log.stop()
      try {
        ending.circles.close()
        ending.settle(SETTLED_AT_CLOSE)
        ending.db.pragma('optimize')
        truncateLog(ending.db)
      } catch (error) {
        // A full or failing disk: every acknowledged word is in the log already, and the next opening merges it.
        if (!faultOf(error)) throw error
      } finally {
        ending.db.close()
      }
    },
  }
}
