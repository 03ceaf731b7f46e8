/** One sentence after something was done, and one way back. It waits until it is dismissed or the place is left. */
import { X } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { create } from 'zustand'
import { t } from '../../../shared/locales/speak.ts'
import { Button } from './Button.tsx'
import styles from './toast.module.css'

/** `what`: what is undone, as the button said that did it. */
export type Undo = { readonly what: string; readonly run: () => void }
type Toast = { readonly words: string; readonly undo?: Undo }
type Toasts = {
  readonly toast: Toast | null
  say: (words: string, undo?: Undo) => void
  clear: () => void
}

/** ms without the sentence, after which the same one is spoken again. */
const AGAIN = 100

export const useToast = create<Toasts>((set, get) => {
  let again: ReturnType<typeof setTimeout> | undefined
  const put = (toast: Toast | null) => {
    clearTimeout(again)
    set({ toast })
  }
  return {
    toast: null,
    say: (words, undo) => {
      const toast = undo ? { words, undo } : { words }
      if (get().toast?.words !== words) return put(toast)
      put(null)
      again = setTimeout(() => set({ toast }), AGAIN)
    },
    clear: () => put(null),
  }
})
export const say = (words: string, undo?: Undo): void => useToast.getState().say(words, undo)

/** At the foot of the window, not of the page: `.app` is a container, and what is fixed in a container goes with it. */
export function ToastPlace() {
  const { toast, clear } = useToast()
  const place = useRef<HTMLElement>(null)
  useRoomFor(place)
  return createPortal(
    // In reach while a sheet lies open: what is said then is mostly about it.
    <section
      ref={place}
      className={styles['place']}
      aria-label={t('toast.region')}
      data-react-aria-top-layer="true"
    >
      <div aria-live="polite">
        {toast && (
          <div className={styles['toast']}>
            <p>{toast.words}</p>
            {toast.undo && (
              <Button
                look="quiet"
                aria-label={t('toast.undo.label', { what: toast.undo.what })}
                onPress={() => {
                  toast.undo?.run()
                  clear()
                }}
              >
                {t('toast.undo')}
              </Button>
            )}
            <Button look="quiet" aria-label={t('toast.close')} onPress={clear}>
              <X aria-hidden="true" size="1.25em" />
            </Button>
          </div>
        )}
      </div>
    </section>,
    document.body,
  )
}

/** What is walked to stops above the toast, and the end of a page can be moved there (WCAG 2.2, 2.4.11). */
function useRoomFor(place: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    if (!place.current || typeof ResizeObserver === 'undefined') return
    const { style } = document.documentElement
    const watch = new ResizeObserver(([seen]) => {
      const { top, height } = seen?.target.getBoundingClientRect() ?? { top: 0, height: 0 }
      if (height === 0) style.removeProperty('--said')
      else style.setProperty('--said', `${Math.ceil(innerHeight - top)}px`)
    })
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      style.removeProperty('--said')
    }
  }, [place])
}
