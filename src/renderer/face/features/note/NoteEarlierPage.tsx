/** Earlier words of a shared note: how it stood, who had written, and its way back, which has a way back itself. */
import { useCallback, useSyncExternalStore } from 'react'
import type { CircleId, DocId } from '../../../../shared/circle/circle.ts'
import type { Day } from '../../../../shared/journal/day.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { ok } from '../../../../shared/result.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'
import { EarlierWords } from '../earlier/EarlierWords.tsx'
import { GLANCE, useVersions } from '../earlier/useVersions.ts'
import { type LiveNote, pageOf, plainPage } from './binding.ts'
import { useNote } from './useNote.ts'

export type NoteEarlierPageProps = { readonly circle: CircleId; readonly note: DocId; readonly today: Day }

export function NoteEarlierPage({ circle, note, today }: NoteEarlierPageProps) {
  const { live, fault } = useNote(circle, note)
  if (live) return <Laid live={live} today={today} />
  return (
    <PlainPage title={t('earlier.title')}>
      <p role="status">{fault ? faultWords(fault) : t('note.opening')}</p>
      <p>
        <PlaceLink to={{ at: 'circle', circle }}>{t('places.back')}</PlaceLink>
      </p>
    </PlainPage>
  )
}

function Laid({ live, today }: { readonly live: LiveNote; readonly today: Day }) {
  const { vault } = useHouse()
  const { circle, note } = live
  const session = useSyncExternalStore(live.subscribe, live.session)
  const title = live.title()

  const says = useCallback(async () => {
    await live.flush()
    return ok(live.words().trim().slice(0, GLANCE))
  }, [live])
  const lines = useCallback(
    (before?: number) =>
      vault.ask('note.versions', before === undefined ? { circle, note } : { circle, note, before }),
    [vault, circle, note],
  )
  const versions = useVersions(says, lines)
  const { read } = versions

  const look = useCallback(
    async (version: number) => {
      const answer = await vault.ask('note.version', { circle, note, version })
      if (!answer.ok) return answer
      const { page, title } = pageOf(answer.value.state)
      return ok([title, plainPage(page)].filter(Boolean).join('\n\n'))
    },
    [vault, circle, note],
  )
  const putBack = useCallback(
    async (version: number) => {
      const answer = await vault.ask('note.version', { circle, note, version })
      if (!answer.ok) return say(faultWords(answer.fault))
      const undo = live.putBack(answer.value.state)
      if (!undo) return say(faultWords('read-only'))
      await live.flush()
      const saving = live.saving()
      await read()
      if (saving.state === 'refused') return say(faultWords(saving.fault))
      const back = async () => {
        const undone = undo()
        await live.flush()
        await read()
        say(t(undone ? 'note.earlier.undone' : 'note.earlier.kept'))
      }
      say(t('note.earlier.returned'), { what: t('earlier.back'), run: () => void back() })
    },
    [vault, circle, note, live, read],
  )
  return (
    <EarlierWords
      lead={t('note.earlier.lead')}
      none={t('note.earlier.none')}
      today={today}
      where={title || t('circle.untitled')}
      aside={<PlaceLink to={{ at: 'note', circle, note }}>{t('note.earlier.open')}</PlaceLink>}
      versions={versions}
      look={look}
      putBack={session.readOnly ? undefined : putBack}
    />
  )
}
