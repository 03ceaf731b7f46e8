/** Things to press. At most one `main` in a place; `quiet` is underlined words. */
import type { Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import styles from './Button.module.css'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style'> & {
  readonly look?: 'main' | 'plain' | 'quiet'
  readonly big?: boolean
  readonly wide?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'plain', big, wide, ...rest }: ButtonProps) {
  const names = [look === 'quiet' ? styles['quiet'] : styles['press'], look === 'main' && styles['main']]
  if (big) names.push(styles['big'])
  if (wide) names.push(styles['wide'])
  return <AriaButton {...rest} className={names.filter(Boolean).join(' ')} />
}
