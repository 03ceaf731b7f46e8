/** A window that shows what a test says: which parts of a long list are near. */
import { act } from 'react'
import { rest } from './page.ts'

/** jsdom has no window that shows anything: a test says which parts are near. */
let nearNow: (which: (n: number) => boolean) => Promise<void> = async () => {}
/** The parts of the last list on the page for which `which` says so. */
export const near = (which: (n: number) => boolean): Promise<void> => nearNow(which)
type Hear = (changes: unknown[], self: unknown) => void
export class Observer {
  readonly #hear: Hear
  readonly #boxes = new Set<HTMLElement>()
  constructor(hear: Hear) {
    this.#hear = hear
    nearNow = async which => {
      const place = (box: HTMLElement): number => Number(box.dataset['page'])
      // Below the window where none is near.
      const first = Math.min(...[...this.#boxes].map(place).filter(which))
      await act(async () =>
        this.#hear(
          [...this.#boxes].map(target => ({
            target,
            isIntersecting: which(place(target)),
            boundingClientRect: {
              height: 500,
              top: (place(target) - (Number.isFinite(first) ? first : -2)) * 500,
            },
          })),
          this,
        ),
      )
      await rest()
    }
  }
  observe = (box: HTMLElement) => void this.#boxes.add(box)
  unobserve = (box: HTMLElement) => void this.#boxes.delete(box)
  disconnect = () => this.#boxes.clear()
}
