/** What happened, what is safe and what to do, where it happened. Said aloud at once; no red, no sign. */
import type { ReactNode } from 'react'
import styles from './Said.module.css'

export type InlineErrorProps = {
  /** A sentence of the catalogue: `faultWords(fault)`. */
  readonly words: string
  /** The one thing to do, where it is a press: a Button. */
  readonly children?: ReactNode
}

export function InlineError({ words, children }: InlineErrorProps) {
  return (
    <div role="alert" className={styles['error']}>
      <p>{words}</p>
      {children}
    </div>
  )
}
