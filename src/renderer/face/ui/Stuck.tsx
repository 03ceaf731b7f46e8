/** Below a list whose next page could not be read: that there is more, and the way to ask for it again. */
import { useLayoutEffect, useRef } from 'react'
import { t } from '../../../shared/locales/speak.ts'
import { Button } from './Button.tsx'
import type { Paged } from './pages.ts'
import styles from './Said.module.css'

export function Stuck<Row>({ list, again }: Pick<Paged<Row>, 'list' | 'again'>) {
  return list?.stuck ? <TryAgain trying={list.stuck === 'trying'} again={again} /> : null
}

function TryAgain({ trying, again }: { readonly trying: boolean; readonly again: () => void }) {
  const row = useRef<HTMLDivElement>(null)
  // When it goes, whoever pressed it goes on from the last of what was there.
  useLayoutEffect(() => {
    const here = row.current
    const last = here?.previousElementSibling
    return () => {
      if (here?.contains(document.activeElement))
        [...(last?.querySelectorAll<HTMLElement>('a[href], button') ?? [])].at(-1)?.focus()
    }
  }, [])
  return (
    <div ref={row} className={styles['error']}>
      <p role="alert">{t(trying ? 'list.reading' : 'list.stuck')}</p>
      <Button busy={trying} onPress={again}>
        {t('list.again')}
      </Button>
    </div>
  )
}
