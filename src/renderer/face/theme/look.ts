/** How the window looks for this person: theme and text size. No words of theirs, so plain browser storage will do. */
import { create } from 'zustand'

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof THEMES)[number]
export const TEXT_SIZES = [100, 115, 130, 150, 175, 200] as const
export type TextSize = (typeof TEXT_SIZES)[number]

type Look = { readonly theme: Theme; readonly text: TextSize }
const KEY = 'kinfold-look'
const PLAIN: Look = { theme: 'system', text: 100 }

function remembered(): Look {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    const { theme, text } = kept as { theme?: unknown; text?: unknown }
    return {
      theme: THEMES.find(known => known === theme) ?? PLAIN.theme,
      text: TEXT_SIZES.find(known => known === text) ?? PLAIN.text,
    }
  } catch {
    return PLAIN
  }
}

export const useLook = create<Look & { choose: (change: Partial<Look>) => void }>((set, get) => ({
  ...remembered(),
  choose(change) {
    set(change)
    const { theme, text } = get()
    try {
      localStorage.setItem(KEY, JSON.stringify({ theme, text }))
    } catch {
      // a profile that cannot be written keeps the choice until the window closes
    }
    wear({ theme, text })
  },
}))

const asks = (query: string): boolean => window.matchMedia?.(query).matches ?? false

/** Puts the look on the page. The stylesheet knows light, dark, contrast and contrast-dark. */
export function wear({ theme, text }: Look): void {
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
  remeasure(document.querySelector<HTMLElement>('.app'))
}

/** Chromium keeps a container's idea of `rem` until the container itself changes: places would not notice larger text. */
function remeasure(app: HTMLElement | null): void {
  if (!app) return
  app.style.containerType = 'normal'
  app.getBoundingClientRect()
  app.style.containerType = ''
}

/** Wears the look now and whenever the system's own choice changes. */
export function followLook(): void {
  const now = () => wear(useLook.getState())
  now()
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'])
    window.matchMedia?.(query).addEventListener('change', now)
}
