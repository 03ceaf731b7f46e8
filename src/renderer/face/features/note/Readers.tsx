/** Who can read a note: whoever opened it to this person, those it can be opened to, and one's own words taken out of it. */
import { useCallback, useState } from 'react'
import type { NoteReaders } from '../../../../shared/circle/circle.ts'
import { dayOf, dayWhole } from '../../../../shared/locales/days.ts'
import { faultWords, listed, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import plain from '../../ui/Plain.module.css'
import { say } from '../../ui/toast.tsx'
import { useReadAgain } from '../circle/useCircle.ts'
import type { LiveNote } from './binding.ts'

export function useReaders({ circle, note }: LiveNote): NoteReaders | null {
  const { vault } = useHouse()
  const [readers, setReaders] = useState<NoteReaders | null>(null)
  const read = useCallback(async () => {
    const answer = await vault.ask('note.readers', { circle, note })
    // The same answer is no news: what shows it is not drawn anew.
    if (answer.ok) setReaders(before => (isSame(before, answer.value) ? before : answer.value))
  }, [vault, circle, note])
  useReadAgain(circle, read)
  return readers
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

type ReadersProps = { readonly live: LiveNote; readonly readers: NoteReaders; readonly readOnly: boolean }

/** Over the page: where it comes from, and who is left out. */
export function Readers({ live, readers: { opened, partial, closedTo }, readOnly }: ReadersProps) {
  const { vault } = useHouse()
  const [asked, ask] = useState(false)
  const openUp = async () => {
    ask(false)
    await live.flush()
    const answer = await vault.ask('note.openUp', { circle: live.circle, note: live.note })
    say(answer.ok ? t('note.openUp.done') : faultWords(answer.fault))
  }
  return (
    <>
      {opened && (
        <p className="hush">{t('note.opened', { name: opened.by, when: dayWhole(dayOf(opened.at)) })}</p>
      )}
      {partial && <p className="hush">{t('note.partial')}</p>}
      {closedTo.length > 0 && !readOnly && (
        <p className="hush">
          {t('note.openUp.to', { names: listed(closedTo) })}{' '}
          <Button look="quiet" onPress={() => ask(true)}>
            {t('note.openUp')}
          </Button>
        </p>
      )}
      <Dialog title={t('note.openUp.title')} open={asked} close={() => ask(false)} ask>
        <p>{t('note.openUp.what')}</p>
        <p>{t('note.openUp.back')}</p>
        <div className={plain['row']}>
          <Button onPress={() => void openUp()}>{t('note.openUp')}</Button>
          <Button onPress={() => ask(false)}>{t('note.openUp.keep')}</Button>
        </div>
      </Dialog>
    </>
  )
}

/** At the foot of the page. */
export function EraseMine({ live, readers: { mayErase } }: Pick<ReadersProps, 'live' | 'readers'>) {
  const { vault } = useHouse()
  const [asked, ask] = useState(false)
  if (!mayErase && !asked) return null
  const erase = async () => {
    ask(false)
    await live.flush()
    const answer = await vault.ask('note.eraseMine', { circle: live.circle, note: live.note })
    say(answer.ok ? t('note.erase.done') : faultWords(answer.fault))
  }
  return (
    <>
      <Button look="quiet" onPress={() => ask(true)}>
        {t('note.erase')}
      </Button>
      <Dialog title={t('note.erase.title')} open={asked} close={() => ask(false)} ask>
        <p>{t('note.erase.what')}</p>
        <p>{t('note.erase.others')}</p>
        <p>{t('people.logged')}</p>
        <p>{t('note.erase.back')}</p>
        <div className={plain['row']}>
          <Button onPress={() => void erase()}>{t('note.erase.yes')}</Button>
          <Button onPress={() => ask(false)}>{t('erasing.keep')}</Button>
        </div>
      </Dialog>
    </>
  )
}
