/** The cover while the notebook's own process starts: the first picture there is, so it needs little. */
import { t } from '../../../../shared/locales/speak.ts'
import { useLook } from '../../theme/look.ts'
import { Cover } from './Cover.tsx'

export function Starting() {
  // A language may be chosen already.
  useLook(({ language }) => language)
  return (
    <Cover>
      <h1 className="unseen">{t('app.name')}</h1>
      <p>{t('cover.starting')}</p>
    </Cover>
  )
}
