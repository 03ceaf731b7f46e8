/** When the notebook locks by itself, how to hide it, and whether it stays out of screenshots. */
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { CLOSING, LOCK_AFTER } from '../../../../shared/contract/erasing.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { useShown } from '../../keys/shortcuts.ts'
import { Switch } from '../../ui/Switch.tsx'
import styles from './SettingsPage.module.css'
import { useCare } from './useCare.ts'

export function Locking() {
  const { platform } = useHouse()
  const { care, choose } = useCare()
  const hide = useShown('hide', platform)
  if (!care) return null
  return (
    <section className={styles['group']}>
      <h2>{t('locking.title')}</h2>
      <RadioGroup
        className={styles['group'] ?? ''}
        value={String(care.lockAfter)}
        orientation="horizontal"
        onChange={value => {
          const lockAfter = LOCK_AFTER.find(one => String(one) === value)
          if (lockAfter !== undefined) void choose({ lockAfter })
        }}
      >
        <Label className={styles['label'] ?? ''}>{t('locking.after')}</Label>
        <div className={styles['choices']}>
          {LOCK_AFTER.map(minutes => (
            <Radio key={minutes} value={String(minutes)} className={styles['choice'] ?? ''}>
              {minutes === 0 ? t('locking.never') : t('locking.minutes', { minutes })}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <p>{t('locking.what')}</p>
      <p>{t('locking.there')}</p>
      <p>{t('locking.hide', { key: hide })}</p>
      <div className={styles['apart']}>
        <Switch on={care.shield} onChange={shield => void choose({ shield })}>
          {t('locking.shield')}
        </Switch>
        <p>{t(platform === 'linux' ? 'locking.shield.linux' : 'locking.shield.what')}</p>
      </div>
      <RadioGroup
        className={styles['group'] ?? ''}
        value={care.closing}
        orientation="horizontal"
        onChange={value => {
          const closing = CLOSING.find(one => one === value)
          if (closing) void choose({ closing })
        }}
      >
        <Label className={styles['label'] ?? ''}>{t('closing.title')}</Label>
        <div className={styles['choices']}>
          {CLOSING.map(one => (
            <Radio key={one} value={one} className={styles['choice'] ?? ''}>
              {t(`closing.${one}`)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <p className={styles['apart']}>{t('locking.quiet')}</p>
    </section>
  )
}
