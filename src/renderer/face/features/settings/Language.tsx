/** Which language the notebook speaks: in the settings, and small on the cover, before anything is opened. */
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { LANGUAGES, type Language as Tag } from '../../../../shared/locales/languages.ts'
import { locale, t } from '../../../../shared/locales/speak.ts'
import { useLook } from '../../theme/look.ts'
import language from './Language.module.css'
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

export function LanguageOnCover() {
  const choose = useLook(look => look.choose)
  return (
    <fieldset aria-label={t('language.title')} className={language['cover']}>
      {TAGS.map(tag => (
        <button
          key={tag}
          type="button"
          lang={tag}
          aria-pressed={tag === locale()}
          className={language['tag']}
          onClick={() => choose({ language: tag })}
        >
          {LANGUAGES[tag]}
        </button>
      ))}
    </fieldset>
  )
}
