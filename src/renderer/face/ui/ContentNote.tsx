/**
 * What something is about, before it is read. Show, or Not now: neither is kept, sent or counted, and after a visit the
 * strip is as it was. What is not shown is not in the page at all, for eyes and screen readers alike.
 */
import { type ReactNode, useId, useRef, useState } from 'react'
import { t } from '../../../shared/locales/speak.ts'
import { Button } from './Button.tsx'
import styles from './ContentNote.module.css'

export type ContentNoteProps = {
  /** A few words of who wrote it: “loss of a parent”. */
  readonly about: string
  readonly children: ReactNode
}

export function ContentNote({ about, children }: ContentNoteProps) {
  const [now, setNow] = useState<'folded' | 'shown' | 'left'>('folded')
  const show = useRef<HTMLButtonElement>(null)
  const body = useId()
  const [before = '', after = ''] = t('about.what', { about: '\n' }).split('\n')
  return (
    <div>
      <div className={styles['strip']} data-left={now === 'left'}>
        <p>
          <b>{before}</b>
          {about}
          {after}
        </p>
        <Button
          ref={show}
          look={now === 'folded' ? 'plain' : 'quiet'}
          aria-expanded={now === 'shown'}
          {...(now === 'shown' ? { 'aria-controls': body } : {})}
          onPress={() => setNow(now === 'shown' ? 'folded' : 'shown')}
        >
          {t(now === 'shown' ? 'about.hide' : 'about.show')}
        </Button>
        {now === 'folded' && (
          <Button
            look="quiet"
            onPress={() => {
              show.current?.focus()
              setNow('left')
            }}
          >
            {t('about.later')}
          </Button>
        )}
      </div>
      {now === 'shown' && (
        <div id={body} className={styles['body']}>
          {children}
        </div>
      )}
    </div>
  )
}
