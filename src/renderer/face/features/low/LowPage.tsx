/**
 * For when there is little strength: one column, one thing to do. One word is typed, or one of three is taken, and it is
 * an entry of today like any other (practice.md X2). Nothing leads here by itself.
 */
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { EntryId } from '../../../../shared/journal/entry.ts'
import { dayOf } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { HelpButton } from '../../ui/HelpButton.tsx'
import { useDoorWords } from '../circle/doors.ts'
import { newEntryId } from '../today/useEntries.ts'
import { LONGEST, useHalf, writingOf } from './half.ts'
import styles from './LowPage.module.css'

const READY = ['low.word.low', 'low.word.between', 'low.word.okay'] as const

/** The arrow keys go round: the last of three is as near as the second. */
function goRound(event: KeyboardEvent<HTMLElement>): void {
  const turned = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
  const by = { ArrowRight: turned, ArrowLeft: -turned, ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (by === undefined) return
  event.preventDefault()
  const all = [...event.currentTarget.querySelectorAll('button')]
  const at = all.indexOf(document.activeElement as HTMLButtonElement)
  all[(at + by + all.length) % all.length]?.focus()
}

export type LowPageProps = {
  readonly lock: () => void
  /** The word that was begun here and is not kept yet. */
  readonly entry: EntryId | undefined
  /** What has to be said wherever one is. */
  readonly children: ReactNode
}

export function LowPage({ lock, entry, children }: LowPageProps) {
  const { clock, keeper } = useHouse()
  // The day is asked once for a visit: midnight moves nobody's word to another day.
  const day = useMemo(() => dayOf(clock.now()), [clock])
  const { word, type, end, found } = useHalf(entry, day)
  const [needed, setNeeded] = useState('')
  const [kept, setKept] = useState('')
  const saving = useSyncExternalStore(keeper.subscribe, keeper.saving)
  const door = useDoorWords()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])

  const keep = (text: string, id: EntryId) => {
    setNeeded('')
    keeper.change(id, day, () => writingOf(text))
    setKept(text)
    void keeper.flush()
  }
  const said = () => {
    if (kept === '') {
      if (saving.state === 'refused') return faultWords(saving.fault)
      return found ? t('low.half') : ''
    }
    if (saving.state === 'refused') return t('low.held', { word: kept, why: faultWords(saving.fault) })
    return saving.state === 'saving' ? t('status.saving') : t('low.kept', { word: kept })
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    const text = word.trim()
    if (text !== '') return keep(text, end())
    setNeeded(t('low.empty'))
    field.current?.focus()
  }

  return (
    <div className={styles['low']}>
      <header className={styles['top']}>
        <HelpButton />
      </header>
      <main className={styles['main']}>
        <div className={styles['page']}>
          <h1 tabIndex={-1}>{t('low.title')}</h1>
          <p className={styles['lead']}>{t('today.empty')}</p>
          <form className={styles['form']} onSubmit={send} noValidate>
            <Field
              label={t('low.field')}
              value={word}
              onChange={text => {
                setKept('')
                type(text)
              }}
              inputRef={field}
              needed={needed}
              maxLength={LONGEST}
              autoComplete="off"
            />
            <p role="status" className={styles['said']}>
              {said()}
            </p>
            <fieldset className={styles['ready']} onKeyDown={goRound}>
              <legend>{t('low.ready')}</legend>
              {READY.map(one => (
                <Button key={one} onPress={() => keep(t(one), newEntryId())}>
                  {t(one)}
                </Button>
              ))}
            </fieldset>
            <div>
              <Button type="submit" look="main" big>
                {t('low.keep')}
              </Button>
            </div>
          </form>
          {door && <p className="hush">{door}</p>}
          <p className={styles['leave']}>
            <Button look="quiet" onPress={() => go({ at: 'journal' })}>
              {t('low.whole')}
            </Button>
            <Button look="quiet" onPress={lock}>
              {t('places.lock')}
            </Button>
          </p>
        </div>
        <div className={styles['notices']}>{children}</div>
      </main>
    </div>
  )
}
