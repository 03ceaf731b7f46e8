/**
 * Nobody is left without a place: where what had the focus is gone, the focus goes on to the next of its kind, to the one
 * before, or to the heading it stood under (WCAG 2.2, 2.4.3; ARIA APG, “Developing a Keyboard Interface”).
 */

/** What no sheet, menu or message stands in: they lie beside it, and end. */
const GROUND = 'main, nav, header'
const OVER = '[role="dialog"], [role="alertdialog"]'
const ITEM = 'li, article, section, tr, [role="row"]'
const CONTROL =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])'

/** Where something stood before it was taken out. */
type Gap = { readonly parent: Node; readonly kind: Node; readonly next: Node | null }

const element = (node: unknown): HTMLElement | null => (node instanceof HTMLElement ? node : null)

/** Whether it can have the focus. What is not drawn anywhere, as in a test of components, counts as seen. */
function takes(one: HTMLElement): boolean {
  if (!one.isConnected || one.matches(':disabled')) return false
  // The second name is what Chromium called it before 121.
  return one.checkVisibility?.({ visibilityProperty: true, checkVisibilityCSS: true }) ?? true
}

function give(one: HTMLElement, how?: FocusOptions): boolean {
  if (!takes(one)) return false
  one.focus(how)
  if (document.activeElement === one) return true
  // A heading is no control, and may have the focus all the same.
  one.tabIndex = -1
  one.focus(how)
  return document.activeElement === one
}

/** What one comes to first in an item: its words, where one writes. */
const within = (item: HTMLElement): (HTMLElement | null)[] => [
  item.querySelector<HTMLElement>(item.matches('section') ? 'h2, h3' : '[role="textbox"]'),
  item.querySelector<HTMLElement>(CONTROL),
  item,
]

/** The next of its kind, else the one before. */
function neighbour({ parent, kind, next }: Gap): HTMLElement | null {
  if (!(kind instanceof HTMLElement && kind.matches(ITEM))) return null
  const alike = [...(element(parent)?.children ?? [])].filter(
    (one): one is HTMLElement =>
      one instanceof HTMLElement && one.localName === kind.localName && one.className === kind.className,
  )
  const after = (one: HTMLElement) =>
    next !== null &&
    (one === next || (next.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0)
  return (next?.isConnected && alike.find(after)) || (alike.at(-1) ?? null)
}

/** The headings something stood under, the nearest first. */
function* headings(from: Node): Iterable<HTMLElement | null> {
  for (let at = element(from); at; at = at.parentElement) {
    if (at.matches('section, article')) yield at.querySelector<HTMLElement>('h1, h2, h3')
    if (at.matches('main')) yield at.querySelector<HTMLElement>('h1')
  }
  const main = document.querySelector<HTMLElement>('main:not([hidden])')
  yield main?.querySelector<HTMLElement>('h1') ?? null
  yield main
}

/** Follows the focus from now on. Returns how to stop. Once a window. */
export function keepFocus(): () => void {
  const { body, documentElement } = document
  /** What has the focus; null: nothing, because somebody laid it aside. */
  let current: HTMLElement | null = null
  /** The last that had it on the ground, and its gap. */
  let ground: HTMLElement | null = null
  let gap: Gap | null = null
  /** Where one goes by keys, what one comes to is shown; where one points, the page does not move. */
  let keys = true
  /** What had the focus is gone, and nothing has it since. */
  let astray = false
  let mending = false

  const nowhere = () => document.activeElement === body
  function* places(): Iterable<HTMLElement | null> {
    yield current
    const sheet = [...document.querySelectorAll<HTMLElement>(OVER)].at(-1)
    if (sheet) return yield sheet
    yield ground
    const near = gap?.parent.isConnected ? neighbour(gap) : null
    if (near) yield* within(near)
    yield* headings(gap?.parent.isConnected ? gap.parent : body)
  }
  const mend = () => {
    if (mending) return
    mending = true
    // What closes gives the focus back itself, a frame later.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        mending = false
        if (!astray || !nowhere()) return
        for (const place of places()) if (place && give(place, { preventScroll: !keys })) return
      }),
    )
  }
  const look = () => {
    astray ||= current !== null && nowhere() && !takes(current)
    if (astray) mend()
  }

  const came = ({ target }: FocusEvent) => {
    astray = false
    current = element(target)
    if (!current?.closest(GROUND)) return
    ground = current
    gap = null
  }
  const went = () =>
    queueMicrotask(() => {
      look()
      if (!astray && nowhere()) current = null
    })
  const pressed = ({ type }: Event) => {
    keys = type === 'keydown'
  }
  const watch = new MutationObserver(records => {
    if (ground && !ground.isConnected)
      for (const { target, removedNodes, nextSibling } of records)
        for (const kind of removedNodes)
          if (kind.contains(gap ? gap.parent : ground)) gap = { parent: target, kind, next: nextSibling }
    look()
  })
  const heard = { capture: true, passive: true }
  watch.observe(body, { childList: true, subtree: true })
  // While the window is covered nothing in it can have the focus; afterwards it is where it was.
  watch.observe(documentElement, { attributeFilter: ['style'] })
  document.addEventListener('focusin', came, heard)
  document.addEventListener('focusout', went, heard)
  for (const kind of ['keydown', 'pointerdown']) document.addEventListener(kind, pressed, heard)
  return () => {
    watch.disconnect()
    document.removeEventListener('focusin', came, heard)
    document.removeEventListener('focusout', went, heard)
    for (const kind of ['keydown', 'pointerdown']) document.removeEventListener(kind, pressed, heard)
  }
}

/**
 * Somebody came to this page: its heading has the focus, at once or when it is there, unless they are somewhere in it or
 * went elsewhere meanwhile. Returns how to stop waiting.
 */
export function arriveAt(page: HTMLElement): () => void {
  const from = document.activeElement
  const still = () => document.activeElement === from || document.activeElement?.contains(page)
  const take = () => {
    const heading = page.querySelector('h1')
    heading?.focus()
    return heading !== null
  }
  if (page.contains(from) || take()) return () => {}
  const wait = new MutationObserver(() => (!still() || take()) && wait.disconnect())
  wait.observe(page, { childList: true, subtree: true })
  return () => wait.disconnect()
}

/** px: of what one comes to, at least a line is seen. */
const SEEN = 48

/**
 * Somebody came to a page: what has the focus there is in sight, at once or when it is there, until they do something
 * themselves. In a window that is only a few lines high, what one writes in lies below its edge, and an editor that takes
 * the focus moves no page. Returns how to stop.
 */
export function keepInSight(): () => void {
  const show = () => {
    const at = document.activeElement
    if (at && at.getBoundingClientRect().top > window.innerHeight - SEEN)
      at.scrollIntoView?.({ block: 'nearest' })
  }
  const theirs = ['keydown', 'pointerdown', 'wheel'] as const
  const stop = () => {
    document.removeEventListener('focusin', show)
    for (const kind of theirs) document.removeEventListener(kind, stop, true)
  }
  show()
  document.addEventListener('focusin', show)
  for (const kind of theirs) document.addEventListener(kind, stop, { capture: true, passive: true })
  return stop
}

/** As `ref`: what appears in answer to a key has the focus. It needs a tabIndex. */
export const takeFocus = (one: HTMLElement | null): void => one?.focus()
