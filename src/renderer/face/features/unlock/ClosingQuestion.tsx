/** Asked once, when the window is closed for the first time: what that should mean from now on. */
import { useEffect, useState } from 'react'
import type { Closing } from '../../../../shared/contract/erasing.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from './ClosingQuestion.module.css'

export function ClosingQuestion() {
  const { vault, shell } = useHouse()
  const [asked, setAsked] = useState(false)
  useEffect(() => shell.on('closing', () => setAsked(true)), [shell])

  const answer = async (closing: Exclude<Closing, 'ask'>) => {
    setAsked(false)
    // Where it could not be kept, it is asked again; the window closes all the same.
    await vault.ask('care.choose', { closing })
    void shell.ask('shell.close', { how: closing })
  }
  const not = () => {
    setAsked(false)
    void shell.ask('shell.close', { how: 'not' })
  }
  return (
    <Dialog title={t('closing.title')} open={asked} close={not}>
      <p>{t('closing.safe')}</p>
      <div className={styles['ways']}>
        <Button wide onPress={() => void answer('leave')}>
          {t('closing.leave')}
        </Button>
        <p>{t('closing.leave.what')}</p>
        <Button wide onPress={() => void answer('stay')}>
          {t('closing.stay')}
        </Button>
        <p>{t('closing.stay.what')}</p>
      </div>
      <div>
        <Button look="quiet" onPress={not}>
          {t('closing.not')}
        </Button>
      </div>
      <p className="hush">{t('closing.kept')}</p>
    </Dialog>
  )
}
