/** Which language the notebook speaks, in the settings. On the cover: LanguageOnCover.tsx. */
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { LANGUAGES, type Language as Tag } from '../../../../shared/locales/languages.ts'
import { locale, t } from '../../../../shared/locales/speak.ts'
import { useLook } from '../../theme/look.ts'
import styles from './SettingsPage.module.css'

const TAGS = Object.keys(LANGUAGES) as Tag[]

export function Language() {
  const choose = useLook(look => look.choose)
  const spoken = TAGS.find(tag => tag === locale())
  return (
    <RadioGroup
      className={styles['group'] ?? ''}
      value={spoken ?? null}
      orientation="horizontal"
      onChange={tag => choose({ language: tag })}
    >
      <Label className={styles['label'] ?? ''}>{t('language.title')}</Label>
      <div className={styles['choices']}>
        {TAGS.map(tag => (
          <Radio key={tag} value={tag} lang={tag} className={styles['choice'] ?? ''}>
            {LANGUAGES[tag]}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
