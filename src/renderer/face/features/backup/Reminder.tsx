/** A quiet word when there is no backup folder, which stops after three times "not now"; and when a backup did not happen. */
import { useEffect, useState } from 'react'
import type { Trouble } from '../../../../shared/contract/backups.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Value } from '../../../../shared/contract/wire.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go, useHere } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { useHarm } from '../unlock/harm.ts'
import styles from '../unlock/Notices.module.css'
import { useArrived, useReminded } from './arrived.ts'

const troubleWords = (trouble: Trouble): string =>
  trouble === 'not-saved' ? t('reminder.notmade') : faultWords(trouble)

/**
 * Asked once for each opening; what is wrong with the folder is also asked when the vault says so. What happened stands
 * over every place. That there is no backup is only offered: at the foot, and where one writes. `quiet`: it only looks
 * whether a backup met damage, and the rest waits for another page.
 */
export function Reminder({
  foot = false,
  quiet = false,
}: {
  readonly foot?: boolean
  readonly quiet?: boolean
}) {
  const { vault } = useHouse()
  const here = useHere()
  const arrived = useArrived()
  const { refused, refuse } = useReminded()
  const [asked, setAsked] = useState<Value<VaultContract, 'backup.reminder'> | null>(null)
  useEffect(() => {
    const ask = async (first: boolean) => {
      const answer = await vault.ask('backup.reminder', {})
      if (!answer.ok) return
      // Making a backup reads all of it: said where the way to put it right is.
      if (answer.value.trouble === 'damaged') {
        if (useHarm.getState().harm === 'none') useHarm.getState().set('seen')
        return
      }
      // Nobody is reminded twice in one sitting.
      setAsked(before => ({
        ...answer.value,
        remind: answer.value.remind && (first || (before?.remind ?? false)),
      }))
    }
    void ask(true)
    return vault.on('backup.changed', () => void ask(false))
  }, [vault])
  if (quiet) return null
  if (arrived.words && !foot)
    return (
      <section className={styles['notices']} role="status">
        <p>{arrived.words}</p>
        <Button look="quiet" onPress={() => arrived.say(null)}>
          {t('notice.dismiss')}
        </Button>
      </section>
    )
  const offered = Boolean(asked?.remind) && !asked?.trouble && !refused && here.at === 'journal'
  if (!asked || (foot ? !offered : !asked.trouble)) return null
  const look = () => {
    setAsked(null)
    go({ at: 'settings' })
  }
  const notNow = () => {
    if (asked.remind) void vault.ask('backup.notNow', {})
    if (foot) refuse()
    setAsked(null)
  }
  return (
    <section className={`${styles['notices']} ${foot ? styles['foot'] : ''}`} role="status">
      <p>{asked.trouble ? troubleWords(asked.trouble) : t('reminder.backup')}</p>
      <Button look="quiet" onPress={look}>
        {t('reminder.look')}
      </Button>
      <Button look="quiet" onPress={notNow}>
        {t('reminder.later')}
      </Button>
    </section>
  )
}
