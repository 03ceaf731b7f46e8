/** A day of the journal, open and ready to write: several entries, each its own sheet. */
import { Check, CircleAlert } from 'lucide-react'
import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Day } from '../../../../shared/journal/day.ts'
import type { EntryId } from '../../../../shared/journal/entry.ts'
import { dayTitle, partOfDay, timeName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import type { Writing } from '../../../../shared/writing/writing.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { useAttaching } from '../../editor/attach/Attaching.tsx'
import { isBlank, journalState, redo, undo } from '../../editor/journal.ts'
import { usePasteGate } from '../../editor/PasteQuestion.tsx'
import { Sheet } from '../../editor/Sheet.tsx'
import { Tools, toolsShow } from '../../editor/Tools.tsx'
import { pressed } from '../../keys/shortcuts.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import { say } from '../../ui/toast.tsx'
import { Timeline } from '../timeline/Timeline.tsx'
import styles from './DayPage.module.css'
import { blankLeaf, type Leaf, useEntries } from './useEntries.ts'

export type DayPageProps = { readonly day: Day; readonly today: Day; readonly entry?: EntryId | undefined }

export function DayPage({ day, today, entry }: DayPageProps) {
  const { clock, vault, keeper, platform } = useHouse()
  const { leaves, setLeaves, fault, read } = useEntries(day)
  const { gate, question } = usePasteGate()
  const attaching = useAttaching()
  const [view, setView] = useState<EditorView | null>(null)
  /** What is drawn beside the words. */
  const [shown, show] = useState('')
  const [fresh, setFresh] = useState<EntryId | null>(null)
  const title = dayTitle(day, today)

  const changed = (leaf: Leaf) => (state: EditorState) => {
    const { doc } = state
    // A blank leaf that stays blank is no entry; one that was saved and is emptied is saved empty.
    if (
      leaf.created === null &&
      isBlank(doc) &&
      !keeper.unsaved(day).some(({ id }) => id === leaf.id) &&
      !written.current.has(leaf.id)
    )
      return
    if (leaf.created === null && !written.current.has(leaf.id)) {
      // Beside others of this day it has its time from the first letter on, as they have.
      const created = clock.now()
      setLeaves(now => now?.map(one => (one.id === leaf.id ? { ...one, created } : one)) ?? null)
    }
    written.current.add(leaf.id)
    keeper.change(leaf.id, day, () => doc.toJSON() as Writing)
  }
  /** Entries that hold something the vault knows or will know. */
  const written = useRef(new Set<EntryId>())

  const another = () => {
    const leaf = blankLeaf()
    setFresh(leaf.id)
    setLeaves([...(leaves ?? []), leaf])
  }

  const bin = async ({ id }: Leaf) => {
    await keeper.flush()
    // Words that only this window has would be forgotten with it, and no undo would bring them back.
    if (keeper.unsaved(day).some(draft => draft.id === id)) {
      const saving = keeper.saving()
      const why = saving.state === 'refused' ? faultWords(saving.fault) : ''
      return say(`${t('today.bin.unsaved')} ${why}`.trim())
    }
    const answer = await vault.ask('journal.bin', { id })
    if (!answer.ok) return say(faultWords(answer.fault))
    keeper.forget(id)
    await read()
    const undo = async () => {
      const back = await vault.ask('journal.unbin', { id })
      if (!back.ok) return say(faultWords(back.fault))
      setFresh(id)
      await read()
    }
    say(t('today.binned'), { what: t('today.bin'), run: () => void undo() })
  }

  /** Something of it is in the vault, or will be. */
  const stands = ({ id, created }: Leaf): boolean => created !== null || written.current.has(id)
  const toEarlier =
    (leaf: Leaf) => (event: { readonly nativeEvent: KeyboardEvent; preventDefault(): void }) => {
      if (!stands(leaf) || !pressed('earlier', event.nativeEvent, platform)) return
      event.preventDefault()
      go({ at: 'earlier', day, entry: leaf.id })
    }

  const last = leaves?.at(-1)
  const focusOn = fresh ?? entry ?? last?.id
  return (
    <div className={styles['today']}>
      <div className={styles['day']}>
        <header className={styles['head']}>
          <div className={styles['aside']}>{day === today && <p>{partOfDay(clock.now())}</p>}</div>
          <div className={styles['told']}>
            <h1 tabIndex={-1}>{title}</h1>
            <Tools view={view} undo={undo} redo={redo} attach={attaching.add} shows={shown} />
          </div>
        </header>
        <div className={styles['entries']}>
          {fault && (
            <div className={styles['margined']}>
              <div className={styles['aside']} />
              <div className={styles['told']}>
                <p role="alert">{fault === 'damaged' ? t('today.unreadable') : faultWords(fault)}</p>
              </div>
            </div>
          )}
          {leaves?.map((leaf, n) => (
            <article
              key={leaf.id}
              className={styles['margined']}
              aria-label={t('today.entry', { n: n + 1, day: title })}
              onKeyDown={toEarlier(leaf)}
            >
              <div className={styles['aside']}>
                {leaf.created !== null && <p>{timeName(leaf.created)}</p>}
                {stands(leaf) && (
                  <>
                    <Button
                      look="quiet"
                      aria-label={t('today.bin.label', { n: n + 1 })}
                      onPress={() => void bin(leaf)}
                    >
                      {t('today.bin')}
                    </Button>
                    <PlaceLink
                      to={{ at: 'earlier', day, entry: leaf.id }}
                      label={t('earlier.label', { n: n + 1 })}
                      className={styles['earlier']}
                    >
                      {t('earlier.title')}
                    </PlaceLink>
                  </>
                )}
              </div>
              <div className={styles['told']}>
                <Sheet
                  label={t('today.entry', { n: n + 1, day: title })}
                  placeholder={t('today.empty')}
                  begin={() => journalState(leaf.doc, [gate], [attaching.plugin])}
                  changed={changed(leaf)}
                  moved={() => show(`${toolsShow(view)} ${written.current.size}`)}
                  active={setView}
                  gone={() => setView(current => (current?.isDestroyed ? null : current))}
                  blurred={() => void keeper.flush()}
                  focus={leaf.id === focusOn}
                  readOnly={leaf.readOnly}
                />
              </div>
            </article>
          ))}
        </div>
        <div className={styles['margined']}>
          <div className={styles['aside']} />
          <div className={`${styles['told']} ${styles['foot']}`}>
            {attaching.ways}
            <Saved />
            <Button look="quiet" isDisabled={leaves === null} onPress={another}>
              {t('today.another')}
            </Button>
          </div>
        </div>
      </div>
      <Timeline day={day} today={today} />
      {question}
      {attaching.opened}
    </div>
  )
}

/** How long a person must be still before a screen reader is told, in milliseconds. */
const CALM = 1500

/** What became of the words: on screen at once; spoken only when the hand rests. */
export function Saved() {
  const { keeper } = useHouse()
  const saving = useSyncExternalStore(keeper.subscribe, keeper.saving)
  const [spoken, setSpoken] = useState('')
  const words =
    saving.state === 'refused'
      ? saving.fault === 'damaged'
        ? t('status.harmed')
        : faultWords(saving.fault)
      : t(
          saving.state === 'saved'
            ? 'status.saved'
            : saving.state === 'saving'
              ? 'status.saving'
              : 'status.ready',
        )
  useEffect(() => {
    setSpoken('')
    if (saving.state === 'ready' || saving.state === 'saving') return
    const timer = setTimeout(() => setSpoken(words), CALM)
    return () => clearTimeout(timer)
  }, [saving.state, words])
  const Icon = saving.state === 'refused' ? CircleAlert : Check
  return (
    <>
      {/* Once it is spoken it stands there to be read, too: not twice (as SearchPage). */}
      <p aria-hidden={spoken === words} className={styles['saved']}>
        {saving.state !== 'ready' && saving.state !== 'saving' && (
          <Icon aria-hidden="true" size="1.25em" strokeWidth={1.75} />
        )}
        <span>{words}</span>
      </p>
      <p aria-live="polite" className="unseen">
        {spoken}
      </p>
    </>
  )
}
