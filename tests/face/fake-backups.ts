/** Backups of the vault in memory: a folder that was chosen, what lies in it, and what comes of asking. */
import type { Backup, FolderToken, Trouble } from '../../src/shared/contract/backups.ts'
import type { VaultContract } from '../../src/shared/contract/vault.ts'
import type { Handlers, Value } from '../../src/shared/contract/wire.ts'
import type { EntryLine } from '../../src/shared/journal/entry.ts'
import { err, ok } from '../../src/shared/result.ts'
import { type FakeEntry, whole } from './fake-days.ts'

type Calls = Handlers<VaultContract>
type BackupCall = Extract<keyof Calls, `backup.${string}`>

export type Surroundings = {
  readonly now: () => number
  readonly passphrase: () => string
  readonly entries: Map<string, FakeEntry>
  readonly lineOf: (entry: FakeEntry) => EntryLine
  readonly put: () => void
}

/** As in fake-vault.ts. */
const MARK = 'a stand-in for backups, for component tests alone'

export function fakeBackups({ now, passphrase, entries, lineOf, put }: Surroundings) {
  const state = {
    mark: MARK,
    folder: null as string | null,
    /** What the next dialog of the shell answers with. */
    dialog: null as FolderToken | null,
    backups: [] as Backup[],
    before: [] as { name: string; bytes: number }[],
    /** What each backup holds. */
    held: [] as FakeEntry[],
    newest: { place: 'none', harmed: 0, newest: null } as Value<VaultContract, 'backup.newest'>,
    remind: false,
    trouble: null as Trouble | null,
    refused: 0,
    /** Long work goes on until it is stopped. */
    slow: false,
  }
  const under = new Set<() => void>()
  const untilStopped = (): Promise<{ ok: false; fault: 'stopped' }> =>
    new Promise(resolve => under.add(() => resolve(err('stopped'))))
  const opens = (key: { passphrase: string } | { words: string }): boolean =>
    'passphrase' in key && key.passphrase === passphrase()
  const contents = () => ({
    entries: state.held.length,
    binned: 0,
    first: state.held[0]?.day ?? null,
    last: state.held.at(-1)?.day ?? null,
    circles: 0,
    notes: 0,
    bytes: 240_000,
  })
  const handlers: Pick<Calls, BackupCall> = {
    'backup.list': () =>
      ok({
        place: state.folder ? 'there' : 'none',
        folder: state.folder,
        backups: [...state.backups],
        before: [...state.before],
      }),
    'backup.choose': ({ folder }) => {
      state.folder = folder ? '/media/stick' : null
      return ok({})
    },
    'backup.make': ({ folder }) => {
      if (!folder && !state.folder) return err('no-folder')
      if (state.slow) return untilStopped()
      state.held = [...entries.values()]
      const made: Backup = {
        name: `Kinfold backup 2026-11-22 10.00.0${state.backups.length}`,
        made: now(),
        bytes: 240_000,
        entries: entries.size,
        checked: now(),
        state: 'opens',
      }
      state.backups.unshift(made)
      return ok(made)
    },
    'backup.try': ({ key }) =>
      !opens(key) ? err('wrong-passphrase') : state.slow ? untilStopped() : ok(contents()),
    'backup.timeline': () => ok({ lines: state.held.map(lineOf), more: false }),
    'backup.read': ({ id }) => {
      const found = state.held.find(each => each.id === id)
      return found ? ok(whole(found)) : err('not-found')
    },
    'backup.bringBack': ({ id }) => {
      const found = state.held.find(each => each.id === id)
      if (!found) return err('not-found')
      const fresh = { ...found, id: id.replace(/^./, 'f'), binned: false }
      entries.set(fresh.id, fresh)
      return ok({ id: fresh.id, day: fresh.day })
    },
    'backup.dropBefore': ({ name }) => {
      state.before = state.before.filter(each => each.name !== name)
      return ok({})
    },
    'backup.reminder': () => ok({ remind: state.remind, trouble: state.trouble }),
    'backup.notNow': () => {
      state.refused++
      return ok({})
    },
    'backup.stop': () => {
      for (const end of under) end()
      under.clear()
      return ok({})
    },
    'backup.found': () => ok([...state.backups]),
    'backup.newest': ({ key }) =>
      !opens(key) ? err('wrong-passphrase') : state.slow ? untilStopped() : ok(state.newest),
    'backup.restore': ({ key }) => {
      if (!opens(key)) return err('wrong-passphrase')
      if (state.slow) return untilStopped()
      put()
      return ok({})
    },
    'backup.salvage': ({ key }) => {
      if (!opens(key)) return err('wrong-passphrase')
      if (state.slow) return untilStopped()
      put()
      return ok({ entries: 4, earlier: 1, circles: 1, notes: 2, whole: false })
    },
  }
  return { state, handlers }
}
