/** The way to Help now: top right, the same spot everywhere, and over whatever lies on the page. */
import { LifeBuoy } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { t } from '../../../shared/locales/speak.ts'
import styles from './HelpButton.module.css'
import { useHelp } from './help.ts'

export function HelpButton() {
  const show = useHelp(state => state.show)
  return (
    <AriaButton className={styles['help'] ?? ''} onPress={show}>
      <LifeBuoy aria-hidden="true" size="1.25em" strokeWidth={1.75} />
      {t('help.open')}
    </AriaButton>
  )
}

/**
 * While a sheet lies over the page: within its veil, so that Tab comes to it after the sheet's own controls. The attribute
 * tells react-aria that it stays in reach, and that pressing it is no press beside the sheet.
 */
export function HelpAbove() {
  return (
    <div className={styles['above']} data-react-aria-top-layer="true">
      <HelpButton />
    </div>
  )
}
