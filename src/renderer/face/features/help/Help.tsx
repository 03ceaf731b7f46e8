/** Help now: on the desk, the cover and the first run. No network, one press. */
import { useEffect, useState } from 'react'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useHelp } from '../../ui/help.ts'
import styles from './Help.module.css'
import { NUMBERS } from './numbers.ts'

export function HelpNow() {
  const { open, close } = useHelp()
  const { shell } = useHouse()
  const [copied, setCopied] = useState('')
  // What was copied the last time is gone after a minute.
  useEffect(() => {
    if (open) setCopied('')
  }, [open])
  const copy = async (number: string) => {
    // Said anew, it is heard again.
    setCopied('')
    const answer = await shell.ask('shell.copy', { text: number })
    setCopied(answer.ok ? t('help.copied', { number }) : faultWords(answer.fault))
  }
  return (
    <Dialog title={t('help.title')} open={open} close={close} wide help={false}>
      {/* First of all: in a window a few lines high they are all there is room for. */}
      <ul className={styles['numbers']}>
        {NUMBERS.map(number => (
          <li key={number}>
            <span className={styles['number']}>{number}</span>
            <span>{t(`help.${number}`)}</span>
            <Button look="quiet" onPress={() => void copy(number)}>
              {t('help.copy', { number })}
            </Button>
          </li>
        ))}
      </ul>
      <p className={styles['lead']}>{t('help.lead')}</p>
      <p>{t('help.elsewhere')}</p>
      <p>{t('help.person')}</p>
      <p className="hush">{t('help.watch')}</p>
      <p className="hush">{t('help.check')}</p>
      <p role="status" className="hush">
        {copied}
      </p>
      <div>
        <Button slot="close">{t('help.close')}</Button>
      </div>
    </Dialog>
  )
}
