/** What can be done about one marked word: take another in its place, or say that it is right as it is. */
import type { EditorView } from 'prosemirror-view'
import { useEffect, useRef, useState } from 'react'
import { Menu, MenuItem, Popover } from 'react-aria-components'
import { create } from 'zustand'
import { faultWords, t } from '../../../shared/locales/speak.ts'
import { useHouse } from '../bridge/rooms.ts'
import { say } from '../ui/toast.tsx'
import type { Word } from './marks.ts'
import styles from './SpellingMenu.module.css'

type Asked = { readonly view: EditorView; readonly word: Word }
const useAsked = create<{ asked: Asked | null }>(() => ({ asked: null }))

export const askAboutWord = (view: EditorView, word: Word): void =>
  useAsked.setState({ asked: { view, word } })

export function SpellingMenu() {
  const { spelling } = useHouse()
  const { asked } = useAsked()
  const place = useRef<HTMLSpanElement>(null)
  const [others, setOthers] = useState<readonly string[] | null>(null)

  useEffect(() => {
    setOthers(null)
    if (!asked) return
    let here = true
    void spelling.suggest(asked.word.word).then(words => here && setOthers(words))
    return () => {
      here = false
    }
  }, [asked, spelling])

  if (!asked) return null
  const { view, word } = asked
  const { left, bottom } = view.coordsAtPos(word.from)
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
    else say(t('spelling.learned', { word: word.word }), () => void spelling.forget(word.word))
  }
  return (
    <>
      <span ref={place} className={styles['place']} style={{ left, top: bottom }} />
      <Popover
        triggerRef={place}
        isOpen
        placement="bottom start"
        onOpenChange={open => !open && close()}
        className={styles['popover'] ?? ''}
      >
        <Menu
          aria-label={t('spelling.menu', { word: word.word })}
          className={styles['menu'] ?? ''}
          autoFocus="first"
          onAction={chosen => {
            if (chosen === 'learn') void learn()
            else replace(String(chosen).slice('to '.length))
            close()
          }}
        >
          {(others ?? []).map(other => (
            <MenuItem key={other} id={`to ${other}`} className={styles['item'] ?? ''}>
              {other}
            </MenuItem>
          ))}
          <MenuItem id="learn" className={`${styles['item']} ${styles['last']}`}>
            {t(others?.length === 0 ? 'spelling.learn.none' : 'spelling.learn')}
          </MenuItem>
        </Menu>
      </Popover>
    </>
  )
}
