/** How the window looks, moves and speaks for this person: theme, text size, motion, language. The shell keeps it, in the one file outside the vault. */
import * as v from 'valibot'
import { create } from 'zustand'
import { direction, nearest, speakIn } from '../../../shared/locales/languages.ts'
import { Look as Kept, type Motion, type TextSize, type Theme } from '../../../shared/look.ts'
import { measureGutter } from './gutter.ts'

export { MOTIONS, TEXT_SIZES, THEMES } from '../../../shared/look.ts'

type Look = {
  readonly theme: Theme
  readonly text: TextSize
  readonly motion: Motion
  /** BCP 47; not chosen: English. */
  readonly language?: string | undefined
}
const PLAIN: Look = { theme: 'system', text: 100, motion: 'system' }

/** Tells the shell; what is chosen elsewhere (country) goes back with it. */
let keep: (look: Look) => void = () => {}

function remembered(json: string): Kept {
  try {
    const kept = v.safeParse(Kept, JSON.parse(json))
    return kept.success ? kept.output : {}
  } catch {
    return {}
  }
}

export const useLook = create<Look & { choose: (change: Partial<Look>) => void }>((set, get) => ({
  ...PLAIN,
  choose(change) {
    if (change.language !== undefined) speakIn(change.language)
    set(change)
    const { theme, text, motion, language } = get()
    keep({ theme, text, motion, language })
    wear(get())
  },
}))

const asks = (query: string): boolean => window.matchMedia?.(query).matches ?? false

/** Puts the look on the page. The stylesheet knows light, dark, contrast and contrast-dark. */
export function wear({ theme, text, motion, language }: Look): void {
  const dark = asks('(prefers-color-scheme: dark)')
  const wanted = theme === 'system' && asks('(prefers-contrast: more)') ? 'contrast' : theme
  const root = document.documentElement
  root.dataset['theme'] =
    wanted === 'contrast'
      ? dark
        ? 'contrast-dark'
        : 'contrast'
      : wanted === 'system'
        ? dark
          ? 'dark'
          : 'light'
        : wanted
  if (motion === 'still') root.dataset['motion'] = motion
  else delete root.dataset['motion']
  root.style.fontSize = `${text}%`
  root.lang = nearest(language)
  root.dir = direction(root.lang)
  remeasure(document.querySelector<HTMLElement>('.app'))
  measureGutter()
}

/** Chromium keeps a container's idea of `rem` until the container itself changes: places would not notice larger text. */
function remeasure(app: HTMLElement | null): void {
  if (!app) return
  app.style.containerType = 'normal'
  app.getBoundingClientRect()
  app.style.containerType = ''
}

/** Wears the look that the shell remembered (`json`), now and whenever the system's own choice changes. */
export function followLook(json: string, tell: (look: Kept) => void): void {
  const kept = remembered(json)
  keep = look => tell({ ...kept, ...look })
  speakIn(kept.language)
  useLook.setState({
    theme: kept.theme ?? PLAIN.theme,
    text: kept.text ?? PLAIN.text,
    motion: kept.motion ?? PLAIN.motion,
    language: kept.language,
  })
  const now = () => wear(useLook.getState())
  now()
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'])
    window.matchMedia?.(query).addEventListener('change', now)
}
