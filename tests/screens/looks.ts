/** The ways a window can look: what a person, their computer or a small screen asks for. */
import type { ElectronApplication, Page } from 'playwright-core'
import { direction } from '../../src/shared/locales/languages.ts'

type Wish = {
  readonly dark?: true
  /** High contrast, as the settings offer it. */
  readonly contrast?: true
  /** The language that the whole story is told in for this look: BCP 47, English when it is left out. */
  readonly language?: string
  /** The system's own colours instead of the page's, as Windows does. */
  readonly forced?: true
  /** Text size of the settings, in per cent. */
  readonly text?: number
  /** Size of the window, in CSS pixels. */
  readonly width?: number
  readonly height?: number
}

export const LOOKS = {
  light: {},
  dark: { dark: true },
  contrast: { contrast: true },
  'contrast-dark': { contrast: true, dark: true },
  'forced-colors': { forced: true },
  'text-200': { text: 200 },
  narrow: { width: 320 },
  // What 400 % leaves of a window of 1280 × 1024 (WCAG 2.2, 1.4.10).
  'zoom-400': { width: 320, height: 256 },
  'right-to-left': { language: 'ar-XB' },
  pseudo: { language: 'en-XA' },
  german: { language: 'de' },
} as const satisfies Readonly<Record<string, Wish>>
export type Look = keyof typeof LOOKS
export const ALL_LOOKS = Object.keys(LOOKS) as Look[]
export const languageOf = (look: Look): string => (LOOKS[look] as Wish).language ?? 'en'
/** The look one walks about in, whichever are photographed: nothing folds away in it. */
export const walkingIn = (language: string): Look =>
  ALL_LOOKS.find(one => {
    const { width, height, text, language: own = 'en' }: Wish = LOOKS[one]
    return own === language && !width && !height && !text
  }) ?? 'light'

const [WIDTH, HEIGHT] = [1180, 780] as const

/** Afterwards the window looks like this, wherever one is in it; nothing is pressed and nowhere is gone to. */
export async function wear(app: ElectronApplication, page: Page, look: Look): Promise<void> {
  const { dark, contrast, forced, text = 100, width = WIDTH, height = HEIGHT }: Wish = LOOKS[look]
  await page.emulateMedia({
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forced ? 'active' : 'none',
    reducedMotion: 'reduce',
  })
  // The page hears of other colours with its next frame, and then puts on what its settings say.
  await page.evaluate(
    () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
  const window = await app.browserWindow(page)
  await window.evaluate(
    (one, size) => {
      // A page can be narrower than its window may be: at 400 % of a usual one.
      one.setMinimumSize(200, 200)
      one.setContentSize(size.width, size.height)
    },
    { width, height },
  )
  await page.waitForFunction(wanted => innerWidth === wanted.width && innerHeight === wanted.height, {
    width,
    height,
  })
  const shade = dark ? 'dark' : 'light'
  const theme = !contrast ? shade : dark ? 'contrast-dark' : 'contrast'
  const worn = { size: text, theme, dir: direction(languageOf(look)) }
  await page.evaluate(({ size, theme, dir }) => {
    const root = document.documentElement
    root.style.fontSize = `${size}%`
    root.dataset['theme'] = theme
    root.dir = dir
    // As the settings do (theme/look.ts): Chromium keeps a container's idea of `rem` until the container changes.
    for (const one of document.querySelectorAll<HTMLElement>('.app')) {
      one.style.containerType = 'normal'
      one.getBoundingClientRect()
      one.style.containerType = ''
    }
    // What is laid beside a word looks again where that is.
    dispatchEvent(new Event('resize'))
  }, worn)
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}
