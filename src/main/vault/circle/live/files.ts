/** Sync files as the contract names them: at places that a person chose, one after the other. */

import type { FileOpened } from '../../../../shared/circle/circle.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Handlers } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { Chosen } from '../../backup/chosen.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { ASKING_SIZE, isAsking } from '../file/asking.ts'
import { syncFile } from '../file/contents.ts'
import { readIn, writeOut } from '../file/disk.ts'
import { type Source, type Taking, takeFile } from '../file/take.ts'
import { unhex } from '../names/hex.ts'
import type { Askings } from './askings.ts'
import type { Letters } from './letters.ts'
import { each, type LongWork } from './long.ts'

export type FileDeps = Omit<Taking, 'source'> & {
  /** The vault's own folder: no file is written there. */
  readonly dir: string
  readonly places: Pick<Chosen, 'path'>
  readonly letters: Letters
  readonly askings: Askings
  readonly long: LongWork
  /** A sync file of this circle was written, or taken in. */
  readonly filed: (circle: CircleId, how: 'wrote' | 'took') => void
}

type Calls = Handlers<VaultContract>

/** What is read of a file, told as it is read. Twice: to its end first, and then in. */
function followed({ size, read }: Source, reached: (part: number) => void): Source {
  let bytes = 0
  return {
    size,
    async read(from, length) {
      const some = await read(from, length)
      bytes += some.length
      reached(bytes / (2 * size))
      return some
    },
  }
}

export function fileCalls(
  deps: FileDeps,
): Pick<
  Calls,
  | 'circle.fileWrite'
  | 'circle.fileRead'
  | 'circle.stopWork'
  | 'circle.joinFile'
  | 'circle.joinByFile'
  | 'circle.wordsMatch'
> {
  const { store, places, dir, letters, askings } = deps
  const { inTurn, stop } = deps.long
  /** Whatever it is. What nobody here can open may be the answer to somebody's asking. */
  const read = async (
    source: Source,
    path: string,
    open: () => boolean,
  ): Promise<Result<FileOpened, Fault>> => {
    // One byte more than there is in any: it is not taken for whole then.
    const begin = await source.read(0, ASKING_SIZE + 1)
    if (!open()) return err('locked')
    if (isAsking(begin)) {
      const door = askings.take(begin)
      return door.ok ? ok({ is: 'asking', door: door.value }) : door
    }
    const came = await takeFile({ ...deps, open, source })
    if (came.ok) {
      deps.filed(unhex(came.value.circle) as CircleId, 'took')
      return ok({ is: 'words', came: came.value })
    }
    if (came.fault !== 'sync-not-ours') return came
    const answer = await letters.answer(source, path)
    return answer.ok ? ok({ is: 'answer', joining: answer.value }) : answer
  }
  return {
    'circle.stopWork': () => {
      stop()
      return ok({})
    },
    'circle.wordsMatch': ({ join }) => inTurn(() => letters.match(join)),
    'circle.joinByFile': ({ invitation, ownName }) => letters.begin(invitation, ownName),
    'circle.joinFile': ({ join, file }) =>
      inTurn(async open => {
        const path = await places.path(file)
        if (!open()) return err('locked')
        if (path === undefined) return err('sync-refused')
        const bytes = letters.file(join)
        if (!bytes.ok) return bytes
        const done = await writeOut([bytes.value], { path, dir, open })
        return done.ok ? ok({}) : done
      }),
    'circle.fileWrite': ({ circle, to, file }) =>
      inTurn(async (open, reached) => {
        const path = await places.path(file)
        if (!open()) return err('locked')
        if (path === undefined) return err('sync-refused')
        const id = unhex(circle) as CircleId
        if (!store.has(id)) return err('not-found')
        const written = syncFile(store, id, to)
        if (!written.ok) return written
        const { pieces, updates, of, people } = written.value
        const told = each(pieces, () => reached(updates() / of))
        const done = await writeOut(told, { path, dir, open: () => open() && store.has(id) })
        if (!done.ok) return done
        deps.filed(id, 'wrote')
        return ok({ bytes: done.value.bytes, updates: updates(), people })
      }),
    'circle.fileRead': ({ file }) =>
      inTurn(async (open, reached) => {
        const path = await places.path(file)
        if (!open()) return err('locked')
        if (path === undefined) return err('sync-gone')
        return readIn(path, source => read(followed(source, reached), path, open))
      }),
  }
}
