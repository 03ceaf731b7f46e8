/** The question before a circle is erased on this computer, and what is said when it is done. */
import type { CircleLine } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import plain from '../../ui/Plain.module.css'
import { say } from '../../ui/toast.tsx'

export type EraseCircleProps = {
  /** Null: nothing is asked. */
  readonly circle: Pick<CircleLine, 'id' | 'name'> | null
  readonly close: () => void
  readonly erased: () => void
}

export function EraseCircle({ circle, close, erased }: EraseCircleProps) {
  const { vault } = useHouse()
  const erase = async ({ id, name }: Pick<CircleLine, 'id' | 'name'>) => {
    close()
    const answer = await vault.ask('circle.erase', { circle: id })
    // Another place clears what was said in the one before.
    if (answer.ok) erased()
    say(answer.ok ? t('erasing.circle.done', { name }) : faultWords(answer.fault))
  }
  return (
    <Dialog title={t('erasing.circle.title')} open={circle !== null} close={close} ask>
      <p>{t('erasing.circle.ask', { name: circle?.name ?? '' })}</p>
      <p>{t('erasing.circle.others')}</p>
      <div className={plain['row']}>
        <Button onPress={() => circle && void erase(circle)}>{t('erasing.circle.yes')}</Button>
        <Button onPress={close}>{t('erasing.keep')}</Button>
      </div>
    </Dialog>
  )
}
