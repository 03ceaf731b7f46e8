/** Entries that were moved to the bin, each with its way back, and its way out for ever. */
import { memo, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { Day } from '../../../../shared/journal/day.ts'
import type { EntryLine } from '../../../../shared/journal/entry.ts'
import { dayOf, nameAmong } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { LongList, Row } from '../../ui/LongList.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import plain from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { Stuck } from '../../ui/Stuck.tsx'
import { say } from '../../ui/toast.tsx'
import { fewWords, openingWords } from '../timeline/opening.ts'
import styles from './BinPage.module.css'
import { PAGE, useBin } from './useBin.ts'

/** rem: a day, two lines and what can be pressed. */
const ROW = 9

export function BinPage() {
  const { vault, clock } = useHouse()
  const { paged, fault, read, gone } = useBin()
  const { list: lines, further, again } = paged
  /** What is about to be erased: an entry, or all of them, and how many those are. */
  const [asked, setAsked] = useState<EntryLine | number | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const today = dayOf(clock.now())

  /** How many-th of the rows goes: the one that comes in its place has the focus then. */
  const going = useRef<number | null>(null)
  const takeOut = useCallback(
    (id: string) => {
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
      going.current = rows.findIndex(row => row.dataset['line'] === id)
      gone(id)
    },
    [gone],
  )
  useLayoutEffect(() => {
    if (!lines || going.current === null) return
    const rows = list.current?.querySelectorAll('[data-line]') ?? []
    const next = rows[Math.min(going.current, rows.length - 1)]?.querySelector('button')
    going.current = null
    ;(next ?? document.querySelector<HTMLElement>('main h1'))?.focus()
  }, [lines])

  const putBack = useCallback(
    async ({ id }: EntryLine) => {
      const answer = await vault.ask('journal.unbin', { id })
      say(answer.ok ? t('bin.returned') : faultWords(answer.fault))
      if (answer.ok) takeOut(id)
    },
    [vault, takeOut],
  )
  // As many as the vault counts: the list may be longer than anyone went down.
  const askAll = async () => {
    const answer = await vault.ask('bin.count', {})
    if (answer.ok) setAsked(answer.value.entries)
    else say(faultWords(answer.fault))
  }
  const erase = async ({ id }: EntryLine) => {
    const answer = await vault.ask('bin.erase', { id })
    say(answer.ok ? t('bin.erased') : faultWords(answer.fault))
    if (answer.ok) takeOut(id)
  }
  const empty = async () => {
    const answer = await vault.ask('bin.empty', {})
    say(answer.ok ? t('bin.emptied', answer.value) : faultWords(answer.fault))
    if (!answer.ok) return
    going.current = 0
    await read()
  }
  const yes = () => {
    setAsked(null)
    if (typeof asked === 'number') void empty()
    else if (asked) void erase(asked)
  }
  const pages = lines?.pages
  const page = useCallback(
    (n: number) => <Lines lines={pages?.[n] ?? []} today={today} putBack={putBack} ask={setAsked} />,
    [pages, today, putBack],
  )
  const none = pages?.length === 0 && !lines?.more
  return (
    <PlainPage
      title={t('bin.title')}
      {...(none ? {} : { lead: t('bin.lead') })}
      aside={<PlaceLink to={{ at: 'journal' }}>{t('places.back')}</PlaceLink>}
    >
      {fault && <p role="alert">{faultWords(fault)}</p>}
      {none && <p>{t('bin.empty')}</p>}
      {pages && pages.length > 0 && (
        <>
          {/* Above the list: it may be longer than anyone goes down. */}
          <div className={styles['all']}>
            <Button look="quiet" onPress={() => void askAll()}>
              {t('bin.empty.all')}
            </Button>
            <p className="hush">{t('erasing.disk')}</p>
          </div>
          <div ref={list}>
            <LongList
              label={t('bin.title')}
              pages={pages.length}
              page={page}
              height={PAGE * ROW}
              onEnd={further}
            />
            <Stuck list={lines} again={again} />
          </div>
        </>
      )}
      <Dialog title={t('bin.ask.title')} open={asked !== null} close={() => setAsked(null)} ask>
        <p>{typeof asked === 'number' ? t('bin.ask.all', { entries: asked }) : t('bin.ask.one')}</p>
        <p>{t('bin.ask.others')}</p>
        <div className={plain['row']}>
          <Button onPress={yes}>{t('bin.ask.yes')}</Button>
          <Button onPress={() => setAsked(null)}>{t('erasing.keep')}</Button>
        </div>
      </Dialog>
    </PlainPage>
  )
}

type LinesProps = {
  readonly lines: readonly EntryLine[]
  readonly today: Day
  readonly putBack: (line: EntryLine) => Promise<void>
  readonly ask: (line: EntryLine) => void
}

const Lines = memo(function Lines({ lines, today, putBack, ask }: LinesProps) {
  return lines.map((line, i) => {
    const day = nameAmong(line, [lines[i - 1], lines[i + 1]], today)
    const which = { day, opening: fewWords(line.opening) }
    return (
      <Row key={line.id} data-line={line.id} className={styles['line']}>
        <p className={plain['named']}>{day}</p>
        <p dir="auto" className={plain['excerpt']}>
          {openingWords(line.opening)}
        </p>
        <div className={plain['row']}>
          <Button look="quiet" aria-label={t('bin.back.label', which)} onPress={() => void putBack(line)}>
            {t('bin.back')}
          </Button>
          <Button look="quiet" aria-label={t('bin.erase.label', which)} onPress={() => ask(line)}>
            {t('bin.erase')}
          </Button>
        </div>
      </Row>
    )
  })
})
