/** One picture of one place, and what is wrong with it by measure: sideways scrolling, and what axe-core finds. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Locator, Page } from 'playwright-core'
import { barriers } from './axe.ts'
import { crowded } from './crowded.ts'
import { type Look, wear } from './looks.ts'

/** `what` is a sentence for whoever has to mend it. */
export type Finding = { readonly place: string; readonly look: Look; readonly what: string }

export type Sight = {
  readonly place: string
  readonly look: Look
  readonly app: ElectronApplication
  readonly page: Page
  /** What makes this the place it claims to be; it stays on the screen in every look. */
  readonly sign: Locator
}

/** A sheet that is longer than this many windows is cut off in its pictures. */
const MOST_WINDOWS = 6

/** Leaves `<folder>/<look>/<place>.png`; a sheet laid over the page that has to be scrolled leaves `<place>-2.png` and so on. */
export async function take(folder: string, sight: Sight): Promise<Finding[]> {
  const { place, look, app, page, sign } = sight
  await wear(app, page, look)
  // Nothing is under the pointer.
  await page.mouse.move(2, 2)
  await sign.first().waitFor({ state: 'attached' })
  await page.evaluate(settled)
  mkdirSync(join(folder, look), { recursive: true })
  const file = (n: number): string => join(folder, look, n === 1 ? `${place}.png` : `${place}-${n}.png`)
  for (let n = 1; n <= MOST_WINDOWS; n++) rmSync(file(n), { force: true })

  // What was pressed last may lie far down: the head of the page stays and lies over what is scrolled away under it.
  await page.evaluate(() => scrollTo(0, 0))
  const found = [
    ...(await page.evaluate(sideways)),
    ...(await page.evaluate(crowded)),
    ...(look === 'forced-colors' ? await page.evaluate(swallowed) : []),
    ...(await barriers(page)),
  ]
  const laidOver = (await page.getByRole('dialog').or(page.getByRole('alertdialog')).count()) > 0
  if (laidOver || (await page.evaluate(longList))) {
    // As it stands in the window, scrollbars and all; what is below comes into the next picture.
    for (let n = 0; n < MOST_WINDOWS; n++) {
      const moved = await page.evaluate(scroll, n)
      if (n > 0 && !moved) break
      await page.evaluate(settled)
      await page.screenshot({ path: file(n + 1), animations: 'disabled' })
    }
    await page.evaluate(scroll, 0)
  } else {
    await page.evaluate(scrollbars, false)
    await page.screenshot({ path: file(1), fullPage: true, animations: 'disabled' })
    await page.evaluate(scrollbars, true)
  }
  // What took its time may have moved on by itself: then this is a picture of something else.
  if ((await sign.count()) === 0) found.push('it did not stay on the screen')
  return found.map(what => ({ place, look, what }))
}

/** Runs in the page. They take their width from it, and a picture of a whole page has none: it would be cut at the right. */
function scrollbars(shown: boolean): void {
  const without = new CSSStyleSheet()
  if (!shown) without.insertRule('::-webkit-scrollbar { display: none; }')
  document.adoptedStyleSheets = shown ? [] : [without]
}

/** Runs in the page: whether it holds a list whose rows stand only where the window is near. */
function longList(): boolean {
  return [...document.querySelectorAll('[role="list"] > [data-page]')].some(
    one => one.childElementCount === 0,
  )
}

/** Runs in the page: until nothing changes in it for a moment; what never rests is photographed as it is. */
async function settled(): Promise<void> {
  await new Promise<void>(resolve => {
    let rest = setTimeout(resolve, 150)
    const watch = new MutationObserver(() => {
      clearTimeout(rest)
      rest = setTimeout(resolve, 150)
    })
    watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    setTimeout(resolve, 3_000)
  })
}

/** Runs in the page: it, or a sheet laid over it, to its n-th windowful. Answers whether there was one. */
function scroll(n: number): boolean {
  const veil = [...document.querySelectorAll('body *')].find(
    one =>
      getComputedStyle(one).position === 'fixed' &&
      one.scrollHeight > one.clientHeight + 1 &&
      one.clientHeight > 0,
  )
  // Under a sheet the page stays where it is: what stands beside a word or a button goes with it.
  const laidOver = document.querySelector('[role="dialog"], [role="alertdialog"]')
  const moving = veil ?? (laidOver ? null : document.scrollingElement)
  if (!moving) return false
  const head = veil ? 0 : Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0
  const before = moving.scrollTop
  moving.scrollTop = n * (moving.clientHeight - head - 40)
  return moving.scrollTop > before + 1
}

/**
 * Runs in the page. A container of its own layout (`container-type`) never makes its parent scroll: what is too wide is
 * cut off instead. So words and controls beyond the right edge count as well as a page that scrolls.
 */
export function sideways(): string[] {
  const scrolling = [
    document.scrollingElement,
    ...[...document.querySelectorAll('body *')].filter(one =>
      /auto|scroll/.test(getComputedStyle(one).overflowX),
    ),
  ].flatMap(one =>
    one && one.scrollWidth > one.clientWidth
      ? [`it scrolls sideways: ${one.scrollWidth} of ${one.clientWidth} px`]
      : [],
  )
  const edge = document.documentElement.clientWidth + 1
  const clipped = (one: Element | null): boolean =>
    one !== null && (/hidden|clip/.test(getComputedStyle(one).overflowX) || clipped(one.parentElement))
  const cut = [...document.querySelectorAll('body *')].filter(one => {
    const says = [...one.childNodes].some(node => node.nodeType === 3 && (node.nodeValue ?? '').trim() !== '')
    if (!says && !/^(BUTTON|INPUT|TEXTAREA|A|IMG|svg)$/.test(one.tagName)) return false
    const { left, right, width } = one.getBoundingClientRect()
    return width > 0 && (right > edge || left < -1) && !clipped(one)
  })
  const names = cut.slice(0, 3).map(one => `${one.tagName.toLowerCase()} “${one.textContent?.slice(0, 30)}”`)
  return names.length === 0 ? scrolling : [...scrolling, `it is cut off at the side: ${names.join(', ')}`]
}

/** In the page, in the system's own colours: words in the colour that the system lays behind every word. */
function swallowed(): string[] {
  const probe = document.createElement('span')
  probe.style.color = 'Canvas'
  document.body.append(probe)
  const canvas = getComputedStyle(probe).color
  probe.remove()
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const one = text.parentElement
    const words = text.textContent?.trim() ?? ''
    if (!one?.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) || words === '') continue
    const { color, forcedColorAdjust } = getComputedStyle(one) as CSSStyleDeclaration & {
      forcedColorAdjust: string
    }
    if (color === canvas && forcedColorAdjust !== 'none')
      found.push(`“${words.slice(0, 40)}” has the colour of what is behind it`)
  }
  return found
}
