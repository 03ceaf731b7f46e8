/** Entries that were moved to the bin, each with its way back, and its way out for ever. */
import { useCallback, useEffect, useState } from 'react'
import type { Fault } from '../../../../shared/fault.ts'
import type { EntryLine } from '../../../../shared/journal/entry.ts'
import { dayName, dayOf } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import styles from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'

export function BinPage() {
  const { vault, clock } = useHouse()
  const [lines, setLines] = useState<readonly EntryLine[] | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  /** What is about to be erased: an entry, or all of them. */
  const [asked, setAsked] = useState<EntryLine | 'all' | null>(null)
  const today = dayOf(clock.now())
  const read = useCallback(async () => {
    const answer = await vault.ask('journal.binned', {})
    if (answer.ok) setLines(answer.value)
    setFault(answer.ok ? null : answer.fault)
  }, [vault])
  useEffect(() => void read(), [read])

  const putBack = async ({ id }: EntryLine) => {
    const answer = await vault.ask('journal.unbin', { id })
    say(answer.ok ? t('bin.returned') : faultWords(answer.fault))
    await read()
  }
  const erase = async (what: EntryLine | 'all') => {
    setAsked(null)
    const answer =
      what === 'all' ? await vault.ask('bin.empty', {}) : await vault.ask('bin.erase', { id: what.id })
    say(answer.ok ? t(what === 'all' ? 'bin.emptied' : 'bin.erased') : faultWords(answer.fault))
    await read()
  }
  return (
    <PlainPage
      title={t('bin.title')}
      {...(lines?.length === 0 ? {} : { lead: t('bin.lead') })}
      aside={<PlaceLink to={{ at: 'journal' }}>{t('places.back')}</PlaceLink>}
    >
      {fault && <p role="alert">{faultWords(fault)}</p>}
      {lines?.length === 0 && <p>{t('bin.empty')}</p>}
      <ul className={styles['list']} aria-label={t('bin.title')}>
        {lines?.map(line => {
          const day = dayName(line.day, today)
          return (
            <li key={line.id}>
              <p className={styles['named']}>{day}</p>
              <p dir="auto" className={styles['excerpt']}>
                {line.opening || t('timeline.nowords')}
              </p>
              <Button
                look="quiet"
                aria-label={t('bin.back.label', { day, opening: line.opening.slice(0, 40) })}
                onPress={() => void putBack(line)}
              >
                {t('bin.back')}
              </Button>{' '}
              <Button
                look="quiet"
                aria-label={t('bin.erase.label', { day, opening: line.opening.slice(0, 40) })}
                onPress={() => setAsked(line)}
              >
                {t('bin.erase')}
              </Button>
            </li>
          )
        })}
      </ul>
      {lines && lines.length > 0 && (
        <>
          <div>
            <Button onPress={() => setAsked('all')}>{t('bin.empty.all')}</Button>
          </div>
          <p className="hush">{t('erasing.disk')}</p>
        </>
      )}
      <Dialog title={t('bin.ask.title')} open={asked !== null} close={() => setAsked(null)} ask>
        <p>{t(asked === 'all' ? 'bin.ask.all' : 'bin.ask.one')}</p>
        <p>{t('bin.ask.others')}</p>
        <div className={styles['row']}>
          <Button onPress={() => asked && void erase(asked)}>{t('bin.ask.yes')}</Button>
          <Button onPress={() => setAsked(null)}>{t('erasing.keep')}</Button>
        </div>
      </Dialog>
    </PlainPage>
  )
}
