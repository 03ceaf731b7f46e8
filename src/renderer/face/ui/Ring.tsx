/** Equal seats on a stitched circle. You sit nearest to yourself, at the bottom. A list in the code, and in a narrow place. */
import type { CSSProperties, ReactNode } from 'react'
import styles from './Ring.module.css'
import { Seal } from './Seal.tsx'

export type Seat = {
  readonly id: string
  readonly name: string
  readonly seat: number
  readonly below?: string
}
export type RingProps = {
  readonly label: string
  readonly seats: readonly Seat[]
  readonly middle: ReactNode
  /** The same seats, one below the other, where a person prefers that. */
  readonly list?: boolean
}

/** More than these do not fit a ring with their names. */
const ROOM = 9

const place = (values: Record<string, number>) => values as CSSProperties

export function Ring({ label, seats, middle, list = false }: RingProps) {
  return (
    <div
      className={styles['ring']}
      style={place({ '--n': seats.length })}
      data-list={list || seats.length > ROOM}
    >
      <svg className={styles['thread']} viewBox="0 0 200 200" aria-hidden="true">
        <circle cx="100" cy="100" r="100" />
      </svg>
      <div className={styles['middle']}>{middle}</div>
      <ul aria-label={label}>
        {seats.map(({ id, name, seat, below }, i) => (
          <li key={id} style={place({ '--i': i })}>
            <Seal seat={seat} className={styles['seal']} />
            <span className={styles['name']}>{name}</span>
            {below && <small>{below}</small>}
          </li>
        ))}
      </ul>
    </div>
  )
}
