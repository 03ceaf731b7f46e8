/** A sheet laid over the page: what will happen in plain words. Escape closes it and loses nothing; where it would, only its buttons leave. */
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import styles from './Dialog.module.css'
import { HelpAbove } from './HelpButton.tsx'

export type DialogProps = {
  readonly title: string
  readonly open: boolean
  readonly close: () => void
  readonly children: ReactNode
  readonly wide?: boolean
  /** For what is to be looked at. */
  readonly large?: boolean
  readonly ask?: boolean
  /** Something stands in it that would be lost: neither Escape nor a press beside it leaves. */
  readonly held?: boolean
  /** Help now stays in reach over it; false: it is Help now. */
  readonly help?: boolean
}

export function Dialog({
  title,
  open,
  close,
  children,
  wide,
  large,
  ask,
  held = false,
  help = true,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={now => !now && close()}
      isDismissable={!held}
      isKeyboardDismissDisabled={held}
      data-veil=""
      className={styles['veil'] ?? ''}
    >
      <div className={styles['room']}>
        <Modal className={styles[large ? 'large' : wide ? 'wide' : 'modal'] ?? ''}>
          <AriaDialog role={ask ? 'alertdialog' : 'dialog'} className={styles['dialog'] ?? ''}>
            <Heading slot="title" level={2} className={styles['title'] ?? ''}>
              {title}
            </Heading>
            {children}
          </AriaDialog>
        </Modal>
      </div>
      {help && <HelpAbove />}
    </ModalOverlay>
  )
}
