/** Said once it is met, whichever page asked: a part of the notebook cannot be read, and there is a way to put it right. */
import { t } from '../../../../shared/locales/speak.ts'
import { Button } from '../../ui/Button.tsx'
import { useHarm } from './harm.ts'
import styles from './Notices.module.css'

/** `close` locks, with what is unsent saved or kept, and leads to the backups. */
export function HarmNotice({ close }: { readonly close: () => void }) {
  const { harm, set } = useHarm()
  if (harm !== 'seen') return null
  return (
    <section className={styles['notices']} aria-label={t('harm.title')}>
      <div role="alert" className={styles['said']}>
        <p>
          <strong>{t('harm.title')}</strong>
        </p>
        <p>{t('harm.safe')}</p>
        <p>{t('harm.do')}</p>
      </div>
      <Button look="main" onPress={close}>
        {t('harm.close')}
      </Button>
      <Button look="quiet" onPress={() => set('none')}>
        {t('harm.later')}
      </Button>
    </section>
  )
}
