/** The closed notebook: a cloth cover, a paper label, the numbers on a band. */
import type { ReactNode } from 'react'
import { HelpButton } from '../../ui/HelpButton.tsx'
import { HelpBand } from '../help/HelpBand.tsx'
import { LanguageOnCover } from '../settings/LanguageOnCover.tsx'
import styles from './Cover.module.css'

export function Cover({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles['cover']}>
      <header className={styles['header']}>
        <div className={styles['tongue']}>
          <LanguageOnCover />
        </div>
        <div className={styles['top']}>
          <HelpButton />
        </div>
      </header>
      <main className={styles['label']}>{children}</main>
      <HelpBand />
    </div>
  )
}
