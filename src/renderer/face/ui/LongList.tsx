/**
 * A list of any length: it is cut into pages, and only those near the window stand in the document; the others are as
 * high as they were, or as such a page usually is. A page that holds the focus stays, and one stays
 * in any case: in a very small window Tab would pass by a list with nothing in it.
 */
import {
  type ComponentProps,
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import styles from './LongList.module.css'

export type LongListProps = {
  readonly label: string
  /** How many pages there are. */
  readonly pages: number
  /** The rows of a page, each a `Row`. The same function as long as what it shows is the same. */
  readonly page: (n: number) => ReactNode
  /** How high a page of full length is, in rem, until it was seen. */
  readonly height: number
  /** The page that one comes back to: it is there from the start. */
  readonly begin?: number
  /** The last page is near. */
  readonly onEnd?: () => void
}

/** Pages as far away as the window is high are there before they are seen; the first is until it was passed. */
const NEAR = '100% 0px'

type BoxProps = Pick<LongListProps, 'page' | 'height'> & {
  readonly n: number
  readonly near: boolean
  readonly tall: number | undefined
  readonly watch: (box: HTMLElement | null, n: number) => (() => void) | undefined
}

/** One row of a long list. */
export const Row = (props: ComponentProps<'div'>) => (
  // biome-ignore lint/a11y/useSemanticElements: between a list and its rows stand pages, which HTML's own lists do not allow
  <div {...props} role="listitem" />
)

const Box = memo(function Box({ n, near, page, height, tall, watch }: BoxProps) {
  const box = useCallback((element: HTMLElement | null) => watch(element, n), [watch, n])
  return (
    <div
      ref={box}
      role="presentation"
      data-page={n}
      style={near ? undefined : { height: tall === undefined ? `${height}rem` : `${tall}px` }}
    >
      {near && page(n)}
    </div>
  )
})

export function LongList({ label, pages, page, height, begin = 0, onEnd }: LongListProps) {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set([0, begin]))
  const talls = useRef(new Map<number, number>())
  const observer = useRef<IntersectionObserver | null>(null)
  const boxes = useRef(new Map<number, HTMLElement>())
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const seen = new IntersectionObserver(
      changes =>
        setNear(before => {
          const now = new Set(before)
          const seenFirst = changes.toSorted((a, b) => Number(b.isIntersecting) - Number(a.isIntersecting))
          for (const { target, isIntersecting, boundingClientRect } of seenFirst) {
            const n = Number((target as HTMLElement).dataset['page'])
            if (isIntersecting) now.add(n)
            else if (now.size > 1 && !target.contains(document.activeElement)) {
              if (before.has(n)) talls.current.set(n, boundingClientRect.height)
              now.delete(n)
            }
          }
          return now
        }),
      { rootMargin: NEAR },
    )
    observer.current = seen
    for (const box of boxes.current.values()) seen.observe(box)
    return () => seen.disconnect()
  }, [])

  const watch = useCallback((box: HTMLElement | null, n: number) => {
    if (!box) return undefined
    boxes.current.set(n, box)
    observer.current?.observe(box)
    return () => {
      boxes.current.delete(n)
      observer.current?.unobserve(box)
    }
  }, [])

  useEffect(() => {
    if (pages === 0 || near.has(pages - 1)) onEnd?.()
  }, [near, pages, onEnd])

  /** Arrow keys go from one to the next; Home and End stay with the page as a whole. */
  const walk = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links: (Element | null)[] = Array.from(list.current?.querySelectorAll('a') ?? [])
    const at = links.indexOf(document.activeElement)
    const next = links[event.key === 'ArrowDown' ? at + 1 : at - 1]
    if (at < 0 || !(next instanceof HTMLElement)) return
    event.preventDefault()
    event.stopPropagation()
    next.focus()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: as with its rows
    <div ref={list} role="list" aria-label={label} className={styles['list']} onKeyDown={walk}>
      {Array.from({ length: pages }, (_, n) => (
        <Box
          // biome-ignore lint/suspicious/noArrayIndexKey: the place of a page is what it is
          key={n}
          n={n}
          near={near.has(n)}
          page={page}
          height={height}
          tall={talls.current.get(n)}
          watch={watch}
        />
      ))}
    </div>
  )
}
