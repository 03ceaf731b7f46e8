/** The ways a window can look: what a person, their computer or a small screen asks for. */
import type { ElectronApplication, Page } from 'playwright-core'

type Wish = {
  readonly dark?: true
  /** The system's own colours instead of the page's, as Windows does. */
  readonly forced?: true
  /** Text size of the settings, in per cent. */
  readonly text?: number
  /** Width of the window, in CSS pixels. */
  readonly width?: number
}

export const LOOKS = {
  light: {},
  dark: { dark: true },
  'forced-colors': { forced: true },
  'text-200': { text: 200 },
  narrow: { width: 360 },
} as const satisfies Readonly<Record<string, Wish>>
export type Look = keyof typeof LOOKS
export const ALL_LOOKS = Object.keys(LOOKS) as Look[]

const [WIDTH, HEIGHT] = [1180, 780] as const

/** Afterwards the window looks like this, wherever one is in it; nothing is pressed and nowhere is gone to. */
export async function wear(app: ElectronApplication, page: Page, look: Look): Promise<void> {
  const { dark, forced, text = 100, width = WIDTH }: Wish = LOOKS[look]
  await page.emulateMedia({
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forced ? 'active' : 'none',
    reducedMotion: 'reduce',
  })
  const window = await app.browserWindow(page)
  await window.evaluate((one, size) => one.setContentSize(size.width, size.height), { width, height: HEIGHT })
  await page.waitForFunction(wanted => innerWidth === wanted, width)
  await page.evaluate(size => {
    document.documentElement.style.fontSize = `${size}%`
    // As the settings do (theme/look.ts): Chromium keeps a container's idea of `rem` until the container changes.
    for (const one of document.querySelectorAll<HTMLElement>('.app')) {
      one.style.containerType = 'normal'
      one.getBoundingClientRect()
      one.style.containerType = ''
    }
  }, text)
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}
