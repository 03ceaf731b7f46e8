/** Things to press. At most one `main` in a place; `quiet` is underlined words. */
import type { Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import styles from './Button.module.css'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'isPending'> & {
  readonly look?: 'main' | 'plain' | 'quiet'
  readonly big?: boolean
  readonly wide?: boolean
  /** What it does is being done: pressing does nothing, and the focus stays, as it would not on a disabled one. */
  readonly busy?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'plain', big, wide, busy, ...rest }: ButtonProps) {
  const names = [look === 'quiet' ? styles['quiet'] : styles['press'], look === 'main' && styles['main']]
  if (big) names.push(styles['big'])
  if (wide) names.push(styles['wide'])
  const held = busy && ({ 'aria-disabled': true, onPress: () => {}, type: 'button' } as const)
  return <AriaButton {...rest} {...held} className={names.filter(Boolean).join(' ')} />
}
