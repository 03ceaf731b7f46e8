/** The backups of an open vault, as the contract names its calls. */
import { toHex } from '../../../shared/bytes.ts'
import type { Backup, BackupRef, Contents } from '../../../shared/contract/backups.ts'
import type { Key } from '../../../shared/contract/keys.ts'
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Around } from '../around.ts'
import { random } from '../crypto/random.ts'
import { change } from '../journal/change.ts'
import { save } from '../journal/save.ts'
import { write } from '../journal/write.ts'
import { faultOf } from '../storage/fault.ts'
import { bringFiles, type Coming } from './bring.ts'
import type { Chosen } from './chosen.ts'
import { clearHalfCopies, clearStaged } from './copy.ts'
import { daily } from './daily.ts'
import { type Entered, enter, enterWith } from './enter.ts'
import { entryOf, laidOpen, pages } from './entries.ts'
import { folderFault, isFolder, writable } from './files.ts'
import { takesBackups } from './fit.ts'
import { type Found, found, headerOf, one } from './found.ts'
import { type Keep, keep } from './keep.ts'
import { lineOf, openedLine } from './line.ts'
import { backupName, dayIn } from './name.ts'
import { readPlace, writePlace } from './place.ts'
import { before, drop } from './restore.ts'
import { rotate } from './rotate.ts'
import type { UnderWay } from './under-way.ts'

type Calls = Handlers<VaultContract>
/** Answered while the vault is closed, too: cover.ts. */
export type CoverCall = 'backup.stop' | 'backup.found' | 'backup.newest' | 'backup.restore' | 'backup.salvage'
export type BackupCall = Exclude<Extract<keyof Calls, `backup.${string}`>, CoverCall>

export type Backups = {
  readonly handlers: Pick<Calls, BackupCall>
  /** The chosen folder's path. */
  folder(): string | null
  close(): void
}
export type BackupNeeds = Pick<
  Around,
  'mentioned' | 'dir' | 'db' | 'how' | 'clock' | 'derive' | 'migrations' | 'tell' | 'erased'
> & {
  readonly run: UnderWay['run']
  readonly underWay: Omit<UnderWay, 'run'>
  readonly chosen: Chosen
  /** How files come in (attachments/open.ts). */
  readonly coming: Coming
  /** The monotonic clock, ms. */
  readonly now?: () => number
}

/** The reminder: "not now" three times, and it stays away. */
const REFUSALS = 3
/** Days with entries before there is something to remind of. */
const WORTH = 3

export function openBackups(around: BackupNeeds): Backups {
  const { dir, db, how, clock, derive, tell, run, underWay, chosen, coming } = around
  const known = around.migrations.length
  const kept = keep(db)
  const ending = new AbortController()
  /** Keys of backups that were opened with a passphrase of their own, to turn their pages; wiped at the end. */
  const opened = new Map<string, Entered>()
  /** One long work at a time. It ends when the vault is locked, and when a person stops it. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: (stop: AbortSignal) => Promise<Result<T, Fault>>): Promise<Result<T, Fault>> =>
    underWay.work(stop => {
      const mine = turn.then((): Result<T, Fault> | Promise<Result<T, Fault>> =>
        stop.aborted ? err('stopped') : work(AbortSignal.any([ending.signal, stop])),
      )
      turn = mine.catch(() => {})
      return mine
    })

  mirror(dir, how.key, kept)

  const place = async (folder: BackupRef['folder']): Promise<Result<string, Fault>> => {
    const path = folder === undefined ? kept.get('folder') : await chosen.path(folder)
    if (path === null) return err('no-folder')
    return path !== undefined && isFolder(path) ? ok(path) : err('folder-gone')
  }
  /** Looked at anew each time: what was a fit folder may be a link into the notebook by now. */
  const target = async (folder: BackupRef['folder']): Promise<Result<string, Fault>> => {
    const path = await place(folder)
    const fits = path.ok ? takesBackups(path.value, dir) : path
    return fits.ok ? path : fits
  }
  const find = async ({ folder, name }: BackupRef): Promise<Result<Found, Fault>> => {
    const path = await place(folder)
    return path.ok ? one(path.value, name) : path
  }

  const make = (path: string): Promise<Result<Backup, Fault>> =>
    inTurn(async stop => {
      const header = headerOf(dir)
      if (!header.ok) return header
      const { vaultId } = header.value.header
      try {
        const clear = () => clearHalfCopies(path, vaultId, name => dayIn(name) !== undefined)
        clear()
        const name = freeName(path, clock.now())
        const made = await run({ do: 'copy', dir, to: path, name }, { how, known }, stop)
        // While it was being copied, the log could not be emptied.
        around.erased()
        if (!made.ok && made.fault === 'stopped') {
          clearStaged(dir, name)
          clear()
        }
        // Asked to stop when it was whole already: then it is there.
        if (!made.ok && !(made.fault === 'stopped' && one(path, name).ok)) return made
        const mine = path === kept.get('folder')
        const gone = mine ? rotate(path, name, vaultId) : []
        const at = clock.now()
        if (mine) {
          const checked = { ...kept.get('checked'), [name]: at }
          for (const each of gone) delete checked[each]
          kept.put('checked', checked)
        }
        tell('backup.changed', {})
        const now = one(path, name)
        if (!now.ok) return now
        const line = openedLine(now.value, how.key, known, at)
        return ok(made.ok ? { ...line, entries: made.value.entries } : line)
      } catch (error) {
        const fault = folderFault(error) ?? faultOf(error)
        if (fault) return err(fault)
        throw error
      }
    })

  const everyDay = daily({
    db,
    clock,
    keep: kept,
    now: around.now ?? (() => performance.now()),
    make: async () => {
      const path = await target(undefined)
      const made = path.ok ? await make(path.value) : path
      if (!made.ok && made.fault !== 'stopped') tell('backup.changed', {})
      return made
    },
  })

  /** By the key of now, or by one that was typed for this backup before, or by what is typed. */
  const within = async (it: Found, key?: Key): Promise<Result<Entered, Fault>> => {
    const before = opened.get(it.dir)
    if (before) return ok(before)
    const same = it.read.ok ? enterWith(it.read.value, how.key) : undefined
    const entered = same ? ok(same) : key ? await enter(it.read, key, derive) : undefined
    if (!entered) return err(it.read.ok ? 'wrong-passphrase' : 'backup-damaged')
    if (entered.ok) opened.set(it.dir, entered.value)
    return entered
  }

  const examined = async (it: Found, key: Key): Promise<Result<Contents, Fault>> => {
    const contents = await inTurn(async stop => {
      // What is typed is what is tried: that is the drill.
      const entered = await enter(it.read, key, derive)
      if (!entered.ok) return entered
      using own = entered.value
      return await run({ do: 'examine', dir: it.dir }, { how: own.how, known }, stop)
    })
    const checked = { ...kept.get('checked') }
    if (contents.ok) checked[it.name] = clock.now()
    else if (contents.fault === 'backup-damaged') delete checked[it.name]
    kept.put('checked', checked)
    return contents
  }

  /** Undefined where the folder does not let itself be read. */
  const listed = (path: string): Backup[] | undefined => {
    try {
      const checked = kept.get('checked')
      return found(path, clock.now()).map(each =>
        each.read.ok ? openedLine(each, how.key, known, checked[each.name]) : lineOf(each),
      )
    } catch (error) {
      if (folderFault(error)) return undefined
      throw error
    }
  }

  return {
    handlers: {
      'backup.list': () => {
        const folder = kept.get('folder')
        const backups = folder === null ? undefined : listed(folder)
        return ok({
          place: folder === null ? 'none' : backups ? 'there' : 'gone',
          folder,
          backups: backups ?? [],
          before: before(dir),
        })
      },
      'backup.choose': async ({ folder }) => {
        const path = folder === undefined ? null : await chosen.path(folder)
        if (path === undefined) return err('folder-gone')
        const fits = path === null ? ok(true) : takesBackups(path, dir)
        if (!fits.ok) return fits
        if (path !== null && !writable(path)) return err('folder-refuses')
        kept.put('folder', path)
        kept.put('trouble', null)
        kept.put('day', null)
        kept.put('held', null)
        writePlace(dir, how.key, path ?? undefined)
        tell('backup.changed', {})
        return ok({})
      },
      'backup.make': async ({ folder }) => {
        const path = await target(folder)
        if (!path.ok) return path
        const made = await make(path.value)
        if (made.ok && path.value === kept.get('folder')) kept.put('trouble', null)
        return made
      },
      'backup.try': async ({ from, key }) => {
        const it = await find(from)
        return it.ok ? examined(it.value, key) : it
      },
      'backup.timeline': async ({ from, key, before: until, days }) => {
        const it = await find(from)
        if (!it.ok) return it
        const entered = await within(it.value, key)
        return entered.ok ? pages(it.value.dir, entered.value, known, { before: until, days }) : entered
      },
      'backup.read': async ({ from, id }) => {
        const it = await find(from)
        if (!it.ok) return it
        const entered = await within(it.value)
        return entered.ok ? entryOf(it.value.dir, entered.value, known, id) : entered
      },
      'backup.bringBack': async ({ from, id }) => {
        const it = await find(from)
        if (!it.ok) return it
        const entered = await within(it.value)
        if (!entered.ok) return entered
        const laid = laidOpen(it.value.dir, entered.value, known, id)
        if (!laid.ok) return laid
        using backup = laid.value
        const { day, writing, journal, minute, zone, tags, favourite } = backup.entry
        const brought = await bringFiles(backup.db, db, writing, coming, () => !ending.signal.aborted)
        if (!brought.ok) return brought
        const fresh = { id: toHex(random(16)), day }
        const begun = { journal, minute, zone }
        const saved = save(write(around))({ ...fresh, writing: brought.value, begun })
        if (saved.ok) change(around)({ id: fresh.id, change: { tags, favourite } })
        return saved.ok ? ok(fresh) : saved
      },
      'backup.dropBefore': ({ name }) => drop(dir, name),
      'backup.reminder': () => {
        const days = db
          .prepare('SELECT count(*) FROM (SELECT DISTINCT day FROM entry WHERE binned IS NULL LIMIT ?)')
          .pluck()
          .get(WORTH)
        const none = kept.get('folder') === null
        return ok({
          remind: none && kept.get('refused') < REFUSALS && Number(days) >= WORTH,
          trouble: none ? null : kept.get('trouble'),
        })
      },
      'backup.notNow': () => {
        kept.put('refused', kept.get('refused') + 1)
        return ok({})
      },
    },
    folder: () => kept.get('folder'),
    close() {
      everyDay.stop()
      ending.abort()
      for (const entered of opened.values()) entered[Symbol.dispose]()
      opened.clear()
    },
  }
}

/** The copy of the chosen folder that can be read when the database cannot: made anew after a new key or a restore. */
function mirror(dir: string, vaultKey: Uint8Array, kept: Keep): void {
  const folder = kept.get('folder') ?? undefined
  if (readPlace(dir, vaultKey) === folder) return
  try {
    writePlace(dir, vaultKey, folder)
  } catch (error) {
    // A full disk: the cover asks for the folder then.
    if (!faultOf(error)) throw error
  }
}

function freeName(folder: string, at: number): string {
  let name = backupName(at)
  for (let n = 1; one(folder, name).ok; n++) name = backupName(at + 1000 * n)
  return name
}
