/**
 * Runs in the page. What lies over something else that is to be read or pressed, what is cut within its own box, what
 * runs over the edge of its control, and a short word that is parted between two lines: a sentence for each.
 *
 * What is laid over the page on purpose (a sheet, a menu, what is said at the foot) is looked at by itself. Excerpts end
 * on purpose: lines that `line-clamp` leaves out are not missed.
 */
export function crowded(): string[] {
  type Box = { left: number; top: number; right: number; bottom: number }
  type Piece = {
    readonly one: Element
    readonly box: Box
    readonly layer: Element
    readonly words: string
    readonly control: boolean
  }
  const CONTROL =
    'button, a[href], input, textarea, [role="button"], [role="textbox"], [role="menuitem"], [role="tab"]'
  /** px: edges that are drawn over each other are no fault. */
  const SLACK = 2
  /** Of the size of its letters, from the middle of a line up and down: what is drawn of most of them. */
  const BODY = 0.3
  /** Letters of a word that has room on a line of its own in any window. */
  const SHORT = 10

  const styles = new Map<Element, CSSStyleDeclaration>()
  const styleOf = (one: Element): CSSStyleDeclaration => {
    const known = styles.get(one) ?? getComputedStyle(one)
    styles.set(one, known)
    return known
  }
  const root = document.documentElement
  const within = (box: Box, edge: Box): Box => ({
    left: Math.max(box.left, edge.left),
    top: Math.max(box.top, edge.top),
    right: Math.min(box.right, edge.right),
    bottom: Math.min(box.bottom, edge.bottom),
  })
  const shut = (value: string): boolean => value === 'hidden' || value === 'clip'
  const open = (value: string): boolean => value === 'visible'
  /** Never meant to be seen: said to a screen reader alone. */
  const unseen = (one: Element | null): boolean => {
    if (one === null || one === root) return false
    const { width, height } = one.getBoundingClientRect()
    const { overflowX, clipPath } = styleOf(one)
    const small = width <= 1.5 || height <= 1.5
    return (small && !open(overflowX)) || clipPath === 'inset(50%)' || unseen(one.parentElement)
  }
  /** What is left of a box in whatever it lies in; and whether something that does not scroll has cut it. */
  const seen = (one: Element, box: Box): { box: Box; cut: Element | null } => {
    let [left, cut]: [Box, Element | null] = [box, null]
    for (let at: Element | null = one; at && at !== root && at !== document.body; at = at.parentElement) {
      const style = styleOf(at)
      if (open(style.overflowX) && open(style.overflowY)) {
        if (style.position === 'fixed') break
        continue
      }
      const { left: x, top: y, width, height } = at.getBoundingClientRect()
      const edge = { left: x, top: y, right: x + width, bottom: y + height }
      const after = within(left, edge)
      const clamped = style.webkitLineClamp !== 'none'
      // What nobody reads, and is taken whole by one press on it.
      const whole = style.userSelect === 'all' && style.textOverflow === 'ellipsis'
      const sideways =
        shut(style.overflowX) && !whole && (left.left < edge.left - 1 || left.right > edge.right + 1)
      const down =
        shut(style.overflowY) && !clamped && (left.top < edge.top - 1 || left.bottom > edge.bottom + 1)
      if ((sideways || down) && at.clientWidth > 0) cut ??= at
      left = after
      if (style.position === 'fixed') break
    }
    return { box: left, cut }
  }
  /** The outermost thing that stands still in the window or lies over the page as a whole; else the page. */
  const layerOf = (one: Element): Element => {
    let layer: Element = document.body
    for (let at: Element | null = one; at && at !== document.body; at = at.parentElement)
      if (
        styleOf(at).position === 'fixed' ||
        (at.parentElement === document.body && at.querySelector('main') === null)
      )
        layer = at
    return layer
  }
  const area = ({ left, top, right, bottom }: Box): number =>
    Math.max(0, right - left) * Math.max(0, bottom - top)
  const shown = (one: Element): boolean =>
    one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !unseen(one)
  const named = (one: Element, words = one.textContent ?? ''): string =>
    `${one.tagName.toLowerCase()} “${(words.trim() || one.getAttribute('aria-label') || one.className.toString()).slice(0, 30)}”`

  const found: string[] = []
  const pieces: Piece[] = []
  const inner = (one: Element): Box => {
    const { left, top, right, bottom } = one.getBoundingClientRect()
    return { left, top, right, bottom }
  }
  const over = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')]
  const top = over.length > 0 ? layerOf(over.at(-1) as Element) : null
  const looked = (one: Element): boolean => top === null || layerOf(one) === top

  for (const one of document.querySelectorAll(CONTROL)) {
    if (!looked(one) || !shown(one)) continue
    for (const rect of one.getClientRects()) {
      const { box } = seen(one, { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom })
      if (area(box) > 16) pieces.push({ one, box, layer: layerOf(one), words: named(one), control: true })
    }
    if (one instanceof HTMLInputElement && one.value === '' && one.placeholder !== '')
      if (one.scrollWidth > one.clientWidth + 1)
        found.push(`it is cut off in its box: ${named(one, one.placeholder)}`)
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.nodeValue ?? ''
    const one = node.parentElement
    if (words.trim() === '' || !one || /^(SCRIPT|STYLE|TITLE)$/.test(one.tagName)) continue
    if (!looked(one) || !shown(one)) continue
    const size = Number.parseFloat(styleOf(one).fontSize)
    const control = one.closest(CONTROL)
    range.selectNodeContents(node)
    const lines = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1)
    let cut: Element | null = null
    for (const { left, right, top, bottom } of lines) {
      const middle = (top + bottom) / 2
      const drawn = { left, right, top: middle - size * BODY, bottom: middle + size * BODY }
      const kept = seen(one, drawn)
      cut ??= kept.cut
      if (area(kept.box) > 8)
        pieces.push({ one, box: kept.box, layer: layerOf(one), words: named(one, words), control: false })
      if (!control || styleOf(control).display === 'inline') continue
      const edge = inner(control)
      const out = drawn.left < edge.left - 1 || drawn.right > edge.right + 1
      if (out || drawn.top < edge.top - 1 || drawn.bottom > edge.bottom + 1)
        found.push(`its words run out of it: ${named(control)}`)
    }
    if (cut) found.push(`it is cut off in its box: ${named(one, words)}`)
    if (lines.length < 2) continue
    for (const { 0: word, index } of words.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      if (word.length < 2 || word.length > SHORT) continue
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      const [first, ...more] = [...range.getClientRects()].filter(({ width }) => width > 0)
      if (first && more.some(({ top }) => top > first.bottom - 1))
        found.push(`a word is parted: “${word}” in ${named(one)}`)
    }
  }

  const related = (a: Element, b: Element): boolean => a.contains(b) || b.contains(a)
  const sorted = pieces.toSorted((a, b) => a.box.top - b.box.top)
  for (const [i, a] of sorted.entries())
    for (let k = i + 1; k < sorted.length; k++) {
      const b = sorted[k]
      if (!b || b.box.top > a.box.bottom - SLACK) break
      if (a.layer !== b.layer || related(a.one, b.one)) continue
      const both = within(a.box, b.box)
      if (both.right - both.left > SLACK && both.bottom - both.top > SLACK)
        found.push(`one lies over the other: ${a.words} and ${b.words}`)
    }
  return [...new Set(found)].slice(0, 6)
}
