/** How far something is, and the way out of it. What is done within half a second is not spoken of. */
import { useEffect, useState } from 'react'
import { Label, ProgressBar } from 'react-aria-components'
import { percentName } from '../../../shared/locales/sizes.ts'
import { t } from '../../../shared/locales/speak.ts'
import { Button } from './Button.tsx'
import styles from './Progress.module.css'

/** ms after which somebody wants to know how far it is. */
export const SLOW = 500

export type ProgressProps = {
  readonly label: string
  /** 0 to 1; null where nobody knows. */
  readonly part: number | null
  readonly stop?: () => void
  /** It was asked to, and is about to. */
  readonly stopping?: boolean
  /** On the button, where “Stop” is not what it does; names what is stopped for a screen reader. */
  readonly stopWords?: string
  readonly stopLabel?: string
}

export function Progress({ label, part, stop, stopping, stopWords, stopLabel }: ProgressProps) {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW)
    return () => clearTimeout(timer)
  }, [])
  if (!slow) return null
  const known = part === null ? null : Math.min(1, Math.max(0, part))
  const said = known === null ? undefined : percentName(known)
  return (
    <div className={styles['progress']}>
      <ProgressBar
        style={{ display: 'contents' }}
        {...(known === null ? { isIndeterminate: true } : { value: known, maxValue: 1 })}
        {...(said === undefined ? {} : { valueLabel: said })}
      >
        <Label className={styles['words'] ?? ''}>{label}</Label>
        <span className={styles['part']}>{said}</span>
        <div className={styles['bar']} data-open={known === null}>
          {known !== null && <div className={styles['done']} style={{ inlineSize: `${known * 100}%` }} />}
        </div>
      </ProgressBar>
      {stop && (
        <Button
          look="quiet"
          onPress={stop}
          busy={stopping ?? false}
          {...(stopLabel ? { 'aria-label': stopLabel } : {})}
        >
          {stopWords ?? t('progress.stop')}
        </Button>
      )}
    </div>
  )
}
