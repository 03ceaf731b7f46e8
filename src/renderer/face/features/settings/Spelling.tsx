/** Whether words are marked, and the words a person kept. Off until somebody asks for it: nothing they write is wrong. */
import { Button } from 'react-aria-components'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { useShown } from '../../keys/shortcuts.ts'
import { useSpelling } from '../../spelling/spelling.ts'
import { Switch } from '../../ui/Switch.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './Spelling.module.css'

export function Spelling() {
  const { spelling, platform } = useHouse()
  const { on, own } = useSpelling()
  const key = useShown('spelling', platform)
  const told = (fault: Parameters<typeof faultWords>[0] | undefined): void => {
    if (fault) say(faultWords(fault))
  }
  return (
    <section>
      <h2>{t('settings.spelling')}</h2>
      <Switch on={on} onChange={wanted => void spelling.choose(wanted).then(told)}>
        {t('settings.spelling.on')}
      </Switch>
      <p>{t('settings.spelling.what')}</p>
      {on && <p>{t('settings.spelling.how', { key })}</p>}
      {own.length > 0 && (
        <>
          <h3>{t('settings.spelling.own')}</h3>
          <ul className={styles['words']}>
            {own.map(word => (
              <li key={word}>
                {word}
                <Button
                  className={styles['forget'] ?? ''}
                  aria-label={t('settings.spelling.forget', { word })}
                  onPress={() => void spelling.forget(word).then(told)}
                >
                  ×
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
