/** Earlier words of an entry: when they stood there, what they were, and their way back, which has a way back itself. */
import { useCallback } from 'react'
import type { Day } from '../../../../shared/journal/day.ts'
import type { EntryId } from '../../../../shared/journal/entry.ts'
import { dayTitle } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { ok } from '../../../../shared/result.ts'
import { plainText } from '../../../../shared/writing/writing.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import { say } from '../../ui/toast.tsx'
import { EarlierWords } from './EarlierWords.tsx'
import { GLANCE, useVersions } from './useVersions.ts'

export type EarlierPageProps = { readonly day: Day; readonly entry: EntryId; readonly today: Day }

export function EarlierPage({ day, entry: id, today }: EarlierPageProps) {
  const { vault, keeper } = useHouse()
  const lines = useCallback(
    (before?: number) => vault.ask('journal.versions', before === undefined ? { id } : { id, before }),
    [vault, id],
  )
  const says = useCallback(async () => {
    await keeper.flush()
    const entry = await vault.ask('journal.read', { id })
    if (!entry.ok) return entry
    const unsaved = keeper.unsaved(day).find(draft => draft.id === id)
    return ok(
      plainText((unsaved ?? entry.value).writing)
        .trim()
        .slice(0, GLANCE),
    )
  }, [vault, keeper, day, id])
  const versions = useVersions(says, lines)
  const { read } = versions

  const look = useCallback(
    async (version: number) => {
      const answer = await vault.ask('journal.version', { id, version })
      return answer.ok ? ok(plainText(answer.value.writing)) : answer
    },
    [vault, id],
  )
  const put = useCallback(
    async (version: number) => {
      await keeper.flush()
      // Words that only this window has would be saved over it later.
      const saving = keeper.saving()
      if (saving.state === 'refused') return say(faultWords(saving.fault))
      const answer = await vault.ask('journal.putBack', { id, version })
      if (!answer.ok) return say(faultWords(answer.fault))
      await read()
      return answer.value.before
    },
    [vault, keeper, id, read],
  )
  const putBack = useCallback(
    async (version: number) => {
      const before = await put(version)
      if (before === undefined) return
      const undo = async () => {
        if ((await put(before)) !== undefined) say(t('earlier.undone'))
      }
      say(t('earlier.returned'), { what: t('earlier.back'), run: () => void undo() })
    },
    [put],
  )
  return (
    <EarlierWords
      lead={t('earlier.lead')}
      none={t('earlier.none')}
      today={today}
      where={dayTitle(day, today)}
      aside={<PlaceLink to={{ at: 'journal', day, entry: id }}>{t('earlier.open')}</PlaceLink>}
      versions={versions}
      look={look}
      putBack={putBack}
    />
  )
}
