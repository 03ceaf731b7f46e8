/** Text size and colours: what is chosen is worn at once. */
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { percentName } from '../../../../shared/locales/sizes.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { TEXT_SIZES, THEMES, useLook } from '../../theme/look.ts'
import styles from './SettingsPage.module.css'

export function LookChoice() {
  const { theme, text, choose } = useLook()
  return (
    <>
      <RadioGroup
        className={styles['group'] ?? ''}
        value={String(text)}
        orientation="horizontal"
        onChange={value => {
          const size = TEXT_SIZES.find(one => String(one) === value)
          if (size) choose({ text: size })
        }}
      >
        <Label className={styles['label'] ?? ''}>{t('settings.text')}</Label>
        <div className={styles['choices']}>
          {TEXT_SIZES.map(size => (
            <Radio key={size} value={String(size)} className={styles['choice'] ?? ''}>
              {percentName(size / 100)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <RadioGroup
        className={styles['group'] ?? ''}
        value={theme}
        orientation="horizontal"
        onChange={value => {
          const chosen = THEMES.find(one => one === value)
          if (chosen) choose({ theme: chosen })
        }}
      >
        <Label className={styles['label'] ?? ''}>{t('settings.theme')}</Label>
        <div className={styles['choices']}>
          {THEMES.map(one => (
            <Radio key={one} value={one} className={styles['choice'] ?? ''}>
              {t(`settings.theme.${one}`)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
    </>
  )
}
