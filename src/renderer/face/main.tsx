/** The face begins: the look put on and the cover shown. What is behind the cover is read when that is on the screen. */
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/ground.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Starting } from './features/unlock/Starting.tsx'
import { followGutter } from './theme/gutter.ts'
import { followLook } from './theme/look.ts'

const place = document.getElementById('face')
if (!place) throw new Error('the page has no place for the face')
// What a page throws may hold somebody's words: it is caught (ui/Drawn.tsx) and told to no console.
const root = createRoot(place, { onCaughtError: () => {} })

/** In ms: a window that nobody sees draws no frame. */
const UNDRAWN = 300
const drawn = (): Promise<unknown> =>
  new Promise(resolve => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, UNDRAWN)
  })

/** One part after the other, each in a task of its own: somebody may be pressing Help now. */
async function open() {
  await drawn()
  for (const part of [() => import('./parts/controls.ts'), () => import('./parts/writing.ts')]) await part()
  const { begin } = await import('./begin.tsx')
  return begin(root)
}

followLook(window.kinfold.look, look => void opened.then(({ shell }) => shell.ask('shell.look', look)))
followGutter()
flushSync(() => root.render(<Starting />))
const opened = open()
