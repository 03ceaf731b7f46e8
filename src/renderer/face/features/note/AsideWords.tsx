/** One quiet line for words that landed where nobody sees them, and their way back. */
import { useState } from 'react'
import type { AsidePassage } from '../../../../shared/circle/circle.ts'
import { faultWords, listed, t } from '../../../../shared/locales/speak.ts'
import { Button } from '../../ui/Button.tsx'
import plain from '../../ui/Plain.module.css'
import { say } from '../../ui/toast.tsx'
import styles from './AsideWords.module.css'
import type { LiveNote } from './binding.ts'
import { useAside } from './useAside.ts'

export type AsideWordsProps = {
  readonly live: LiveNote
  readonly readOnly: boolean
  /** The last of them went: back to the sheet. */
  readonly done: () => void
}

const names = (passages: readonly AsidePassage[]): string =>
  listed([...new Set(passages.flatMap(({ by }) => by))])

/** What has no place any more is this person's own: it stood on what counts no more. */
function sentences(passages: readonly AsidePassage[]): string[] {
  const placed = passages.filter(({ at }) => at !== null)
  return [
    ...(placed.length > 0 ? [t('note.aside', { names: names(placed) })] : []),
    ...(placed.length < passages.length ? [t('note.aside.own')] : []),
  ]
}

export function AsideWords({ live, readOnly, done }: AsideWordsProps) {
  const { passages, putBack, waveOff } = useAside(live)
  const [shown, show] = useState(false)
  if (passages.length === 0) return null
  const gone = (): void => {
    if (passages.length === 1) done()
  }
  return (
    <section className={styles['aside']} aria-label={t('note.aside.title')}>
      <p className="hush">
        {sentences(passages).join(' ')}{' '}
        <Button look="quiet" aria-expanded={shown} onPress={() => show(!shown)}>
          {t(shown ? 'note.aside.hide' : 'note.aside.show')}
        </Button>
      </p>
      {shown &&
        passages.map(passage => (
          <div key={passage.id}>
            <p dir="auto" className={styles['words']}>
              {passage.text}
            </p>
            <div className={plain['row']}>
              {!readOnly && (
                <Button look="quiet" onPress={() => void putBack(passage).then(gone)}>
                  {t('note.aside.back')}
                </Button>
              )}
              <Button
                look="quiet"
                onPress={() =>
                  void waveOff(passage).then(answer => (answer.ok ? gone() : say(faultWords(answer.fault))))
                }
              >
                {t('note.aside.leave')}
              </Button>
            </div>
          </div>
        ))}
    </section>
  )
}
