/** How a component reaches the rooms: handed down once, never imported. */
import { createContext, useContext } from 'react'
import type { Clock } from '../../../shared/clock.ts'
import type { OpenNotes } from '../features/note/notes.ts'
import type { JournalKeeper } from '../features/today/keeper.ts'
import type { SpellingKeeper } from '../spelling/spelling.ts'
import type { Rooms } from './kinfold.ts'

export type House = Rooms & {
  readonly clock: Clock
  /** Unsaved journal words: they outlive the page they were typed on. */
  readonly keeper: JournalKeeper
  /** Shared notes laid open for writing. */
  readonly notes: OpenNotes
  readonly spelling: SpellingKeeper
}

export const HouseContext = createContext<House | null>(null)

export function useHouse(): House {
  const house = useContext(HouseContext)
  if (!house) throw new Error('a component stands outside the house')
  return house
}
