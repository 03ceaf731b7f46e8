/** A second sheet laid over the side of the page; in a narrow window, over all of it. Escape closes it and loses nothing. */
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { t } from '../../../shared/locales/speak.ts'
import { Button } from './Button.tsx'
import { HelpAbove } from './HelpButton.tsx'
import styles from './SideSheet.module.css'

export type SideSheetProps = {
  readonly title: string
  readonly open: boolean
  readonly close: () => void
  readonly children: ReactNode
}

export function SideSheet({ title, open, close, children }: SideSheetProps) {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={now => !now && close()}
      isDismissable
      data-veil=""
      className={styles['veil'] ?? ''}
    >
      <Modal className={styles['side'] ?? ''}>
        <Dialog className={styles['sheet'] ?? ''}>
          <div className={styles['head']}>
            <Heading slot="title" level={2} className={styles['title'] ?? ''}>
              {title}
            </Heading>
            <Button look="quiet" onPress={close}>
              {t('sheet.close')}
            </Button>
          </div>
          {children}
        </Dialog>
      </Modal>
      <HelpAbove />
    </ModalOverlay>
  )
}
