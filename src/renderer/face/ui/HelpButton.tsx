/** The way to Help now: top right, the same spot everywhere, and over whatever lies on the page. */
import { LifeBuoy } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { t } from '../../../shared/locales/speak.ts'
import styles from './HelpButton.module.css'
import { useHelp } from './help.ts'

export function HelpButton() {
  const show = useHelp(state => state.show)
  return (
    <AriaButton className={styles['help'] ?? ''} onPress={show} data-help-now="">
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
  const above = useRef<HTMLDivElement>(null)
  // A veil may be wider than the page, by what the page keeps free for its scrollbar.
  useLayoutEffect(() => {
    const veil = above.current?.parentElement
    const below = document.querySelector<HTMLElement>('[data-help-now]')
    if (!veil || !below || veil.contains(below) || typeof ResizeObserver === 'undefined') return
    const watch = new ResizeObserver(() => {
      const [from, to] = [veil.getBoundingClientRect(), below.getBoundingClientRect()]
      const place = { left: `${to.left - from.left}px`, top: `${to.top - from.top}px`, right: 'auto' }
      Object.assign(above.current?.style ?? {}, place)
    })
    watch.observe(veil)
    watch.observe(below)
    return () => watch.disconnect()
  }, [])
  return (
    <div ref={above} className={styles['above']} data-react-aria-top-layer="true">
      <HelpButton />
    </div>
  )
}
