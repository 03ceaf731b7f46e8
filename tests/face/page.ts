/** What stands on a page in a test, found by role and name, as a person with a screen reader would find it. */
import { act } from 'react'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
// What jsdom does not draw has no place on a screen.
const nowhere = { x: 0, y: 0, top: 0, left: 0, right: 0, bottom: 0, width: 0, height: 0, toJSON: () => '' }
Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => nowhere
document.elementFromPoint = () => null
Object.assign(globalThis, {
  IntersectionObserver: class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
})
window.scrollTo = () => {}
Element.prototype.scrollIntoView = () => {}

/** Lets promises and React come to rest. */
export const rest = async (ms = 0): Promise<void> => {
  await act(async () => {
    await new Promise(done => setTimeout(done, ms))
  })
}

const nameOf = (element: Element): string => {
  const labelled = element.getAttribute('aria-labelledby')
  if (element.getAttribute('aria-label')) return element.getAttribute('aria-label') ?? ''
  if (labelled)
    return labelled
      .split(' ')
      .map(id => document.getElementById(id)?.textContent ?? '')
      .join(' ')
      .trim()
  const named = element.matches('input') ? (element.closest('label') ?? element) : element
  return (named.textContent ?? '').trim()
}
const ROLES: Readonly<Record<string, string>> = {
  button: 'button,[role="button"]',
  link: 'a[href],[role="link"]',
  textbox: 'input:not([type="search"]),textarea,[role="textbox"]',
  searchbox: 'input[type="search"]',
  heading: 'h1,h2,h3,[role="heading"]',
  article: 'article',
  switch: 'input[role="switch"]',
  list: 'ul,ol,[role="list"]',
  region: 'section[aria-label]',
  alert: '[role="alert"]',
  status: '[role="status"]',
  menuitem: '[role="menuitem"]',
  dialog: '[role="dialog"],[role="alertdialog"]',
}

/** Everything with this role and name, as a person with a screen reader would find it. */
export const all = (role: keyof typeof ROLES, name?: string | RegExp): HTMLElement[] =>
  Array.from(document.querySelectorAll<HTMLElement>(ROLES[role] ?? role)).filter(element => {
    const found = nameOf(element)
    return name === undefined || (typeof name === 'string' ? found === name : name.test(found))
  })

export function one(role: keyof typeof ROLES, name?: string | RegExp): HTMLElement {
  const found = all(role, name)
  const first = found[0]
  if (!first || found.length > 1)
    throw new Error(`${found.length} of ${role} “${String(name)}”\n${document.body.textContent}`)
  return first
}

export const press = async (
  role: 'button' | 'link' | 'menuitem' | 'switch',
  name: string | RegExp,
): Promise<void> => {
  const element = one(role, name)
  await act(async () => element.click())
  await rest()
}

export const said = (): string => document.body.textContent ?? ''
