/**
 * A key that pressed something types nothing: where its press brings the focus into a line or a sheet, the same key again
 * belongs to that press. Hands that shake, and keys that are held, press twice.
 */

/** ms: after the focus came, and after each such press, the key is a new one. */
const CALM = 1000
const presses = (key: string): boolean => key === 'Enter' || key === ' '
const WRITES = 'input, textarea, [contenteditable="true"], [role="textbox"]'

/** From now on. Returns how to stop. Once a window. */
export function takeTwiceForOnce(): () => void {
  /** What was pressed last, and on what; null: something else was done since. */
  let last: { readonly key: string; readonly on: EventTarget | null } | null = null
  /** The key that types nothing here, until when. */
  let held: { readonly key: string; readonly on: Element; until: number } | null = null

  const down = (event: KeyboardEvent) => {
    const { key, target, timeStamp } = event
    if (
      held &&
      key === held.key &&
      held.on.contains(target as Node) &&
      (event.repeat || timeStamp < held.until)
    ) {
      held.until = timeStamp + CALM
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    held = null
    last = presses(key) && !event.isComposing ? { key, on: target } : null
  }
  const came = ({ target, timeStamp }: FocusEvent) => {
    if (!last || !(target instanceof Element)) return
    held =
      target !== last.on && target.matches(WRITES)
        ? { key: last.key, on: target, until: timeStamp + CALM }
        : null
  }
  const pointed = () => {
    last = null
    held = null
  }
  document.addEventListener('keydown', down, true)
  document.addEventListener('focusin', came, true)
  document.addEventListener('pointerdown', pointed, true)
  return () => {
    document.removeEventListener('keydown', down, true)
    document.removeEventListener('focusin', came, true)
    document.removeEventListener('pointerdown', pointed, true)
  }
}
