/** A button, and a small sheet beside it with a few words. For what is good to know and not needed; never for a question. */
import { type ReactNode, useId } from 'react'
import { DialogTrigger, Popover } from 'react-aria-components'
import { Button } from './Button.tsx'
import styles from './Over.module.css'

export type SlipProps = { readonly words: string; readonly title: string; readonly children: ReactNode }

/** The sheet is the dialog: one within it would leave a sheet that is named and is nothing (axe-core: region). */
export function Slip({ words, title, children }: SlipProps) {
  const name = useId()
  return (
    <DialogTrigger>
      <Button look="quiet">{words}</Button>
      <Popover placement="bottom start" className={styles['over'] ?? ''} aria-labelledby={name}>
        <div className={styles['slip']}>
          <h2 id={name} className={styles['title']}>
            {title}
          </h2>
          {children}
        </div>
      </Popover>
    </DialogTrigger>
  )
}
