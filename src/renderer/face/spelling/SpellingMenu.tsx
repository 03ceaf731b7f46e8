/** What can be done about one marked word: take another in its place, or say that it is right as it is. */
import type { EditorView } from 'prosemirror-view'
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { faultWords, t } from '../../../shared/locales/speak.ts'
import { useHouse } from '../bridge/rooms.ts'
import { type Deed, MenuAt } from '../ui/Menu.tsx'
import { SLOW } from '../ui/Progress.tsx'
import { say } from '../ui/toast.tsx'
import type { Word } from './marks.ts'

/** BCP 47. */
const DICTIONARY = 'en'
/** Before a word in the name of its deed: somebody's word may be “learn”. */
const TO = 'to '

type Asked = { readonly view: EditorView; readonly word: Word }
const useAsked = create<{ asked: Asked | null }>(() => ({ asked: null }))

export const askAboutWord = (view: EditorView, word: Word): void =>
  useAsked.setState({ asked: { view, word } })

export function SpellingMenu() {
  const { spelling } = useHouse()
  const { asked } = useAsked()
  const [found, setFound] = useState<{ readonly of: Asked; readonly words: readonly string[] } | null>(null)
  const [late, setLate] = useState<Asked | null>(null)

  useEffect(() => {
    if (!asked) return
    let here = true
    void spelling.suggest(asked.word.word).then(words => here && setFound({ of: asked, words }))
    const timer = setTimeout(() => setLate(asked), SLOW)
    return () => {
      here = false
      clearTimeout(timer)
    }
  }, [asked, spelling])

  const others = found?.of === asked ? found?.words : undefined
  // The dictionary is waited for, so that no word pushes in before what a finger is on its way to; but not for long.
  if (!asked || (!others && late !== asked)) return null
  const { view, word } = asked
  const close = (): void => {
    useAsked.setState({ asked: null })
    view.focus()
  }
  /** Only where the word still stands: somebody else may have changed it meanwhile. */
  const replace = (other: string): void => {
    const { state } = view
    const stands =
      word.to <= state.doc.content.size && state.doc.textBetween(word.from, word.to) === word.word
    if (stands) view.dispatch(state.tr.insertText(other, word.from, word.to))
  }
  const learn = async (): Promise<void> => {
    const fault = await spelling.learn(word.word)
    if (fault) say(faultWords(fault))
    else
      say(t('spelling.learned', { word: word.word }), {
        what: t('spelling.learn'),
        run: () => void spelling.forget(word.word),
      })
  }
  const deeds: Deed<string>[] = (others ?? []).map(other => ({
    id: `${TO}${other}`,
    words: other,
    lang: DICTIONARY,
  }))
  deeds.push({
    id: 'learn',
    words: t(others?.length === 0 ? 'spelling.learn.none' : 'spelling.learn'),
    apart: true,
  })
  return (
    <MenuAt
      label={t('spelling.menu', { word: word.word })}
      deeds={deeds}
      at={() => view.coordsAtPos(Math.min(word.from, view.state.doc.content.size))}
      close={close}
      onChoose={chosen => {
        if (chosen === 'learn') void learn()
        else replace(chosen.slice(TO.length))
      }}
    />
  )
}
