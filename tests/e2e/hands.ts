/** A person who has a keyboard and nothing else. Wherever Tab takes them, it must be plain to see where they are. */
import type { Locator, Page } from 'playwright-core'

/** Runs in the page: what is wrong with how the focus shows; empty: it can be seen. */
function unseen(): string {
  const one = document.activeElement
  if (!(one instanceof HTMLElement) || one === document.body) return 'nothing has the focus'
  const name = `${one.tagName.toLowerCase()} “${(one.getAttribute('aria-label') ?? one.textContent ?? '').slice(0, 40)}”`
  const { top, bottom, left, right, width, height } = one.getBoundingClientRect()
  if (width === 0 || height === 0) return `${name} has the focus and no size`
  if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth)
    return `${name} has the focus out of sight`
  const probe = document.createElement('span')
  probe.style.color = 'var(--focus)'
  document.body.append(probe)
  const focus = getComputedStyle(probe).color
  probe.remove()
  for (let at: HTMLElement | null = one, up = 0; at && up < 3; at = at.parentElement, up++) {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderBottomColor } = getComputedStyle(at)
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor))
      return ''
    if (boxShadow.includes(focus) || borderBottomColor === focus) return ''
  }
  // Where one writes, the caret is where one is.
  if (one.isContentEditable && !/, 0\)$/.test(getComputedStyle(one).caretColor)) return ''
  return `${name} has the focus and does not show it`
}

export class Hands {
  readonly #page: Page
  /** Every key that was pressed. */
  pressed = 0

  constructor(page: Page) {
    this.#page = page
  }

  /** From now on the page notes what no keyboard does. */
  async watch(): Promise<void> {
    await this.#page.evaluate(() => {
      const noted: string[] = []
      for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel'])
        addEventListener(kind, ({ type }) => noted.push(type), true)
      Object.assign(window, { noted })
    })
  }

  /** What came from something else than a keyboard. */
  pointed(): Promise<string[]> {
    return this.#page.evaluate(() => (window as unknown as { noted: string[] }).noted)
  }

  async press(key: string): Promise<void> {
    this.pressed++
    await this.#page.keyboard.press(key)
  }

  /** What has the focus, as `button “Put back”`; `nothing`: one is lost. */
  at(): Promise<string> {
    return this.#page.evaluate(() => {
      const one = document.activeElement
      if (!one || one === document.body) return 'nothing'
      const name = (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 120)
      return `${one.getAttribute('role') ?? one.localName} “${name}”`
    })
  }

  async write(text: string): Promise<void> {
    this.pressed += text.length
    await this.#page.keyboard.type(text)
  }

  /** Tab until `to` has the focus. Rejects when it never comes, or when a step on the way cannot be seen. */
  async walkTo(to: Locator, by: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await to.first().waitFor({ timeout: 60_000 })
    const there = () => to.first().evaluate(one => one === document.activeElement)
    for (let steps = 0; steps < 150; steps++) {
      if (await there()) return
      await this.press(by)
      const wrong = await this.#page.evaluate(unseen)
      if (wrong) throw new Error(wrong)
    }
    throw new Error(`no key leads to ${String(to)}`)
  }

  /** Walk there and press Enter. */
  async take(to: Locator): Promise<void> {
    await this.walkTo(to)
    await this.press('Enter')
  }

  /** Walk there and write. */
  async fill(field: Locator, text: string): Promise<void> {
    await this.walkTo(field)
    await this.write(text)
  }
}
