/** A quiet word when there is no backup folder, which stops after three times "not now"; and when a backup did not happen. */
import type { Trouble } from '../../../../shared/contract/backups.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go, useHere } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import styles from '../unlock/Notices.module.css'
import { useArrived } from './arrived.ts'
import { knowTrouble, refuseOffer, useReminding } from './reminding.ts'

const troubleWords = (trouble: Trouble): string =>
  trouble === 'not-saved' ? t('reminder.notmade') : faultWords(trouble)

/** What happened stands over every place. */
export function BackupTrouble() {
  const arrived = useArrived()
  const { trouble, known } = useReminding()
  if (arrived.words)
    return (
      <section className={styles['notices']} role="alert">
        <p>{arrived.words}</p>
        <Button look="quiet" onPress={() => arrived.say(null)}>
          {t('notice.dismiss')}
        </Button>
      </section>
    )
  if (!trouble || trouble === known) return null
  return <Reminder words={troubleWords(trouble)} answered={knowTrouble} />
}

/** That there is no backup is only offered: at the foot, and where one writes. */
export function BackupOffer() {
  const { vault } = useHouse()
  const here = useHere()
  const { offer, trouble } = useReminding()
  if (!offer || trouble || here.at !== 'journal') return null
  return (
    <Reminder
      foot
      words={t('reminder.backup')}
      answered={refuseOffer}
      notNow={() => void vault.ask('backup.notNow', {})}
    />
  )
}

type ReminderProps = {
  readonly words: string
  readonly foot?: boolean
  /** Whatever was pressed. */
  readonly answered: () => void
  readonly notNow?: () => void
}

function Reminder({ words, foot, answered, notNow }: ReminderProps) {
  return (
    <section
      className={`${styles['notices']} ${foot ? styles['foot'] : ''}`}
      role={foot ? 'status' : 'alert'}
    >
      <p>{words}</p>
      <Button
        look="quiet"
        onPress={() => {
          answered()
          go({ at: 'settings' })
        }}
      >
        {t('reminder.look')}
      </Button>
      <Button
        look="quiet"
        onPress={() => {
          notNow?.()
          answered()
        }}
      >
        {t('reminder.later')}
      </Button>
    </section>
  )
}
