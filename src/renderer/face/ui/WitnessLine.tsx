/** Who has heard it, by name, in a sentence. No number, however many: everyone is named. */
import { Fragment } from 'react'
import { locale, t } from '../../../shared/locales/speak.ts'
import styles from './WitnessLine.module.css'

/** `names` in the order of time; nothing is said where there are none. */
export function WitnessLine({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null
  const [before = '', after = ''] = t('witness.heard', { names: '\n' }).split('\n')
  const list = new Intl.ListFormat(locale(), { type: 'conjunction' }).formatToParts(names)
  return (
    <p className={styles['line']}>
      {before}
      {list.map(({ type, value }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and its place is what it is
        <Fragment key={i}>{type === 'element' ? <b>{value}</b> : value}</Fragment>
      ))}
      {after}
    </p>
  )
}
