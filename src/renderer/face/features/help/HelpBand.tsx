/** The numbers of Help now on the closed cover, on a band of paper. */
import { t } from '../../../../shared/locales/speak.ts'
import styles from './Help.module.css'
import { NUMBERS } from './numbers.ts'

export function HelpBand() {
  return (
    <section className={styles['band']} aria-label={t('help.title')}>
      <p>
        <b>{t('help.band')}</b>
      </p>
      {NUMBERS.map(number => (
        <p key={number}>
          <span className={styles['small']}>{number}</span>
          {t(`help.band.${number}`)}
        </p>
      ))}
      <p className={`hush ${styles['where']}`}>{t('help.band.place')}</p>
    </section>
  )
}
