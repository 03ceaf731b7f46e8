/** On or off, in one press: what is on is said by its words, and shown beside them. */
import type { ReactNode } from 'react'
import { Switch as AriaSwitch } from 'react-aria-components'
import styles from './Switch.module.css'

export type SwitchProps = {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly children: ReactNode
}

export function Switch({ on, onChange, children }: SwitchProps) {
  return (
    <AriaSwitch isSelected={on} onChange={onChange} className={styles['switch'] ?? ''}>
      <span className={styles['track']} aria-hidden="true" />
      {children}
    </AriaSwitch>
  )
}
