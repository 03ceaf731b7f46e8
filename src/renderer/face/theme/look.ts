/** How the window looks and speaks for this person: theme, text size, language. The shell keeps it, in the one file outside the vault. */
import * as v from 'valibot'
import { create } from 'zustand'
import { direction, nearest, speakIn } from '../../../shared/locales/languages.ts'
import { Look as Kept, type TextSize, type Theme } from '../../../shared/look.ts'
import { measureGutter } from './gutter.ts'

export { TEXT_SIZES, THEMES } from '../../../shared/look.ts'

type Look = {
  readonly theme: Theme
  readonly text: TextSize
  /** BCP 47; not chosen: English. */
  readonly language?: string | undefined
}
const PLAIN: Look = { theme: 'system', text: 100 }

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
    const { theme, text, language } = get()
    keep({ theme, text, language })
    wear({ theme, text, language })
  },
}))

const asks = (query: string): boolean => window.matchMedia?.(query).matches ?? false

/** Puts the look on the page. The stylesheet knows light, dark, contrast and contrast-dark. */
export function wear({ theme, text, language }: Look): void {
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
    language: kept.language,
  })
  const now = () => wear(useLook.getState())
  now()
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'])
    window.matchMedia?.(query).addEventListener('change', now)
}
