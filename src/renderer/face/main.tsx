/** The face begins: rooms opened, the look put on, the window shown. */
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { openRooms } from './bridge/kinfold.ts'
import { keepNotes } from './features/note/notes.ts'
import { keepJournal } from './features/today/keeper.ts'
import { startSpeller } from './spelling/speller.ts'
import { keepSpelling } from './spelling/spelling.ts'
import { followLook } from './theme/look.ts'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/ground.css'

const rooms = openRooms(window.kinfold)
followLook(window.kinfold.look, look => void rooms.shell.ask('shell.look', look))
const after = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
const house = {
  ...rooms,
  clock: { now: () => Date.now() },
  keeper: keepJournal(rooms.vault, { after }),
  notes: keepNotes(rooms.vault, { after }),
  spelling: keepSpelling(rooms.vault, startSpeller),
}

const place = document.getElementById('face')
if (!place) throw new Error('the page has no place for the face')
createRoot(place).render(<App house={house} />)
