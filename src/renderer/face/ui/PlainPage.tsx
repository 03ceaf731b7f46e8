/** A page that is read from top to bottom: its title, what is about it in the margin, and the rest. */
import type { ReactNode } from 'react'
import styles from './Plain.module.css'

export type PlainPageProps = {
  readonly title: string
  readonly lead?: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function PlainPage({ title, lead, aside, children }: PlainPageProps) {
  return (
    <div className={styles['plain']}>
      <div className={styles['aside']}>{aside}</div>
      <div className={styles['told']}>
        <header>
          <h1 tabIndex={-1}>{title}</h1>
          {lead && <p className={styles['lead']}>{lead}</p>}
        </header>
        {children}
      </div>
    </div>
  )
}

/** Words two people compare by voice, each a list item, large. They come from an English list in every language. */
export function SafetyWords({ words, label }: { readonly words: readonly string[]; readonly label: string }) {
  return (
    <ol className={styles['words']} aria-label={label} lang="en">
      {words.map((word, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, and its place is what it is
        <li key={i}>{`${word} `}</li>
      ))}
    </ol>
  )
}
