/** Where nothing is yet: one sentence of the house, and at most one thing to do. Emptiness is not a task. */
import type { ReactNode } from 'react'
import styles from './Said.module.css'

export type EmptyProps = { readonly words: string; readonly children?: ReactNode }

export function Empty({ words, children }: EmptyProps) {
  return (
    <div className={styles['empty']}>
      <p>{words}</p>
      {children}
    </div>
  )
}
