/** What is behind the cover: the rooms opened, and the notebook laid into the window. */
import type { Root } from 'react-dom/client'
import { App } from './App.tsx'
import { openRooms } from './bridge/kinfold.ts'
import type { House } from './bridge/rooms.ts'
import { keepNotes } from './features/note/notes.ts'
import { keepJournal } from './features/today/keeper.ts'
import { startSpeller } from './spelling/speller.ts'
import { keepSpelling } from './spelling/spelling.ts'

const after = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** Once a page. */
export function begin(root: Root): House {
  const rooms = openRooms(window.kinfold)
  const house = {
    ...rooms,
    clock: { now: () => Date.now() },
    keeper: keepJournal(rooms.vault, { after }),
    notes: keepNotes(rooms.vault, { after }),
    spelling: keepSpelling(rooms.vault, startSpeller),
  }
  root.render(<App house={house} />)
  return house
}
