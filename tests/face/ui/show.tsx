/** One part on an empty page, and what hands do to it. */
import axe from 'axe-core'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, expect } from 'vitest'
import { rest } from '../page.ts'

const roots: Root[] = []
afterEach(async () => {
  const shown = roots.splice(0)
  for (const root of shown) await act(async () => root.unmount())
  // A whole face clears up after itself.
  if (shown.length > 0) document.body.replaceChildren()
})

/** Renders it; answers how to render something else in its place. */
export async function show(part: ReactNode): Promise<(other: ReactNode) => Promise<void>> {
  const place = document.createElement('main')
  place.className = 'app'
  document.body.append(place)
  const root = createRoot(place)
  roots.push(root)
  const render = async (one: ReactNode) => {
    await act(async () => root.render(one))
    await rest()
  }
  await render(part)
  return render
}

/** A key on whatever has the focus: down, and up where the focus is by then. */
export async function hit(...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    for (const type of ['keydown', 'keyup'] as const) {
      await act(async () => {
        const target = document.activeElement ?? document.body
        const went = target.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }))
        // A browser presses what it has a button for.
        if (went && type === 'keydown' && key === 'Enter' && target instanceof HTMLButtonElement)
          target.click()
      })
    }
    await rest()
  }
}

export async function focus(element: HTMLElement): Promise<void> {
  await act(async () => element.focus())
  await rest()
}

export const focused = (): string => {
  const here = document.activeElement
  return here?.getAttribute('aria-label') ?? here?.textContent ?? ''
}

/** Nothing that axe-core knows stands before a screen reader; jsdom draws nothing, so contrast is measured elsewhere. */
export async function noBarrier(): Promise<void> {
  const { violations } = await axe.run(document.body, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'heading-order': { enabled: false },
      // Behind a dialog the page is hidden while the dialog holds the focus: nothing there can be reached.
      'aria-hidden-focus': { enabled: false },
    },
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([])
}
