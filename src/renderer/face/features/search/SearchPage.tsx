/** Finding one's own words: as one types, newest first, on this computer alone. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Hit } from '../../../../shared/journal/entry.ts'
import { dayName, dayOf } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Field } from '../../ui/Field.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import styles from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'

const PAUSE = 120

export function SearchPage() {
  const { vault, clock } = useHouse()
  const [words, setWords] = useState('')
  const [hits, setHits] = useState<readonly Hit[] | null>(null)
  const [answer, setAnswer] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const today = dayOf(clock.now())
  useEffect(() => field.current?.focus(), [])

  useEffect(() => {
    let left = false
    const timer = setTimeout(async () => {
      if (words.trim() === '') {
        setHits(null)
        setAnswer('')
        return
      }
      const found = await vault.ask('journal.search', { words: words.slice(0, 400) })
      if (left) return
      setHits(found.ok ? found.value : null)
      setAnswer(
        found.ok ? t(found.value.length > 0 ? 'search.some' : 'search.none') : faultWords(found.fault),
      )
    }, PAUSE)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [vault, words])

  /** Arrow keys walk between the field and what was found. */
  const walk = (event: { key: string; preventDefault: () => void }) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links: Element[] = Array.from(list.current?.querySelectorAll('a') ?? [])
    const at = document.activeElement ? links.indexOf(document.activeElement) : -1
    const next = event.key === 'ArrowDown' ? at + 1 : at - 1
    event.preventDefault()
    if (next < 0) field.current?.focus()
    else (links[Math.min(next, links.length - 1)] as HTMLElement | undefined)?.focus()
  }

  return (
    <PlainPage
      title={t('search.title')}
      lead={t('search.hint')}
      aside={<PlaceLink to={{ at: 'journal' }}>{t('places.back')}</PlaceLink>}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only moves the focus between what is inside */}
      <div className={styles['form']} onKeyDown={walk}>
        <Field
          type="search"
          label={t('search.field')}
          value={words}
          onChange={setWords}
          inputRef={field}
          autoComplete="off"
          spellCheck="false"
        />
        <p role="status">{answer}</p>
        {hits && hits.length > 0 && (
          <ul ref={list} className={styles['list']} aria-label={t('search.results')}>
            {hits.map(hit => (
              <li key={hit.id}>
                <PlaceLink to={{ at: 'journal', day: hit.day, entry: hit.id }} className={styles['named']}>
                  {dayName(hit.day, today)}
                </PlaceLink>
                <p className={styles['excerpt']}>{marked(hit)}</p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </PlainPage>
  )
}

/** The excerpt with what matched marked; ranges that make no sense are left out. */
export function marked({ excerpt, matches }: Hit): ReactNode[] {
  const out: ReactNode[] = []
  let at = 0
  for (const [start, end] of [...matches].sort((a, b) => a[0] - b[0])) {
    if (start < at || end <= start || end > excerpt.length) continue
    out.push(excerpt.slice(at, start), <mark key={start}>{excerpt.slice(start, end)}</mark>)
    at = end
  }
  out.push(excerpt.slice(at))
  return out
}
