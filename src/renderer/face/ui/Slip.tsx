/** A button, and a small sheet beside it with a few words. For what is good to know and not needed; never for a question. */
import type { ReactNode } from 'react'
import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import { Button } from './Button.tsx'
import styles from './Over.module.css'

export type SlipProps = { readonly words: string; readonly title: string; readonly children: ReactNode }

export function Slip({ words, title, children }: SlipProps) {
  return (
    <DialogTrigger>
      <Button look="quiet">{words}</Button>
      <Popover placement="bottom start" className={styles['over'] ?? ''}>
        <Dialog className={styles['slip'] ?? ''}>
          <Heading slot="title" level={2} className={styles['title'] ?? ''}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
