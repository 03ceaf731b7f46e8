/** What is worth a sentence after opening. It stays until it is dismissed. */
import { t } from '../../../../shared/locales/speak.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './Notices.module.css'
import { useStage } from './stage.ts'

export function Notices() {
  const { notices, set } = useStage()
  if (notices.length === 0) return null
  return (
    // Its words come together with it: of what is new on a page, only an alert is spoken.
    <section className={styles['notices']} role="alert">
      {notices.map(notice => (
        <p key={notice}>{t(`notice.${notice}`)}</p>
      ))}
      <Button look="quiet" onPress={() => set('open')}>
        {t('notice.dismiss')}
      </Button>
    </section>
  )
}
