/** What may be asked about backups while the notebook is closed: it is damaged, or on this computer there is none yet. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../../shared/clock.ts'
import type { Backup, BackupRef, FolderToken } from '../../../shared/contract/backups.ts'
import type { Key } from '../../../shared/contract/keys.ts'
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Derive } from '../crypto/passphrase.ts'
import { faultOf } from '../storage/fault.ts'
import { databaseFile, HEADER_FILE, ready } from '../storage/header.ts'
import type { Migration } from '../storage/migrate.ts'
import type { How } from '../storage/open.ts'
import { typed } from '../storage/typed.ts'
import type { Chosen } from './chosen.ts'
import { type Entered, enter, enterWith } from './enter.ts'
import { isFolder } from './files.ts'
import { type Found, found, headerOf, one } from './found.ts'
import type { Work } from './job.ts'
import { lineOf } from './line.ts'
import type { CoverCall } from './open.ts'
import { readPlace } from './place.ts'
import { finishNow, isDecided, isHeld, takeBack } from './restore.ts'
import type { UnderWay } from './under-way.ts'

type Calls = Handlers<VaultContract>

export type CoverNeeds = {
  /** The folder of header and database. */
  readonly dir: string
  readonly clock: Clock
  readonly derive: Derive
  readonly migrations: readonly Migration[]
  readonly run: UnderWay['run']
  readonly underWay: Omit<UnderWay, 'run'>
  readonly chosen: Chosen
  /** While the vault is open, its backup folder; null: none is chosen. Undefined while it is closed. */
  readonly openFolder: () => string | null | undefined
  /** This process is to end and another to open: it puts the restored notebook in its place. */
  readonly restart: () => void
  /** After what is being opened or made now. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

/** More than so many newer ones that are not whole nobody waits for. */
const TRIES = 5

export function openCover(needs: CoverNeeds): Pick<Calls, CoverCall> {
  const { dir, clock, derive, run, underWay, chosen, openFolder } = needs
  const known = needs.migrations.length

  /** The vault's own key, where its header still reads. */
  const own = async (key: Key): Promise<Result<Entered, Fault>> => enter(headerOf(dir), key, derive)

  const folderOf = async (
    folder: FolderToken | undefined,
    vaultKey?: Uint8Array,
  ): Promise<string | null | undefined> => {
    if (folder !== undefined) return chosen.path(folder)
    const now = openFolder()
    if (now !== undefined) return now
    return (vaultKey && readPlace(dir, vaultKey)) ?? null
  }

  const into = async (it: Found, key: Key, vaultKey?: Uint8Array): Promise<Result<Entered, Fault>> => {
    const same = it.read.ok && vaultKey ? enterWith(it.read.value, vaultKey) : undefined
    return same ? ok(same) : enter(it.read, key, derive)
  }

  type Newest = Awaited<ReturnType<Calls['backup.newest']>>
  const newest = async (key: Key, folder: FolderToken | undefined, stop: AbortSignal): Promise<Newest> => {
    const mine = await own(key)
    if (!mine.ok && mine.fault !== 'backup-damaged') return mine
    using entered = mine.ok ? mine.value : undefined
    const path = await folderOf(folder, entered?.how.key)
    if (!path) return ok({ place: path === null ? 'none' : 'gone', harmed: 0, newest: null })
    if (!isFolder(path)) return ok({ place: 'gone', harmed: 0, newest: null })
    let harmed = 0
    let wrong: Fault | undefined
    for (const it of found(path, clock.now())) {
      if (harmed === TRIES) break
      if (stop.aborted) return err('stopped')
      const there = await into(it, key, entered?.how.key)
      if (!there.ok) {
        if (there.fault === 'backup-damaged') harmed++
        else wrong ??= there.fault
        continue
      }
      using backup = there.value
      const contents = await run({ do: 'examine', dir: it.dir }, { how: backup.how, known }, stop)
      if (contents.ok) {
        const { name, made } = it
        return ok({ place: 'there', harmed, newest: { name, made, contents: contents.value } })
      }
      if (contents.fault === 'stopped') return contents
      harmed++
    }
    // Nothing opens with what was typed: then that is the answer, and not that there is none. Where it opens the notebook
    // itself, these backups are of another one, or of an older key.
    if (wrong && harmed === 0 && !entered) return err(wrong)
    return ok({ place: 'there', harmed, newest: null })
  }

  /** What builds beside the notebook. Ended in the middle, it may have decided a moment before: that is taken back. */
  const building = async <W extends Work>(work: W, how: How, stop: AbortSignal) => {
    const before = isDecided(dir)
    const built = await run(work, { how, known }, stop)
    if (!built.ok && built.fault === 'stopped') takeBack(dir, before)
    return built
  }

  const restore = async (
    { folder, name }: BackupRef,
    key: Key,
    stop: AbortSignal,
  ): Promise<Result<object, Fault>> => {
    const closed = openFolder() === undefined
    // Before anything is decided: the one who has it open may have decided something, too.
    if (closed && isHeld(dir)) return err('vault-in-use')
    const mine = folder === undefined && closed ? await own(key) : undefined
    using entered = mine?.ok ? mine.value : undefined
    const path = await folderOf(folder, entered?.how.key)
    if (!path) return err('folder-gone')
    const it = one(path, name)
    if (!it.ok) return it
    const there = await enter(it.value.read, key, derive)
    if (!there.ok) return there
    using backup = there.value
    const staged = await building({ do: 'stage', dir: it.value.dir, to: dir }, backup.how, stop)
    if (!staged.ok) return staged
    if (closed) return finishNow(dir, clock.now())
    needs.restart()
    return ok({})
  }

  /** The vault's own header, or where that does not read, the one of a backup of the same database. */
  const anyHeader = async (
    key: Key,
    folder: FolderToken | undefined,
  ): Promise<Result<{ entered: Entered; from: string }, Fault>> => {
    const mine = await own(key)
    if (mine.ok) return ok({ entered: mine.value, from: dir })
    if (mine.fault !== 'backup-damaged') return mine
    const path = await folderOf(folder)
    if (!path || !isFolder(path)) return err('nothing-readable')
    for (const it of found(path, clock.now())) {
      if (!it.read.ok || !existsSync(join(dir, databaseFile(it.read.value.header)))) continue
      const there = await enter(it.read, key, derive)
      return there.ok ? ok({ entered: there.value, from: it.dir }) : there
    }
    return err('nothing-readable')
  }

  const guarded = async <T>(
    work: (stop: AbortSignal) => Promise<Result<T, Fault>>,
  ): Promise<Result<T, Fault>> => {
    try {
      await ready()
      return await underWay.work(stop =>
        needs.inTurn(async () => (stop.aborted ? err('stopped') : work(stop))),
      )
    } catch (error) {
      const fault = faultOf(error)
      if (fault) return err(fault)
      throw error
    }
  }
  const typable = (key: Key): Result<unknown, Fault> => typed(key)

  return {
    'backup.stop': () => {
      underWay.stop()
      return ok({})
    },
    'backup.found': ({ folder }) =>
      guarded<Backup[]>(async () => {
        const path = await chosen.path(folder)
        return path !== undefined && isFolder(path)
          ? ok(found(path, clock.now()).map(lineOf))
          : err('folder-gone')
      }),
    'backup.newest': ({ key, folder }) =>
      guarded(async stop => {
        const readable = typable(key)
        return readable.ok ? newest(key, folder, stop) : readable
      }),
    'backup.restore': ({ from, key }) => guarded(stop => restore(from, key, stop)),
    'backup.salvage': ({ key, folder }) =>
      guarded(async stop => {
        if (openFolder() !== undefined) return err('vault-exists')
        const header = await anyHeader(key, folder)
        if (!header.ok) return header
        const { entered, from } = header.value
        using damaged = entered
        const work = { do: 'salvage', dir, header: readFileSync(join(from, HEADER_FILE)) } as const
        const saved = await building(work, damaged.how, stop)
        if (!saved.ok) return saved
        const finished = finishNow(dir, clock.now())
        return finished.ok ? saved : finished
      }),
  }
}
