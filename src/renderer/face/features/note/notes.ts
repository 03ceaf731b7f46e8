/** The shared notes that are laid open, by id. A note whose words are not saved yet stays here when its page is left. */
import type { CircleId, DocId } from '../../../../shared/circle/circle.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Asking } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { hearCursor } from '../../editor/cursor.ts'
import type { Timers } from '../today/keeper.ts'
import { bindNote, type LiveNote } from './binding.ts'

export type OpenNotes = {
  open(circle: CircleId, note: DocId): Promise<Result<LiveNote, Fault>>
  /** The page of this note was left. */
  leave(live: LiveNote): Promise<void>
  flush(): Promise<void>
  /** Some words have not left, or are not known to be saved: only this window has them. */
  unsent(): boolean
  /** After the vault came back and was opened. */
  resume(): Promise<void>
}

export function keepNotes(vault: Asking<VaultContract>, timers: Timers): OpenNotes {
  const open = new Map<DocId, { live: LiveNote; pages: number }>()
  vault.on('note.arrived', ({ note, update }) => {
    hearCursor()
    open.get(note)?.live.arrive(update)
  })
  vault.on('note.rebuilt', ({ note }) => open.get(note)?.live.rebuilt())

  return {
    async open(circle, note) {
      const there = open.get(note)
      if (there) {
        there.pages++
        return ok(there.live)
      }
      const answer = await vault.ask('note.open', { circle, note })
      if (!answer.ok) return answer
      const raced = open.get(note)
      if (raced) {
        raced.pages++
        return ok(raced.live)
      }
      const live = bindNote(vault, answer.value, timers)
      open.set(note, { live, pages: 1 })
      return ok(live)
    },
    async leave(live) {
      const held = open.get(live.note)
      if (held?.live !== live) return
      held.pages--
      await live.flush()
      if (held.pages > 0 || live.unsent()) return
      open.delete(live.note)
      live.end()
      await vault.ask('note.close', { note: live.note })
    },
    flush: async () => {
      await Promise.all([...open.values()].map(({ live }) => live.flush()))
    },
    unsent: () => [...open.values()].some(({ live }) => live.unsent()),
    async resume() {
      await Promise.all(
        [...open.values()].map(async ({ live, pages }) => {
          await live.resume()
          if (pages > 0 || live.unsent()) return
          open.delete(live.note)
          live.end()
          await vault.ask('note.close', { note: live.note })
        }),
      )
    },
  }
}
