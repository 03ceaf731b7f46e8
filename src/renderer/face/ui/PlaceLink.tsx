/** A link to another place of the notebook. */
import type { ReactNode } from 'react'
import { address, go, type Place } from '../places.ts'

export type PlaceLinkProps = {
  readonly to: Place
  readonly children: ReactNode
  readonly className?: string | undefined
  readonly current?: 'page' | 'date' | undefined
  /** Instead of its words for a screen reader, where they do not say whose link it is. */
  readonly label?: string
  readonly onGo?: () => void
}

export function PlaceLink({ to, children, className, current, label, onGo }: PlaceLinkProps) {
  return (
    <a
      href={`#${address(to)}`}
      className={className}
      aria-current={current}
      aria-label={label}
      onClick={event => {
        event.preventDefault()
        go(to)
        onGo?.()
      }}
    >
      {children}
    </a>
  )
}
