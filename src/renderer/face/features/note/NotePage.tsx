/** A shared note: one page that everyone in the circle can write on. */
import { Check, CircleAlert } from 'lucide-react'
import type { EditorView } from 'prosemirror-view'
import { memo, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Circle, CircleId, DocId, NoteReaders } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { absurd } from '../../../../shared/result.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { useAttaching } from '../../editor/attach/Attaching.tsx'
import { otherCursors } from '../../editor/others.ts'
import { usePasteGate } from '../../editor/PasteQuestion.tsx'
import { Sheet } from '../../editor/Sheet.tsx'
import { redoShared, sharedState, undoShared } from '../../editor/shared.ts'
import { Tools, toolsShow } from '../../editor/Tools.tsx'
import { pressed } from '../../keys/shortcuts.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { useHelp } from '../../ui/help.ts'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { syncWords, useCircle } from '../circle/useCircle.ts'
import { AsideWords } from './AsideWords.tsx'
import type { LiveNote } from './binding.ts'
import styles from './NotePage.module.css'
import { EraseMine, Readers, useReaders } from './Readers.tsx'
import { Together } from './Together.tsx'
import { useNote } from './useNote.ts'
import { useTogether } from './useTogether.ts'

/** UTF-16 units of a title. */
const LONGEST_TITLE = 80

export type NotePageProps = { readonly circle: CircleId; readonly note: DocId }

export function NotePage({ circle, note }: NotePageProps) {
  const { live, fault } = useNote(circle, note)
  if (!live)
    return (
      <PlainPage title={t('note.body')}>
        <p role="status">{fault ? faultWords(fault) : t('note.opening')}</p>
        <p>
          <PlaceLink to={{ at: 'circle', circle }}>{t('places.back')}</PlaceLink>
        </p>
      </PlainPage>
    )
  return <LaidOpen key={note} live={live} />
}

/** Each part hears what it shows and nothing else: a page that is drawn anew while somebody types makes keys late. */
function LaidOpen({ live }: { readonly live: LiveNote }) {
  const { circle } = useCircle(live.circle)
  const readers = useReaders(live)
  useStanding(live, circle)
  return (
    <div className={styles['note']}>
      <div className={styles['margin']}>
        {circle && (
          <PlaceLink to={{ at: 'circle', circle: live.circle }}>
            {t('note.back', { circle: circle.name })}
          </PlaceLink>
        )}
      </div>
      <Writing live={live} readers={readers} whyOnlyRead={whyOnlyRead(circle)} />
      <div className={styles['margin']} />
      <div className={styles['foot']}>
        <Saved live={live} travelled={circle ? syncWords(circle) : t('status.saved')} />
        <Foot live={live} readers={readers} />
      </div>
    </div>
  )
}

type OpenProps = { readonly live: LiveNote; readonly readers: NoteReaders | null }

type WritingProps = OpenProps & { readonly whyOnlyRead: string }

/** The title, the tools and the sheet. */
const Writing = memo(function Writing({ live, readers, whyOnlyRead }: WritingProps) {
  const { platform } = useHouse()
  const { gate, question } = usePasteGate()
  const attaching = useAttaching(live.circle)
  const session = useSyncExternalStore(live.subscribe, live.session)
  const title = useTitle(live)
  const [view, setView] = useState<EditorView | null>(null)
  const [shown, show] = useState('')
  const together = useTogether(live, view)
  const sheet = useRef<HTMLElement>(null)
  return (
    <>
      <header className={styles['head']}>
        <h1 tabIndex={-1} className="unseen">
          {title || t('circle.untitled')}
        </h1>
        <div className={styles['titleplace']} data-words={title || t('note.title.placeholder')}>
          <textarea
            className={styles['title']}
            aria-label={t('note.title')}
            placeholder={t('note.title.placeholder')}
            value={title}
            rows={1}
            maxLength={LONGEST_TITLE}
            readOnly={session.readOnly}
            autoComplete="off"
            spellCheck="false"
            onChange={event => live.setTitle(event.target.value.replace(/\s*\n\s*/g, ' '))}
            onKeyDown={event => {
              // A title is one line: Enter goes on to the note.
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
              event.preventDefault()
              sheet.current?.querySelector<HTMLElement>('[role="textbox"]')?.focus()
            }}
            onBlur={() => void live.flush()}
          />
        </div>
        <p role="status" className="hush">
          {!session.readOnly && title.length >= LONGEST_TITLE && t('note.title.full')}
        </p>
        <p role="status" className="hush">
          {session.readOnly ? whyOnlyRead : t('note.lead')}
        </p>
        {readers && <Readers live={live} readers={readers} readOnly={session.readOnly} />}
        {!session.readOnly && <Together {...together} />}
        {!session.readOnly && (
          <Tools view={view} undo={undoShared} redo={redoShared} attach={attaching.add} shows={shown} />
        )}
      </header>
      <div className={styles['margin']}>
        <PlaceLink to={{ at: 'noteEarlier', circle: live.circle, note: live.note }}>
          {t('earlier.title')}
        </PlaceLink>
      </div>
      <article
        className={styles['body']}
        ref={sheet}
        onKeyDown={event => {
          if (!pressed('earlier', event.nativeEvent, platform)) return
          event.preventDefault()
          go({ at: 'noteEarlier', circle: live.circle, note: live.note })
        }}
      >
        <AsideWords
          live={live}
          readOnly={session.readOnly}
          done={() => sheet.current?.querySelector<HTMLElement>('[role="textbox"]')?.focus()}
        />
        <Sheet
          key={session.serial}
          label={t('note.body')}
          begin={() => sharedState(session.body, live.newUndo(), [gate, otherCursors()], [attaching.plugin])}
          around={live.quietly}
          moved={() => {
            show(toolsShow(view))
            together.moved()
          }}
          active={setView}
          gone={() => setView(null)}
          blurred={() => void live.flush()}
          focus
          readOnly={session.readOnly}
        />
        {attaching.ways}
      </article>
      {question}
      {attaching.opened}
    </>
  )
})

/** Where the words are: not saved yet, saved here, or how far they have travelled. */
function Saved({ live, travelled }: { readonly live: LiveNote; readonly travelled: string }) {
  const saving = useSyncExternalStore(live.subscribe, live.saving)
  const words =
    saving.state === 'refused'
      ? saving.fault === 'damaged'
        ? t('status.harmed')
        : faultWords(saving.fault)
      : saving.state === 'saving'
        ? t('status.saving')
        : travelled
  const Icon = saving.state === 'refused' ? CircleAlert : Check
  return (
    <>
      <p aria-hidden={saving.state === 'refused'} className={styles['saved']}>
        {saving.state !== 'saving' && <Icon aria-hidden="true" size="1.25em" strokeWidth={1.75} />}
        <span>{words}</span>
      </p>
      <p aria-live="polite" className="unseen">
        {saving.state === 'refused' && words}
      </p>
    </>
  )
}

const Foot = memo(function Foot({ live, readers }: OpenProps) {
  const showHelp = useHelp(state => state.show)
  useSyncExternalStore(live.subscribe, live.session)
  return (
    <>
      {readers && <EraseMine live={live} readers={readers} />}
      <p role="status" className="hush">
        {live.reopened() && !live.session().readOnly && t('note.reopened')}
      </p>
      <p className="hush">
        {t('note.late')}{' '}
        <Button look="quiet" onPress={showHelp}>
          {t('help.open')}
        </Button>
      </p>
    </>
  )
})

const mayWrite = ({ standing, away, keyless }: Circle): boolean => standing === 'in' && !away && !keyless

/** What keeps somebody from writing: mostly something about the circle, else about the note. */
function whyOnlyRead(circle: Circle | null): string {
  if (!circle) return ''
  const { standing, away, keyless } = circle
  switch (standing) {
    case 'in':
      if (away) return `${t('gone.away')} ${t('gone.away.body')}`
      return t(keyless ? 'circle.keyless' : 'note.readonly')
    case 'newer':
      return t('note.readonly')
    case 'closed':
    case 'restored':
    case 'held':
      return `${t(`gone.${standing}`)} ${t(`gone.${standing}.body`)}`
    case 'left':
    case 'removed':
    case 'signedOut':
      return `${t(`gone.${standing}`)} ${t('gone.stays')}`
    default:
      return absurd(standing)
  }
}

/** The circle closes, or opens to this person again, while the note lies open: it is laid anew as what it is now. */
function useStanding(live: LiveNote, circle: Circle | null): void {
  const writes = circle && mayWrite(circle)
  const before = useRef(writes)
  useEffect(() => {
    if (writes === null || writes === before.current) return
    const changed = before.current !== null
    before.current = writes
    if (changed) void live.resume()
  }, [live, writes])
}

/** The title as it stands now, whoever changes it. */
function useTitle(live: LiveNote): string {
  const session = useSyncExternalStore(live.subscribe, live.session)
  const [title, setTitle] = useState(live.title())
  useEffect(() => {
    const read = () => setTitle(live.title())
    read()
    session.head.observe(read)
    return () => session.head.unobserve(read)
  }, [live, session])
  return title
}
