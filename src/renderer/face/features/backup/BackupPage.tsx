/** Turning the pages of a backup. Nothing in it can be changed; an entry can come back beside what is there now. */
import { useCallback, useEffect, useState } from 'react'
import type { Key } from '../../../../shared/contract/keys.ts'
import type { Fault } from '../../../../shared/fault.ts'
import type { Day } from '../../../../shared/journal/day.ts'
import type { EntryLine } from '../../../../shared/journal/entry.ts'
import { dayName, dayOf } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { plainText } from '../../../../shared/writing/writing.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import styles from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'
import { fewWords, openingWords } from '../timeline/opening.ts'
import { KeyQuestion } from './KeyQuestion.tsx'

/** Days with entries on one page. */
const PAGE = 30

export function BackupPage({ name }: { readonly name: string }) {
  const { vault, clock } = useHouse()
  const [lines, setLines] = useState<readonly EntryLine[]>([])
  const [more, setMore] = useState(false)
  const [read, setRead] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const [shown, setShown] = useState<{ line: EntryLine; text: string } | null>(null)
  const today = dayOf(clock.now())
  const days = [...new Set(lines.map(({ day }) => day))]

  const turn = useCallback(
    async (before?: Day, key?: Key): Promise<Fault | null> => {
      const answer = await vault.ask('backup.timeline', {
        from: { name },
        days: PAGE,
        ...(before ? { before } : {}),
        ...(key === undefined ? {} : { key }),
      })
      if (!answer.ok) {
        if (key === undefined) setFault(answer.fault)
        return answer.fault
      }
      setFault(null)
      setRead(true)
      setLines(known => (before ? [...known, ...answer.value.lines] : answer.value.lines))
      setMore(answer.value.more)
      return null
    },
    [vault, name],
  )
  useEffect(() => void turn(), [turn])

  const show = async (line: EntryLine) => {
    const answer = await vault.ask('backup.read', { from: { name }, id: line.id })
    if (answer.ok) setShown({ line, text: plainText(answer.value.writing) })
    else say(faultWords(answer.fault))
  }
  const bringBack = async ({ id }: EntryLine) => {
    const answer = await vault.ask('backup.bringBack', { from: { name }, id })
    setShown(null)
    say(
      answer.ok ? t('backup.back.done', { day: dayName(answer.value.day, today) }) : faultWords(answer.fault),
    )
  }

  return (
    <PlainPage
      title={t('backup.title')}
      lead={t('backup.lead', { name })}
      aside={<PlaceLink to={{ at: 'settings' }}>{t('places.back')}</PlaceLink>}
    >
      {fault && fault !== 'wrong-passphrase' && <p role="alert">{faultWords(fault)}</p>}
      {fault === 'wrong-passphrase' && (
        <KeyQuestion
          title={t('backup.key.title')}
          go={t('backups.look')}
          onKey={key => turn(undefined, key)}
          close={() => go({ at: 'settings' })}
        >
          <p>{t('backup.key.lead')}</p>
        </KeyQuestion>
      )}
      {read && days.length === 0 && <p>{t('backup.empty')}</p>}
      {days.map(day => (
        <section key={day}>
          <h2>{dayName(day, today)}</h2>
          <ul className={styles['list']} aria-label={dayName(day, today)}>
            {lines
              .filter(line => line.day === day)
              .map(line => (
                <li key={line.id}>
                  <p dir="auto" className={styles['excerpt']}>
                    {openingWords(line.opening)}
                  </p>
                  <div className={styles['row']}>
                    <Button
                      look="quiet"
                      aria-label={t('backup.read.label', { opening: fewWords(line.opening) })}
                      onPress={() => void show(line)}
                    >
                      {t('backup.read')}
                    </Button>
                    <Button
                      look="quiet"
                      aria-label={t('backup.back.label', { opening: fewWords(line.opening) })}
                      onPress={() => void bringBack(line)}
                    >
                      {t('backup.back')}
                    </Button>
                  </div>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {more && <Button onPress={() => void turn(days.at(-1))}>{t('timeline.older')}</Button>}
      {shown && (
        <Dialog title={dayName(shown.line.day, today)} open wide close={() => setShown(null)}>
          <p className={styles['excerpt']}>{shown.text}</p>
          <div>
            <Button look="main" onPress={() => void bringBack(shown.line)}>
              {t('backup.back')}
            </Button>
            <Button look="quiet" onPress={() => setShown(null)}>
              {t('backup.leave')}
            </Button>
          </div>
        </Dialog>
      )}
    </PlainPage>
  )
}
