/** Imports, as the contract names its calls. What a person chose is opened, read and closed again with each of them. */
import type { Format } from '../../../shared/contract/importing.ts'
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Around } from '../around.ts'
import type { Chosen } from '../backup/chosen.ts'
import type { Coming } from './files.ts'
import type { Incoming, Unread } from './incoming.ts'
import { openTaker } from './take.ts'

/** What was chosen, open: `entries` reads it from its beginning, as often as it is asked. */
export type Opened = {
  /** Of the file or folder. */
  readonly name: string
  readonly format: Format
  /** How many there are. */
  readonly many: number
  readonly entries: () => AsyncIterable<Incoming | Unread>
  readonly close: () => void
}
/** What a person says of it. `zone`: where they were, for a source that tells instants alone. */
type Said = { readonly password?: string | undefined; readonly zone?: string | undefined }
export type OpenSource = (path: string, said: Said, signal: AbortSignal) => Promise<Result<Opened, Fault>>

type Names = Extract<keyof VaultContract['calls'], `import.${string}`>
export type Imports = {
  readonly handlers: Pick<Handlers<VaultContract>, Names>
  /** The database is still open. */
  close(): void
}

type Needs = Pick<Around, 'db' | 'clock' | 'mentioned' | 'erased' | 'bursts' | 'tell'> & {
  readonly places: Pick<Chosen, 'path'>
  readonly coming: Coming
  readonly openSource: OpenSource
}

export function openImports({ tell, places, openSource, ...needs }: Needs): Imports {
  const taker = openTaker({ ...needs, going: part => tell('import.going', { part }) })
  /** Of what is being opened just now. */
  const opening = new Set<AbortController>()
  const stop = (): void => {
    for (const one of opening) one.abort()
    taker.stop()
  }
  const opened = async <T>(
    { file, ...said }: Said & { file: string },
    use: (source: Opened) => Promise<Result<T, Fault>>,
  ): Promise<Result<T, Fault>> => {
    const path = await places.path(file)
    if (path === undefined) return err('import-gone')
    const mine = new AbortController()
    opening.add(mine)
    const source = await openSource(path, said, mine.signal)
    opening.delete(mine)
    if (!source.ok) return source
    try {
      return await use(source.value)
    } finally {
      source.value.close()
    }
  }
  return {
    handlers: {
      'import.look': what =>
        opened(what, async ({ format, entries }) => {
          const plan = await taker.look(entries())
          return plan.ok ? ok({ format, ...plan.value }) : plan
        }),
      'import.take': ({ moods = {}, ...what }) =>
        opened(what, ({ name, format, many, entries }) =>
          taker.take(entries(), {
            source: name,
            format,
            moods,
            ...(many === undefined ? {} : { entries: many }),
          }),
        ),
      'import.stop': () => {
        stop()
        return ok({})
      },
      'import.list': () => ok(taker.list()),
      'import.report': ({ import: id, after = 0 }) => {
        const page = taker.report(id, after)
        return page ? ok(page) : err('not-found')
      },
      'import.undo': ({ import: id }) => taker.undo(id),
    },
    close() {
      stop()
      taker.close()
    },
  }
}
