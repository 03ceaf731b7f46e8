/** Which language the notebook speaks: small on the cover, before anything is opened. */
import { LANGUAGES, type Language } from '../../../../shared/locales/languages.ts'
import { locale, t } from '../../../../shared/locales/speak.ts'
import { useLook } from '../../theme/look.ts'
import styles from './Language.module.css'

const TAGS = Object.keys(LANGUAGES) as Language[]

export function LanguageOnCover() {
  const choose = useLook(look => look.choose)
  return (
    <fieldset aria-label={t('language.title')} className={styles['cover']}>
      {TAGS.map(tag => (
        <button
          key={tag}
          type="button"
          lang={tag}
          aria-pressed={tag === locale()}
          className={styles['tag']}
          onClick={() => choose({ language: tag })}
        >
          {LANGUAGES[tag]}
        </button>
      ))}
    </fieldset>
  )
}
