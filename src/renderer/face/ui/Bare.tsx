/** In place of the whole window, when the desk itself could not be drawn: made of as little as there is, so that it stands. */
import { t } from '../../../shared/locales/speak.ts'
import { go } from '../places.ts'
import styles from './Bare.module.css'
import { useHelp } from './help.ts'

export type BareProps = { readonly again: () => void; readonly lock: (() => void) | undefined }

export function Bare({ again, lock }: BareProps) {
  const elsewhere = () => {
    go({ at: 'journal' })
    again()
  }
  return (
    <div className={styles['bare']}>
      <header>
        <button type="button" onClick={useHelp.getState().show} data-help-now="">
          {t('help.open')}
        </button>
      </header>
      <main>
        <h1 tabIndex={-1}>{t('undrawn.title')}</h1>
        <p role="alert">{t('undrawn.words')}</p>
        <div>
          <button type="button" onClick={again}>
            {t('undrawn.again')}
          </button>
          {lock && (
            <>
              <button type="button" onClick={elsewhere}>
                {t('undrawn.journal')}
              </button>
              <button type="button" onClick={lock}>
                {t('places.lock')}
              </button>
            </>
          )}
        </div>
      </main>
    </div>
  )
}
